"""Entries are nested as a syntax block shows."""

import pytest
from support.facts import INTEGER, STRING, list_of, map_of, repeated, structure

from generator.model.facts import ValueFacts
from generator.readers.boto3.entries import Entry
from generator.readers.boto3.nesting import nested


def row(names: str) -> list[Entry]:
    """Return entries in no others; a dash has no name, and a star is behind an automatic one."""
    return [
        Entry(1, "string", None if name == "-" else name.rstrip("*"), automatic="*" in name)
        for name in names.split()
    ]


def written(entries: list[Entry]) -> str:
    """Write entries in one line, those inside another in brackets."""
    return " ".join(
        (entry.name or "-") + (f"({written(entry.children)})" if entry.children else "")
        for entry in entries
    )


@pytest.mark.parametrize(
    ("shown", "names", "expected"),
    [
        (structure(A=structure(B=STRING), C=STRING), "A B C", "A(B) C"),
        (structure(A=structure(B=structure(C=STRING))), "A B C", "A(B(C))"),
        (structure(A=list_of(STRING), B=STRING), "A - B", "A(-) B"),
        (structure(A=list_of(list_of(INTEGER)), B=STRING), "A - - B", "A(-(-)) B"),
        (structure(A=map_of(STRING), B=STRING), "A - - B", "A(-(-)) B"),
        (structure(A=map_of(structure(B=STRING))), "A - - B", "A(-(-(B)))"),
        (structure(A=map_of(STRING), B=STRING), "A string B", "A(string) B"),
        (structure(A=repeated(), B=STRING), "A B", "A B"),
        (structure(A=structure(B=STRING), C=STRING), "A B X* C Y*", "A(B X) C Y"),
        (structure(), "", ""),
    ],
)
def test_the_order_tells_what_belongs_where(shown: ValueFacts, names: str, expected: str) -> None:
    """Structures, items, keys and values, and what only entries show."""
    assert expected == written(nested(shown, row(names)))


@pytest.mark.parametrize("names", ["A", "A C", "A B D", "C A", "- A"])
def test_other_entries_than_shown_stay_as_they_were(names: str) -> None:
    """Whoever joins both halves of the page says what is wrong."""
    entries = [Entry(1, "dict", "X", children=row(names))]

    found = nested(structure(X=structure(A=STRING, B=STRING, C=STRING)), entries)

    assert written(found) == f"X({names})"


def test_entries_without_a_syntax_stay_as_they_were() -> None:
    """A section may be too large to render."""
    assert written(nested(None, row("A B"))) == "A B"
