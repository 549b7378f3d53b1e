"""Overrides: what no page states."""

import pytest
from support.facts import STRING, page, structure

from generator.model.assembly import assemble
from generator.model.overrides import Override, parse_overrides
from generator.model.problems import ProblemsError

PAGES = [page("Get", input=structure(a=STRING))]


def entry(path: str, value: str) -> str:
    """Return an entry of overrides.yaml."""
    return f"- path: {path}\n  value: {value}\n  reason: Because.\n"


def overridden(text: str) -> list[Override]:
    """Parse a file of overrides."""
    return parse_overrides(text, "overrides.yaml")


def problem(text: str) -> str:
    """Return the message of the problem with a file of overrides."""
    with pytest.raises(ProblemsError) as caught:
        assemble(PAGES, overrides=overridden(text))
    return str(caught.value)


def test_a_fact_that_no_page_states() -> None:
    """An override supplies a fact, and the model says that it did."""
    service = assemble(PAGES, overrides=overridden(entry("signing_name", "things"))).service

    assert service.signing_name == "things"
    assert [(o.path, o.reason) for o in service.overridden] == [("signing_name", "Because.")]
    assert service.conflicts == []


def test_only_what_is_plainly_special_is_special() -> None:
    """Norway stays Norway, a date stays text, and a number is a number."""
    values = [
        override.value
        for override in overridden(
            entry("a", "NO") + entry("b", "2023-09-06") + entry("c", "12") + entry("d", "true")
        )
    ]

    assert values == ["NO", "2023-09-06", 12, True]


def test_a_fact_deep_in_the_model() -> None:
    """A path leads through keys as well as fields."""
    overrides = overridden(entry("shapes.GetRequest.members.a.max", "12"))

    service = assemble(PAGES, overrides=overrides).service

    assert service.shapes["GetRequest"].members["a"].max == 12


def test_an_override_against_a_page_is_a_conflict() -> None:
    """Where a page says otherwise, the override wins and both are recorded."""
    overrides = overridden(entry("shapes.GetRequest.members.a.kind", "blob"))

    (conflict,) = assemble(PAGES, overrides=overrides).service.conflicts

    assert (conflict.kept, conflict.dropped, conflict.rule) == ("blob", "string", "override")


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        (entry("signing_name", "x") + entry("signing_nam", "x"), 4, "signing_nam"),
        (entry("shapes.GetRequst.complete", "true"), 1, "GetRequst"),
        (entry("protocols", "rest-json"), 1, "protocols"),
        ("- path: a\n  value: b\n", 1, "reason"),
        ("- path: a\n  value: b\n  reason: ' '\n", 1, "found none"),
        ("- path: a\n  valu: b\n  reason: c\n", 1, "valu"),
        ("path: a\n", 1, "a dict"),
        ("- path: [\n", 2, "expected YAML"),
    ],
)
def test_a_bad_override_names_its_line(text: str, line: int, found: str) -> None:
    """What is misspelt, or fits nowhere, is an error with file and line."""
    message = problem(text)

    assert message.startswith(f"overrides.yaml:{line}: ")
    assert found in message
