"""Validation: what generated validators are made of.

The verdicts on structure are botocore's: required members, types, unknown members,
unions, and the least lengths and values. The documented level adds the greatest ones,
enumerations and patterns.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from .timestamps import is_timestamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Sized
    from decimal import Decimal
    from typing import TypeGuard

Level = Literal["structure", "documented"]
"""Which constraints are checked."""

_SHOWN = 60
"""How many characters of a value messages show."""
_LISTED = 12
"""How many values of an enumeration they show."""


class Problem(NamedTuple):
    """Something that is wrong with a parameter."""

    path: str
    """Where: `audienceSize.value`, `tags[0]`, `tags (key: owner)`; empty for all."""
    constraint: str
    """What is asked for, as in `length of at most 63`."""
    value: str
    """What stands there, as Python writes it, cut short; empty where nothing does."""

    def __str__(self) -> str:
        found = f", found {self.value}" if self.value else ""
        return f"{self.path or 'parameters'}: {self.constraint}{found}"


class Validator(Protocol):
    """Checks the parameters of one operation."""

    def __call__(self, params: object, level: Level, /) -> list[Problem]:
        """Return all problems."""
        ...


def run(
    check_input: Callable[[Check, object, str], None], params: object, level: Level
) -> list[Problem]:
    """Check an operation's parameters.

    Args:
        check_input: The check of its input.
        params: The parameters.
        level: Which constraints are checked.

    Raises:
        ValueError: There is no such level.
    """
    if level not in ("structure", "documented"):
        raise ValueError(f"level must be 'structure' or 'documented', not {level!r}")
    check = Check(documented=level == "documented")
    check_input(check, params, "")
    return check.problems


class Check:
    """Checks of single values, which collect what is wrong.

    Args:
        documented: Whether to check all that is documented.
    """

    def __init__(self, *, documented: bool) -> None:
        self.problems: list[Problem] = []
        self._documented = documented

    def structure(
        self, value: object, path: str, *required: str
    ) -> TypeGuard[dict[str, object]]:
        """Check that a value is a dictionary with the members that are required."""
        if not _is_dict(value):
            return self._refuse(path, "a dictionary", value)
        for member in required:
            if member not in value:
                self._refuse(f"{path}.{member}", "required")
        return True

    def union(
        self, value: object, path: str, *required: str
    ) -> TypeGuard[dict[str, object]]:
        """Check that a value is a dictionary with one member."""
        if not self.structure(value, path, *required):
            return False
        if len(value) != 1:
            self._refuse(path, "exactly one member", list(value))
        return True

    def unknown(self, path: str, value: object) -> None:
        """Report a member that is not documented."""
        self._refuse(path, "no such member", value)

    def empty(self, value: object, path: str) -> None:
        """Check a structure without members."""
        if self.structure(value, path):
            for key, item in value.items():
                self.unknown(f"{path}.{key}", item)

    def list(
        self,
        value: object,
        path: str,
        *,
        min_length: int = 0,
        max_length: int | None = None,
    ) -> TypeGuard[Sequence[object]]:
        """Check a list, but not what it holds."""
        if not _is_list(value):
            return self._refuse(path, "a list", value)
        if len(value) < min_length:
            self._too_short(path, min_length, value)
        self._longest(path, max_length, value)
        return True

    def map(
        self,
        value: object,
        path: str,
        *,
        min_length: int = 0,
        max_length: int | None = None,
    ) -> TypeGuard[dict[str, object]]:
        """Check a map, but not what it holds."""
        if not _is_dict(value):
            return self._refuse(path, "a dictionary", value)
        if self._documented and len(value) < min_length:
            self._too_short(path, min_length, value)
        self._longest(path, max_length, value)
        return True

    def string(
        self,
        value: object,
        path: str,
        *,
        min_length: int = 0,
        max_length: int | None = None,
        pattern: str | None = None,
        enum: Sequence[str] = (),
    ) -> None:
        """Check a string; a pattern has to match all of it."""
        if not isinstance(value, str):
            self._refuse(path, "a string", value)
            return
        if len(value) < min_length:
            self._too_short(path, min_length, value)
        if self._documented:
            self._longest(path, max_length, value)
            if enum and value not in enum:
                self._refuse(path, f"one of {_listed(enum)}", value)
            # How long a match may take is known of texts that are not too long.
            fits = max_length is None or len(value) <= max_length
            if pattern is not None and fits and not _compiled(pattern).fullmatch(value):
                self._refuse(path, f"text that matches {pattern}", value)

    def text(
        self,
        value: object,
        path: str,
        *,
        min_length: int = 0,
        max_length: int | None = None,
        pattern: str | None = None,
        enum: Sequence[str] = (),
    ) -> None:
        """Check a string, bytes or a timestamp, where no page tells which it is."""
        if isinstance(value, str):
            if self._documented:  # boto3 asks for no least length of bytes.
                self.string(
                    value,
                    path,
                    min_length=min_length,
                    max_length=max_length,
                    pattern=pattern,
                    enum=enum,
                )
        elif not _is_blob(value) and not is_timestamp(value):
            self._refuse(path, "a string, bytes or a timestamp", value)

    def integer(
        self,
        value: object,
        path: str,
        *,
        minimum: float | None = None,
        maximum: float | None = None,
    ) -> None:
        """Check a whole number."""
        if isinstance(value, int):
            self._range(path, minimum, maximum, value)
        else:
            self._refuse(path, "an integer", value)

    def number(
        self,
        value: object,
        path: str,
        *,
        minimum: float | None = None,
        maximum: float | None = None,
    ) -> None:
        """Check a number of any sort."""
        if isinstance(value, (int, float)) or _is_decimal(value):
            self._range(path, minimum, maximum, value)
        else:
            self._refuse(path, "a number", value)

    def number_or_timestamp(self, value: object, path: str) -> None:
        """Check what JSON writes as a number."""
        is_number = isinstance(value, (int, float)) or _is_decimal(value)
        if not is_number and not is_timestamp(value):
            self._refuse(path, "a number or a timestamp", value)

    def boolean(self, value: object, path: str) -> None:
        """Check a truth value."""
        if not isinstance(value, bool):
            self._refuse(path, "a boolean", value)

    def timestamp(self, value: object, path: str) -> None:
        """Check a point in time, in any form that boto3 takes."""
        if not is_timestamp(value):
            self._refuse(path, "a timestamp", value)

    def blob(
        self,
        value: object,
        path: str,
        *,
        min_length: int = 0,
        max_length: int | None = None,
    ) -> None:
        """Check bytes, or a file of them."""
        if isinstance(value, (bytes, bytearray)):
            if self._documented and len(value) < min_length:
                self._too_short(path, min_length, value)
            self._longest(path, max_length, value)
        elif not _is_blob(value):
            self._refuse(path, "bytes or a file", value)

    def dictionary(self, value: object, path: str) -> None:
        """Check a structure of which nothing is known."""
        if not _is_dict(value):
            self._refuse(path, "a dictionary", value)

    def opaque(self, value: object, path: str) -> None:
        """Check what pages show as `{}`: some of it is sent as a text of JSON."""
        if not isinstance(value, str):
            self.dictionary(value, path)

    def document(self, value: object, path: str) -> None:
        """Check that a value can be written as JSON."""
        if _is_dict(value):
            for key, item in value.items():
                self.document(item, f"{path}.{key}")
        elif _is_list(value) and not isinstance(value, tuple):  # As boto3 has it.
            for index, item in enumerate(value):
                self.document(item, f"{path}[{index}]")
        elif value is not None and not isinstance(value, (str, int, float)):
            self._refuse(path, "a JSON value", value)

    def json(self, value: object, path: str) -> None:
        """Check a value that is sent as JSON in a string."""
        from json import dumps

        try:
            dumps(value)
        except (TypeError, ValueError):
            self._refuse(path, "a JSON value", value)

    def _range(
        self,
        path: str,
        minimum: float | None,
        maximum: float | None,
        value: float | Decimal,
    ) -> None:
        number = _comparable(value)
        if minimum is not None and number < minimum:
            self._refuse(path, f"at least {minimum}", value)
        if self._documented and maximum is not None and number > maximum:
            self._refuse(path, f"at most {maximum}", value)

    def _too_short(self, path: str, min_length: int, value: Sized) -> None:
        self._refuse(path, f"length of at least {min_length}", value)

    def _longest(self, path: str, max_length: int | None, value: Sized) -> None:
        if self._documented and max_length is not None and len(value) > max_length:
            self._refuse(path, f"length of at most {max_length}", value)

    def _refuse(self, path: str, constraint: str, *value: object) -> Literal[False]:
        shown = "".join(map(_shortened, value))
        self.problems.append(Problem(path.removeprefix("."), constraint, shown))
        return False


def _is_dict(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, (list, tuple))


def _is_decimal(value: object) -> TypeGuard[Decimal]:
    from decimal import Decimal

    return isinstance(value, Decimal)


def _comparable(value: float | Decimal) -> float:
    """Return a number to compare with floats: to them `Decimal("0.1")` is not 0.1."""
    if isinstance(value, (int, float)):
        return value
    return float("nan") if value.is_nan() else float(value)


def _is_blob(value: object) -> bool:
    return isinstance(value, (str, bytes, bytearray)) or hasattr(value, "read")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _listed(values: Sequence[str]) -> str:
    more = f" and {len(values) - _LISTED} more" if len(values) > _LISTED else ""
    return ", ".join(map(repr, values[:_LISTED])) + more


def _shortened(value: object) -> str:
    """Write a value down, without the middle of what is long."""
    if isinstance(value, (str, bytes, bytearray)):
        rest = f"... ({len(value)} long)" if len(value) > _SHOWN else ""
        return f"{value[:_SHOWN]!r}{rest}"
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
