"""The service that pages are of."""

import pytest
from msgspec.structs import replace

from generator.model.facts import PageFacts, PageKind, ServiceFacts
from generator.model.problems import ProblemsError
from generator.model.service import identify


def page(name: str = "a", **stated: str) -> PageFacts:
    """Return a page of an API Reference that states so much of its service."""
    return PageFacts(
        file=f"{name}.md",
        rendition="apiref-markdown",
        kind=PageKind.TYPE,
        subject=name,
        covers=(),
        service=ServiceFacts(**stated),  # type: ignore[arg-type]  # all names given are of texts
    )


@pytest.mark.parametrize(
    ("stated", "derived"),
    [
        ({"uid": "discovery-2015-11-01"}, "discovery"),
        ({"uid": "AWSMigrationHub-2017-05-31"}, "awsmigrationhub"),
        ({"uid": "discovery-2015-11-01", "class_name": "ApplicationDiscovery"}, "discovery"),
        ({"class_name": "DataExchange", "title": "AWS Data"}, "dataexchange"),
        ({"title": "AWS Data Exchange"}, "dataexchange"),
    ],
)
def test_an_id_is_derived(stated: dict[str, str], derived: str) -> None:
    """The uid says more of it than a class name, and this more than a title."""
    identity = identify([page(**stated)], None, settled=False)

    assert (derived, "derived") == (identity.id, identity.id_origin)


def test_pages_of_two_services() -> None:
    """Guides of several services tell them apart by the uid, whatever its version."""
    ours = [page("a", uid="route53-2013-04-01"), page("b", uid="route53-2020-01-01")]
    other = page("c", uid="route53domains-2014-05-15")

    assert "2020-01-01" == identify(ours, "route53", settled=False).api_version
    with pytest.raises(ProblemsError) as error:
        identify([*ours, other], "route53", settled=False)
    assert ["c.md"] == [problem.file for problem in error.value.problems]
    identify([*ours, replace(other, file="d.md")], "route53", settled=True)
