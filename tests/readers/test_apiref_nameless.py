"""Descriptions without names get those of the syntax block, or the page is refused."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from support.apiref_blocks import RENDITIONS, code, end, facts, heading, prose, reading, title

from generator.model.facts import MemberFacts, PageFacts
from generator.readers.page import uniform

FIRST = "In the following list, the required parameters are described first."


def rpc_page(request: str, rows: Sequence[str], response: str, returned: Sequence[str]) -> str:
    """Make a flattened page on an operation that lost all names."""
    return RENDITIONS["text"](
        [
            *(*title("DoThing"), heading("Request Syntax"), code(request)),
            *(heading("Request Parameters"), *prose(*rows)),
            *(heading("Response Syntax"), code(response)),
            *(heading("Response Elements"), *prose(*returned)),
            *(heading("Errors"), *prose("Text.", "HTTP Status Code: 400")),
            *end(),
        ]
    )


def members(rows: Sequence[str], request: str) -> list[tuple[str, str | None]]:
    """Read a page whose request has such members; return each with its documentation."""
    read = facts(rpc_page(request, rows, "{ }", ())).operation
    assert read is not None
    assert read.input is not None
    return [(one.name, one.documentation) for one in read.input.members or ()]


def text(prose_of: str, sort: str = "String", required: str = "No") -> list[str]:
    """Return a description without a name."""
    return [prose_of, f"Type: {sort}", f"Required: {required}"]


TWO = '{ "a": "string", "b": number }'


def test_both_orders_are_the_same() -> None:
    """Descriptions follow each other as the members of the block do."""
    rows = ["The request accepts the following data in JSON format.", "Note", "One."]
    rows += [*text("More."), *text("Two.", "Long")]

    assert [("a", "Note\n\nOne.\n\nMore."), ("b", "Two.")] == members(rows, TWO)


def test_what_is_required_is_described_first() -> None:
    """Where the page says so, required members come first, each sort in the block's order."""
    rows = ["Note", FIRST, *text("B.", "Long", "Yes"), *text("A."), *text("C.", "Boolean")]

    expected = [("a", "A."), ("b", "B."), ("c", "C.")]
    assert expected == members(rows, '{ "a": "string", "b": number, "c": boolean }')


def test_a_response_ends_no_description_with_required() -> None:
    """There prose behind constraint lines, or another type, begins the next description."""
    page = rpc_page(
        "{ }",
        (),
        '{ "a": "string", "b": number, "c": [ "string" ] }',
        [
            *("A.", "Type: String", "Pattern: x", "B.", "Type: Long"),
            *("Type: Array of strings", "Array Members: Minimum number of 1 item."),
        ],
    )

    read = facts(page).operation
    assert read is not None
    assert read.output is not None
    expected = [("a", "A."), ("b", "B."), ("c", None)]
    assert expected == [(one.name, one.documentation) for one in read.output.members or ()]


def test_errors_without_names_are_unknown() -> None:
    """The page says nothing of its errors, as the names of these stand nowhere else."""
    read = facts(rpc_page(TWO, [*text("A."), *text("B.", "Long")], "{ }", ()))

    assert read.operation is not None
    assert read.operation.errors is None
    assert "errors" not in read.covers


@pytest.mark.parametrize(
    ("rows", "request_block", "reason"),
    [
        (text("A."), TWO, "1 descriptions without names of 2 members"),
        ([*text("A."), *text("B.", "Long"), *text("C.")], TWO, "3 descriptions without names"),
        ([*text("A.", "Long"), *text("B.")], TWO, "fit the syntax block in no way"),
        ([FIRST, *text("A."), *text("B.", "Long", "Yes")], TWO, "in another order"),
        (
            [FIRST, *text("?", required="Yes"), *text("?")],
            '{ "a": "string", "b": "string" }',
            "in no way or in more than one",
        ),
        ([*text("A."), "b", *text("B.", "Long")], TWO, "some of them"),
        (
            ["A.", "Type: String", "Valid Range: Minimum value of 1.", "Required: No"],
            '{ "a": "string" }',
            "fit the syntax block in no way",
        ),
    ],
)
def test_in_doubt_a_page_is_refused(rows: list[str], request_block: str, reason: str) -> None:
    """No description gets a name that might be another's."""
    problems = reading(rpc_page(request_block, rows, "{ }", ())).problems

    assert any(reason in problem.found for problem in problems), problems


def test_a_page_without_a_block_is_refused() -> None:
    """A data type's page has no names but those that it lost."""
    page = RENDITIONS["text"]([*title("Thing"), heading("Contents"), *prose(*text("A.")), *end()])

    (problem,) = reading(page).problems
    assert "the names of the members" == problem.expected


# --- real pages ---------------------------------------------------------------------------------


def _nameless(page: str, read: PageFacts) -> str:
    """Drop the lines that are names, with the dash or the empty line below."""
    names = {one.line for value in read.types for one in value.members or ()}
    for operation in read.operations:
        sides = [side for side in (operation.input, operation.output) if side]
        names |= {one.line for side in sides for one in side.members or ()}
        for error in operation.errors or ():
            names |= {error.line, *(one.line for one in error.members or ())}
    kept: list[str] = []
    is_below = False
    for number, line in enumerate(page.split("\n"), start=1):
        if number not in names and not (is_below and line.strip() in ("", "-")):
            kept.append(line)
        is_below = number in names
    return "\n".join(kept)


def _sides(read: PageFacts) -> list[list[tuple[str, str | None, object]]]:
    assert read.operation is not None
    sides = (read.operation.input, read.operation.output)
    return [[_row(one) for one in side.members or ()] for side in sides if side]


def _row(member: MemberFacts) -> tuple[str, str | None, object]:
    return member.name, member.documentation, (member.value.kind, member.required, member.location)


@pytest.mark.slow
def test_real_pages_without_names(shared: Path) -> None:
    """Of pages that lost their names, what is read is what the page says that has them."""
    read = refused = 0
    for path in sorted((shared / "corpus" / "apiref-text").glob("*/*.txt")):
        page = uniform(path.read_text())
        whole = facts(page)
        bare = _nameless(page, whole)
        if bare.count("\n") == page.count("\n"):
            continue
        nameless = reading(bare)
        if nameless.facts is None:
            refused += 1
            continue
        assert _sides(whole) == _sides(nameless.facts), path
        read += 1

    assert read >= 60
    assert refused
