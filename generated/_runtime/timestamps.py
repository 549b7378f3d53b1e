"""Timestamps, in all the forms that boto3 takes."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

_DATE = r"\d{4}-\d\d-\d\d"
_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?"
_PLAIN_DATE = re.compile(rf"{_DATE}(?:[T ]{_TIME})?", re.ASCII)
"""How most dates are written, which every parser reads."""


def is_timestamp(value: Any) -> bool:
    """Tell whether boto3 takes a value for a point in time."""
    if isinstance(value, datetime):
        return True
    try:
        _after_epoch(float(value))
    except OverflowError:
        return False
    except (TypeError, ValueError):
        return isinstance(value, (str, bytes, bytearray)) and _is_date(value)
    return True


def _after_epoch(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OSError, OverflowError):  # Some platforms know no time before 1970.
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)


def _is_date(text: str | bytes | bytearray) -> bool:
    """Tell whether boto3 can read a date; without its parser, the service decides."""
    if isinstance(text, str) and _PLAIN_DATE.fullmatch(text):
        with suppress(ValueError):
            datetime.fromisoformat(text)
            return True
    try:
        parse = import_module("dateutil.parser").parse
    except ModuleNotFoundError:
        return True
    try:
        parse(text)
    except (AttributeError, OverflowError, TypeError, ValueError):
        return False
    return True
