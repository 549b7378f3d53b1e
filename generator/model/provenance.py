"""Provenance: the files and lines of the pages that state what the model holds.

Lines change with every edit above them, so they stand in no committed file: each run that wants
them builds this index anew from the pages.
"""

from collections.abc import Iterable, Iterator

from generator.model.facts import PageFacts, ValueFacts
from generator.model.ledger import Ledger
from generator.model.walk import Path

_INSIDE = {"items": "[]", "values": "{}", "keys": "{key}"}


class Provenance:
    """An index from places, and from paths in the IR, to lines of pages.

    Args:
        pages: The facts of a service's pages.
        ledger: The names that its places have.
    """

    def __init__(self, pages: Iterable[PageFacts], ledger: Ledger) -> None:
        self._lines: dict[str, list[str]] = {}
        for page in pages:
            for place, line in _of_page(page):
                self._lines.setdefault(place, []).append(f"{page.file}:{line}")
        self._places: dict[str, list[str]] = {}
        for place, name in ledger.items():
            self._places.setdefault(name, []).append(place)

    def of_place(self, place: str) -> list[str]:
        """Return `file:line` for a place such as `ListJobs.output.Jobs[].Id`."""
        return self._lines.get(place, [])

    def of_path(self, path: Path) -> list[str]:
        """Return `file:line` for a path such as `shapes`, `JobsItem`, `members`, `Id`."""
        shape, inside = str(path[1]), path[3:]
        member = f".{inside[0]}" if inside else ""
        rest = member + "".join(_INSIDE[str(step)] for step in inside[1:])
        places = [*self._places.get(shape, ()), shape]
        for place in places:
            if lines := self.of_place(place + rest):
                return lines
        return []


def _of_page(page: PageFacts) -> Iterator[tuple[str, int]]:
    for described in page.types:
        if described.name is not None:
            yield from _of_value(described.name, described)
    for operation in page.operations:
        for side, value in (("input", operation.input), ("output", operation.output)):
            if operation.name is not None and value is not None:
                yield from _of_value(f"{operation.name}.{side}", value)


def _of_value(place: str, value: ValueFacts) -> Iterator[tuple[str, int]]:
    yield place, value.line
    if value.name is not None and value.name != place:
        yield value.name, value.line
    for member in value.members or ():
        yield from _of_value(f"{place}.{member.name}", member.value)
    parts = {"items": value.items, "values": value.values, "keys": value.keys}
    for part, inner in parts.items():
        if inner is not None:
            yield from _of_value(place + _INSIDE[part], inner)
