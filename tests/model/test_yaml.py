"""YAML as this project writes and reads it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documentation import normalise
from generator.model.problems import ProblemsError
from generator.model.yaml import dump, line_of, load

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


def test_documentation_is_always_a_block() -> None:
    """A text that grows by a sentence stays a block, so that a diff shows one line more."""
    assert dump({"documentation": "One: two."}) == "documentation: |-\n  One: two.\n"


def test_characters_beyond_the_basic_plane_stay_themselves() -> None:
    """An emoji does not turn a text into an escaped line."""
    text = dump({"documentation": "A 😀\nand 東京.", "key": "😀 \ue000"})

    assert text == 'documentation: |-\n  A 😀\n  and 東京.\nkey: "😀 \ue000"\n'.replace('"', "")
    assert load(text, "x") == {"documentation": "A 😀\nand 東京.", "key": "😀 \ue000"}


def test_texts_that_yaml_would_read_as_something_else_are_quoted() -> None:
    """A text comes back as a text."""
    value = {"a": "NO", "b": "2023-09-06", "c": "1.0", "d": "null", "e": "~", "f": "0x1F"}

    assert load(dump(value), "x") == value


def test_numbers_are_exact() -> None:
    """A number with a point is read as it is written."""
    value = {"a": Decimal("0.1"), "b": 10**30, "c": Decimal("1E-7")}

    assert load(dump(value), "x") == value


def test_a_line_is_never_folded() -> None:
    """A long sentence stays on its line."""
    assert dump({"documentation": "word " * 200 + "end"}).count("\n") == 2


@given(st.dictionaries(TEXT, TEXT | st.integers() | st.booleans() | st.none() | st.lists(TEXT)))
def test_what_is_written_is_read_back(value: dict[str, object]) -> None:
    """Any mapping of texts, numbers and lists survives."""
    assert load(dump(value), "x") == value


@given(TEXT)
def test_documentation_is_read_back(text: str) -> None:
    """Any normalised text survives as a block."""
    value = {"documentation": normalise(text)}

    assert load(dump(value), "x") == value


def test_the_line_of_a_value() -> None:
    """A path through keys and positions leads to a line."""
    text = "a:\n  b:\n  - c\n  - d: e\n"
    paths: list[list[str | int]] = [["a"], ["a", "b", 1], ["a", "b", 1, "d"]]

    assert [line_of(text, path) for path in paths] == [1, 4, 4]
    assert line_of(text, ["a", "x"]) == 1


def test_text_that_is_no_yaml() -> None:
    """The problem names the line."""
    with pytest.raises(ProblemsError, match=r"^f\.yaml:3: expected YAML"):
        load("a: b\nc: [\n", "f.yaml")
