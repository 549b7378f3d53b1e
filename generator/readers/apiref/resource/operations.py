"""Operations of a resource in AWS API References: its HTTP methods that have an operation's name.

The model of a request or a response is either the input or the output itself, member by member, or
a body that these hold in a member of its own. A guide shows which it means by its errors: where
models are named as errors are, they are the shapes themselves; where errors are named apart, in the
prose, models are only bodies.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

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
from generator.readers.apiref.document import Report
from generator.readers.apiref.http import Binding
from generator.readers.apiref.resource.methods import Answer, Method
from generator.readers.apiref.resource.outline import Row
from generator.readers.apiref.resource.schemas import Body, Call, Schemas
from generator.readers.apiref.resource.types import Types
from generator.readers.unreadable import UnreadableError


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
            if one.error and one.error == one.model:
                statuses.setdefault(one.error, set()).add(one.status)
        self._shared = {name for name, found in statuses.items() if len(found) > 1}
        """What is called an error and is returned with several statuses: a body of many errors."""

    @cached_property
    def operations(self) -> tuple[OperationFacts, ...]:
        """Each operation that can be read."""
        return tuple(self._readable())

    def _readable(self) -> Iterator[OperationFacts]:
        uris: list[str] = []
        for method in self._methods:
            try:
                operation = self._operation(method)
            except UnreadableError as error:
                self._report(error.line, error.expected, error.found)
                continue
            uris.append(operation.http.uri if operation.http else self._uri)
            if uris[-1] != uris[0]:
                self._report(method.line, f"path parameters that make {uris[0]!r}", uris[-1])
            yield operation

    @property
    def uri(self) -> str:
        """The URI, all labels in braces that the parameters of an operation name."""
        https = [operation.http for operation in self.operations]
        return next((http.uri for http in https if http), self._uri)

    @property
    def shapes(self) -> tuple[ValueFacts, ...]:
        """The structures of the page but for those that are errors."""
        answers = [answer for method in self._methods for answer in method.answers]
        errors = {answer.model for answer in answers if answer.error == answer.model}
        structures = self._types.structures.items()
        return tuple(value for name, value in structures if name not in errors)

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
        known = method.name in self._sent and not (body and self._is_unnamed(body))
        if not known:
            body = None
        members = [*parameters, *(self._request(body) if body else ())]
        input_ = ValueFacts(
            kind=Kind.STRUCTURE, line=method.line, members=tuple(members), complete=known
        )
        returned = [one for one in method.answers if one.is_success]
        if not returned:
            raise UnreadableError(method.line, "a response that tells of success", "none")
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

    def _is_unnamed(self, body: Body) -> bool:
        """Tell whether a body needs a member to hold it, and has no model to name that after."""
        is_flat = body.schema.value.kind is Kind.STRUCTURE and not self._has_bodies
        return body.model is None and not is_flat

    def _request(self, body: Body) -> list[MemberFacts]:
        value = self._types.structures.get(body.model or "") or body.schema.value
        members = self._held(value, body.model, body.schema.line)
        return [replace(one, required_in_output=None) for one in members]

    def _output(self, answer: Answer) -> ValueFacts | None:
        if answer.model is None:
            return None
        line = answer.row.line
        value = self._types.structures.get(answer.model)
        if value is None and answer.model in self._types:
            value = self._types.named(answer.model, line)
        elif value is None:
            value = self._schemas.returned(answer.model, line)
        members = self._held(value, answer.model, line)
        members = [replace(one, required=None) for one in members]
        return ValueFacts(kind=Kind.STRUCTURE, line=line, members=tuple(members))

    def _held(self, value: ValueFacts, model: str | None, line: int) -> list[MemberFacts]:
        """Return the members that carry a body: its own, or the one that holds it."""
        is_structure = value.kind is Kind.STRUCTURE
        if model is None or (is_structure and not self._has_bodies):
            body = Location.BODY
            return [replace(one, location=body, named_on_wire=True) for one in value.members or ()]
        if is_structure:
            value = ValueFacts(kind=Kind.STRUCTURE, line=line, name=model, complete=False)
        payload = Location.PAYLOAD
        return [
            MemberFacts(name=model, value=value, line=line, location=payload, named_on_wire=True)
        ]

    def _errors(self, method: Method) -> tuple[ErrorFacts, ...] | None:
        """Return the errors that the page names; None where it names none of those it lists."""
        listed = [one for one in method.answers if one.is_error]
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
            documentation=answer.row.cells[-1].documentation,
            status=answer.status,
            members=tuple(members) if value else None,
        )


def _negotiates(location: Location, row: Row) -> bool:
    """Tell whether a header is HTTP's own, which clients set as they like: no member."""
    name, _, required, _ = (" ".join(cell.lines) for cell in row.cells)
    return location is Location.HEADER and name.lower() == "accept" and required == "False"
