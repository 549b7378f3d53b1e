"""Rules of trust: of a fact that pages state differently, whose word counts.

Every fact has one rule: who is asked first, and why. Among pages that rank alike the kind of page
decides, then the form that it was published in, then its place in `page_order`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from generator.model.facts import PageFacts, PageKind


class Fact(StrEnum):
    """What pages can disagree on."""

    KIND = "kind"
    SHAPE_NAME = "name"
    MEMBER_NAME = "member name"
    ORDER = "order"
    REQUIRED = "required"
    REQUIRED_IN_OUTPUT = "required in output"
    ENUM = "enum"
    MIN = "min"
    MAX = "max"
    PATTERN = "pattern"
    UNION = "union"
    LOCATION = "location"
    PAYLOAD = "payload"
    WIRE_NAME = "wire name"
    ITEM_NAME = "item name"
    FLATTENED = "flattened"
    XML_NAME = "XML name"
    XML_NAMESPACE = "XML namespace"
    HTTP = "http"
    ERRORS = "errors"
    STATUS = "status"
    SERVICE = "service"
    DOCUMENTATION = "documentation"


class Speaker(StrEnum):
    """Who states a fact."""

    BOTO3 = "boto3's page"
    TYPE = "the API Reference's page on the type"
    ACTION = "the API Reference's page on the operation"


@dataclass(frozen=True)
class Rule:
    """Who is trusted on a fact."""

    order: tuple[Speaker, ...]
    """The first is trusted most."""
    reason: str
    markup_first: bool = False
    """Whether a page that kept the markup of its prose comes before one that lost it."""


_CLIENT = (Speaker.BOTO3, Speaker.TYPE, Speaker.ACTION)
_WIRE = (Speaker.TYPE, Speaker.ACTION, Speaker.BOTO3)
_EXCHANGE = (Speaker.ACTION, Speaker.TYPE, Speaker.BOTO3)

_MADE = "boto3's pages are rendered from the model that its client runs on"
_LIMITS = "only the API Reference has lines for it, and the type's own page is nearest to it"
_BOUND = "boto3's pages show Python, the API Reference shows the message"
_EXCHANGED = "a page on the operation shows its message; boto3's pages do not"

RULES: Mapping[Fact, Rule] = {
    Fact.KIND: Rule(_CLIENT, f"{_MADE}, and name the Python type"),
    Fact.SHAPE_NAME: Rule(_WIRE, "only the API Reference names types, each on a page of its own"),
    Fact.MEMBER_NAME: Rule(_CLIENT, "callers write the name that boto3's pages have"),
    Fact.ORDER: Rule(_CLIENT, f"{_MADE}, in its order; API References sort by name"),
    Fact.REQUIRED: Rule(_CLIENT, f"{_MADE}, and that is what refuses a request"),
    Fact.REQUIRED_IN_OUTPUT: Rule(_WIRE, "only pages on types say it of what is returned"),
    Fact.ENUM: Rule(_CLIENT, f"{_MADE}, in its order; API References sort or shorten"),
    Fact.MIN: Rule(_WIRE, _LIMITS),
    Fact.MAX: Rule(_WIRE, _LIMITS),
    Fact.PATTERN: Rule(_WIRE, _LIMITS),
    Fact.UNION: Rule(_CLIENT, _MADE),
    Fact.LOCATION: Rule(_EXCHANGE, _EXCHANGED),
    Fact.PAYLOAD: Rule(
        _CLIENT,
        "callers pass the member that boto3's pages have, of which a message shows the inside",
    ),
    Fact.WIRE_NAME: Rule(_WIRE, _BOUND),
    Fact.ITEM_NAME: Rule(_EXCHANGE, _BOUND),
    Fact.FLATTENED: Rule(_EXCHANGE, _BOUND),
    Fact.XML_NAME: Rule(_EXCHANGE, _EXCHANGED),
    Fact.XML_NAMESPACE: Rule(_EXCHANGE, _EXCHANGED),
    Fact.HTTP: Rule(_EXCHANGE, _EXCHANGED),
    Fact.ERRORS: Rule(_CLIENT, f"{_MADE}, in its order; the API Reference completes the list"),
    Fact.STATUS: Rule(_EXCHANGE, "only the API Reference states the HTTP status of errors"),
    Fact.SERVICE: Rule(_EXCHANGE, "the API Reference is where a service states its protocol"),
    Fact.DOCUMENTATION: Rule(
        (Speaker.TYPE, Speaker.BOTO3, Speaker.ACTION),
        "prose with its markup says more; then the type's own page speaks of the type alone",
        markup_first=True,
    ),
}

_KINDS_OF_PAGE = (
    PageKind.TYPE,
    PageKind.CLIENT,
    PageKind.OPERATION,
    PageKind.RESOURCE,
    PageKind.COMMON_ERRORS,
    PageKind.PAGINATOR,
    PageKind.WAITER,
)
_ABOUT = {
    PageKind.TYPE: "a type",
    PageKind.CLIENT: "a client method",
    PageKind.OPERATION: "an operation",
    PageKind.RESOURCE: "a resource",
    PageKind.COMMON_ERRORS: "common errors",
    PageKind.PAGINATOR: "a paginator",
    PageKind.WAITER: "a waiter",
}
_FORMS = (
    "boto3-rst",
    "boto3-html",
    "apiref-html",
    "apiref-resource",
    "apiref-markdown",
    "boto3-text",
    "apiref-text",
)
"""Renditions, from what was published to what converters and extractors left of it."""


@dataclass(frozen=True, eq=False)
class Voice:
    """What trust depends on: the rendition and the kind of a page. Equal ones are identical."""

    rendition: str
    kind: PageKind
    plain: bool
    speaker: Speaker
    """Whose page it is."""


@cache
def _voice(rendition: str, kind: PageKind, plain: bool) -> Voice:
    speaker = Speaker.TYPE if kind is PageKind.TYPE else Speaker.ACTION
    if rendition.startswith("boto3"):
        speaker = Speaker.BOTO3
    return Voice(rendition, kind, plain, speaker)


class Source(NamedTuple):
    """A page, as whoever states something."""

    voice: Voice
    id: str
    file: str


def source_of(page: PageFacts) -> Source:
    """Return a page as a source."""
    return Source(_voice(page.rendition, page.kind, page.plain), page.id, page.file)


def page_order(page: PageFacts) -> tuple[bool, int, str]:
    """Sort key of pages: with markup before without, then those that show more, then by id."""
    return page.plain, _KINDS_OF_PAGE.index(page.kind), page.id


@cache
def _rank(fact: Fact, voice: Voice) -> tuple[bool, int, int, int]:
    rule = RULES[fact]
    return (
        rule.markup_first and voice.plain,
        rule.order.index(voice.speaker),
        _KINDS_OF_PAGE.index(voice.kind),
        _FORMS.index(voice.rendition) if voice.rendition in _FORMS else len(_FORMS),
    )


@lru_cache(maxsize=4096)
def by_trust(fact: Fact, voices: tuple[Voice, ...]) -> tuple[int, ...]:
    """Return the indices of voices, those trusted most on a fact first; else in their order."""
    return tuple(sorted(range(len(voices)), key=lambda index: _rank(fact, voices[index])))


def deciding(fact: Fact, kept: Voice, dropped: Voice) -> str:
    """Return the rule that put one voice before another."""
    ranks = zip(_rank(fact, kept), _rank(fact, dropped), strict=True)
    differing = next((index for index, (one, other) in enumerate(ranks) if one != other), None)
    match differing:
        case 0:
            return "prose with markup before prose without"
        case 1:
            return f"{fact}: {kept.speaker} before {dropped.speaker}"
        case 2:
            return f"page on {_ABOUT[kept.kind]} before page on {_ABOUT[dropped.kind]}"
        case 3:
            return f"{kept.rendition} before {dropped.rendition}"
        case _:
            return "page order"
