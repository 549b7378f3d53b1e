"""Tests of the matcher that counts its steps."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.model.patterns.matching import Budget, ExhaustedError, matches
from generator.model.patterns.tree import parse


def agree(regex: str, text: str) -> bool:
    """Tell whether the matcher and `re` agree on a text."""
    return matches(parse(regex), text, Budget(100_000)) == bool(re.fullmatch(regex, text))


@pytest.mark.parametrize(
    ("regex", "text"),
    [
        ("(?i:a)b", "Ab"),
        ("(?i:a)b", "AB"),
        ("(?i)[^a]", "A"),
        (r"(?a:\d)\d", "1\N{ARABIC-INDIC DIGIT ONE}"),
        (r"(?a:\d)\d", "\N{ARABIC-INDIC DIGIT ONE}1"),
        (r"(?a:\s)", "\x1c"),
        (r"\s", "\x1c"),
        (r"(?a:\w)", "_"),
        (r"\W\S\D", "-aa"),
        (".", "\n"),
        ("(?s:.)", "\n"),
        ("a$", "a\n"),
        ("a$\n", "a\n"),
        (r"a\Z\n", "a\n"),
        ("(?m)^a$\n^b$", "a\nb"),
        ("(?m)a$b", "ab"),
        (r"a\b-\Bb", "a-b"),
        (r"\ba\b \B-", "a -"),
        ("a(?<=a)b(?<!b)", "ab"),
        ("a(?<=a)b(?<!a)", "ab"),
        ("(?<=a)b", "b"),
        ("(?=a)b|(?!a)b", "b"),
        ("(?>a|ab)c", "abc"),
        ("a*+a", "aa"),
        ("(?:ab?)++b", "abb"),
        ("(?:(?:a)*|b)++", "b"),
        (r"(a+)-\1", "aa-aa"),
        (r"(a+)-\1", "aa-a"),
        (r"(a)?\1", ""),
        ("(a)?(?(1)b|c)", "ab"),
        ("(a)?(?(1)b|c)", "c"),
        ("(?:a|ab)(?:c|bcd)(?:d*)", "abcd"),
        ("(?:a*)*b", "aab"),
        ("(?:a??){2,3}?b", "aab"),
        ("(?:ab){2}", "ababab"),
        ("(?:ab){0}c{0}", ""),
        ("(?!)", ""),
        ("", ""),
    ],
)
def test_agrees_with_re(regex: str, text: str) -> None:
    """What `re` matches is matched, and nothing else."""
    assert agree(regex, text)


def regexes() -> st.SearchStrategy[str]:
    """Regular expressions on a few letters."""
    quantifiers = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,3}", "{0}", "*?", "??", "++"])
    atoms = st.sampled_from(["a", "b", "c", "ab", ".", "[ab]", "[^a]", r"\w", "^", "$", r"\b", ""])

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        row = st.lists(inner, min_size=1, max_size=3).map("".join)
        branches = st.lists(row, min_size=1, max_size=3).map("|".join)
        opened = st.sampled_from(["(?:", "(", "(?=", "(?!", "(?>", "(?i:"])
        return st.builds("{}{}){}".format, opened, branches, quantifiers)

    return st.recursive(atoms, larger, max_leaves=8)


@given(regex=regexes(), text=st.text("abcA\n-", max_size=8))
def test_agrees_with_re_on_anything(regex: str, text: str) -> None:
    """Whatever the expression, `re` and the matcher give one verdict."""
    try:
        re.compile(regex)
    except re.error:
        assume(False)

    assert agree(regex, text)


@pytest.mark.parametrize("regex", ["(a+)+b", "(a|a)*b", "(a*)*b", "(?=(a+)+b)a*", "(a?){9999}b"])
def test_gives_up(regex: str) -> None:
    """What would take for ever is given up."""
    with pytest.raises(ExhaustedError):
        matches(parse(regex), "a" * 40, Budget(10_000))
