"""Pages on resources of AWS API References in Markdown, as blocks.

AWS serves it as Markdown of its own, with anchors below the headings; what a converter makes of the
HTML has none, and the site's footer below the last section.
"""

import re
from collections.abc import Sequence
from functools import partial
from itertools import groupby

from markdown_it.token import Token

from generator.readers.apiref.document import uid_of
from generator.readers.apiref.markdown_prose import parser, text_of, to_commonmark
from generator.readers.apiref.resource.outline import METHODS, URI, Block, Cell, Page, Row

_PREFIX = "## "
_FRONT_MATTER = re.compile(r"---\n(?:source_url: (?P<url>\S+)\n)?---\n")
_ANCHOR = "\n<a name="


def recognise(text: str) -> bool:
    """Tell whether a page has the two headings that each page on a resource has, and only they."""
    return f"\n{_PREFIX}{URI}\n" in text and f"\n{_PREFIX}{METHODS}\n" in text


def page(text: str) -> Page:
    """Divide a page into its blocks."""
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    # Only in what AWS itself made does `{{name}}` mark a placeholder.
    blocks = _Blocks(line=text.count("\n", 0, start), placeholders=_ANCHOR in text)
    return Page(blocks.read(text[start:]), front["url"] if front else None, uid_of(text))


class _Blocks:
    """Makes blocks of tokens.

    Args:
        line: How many lines of the file stand before the text.
        placeholders: Whether `{{name}}` marks a placeholder.
    """

    def __init__(self, *, line: int, placeholders: bool) -> None:
        self.line = line
        self.unmarked = partial(text_of, placeholders=placeholders)
        self.prose = partial(to_commonmark, placeholders=placeholders)

    def read(self, text: str) -> list[Block]:
        """Return the blocks of a text but for empty ones, which hold anchors."""
        tokens = parser().parse(text)
        blocks: list[Block] = []
        first = 0
        for index, token in enumerate(tokens):
            if token.nesting == 1 and token.level == 0:
                first = index
            elif token.level == 0:
                block = self.block(tokens[first if token.nesting else index : index + 1])
                if block.text or block.rows or block.documentation:
                    blocks.append(block)
        return blocks

    def block(self, tokens: Sequence[Token]) -> Block:
        head = tokens[0]
        line = self.line_of(head)
        match head.type:
            case "heading_open":
                return Block(line, "heading", text_of(tokens[1]), level=int(head.tag[1:]))
            case "paragraph_open":
                text, source = text_of(tokens[1]), tokens[1].content
                prose = self.prose(tokens)
                return Block(line, "paragraph", text, prose, marked=text, source=source)
            case "table_open":
                return Block(line, "table", rows=self.rows(tokens))
            case "fence":
                return Block(line + 1, "code", head.content, self.prose(tokens))
            case _:
                return Block(line, "other", "", self.prose(tokens), values=_values(tokens))

    def line_of(self, token: Token) -> int:
        return self.line + (token.map or [0])[0] + 1

    def rows(self, tokens: Sequence[Token]) -> tuple[Row, ...]:
        rows: list[tuple[int, list[Token]]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append((self.line_of(token), []))
            elif token.type == "inline":
                rows[-1][1].append(token)
        return tuple(self.row(line, cells) for line, cells in rows)

    def row(self, line: int, cells: Sequence[Token]) -> Row:
        return Row(line, tuple(self.cell(cell, is_name=not i) for i, cell in enumerate(cells)))

    def cell(self, cell: Token, *, is_name: bool) -> Cell:
        """Read a cell, whose line breaks are tags: a row has one line."""
        groups = groupby(cell.children or (), key=_is_break)
        parts = [cell.copy(children=list(group)) for is_break, group in groups if not is_break]
        read = self.unmarked if is_name else text_of
        return Cell(tuple(map(read, parts)), self.prose(parts))


def _is_break(token: Token) -> bool:
    return token.type == "html_inline" and token.content.startswith("<br")


def _values(tokens: Sequence[Token]) -> tuple[str, ...]:
    if tokens[0].type != "bullet_list_open":
        return ()
    items = [token for token in tokens if token.type == "inline"]
    if any([child.type for child in item.children or ()] != ["code_inline"] for item in items):
        return ()
    return tuple(map(text_of, items))
