"""Nests the entries of a page as its syntax block shows.

The documenter writes entries in the order of the syntax block, so that the order alone tells which
belongs in which. Lists tell it too, unless prose that stands too far to the left has ended them.
"""

from collections import deque
from collections.abc import Iterable, Iterator

from generator.model.facts import ValueFacts
from generator.model.kinds import Kind
from generator.readers.boto3.entries import Entry


def nested(shown: ValueFacts | None, entries: list[Entry]) -> list[Entry]:
    """Return the entries of a structure's members, nested as shown.

    Where no syntax is shown, or the entries are others than shown, they stay as they were.
    """
    if shown is None:
        return entries
    before = [(entry, entry.children) for entry in _in_order(entries)]
    nesting = _Nesting(entry for entry, _ in before)
    members = nesting.members(shown)
    if nesting.failed or nesting.rest:
        for entry, children in before:
            entry.children = children
        return entries
    return members


def _in_order(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _in_order(entry.children)


class _Nesting:
    """Takes entries from a row, as a syntax block asks for them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.rest = deque(entries)
        self.failed = False

    def members(self, shown: ValueFacts) -> list[Entry]:
        taken: list[Entry] = []
        for member in shown.members or ():
            taken += self._automatic(member.name)
            taken += self._entry(member.name, member.value)
        return [*taken, *self._automatic(None)]

    def _automatic(self, following: str | None) -> Iterator[Entry]:
        """Take the members that no syntax block shows."""
        while self.rest and self.rest[0].automatic and self.rest[0].name != following:
            entry = self.rest.popleft()
            entry.children = []
            yield entry

    def _entry(self, name: str | None, shown: ValueFacts | None) -> list[Entry]:
        if self.failed or not self.rest or self.rest[0].name != name:
            self.failed = True
            return []
        entry = self.rest.popleft()
        entry.children = self._content(shown) if shown is not None else []
        return [entry]

    def _content(self, shown: ValueFacts) -> list[Entry]:
        if shown.recursive:
            return []
        match shown.kind:
            case Kind.STRUCTURE:
                return self.members(shown)
            case Kind.LIST if shown.items is not None:
                return self._entry(None, shown.items)
            case Kind.MAP if self.rest and self.rest[0].name == "string":
                return self._entry("string", shown.values)  # It is a structure.
            case Kind.MAP:
                keys = self._entry(None, None)
                for key in keys:
                    key.children = self._entry(None, shown.values)
                return keys
            case _:
                return []
