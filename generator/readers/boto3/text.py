"""Reads boto3's pages as web-page extractors flatten them: without markup and without links.

The syntax blocks keep their braces, so they give the structure; the entries below follow it, and
are read by walking along it. What an extractor dropped is unknown: the operation's wire name, and
often the entries of the parameters, with the marks of those that are required.
"""

import re

from generator.model.facts import ErrorFacts, PageKind, Reading, ServiceFacts, ValueFacts
from generator.model.problems import quoted
from generator.readers.boto3 import page as boto3_page
from generator.readers.boto3.entries import AUTOMATIC
from generator.readers.boto3.page import Side
from generator.readers.boto3.text_entries import parameters, response
from generator.readers.boto3.text_lines import HEAD, Line, Lines, prose, without
from generator.readers.boto3.text_syntax import SYNTAX, call_below, dict_below, without_entries
from generator.readers.unreadable import UnreadableError, reading

RENDITION = "boto3-text"

_CLASS = re.compile(
    r"^(?:class\s+)?(\w+)\.(Client|Paginator|Waiter)\.\s*(\w+)(?=\s*[(¶]|[ \t]*$)", re.MULTILINE
)
_SIGNATURE = re.compile(r"^(?:\w+\.Client\.\s*)?(\w+)\s*\(([^()\n]*)\)\s*¶?", re.MULTILINE)
_ANY_BULLETS = re.compile(r"^[ \t]*(?:[-*+•][ \t]+)?", re.MULTILINE)
_SEE_ALSO = re.compile(r"See also: AWS API Documentation")
_METHODS = {PageKind.PAGINATOR: "paginate", PageKind.WAITER: "wait"}
_GOTO = re.compile(boto3_page.GOTO)
_RETURN_TYPE = re.compile(r"(?:Return type|rtype)\s*:?")
_LABEL = re.compile(r"[Rr]eturns\s*:?|dict|")
_NOTHING = "None"
_ERROR = re.compile(r"\w+\.Client\.exceptions\.(\w+)")
_DANGER = re.compile(rf"(?:Danger\s+)?{boto3_page.DEPRECATED.pattern}")
_NAMED_ARGUMENTS = re.compile(r"\w+(?:=[^,]+)?(?:,\s*\w+(?:=[^,]+)?)*")


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    text = _ANY_BULLETS.sub("", text)
    page_class = _CLASS.search(text)
    return page_class is not None and _SIGNATURE.search(text, page_class.start()) is not None


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    return reading(file, lambda: _Page(text, file).read())


class _Page:
    """One page as uniform lines, and where in them each section stands."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = Lines(text)
        self.text = self.lines.text

    def read(self) -> Reading:
        page_class = _CLASS.search(self.text)
        if page_class is None:
            raise UnreadableError(1, "the name of a client class", quoted(self.lines[0].text))
        kind = PageKind(page_class[2].lower())
        signature = self._signature(kind, page_class)
        request = self.lines.find("Request Syntax", self.lines.at(signature.end()))
        arguments = re.sub(r"\*\*\s+", "**", signature[2].strip())
        method = boto3_page.Method(
            name=signature[1],
            arguments=arguments,
            line=self.lines.number(self.lines.at(signature.start(1))),
            is_described_as_operation=request is not None
            or _SEE_ALSO.search(self.text) is not None,
            has_fields=_NAMED_ARGUMENTS.fullmatch(arguments) is not None,
        )
        if kind is PageKind.CLIENT and (aside := method.set_aside(self.file)):
            return aside
        if request is None:
            raise self._missing("Request Syntax")
        self._refuse_second_page(request + 1)
        return boto3_page.facts(self._parts(kind, page_class, signature, request))

    def _missing(self, heading: str) -> UnreadableError:
        return UnreadableError(
            self.lines.number(len(self.lines)), f"the heading {heading!r}", "the end of the page"
        )

    def _signature(self, kind: PageKind, page_class: re.Match[str]) -> re.Match[str]:
        begins = page_class.start() if kind is PageKind.CLIENT else page_class.end()
        for match in _SIGNATURE.finditer(self.text, begins):
            if kind is PageKind.CLIENT or match[1] == _METHODS[kind]:
                return match
        number = self.lines.number(self.lines.at(begins))
        raise UnreadableError(number, "the signature of a method", quoted(page_class[0]))

    def _refuse_second_page(self, start: int) -> None:
        """Refuse another request, which is another page's; a list of contents may name methods."""
        other = self.lines.find("Request Syntax", start)
        if other is not None:
            line = self.lines[other]
            raise UnreadableError(line.number, "one page a file", quoted(line.text))

    def _parts(
        self,
        kind: PageKind,
        page_class: re.Match[str],
        signature: re.Match[str],
        request: int,
    ) -> boto3_page.Parts:
        description, goto = self._description(signature, request)
        described = "\n".join(line.text for line in description)
        shown, after = call_below(self.lines, request, signature[1])
        errors_at, errors = self._errors(after)
        returns, output = self._output(after, errors_at)
        input_ = self._input(shown, after, returns)
        number = self.lines.number(self.lines.at(page_class.start()))
        return boto3_page.Parts(
            file=self.file,
            rendition=RENDITION,
            kind=kind,
            service=ServiceFacts(
                class_name=page_class[1], uid=goto[1] if goto else None, line=number
            ),
            method=signature[1],
            line=number,
            class_subject=page_class[3],
            wire_name=goto[2] if goto else None,
            factory=self._factory() if kind is PageKind.PAGINATOR else None,
            polls=boto3_page.polls_in(described, number) if kind is PageKind.WAITER else None,
            documentation=(
                prose(without(_DANGER, description)) if kind is PageKind.CLIENT else None
            ),
            deprecated=_DANGER.search(described) is not None,
            request=input_,
            response=output,
            errors=errors or None,  # A list of links alone is what extractors like to drop.
            plain=True,
            marks=any(entry.required for entry in input_.entries or ()),
        )

    def _description(
        self, signature: re.Match[str], request: int
    ) -> tuple[list[Line], re.Match[str] | None]:
        """Return the lines on the operation, and the target of the link below if that is kept."""
        first = self.lines.at(signature.end())
        rest = self.text[signature.end() :].partition("\n")[0]
        lines = [Line(self.lines.number(first), rest), *self.lines[first + 1 : request]]
        end = next((n for n, line in enumerate(lines) if _SEE_ALSO.match(line.text)), len(lines))
        goto = next(filter(None, (_GOTO.search(line.text) for line in lines[end:])), None)
        return lines[:end], goto

    def _factory(self) -> str:
        factory = boto3_page.FACTORY.search(self.text)
        if factory is None:
            raise UnreadableError(1, boto3_page.A_FACTORY, "none")
        return factory[1]

    def _is_too_large(self, start: int, end: int) -> bool:
        return any(line.text.startswith(boto3_page.TOO_LARGE) for line in self.lines[start:end])

    def _input(self, shown: ValueFacts | None, start: int, end: int) -> Side:
        if self._is_too_large(start, end):
            return Side(shown, None)
        if shown is None:
            return Side(None, None, is_lost=True)  # Without the syntax no entry has its place.
        entries = parameters(self.lines[start : self._returns(start, end)], shown)
        if entries is not None:
            return Side(shown, entries)
        is_complete = not any(AUTOMATIC.search(line.text) for line in self.lines[start:end])
        return Side(without_entries(shown, is_complete=is_complete), None, is_lost=True)

    def _returns(self, start: int, end: int) -> int:
        """Return where the labels of what is returned begin, if the extractor has left any."""
        for number in range(end - 1, start - 1, -1):
            if _RETURN_TYPE.fullmatch(self.lines[number].text):
                return number
        while end > start and _LABEL.fullmatch(self.lines[end - 1].text):
            end -= 1
        return end

    def _output(self, start: int, end: int) -> tuple[int, Side | None]:
        """Read the response; say where its part of the page begins."""
        syntax = self.lines.find("Response Syntax", start, end)
        if syntax is None:
            return self._nothing(start, end), None
        shown, after = dict_below(self.lines, syntax)
        structure = self.lines.find("Response Structure", after, end)
        if structure is None:
            raise self._missing("Response Structure")
        if self._is_too_large(structure, end):
            return syntax, Side(shown, None)
        if shown is None:
            return syntax, Side(None, None, is_lost=True)
        entry = response(self.lines[structure + 1 : end], shown)
        return syntax, Side(shown, entry.children, entry.documentation)

    def _nothing(self, start: int, end: int) -> int:
        """Return where the page says that nothing is returned.

        Raises:
            UnreadableError: Where it says neither that nor what is.
        """
        lines = self.lines
        said = [n for n in range(start, end) if lines[n].text == _NOTHING]
        expected = f"the heading 'Response Syntax', or {_NOTHING!r}"
        if not said:
            raise UnreadableError(self.lines.number(end), expected, "neither")
        for line in filter(_is_of_response, lines[said[-1] : end]):
            raise UnreadableError(line.number, expected, quoted(line.text))
        return said[-1]

    def _errors(self, start: int) -> tuple[int, list[ErrorFacts]]:
        """Return the line where the response's description ends, and the errors listed below."""
        heading = self.lines.last("Exceptions", start)
        errors: list[ErrorFacts] = []
        is_over = heading is None
        for line in self.lines[start if heading is None else heading + 1 :]:
            error = _ERROR.fullmatch(line.text)
            if error and is_over:
                raise UnreadableError(line.number, "an error below 'Exceptions'", quoted(line.text))
            if error:
                errors.append(ErrorFacts(name=error[1], line=line.number))
            is_over = is_over or not (error or not line.text)
        if heading is None:
            examples = self.lines.last("Examples", start)
            heading = len(self.lines) if examples is None else examples
        return heading, errors


def _is_of_response(line: Line) -> bool:
    """Tell what stands in a response, and nowhere behind the word that there is none."""
    is_shown = line.text == "Response Structure" or SYNTAX.match(line.text) is not None
    return is_shown or HEAD.fullmatch(line.text) is not None
