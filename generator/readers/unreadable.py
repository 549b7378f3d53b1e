"""How a reader stops: by an exception inside, by a value outside."""

from collections.abc import Callable

from generator.model.facts import Reading
from generator.model.problems import Problem

_ADVICE = "the page is cut short, has a new layout, or is another page; fetch it again"


class UnreadableError(Exception):
    """Raised inside a reader where nothing more of the page can be read."""

    def __init__(self, line: int, expected: str, found: str) -> None:
        super().__init__(f"line {line}: expected {expected}, found {found}")
        self.line = line
        self.expected = expected
        self.found = found


def reading(file: str, read: Callable[[], Reading]) -> Reading:
    """Run a reader and turn what it raises into a problem of the page."""
    try:
        return read()
    except UnreadableError as error:
        problem = Problem(file, error.line, error.expected, error.found, _ADVICE)
        return Reading(None, (problem,))
