"""Outlines of the pages on resources in AWS API References: what stands below which heading.

A page describes one URI: its HTTP methods, the bodies that they send and return, and the models
that these are made of. AWS serves it as Markdown of its own, with anchors below the headings; what
a converter makes of the HTML has none, and the site's footer below the last section.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from generator.model.problems import quoted
from generator.readers.apiref_document import Report
from generator.readers.markdown_prose import parser, text_of
from generator.readers.unreadable import UnreadableError

URI = "URI"
METHODS = "HTTP methods"
SCHEMAS = "Schemas"
PROPERTIES = "Properties"
_END = "See also"

_SECTIONS = (URI, METHODS, SCHEMAS, PROPERTIES, _END)
_NEEDED = (URI, METHODS, _END)

_PREFIX = "## "
_FRONT_MATTER = re.compile(r"---\n(?:source_url: (?P<url>\S+)\n)?---\n")
_ANCHOR = "\n<a name="
_UID = re.compile(r"/goto/\w+/([\w.-]+)/")


class Block(NamedTuple):
    """A block of a page: a paragraph, a table, a list, a fence or a heading."""

    line: int
    tokens: Sequence[Token]
    text: str
    """The text of a paragraph or a heading, without markup; empty for other blocks."""

    @property
    def kind(self) -> str:
        """What it is, in the parser's words: `paragraph`, `table`."""
        return self.tokens[0].type.removesuffix("_open")

    @property
    def source(self) -> str:
        """The Markdown of a paragraph or a heading; empty for other blocks."""
        return self.tokens[1].content if _is_text(self.tokens) else ""


class Section(NamedTuple):
    """A heading, and what stands below it."""

    line: int
    heading: str
    blocks: Sequence[Block]


def has_outline(text: str) -> bool:
    """Tell whether a page has the two headings that each page on a resource has, and only they."""
    return f"\n{_PREFIX}{URI}\n" in text and f"\n{_PREFIX}{METHODS}\n" in text


def sections(blocks: Sequence[Block], level: int) -> tuple[Sequence[Block], list[Section]]:
    """Divide blocks at headings of a level: what stands before the first, and each with its own."""
    tag = f"h{level}"
    starts = [index for index, block in enumerate(blocks) if block.tokens[0].tag == tag]
    bounds = [*starts, len(blocks)]
    return blocks[: bounds[0]], [
        Section(blocks[start].line, blocks[start].text, blocks[start + 1 : end])
        for start, end in pairwise(bounds)
    ]


class Outline:
    """The parts of a page.

    Args:
        text: The page.
        report: Is given each problem that does not keep the rest from being read.

    Raises:
        UnreadableError: Where the page is not about one resource.
    """

    def __init__(self, text: str, report: Report) -> None:
        front = _FRONT_MATTER.match(text)
        self.url = front["url"] if front else None
        """Where the page was published, if it says so."""
        self.is_marked = _ANCHOR in text
        """Whether AWS itself made the Markdown, in which `{{name}}` marks a placeholder."""
        blocks = _blocks(text, front.end() if front else 0)
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
    def uid(self) -> str | None:
        """The service's identifier and version in links to SDKs: `pinpoint-2016-12-01`."""
        for block in self.section(_END).blocks:
            for token in block.tokens:
                match = _UID.search(token.content) if token.type == "inline" else None
                if match:
                    return match[1]
        return None

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


def _blocks(text: str, start: int) -> list[Block]:
    """Return the blocks of a page but for empty ones, which hold anchors."""
    before = text.count("\n", 0, start)
    tokens = parser().parse(text[start:])
    blocks: list[Block] = []
    first = 0
    for index, token in enumerate(tokens):
        if token.nesting == 1 and token.level == 0:
            first = index
        elif token.level == 0:
            whole = tokens[first if token.nesting else index : index + 1]
            line = before + (whole[0].map or [0])[0] + 1
            text = text_of(whole[1]) if _is_text(whole) else ""
            if text or whole[0].type not in _OFTEN_EMPTY:
                blocks.append(Block(line, whole, text))
    return blocks


_OFTEN_EMPTY = ("paragraph_open", "html_block", "hr")


def _is_text(tokens: Sequence[Token]) -> bool:
    return tokens[0].type in ("paragraph_open", "heading_open")
