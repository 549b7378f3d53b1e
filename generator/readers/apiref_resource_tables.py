"""Tables of the pages on resources in AWS API References, in the two forms that Markdown has them.

AWS writes tables with bars. A converter that knows none runs the cells together that stand on one
line, and makes a paragraph of each block in the others: a row of a table of parameters begins with
a paragraph such as `` `nextToken`StringFalse ``, below it what describes it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from markdown_it.token import Token

from generator.model.problems import quoted
from generator.readers.apiref_resource_outline import Block
from generator.readers.markdown_prose import text_of, to_commonmark
from generator.readers.unreadable import UnreadableError

_MEMBER_HEADER = ("Type", "Required", "Description")
_HEADERS = {
    "Path parameters": ("Name", *_MEMBER_HEADER),
    "Query parameters": ("Name", *_MEMBER_HEADER),
    "Header parameters": ("Name", *_MEMBER_HEADER),
    "Responses": ("Status code", "Response model", "Description"),
    "": ("Property", *_MEMBER_HEADER),
}
"""By the title of a table: the heads of its columns, of which the last is prose."""


class Row(NamedTuple):
    """A row of a table."""

    line: int
    cells: tuple[tuple[str, ...], ...]
    """The lines of all cells but the last, as plain text."""
    text: str
    """That of the last cell."""
    documentation: str | None
    """The last cell."""


class Table(NamedTuple):
    """A table with its title, which is empty for the properties of a model."""

    line: int
    title: str
    rows: tuple[Row, ...]


def tables(blocks: Sequence[Block], *, placeholders: bool) -> tuple[Sequence[Block], list[Table]]:
    """Read all tables among blocks: the blocks before the first, and the tables.

    Args:
        blocks: Blocks that end with tables.
        placeholders: Whether `{{name}}` marks a placeholder.

    Raises:
        UnreadableError: Where something else follows a table, or a table is not as expected.
    """
    for index, block in enumerate(blocks):
        if block.kind == "table":
            titled = index > 0 and blocks[index - 1].text in _HEADERS
            start = index - 1 if titled else index
            return blocks[:start], list(_barred(blocks[start:], placeholders=placeholders))
        if _glued_title(block) is not None:
            return blocks[:index], _run_together(blocks[index:])
    return blocks, []


def documentation(blocks: Sequence[Block], *, placeholders: bool) -> str | None:
    """Return prose as documentation.

    Args:
        blocks: The prose, before tables.
        placeholders: Whether `{{name}}` marks a placeholder.

    Raises:
        UnreadableError: Where it holds what may be rows of a table that has lost its head.
    """
    for block in blocks:
        if block.source.startswith("|") or block.source in ("True", "False"):
            raise UnreadableError(block.line, "prose", _shown(block))
    tokens = [token for block in blocks for token in block.tokens]
    return to_commonmark(tokens, placeholders=placeholders)


# --- with bars --------------------------------------------------------------------------------


def _barred(blocks: Sequence[Block], *, placeholders: bool) -> Iterator[Table]:
    title: Block | None = None
    for block in blocks:
        if block.kind == "table":
            yield _barred_table(block, title.text if title else "", placeholders=placeholders)
            title = None
        elif title is None and block.text in _HEADERS:
            title = block
        else:
            raise UnreadableError(block.line, "a table, or its title", _shown(block))
    if title is not None:
        raise UnreadableError(title.line, f"a table below {title.text!r}", "none")


def _barred_table(block: Block, title: str, *, placeholders: bool) -> Table:
    (_, head), *rows = _rows(block)
    header = tuple(text_of(cell) for cell in head)
    expected = _HEADERS[title]
    if header != expected:
        raise UnreadableError(block.line, f"a table of {', '.join(expected)}", ", ".join(header))
    read = (_barred_row(line, cells, placeholders=placeholders) for line, cells in rows)
    return Table(block.line, title, tuple(read))


def _rows(table: Block) -> list[tuple[int, list[Token]]]:
    """Return each row's line and the inline tokens of its cells."""
    rows: list[tuple[int, list[Token]]] = []
    before = table.line - (table.tokens[0].map or [0])[0]
    for token in table.tokens:
        if token.type == "tr_open":
            rows.append((before + (token.map or [0])[0], []))
        elif token.type == "inline":
            rows[-1][1].append(token)
    return rows


def _barred_row(line: int, cells: Sequence[Token], *, placeholders: bool) -> Row:
    name, *others, last = map(_lines, cells)
    names = tuple(text_of(part, placeholders=placeholders) for part in name)
    return Row(
        line=line,
        cells=(names, *(tuple(map(text_of, lines)) for lines in others)),
        text=" ".join(map(text_of, last)),
        documentation=to_commonmark(last, placeholders=placeholders),
    )


def _lines(cell: Token) -> list[Token]:
    """Divide a cell at its line breaks, which are tags: a row has one line."""
    groups = groupby(cell.children or (), key=_is_break)
    return [cell.copy(children=list(group)) for is_break, group in groups if not is_break]


def _is_break(token: Token) -> bool:
    return token.type == "html_inline" and token.content.startswith("<br")


# --- with the cells run together --------------------------------------------------------------

_PARAMETER = re.compile(r"`([^`]+)`([A-Z][A-Za-z ]*?)(True|False)")
_RESPONSE = re.compile(r"`([0-9]{3})`(?:`([^`]+)`|(None))")
_PROPERTY = re.compile(r"`([^`]+)`")
_GLUED = {title + "".join(header): title for title, header in _HEADERS.items()}


def _glued_title(block: Block) -> str | None:
    """Return the title of the table that begins with a block; None where none does."""
    source = block.source
    for glued, title in _GLUED.items():
        if source.startswith(glued):
            return title
    return None


def _run_together(blocks: Sequence[Block]) -> list[Table]:
    """Divide blocks, of which the first is the head of a table, into tables."""
    starts = [index for index, block in enumerate(blocks) if _glued_title(block) is not None]
    return [_glued_table(blocks[a:b]) for a, b in pairwise([*starts, len(blocks)])]


def _glued_table(blocks: Sequence[Block]) -> Table:
    title = _glued_title(blocks[0]) or ""
    lines = [_Line(block, block.source) for block in blocks]
    first = lines[0].source.removeprefix(title + "".join(_HEADERS[title]))
    lines[0] = _Line(blocks[0], first)
    if not first:
        del lines[0]
    match title:
        case "":
            rows = _divided(lines, _property_head)
        case "Responses":
            rows = _divided(lines, _response_head)
        case _:
            rows = _divided(lines, _parameter_head)
    return Table(blocks[0].line, title, rows)


class _Line(NamedTuple):
    block: Block
    source: str


class _Head(NamedTuple):
    """All cells of a row but the last, and how many blocks they take."""

    cells: tuple[tuple[str, ...], ...]
    length: int = 1


def _parameter_head(lines: Sequence[_Line], index: int) -> _Head | None:
    match = _PARAMETER.fullmatch(lines[index].source)
    return _Head(((match[1],), (match[2],), (match[3],))) if match else None


def _response_head(lines: Sequence[_Line], index: int) -> _Head | None:
    match = _RESPONSE.fullmatch(lines[index].source)
    return _Head(((match[1],), (match[2] or match[3],))) if match else None


_LONGEST_TYPE = 24
"""How many lines a type has at most, constraints included."""


def _property_head(lines: Sequence[_Line], index: int) -> _Head | None:
    """Find a name and a type, each a paragraph, the lines of constraints, and `True` or `False`."""
    name = _PROPERTY.fullmatch(lines[index].source)
    if name is None:
        return None
    for end in range(index + 2, min(index + 2 + _LONGEST_TYPE, len(lines))):
        source = lines[end].source
        if source in ("True", "False"):
            cells = ((name[1],), tuple(line.block.text for line in lines[index + 1 : end]))
            return _Head((*cells, (source,)), end - index + 1)
        if end > index + 2 and not _CONSTRAINT.match(lines[end - 1].block.text):
            return None
    return None


_CONSTRAINT = re.compile(r"[A-Z][A-Za-z]*: ")


def _divided(
    lines: Sequence[_Line], head_at: Callable[[Sequence[_Line], int], _Head | None]
) -> tuple[Row, ...]:
    rows: list[Row] = []
    index = 0
    while index < len(lines):
        head = head_at(lines, index)
        if head is None:
            block = lines[index].block
            raise UnreadableError(block.line, "a row of the table", _shown(block))
        end = start = index + head.length
        while end < len(lines) and head_at(lines, end) is None:
            end += 1
        prose = [line.block for line in lines[start:end]]
        text = " ".join(block.text for block in prose)
        told = documentation(prose, placeholders=False)
        rows.append(Row(lines[index].block.line, head.cells, text, told))
        index = end
    return tuple(rows)


def _shown(block: Block) -> str:
    return quoted(block.text) if block.text else f"a {block.kind}"
