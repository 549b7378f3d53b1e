"""One grammar for the constraint lines of the AWS API Reference.

Below a member's prose stand lines such as `Type: Array of strings` or `Valid Range: Minimum value
of 1.`; each states one of Smithy's constraint traits, or the member's target. This module reads one
such line. It gives each line as it stands and leaves to the caller what the line is about:

* below an array, `Length Constraints`, `Valid Range`, `Pattern` and `Valid Values` speak of the
  items, and `Array Members` of the array itself;
* below a map, lines that begin with `Key` or `Value`, and `Valid Keys`, speak of its keys or its
  values, and `Map Entries` of the map itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Literal, TypeVar

from generator.model.facts import Number
from generator.model.kinds import Kind
from generator.model.problems import quoted

Part = Literal["value", "keys", "values"]
"""What a line speaks of: the value as such, a map's keys, or a map's values."""


@dataclass(frozen=True, slots=True)
class TypeRef:
    """A scalar type, or the structure of that name."""

    kind: Kind
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ListRef:
    """A list type."""

    items: "TypeTree"


@dataclass(frozen=True, slots=True)
class MapRef:
    """A map type."""

    keys: TypeRef
    values: "TypeTree"


TypeTree = TypeRef | ListRef | MapRef


@dataclass(frozen=True, slots=True)
class TypeLine:
    """`Type: String to AttributeValue object map`."""

    type: TypeTree


@dataclass(frozen=True, slots=True)
class RequiredLine:
    """`Required: Yes`."""

    required: bool


@dataclass(frozen=True, slots=True)
class LengthLine:
    """`Length Constraints: Minimum length of 1.`, of a string or a blob."""

    minimum: int | None
    maximum: int | None
    part: Part = "value"


@dataclass(frozen=True, slots=True)
class RangeLine:
    """`Valid Range: Maximum value of 100.`, of a number."""

    minimum: Number | None
    maximum: Number | None
    part: Part = "value"


@dataclass(frozen=True, slots=True)
class SizeLine:
    """`Array Members: Fixed number of 2 items.`, or `Map Entries: ...`."""

    of: Literal["array", "map"]
    minimum: int | None
    maximum: int | None


@dataclass(frozen=True, slots=True)
class PatternLine:
    """`Pattern: [a-z]+`, verbatim."""

    pattern: str
    part: Part = "value"


@dataclass(frozen=True, slots=True)
class ValuesLine:
    """`Valid Values: A | B`, in the page's order."""

    values: tuple[str, ...]
    part: Part = "value"


@dataclass(frozen=True, slots=True)
class StatusLine:
    """`HTTP Status Code: 403`, of an error."""

    status: int


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that begins as a constraint and can't be read as one; the texts suit a `Problem`."""

    expected: str
    found: str


Constraint = (
    TypeLine
    | RequiredLine
    | LengthLine
    | RangeLine
    | SizeLine
    | PatternLine
    | ValuesLine
    | StatusLine
)
ConstraintLine = Constraint | Malformed


def parse_constraint(text: str) -> ConstraintLine | None:
    """Read one line of a page.

    Args:
        text: The whole line, its white space normalised, without markup: links reduced to their
            text, and no marks around inline code.

    Returns:
        What the line states; `Malformed` where it begins with the label of a constraint and does
        not go on as one; None where it is prose.
    """
    label, colon, rest = text.partition(":")
    grammar = _GRAMMARS.get(label)
    if not colon or grammar is None or _PROSE.match(text):
        return None
    read, expected = grammar
    return read(rest.removeprefix(" ")) or Malformed(expected, quoted(text))


def is_label(text: str) -> bool:
    """Tell whether a line begins as a constraint line does."""
    return text.partition(":")[0] in _GRAMMARS


# Authors write these two in their prose; the real line follows below it.
_PROSE = re.compile(r"Required: Conditional\b|Valid Range: [0-9]+ - [0-9]+")

_SCALARS = {
    "string": Kind.STRING,
    "integer": Kind.INTEGER,
    "long": Kind.LONG,
    "float": Kind.FLOAT,
    "double": Kind.DOUBLE,
    "boolean": Kind.BOOLEAN,
    "timestamp": Kind.TIMESTAMP,
    "base64-encoded binary data object": Kind.BLOB,
    "json value": Kind.DOCUMENT,
}
_STRUCTURE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*) (?:object|data type)")
_LIST = re.compile(r"[Aa]rrays? of (.+)")
_MAP = re.compile(r"(\w+) to (.+) map")
_DEEPEST = 32


def _type(text: str, depth: int = 0) -> TypeTree | None:
    if depth > _DEEPEST:
        return None
    if match := _LIST.fullmatch(text):
        items = _type(match[1].removesuffix("s"), depth + 1)
        return ListRef(items) if items else None
    if match := _MAP.fullmatch(text):
        keys, values = _leaf(match[1]), _type(match[2], depth + 1)
        return MapRef(keys, values) if keys and values else None
    return _leaf(text)


def _leaf(text: str) -> TypeRef | None:
    if kind := _SCALARS.get(text.lower()):
        return TypeRef(kind)
    match = _STRUCTURE.fullmatch(text)
    return TypeRef(Kind.STRUCTURE, match[1]) if match else None


def _type_line(text: str) -> TypeLine | None:
    tree = _type(text)
    return TypeLine(tree) if tree else None


def _required(text: str) -> RequiredLine | None:
    return RequiredLine(text == "Yes") if text in ("Yes", "No") else None


# A count of digits is bounded for the sake of whoever writes the number out again.
_COUNT = r"[0-9]{1,3}(?:,[0-9]{3}){1,99}|[0-9]{1,999}"
_NUMBER = rf"-?(?:{_COUNT})(?:\.[0-9]{{1,999}})?(?:[eE][-+]?[0-9]{{1,3}})?"

_N = TypeVar("_N", int, Number)


def _bounds_grammar(what: str, number: str, unit: str = "") -> re.Pattern[str]:
    def bound(word: str) -> str:
        return rf"{word} {what} of (?P<{word}>{number}){unit}\.?"

    fixed, least, most = map(bound, ("Fixed", "Minimum", "Maximum"))
    return re.compile(rf"{fixed}|(?=.)(?:{least})?(?:(?:^| ){most})?")


_LENGTH = _bounds_grammar("length", _COUNT)
_RANGE = _bounds_grammar("value", _NUMBER)
_SIZE = _bounds_grammar("number", _COUNT, " items?")


def _bounds(
    grammar: re.Pattern[str], text: str, number: Callable[[str], _N]
) -> tuple[_N | None, _N | None] | None:
    match = grammar.fullmatch(text)
    if match is None:
        return None
    least, most = match["Fixed"] or match["Minimum"], match["Fixed"] or match["Maximum"]
    return number(least) if least else None, number(most) if most else None


def _integer(text: str) -> int:
    return int(text.replace(",", ""))


def _exact(text: str) -> Number:
    digits = text.replace(",", "")
    return int(digits) if digits.lstrip("-").isdecimal() else Decimal(digits)


def _length(part: Part, text: str) -> LengthLine | None:
    bounds = _bounds(_LENGTH, text, _integer)
    return LengthLine(*bounds, part) if bounds else None


def _range(part: Part, text: str) -> RangeLine | None:
    bounds = _bounds(_RANGE, text, _exact)
    return RangeLine(*bounds, part) if bounds else None


def _size(of: Literal["array", "map"], text: str) -> SizeLine | None:
    bounds = _bounds(_SIZE, text, _integer)
    return SizeLine(of, *bounds) if bounds else None


def _pattern(part: Part, text: str) -> PatternLine | None:
    return PatternLine(text, part) if text else None


# A value may hold a bar of its own, but then no space stands on both sides of it.
_BAR = re.compile(r"(?:(?<= )|^)\|(?= |$)")


def _values(part: Part, text: str) -> ValuesLine | None:
    values = tuple(value.strip(" ") for value in _BAR.split(text))
    return ValuesLine(values, part) if text.strip(" ") else None


def _status(text: str) -> StatusLine | None:
    return StatusLine(int(text)) if re.fullmatch(r"[1-5][0-9]{2}", text) else None


_PARTS: tuple[tuple[str, Part], ...] = (("", "value"), ("Key ", "keys"), ("Value ", "values"))
_ITEMS = "a minimum, maximum or fixed number of items"
_ALTERNATIVES = "values divided by |"

_PART_GRAMMARS: dict[str, tuple[Callable[[Part, str], Constraint | None], str]] = {
    "Length Constraints": (_length, "a minimum, maximum or fixed length"),
    "Valid Range": (_range, "a minimum, maximum or fixed value"),
    "Pattern": (_pattern, "a regular expression"),
    "Valid Values": (_values, _ALTERNATIVES),
}

_GRAMMARS: dict[str, tuple[Callable[[str], Constraint | None], str]] = {
    "Type": (_type_line, "a type such as `String` or `Array of Tag objects`"),
    "Required": (_required, "`Yes` or `No`"),
    "HTTP Status Code": (_status, "a status code of three digits"),
    "Array Members": (partial(_size, "array"), _ITEMS),
    "Map Entries": (partial(_size, "map"), _ITEMS),
    "Valid Keys": (partial(_values, "keys"), _ALTERNATIVES),
    **{
        prefix + label: (partial(read, part), expected)
        for prefix, part in _PARTS
        for label, (read, expected) in _PART_GRAMMARS.items()
    },
}
"""By label: what reads the rest of the line, and what it expects there."""
