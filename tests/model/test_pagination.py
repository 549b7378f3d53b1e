"""What boto3's paginator pages tell of an operation's pagination."""

from support.facts import INTEGER, STRING, list_of, page, structure

from generator.model import ir
from generator.model.assembly import assemble
from generator.model.facts import PageFacts, PageKind, ValueFacts
from generator.model.kinds import Kind

CONFIG = structure(MaxItems=INTEGER, PageSize=INTEGER, StartingToken=STRING)
CONFIG_WITHOUT_LIMIT = structure(MaxItems=INTEGER, StartingToken=STRING)


def paginator_page(config: ValueFacts = CONFIG, **output: ValueFacts) -> PageFacts:
    """Return the paginator page of an operation that takes a name."""
    return page(
        "List",
        input=structure(Name=STRING, PaginationConfig=config),
        output=structure(Items=list_of(STRING), **output),
        kind=PageKind.PAGINATOR,
    )


def found(*pages: PageFacts) -> ir.Paginator:
    """Return what is known of the operation's pagination."""
    return assemble(pages).service.paginators["List"]


def test_a_paginator_page_alone() -> None:
    """boto3's additions are no members, both sides are incomplete, the tokens are unknown."""
    service = assemble([paginator_page(NextToken=STRING)]).service

    assert list(service.shapes["ListRequest"].members) == ["Name"]
    assert list(service.shapes["ListResponse"].members) == ["Items"]
    assert not service.shapes["ListRequest"].complete
    assert not service.shapes["ListResponse"].complete
    assert service.paginators["List"] == ir.Paginator(
        pages=["boto3-rst/paginator/List"],
        input_tokens=ir.Finding(origin="unknown"),
        output_tokens=ir.Finding(origin="unknown"),
        limit_key=ir.Finding(origin="unknown", exists=True),
        result_keys=ir.Finding(origin="unknown"),
        more_results=ir.Finding(origin="unknown"),
    )


def test_no_next_token_in_the_response() -> None:
    """boto3's own NextToken is hidden only where the real one has that name."""
    assert found(paginator_page()).output_tokens == ir.Finding(
        origin="inferred", value=["NextToken"]
    )


def test_no_page_size() -> None:
    """Where PageSize is missing there is no limit key."""
    limit = found(paginator_page(CONFIG_WITHOUT_LIMIT, NextToken=STRING)).limit_key

    assert limit == ir.Finding(origin="stated", value="none", exists=False)


def test_the_difference_of_both_pages() -> None:
    """With the operation's own page at hand, tokens and limit key are what is hidden."""
    whole = page(
        "List",
        input=structure(Name=STRING, Marker=STRING, Limit=INTEGER),
        output=structure(Items=list_of(STRING), NextMarker=STRING),
    )

    paginator = found(whole, paginator_page(NextToken=STRING))

    assert paginator.input_tokens == ir.Finding(origin="inferred", value=["Marker"])
    assert paginator.limit_key == ir.Finding(origin="inferred", value=["Limit"], exists=True)
    assert paginator.output_tokens == ir.Finding(origin="inferred", value=["NextMarker"])


def test_the_operations_own_page_completes_it() -> None:
    """Both sides are complete once the operation's own page is read."""
    whole = page(
        "List",
        input=structure(Name=STRING, Marker=STRING),
        output=structure(Items=list_of(STRING), Marker=STRING),
    )

    shapes = assemble([whole, paginator_page(NextToken=STRING)]).service.shapes

    assert shapes["ListRequest"].complete
    assert list(shapes["ListResponse"].members) == ["Items", "Marker"]


def test_a_limit_that_is_a_string() -> None:
    """A limit key is found by its name where its kind does not tell."""
    whole = page("List", input=structure(Name=STRING, Marker=STRING, MaxItems=STRING))

    assert found(whole, paginator_page()).limit_key.value == ["MaxItems"]


def test_a_waiter() -> None:
    """A waiter's page tells operation, delay and attempts, and nothing of the output."""
    service = assemble(
        [
            page(
                "Get",
                input=structure(Name=STRING, WaiterConfig=structure(Delay=INTEGER)),
                kind=PageKind.WAITER,
                has_output=None,
                delay=20,
                max_attempts=180,
            )
        ]
    ).service

    assert service.waiters["Get"] == ir.Waiter(
        pages=["boto3-rst/waiter/Get"], operation="Get", delay=20, max_attempts=180
    )
    assert list(service.shapes["GetRequest"].members) == ["Name"]
    assert service.operations["Get"].output == "unknown"


NOT_SHOWN = ValueFacts(kind=Kind.STRUCTURE, complete=False)
"""A side of which the page shows notices alone."""


def test_a_paginator_page_that_shows_notices_alone() -> None:
    """What the page does not show is unknown, whatever the operation's own page has."""
    shown = page(
        "List",
        input=structure(Name=STRING, Marker=STRING),
        output=structure(Items=list_of(STRING), NextToken=STRING),
    )
    hidden = page("List", input=NOT_SHOWN, output=NOT_SHOWN, kind=PageKind.PAGINATOR)

    for paginator in (found(hidden), found(shown, hidden)):
        assert paginator.input_tokens == ir.Finding(origin="unknown")
        assert paginator.output_tokens == ir.Finding(origin="unknown")
        assert paginator.limit_key == ir.Finding(origin="unknown")


def test_a_waiter_page_that_shows_notices_alone() -> None:
    """The operation has an input, of which nothing is known."""
    waiter = page("Get", input=NOT_SHOWN, kind=PageKind.WAITER, has_output=None)

    service = assemble([waiter]).service

    assert service.operations["Get"].input != "none"
    assert not service.shapes["GetRequest"].complete
