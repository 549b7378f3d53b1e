"""Reads boto3's pages in RST, as its documenter writes them and its site publishes the sources.

The grammar is that of botocore's documenters: `botocore.docs.client`, `.paginator` and `.waiter`
write a page's frame, `.method` its sections, `.example` the syntax blocks, `.params` the entries.
A scan by lines reads it; docutils renders the prose alone, since most of it is plain.
"""

import re

from generator.model.facts import ErrorFacts, PageKind, Reading, ServiceFacts, ValueFacts
from generator.model.problems import quoted
from generator.readers import boto3_page
from generator.readers.boto3_page import Side
from generator.readers.boto3_rst_entries import Span, bullets, parameters, rendered
from generator.readers.unreadable import UnreadableError, reading

RENDITION = "boto3-rst"

_BREADCRUMB = re.compile(r":doc:`([^<`]+) <\.\./\.\./([^>`]+)>` / (\w+) / (\S+)")
_RESOURCE = re.compile(r":doc:`[^<`]+ <index>` / ")
_CONTENTS = re.compile(r"\s*\.\. toctree::")
_METHOD = re.compile(r"(\s*)\.\. py:method:: (?:(\w+)\.Client\.)?(\w+)\((.*)\)")
_CLASS = re.compile(r"\.\. py:class:: (\w+)\.(Paginator|Waiter)\.(\w+)")
_SEE_ALSO = re.compile(rf"\s*See also: `AWS API Documentation <{boto3_page.GOTO}>`_")
_DEPRECATED = re.compile(rf"\.\. danger::\s+{boto3_page.DEPRECATED.pattern}")
_ERROR = re.compile(r"\s*\*\s+:py:class:`\w+\.Client\.exceptions\.(\w+)`")
_FIELD = re.compile(r"\s*:(?:type|param|returns?|rtype)\b")


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    return re.search(r"^\s*\.\. py:(?:method|class|attribute):: ", text, re.MULTILINE) is not None


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    return reading(file, _Page(text.split("\n"), file).read)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_inside_block(line: str, depth: int) -> bool:
    """Tell whether a line belongs to the literal block below a `::` at some depth.

    A notice in place of the next section is indented as the block is, with a heading of its own.
    """
    return not line.strip() or (_indent(line) > depth and not line.lstrip().startswith("**"))


class _Page:
    """One page and where in it each section stands."""

    def __init__(self, lines: list[str], file: str) -> None:
        self.lines = lines
        self.file = file
        self.indent = 0
        """How deep the body of the method stands."""
        self.class_subject: str | None = None
        """What a paginator's or waiter's class is called."""

    def read(self) -> Reading:
        if any(map(_RESOURCE.match, self.lines)):
            return Reading(None, aside=f"{self.file}: {boto3_page.ASIDE_RESOURCE}")
        if any(map(_CONTENTS.match, self.lines)):
            return Reading(None, aside=f"{self.file}: {boto3_page.ASIDE_CONTENTS}")
        start, method = self._find(_METHOD, 0, "a '.. py:method::' line")
        self._refuse_second_page(start)
        self.indent = len(method[1]) + 2
        kind, service = self._frame(method)
        if kind is PageKind.CLIENT and (aside := self._method(start, method).set_aside(self.file)):
            return aside
        return boto3_page.facts(self._parts(kind, service, method[3], start))

    def _find(
        self, pattern: re.Pattern[str], start: int, expected: str
    ) -> tuple[int, re.Match[str]]:
        for number in range(start, len(self.lines)):
            match = pattern.match(self.lines[number])
            if match:
                return number, match
        raise UnreadableError(len(self.lines), expected, "the end of the page")

    def _frame(self, method: re.Match[str]) -> tuple[PageKind, ServiceFacts]:
        page_class = next(filter(None, map(_CLASS.match, self.lines)), None)
        crumb_line, crumb = next(
            ((n, m) for n, line in enumerate(self.lines) if (m := _BREADCRUMB.match(line))),
            (0, None),
        )
        class_name = page_class[1] if page_class else method[2]
        if class_name is None:
            raise UnreadableError(1, "the name of a client class", quoted(method[0]))
        see_also = next(filter(None, map(_SEE_ALSO.match, self.lines)), None)
        service = ServiceFacts(
            id=crumb[2] if crumb else None,
            class_name=class_name,
            uid=see_also[1] if see_also else None,
            line=crumb_line + 1,
        )
        kind = PageKind(page_class[2].lower()) if page_class else PageKind.CLIENT
        self.class_subject = page_class[3] if page_class else None
        return kind, service

    def _refuse_second_page(self, start: int) -> None:
        for number in range(start + 1, len(self.lines)):
            line = self.lines[number]
            if _METHOD.match(line) or _BREADCRUMB.match(line):
                raise UnreadableError(number + 1, "one page a file", quoted(line))

    def _method(self, start: int, method: re.Match[str]) -> boto3_page.Method:
        lines = self.lines[start:]
        return boto3_page.Method(
            name=method[3],
            arguments=method[4],
            line=start + 1,
            is_described_as_operation=any(
                _SEE_ALSO.match(line) or line.strip() == "**Request Syntax**" for line in lines
            ),
            has_fields=any(map(_FIELD.match, lines)),
        )

    def _heading(self, heading: str, start: int, indent: int | None = None) -> int | None:
        """Find a heading, which stands alone at the method's own depth or two deeper."""
        depths = (self.indent, self.indent + 2) if indent is None else (indent,)
        for number in range(start, len(self.lines)):
            line = self.lines[number]
            if line.strip() == heading and _indent(line) in depths:
                return number
        return None

    def _parts(
        self, kind: PageKind, service: ServiceFacts, method: str, start: int
    ) -> boto3_page.Parts:
        see_also_line, see_also = self._see_also(start)
        request = self._heading("**Request Syntax**", start)
        if request is None:
            raise UnreadableError(start + 1, "a '**Request Syntax**' section", "none")
        end = see_also_line if see_also_line is not None else request
        prose = "\n".join(self.lines[start + 1 : end])
        is_waiter = kind is PageKind.WAITER
        polls = boto3_page.polls_in(prose, start + 2) if is_waiter else None
        returns, no_output = self._returns(request)
        errors_line, errors = self._errors(returns)
        return boto3_page.Parts(
            file=self.file,
            rendition=RENDITION,
            kind=kind,
            service=service,
            method=method,
            line=start + 1,
            class_subject=self.class_subject,
            wire_name=see_also[2] if see_also else None,
            factory=self._factory() if kind is PageKind.PAGINATOR else None,
            polls=polls,
            documentation=rendered(_DEPRECATED.sub("", prose)),
            deprecated=_DEPRECATED.search(prose) is not None,
            request=self._request(request, returns),
            response=None if no_output or is_waiter else self._response(returns, errors_line),
            errors=errors,
        )

    def _see_also(self, start: int) -> tuple[int | None, re.Match[str] | None]:
        for number in range(start, len(self.lines)):
            match = _SEE_ALSO.match(self.lines[number])
            if match:
                return number, match
        return None, None

    def _factory(self) -> str:
        _, factory = self._find(boto3_page.FACTORY, 0, boto3_page.A_FACTORY)
        return factory[1]

    def _syntax(self, heading: int) -> tuple[ValueFacts | None, int]:
        """Read the literal block below a heading; None where a notice stands in its place."""
        opening = heading + 1
        while opening < len(self.lines) and not self.lines[opening].strip():
            opening += 1
        if opening == len(self.lines) or self.lines[opening].strip() != "::":
            found = quoted(self.lines[opening]) if opening < len(self.lines) else "the end"
            raise UnreadableError(opening + 1, "a literal block ('::')", found)
        depth = _indent(self.lines[opening])
        end = opening + 1
        while end < len(self.lines) and _is_inside_block(self.lines[end], depth):
            end += 1
        text = "\n".join(self.lines[opening + 1 : end])
        return boto3_page.shown_in(text, opening + 2), end

    def _span(self, first: int, end: int) -> Span:
        return Span(first, self.lines[first:end])

    def _returns(self, start: int) -> tuple[int, bool]:
        """Find where the parameters end, and whether the page says that nothing is returned."""
        number, match = self._find(
            re.compile(rf" {{{self.indent}}}:(rtype: dict|returns: None)\s*$"),
            start,
            "':rtype: dict' or ':returns: None'",
        )
        return number, match[1] == "returns: None"

    def _errors(self, start: int) -> tuple[int, list[ErrorFacts]]:
        """Return the line where the response's description ends, and the errors listed there."""
        listed = self._heading("**Exceptions**", start, self.indent)
        examples = self._heading("**Examples**", start, self.indent)
        end = len(self.lines) if examples is None else examples
        errors: list[ErrorFacts] = []
        for number in range(start, end):
            line = self.lines[number]
            error = _ERROR.match(line)
            if error and listed is not None and number > listed:
                errors.append(ErrorFacts(name=error[1], line=number + 1))
            elif error:
                raise UnreadableError(
                    number + 1, "the heading '**Exceptions**' above", quoted(line)
                )
            elif listed is not None and number > listed and line.strip():
                raise UnreadableError(number + 1, "an error of the list", quoted(line))
        return end if listed is None else listed, errors

    def _request(self, request: int, returns: int) -> Side:
        shown, end = self._syntax(request)
        span = self._span(end, returns)
        return Side(shown, None if _is_too_large(span) else parameters(span))

    def _response(self, returns: int, end: int) -> Side:
        syntax = self._heading("**Response Syntax**", returns)
        structure = self._heading("**Response Structure**", returns)
        if syntax is None or structure is None:
            missing = "Response Syntax" if syntax is None else "Response Structure"
            raise UnreadableError(
                len(self.lines), f"a '**{missing}**' section", "the end of the page"
            )
        shown, _ = self._syntax(syntax)
        span = self._span(structure + 1, end)
        if _is_too_large(span):
            return Side(shown, None)
        entries = bullets(span, required=None)
        return boto3_page.described_response(shown, entries, structure + 1)


def _is_too_large(span: Span) -> bool:
    return any(boto3_page.TOO_LARGE in line for line in span.lines)
