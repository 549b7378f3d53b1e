"""Whose word counts on which fact."""

import itertools

import pytest

from generator.model.facts import PageFacts, PageKind, ServiceFacts
from generator.model.rules import RULES, Fact, Source, Speaker, by_trust, deciding, source_of


def source(rendition: str, kind: PageKind, *, plain: bool = False) -> Source:
    """Return a page as a source."""
    return source_of(
        PageFacts(
            file="page",
            rendition=rendition,
            kind=kind,
            subject="Get",
            covers=(),
            plain=plain,
            service=ServiceFacts(),
        )
    )


BOTO3 = source("boto3-rst", PageKind.CLIENT)
TYPE = source("apiref-html", PageKind.TYPE)
ACTION = source("apiref-html", PageKind.OPERATION)
MARKDOWN = source("apiref-markdown", PageKind.OPERATION)
TEXT = source("apiref-text", PageKind.OPERATION, plain=True)
FLAT = source("boto3-text", PageKind.CLIENT, plain=True)


def first(fact: Fact, *sources: Source) -> Source:
    """Return the source that is trusted most."""
    return sources[by_trust(fact, tuple(one.voice for one in sources))[0]]


@pytest.mark.parametrize("fact", Fact)
def test_every_fact_has_a_rule_that_ranks_everybody(fact: Fact) -> None:
    """The table leaves nothing open, and gives a reason."""
    rule = RULES[fact]

    assert sorted(Speaker) == sorted(rule.order)
    assert rule.reason


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (Fact.KIND, BOTO3),
        (Fact.ORDER, BOTO3),
        (Fact.REQUIRED, BOTO3),
        (Fact.ENUM, BOTO3),
        (Fact.PAYLOAD, BOTO3),
        (Fact.ERRORS, BOTO3),
        (Fact.SHAPE_NAME, TYPE),
        (Fact.MAX, TYPE),
        (Fact.PATTERN, TYPE),
        (Fact.HTTP, ACTION),
        (Fact.LOCATION, ACTION),
        (Fact.STATUS, ACTION),
    ],
)
def test_who_is_trusted_first(fact: Fact, expected: Source) -> None:
    """The order in which pages come decides nothing."""
    found = {first(fact, *sources) for sources in itertools.permutations([BOTO3, TYPE, ACTION])}

    assert {expected} == found


def test_forms_of_one_page_rank_by_what_is_left_of_it() -> None:
    """What was published comes before what a converter made of it, and that before bare text."""
    assert first(Fact.MAX, TEXT, MARKDOWN, ACTION) is ACTION
    assert first(Fact.MAX, TEXT, MARKDOWN) is MARKDOWN


def test_prose_with_markup_comes_first() -> None:
    """A page that lost its markup is asked last, whoever wrote it."""
    assert first(Fact.DOCUMENTATION, FLAT, ACTION) is ACTION
    assert first(Fact.DOCUMENTATION, TEXT, BOTO3) is BOTO3
    assert first(Fact.KIND, FLAT, ACTION) is FLAT


def test_equals_stay_in_their_order() -> None:
    """Of pages that are trusted alike the first counts."""
    assert by_trust(Fact.MAX, (ACTION.voice, ACTION.voice, TYPE.voice)) == (2, 0, 1)


@pytest.mark.parametrize(
    ("fact", "kept", "dropped", "rule"),
    [
        (Fact.KIND, BOTO3, TYPE, "kind: boto3's page before the API Reference's page on the type"),
        (Fact.DOCUMENTATION, ACTION, FLAT, "prose with markup before prose without"),
        (Fact.MAX, MARKDOWN, TEXT, "apiref-markdown before apiref-text"),
        (Fact.MAX, ACTION, ACTION, "page order"),
        (
            Fact.KIND,
            BOTO3,
            source("boto3-rst", PageKind.PAGINATOR),
            "page on a client method before page on a paginator",
        ),
    ],
)
def test_a_conflict_says_which_rule_decided(
    fact: Fact, kept: Source, dropped: Source, rule: str
) -> None:
    """The first thing in which the two rank differently."""
    assert deciding(fact, kept.voice, dropped.voice) == rule
