"""Reads boto3's pages in RST, as its documenter writes them and its site publishes the sources.

The grammar is that of botocore's documenters: `botocore.docs.client`, `.paginator` and `.waiter`
write a page's frame, `.method` its sections, `.example` the syntax blocks, `.params` the entries.
A scan by lines reads it; docutils renders the prose alone, since most of it is plain.
"""

import re
from itertools import islice

from generator.model.facts import ErrorFacts, PageKind, Reading, ServiceFacts, ValueFacts
from generator.model.problems import quoted
from generator.readers.boto3 import page as boto3_page
from generator.readers.boto3.page import Side
from generator.readers.boto3.page_text import PageText
from generator.readers.boto3.rst_entries import Span, bullets, parameters, rendered
from generator.readers.unreadable import UnreadableError, reading

RENDITION = "boto3-rst"

_DIRECTIVE = re.compile(r"^\s*\.\. py:(?:method|class|attribute):: ", re.MULTILINE)
_BREADCRUMB = re.compile(r":doc:`([^<`]+) <\.\./\.\./([^>`]+)>` / (\w+) / (\S+)")
_RESOURCE = re.compile(r":doc:`[^<`]+ (?:<index>` / |<[^>`]+>` / Resource / )")
_CONTENTS = re.compile(r"\s*\.\. toctree::")
_ERROR_CLASS = re.compile(r"\.\. py:class:: \w+\.Client\.exceptions\.\w+")
_ASIDE = (
    (_RESOURCE, boto3_page.ASIDE_RESOURCE),
    (_CONTENTS, boto3_page.ASIDE_CONTENTS),
    (_ERROR_CLASS, boto3_page.ASIDE_ERROR),
)
"""What stands above any method on pages that are on no operation."""
_METHOD = re.compile(r"(\s*)\.\. py:method:: (?:(\w+)\.Client\.)?(\w+)\((.*)\)")
_CLASS = re.compile(r"\.\. py:class:: (\w+)\.(Paginator|Waiter)\.(\w+)")
_SEE_ALSO = re.compile(rf"\s*See also: `AWS API Documentation <{boto3_page.GOTO}>`_")
_DEPRECATED = re.compile(rf"\.\. danger::\s+{boto3_page.DEPRECATED.pattern}")
_ERROR = re.compile(r"\s*\*\s+:py:class:`\w+\.Client\.exceptions\.(\w+)`")
_REQUEST_SYNTAX = re.compile(r"\s*\*\*Request Syntax\*\*\s*$")
_FIELD = re.compile(r"\s*:(?:type|param|returns?|rtype)\b")

# What lines hold that may match the patterns above.
_CRUMBS = " <../../"
_METHODS = ".. py:method:: "
_LINKS = "See also: `AWS API Documentation <"
_REQUEST = "**Request Syntax**"
_SOMETHING = ":rtype: dict"
_NOTHING = ":returns: None"


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    return ".. py:" in text and _DIRECTIVE.search(text) is not None


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    return reading(file, _Page(text, file).read)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


class _Page:
    """One page and where in it each section stands."""

    def __init__(self, text: str, file: str) -> None:
        self.text = PageText(text)
        self.lines = self.text.lines
        self.file = file
        self.indent = 0
        """How deep the body of the method stands."""
        self.class_subject: str | None = None
        """What a paginator's or waiter's class is called."""
        self.see_also_line: int | None = None
        self.see_also: re.Match[str] | None = None
        """The link to the service's own page, which names the operation."""

    def read(self) -> Reading:
        if reason := self._known_without_operation():
            return Reading(None, aside=f"{self.file}: {reason}")
        start, method = self._find(_METHODS, _METHOD, "a '.. py:method::' line")
        self.indent = len(method[1]) + 2
        self._refuse_second_page(start)
        self._find_see_also(start)
        kind, service = self._frame(method)
        if kind is PageKind.CLIENT and (aside := self._method(start, method).set_aside(self.file)):
            return aside
        return boto3_page.facts(self._parts(kind, service, method[3], start))

    def _known_without_operation(self) -> str | None:
        """Tell by its frame what a page on no method of a client is; prose may hold anything."""
        for line in self.lines:
            if _METHOD.match(line):
                return None
            for pattern, reason in _ASIDE:
                if pattern.match(line):
                    return reason
        return None

    def _find(
        self, words: str, pattern: re.Pattern[str], expected: str
    ) -> tuple[int, re.Match[str]]:
        for found in self.text.matching(words, pattern):
            return found
        raise UnreadableError(len(self.lines), expected, "the end of the page")

    def _first(
        self, words: str, pattern: re.Pattern[str], first: int = 0
    ) -> tuple[int | None, re.Match[str] | None]:
        return next(self.text.matching(words, pattern, first), (None, None))

    def _frame(self, method: re.Match[str]) -> tuple[PageKind, ServiceFacts]:
        _, page_class = self._first(".. py:class:: ", _CLASS)
        crumb_line, crumb = self._first(_CRUMBS, _BREADCRUMB)
        class_name = page_class[1] if page_class else method[2]
        if class_name is None:
            raise UnreadableError(1, "the name of a client class", quoted(method[0]))
        service = ServiceFacts(
            id=crumb[2] if crumb else None,
            class_name=class_name,
            uid=self.see_also[1] if self.see_also else None,
            line=(crumb_line or 0) + 1,
        )
        kind = PageKind(page_class[2].lower()) if page_class else PageKind.CLIENT
        self.class_subject = page_class[3] if page_class else None
        return kind, service

    def _refuse_second_page(self, start: int) -> None:
        methods = self.text.matching(_METHODS, _METHOD, start + 1)
        # Prose that shows such a line stands deeper.
        others = [number for number, method in methods if len(method[1]) < self.indent]
        others += [number for number, _ in self.text.matching(_CRUMBS, _BREADCRUMB, start + 1)]
        if others:
            number = min(others)
            raise UnreadableError(number + 1, "one page a file", quoted(self.lines[number]))

    def _method(self, start: int, method: re.Match[str]) -> boto3_page.Method:
        return boto3_page.Method(
            name=method[3],
            arguments=method[4],
            line=start + 1,
            is_described_as_operation=any(self.text.matching(_LINKS, _SEE_ALSO, start))
            or any(self.text.matching(_REQUEST, _REQUEST_SYNTAX, start)),
            has_fields=any(map(_FIELD.match, self.lines[start:])),
        )

    def _heading(self, heading: str, start: int, indent: int | None = None) -> int | None:
        """Find a heading, which stands alone at the method's own depth or two deeper."""
        depths = (self.indent, self.indent + 2) if indent is None else (indent,)
        for number in self.text.holding(heading, start):
            line = self.lines[number]
            if line.strip() == heading and _indent(line) in depths:
                return number
        return None

    def _parts(
        self, kind: PageKind, service: ServiceFacts, method: str, start: int
    ) -> boto3_page.Parts:
        request = self._heading(_REQUEST, self.see_also_line or start)
        if request is None:
            raise UnreadableError(start + 1, "a '**Request Syntax**' section", "none")
        end = self.see_also_line if self.see_also_line is not None else request
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
            wire_name=self.see_also[2] if self.see_also else None,
            factory=self._factory() if kind is PageKind.PAGINATOR else None,
            polls=polls,
            documentation=rendered(_DEPRECATED.sub("", prose)) if kind is PageKind.CLIENT else None,
            deprecated=_DEPRECATED.search(prose) is not None,
            request=self._request(request, returns),
            response=None if no_output or is_waiter else self._response(returns, errors_line),
            errors=errors,
        )

    def _find_see_also(self, start: int) -> None:
        """Find the link right above the request; prose may hold others like it."""
        for number, match in self.text.matching(_LINKS, _SEE_ALSO, start):
            self.see_also_line, self.see_also = number, match
            following = filter(None, map(str.strip, self.lines[number + 1 :]))
            if next(following, _REQUEST) == _REQUEST:
                return
            self.see_also_line, self.see_also = None, None

    def _factory(self) -> str:
        _, factory = self._find("client.get_", boto3_page.FACTORY, boto3_page.A_FACTORY)
        return factory[1]

    def _syntax(self, heading: int) -> tuple[ValueFacts | None, int]:
        """Read the literal block below a heading; None where a notice stands in its place."""
        opening = heading + 1
        while opening < len(self.lines) and not self.lines[opening].strip():
            opening += 1
        if opening == len(self.lines) or self.lines[opening].strip() != "::":
            found = quoted(self.lines[opening]) if opening < len(self.lines) else "the end"
            raise UnreadableError(opening + 1, "a literal block ('::')", found)
        inside = " " * (_indent(self.lines[opening]) + 1)
        end = opening + 1
        # A notice in place of the next section is indented as the block is, below a heading.
        while end < len(self.lines) and (
            not (line := self.lines[end]).strip()
            or (line.startswith(inside) and not line.lstrip().startswith("**"))
        ):
            end += 1
        text = "\n".join(self.lines[opening + 1 : end])
        return boto3_page.shown_in(text, opening + 2), end

    def _span(self, first: int, end: int) -> Span:
        return Span(first, self.lines[first:end])

    def _returns(self, start: int) -> tuple[int, bool]:
        """Find where the parameters end, and whether the page says that nothing is returned."""
        ends = [
            (number, words == _NOTHING)
            for words in (_SOMETHING, _NOTHING)
            for number in self.text.holding(" " * self.indent + words, start)
            if self.lines[number].rstrip() == " " * self.indent + words
        ]
        for number, is_nothing in sorted(ends):
            if not is_nothing or self._is_last_of_method(number):
                return number, is_nothing
        raise UnreadableError(
            len(self.lines), f"'{_SOMETHING}' or '{_NOTHING}'", "the end of the page"
        )

    def _is_last_of_method(self, number: int) -> bool:
        """Tell whether nothing follows a line but the headings of errors and examples."""
        following = filter(None, map(str.strip, self.lines[number + 1 :]))
        return next(following, "**").startswith("**")

    def _errors(self, start: int) -> tuple[int, list[ErrorFacts]]:
        """Return the line where the response's description ends, and the errors listed there."""
        examples = self._heading("**Examples**", start, self.indent)
        end = len(self.lines) if examples is None else examples
        listed = self._heading("**Exceptions**", start, self.indent)
        if listed is not None and listed > end:
            listed = None  # One of the examples speaks of them.
        errors: dict[int, ErrorFacts] = {}
        for number, error in self.text.matching(".Client.exceptions.", _ERROR, start):
            if listed is not None and listed < number < end:
                errors[number] = ErrorFacts(name=error[1], line=number + 1)
            elif number < end and _indent(self.lines[number]) == self.indent:
                found = quoted(self.lines[number])
                raise UnreadableError(number + 1, "the heading '**Exceptions**' above", found)
        for number in range(end if listed is None else listed + 1, end):
            if number not in errors and self.lines[number].strip():
                found = quoted(self.lines[number])
                raise UnreadableError(number + 1, "an error of the list", found)
        return end if listed is None else listed, list(errors.values())

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
    """Tell whether a notice stands in place of the first entry; below one, its words are prose."""
    said = list(islice((line.strip() for line in span.lines if line.strip()), 4))
    return boto3_page.TOO_LARGE in said and not said[0].startswith((":type ", "- "))
