"""The ledger of shape names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.ledger import parse_ledger, write_ledger
from generator.model.problems import ProblemsError

PLACES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
NAMES = st.from_regex(r"[A-Z][A-Za-z0-9_]{0,9}", fullmatch=True)


@given(st.dictionaries(PLACES, NAMES))
def test_what_is_written_is_read_back(ledger: dict[str, str]) -> None:
    """Places and names survive, in their order."""
    text = write_ledger(ledger)

    assert list(ledger.items()) == list(parse_ledger(text, "x").items())


def test_an_empty_file() -> None:
    """No names are given yet."""
    assert {} == parse_ledger("", "x")
    assert {} == parse_ledger("# Nothing.\n", "x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "1: expected a mapping from places to names, found \"['a']\""),
        ("a", "1: expected a mapping from places to names, found 'a'"),
        ("A.input: B\nC.input: [1]\n", "2: expected a shape's name for 'C.input', found '[1]'"),
        ("A.input: b c\n", "1: expected a shape's name for 'A.input', found 'b c'"),
        ("A.input:\n", "1: expected a shape's name for 'A.input', found 'None'"),
        ("A.input: B\nA.input: C\n", "2: expected a key that is new here, found 'A.input'"),
        ("1: A\n", "1: expected a key that is a text, found '1'"),
        ("? [a]\n: b\n", "1: expected a key that is a text, found a collection"),
        ("&a {x: *a}\n", "1: expected values written out, found an alias"),
        ("a.b: !!float x\n", "1: expected a finite number with an exponent of at most 4300, f"),
        ("[" * 100_000, "1: expected at most 100 levels of nesting, found more"),
        ("a: [\n", "2: expected YAML, found"),
    ],
)
def test_a_damaged_ledger_names_its_line(text: str, message: str) -> None:
    """What is no ledger is a problem with file and line."""
    with pytest.raises(ProblemsError) as caught:
        parse_ledger(text, "names.lock.yaml")

    assert str(caught.value).startswith(f"names.lock.yaml:{message}")
