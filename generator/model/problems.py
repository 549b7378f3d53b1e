"""Problems: what is wrong with an input, as values that are collected and reported together."""

from collections.abc import Iterable

import msgspec


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong with an input file."""

    file: str
    """The file, as the user named it."""
    line: int
    """The line, counted from 1; 0 where the file as a whole is meant."""
    expected: str
    found: str
    advice: str = ""
    """What to do about it."""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        advice = f" ({self.advice})" if self.advice else ""
        return f"{where}: expected {self.expected}, found {self.found}{advice}"


class ProblemsError(Exception):
    """Raised where a command can't go on; holds every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def quoted(text: str, limit: int = 60) -> str:
    """Quote a piece of a page for a message, cut short and on one line."""
    shown = " ".join(text.split())
    if not shown:
        return "an empty line"
    return repr(shown if len(shown) <= limit else shown[: limit - 1] + "…")
