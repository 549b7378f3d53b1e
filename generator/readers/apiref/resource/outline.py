"""Outlines of the pages on resources in AWS API References: what stands below which heading.

A page describes one URI: its HTTP methods, the bodies that they send and return, and the models
that these are made of. Readers of Markdown and of HTML make blocks of it, which are alike.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from generator.model.documentation import blocks as below_each_other
from generator.model.problems import quoted
from generator.readers.apiref.document import Report
from generator.readers.unreadable import UnreadableError

URI = "URI"
METHODS = "HTTP methods"
SCHEMAS = "Schemas"
PROPERTIES = "Properties"
_END = "See also"

_SECTIONS = (URI, METHODS, SCHEMAS, PROPERTIES, _END)
_NEEDED = (URI, METHODS, _END)


class Cell(NamedTuple):
    """A cell of a table."""

    lines: tuple[str, ...]
    """Its paragraphs or lines, without markup."""
    documentation: str | None


class Row(NamedTuple):
    """A row of a table."""

    line: int
    cells: tuple[Cell, ...]


class Block(NamedTuple):
    """A block of a page."""

    line: int
    kind: Literal["heading", "paragraph", "table", "code", "other"]
    text: str = ""
    """Of a heading or a paragraph, without markup; what is in a block of code."""
    documentation: str | None = None
    level: int = 0
    """Of a heading."""
    marked: str = ""
    """Of a paragraph: its text with `{{name}}` for what is marked as a placeholder."""
    source: str = ""
    """Of a paragraph in Markdown: what stands there, markup included."""
    title: str = ""
    """Of a table that holds its title."""
    rows: tuple[Row, ...] = ()
    """Of a table, the heads of its columns first."""
    values: tuple[str, ...] = ()
    """Of a list: its items, where each is code alone."""

    @property
    def shown(self) -> str:
        """How a message tells of it."""
        return quoted(self.text) if self.text else f"a {self.kind} without text"


class Section(NamedTuple):
    """A heading, and what stands below it."""

    line: int
    heading: str
    blocks: Sequence[Block]


class Page(NamedTuple):
    """A page as its rendition has it."""

    blocks: Sequence[Block]
    url: str | None
    """Where it was published, if it says so."""
    uid: str | None
    """The service's identifier and version in links to SDKs: `pinpoint-2016-12-01`."""


def sections(blocks: Sequence[Block], level: int) -> tuple[Sequence[Block], list[Section]]:
    """Divide blocks at headings of a level: what stands before the first, and each with its own."""
    starts = [index for index, block in enumerate(blocks) if block.level == level]
    bounds = [*starts, len(blocks)]
    return blocks[: bounds[0]], [
        Section(blocks[start].line, blocks[start].text, blocks[start + 1 : end])
        for start, end in pairwise(bounds)
    ]


def documentation(blocks: Iterable[Block]) -> str | None:
    """Return prose as documentation; None where there is none.

    Raises:
        UnreadableError: Where it holds what may be rows of a table that has lost its head.
    """
    gathered = list(blocks)
    for block in gathered:
        if block.source.startswith("|") or block.source in ("True", "False"):
            raise UnreadableError(block.line, "prose", block.shown)
    return below_each_other(block.documentation or "" for block in gathered) or None


class Outline:
    """The parts of a page.

    Args:
        blocks: All blocks of the page.
        report: Is given each problem that does not keep the rest from being read.

    Raises:
        UnreadableError: Where the page is not about one resource.
    """

    def __init__(self, blocks: Sequence[Block], report: Report) -> None:
        _, titles = sections(blocks, 1)
        if len(titles) != 1:
            line = titles[1].line if titles else 1
            raise UnreadableError(line, "one page with one title", f"{len(titles)} titles")
        self.title = titles[0]
        _, found = sections(self.title.blocks, 2)
        self._sections = {section.heading: section for section in found}
        self._check(found, report)

    def section(self, heading: str) -> Section:
        """Return the section below a heading, an empty one where the page doesn't have it."""
        return self._sections.get(heading) or Section(self.title.line, heading, ())

    @property
    def operations(self) -> list[str]:
        """The names of all operations that the links to SDKs are about."""
        return [part.heading for part in sections(self.section(_END).blocks, 3)[1]]

    def _check(self, found: Sequence[Section], report: Report) -> None:
        rank = -1
        for section in found:
            if section.heading not in _SECTIONS[rank + 1 :]:
                expected = f"a section of {', '.join(_SECTIONS)}, each once and in this order"
                report(section.line, expected, quoted(section.heading))
            else:
                rank = _SECTIONS.index(section.heading)
        for heading in _NEEDED:
            if heading not in self._sections:
                report(self.title.line, f"a section {heading!r}", "none")
