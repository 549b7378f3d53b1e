"""What is of another time: a page must have what was found, and must not have what was expected."""

import pytest

from generator.audit.differences import set_apart
from generator.audit.raw_page import RawPage
from generator.audit.verdict import Fact, Verdict, Wrong

PAGE = """# Shelve

## Request Syntax

```nohighlight

PUT /shelf HTTP/1.1
Host: Shelf.things.example.com
```

## Request Parameters

**[Labels](#API_Shelve_RequestSyntax)**

Type: Array of strings

Array Members: Maximum number of 5 items.

Length Constraints: Maximum length of 64.

Valid Values: `A | B`

Required: No

**[Root](#API_Shelve_RequestSyntax)**

## Response Elements

**[Labels](#API_Shelve_RequestSyntax)**

Type: Array of strings

## Errors

**NoSuchShelf**

HTTP Status Code: 404
"""


def verdict(wrong: Wrong) -> Verdict:
    """Return a verdict in which one fact is wrong."""
    return Verdict("things", 1, 1, 1, 1, (wrong,), 0, (), known=frozenset({"Labels", "Root"}))


def is_newer(wrong: Wrong) -> bool:
    """Tell whether the page takes a fact out of what is wrong."""
    page = RawPage("page", "apiref-markdown", "Shelve", PAGE, is_type=False)
    parted = set_apart(verdict(wrong), [page])
    assert {wrong.path} == {one.path for one in (*parted.wrong, *parted.newer)}
    return bool(parted.newer)


LABELS = "Shelve.input.Labels"


@pytest.mark.parametrize(
    ("wrong", "newer"),
    [
        (Wrong(Fact.CONSTRAINT, LABELS, "any to 9", "any to 5"), True),
        # The page has what was expected: the reader took the wrong line.
        (Wrong(Fact.CONSTRAINT, LABELS, "any to 5", "any to 64"), False),
        (Wrong(Fact.CONSTRAINT, LABELS, "any to 9", "none"), False),
        (Wrong(Fact.CONSTRAINT, f"{LABELS}[]", "any to 9", "any to 64"), True),
        (Wrong(Fact.CONSTRAINT, f"{LABELS}[]", "any to 9", "any to 5"), False),
        (Wrong(Fact.PATTERN, f"{LABELS}[]", "[a-z]", "None"), True),
        (Wrong(Fact.PATTERN, f"{LABELS}[]", "None", "[a-z]"), False),
        (Wrong(Fact.ENUM, f"{LABELS}[]", "['A', 'B', 'C']", "['A', 'B']"), True),
        (Wrong(Fact.ENUM, f"{LABELS}[]", "['A', 'B']", "['A']"), False),
        # The description of the member in the response has no such line, but it is another one.
        (Wrong(Fact.ENUM, f"{LABELS}[]", "['C']", "[]"), False),
        (Wrong(Fact.REQUIRED, LABELS, "True", "False"), True),
        (Wrong(Fact.REQUIRED, LABELS, "False", "True"), False),
        (Wrong(Fact.TYPE, f"{LABELS}[]", "blob", "string"), True),
        (Wrong(Fact.TYPE, f"{LABELS}[]", "string", "blob"), False),
        (Wrong(Fact.MISSING, "Shelve.input.Height", "Height", "nothing"), True),
        (Wrong(Fact.MISSING, LABELS, "Labels", "nothing"), False),
        (Wrong(Fact.MISSING, "Shelve.input.Tags", "x", "nothing", names=("Labels",)), False),
        (Wrong(Fact.MISSING, "Shelve.input", "a structure", "none"), False),
        (Wrong(Fact.MISSING, "Shelve.output.Root", "Root", "nothing"), True),
        # The model has a member of this name: it may stand elsewhere.
        (Wrong(Fact.EXTRA, "Shelve.input.Root", "nothing", "Root"), False),
        (Wrong(Fact.EXTRA, "Shelve.input.Height", "nothing", "Height"), False),
        (Wrong(Fact.MISSING, "Shelve.errors.Oops", "Oops", "nothing"), True),
        (Wrong(Fact.MISSING, "Shelve.errors.NoSuchShelf", "NoSuchShelf", "nothing"), False),
        (
            Wrong(
                Fact.MISSING,
                "Shelve.errors.NoSuchShelfFault",
                "NoSuchShelfFault",
                "nothing",
                names=("NoSuchShelf",),
            ),
            False,
        ),
        (Wrong(Fact.EXTRA, "Shelve.errors.NoSuchShelf", "nothing", "NoSuchShelf"), True),
        (Wrong(Fact.EXTRA, "Shelve.errors.Oops", "nothing", "Oops"), False),
        (Wrong(Fact.STATUS, "Shelve.errors.NoSuchShelf", "410", "404"), True),
        (Wrong(Fact.STATUS, "Shelve.errors.NoSuchShelf", "404", "400"), False),
        (Wrong(Fact.BINDING, "Shelve.http.host prefix", "{Id}.", "{Shelf}."), True),
        (Wrong(Fact.BINDING, "Shelve.http.host prefix", "{Shelf}.", "{Id}."), False),
        (Wrong(Fact.BINDING, "Shelve.http.uri", "/shelves", "/shelf"), False),
        (Wrong(Fact.BINDING, LABELS, "header", "body"), False),
        (Wrong(Fact.EXTRA, "operations.Shelve", "nothing", "Shelve"), True),
        (Wrong(Fact.EXTRA, "operations.Other", "nothing", "Other"), False),
        (Wrong(Fact.NAME, "uid", "a", "b"), False),
    ],
    ids=str,
)
def test_only_the_page_takes_a_fact_out_of_what_is_wrong(wrong: Wrong, newer: bool) -> None:
    """It does where it has what was found, or lacks what was expected, in the right place."""
    assert newer is is_newer(wrong)


def test_the_witness_is_the_page_s_own_line() -> None:
    """With its number, and what it says."""
    page = RawPage("page", "apiref-markdown", "Shelve", PAGE, is_type=False)

    (newer,) = set_apart(
        verdict(Wrong(Fact.CONSTRAINT, LABELS, "any to 9", "any to 5")), [page]
    ).newer

    assert "Array Members: Maximum number of 5 items." == newer.witness
    (line,) = newer.lines
    assert newer.witness == PAGE.splitlines()[int(line.removeprefix("page:")) - 1]
