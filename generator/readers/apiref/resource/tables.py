"""Tables of the pages on resources in AWS API References: of parameters, responses, properties.

A converter to Markdown that knows no tables runs the cells together that stand on one line, and
makes a paragraph of each block in the others: a row of a table of parameters begins with a
paragraph such as `` `nextToken`StringFalse ``, below it what describes it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.readers.apiref.resource.outline import Block, Cell, Row, documentation
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


class Table(NamedTuple):
    """A table with its title, which is empty for the properties of a model."""

    line: int
    title: str
    rows: tuple[Row, ...]


def tables(blocks: Sequence[Block]) -> tuple[Sequence[Block], list[Table]]:
    """Read all tables among blocks: the blocks before the first, and the tables.

    Args:
        blocks: Blocks that end with tables.

    Raises:
        UnreadableError: Where something else follows a table, or a table is not as expected.
    """
    for index, block in enumerate(blocks):
        if block.kind == "table":
            titled = index > 0 and not block.title and blocks[index - 1].text in _HEADERS
            start = index - 1 if titled else index
            return blocks[:start], list(_whole(blocks[start:]))
        if _glued_title(block) is not None:
            return blocks[:index], _run_together(blocks[index:])
    return blocks, []


# --- whole tables -----------------------------------------------------------------------------


def _whole(blocks: Sequence[Block]) -> Iterator[Table]:
    title: Block | None = None
    for block in blocks:
        if block.kind == "table":
            yield _table(block, block.title or (title.text if title else ""))
            title = None
        elif title is None and block.text in _HEADERS:
            title = block
        else:
            raise UnreadableError(block.line, "a table, or its title", block.shown)
    if title is not None:
        raise UnreadableError(title.line, f"a table below {title.text!r}", "none")


def _table(block: Block, title: str) -> Table:
    head, *rows = block.rows
    header = tuple(" ".join(cell.lines) for cell in head.cells)
    expected = _HEADERS.get(title)
    if header != expected:
        expected = expected or ("a known title",)
        raise UnreadableError(block.line, f"a table of {', '.join(expected)}", ", ".join(header))
    for row in rows:
        if len(row.cells) != len(header):
            raise UnreadableError(row.line, f"{len(header)} cells", str(len(row.cells)))
    return Table(block.line, title, tuple(rows))


# --- with the cells run together --------------------------------------------------------------

_PARAMETER = re.compile(r"`([^`]+)`([A-Z][A-Za-z ]*?)(True|False)")
_RESPONSE = re.compile(r"`([0-9]{3})`(?:`([^`]+)`|(None))")
_PROPERTY = re.compile(r"`([^`]+)`")
_GLUED = {title + "".join(header): title for title, header in _HEADERS.items()}


def _glued_title(block: Block) -> str | None:
    """Return the title of the table that begins with a block; None where none does."""
    for glued, title in _GLUED.items():
        if block.source.startswith(glued):
            return title
    return None


def _run_together(blocks: Sequence[Block]) -> list[Table]:
    """Divide blocks, of which the first is the head of a table, into tables."""
    starts = [index for index, block in enumerate(blocks) if _glued_title(block) is not None]
    return [_glued_table(blocks[a:b]) for a, b in pairwise([*starts, len(blocks)])]


def _glued_table(blocks: Sequence[Block]) -> Table:
    title = _glued_title(blocks[0]) or ""
    first = blocks[0].source.removeprefix(title + "".join(_HEADERS[title]))
    lines = [blocks[0]._replace(source=first), *blocks[1:]]
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


class _Head(NamedTuple):
    """All cells of a row but the last, and how many blocks they take."""

    cells: tuple[Cell, ...]
    length: int = 1


def _head(*cells: Sequence[str], length: int = 1) -> _Head:
    return _Head(tuple(Cell(tuple(lines), None) for lines in cells), length)


def _parameter_head(lines: Sequence[Block], index: int) -> _Head | None:
    match = _PARAMETER.fullmatch(lines[index].source)
    return _head([match[1]], [match[2]], [match[3]]) if match else None


def _response_head(lines: Sequence[Block], index: int) -> _Head | None:
    match = _RESPONSE.fullmatch(lines[index].source)
    return _head([match[1]], [match[2] or match[3]]) if match else None


_LONGEST_TYPE = 24
"""How many lines a type has at most, constraints included."""
_CONSTRAINT = re.compile(r"[A-Z][A-Za-z]*: ")


def _property_head(lines: Sequence[Block], index: int) -> _Head | None:
    """Find a name and a type, each a paragraph, the lines of constraints, and `True` or `False`."""
    name = _PROPERTY.fullmatch(lines[index].source)
    if name is None:
        return None
    for end in range(index + 2, min(index + 2 + _LONGEST_TYPE, len(lines))):
        source = lines[end].source
        if source in ("True", "False"):
            types = [line.text for line in lines[index + 1 : end]]
            return _head([name[1]], types, [source], length=end - index + 1)
        if end > index + 2 and not _CONSTRAINT.match(lines[end - 1].text):
            return None
    return None


def _divided(
    lines: Sequence[Block], head_at: Callable[[Sequence[Block], int], _Head | None]
) -> tuple[Row, ...]:
    rows: list[Row] = []
    index = 0
    while index < len(lines):
        head = head_at(lines, index)
        if head is None:
            raise UnreadableError(lines[index].line, "a row of the table", lines[index].shown)
        end = start = index + head.length
        while end < len(lines) and head_at(lines, end) is None:
            end += 1
        prose = lines[start:end]
        last = Cell(tuple(block.text for block in prose), documentation(prose))
        rows.append(Row(lines[index].line, (*head.cells, last)))
        index = end
    return tuple(rows)
