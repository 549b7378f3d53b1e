"""Tests of the texts that are found for patterns."""

import gzip
import importlib.util
import json
import re
from collections.abc import Iterable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.patterns import analyse
from generator.model.patterns.examples import example

LONG_ARN = (
    "arn:aws[-a-z]*:cleanrooms-ml:[-a-z0-9]+:[0-9]{12}:audience-generation-job/[-a-zA-Z0-9_/.]+"
)
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@pytest.mark.parametrize(
    ("regex", "found"),
    [
        ("[a-z]+", "example"),
        ("[A-Z_]*", "EXAMPLE"),
        ("[A-Z][a-z]+", "Example"),
        ("[a-zA-Z][a-zA-Z0-9_-]{0,47}", "example"),
        ("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}", "example"),
        ("[a-z]{3}", "aaa"),
        ("[a-z0-9]{10}", "example123"),
        ("[a-z]{10}", "exampleexa"),
        ("[0-9]{12}", "123456789012"),
        ("[0-9]+", "1"),
        ("[0-9a-f]{4,}", "1234"),
        (UUID, "12345678-1234-1234-a234-1234567890ab"),
        ("[a-f]", "a"),
        ("[^a-z]", "A"),
        ("[^/]+/[^/]+", "example/example"),
        (r"\w+@\w+\.com", "example@example.com"),
        (r"[._-]+", "-"),
        (r"[\s\S]*\.py\Z", ".py"),
        ("^a[\\s\\S]*", "a"),
        ("https?://.*", "http://example"),
        ("(DEFAULT|CUSTOM)", "DEFAULT"),
        ("(a{0}|b)?", "b"),
        ("([\n\t])|(,)", ","),
        ("[^\\x00-\\x7f]", "\xe9"),
        ("[\\x00-\\x08]", "\x00"),
        ("(foo)?", "foo"),
        ("", ""),
        ("^$", ""),
        ("a??b*?", "b"),
        ("a++b", "ab"),
        ("(?>a|ab)c", "ac"),
        (r"([a-z]+)-\1", "example-example"),
        ("(a)?(?(1)b|c)", "ab"),
        ("(?i:AbC)", "AbC"),
        (r"(?a:\d\w)\D\W\S", "1aa-a"),
        (r"\bfoo\b", "foo"),
        (r"(?!\s*\Z)[ -~\t]*", "example"),
        ("(?!example)[a-z]+", "a"),
        ("(?!.*[a-z])[a-zA-Z]+", "AAAAAAA"),
        ("[a-z]+(?<!e)", "a"),
        (r"(?=^\$)(?=^\S+\Z).*\Z", "$aaaaaa"),
        ("(?=.{20,40}\\Z)[a-z]*", "exampleexampleexampl"),
        ("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[!-~]{6,}", "aA1aA1a"),
        ("[a-z]{1,100000}", "example"),
    ],
)
def test_reads_well(regex: str, found: str) -> None:
    """What is found is short, made of words or plain numbers, and no more than needed."""
    assert found == example(regex)


@pytest.mark.parametrize(
    ("regex", "found"),
    [
        (
            LONG_ARN,
            "arn:aws:cleanrooms-ml:us-east-1:123456789012:audience-generation-job/example",
        ),
        ("arn:.*", "arn:aws:example:us-east-1:123456789012:example"),
        ("arn:[^:]*:[^:]*:[^:]*:[^:]*:.*", "arn:aws:example:us-east-1:123456789012:example"),
        (r"arn:aws:iam::\d{12}:role/[A-Z]{3}", "arn:aws:iam::123456789012:role/AAA"),
        ("arn:aws:s3:::[a-z0-9.-]{3,63}", "arn:aws:s3:::example"),
        (
            "arn:(aws|aws-cn):kms:(eu-west-1|eu-west-2):[0-9]{3}:key/[a-z]{1,9}",
            "arn:aws:kms:eu-west-1:123:key/example",
        ),
        ("arn:.+:events.+:bus:.+", "arn:aws:eventsexample:bus:example"),
    ],
)
def test_arns(regex: str, found: str) -> None:
    """An ARN has the partition, region and account of the documentation, where these will do."""
    assert found == example(regex)


@pytest.mark.parametrize(
    ("regex", "minimum", "maximum", "found"),
    [
        ("[a-z]+", 0, 3, "aaa"),
        ("[a-z]+", 5, 6, "aaaaaa"),
        ("[a-z]*", 0, 0, ""),
        ("[a-z0-9]+", 20, None, "example1234567890123"),
        ("[a-z-]*:[a-z]+:[0-9]+", 30, 30, "example:exampleexampleexampl:1"),
        ("a?", 1, None, "a"),
        ("(ab)+", 7, 9, "abababab"),
        ("(ab)+", 7, 7, None),
        ("(ab|abc)+", 7, 7, "abababc"),
        ("(/[a-z]+)+", 12, 20, "/aaaaa/aaaaa"),
        ("a|bcd|ef", 2, 2, "ef"),
        ("[a-z]{3}", 4, None, None),
        ("[a-z]{3}", 0, 2, None),
        ("^$", 1, None, None),
    ],
)
def test_lengths(regex: str, minimum: int, maximum: int | None, found: str | None) -> None:
    """What is found is of a length within the bounds."""
    assert found == example(regex, minimum, maximum)


@pytest.mark.parametrize(
    ("hints", "found"),
    [
        ((), "example"),
        (("job-1", "job"), "job"),
        (("job", "task"), "job"),
        (("a", "ab"), "ab"),
        (("longer-than-ten",), "example"),
        (("",), "example"),
    ],
)
def test_hints(hints: tuple[str, ...], found: str) -> None:
    """The first hint that matches and has a fitting length is taken."""
    assert found == example("[a-z]+", 2, 10, hints)


@pytest.mark.parametrize(
    "regex",
    [
        r"[^\s\S]",
        "(?!)",
        "(?<=a)b",
        "a^b",
        r"a\Zb",
        "a*+a",
        "(?=b)a",
        "[a-z]{100000}",
        "(?:[a-z]{1000}){1000}",
        "(a?){100000}",
        "(" * 300 + "a" + ")*" * 300,
    ],
)
def test_none(regex: str) -> None:
    """Where nothing matches, or nothing that anybody wants to see, nothing is found."""
    assert example(regex) is None


def test_not_an_expression() -> None:
    """What is no regular expression is refused."""
    with pytest.raises(re.error):
        example("[a")


@pytest.mark.parametrize(
    ("regex", "minimum"),
    [
        ("(a+)+b", 0),
        ("(a+)+\\Zb", 40),
        ("(?=(a+)+\\Z)a*b", 40),
        ("(a|a)*(?!)", 40),
        ("(x+x+)+y", 0),
        ("(.*)*(.*)*(.*)*!", 0),
        (".*.*.*.*.*.*.*x(?!)", 50),
        ("((a{0,1000}){0,1000}){0,1000}", 500),
        ("(a?b?c?){0,100000}(?!)", 30),
    ],
)
def test_takes_no_more_than_moments(regex: str, minimum: int) -> None:
    """An expression on which `re` would hang is not left to it."""
    begin = process_time()
    example(regex, minimum, hints=["a" * 60, "x" * 60])

    assert process_time() - begin < 5


def simple_regexes() -> st.SearchStrategy[str]:
    """Regular expressions that some text matches, and that keep nobody busy."""
    atoms = st.sampled_from(
        [*"ab1-/", r"\.", "[a-c]", "[^x-z]", "[0-9a-f]", r"\d", r"\W", r"\S", ".", "(?i:Ab)"]
    )
    quantifiers = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,3}", "*?", "+?"])

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        rows = st.lists(inner, min_size=1, max_size=3).map("".join)
        branches = st.lists(rows, min_size=1, max_size=3).map("|".join)
        few = st.sampled_from(["", "?", "{2}", "{1,2}", "{1,2}?"])
        return st.builds("{}{}){}".format, st.sampled_from(["(", "(?:"]), branches, few)

    return st.recursive(st.builds("{}{}".format, atoms, quantifiers), larger, max_leaves=6)


@given(regex=simple_regexes())
def test_some_text_is_always_found(regex: str) -> None:
    """A text is found, it matches, and it is empty only where it has to be."""
    found = example(regex)

    assert found is not None
    assert re.fullmatch(regex, found)
    assert found or example(regex, 1) is None


@given(regex=simple_regexes(), minimum=st.integers(0, 12), spare=st.integers(0, 4))
def test_bounds_hold(regex: str, minimum: int, spare: int) -> None:
    """What is found within bounds matches, and is within them."""
    found = example(regex, minimum, minimum + spare)

    assert found is None or re.fullmatch(regex, found)
    assert found is None or minimum <= len(found) <= minimum + spare


def without_example(models: Iterable[Path]) -> tuple[int, set[str]]:
    """Return how many different strings of models have patterns, and for which nothing is found."""
    strings = {
        (shape["pattern"], shape.get("min"), shape.get("max"))
        for model in models
        for shape in json.loads(gzip.decompress(model.read_bytes()))["shapes"].values()
        if "pattern" in shape
    }
    missing: set[str] = set()
    for pattern, least, most in strings:
        regex = analyse(pattern, min=least, max=most).regex
        if regex is not None and example(regex, least or 0, most) is None:
            missing.add(pattern)
    return len(strings), missing


@pytest.fixture
def models() -> list[Path]:
    """Give the models of all services."""
    spec = importlib.util.find_spec("botocore")
    assert spec is not None
    assert spec.origin is not None
    return sorted((Path(spec.origin).parent / "data").glob("*/*/service-2.json.gz"))


def test_patterns_of_some_models(models: list[Path]) -> None:
    """There is an example for the patterns of real services."""
    count, missing = without_example(models[::12])

    assert count > 200
    assert missing == set()


@pytest.mark.slow
def test_patterns_of_all_models(models: list[Path]) -> None:
    """There is an example for every pattern of every service."""
    count, missing = without_example(models)

    assert count > 6000
    assert missing == set()
