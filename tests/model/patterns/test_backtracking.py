"""Tests of how long a match may take, and of what becomes of patterns that take too long."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile import Enforced, slowest
from support.published import published

from generator.model.patterns import Pattern, analyse
from generator.model.patterns.backtracking import longest
from generator.model.patterns.matching import Budget, ExhaustedError, matches
from generator.model.patterns.tree import parse

AGES = "hostile text could keep Python busy for ages"
_PARTS = 8


@pytest.mark.parametrize(
    "regex",
    [
        "(a+)+",
        "(a*)*",
        "(a|a)*",
        "(a|ab|b)*",
        "([a-z]+-?)*",
        "(-*[a-z-])*",
        "(.*,)*",
        "(a*b?)*",
        "(?:(?:a|b)+c?)+",
        "(a{1,5}){1,50}",
        "x(?=(a+)+b)",
        "x(?<!(?:a|a)b)(a+)+",
        "(?>(a+)+)b",
        "(a?){40}a{40}",
        "(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)" * 4,
        "a?" * 40,
        r"(.)\1",
        pytest.param("a?" * 900, id="many ways"),
        pytest.param("(?:[ab]*c?)" * 300, id="many loops"),
        pytest.param("(" + "[ab]c?" * 300 + ")*x(" + "[ab]c?" * 300 + ")*", id="long loops"),
    ],
)
def test_exponential(regex: str) -> None:
    """What text can be read in ever more ways, or nobody knows in how many, is not enforced."""
    assert longest(parse(regex)) == 0


@pytest.mark.parametrize(
    "regex",
    [
        "a",
        "a{1,1000}",
        "[a-z]*-[a-z]*",
        "(a?)*",
        "(a|b)*",
        "([a-z]+-)*",
        "([a-z]+-)*[a-z]+",
        "[a-z]([a-z-]*[a-z])?",
        "(?!.*--)[a-z-]+",
        "((25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.){3}(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)",
        "arn:[^:]+:[^:]*:[^:]*:.+",
        "a?" * 8,
    ],
)
def test_linear(regex: str) -> None:
    """What can be read in few ways is held against texts of any length."""
    assert longest(parse(regex)) == inf


def test_polynomial() -> None:
    """The more loops can share a text out among them, the shorter is what they are asked of."""
    lengths = [longest(parse(".*x" * loops + "!")) for loops in range(1, 6)]

    assert lengths == [inf, *sorted(lengths[1:], reverse=True)]
    assert lengths[1] > 3000
    assert lengths[2] > 150
    assert lengths[3] > 40


@pytest.mark.parametrize(
    ("source", "most", "pattern"),
    [
        ("(a+)+", 10, Pattern(source="(a+)+", status="not enforced", reason=AGES)),
        ("a*a*b", 3000, Pattern(source="a*a*b", status="exact", enforced="a*a*b")),
        (
            "a*a*b",
            None,
            Pattern(
                source="a*a*b",
                status="widened",
                enforced=r"(?![\s\S]{3163,})(?:a*a*b)|[\s\S]{3163,}",
                reason="a long text takes long: one of more than 3162 characters is admitted",
            ),
        ),
    ],
)
def test_what_takes_long(source: str, most: int | None, pattern: Pattern) -> None:
    """A pattern is not enforced where short texts take long, and not on texts that take long."""
    assert analyse(source, max=most) == pattern


def loops() -> st.SearchStrategy[str]:
    """Patterns with loops in loops and behind loops."""
    letters = st.sampled_from(["a", "b", "[ab]", "a?", "b*", "[ab]+", "a{2}", "(?=a*b)", "(?!ab)"])

    def grouped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        series = st.lists(inner, min_size=1, max_size=3).map("".join)
        choices = st.lists(series, min_size=1, max_size=2).map("|".join)
        repeats = st.sampled_from(["", "*", "+", "?", "{2}", "{1,3}", "*?"])
        return st.builds("({}){}".format, choices, repeats)

    return st.lists(st.recursive(letters, grouped, max_leaves=6), max_size=3).map("".join)


@given(regex=loops())
def test_what_is_linear_takes_few_steps(regex: str) -> None:
    """No text takes many steps where their number grows with its length alone."""
    tree = parse(regex)
    if longest(tree) < inf:
        return

    for text in ("a" * 60 + "c", "b" * 60 + "c", "ab" * 30 + "c"):
        try:
            matches(tree, text, Budget(100_000))
        except ExhaustedError:
            pytest.fail(f"{text} takes too long")


def enforced(step: int, start: int = 0) -> list[Enforced]:
    """Return some of the forms in which published patterns are enforced."""
    analyses = [(one.analysed().regex, one.most) for one in published()[start::step]]
    return [(regex, most) for regex, most in analyses if regex is not None]


def test_some_hostile_texts() -> None:
    """No text of up to 10,000 characters keeps a validator for long."""
    taken = slowest(enforced(step=150), deadline=120)

    assert taken
    assert max(taken)[0] < 5, max(taken)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
def test_all_hostile_texts(part: int) -> None:
    """So it is with all patterns of botocore's models."""
    taken = slowest(enforced(step=_PARTS, start=part), deadline=900)

    assert taken
    assert max(taken)[0] < 5, max(taken)


def test_a_text_that_takes_forever_is_found_out() -> None:
    """A pattern that is not done with at the deadline has taken forever."""
    taken = slowest([("a", None), ("(a+)+", None), ("b", None)], deadline=2)

    assert [seconds < 1 for seconds, _ in taken] == [True, False, False]
