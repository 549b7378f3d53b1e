"""A position in a syntax block, and what all grammars of these share."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.model.facts import ValueFacts
from generator.model.kinds import Kind
from generator.model.problems import quoted
from generator.readers.unreadable import UnreadableError

_SPACE = re.compile(r"\s*")
_DEEPEST = 100


@dataclass
class Scanner:
    """A position in a block, and the means to move it."""

    text: str
    first_line: int
    position: int = 0
    depth: int = 0
    _counted: int = 0
    _line: int = 0

    @property
    def line(self) -> int:
        """Of the page, at the position."""
        self._line += self.text.count("\n", self._counted, self.position)
        self._counted = self.position
        return self.first_line + self._line

    def skip_space(self) -> None:
        """Go on to what is no white space."""
        if self.text[self.position : self.position + 1].isspace():
            match = _SPACE.match(self.text, self.position)
            if match:
                self.position = match.end()

    def at(self, literal: str) -> bool:
        """Tell whether a text stands right here."""
        return self.text.startswith(literal, self.position)

    def take(self, literal: str) -> bool:
        """Go past a text, and the space before it, if it comes next."""
        self.skip_space()
        if not self.at(literal):
            return False
        self.position += len(literal)
        return True

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match a pattern, which begins with the space that may stand before it."""
        match = pattern.match(self.text, self.position)
        if match:
            self.position = match.end()
        return match

    def expect(self, literal: str) -> None:
        """Go past a text, which must come next.

        Raises:
            UnreadableError: Where it does not.
        """
        if not self.take(literal):
            raise self.error(f"{literal!r}")

    def one_level_deeper(self, read: Callable[["Scanner"], ValueFacts]) -> ValueFacts:
        """Read a nested value, to no depth at which Python would give up."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.error(f"no more than {_DEEPEST} levels of nesting")
        value = read(self)
        self.depth -= 1
        return value

    def error(self, expected: str) -> UnreadableError:
        """Return what to raise where something else was expected next."""
        self.skip_space()
        rest = self.text[self.position :]
        found = quoted(rest.partition("\n")[0]) if rest else "the end of the block"
        return UnreadableError(self.line, expected, found)

    def expect_end(self) -> None:
        """Make sure that nothing follows but white space.

        Raises:
            UnreadableError: Where something does.
        """
        self.skip_space()
        if self.position < len(self.text):
            raise self.error("the end of the block")


def map_of(values: ValueFacts, line: int) -> ValueFacts:
    """Return a map of strings to such values."""
    keys = ValueFacts(kind=Kind.STRING, line=line)
    return ValueFacts(kind=Kind.MAP, line=line, keys=keys, values=values)


def list_of(scanner: Scanner, line: int, read: Callable[[Scanner], ValueFacts]) -> ValueFacts:
    """Read a list from behind its opening bracket, and what it holds by other means."""
    items = read(scanner)
    scanner.take(",")
    scanner.expect("]")
    return ValueFacts(kind=Kind.LIST, line=line, items=items)
