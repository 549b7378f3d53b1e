"""Reads boto3's pages in RST, as its documenter writes them and its site publishes the sources.

The grammar is that of botocore's documenters: `botocore.docs.client`, `.paginator` and `.waiter`
write a page's frame, `.method` its sections, `.example` the syntax blocks, `.params` the entries.
A scan by lines reads it; docutils renders the prose alone, since most of it is plain.
"""

import re

import msgspec

from generator.model.facts import (
    ErrorFacts,
    OperationFacts,
    PageFacts,
    PageKind,
    Reading,
    ServiceFacts,
    ValueFacts,
    structure_of,
)
from generator.model.kinds import Kind
from generator.model.problems import quoted
from generator.readers.boto3_rst_entries import Span, bullets, parameters, rendered
from generator.readers.entries import Entry, Joiner, described_alone
from generator.readers.syntax import parse_python
from generator.readers.unreadable import UnreadableError, reading

RENDITION = "boto3-rst"

_BREADCRUMB = re.compile(r":doc:`([^<`]+) <\.\./\.\./([^>`]+)>` / (\w+) / (\S+)")
_RESOURCE = re.compile(r":doc:`[^<`]+ <index>` / ")
_CONTENTS = re.compile(r"\s*\.\. toctree::")
_METHOD = re.compile(r"(\s*)\.\. py:method:: (?:(\w+)\.Client\.)?(\w+)\((.*)\)")
_CLASS = re.compile(r"\.\. py:class:: (\w+)\.(Paginator|Waiter)\.(\w+)")
_FACTORY = re.compile(r"\s*(?:paginator|waiter) = client\.get_(?:paginator|waiter)\('(\w+)'\)")
_SEE_ALSO = re.compile(r"\s*See also: `AWS API Documentation <\S*/goto/WebAPI/([^/]+)/(\w+)>`_")
_POLLS = re.compile(
    r"\s*Polls :py:meth:`\w+\.Client\.(\w+)` every (\d{1,9}) seconds until a successful state is"
    r" reached\. An error is raised after (\d{1,9}) failed checks\."
)
_DEPRECATED = re.compile(
    r"\.\. danger::\s+This operation is deprecated and may not function as expected\."
    r" This operation should not be used going forward and is only kept for the purpose of"
    r" backwards compatiblity\."
)
_ERROR = re.compile(r"\s*\*\s+:py:class:`\w+\.Client\.exceptions\.(\w+)`")
_FIELD = re.compile(r"\s*:(?:type|param|returns?|rtype)\b")
_COVERS = {
    PageKind.CLIENT: ("structure", "required", "enums", "errors", "docs"),
    PageKind.PAGINATOR: ("structure", "required", "enums", "docs"),
    PageKind.WAITER: ("structure", "required", "enums", "docs"),
}
_METHODS_OF_EVERY_CLIENT = frozenset(
    {
        "can_paginate",
        "close",
        "generate_presigned_post",
        "generate_presigned_url",
        "get_paginator",
        "get_waiter",
    }
)


_TOO_LARGE = "# This section is too large to render."
_NOT_SHOWN = ValueFacts(kind=Kind.STRUCTURE, complete=False)


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
        self.joiner = Joiner(file)
        self.too_large: list[str] = []
        self.indent = 0
        """How deep the body of the method stands."""
        self.class_subject: str | None = None
        """What a paginator's or waiter's class is called."""

    def read(self) -> Reading:
        if any(map(_RESOURCE.match, self.lines)):
            return Reading(None, aside=f"{self.file}: a page on boto3's resources")
        if any(map(_CONTENTS.match, self.lines)):
            return Reading(None, aside=f"{self.file}: a page that lists others")
        start, method = self._find(_METHOD, 0, "a '.. py:method::' line")
        self._refuse_second_page(start)
        self.indent = len(method[1]) + 2
        kind, service = self._frame(method)
        name = method[3]
        if kind is PageKind.CLIENT and self._is_written_by_hand(start, name, method[4]):
            return self._set_aside(name, start)
        facts = PageFacts(
            file=self.file,
            rendition=RENDITION,
            kind=kind,
            subject=self._subject(kind, name),
            covers=_COVERS[kind],
            service=service,
            operation=self._operation(kind, name, start),
        )
        if self.joiner.problems:
            return Reading(None, tuple(self.joiner.problems))
        return Reading(facts)

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

    def _subject(self, kind: PageKind, method: str) -> str:
        return method if kind is PageKind.CLIENT else self.class_subject or method

    def _refuse_second_page(self, start: int) -> None:
        for number in range(start + 1, len(self.lines)):
            line = self.lines[number]
            if _METHOD.match(line) or _BREADCRUMB.match(line):
                raise UnreadableError(number + 1, "one page a file", quoted(line))

    def _is_written_by_hand(self, start: int, name: str, signature: str) -> bool:
        """Tell a method of boto3's own: no operation, which takes `**kwargs` or nothing."""
        own = name in _METHODS_OF_EVERY_CLIENT or signature not in ("", "**kwargs")
        return own and not any(
            _SEE_ALSO.match(line) or line.strip() == "**Request Syntax**"
            for line in self.lines[start:]
        )

    def _set_aside(self, name: str, start: int) -> Reading:
        if name in _METHODS_OF_EVERY_CLIENT:
            return Reading(None, aside=f"{self.file}: a method of every client")
        if any(_FIELD.match(line) for line in self.lines[start:]):
            return Reading(None, aside=f"{self.file}: a method that boto3 adds by hand")
        raise UnreadableError(start + 1, "the page of an operation", f"the method {name!r}")

    def _heading(self, heading: str, start: int, indent: int | None = None) -> int | None:
        """Find a heading, which stands alone at the method's own depth or two deeper."""
        depths = (self.indent, self.indent + 2) if indent is None else (indent,)
        for number in range(start, len(self.lines)):
            line = self.lines[number]
            if line.strip() == heading and _indent(line) in depths:
                return number
        return None

    def _operation(self, kind: PageKind, method: str, start: int) -> OperationFacts:
        see_also_line, see_also = self._see_also(start)
        request = self._heading("**Request Syntax**", start)
        if request is None:
            raise UnreadableError(start + 1, "a '**Request Syntax**' section", "none")
        end = see_also_line if see_also_line is not None else request
        prose = "\n".join(self.lines[start + 1 : end])
        polls = self._polls(prose, start) if kind is PageKind.WAITER else None
        returns, no_output = self._returns(request)
        errors_line, errors = self._errors(returns)
        input_ = self._input(request, returns)
        is_waiter = kind is PageKind.WAITER
        output = None if no_output or is_waiter else self._output(returns, errors_line)
        return OperationFacts(
            name=see_also[2] if see_also else self._name_without_link(kind, method),
            python_name=self._python_name(kind, method, polls),
            line=start + 1,
            documentation=self._documentation(prose, kind),
            deprecated=_DEPRECATED.search(prose) is not None,
            has_input=input_ is not None,
            input=input_,
            has_output=None if is_waiter else not no_output,
            output=output,
            errors=tuple(errors) if kind is PageKind.CLIENT else None,
            too_large=tuple(self.too_large),
            delay=int(polls[2]) if polls else None,
            max_attempts=int(polls[3]) if polls else None,
        )

    def _polls(self, prose: str, start: int) -> re.Match[str]:
        polls = _POLLS.match(prose.strip())
        if polls is None:
            raise UnreadableError(start + 2, "a sentence on how often the waiter polls", "none")
        return polls

    def _see_also(self, start: int) -> tuple[int | None, re.Match[str] | None]:
        for number in range(start, len(self.lines)):
            match = _SEE_ALSO.match(self.lines[number])
            if match:
                return number, match
        return None, None

    def _name_without_link(self, kind: PageKind, method: str) -> str:
        if kind is PageKind.PAGINATOR and self.class_subject:
            return self.class_subject
        raise UnreadableError(
            1, "a 'See also' link, which names the operation", f"none on the page of {method!r}"
        )

    def _python_name(self, kind: PageKind, method: str, polls: re.Match[str] | None) -> str | None:
        if kind is PageKind.CLIENT:
            return method
        if kind is PageKind.WAITER:
            return polls[1] if polls else None
        _, factory = self._find(_FACTORY, 0, "a line 'paginator = client.get_paginator(...)'")
        return factory[1]

    def _documentation(self, prose: str, kind: PageKind) -> str | None:
        if kind is not PageKind.CLIENT:
            return None  # The sentence is the documenter's, not the service's.
        return rendered(_DEPRECATED.sub("", prose))

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
        if _TOO_LARGE in text:
            self.too_large.append(self.lines[heading].strip(" *"))
            return None, end
        return structure_of(parse_python(text, opening + 2)), end

    def _is_too_large(self, span: Span, section: str) -> bool:
        if not any(_TOO_LARGE in line for line in span.lines):
            return False
        self.too_large.append(section)
        return True

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
        errors: dict[str, ErrorFacts] = {}
        for number in range(start, end):
            line = self.lines[number]
            error = _ERROR.match(line)
            if error and listed is not None and number > listed:
                errors.setdefault(error[1], ErrorFacts(name=error[1], line=number + 1))
            elif error:
                raise UnreadableError(
                    number + 1, "the heading '**Exceptions**' above", quoted(line)
                )
            elif listed is not None and number > listed and line.strip():
                raise UnreadableError(number + 1, "an error of the list", quoted(line))
        return end if listed is None else listed, list(errors.values())

    def _input(self, request: int, returns: int) -> ValueFacts | None:
        shown, end = self._syntax(request)
        span = self._span(end, returns)
        entries = None if self._is_too_large(span, "Parameters") else parameters(span)
        if shown is not None and not shown.members and not entries:
            return None
        return self._joined(shown, entries)

    def _joined(self, shown: ValueFacts | None, entries: list[Entry] | None) -> ValueFacts:
        """Join the two halves of a side, as far as the page has them."""
        if shown is None:
            described = described_alone(entries or ())
            return described if entries is not None else _NOT_SHOWN
        return shown if entries is None else self.joiner.members(shown, entries)

    def _output(self, returns: int, end: int) -> ValueFacts:
        syntax = self._heading("**Response Syntax**", returns)
        structure = self._heading("**Response Structure**", returns)
        if syntax is None or structure is None:
            missing = "Response Syntax" if syntax is None else "Response Structure"
            raise UnreadableError(
                len(self.lines), f"a '**{missing}**' section", "the end of the page"
            )
        shown, _ = self._syntax(syntax)
        span = self._span(structure + 1, end)
        if self._is_too_large(span, "Response Structure"):
            return self._joined(shown, None)
        entries = bullets(span, required=None)
        if not entries:
            raise UnreadableError(structure + 1, "entries that describe the response", "none")
        value = self._joined(shown, entries[0].children)
        return msgspec.structs.replace(value, documentation=entries[0].documentation)
