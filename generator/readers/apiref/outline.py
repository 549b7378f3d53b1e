"""Outlines of flattened API Reference pages: the title, and the sections below it.

What the site puts around a page, in whatever language, is told from it by position: a page begins
with its title, a line such as `ListJobs - AWS Data Exchange` and the name again on its own, and
ends with `See Also`. In between, exact lines head the sections.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import dropwhile, pairwise
from typing import NamedTuple

from generator.model.problems import quoted
from generator.readers.apiref.constraints import TypeLine, parse_constraint
from generator.readers.apiref.document import CONTENTS, END, ERRORS, SECTIONS, Report
from generator.readers.apiref.layout import is_http
from generator.readers.apiref.unfolding import Line
from generator.readers.unreadable import UnreadableError

_OPENING = frozenset({*SECTIONS, CONTENTS} - {"Errors", "Examples"})
"""Headings of which one begins the first section; the other two may be names of members, too."""

_NAME = re.compile(r"[A-Za-z]\w*")
_TITLE = re.compile(r"(?P<name>[A-Za-z]\w*) - (?P<service>\S.*)")


class FlatSection(NamedTuple):
    """What stands below a heading."""

    line: int
    heading: str
    lines: Sequence[Line]

    @property
    def block(self) -> tuple[str, int]:
        """The text from the first line on that is not empty, and the number of that line."""
        begun = list(dropwhile(lambda line: not line.text, self.lines))
        return "\n".join(line.text for line in begun), begun[0].number if begun else self.line


class Title(NamedTuple):
    """What a page is about."""

    line: int
    name: str
    service: str | None


def opens(lines: Iterable[str]) -> bool:
    """Tell whether lines have a heading that begins the first section of a page."""
    return not _OPENING.isdisjoint(lines)


def has_outline(text: str) -> bool:
    """Tell whether a page has headings as API References have, and an end or a title as well."""
    lines = {line.strip() for line in text.split("\n")}
    if lines.isdisjoint(_OPENING | {ERRORS}):
        return False
    titles = filter(None, map(_TITLE.fullmatch, lines))
    is_titled = any(title["name"] in lines for title in titles)
    return (END in lines and is_titled) or (
        not lines.isdisjoint(_OPENING) and (END in lines or is_titled)
    )


class Outline:
    """The parts of a page.

    Args:
        lines: The page.
        report: Is given each problem that does not keep the rest from being read.

    Raises:
        UnreadableError: Where there is no title, or no section.
    """

    def __init__(self, lines: Sequence[Line], report: Report) -> None:
        self._all = lines
        self._lines = [line.text for line in lines]
        self._report = report
        opening = self._opening()
        self.title, start = self._find_title(opening)
        self.description = self._non_empty(range(start, opening))
        end = self._first([END], opening)
        if opening == end:
            raise UnreadableError(self.title.line, "sections below the title", "none")
        is_type = self._lines[opening] == CONTENTS
        headings = [opening] if is_type else self._headings(range(opening, end))
        bounds = zip(headings, [*headings[1:], end], strict=True)
        self.sections = [self._section(range(*one)) for one in bounds]
        """All above `See Also`, and that."""
        if end < len(self._lines):
            self.sections.append(self._section(range(end, end + 1)))
        self._check_description()
        self._check_single(start, headings, end)

    def _opening(self) -> int:
        """Return the index of the first heading; an operation may have nothing but errors."""
        end = self._first([END], 0)
        opening = self._first(_OPENING, 0)
        return opening if opening < end else min(opening, self._first([ERRORS], 0))

    def _section(self, indices: range) -> FlatSection:
        heading = self._all[indices.start]
        below = self._all[indices.start + 1 : indices.stop]
        return FlatSection(heading.number, heading.text, below)

    def _find_title(self, opening: int) -> tuple[Title, int]:
        """Find the title, and where the description begins."""
        found = self._title(range(opening))
        if found is not None:
            return found
        first = next((i for i, line in enumerate(self._lines) if line), 0)
        expected = "a title such as `ListJobs - AWS Data Exchange`, and its first word on its own"
        if _NAME.fullmatch(self._lines[first]) and "" not in self._lines[first:opening]:
            return Title(self._all[first].number, self._lines[first], None), first + 1
        raise UnreadableError(self._all[first].number, expected, quoted(self._lines[first]))

    def _title(self, indices: range) -> tuple[Title, int] | None:
        alone = {self._lines[i]: i for i in reversed(indices) if self._is_block(i)}
        for index in indices:
            match = _TITLE.fullmatch(self._lines[index])
            if match and match["name"] in alone:
                # The line that comes later of the two may share its block with furniture.
                end = self._first([""], max(index, alone[match["name"]]))
                return Title(self._all[index].number, match["name"], match["service"]), end
        return None

    def _first(self, texts: Collection[str], start: int) -> int:
        """Return the index of the first line that is one of the texts, or that behind the last."""
        found = (i for i in range(start, len(self._lines)) if self._lines[i] in texts)
        return next(found, len(self._lines))

    def _is_block(self, index: int) -> bool:
        around = self._lines[max(0, index - 1) : index + 2]
        return self._lines[index] != "" and sum(map(bool, around)) == 1

    def _non_empty(self, indices: Iterable[int]) -> list[Line]:
        return [self._all[i] for i in indices if self._lines[i]]

    def _headings(self, indices: range) -> list[int]:
        """Return the indices of headings; members, and members of errors, may be called `Errors`.

        Of such lines the first heads the section of which no line states a type.
        """
        found = [i for i in indices if self._lines[i] in _OPENING and self._lines[i] != CONTENTS]
        found += [i for i in indices if self._lines[i] == "Examples"][:1]
        typed = [i for i in indices if isinstance(parse_constraint(self._lines[i]), TypeLine)]
        errors = [i for i in indices if self._lines[i] == ERRORS]
        found += [i for i in errors if i > max(typed, default=0)][:1] or errors[-1:]
        return sorted(found)

    def _check_description(self) -> None:
        """Report what is no prose: lines of a section that lost its heading."""
        for line in self.description:
            if parse_constraint(line.text) is not None or is_http(line.text):
                self._report(line.number, "the heading of a section above", quoted(line.text))

    def _check_single(self, start: int, headings: Sequence[int], end: int) -> None:
        """Report titles of other pages, whose sections would be lost or be taken for this one's.

        As this page's, they are titles only if a section follows; there is furniture alike.
        """
        behind = range(headings[0] + 1, len(self._lines))
        own = frozenset(headings)
        others = [i for i in behind if self._lines[i] in _OPENING and i not in own]
        for before, heading in pairwise([start, headings[0], *others]):
            found = self._title(range(max(before, end) if heading > end else before, heading))
            if found is not None:
                line = found[0].line
                self._report(
                    line, "one page in a file", quoted(f"{found[0].name} - {found[0].service}")
                )
