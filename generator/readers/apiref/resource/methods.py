"""HTTP methods of a resource in AWS API References, as their tables describe them.

A method has a table of parameters for each place where they are bound, and one of its responses.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model.facts import Location
from generator.model.problems import quoted
from generator.readers.apiref.resource.outline import Row, Section, documentation
from generator.readers.apiref.resource.tables import Table, tables
from generator.readers.unreadable import UnreadableError

_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_OPERATION = re.compile(r"Operation ID: ([A-Za-z]\w*)")

_LOCATIONS = {
    "Path parameters": Location.URI,
    "Query parameters": Location.QUERYSTRING,
    "Header parameters": Location.HEADER,
}
_RESPONSES = "Responses"


class Answer(NamedTuple):
    """A row of the table of responses."""

    row: Row
    status: int
    model: str | None
    """None where there is no body."""
    error: str | None
    """The name of the error that it is, if it is one and the page names it."""

    @property
    def is_success(self) -> bool:
        """Whether it tells of success."""
        return _FIRST_SUCCESS <= self.status < _FIRST_REDIRECTION

    @property
    def is_error(self) -> bool:
        """Whether it is an error."""
        return self.status >= _FIRST_ERROR


class Method(NamedTuple):
    """An HTTP method, as a page describes it."""

    line: int
    name: str
    operation: str | None
    """None of a method that is no operation, such as one for CORS."""
    documentation: str | None
    parameters: tuple[tuple[Location, Row], ...]
    answers: tuple[Answer, ...]


def read_method(section: Section) -> Method:
    """Read what stands below the name of a method.

    Args:
        section: The method's heading and blocks.

    Raises:
        UnreadableError: Where it is no description of a method.
    """
    if section.heading not in _METHODS:
        raise UnreadableError(section.line, "an HTTP method", quoted(section.heading))
    prose, found = tables(section.blocks)
    match = _OPERATION.fullmatch(prose[0].text) if prose else None
    if match:
        prose = prose[1:]
    return Method(
        line=section.line,
        name=section.heading,
        operation=match[1] if match else None,
        documentation=documentation(prose),
        parameters=tuple(_parameters(found, section.line)),
        answers=tuple(
            _answer(row) for table in found if table.title == _RESPONSES for row in table.rows
        ),
    )


def _parameters(found: Sequence[Table], line: int) -> Iterator[tuple[Location, Row]]:
    titles = [table.title for table in found]
    if titles.count(_RESPONSES) != 1 or len({*titles}) != len(titles) or "" in titles:
        expected = "one table of responses, and none of each location of parameters twice"
        raise UnreadableError(line, expected, quoted(", ".join(titles)))
    for table in found:
        if table.title in _LOCATIONS:
            yield from ((_LOCATIONS[table.title], row) for row in table.rows)


_STATUS = re.compile(r"[1-5][0-9]{2}")
_NAME = re.compile(r"\w+")
_ERROR = re.compile(r"^\w+(?:Exception|Error|Fault)$")
_IN_BRACKETS = re.compile(r"\((\w+(?:Exception|Error|Fault))\)")


def _answer(row: Row) -> Answer:
    status, model, text = (" ".join(cell.lines) for cell in row.cells)
    if not _STATUS.fullmatch(status) or not _NAME.fullmatch(model):
        expected = "a status of three digits, and a model"
        raise UnreadableError(row.line, expected, quoted(f"{status}, {model}"))
    error = None
    if int(status) >= _FIRST_ERROR:
        named = [*_ERROR.findall(model), *_IN_BRACKETS.findall(text)]
        error = named[-1] if named else None
    return Answer(row, int(status), None if model == "None" else model, error)


_FIRST_SUCCESS, _FIRST_REDIRECTION, _FIRST_ERROR = 200, 300, 400
