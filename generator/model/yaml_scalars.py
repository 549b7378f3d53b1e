"""Scalars of YAML that are more than text: true, false, null and plain numbers.

YAML 1.1 knows more of them, and would read `NO` as false and `2023-09-06` as a date.
"""

import re
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

TEXT = "tag:yaml.org,2002:str"
DECIMAL = "tag:yaml.org,2002:float"
Resolvers = dict[str, list[tuple[str, re.Pattern[str]]]]

_LONGEST = sys.int_info.default_max_str_digits
"""Digits that Python reads of a whole number; here also the highest exponent."""


class _Special(NamedTuple):
    """A kind of scalar that is more than text."""

    expected: str
    """How messages call it."""
    first: tuple[str, ...]
    """The characters that it may begin with."""
    pattern: re.Pattern[str]
    """What it looks like, to its end."""
    read: Callable[[str], object]
    """Raises ValueError where the number is out of bounds."""


def _true(text: str) -> bool:
    return text == "true"


def _none(text: str) -> None:  # noqa: ARG001 (all of its spellings mean the same)
    return None


def _integer(text: str) -> int:
    if len(text.lstrip("+-")) > _LONGEST:
        raise ValueError
    return int(text)


def _decimal(text: str) -> Decimal:
    exponent = text.lower().partition("e")[2] or "0"
    if abs(_integer(exponent)) > _LONGEST:
        raise ValueError
    return Decimal(text)


_NUMERIC = tuple("-+0123456789")
_SPECIAL = {
    "tag:yaml.org,2002:bool": _Special(
        "true or false", ("t", "f"), re.compile(r"(?:true|false)\Z"), _true
    ),
    "tag:yaml.org,2002:null": _Special("null", ("n", "~", ""), re.compile(r"(?:null|~|)\Z"), _none),
    "tag:yaml.org,2002:int": _Special(
        f"a whole number of at most {_LONGEST} digits",
        _NUMERIC,
        re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z"),
        _integer,
    ),
    DECIMAL: _Special(
        f"a finite number with an exponent of at most {_LONGEST}",
        _NUMERIC,
        re.compile(r"[-+]?[0-9]+(?:\.[0-9]+(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)\Z"),
        _decimal,
    ),
}
"""What there is beside text, by tag."""


def resolvers() -> Resolvers:
    """Return the table by which PyYAML tells special scalars from text."""
    table: Resolvers = {}
    for tag, special in _SPECIAL.items():
        for character in special.first:
            table.setdefault(character, []).append((tag, special.pattern))
    return table


def is_scalar(tag: str) -> bool:
    """Tell whether the tag is of text or of what is special."""
    return tag == TEXT or tag in _SPECIAL


def is_decimal(text: str) -> bool:
    """Tell whether a text without quotes would be read as a number with a point or exponent."""
    return _SPECIAL[DECIMAL].pattern.match(text) is not None


def read_scalar(tag: str, text: str) -> object:
    """Return the value of a scalar.

    Args:
        tag: Its tag, explicit or resolved; one that `is_scalar` knows.
        text: What is written.

    Raises:
        ValueError: Where the text is not of that kind; the message tells what is expected.
    """
    if tag == TEXT:
        return text
    special = _SPECIAL[tag]
    try:
        if special.pattern.match(text):
            return special.read(text)
    except ValueError:
        pass
    raise ValueError(special.expected)
