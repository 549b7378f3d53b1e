"""Attempts: reading a page part by part, and gathering what keeps parts from being read."""

from collections.abc import Callable
from typing import TypeVar

from generator.model.problems import Problem
from generator.readers.unreadable import UnreadableError

_ADVICE = "the page is cut short, contradicts itself or has a new layout; fetch it again"

_T = TypeVar("_T")


class Attempts:
    """Gathers the problems of one page.

    Args:
        file: The page's name, for messages.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def report(self, line: int, expected: str, found: str) -> None:
        """Take a problem that does not keep the rest from being read."""
        self.problems.append(Problem(self.file, line, expected, found, _ADVICE))

    def attempt(self, read: Callable[[], _T]) -> _T | None:
        """Read a part of the page; where it can't be read, others still can."""
        try:
            return read()
        except UnreadableError as error:
            self.report(error.line, error.expected, error.found)
            return None
