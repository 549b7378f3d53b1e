"""Sets of characters as spans of code points."""

from collections.abc import Iterable, Iterator
from functools import cache

from generator.model.patterns.tree import Characters

Span = tuple[int, int]
"""A first and a last code point."""

LAST = 0x10FFFF

_SETS: dict[str, list[Span]] = {
    "DIGIT": [(48, 57)],
    "SPACE": [(9, 13), (32, 32)],
    "WORD": [(48, 57), (65, 90), (95, 95), (97, 122)],
}
"""Those of ASCII, by the parser's names."""


@cache
def spans_of(characters: Characters) -> tuple[Span, ...]:
    """Return what a class admits, in order: all of it, and beyond ASCII perhaps more."""
    spans = list(characters.spans)
    for category in characters.categories:
        named = _SETS[category.rpartition("_")[2]]
        spans += complement(named) if "NOT" in category else named
    if characters.ignore_case:
        spans += _other_cases(spans)
    if characters.negated:
        spans = list(complement(spans))
    if (characters.categories or characters.ignore_case) and not characters.ascii:
        spans.append((128, LAST))
    return tuple(merged(spans))


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in order, those that touch as one."""
    low, high = 0, -1
    for first, last in sorted(spans):
        if first > high + 1:
            if high >= low:
                yield low, high
            low = first
        high = max(high, last)
    if high >= low:
        yield low, high


def complement(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield what lies between spans."""
    start = 0
    for low, high in merged(spans):
        if low > start:
            yield start, low - 1
        start = high + 1
    if start <= LAST:
        yield start, LAST


def _other_cases(spans: list[Span]) -> Iterator[Span]:
    """Yield the letters of ASCII that stand in spans in the other case."""
    for first, shift in ((ord("A"), 32), (ord("a"), -32)):
        for low, high in spans:
            start, end = max(low, first), min(high, first + 25)
            if start <= end:
                yield start + shift, end + shift
