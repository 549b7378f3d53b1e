"""What a page of an API Reference states, in whatever rendition: its document becomes facts."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from generator.model.facts import (
    ErrorFacts,
    HttpFacts,
    Location,
    MemberFacts,
    OperationFacts,
    PageFacts,
    PageKind,
    Reading,
    ServiceFacts,
    ValueFacts,
)
from generator.model.kinds import Kind
from generator.readers.apiref.attempts import Attempts
from generator.readers.apiref.described import Described, Descriptions, Expected
from generator.readers.apiref.document import (
    BODY_SECTIONS,
    CONTENTS,
    ERRORS,
    REQUEST_SYNTAX,
    RESPONSE_ELEMENTS,
    RESPONSE_SYNTAX,
    URI_SECTIONS,
    Document,
    documentation_of,
)
from generator.readers.apiref.errors import ErrorSection
from generator.readers.apiref.guide import is_common_errors, reason_aside
from generator.readers.apiref.layout import check_layout, is_rest
from generator.readers.apiref.members import Joiner, Side
from generator.readers.apiref.protocol import (
    as_on_wire,
    is_on_wire,
    protocol_facts,
    without_markers,
)
from generator.readers.apiref.syntax import Shown, parse_block
from generator.readers.syntax.http import HttpRequest, HttpResponse
from generator.readers.unreadable import UnreadableError

_TYPE_COVERS = ("structure", "required", "enums", "constraints", "docs")
_COVERS = {
    PageKind.OPERATION: (*_TYPE_COVERS[:-1], "binding", "errors", "docs"),
    PageKind.TYPE: _TYPE_COVERS,
    PageKind.COMMON_ERRORS: ("errors", "docs"),
}
_ROOT_SUFFIXES = ("Request", "Input", "Response", "Result", "Output")
"""What stands behind an operation's name where the root element is that of the whole side."""

_USES = "The request uses the following URI parameters"

_T = TypeVar("_T")


def read(make: Callable[["Reader"], Document], file: str, rendition: str) -> Reading:
    """Read a page.

    Args:
        make: Returns the page as a document, and reports what keeps parts of it from being read.
        file: Its name, for messages.
        rendition: Its rendition.
    """
    reader = Reader(file)
    document = reader.attempt(lambda: make(reader))
    reason = reason_aside(document) if document else None
    if reason is not None:
        return Reading(None, aside=f"{file}: {reason}")
    facts = reader.attempt(lambda: reader.read(document, rendition)) if document else None
    return Reading(None, tuple(sorted(reader.problems))) if reader.problems else Reading(facts)


class Reader(Attempts):
    """Reads documents and gathers what keeps them from being read.

    Args:
        file: The page's name, for messages.
    """

    def read(self, document: Document, rendition: str) -> PageFacts:
        """Return what a document states."""
        kind = _kind(document)
        if kind is not PageKind.COMMON_ERRORS:
            check_layout(document, self.report)
        request = response = None
        if kind is PageKind.OPERATION:
            request = self.attempt(lambda: _shown(document, REQUEST_SYNTAX))
            response = self.attempt(lambda: _shown(document, RESPONSE_SYNTAX))
        service = ServiceFacts(title=document.service_title, uid=document.uid, line=document.line)
        operations: tuple[OperationFacts, ...] = ()
        if kind is PageKind.OPERATION and not self.problems:
            service = protocol_facts(document, request, response, service)
            operations = _Operation(document, service, request, response, self).facts()
        return PageFacts(
            file=self.file,
            rendition=rendition,
            kind=kind,
            subject=document.name,
            covers=tuple(
                sort for sort in _COVERS[kind] if sort != "errors" or not document.errors_lost
            ),
            plain=document.plain,
            service=service,
            url=document.url,
            operations=operations,
            types=(self._type(document),) if kind is PageKind.TYPE else (),
            common_errors=self._errors(document) if kind is PageKind.COMMON_ERRORS else None,
        )

    def _errors(self, document: Document) -> tuple[ErrorFacts, ...]:
        """Return the errors of every operation, each of which has a status."""
        errors = ErrorSection(document.parts(ERRORS), self.report).errors
        if not errors:
            self.report(document.line, "the description of an error", "none")
        for error in errors:
            if error.status is None:
                expected = f"a line `HTTP Status Code: ...` in the description of {error.name!r}"
                self.report(error.line, expected, "none")
        return tuple(errors)

    def _type(self, document: Document) -> ValueFacts:
        parts = document.parts(CONTENTS)
        described = Descriptions(parts, Expected(requires=True), self.report)
        members = described.members
        if is_on_wire(document, members):
            members = as_on_wire(members)
        return ValueFacts(
            kind=Kind.STRUCTURE,
            line=document.line,
            name=document.name,
            documentation=documentation_of(document.description),
            members=tuple(Joiner("type", self.report).undepicted(members, None)),
            union=described.union or None,
        )


def _kind(document: Document) -> PageKind:
    if is_common_errors(document.name):
        return PageKind.COMMON_ERRORS
    return PageKind.TYPE if document.is_type else PageKind.OPERATION


def _shown(document: Document, heading: str) -> Shown | None:
    """Read a syntax block; None where there is none.

    Raises:
        UnreadableError: Where it does not follow its grammar.
    """
    section = document.sections.get(heading)
    if section is None:
        return None
    block = section.code
    if block is None or block.code is None:
        raise UnreadableError(section.line, f"a block of code below {heading!r}", "none")
    return parse_block(
        block.code,
        block.line,
        is_response=heading == RESPONSE_SYNTAX,
        is_http=is_rest(document),
    )


class _Operation:
    """Joins all that a page says of its operation."""

    def __init__(
        self,
        document: Document,
        service: ServiceFacts,
        request: Shown | None,
        response: Shown | None,
        reader: Reader,
    ) -> None:
        self.document = document
        self.protocol = service.protocol
        self.request = request
        self.response = response
        self.reader = reader

    def facts(self) -> tuple[OperationFacts, ...]:
        """Return the operation; nothing where it can't be read."""
        given = self.reader.attempt(self._input)
        returned = self.reader.attempt(self._output)
        errors = ErrorSection(self.document.parts(ERRORS), self.reader.report).errors
        if self.reader.problems:
            return ()
        operation = OperationFacts(
            name=self.document.name,
            line=self.document.line,
            documentation=documentation_of(self.document.description),
            has_input=given is not None,
            input=given,
            has_output=returned is not None,
            output=returned,
            http=self._http(),
            errors=tuple(errors) if self._lists_errors else None,
        )
        return (operation,)

    @property
    def _lists_errors(self) -> bool:
        return ERRORS in self.document.sections and not self.document.errors_lost

    def _http(self) -> HttpFacts | None:
        shown = self.request
        if shown is None or not isinstance(shown.http, HttpRequest):
            return None
        content_type = shown.headers.get("content-type", "")
        answer = self.response.http if self.response else None
        return HttpFacts(
            method=shown.http.method,
            uri=shown.binding.uri,
            content_type=content_type if "/" in content_type else None,
            status=answer.status if isinstance(answer, HttpResponse) else None,
            host_prefix=shown.host.prefix if shown.host else None,
        )

    def _input(self) -> ValueFacts | None:
        bound: list[Described] = []
        body: list[Described] = []
        names = self.request.binding.names if self.request else frozenset[str]()
        payload = self.request.binding.payload if self.request else None
        for heading in URI_SECTIONS:
            found = self._described(heading, Expected(names, typed=False))
            self._check_described(heading, found)
            bound += found
        for heading in BODY_SECTIONS:
            expected = Expected([payload] if payload else [], requires=True)
            body += self._described(heading, expected)
        if payload is not None:
            bound, body = [*bound, *body], []
        return self._side("request", self.request, bound, body)

    def _check_described(self, heading: str, described: Sequence[Described]) -> None:
        """Report a section that speaks of parameters and has none: it lost their names."""
        for part in self.document.parts(heading):
            if not described and part.text.startswith(_USES):
                self.reader.report(part.line, "the names of the parameters", "none")

    def _output(self) -> ValueFacts | None:
        names = self.response.binding.names if self.response else frozenset[str]()
        described = self._described(RESPONSE_ELEMENTS, Expected(names))
        described = without_markers(described, self.protocol)
        bound = [one for one in described if _is_bound(one, names)]
        body = [one for one in described if not _is_bound(one, names)]
        return self._side("response", self.response, bound, body)

    def _described(self, heading: str, expected: Expected) -> list[Described]:
        parts = self.document.parts(heading)
        return Descriptions(parts, expected, self.reader.report).members

    def _side(
        self,
        side: Side,
        shown: Shown | None,
        bound: Sequence[Described],
        body: Sequence[Described],
    ) -> ValueFacts | None:
        """Join a side's syntax block to the descriptions of members outside and inside its body."""
        joiner = Joiner(side, self.reader.report)
        if shown is None and self.protocol in ("query", "ec2"):
            named = as_on_wire(body) if self.protocol == "ec2" else body
            return _structure(self.document.line, joiner.undepicted(named, None))
        if shown is None:
            for member in (*bound, *body)[:1]:
                expected = f"a section '{side.capitalize()} Syntax' that shows the member"
                found = f"only the description of {member.name.name!r}"
                self.reader.report(member.line, expected, found)
            return None
        outside = joiner.bound(shown.binding, bound, shown.line)
        if shown.host:
            outside = _with_host_label(outside, shown.host.member)
        inside = joiner.body(shown.body, body)
        self._check_once(outside, inside)
        return self._rooted(shown, outside, inside)

    def _check_once(self, outside: Sequence[MemberFacts], inside: Sequence[MemberFacts]) -> None:
        names = {member.name for member in outside}
        for member in inside:
            if member.name in names:
                expected = "each member once, outside the body or in it"
                self.reader.report(member.line, expected, f"{member.name!r} again")

    def _rooted(
        self, shown: Shown, outside: Sequence[MemberFacts], inside: Sequence[MemberFacts]
    ) -> ValueFacts | None:
        """Return a side with its body: in XML, its root is that of the side or of a payload."""
        name, namespace = shown.body.xml_name, shown.body.xml_namespace
        roots = [self.document.name + suffix for suffix in _ROOT_SUFFIXES]
        if name is None or name in roots:
            side = _structure(shown.line, [*outside, *inside])
            return side and replace(side, xml_name=name, xml_namespace=namespace)
        value = _structure(shown.body.line, inside) or shown.body
        payload = MemberFacts(
            name=name,
            value=replace(value, xml_name=name, xml_namespace=namespace),
            line=value.line,
            location=Location.PAYLOAD,
            named_on_wire=True,
        )
        return _structure(shown.line, [*outside, payload])


def _is_bound(member: Described, names: frozenset[str]) -> bool:
    return member.name.name in names or member.name.wire_name in names


def _structure(line: int, members: Sequence[MemberFacts]) -> ValueFacts | None:
    if not members:
        return None
    return ValueFacts(kind=Kind.STRUCTURE, line=line, members=tuple(members))


def _with_host_label(members: Sequence[MemberFacts], label: str) -> list[MemberFacts]:
    return [
        replace(one, host_label=True) if label in (one.name, one.wire_name) else one
        for one in members
    ]
