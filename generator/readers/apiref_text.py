"""Reads pages of AWS API References as web-page extractors flatten them, with blocks kept apart.

A page is about one operation or one data type. Syntax blocks keep their braces, names of members
and errors stand on lines of their own, and empty lines divide the blocks. Not read: pages without
empty lines, bodies in XML, and pages of query protocols, which have no syntax blocks.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from generator.model.documentation import from_plain
from generator.model.facts import (
    HttpFacts,
    MemberFacts,
    OperationFacts,
    PageFacts,
    PageKind,
    Reading,
    ServiceFacts,
    ValueFacts,
)
from generator.model.kinds import Kind
from generator.model.problems import Problem, quoted
from generator.readers.apiref_http import Binding, is_member_name
from generator.readers.apiref_lines import ErrorLines, MemberLines
from generator.readers.apiref_members import Described, Joiner, Side
from generator.readers.apiref_outline import BODY_SECTIONS, URI_SECTIONS, Outline, has_outline
from generator.readers.syntax import (
    HttpRequest,
    HttpResponse,
    parse_http_request,
    parse_http_response,
    parse_json,
)
from generator.readers.unreadable import UnreadableError

RENDITION = "apiref-text"

_TYPE_COVERS = ("structure", "required", "enums", "constraints", "docs")
_COVERS = {
    PageKind.OPERATION: (*_TYPE_COVERS[:-1], "binding", "errors", "docs"),
    PageKind.TYPE: _TYPE_COVERS,
}
_ADVICE = "the page is cut short, contradicts itself or has a new layout; fetch it again"

_T = TypeVar("_T")


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    return has_outline(text)


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    page = _Page(text, file)
    facts = page.attempt(page.read)
    return Reading(None, tuple(sorted(page.problems))) if page.problems else Reading(facts)


class _Shown(NamedTuple):
    """What a syntax block shows."""

    line: int
    http: HttpRequest | HttpResponse | None
    """None where there is only a body, as in protocols that bind nothing to HTTP."""
    binding: Binding
    body: ValueFacts


class _Message(NamedTuple):
    """What a page states about a request or a response."""

    shown: _Shown | None
    members: tuple[MemberFacts, ...]

    @property
    def value(self) -> ValueFacts | None:
        """The members as a structure; None where there are none."""
        if self.shown is None or not self.members:
            return None
        return ValueFacts(kind=Kind.STRUCTURE, line=self.shown.line, members=self.members)


class _Page:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []

    def report(self, line: int, expected: str, found: str) -> None:
        self.problems.append(Problem(self.file, line, expected, found, _ADVICE))

    def attempt(self, read: Callable[[], _T]) -> _T | None:
        """Read a part of the page; where it can't be read, others still can."""
        try:
            return read()
        except UnreadableError as error:
            self.report(error.line, error.expected, error.found)
            return None

    def read(self) -> PageFacts:
        outline = Outline(self.text, self.report)
        is_type = outline.kind is PageKind.TYPE
        return PageFacts(
            file=self.file,
            rendition=RENDITION,
            kind=outline.kind,
            subject=outline.title.name,
            covers=_COVERS[outline.kind],
            plain=True,
            service=ServiceFacts(title=outline.title.service, line=outline.title.line),
            operations=() if is_type else self._operation(outline),
            types=(self._type(outline),) if is_type else (),
        )

    def _type(self, outline: Outline) -> ValueFacts:
        lines = MemberLines(frozenset(), self.report)
        described = lines.read(outline.contents())
        return ValueFacts(
            kind=Kind.STRUCTURE,
            line=outline.title.line,
            name=outline.title.name,
            documentation=_documentation(outline),
            members=tuple(Joiner("type", self.report).contents(described)),
            union=lines.union or None,
        )

    def _operation(self, outline: Outline) -> tuple[OperationFacts, ...]:
        request = self.attempt(lambda: self._request(outline))
        response = self.attempt(lambda: self._response(outline))
        errors = ErrorLines(self.report).read(outline.lines("Errors"))
        if request is None or response is None:
            return ()
        facts = OperationFacts(
            name=outline.title.name,
            line=outline.title.line,
            documentation=_documentation(outline),
            has_input=request.value is not None,
            input=request.value,
            has_output=response.value is not None,
            output=response.value,
            http=_http(request.shown, response.shown),
            errors=errors if "Errors" in outline else None,
        )
        return (facts,)

    def _request(self, outline: Outline) -> _Message:
        shown = _shown(outline, "Request Syntax", parse_http_request)
        binding = shown.binding if shown else Binding()
        payload = frozenset([binding.payload] if binding.payload else [])
        bound = self._described(outline, URI_SECTIONS, binding.names, typed=False)
        body = self._described(outline, BODY_SECTIONS, payload)
        if payload:
            return self._message("request", shown, [*bound, *body], [])
        return self._message("request", shown, bound, body)

    def _response(self, outline: Outline) -> _Message:
        shown = _shown(outline, "Response Syntax", parse_http_response)
        names = shown.binding.names if shown else frozenset[str]()
        described = self._described(outline, ["Response Elements"], names)
        bound = [member for member in described if member.name in names]
        body = [member for member in described if member.name not in names]
        return self._message("response", shown, bound, body)

    def _described(
        self,
        outline: Outline,
        headings: Sequence[str],
        names: frozenset[str],
        *,
        typed: bool = True,
    ) -> list[Described]:
        described: list[Described] = []
        for heading in headings:
            lines = MemberLines(names, self.report, typed=typed)
            described += lines.read(outline.lines(heading))
        return described

    def _message(
        self,
        side: Side,
        shown: _Shown | None,
        bound: Sequence[Described],
        body: Sequence[Described],
    ) -> _Message:
        """Join a side's syntax block to the descriptions of members outside and inside its body."""
        if shown is None:
            for member in (*bound, *body)[:1]:
                expected = f"a section '{side.capitalize()} Syntax' that shows the member"
                self.report(member.line, expected, f"only the description of {member.name!r}")
            return _Message(None, ())
        joiner = Joiner(side, self.report)
        members = joiner.bound(shown.binding, bound, shown.line)
        outside = {member.name for member in members}
        for member in body:
            if member.name in outside:
                found = f"{member.name!r} again"
                self.report(member.line, "each member once, outside the body or in it", found)
        return _Message(shown, (*members, *joiner.body(shown.body, body)))


def _documentation(outline: Outline) -> str | None:
    return from_plain(line.text for line in outline.description) or None


def _shown(
    outline: Outline, heading: str, parse: Callable[[str, int], HttpRequest | HttpResponse]
) -> _Shown | None:
    """Read a syntax block; None where there is none.

    Raises:
        UnreadableError: Where it does not follow the grammar.
    """
    if heading not in outline:
        return None
    text, line = outline.block(heading)
    if text.startswith("{") and not outline.is_rest:
        return _Shown(line, None, Binding(), parse_json(text, line))
    http = parse(text, line)
    body = http.body.strip()
    if body.startswith("<"):
        raise UnreadableError(http.body_line, "a body in JSON", quoted(body))
    uri = http.uri if isinstance(http, HttpRequest) else ""
    payload = body if is_member_name(body) else None
    value = ValueFacts(kind=Kind.DICT, line=line)
    if body and payload is None:
        value = parse_json(http.body, http.body_line)
    return _Shown(line, http, Binding(uri, http.headers, payload), value)


def _http(request: _Shown | None, response: _Shown | None) -> HttpFacts | None:
    if request is None or not isinstance(request.http, HttpRequest):
        return None
    headers = request.http.headers
    types = [text for name, text in headers if name.lower() == "content-type" and "/" in text]
    answer = response.http if response else None
    return HttpFacts(
        method=request.http.method,
        uri=request.binding.uri,
        content_type=types[0] if types else None,
        status=answer.status if isinstance(answer, HttpResponse) else None,
    )
