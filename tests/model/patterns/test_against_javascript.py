"""What is enforced of published patterns, judged by JavaScript."""

import re
import shutil
from collections.abc import Iterator

import pytest
from support.javascript import JavaScript, anchored, mended
from support.published import Published, published
from support.texts import Texts

from generator.model.patterns import Pattern
from generator.model.patterns.automaton import automaton
from generator.model.patterns.tree import parse

_PARTS = 16
_LONGEST = 1000

Disagreement = tuple[str, str, str]
"""A pattern, the flags with which it was read, and a text."""


@pytest.fixture(scope="module")
def javascript() -> Iterator[JavaScript]:
    """Start `node`; without it, skip the test."""
    if shutil.which("node") is None:
        pytest.skip("there is no node")
    engine = JavaScript()
    yield engine
    engine.close()


def enforced(step: int, start: int = 0) -> Iterator[tuple[Published, Pattern, str]]:
    """Yield some of the published patterns, each in all forms in which it is enforced."""
    sources = sorted({one.source for one in published()})[start::step]
    forms: set[tuple[str, str]] = set()
    for one in published(frozenset(sources)):
        pattern = one.analysed()
        if pattern.regex is not None and (one.source, pattern.regex) not in forms:
            forms.add((one.source, pattern.regex))
            yield one, pattern, pattern.regex


def disagreements(
    javascript: JavaScript, one: Published, pattern: Pattern, regex: str, count: int
) -> Iterator[Disagreement]:
    """Yield the texts on which what is enforced and JavaScript disagree."""
    most = _LONGEST if one.most is None else min(one.most, _LONGEST)
    texts = Texts(one.source, automaton(parse(regex)), most).some(count)
    ours = [re.fullmatch(regex, text) is not None for text in texts]
    verdicts = [verdict for verdict in javascript.judge(one.source, texts) if verdict.was_read]
    if not verdicts:
        yield one.source, "no flags at all", "JavaScript can't read it"
    for verdict in verdicts:
        for text, accepted, theirs in zip(texts, ours, verdict.accepted, strict=True):
            refused = theirs and not accepted
            if verdict.counts(text) and (
                refused or (accepted != theirs and pattern.status == "exact")
            ):
                yield one.source, verdict.flags or "", text


def test_some(javascript: JavaScript) -> None:
    """JavaScript accepts what an exact pattern accepts, and no more than a widened one does."""
    found = [
        disagreement
        for one, pattern, regex in enforced(step=60)
        for disagreement in disagreements(javascript, one, pattern, regex, 200)
    ]

    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
def test_all(javascript: JavaScript, part: int) -> None:
    """So it is for all patterns of botocore's models, each held against 1,000 texts."""
    found = [
        disagreement
        for one, pattern, regex in enforced(step=_PARTS, start=part)
        for disagreement in disagreements(javascript, one, pattern, regex, 1000)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("source", "text", "accepted"),
    [
        ("a|b", "ab", False),
        ("^a", "ab", True),
        ("^a|b", "ab", True),
        ("^a|b", "bb", False),
        ("a$", "ba", True),
        ("(^a|b$)", "ab", False),
        ("[|]", "|", True),
        (r"\|", "|", True),
        (r"\A[a-z]\z", "a", True),
        (r"a\_\-", "a_-", True),
        ("(?s).", "\n", True),
        ("(?i)a", "A", True),
    ],
)
def test_judge(javascript: JavaScript, source: str, text: str, accepted: bool) -> None:
    """The judge anchors patterns alternative by alternative."""
    verdicts = javascript.judge(source, [text])

    assert {accepted} == {verdict.accepted[0] for verdict in verdicts if verdict.was_read}


@pytest.mark.parametrize(
    ("regex", "disagrees"), [("[ab]", True), ("a", False), ("b", True), ("a{2}", True)]
)
def test_the_judge_finds_mistakes(javascript: JavaScript, regex: str, disagrees: bool) -> None:
    """A translation that is wrong is found out."""
    one = Published("a", None, None)
    pattern = Pattern(source="a", status="exact", enforced=regex)

    found = list(disagreements(javascript, one, pattern, regex, 100))

    assert disagrees == bool(found)


def test_what_javascript_is_given() -> None:
    """Anchors are added to what a pattern says, and escapes taken from it that say nothing."""
    assert anchored(mended(r"^a\_[\_\-]|b")) == r"^(?:^a_[_\-][\s\S]*|b)$"
