"""YAML as this project writes and reads it."""

from contextlib import suppress
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
    texts = ["NO", "2023-09-06", "1.0", "null", "~", "0x1F", "1e5", "1.5e5", "<<", "=", ".nan"]
    value = {text: text for text in texts}

    assert load(dump(value), "x") == value


def test_numbers_are_exact() -> None:
    """A number with a point is read as it is written."""
    value = {"a": Decimal("0.1"), "b": 10**30, "c": Decimal("1E-7"), "d": Decimal("1.7E+308")}

    assert load(dump(value), "x") == value


def test_a_line_is_never_folded() -> None:
    """A long sentence stays on its line."""
    assert dump({"documentation": "word " * 200 + "end"}).count("\n") == 2


@given(st.dictionaries(TEXT, TEXT | st.integers() | st.booleans() | st.none() | st.lists(TEXT)))
def test_what_is_written_is_read_back(value: dict[str, object]) -> None:
    """Any mapping of texts, numbers and lists survives."""
    assert load(dump(value), "x") == value


def test_a_number_is_written_without_expanding_it() -> None:
    """A huge exponent makes no huge file, and no tag."""
    assert dump({"a": Decimal("1E+999999999")}) == "a: 1.0E+999999999\n"
    assert dump({"a": Decimal("1E-4000")}) == "a: 1.0E-4000\n"


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


@pytest.mark.parametrize(
    "text",
    ["NO", "yes", "True", "2023-99-99", "2023-09-06", "1:30.5", "0x1F", ".inf", ".nan", "<<", "="],
)
def test_only_what_is_plainly_special_is_special(text: str) -> None:
    """What else YAML 1.1 makes of words is text, as a key too."""
    assert load(f"? {text}\n: {text}\n", "f.yaml") == {text: text}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("9" * 5000, "a whole number of at most 4300 digits"),
        ("1e999999999", "a finite number with an exponent of at most 4300"),
        ("1e-" + "9" * 5000, "a finite number with an exponent of at most 4300"),
        ("!!int x", "a whole number of at most 4300 digits"),
        ("!!int 1:30", "a whole number of at most 4300 digits"),
        ("!!float nan", "a finite number with an exponent of at most 4300"),
        ("!!float .inf", "a finite number with an exponent of at most 4300"),
        ("!!bool x", "true or false"),
        ("!!null x", "null"),
        ("!!timestamp 2023-99-99", "a value without a tag"),
        ("!!binary YQ==", "a value without a tag"),
        ("!!set {a}", "a value without a tag"),
        ("!!omap [a: b]", "a value without a tag"),
        ("!!python/object/apply:os.system [id]", "a value without a tag"),
        ("!own x", "a value without a tag"),
        ("&a [*a]", "values written out"),
        ("*a", "values written out"),
        ("{a: 1, a: 2}", "a key that is new here"),
        ("{1: 2}", "a key that is a text"),
        ("{null: 2}", "a key that is a text"),
        ("{[a]: 2}", "a key that is a text"),
        ("{{a: b}: 2}", "a key that is a text"),
        ("[" * 100_000, "at most 100 levels of nesting"),
        ("{a: " * 100_000, "at most 100 levels of nesting"),
        ("[" * 3000 + "]" * 3000, "at most 100 levels of nesting"),
        ('"\\ud800"', "YAML"),
        ("\0", "YAML"),
        ("b\n---\nc", "YAML"),
    ],
)
def test_what_is_not_read(value: str, expected: str) -> None:
    """It is one problem, with the line on which it stands."""
    with pytest.raises(ProblemsError) as caught:
        load(f"é: b\nc: {value}\n", "f.yaml")

    (problem,) = caught.value.problems
    assert expected == problem.expected
    assert problem.line in (2, 3)


def test_all_that_is_wrong_is_told() -> None:
    """Problems with values and keys are collected."""
    with pytest.raises(ProblemsError) as caught:
        load("a: !!int x\na: 1\nb:\n- {1: 2}\n", "f.yaml")

    assert [1, 2, 4] == [problem.line for problem in caught.value.problems]


def test_an_anchor_alone_does_no_harm() -> None:
    """A value that has a name is read like any other."""
    assert load("a: &x [1, 0.5, true, null, ~, '']\n", "f.yaml") == {
        "a": [1, Decimal("0.5"), True, None, None, ""]
    }


NUMERIC = st.from_regex(r"[-+]?[0-9_:.]{1,6}([eE][-+]?[0-9]{1,9})?", fullmatch=True)


@given(NUMERIC | st.text())
def test_any_text_is_read_or_a_problem(text: str) -> None:
    """Nothing but a problem is ever raised."""
    with suppress(ProblemsError):
        load(text, "f.yaml")


@given(NUMERIC)
def test_texts_that_look_like_numbers_stay_texts(text: str) -> None:
    """What is written as a text is read as one."""
    assert load(dump({text: text}), "f.yaml") == {text: text}
