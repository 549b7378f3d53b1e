"""HTTP methods of a resource in AWS API References: each with an operation's name is an operation.

A method has tables of its parameters by where they are bound, and one of its responses. The model
of a response is either the output itself, member by member, or a body that the output holds in a
member of its own. A guide shows which it means by its errors: where models are named after errors,
they are the shapes themselves; where errors are named apart, in the prose, models are only bodies.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from generator.model.facts import (
    ErrorFacts,
    HttpFacts,
    Location,
    MemberFacts,
    OperationFacts,
    ValueFacts,
)
from generator.model.kinds import Kind
from generator.model.problems import quoted
from generator.readers.apiref_http import Binding
from generator.readers.apiref_members import Report
from generator.readers.apiref_resource_outline import Section
from generator.readers.apiref_resource_schemas import Body, Call, Schemas
from generator.readers.apiref_resource_tables import Row, Table, tables
from generator.readers.apiref_resource_types import Types
from generator.readers.markdown_prose import to_commonmark
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


class Method(NamedTuple):
    """An HTTP method, as a page describes it."""

    line: int
    name: str
    operation: str | None
    """None of a method that is no operation, such as one for CORS."""
    documentation: str | None
    parameters: tuple[tuple[Location, Row], ...]
    answers: tuple[Answer, ...]


# --- reading ----------------------------------------------------------------------------------


def read_method(section: Section, placeholders: bool) -> Method:
    """Read what stands below the name of a method.

    Args:
        section: The method's heading and blocks.
        placeholders: Whether `{{name}}` marks a placeholder.

    Raises:
        UnreadableError: Where it is no description of a method.
    """
    if section.heading not in _METHODS:
        raise UnreadableError(section.line, "an HTTP method", quoted(section.heading))
    prose, found = tables(section.blocks, placeholders=placeholders)
    match = _OPERATION.fullmatch(prose[0].text) if prose else None
    if match:
        prose = prose[1:]
    tokens = [token for block in prose for token in block.tokens]
    return Method(
        line=section.line,
        name=section.heading,
        operation=match[1] if match else None,
        documentation=to_commonmark(tokens, placeholders=placeholders),
        parameters=tuple(_parameters(found, section.line)),
        answers=tuple(_answer(row) for table in found for row in table.rows if _answers(table)),
    )


def _answers(table: Table) -> bool:
    return table.title == _RESPONSES


def _parameters(found: Sequence[Table], line: int) -> Iterator[tuple[Location, Row]]:
    titles = [table.title for table in found]
    if titles.count(_RESPONSES) != 1 or len({*titles}) != len(titles) or "" in titles:
        expected = "one table of responses, and none of each location of parameters twice"
        raise UnreadableError(line, expected, quoted(", ".join(titles)))
    for table in found:
        if table.title in _LOCATIONS:
            yield from ((_LOCATIONS[table.title], row) for row in table.rows)


_STATUS = re.compile(r"[1-5][0-9]{2}")
_NAME = re.compile(r"[A-Za-z]\w*")
_ERROR = re.compile(r"\w+(?:Exception|Error|Fault)")
_IN_BRACKETS = re.compile(rf"\(({_ERROR.pattern})\)")


def _answer(row: Row) -> Answer:
    texts = [" ".join(lines) for lines in row.cells]
    status, model = texts
    if not _STATUS.fullmatch(status) or not _NAME.fullmatch(model):
        expected = "a status of three digits, and a model"
        raise UnreadableError(row.line, expected, quoted(", ".join(texts)))
    error = None
    if int(status) >= _FIRST_ERROR:
        named = _IN_BRACKETS.findall(row.text)
        error = named[-1] if named else model if _ERROR.fullmatch(model) else None
    return Answer(row, int(status), None if model == "None" else model, error)


_FIRST_ERROR = 400
_FIRST_SUCCESS, _FIRST_REDIRECTION = 200, 300


# --- facts ------------------------------------------------------------------------------------


class Resource:
    """A URI with its methods, of which the operations are asked for.

    Args:
        uri: The URI, its labels in braces unless a converter lost them.
        methods: All methods of the page.
        types: The models of the page.
        schemas: Its bodies.
        report: Is given each reason why an operation can't be read.
    """

    def __init__(
        self,
        uri: str,
        methods: Sequence[Method],
        types: Types,
        schemas: Schemas,
        report: Report,
    ) -> None:
        self._report = report
        self._uri = uri
        self._types = types
        self._schemas = schemas
        self._methods = [method for method in methods if method.operation]
        calls = [Call(method.name, method.operation or "") for method in self._methods]
        self._sent = schemas.sent(calls)
        answers = [answer for method in methods for answer in method.answers]
        self._has_bodies = any(one.error not in (None, one.model) for one in answers if one.model)
        """Whether models are bodies, not the shapes themselves."""
        statuses: dict[str, set[int]] = {}
        for one in answers:
            statuses.setdefault(one.error or "", set()).add(one.status)
        self._shared = {name for name, found in statuses.items() if len(found) > 1}
        """What is called an error and is returned with several statuses: a body of many errors."""

    @cached_property
    def operations(self) -> tuple[OperationFacts, ...]:
        """Each operation that can be read."""
        return tuple(self._readable())

    def _readable(self) -> Iterator[OperationFacts]:
        for method in self._methods:
            try:
                yield self._operation(method)
            except UnreadableError as error:
                self._report(error.line, error.expected, error.found)

    @property
    def uri(self) -> str:
        """The URI, all labels in braces that the parameters of an operation name."""
        https = [operation.http for operation in self.operations]
        return next((http.uri for http in https if http), self._uri)

    @property
    def shapes(self) -> tuple[ValueFacts, ...]:
        """The structures of the page but for those that are errors."""
        answers = [answer for method in self._methods for answer in method.answers]
        errors = {answer.model for answer in answers if answer.error}
        others = {answer.model for answer in answers if not answer.error} | self._types.referred
        return tuple(
            value
            for name, value in self._types.structures.items()
            if name not in errors or name in others
        )

    def _operation(self, method: Method) -> OperationFacts:
        binding = Binding(self._uri)
        parameters = [
            self._parameter(binding, location, row)
            for location, row in method.parameters
            if not _negotiates(location, row)
        ]
        for name in binding.unbound():
            raise UnreadableError(method.line, f"the path parameter {name!r} described", "none")
        body = self._sent.get(method.name)
        known = method.name in self._sent
        if body and body.model is None and self._has_bodies:
            body, known = None, False
        members = [*parameters, *(self._request(body) if body else ())]
        input_ = ValueFacts(
            kind=Kind.STRUCTURE, line=method.line, members=tuple(members), complete=known
        )
        returned = [one for one in method.answers if _is_success(one)]
        models = {one.model for one in returned}
        output = self._output(returned[0]) if len(models) == 1 else None
        return OperationFacts(
            name=method.operation,
            line=method.line,
            documentation=method.documentation,
            has_input=bool(members) if known or members else None,
            input=input_ if members else None,
            has_output=output is not None if len(models) == 1 else None,
            output=output,
            http=HttpFacts(
                method=method.name,
                uri=binding.uri,
                status=returned[0].status if len(returned) == 1 else None,
            ),
            errors=self._errors(method),
        )

    def _parameter(self, binding: Binding, location: Location, row: Row) -> MemberFacts:
        member = self._types.member(row)
        if location is Location.URI and binding.bind(member.name) is None:
            expected = f"a label {member.name!r} in {self._uri!r}"
            raise UnreadableError(row.line, expected, "none")
        value = member.value
        if value.kind is Kind.STRING and value.enum is None and location is not Location.URI:
            value = replace(value, kind=Kind.ANY)  # Whatever stands there is text on the wire.
        return replace(member, value=value, location=location, required_in_output=None)

    def _request(self, body: Body) -> list[MemberFacts]:
        value = self._types.structures.get(body.model or "") or body.schema.value
        members = self._held(value, body.model, body.schema.line)
        return [replace(one, required_in_output=None) for one in members]

    def _output(self, answer: Answer) -> ValueFacts | None:
        if answer.model is None:
            return None
        value = self._types.structures.get(answer.model)
        if value is None:
            described = answer.model in self._types
            line = answer.row.line
            value = (
                self._types.named(answer.model, line)
                if described
                else self._schemas.returned(answer.model)
            )
        members = self._held(value, answer.model, answer.row.line)
        members = [replace(one, required=None) for one in members]
        return ValueFacts(kind=Kind.STRUCTURE, line=answer.row.line, members=tuple(members))

    def _held(self, value: ValueFacts, model: str | None, line: int) -> list[MemberFacts]:
        """Return the members that carry a body: its own, or the one that holds it."""
        if value.kind is Kind.STRUCTURE and not (self._has_bodies and model):
            return [
                replace(one, location=Location.BODY, named_on_wire=True)
                for one in value.members or ()
            ]
        if value.kind is Kind.STRUCTURE:
            value = replace(value, members=None, documentation=None, line=line, complete=False)
        name = model or "body"
        payload = Location.PAYLOAD
        return [
            MemberFacts(name=name, value=value, line=line, location=payload, named_on_wire=True)
        ]

    def _errors(self, method: Method) -> tuple[ErrorFacts, ...] | None:
        """Return the errors that the page names; None where it names none of those it lists."""
        listed = [one for one in method.answers if one.status >= _FIRST_ERROR]
        named = [one for one in listed if one.error and one.error not in self._shared]
        return None if listed and not named else tuple(map(self._error, named))

    def _error(self, answer: Answer) -> ErrorFacts:
        value = self._types.structures.get(answer.model or "")
        members = [
            replace(one, location=Location.BODY, required=None)
            for one in (value.members if value else None) or ()
        ]
        return ErrorFacts(
            name=answer.error or "",
            line=answer.row.line,
            documentation=answer.row.documentation,
            status=answer.status,
            members=tuple(members) if value else None,
        )


def _is_success(answer: Answer) -> bool:
    return _FIRST_SUCCESS <= answer.status < _FIRST_REDIRECTION


def _negotiates(location: Location, row: Row) -> bool:
    """Tell whether a header is HTTP's own, which clients set as they like: no member."""
    name, _, required = row.cells
    is_accept = location is Location.HEADER and name[0].lower() == "accept"
    return is_accept and required == ("False",)
