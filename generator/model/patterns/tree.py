"""What a regular expression in Python's dialect is built of.

The parser of the standard library does the reading. It is private to `re`, so this module alone
knows it, and turns what it returns into types of our own.
"""

import importlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from re import ASCII, DOTALL, IGNORECASE, MULTILINE
from typing import Any, Literal

UNBOUNDED = 1 << 32
"""Stands for a width or a count that has no limit, or none that a text could reach."""

_parser: Any = importlib.import_module("re._parser")


@dataclass(frozen=True, eq=False)
class Characters:
    """One character: a literal one, or any of a set. Equal ones are one object."""

    spans: tuple[tuple[int, int], ...]
    """First and last code points."""
    categories: tuple[str, ...]
    """By the parser's names, such as `CATEGORY_NOT_DIGIT`."""
    negated: bool
    ignore_case: bool
    ascii: bool
    """Whether the categories are those of ASCII."""
    low: int = field(default=1, init=False)
    high: int = field(default=1, init=False)
    _admitted: dict[str, bool] = field(default_factory=dict[str, bool], init=False, repr=False)

    @cached_property
    def literal(self) -> str | None:
        """The one character that is spelt out; None for a set."""
        if self.negated or self.categories or len(self.spans) != 1:
            return None
        first, last = self.spans[0]
        return chr(first) if first == last else None

    def admits(self, character: str) -> bool:
        """Tell whether a character is among them."""
        known = self._admitted.get(character)
        if known is None:
            known = self._admitted[character] = self._holds(character) != self.negated
        return known

    def _holds(self, character: str) -> bool:
        spellings = {character, character.swapcase()} if self.ignore_case else {character}
        return any(self._lists(spelling) for spelling in spellings if len(spelling) == 1)

    def _lists(self, character: str) -> bool:
        code = ord(character)
        return any(first <= code <= last for first, last in self.spans) or any(
            _is_in(character, category, ascii_only=self.ascii) for category in self.categories
        )


@dataclass(frozen=True)
class Series:
    """One piece behind the other."""

    items: tuple["Node", ...]
    low: int
    high: int


@dataclass(frozen=True)
class Choice:
    """Alternatives, in the order in which they are tried."""

    options: tuple["Node", ...]
    low: int
    high: int


@dataclass(frozen=True)
class Repeat:
    """A piece under a quantifier."""

    body: "Node"
    least: int
    most: int
    lazy: bool
    low: int
    high: int


@dataclass(frozen=True)
class Group:
    """A piece that is remembered under a number."""

    number: int
    body: "Node"
    low: int
    high: int


@dataclass(frozen=True)
class Atomic:
    """A piece of which the first match alone counts: `(?>...)`, `...*+`."""

    body: "Node"
    low: int
    high: int


@dataclass(frozen=True)
class Reference:
    """What a group matched, once more."""

    number: int
    low: int
    high: int


@dataclass(frozen=True)
class Look:
    """A condition on the text ahead or behind."""

    body: "Node"
    ahead: bool
    positive: bool
    low: int = field(default=0, init=False)
    high: int = field(default=0, init=False)


Place = Literal["start", "end", "last break", "line start", "line end", "boundary", "no boundary"]


@dataclass(frozen=True)
class Edge:
    r"""A condition on the place: `^`, `\Z`, `$` (which is also before a last break), `\b`."""

    place: Place
    low: int = field(default=0, init=False)
    high: int = field(default=0, init=False)


Node = Characters | Series | Choice | Repeat | Group | Atomic | Reference | Look | Edge


def parse(regex: str) -> Node:
    """Return what a regular expression is built of.

    Raises:
        re.error: Where it is none.
    """
    tree = _parser.parse(regex)
    return _Reader().series(tree, tree.state.flags)


_CATEGORIES = {"DIGIT": str.isdecimal, "SPACE": str.isspace, "WORD": str.isalnum}


def _is_in(character: str, category: str, *, ascii_only: bool) -> bool:
    name = category.rpartition("_")[2]
    found = _CATEGORIES[name](character) or (name == "WORD" and character == "_")
    if ascii_only and (not character.isascii() or "\x1c" <= character <= "\x1f"):
        found = False
    return found != ("NOT" in category)


_PLACES: dict[str, Place] = {
    "AT_BEGINNING": "start",
    "AT_BEGINNING_STRING": "start",
    "AT_END": "last break",
    "AT_END_STRING": "end",
    "AT_BOUNDARY": "boundary",
    "AT_NON_BOUNDARY": "no boundary",
}
_LINES: dict[str, Place] = {**_PLACES, "AT_BEGINNING": "line start", "AT_END": "line end"}


@lru_cache(maxsize=4096)
def _characters(
    spans: tuple[tuple[int, int], ...],
    flags: int,
    categories: tuple[str, ...] = (),
    *,
    negated: bool = False,
) -> Characters:
    return Characters(spans, categories, negated, bool(flags & IGNORECASE), bool(flags & ASCII))


class _Reader:
    """Reads what the parser returned: pairs of an operator and its argument."""

    def __init__(self) -> None:
        self._widths: dict[int, tuple[int, int]] = {}

    def series(self, pairs: Iterable[tuple[Any, Any]], flags: int) -> Node:
        items = tuple(self._node(operator.name, value, flags) for operator, value in pairs)
        if len(items) == 1:
            return items[0]
        low, high = sum(item.low for item in items), sum(item.high for item in items)
        return Series(items, min(low, UNBOUNDED), min(high, UNBOUNDED))

    def _node(self, operator: str, value: Any, flags: int) -> Node:
        match operator:
            case "LITERAL" | "NOT_LITERAL":
                return _characters(((value, value),), flags, negated=operator == "NOT_LITERAL")
            case "ANY":
                return _characters(() if flags & DOTALL else ((10, 10),), flags, negated=True)
            case "IN":
                return self._set(value, flags)
            case "BRANCH":
                return self._choice([self.series(option, flags) for option in value[1]])
            case "GROUPREF_EXISTS":
                return self._choice([self.series(option or (), flags) for option in value[1:]])
            case "SUBPATTERN":
                number, added, removed, body = value
                return self._group(number, self.series(body, (flags | added) & ~removed))
            case "MAX_REPEAT" | "MIN_REPEAT":
                return self._repeat(value, flags, lazy=operator == "MIN_REPEAT")
            case "POSSESSIVE_REPEAT":
                repeat = self._repeat(value, flags, lazy=False)
                if not isinstance(repeat.body, Characters):
                    # Each round counts as it first matched, too.
                    body = Atomic(repeat.body, repeat.body.low, repeat.body.high)
                    repeat = replace(repeat, body=body)
                return Atomic(repeat, repeat.low, repeat.high)
            case "ATOMIC_GROUP":
                body = self.series(value, flags)
                return Atomic(body, body.low, body.high)
            case "GROUPREF":
                return Reference(value, *self._widths.get(value, (0, UNBOUNDED)))
            case "ASSERT" | "ASSERT_NOT":
                direction, body = value
                return Look(self.series(body, flags), direction > 0, operator == "ASSERT")
            case "AT":
                return Edge((_LINES if flags & MULTILINE else _PLACES)[value.name])
            case _:  # FAILURE, which stands for `(?!)` in newer versions
                return Look(Series((), 0, 0), ahead=True, positive=False)

    def _choice(self, options: list[Node]) -> Node:
        low, high = min(node.low for node in options), max(node.high for node in options)
        return Choice(tuple(options), low, high)

    def _group(self, number: int | None, body: Node) -> Node:
        if number is None:
            return body
        self._widths[number] = (body.low, body.high)
        return Group(number, body, body.low, body.high)

    def _repeat(self, value: Any, flags: int, *, lazy: bool) -> Repeat:
        least, most, pairs = value
        least, most = min(int(least), UNBOUNDED), min(int(most), UNBOUNDED)
        if most == int(_parser.MAXREPEAT):
            most = UNBOUNDED
        body = self.series(pairs, flags)
        low, high = min(least * body.low, UNBOUNDED), min(most * body.high, UNBOUNDED)
        return Repeat(body, least, most, lazy, low, high)

    def _set(self, parts: list[tuple[Any, Any]], flags: int) -> Characters:
        spans: list[tuple[int, int]] = []
        categories: list[str] = []
        negated = False
        for operator, value in parts:
            match operator.name:
                case "NEGATE":
                    negated = True
                case "LITERAL":
                    spans.append((value, value))
                case "RANGE":
                    spans.append(value)
                case _:
                    categories.append(value.name)
        return _characters(tuple(spans), flags, tuple(categories), negated=negated)
