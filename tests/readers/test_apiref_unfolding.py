"""Lines that an extractor broke at inline markup become whole again."""

import pytest

from generator.readers.apiref.unfolding import Line, is_folded, lines_of


def texts(page: str) -> list[str]:
    """Return the lines of a page, a dash before those that are set as names."""
    return [("- " if line.is_term else "") + line.text for line in lines_of(page)]


@pytest.mark.parametrize(
    ("below", "whole"),
    [
        (["- a", "-", "One.", "- b", "-", "Two."], ["- a", "One.", "- b", "Two."]),
        (["Give", "code", ", or", "more", ".", "Next."], ["Give code, or more.", "Next."]),
        (["Text.", "Type: String", "Required: No"], ["Text.", "Type: String", "Required: No"]),
        (["Pattern:", "[a-z]+"], ["Pattern: [a-z]+"]),
        (["Valid Values:", "A | B", "Required: No"], ["Valid Values: A | B", "Required: No"]),
        (["- not a name", "Text."], ["- not a name Text."]),
        (["Ends here.Type: String"], ["Ends here.", "Type: String"]),
        (["It says Type: String in it"], ["It says Type: String in it"]),
    ],
)
def test_prose_is_joined(below: list[str], whole: list[str]) -> None:
    """Sentences and labels are joined to what follows them, names and constraints stay apart."""
    page = "\n".join(["Thing", "Contents", *below, "See Also"])

    assert ["Thing", "Contents", *whole, "See Also"] == texts(page)


@pytest.mark.parametrize(
    ("block", "whole"),
    [
        (["GET /a/id", "HTTP/1.1"], ["GET /a/id", "HTTP/1.1"]),
        (["GET /a/id", "/b/k+", "?m=m", "&t=t HTTP/1.1"], ["GET /a/id/b/k+?m=m&t=t HTTP/1.1"]),
        (["{", '"a": "string', '"', "}"], ["{", '"a": "string"', "}"]),
        (["{", '"a": [ number', "],", "}"], ["{", '"a": [ number],', "}"]),
    ],
)
def test_blocks_are_joined(block: list[str], whole: list[str]) -> None:
    """A word that stands for a value ends its line, and the rest of that line follows."""
    page = "\n".join(["Thing", "Request Syntax", *block, "See Also"])

    assert ["Thing", "Request Syntax", *whole, "See Also"] == texts(page)


def test_lines_keep_their_numbers() -> None:
    """A line that was joined has the number of its beginning."""
    page = "Thing\nContents\n- a\n-\nOne\nof\ntwo.\nType: String\nSee Also"

    assert [
        Line(1, "Thing"),
        Line(2, "Contents"),
        Line(3, "a", is_term=True),
        Line(5, "One of two."),
        Line(8, "Type: String"),
        Line(9, "See Also"),
    ] == lines_of(page)


@pytest.mark.parametrize(
    ("page", "folded"),
    [("A\n\nB", False), ("A\nB", True), ("A\n\n- b\n-\n\nC", True), ("A\n\n- b\n- c", False)],
)
def test_pages_that_are_broken(page: str, folded: bool) -> None:
    """A page is broken where no line is empty, or where a name stands between dashes."""
    assert folded == is_folded(page)
