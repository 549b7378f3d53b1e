"""Reads boto3's pages as web-page extractors flatten them: without markup and without links.

The syntax blocks keep their braces, so they give the structure; the entries below follow it, and
are read by walking along it. What an extractor dropped is unknown: the operation's wire name, and
often the entries of the parameters, with the marks of those that are required.
"""

import re
from collections.abc import Callable

from msgspec.structs import replace

from generator.model.facts import (
    ErrorFacts,
    MemberFacts,
    PageKind,
    Reading,
    ServiceFacts,
    ValueFacts,
    structure_of,
)
from generator.model.kinds import Kind
from generator.model.problems import quoted
from generator.readers import boto3_page
from generator.readers.boto3_page import Side
from generator.readers.boto3_text_entries import parameters, response
from generator.readers.boto3_text_lines import HEAD, Line, lines_of, prose, without
from generator.readers.entries import AUTOMATIC
from generator.readers.syntax import parse_python_prefix
from generator.readers.unreadable import UnreadableError, reading

RENDITION = "boto3-text"

_CLASS = re.compile(
    r"^(?:class\s+)?(\w+)\.(Client|Paginator|Waiter)\.\s*(\w+)(?=\s*[(¶]|[ \t]*$)", re.MULTILINE
)
_SIGNATURE = re.compile(r"^(?:\w+\.Client\.\s*)?(\w+)\s*\(\s*([^()\n]*?)\s*\)\s*¶?", re.MULTILINE)
_ANY_BULLETS = re.compile(r"^[ \t]*(?:[-*+•][ \t]+)?", re.MULTILINE)
_SEE_ALSO = re.compile(r"See also: AWS API Documentation")
_GOTO = re.compile(boto3_page.GOTO)
_DICT = re.compile(r"\{")
_RETURN_TYPE = re.compile(r"(?:Return type|rtype)\s*:?")
_LABEL = re.compile(r"[Rr]eturns\s*:?|dict|")
_NOTHING = "None"
_ERROR = re.compile(r"\w+\.Client\.exceptions\.(\w+)")
_SYNTAX = re.compile(r"'[^']+': |\w+=(?:'|\[|\{|\d|True)|[\])}]+,?$")
"""What a line of a syntax block looks like, and no sentence does."""
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
        self.lines = lines_of(text)
        self.text = "\n".join(line.text for line in self.lines)

    def read(self) -> Reading:
        page_class = _CLASS.search(self.text)
        if page_class is None:
            raise UnreadableError(1, "the name of a client class", quoted(self.lines[0].text))
        kind = PageKind(page_class[2].lower())
        signature = self._signature(kind, page_class)
        request = self._find("Request Syntax", self._index(signature.end()))
        method = boto3_page.Method(
            name=signature[1],
            arguments=re.sub(r"\*\*\s+", "**", signature[2]),
            line=self._number(self._index(signature.start(1))),
            is_described_as_operation=request is not None
            or _SEE_ALSO.search(self.text) is not None,
            has_fields=_NAMED_ARGUMENTS.fullmatch(signature[2]) is not None,
        )
        if kind is PageKind.CLIENT and (aside := method.set_aside(self.file)):
            return aside
        if request is None:
            raise self._missing("Request Syntax")
        self._refuse_second_page(request + 1)
        return boto3_page.facts(self._parts(kind, page_class, signature, request))

    def _number(self, index: int) -> int:
        """Return the number of a line, or of the last one where it is beyond that."""
        return self.lines[min(index, len(self.lines) - 1)].number

    def _index(self, position: int) -> int:
        """Return which line a position in the text lies on."""
        return self.text.count("\n", 0, position)

    def _missing(self, heading: str) -> UnreadableError:
        return UnreadableError(
            self._number(len(self.lines)), f"the heading {heading!r}", "the end of the page"
        )

    def _find(self, heading: str, start: int, end: int | None = None) -> int | None:
        """Find a heading; above a notice its markup stays, as it stands in the block before."""
        numbers = range(start, len(self.lines) if end is None else end)
        return next((n for n in numbers if self.lines[n].text.strip("*") == heading), None)

    def _next(self, index: int) -> int:
        """Return the first line from an index on that is not empty, or the end."""
        numbers = range(index, len(self.lines))
        return next((n for n in numbers if self.lines[n].text), len(self.lines))

    def _signature(self, kind: PageKind, page_class: re.Match[str]) -> re.Match[str]:
        begins = page_class.start() if kind is PageKind.CLIENT else page_class.end()
        name = (
            None
            if kind is PageKind.CLIENT
            else "paginate"
            if kind is PageKind.PAGINATOR
            else "wait"
        )
        for match in _SIGNATURE.finditer(self.text, begins):
            if name in (None, match[1]):
                return match
        raise UnreadableError(
            self._number(self._index(begins)), "the signature of a method", quoted(page_class[0])
        )

    def _refuse_second_page(self, start: int) -> None:
        """Refuse another request, which is another page's; a list of contents may name methods."""
        other = self._find("Request Syntax", start)
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
        shown, after = self._syntax(request, _call_of(signature[1]), f"a call of {signature[1]!r}")
        errors_at, errors = self._errors(after)
        returns, output = self._output(after, errors_at)
        input_ = self._input(shown, after, returns)
        number = self._number(self._index(page_class.start()))
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
            documentation=prose(without(_DANGER, description)),
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
        first = self._index(signature.end())
        rest = self.text[signature.end() :].partition("\n")[0]
        lines = [Line(self._number(first), rest), *self.lines[first + 1 : request]]
        end = next((n for n, line in enumerate(lines) if _SEE_ALSO.match(line.text)), len(lines))
        goto = next(filter(None, (_GOTO.search(line.text) for line in lines[end:])), None)
        return lines[:end], goto

    def _factory(self) -> str:
        factory = boto3_page.FACTORY.search(self.text)
        if factory is None:
            raise UnreadableError(1, boto3_page.A_FACTORY, "none")
        return factory[1]

    def _syntax(
        self, heading: int, begins: re.Pattern[str], expected: str
    ) -> tuple[ValueFacts | None, int]:
        """Read the block below a heading, None where a notice stands; say where it ends."""
        start = self._next(heading + 1)
        found = self.lines[start].text if start < len(self.lines) else ""
        if found.startswith(boto3_page.TOO_LARGE):
            return None, start + 1
        if not begins.match(found):
            raise UnreadableError(
                self._number(start), expected, quoted(found) if found else "the end of the page"
            )
        text = "\n".join(line.text for line in self.lines[start:])
        try:
            shown, end = parse_python_prefix(text, start)
        except UnreadableError as error:
            raise UnreadableError(self._number(error.line), error.expected, error.found) from None
        after = start + text.count("\n", 0, end) + 1
        self._refuse_syntax(after)
        shown = _restated(shown, lambda one: replace(one, line=self._number(one.line)))
        return structure_of(shown), after

    def _refuse_syntax(self, index: int) -> None:
        """Make sure that a block ended where its brackets did."""
        index = self._next(index)
        if index < len(self.lines) and _SYNTAX.match(self.lines[index].text):
            expected = "no more of the syntax block, which ended above"
            raise UnreadableError(self._number(index), expected, quoted(self.lines[index].text))

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
        shown = _restated(shown, _without_entry)
        is_complete = not any(AUTOMATIC.search(line.text) for line in self.lines[start:end])
        return Side(replace(shown, complete=is_complete), None, is_lost=True)

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
        syntax = self._find("Response Syntax", start, end)
        if syntax is None:
            return self._nothing(start, end), None
        shown, after = self._syntax(syntax, _DICT, "'{'")
        structure = self._find("Response Structure", after, end)
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
            raise UnreadableError(self._number(end), expected, "neither")
        for line in filter(_is_of_response, lines[said[-1] : end]):
            raise UnreadableError(line.number, expected, quoted(line.text))
        return said[-1]

    def _errors(self, start: int) -> tuple[int, list[ErrorFacts]]:
        """Return the line where the response's description ends, and the errors listed below."""
        heading = self._last("Exceptions", start)
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
            examples = self._last("Examples", start)
            heading = len(self.lines) if examples is None else examples
        return heading, errors

    def _last(self, heading: str, start: int) -> int | None:
        """Find the last heading of some name that no entry follows, for prose may have such too."""
        for number in range(len(self.lines) - 1, start - 1, -1):
            line = self.lines[number].text
            if line == heading:
                return number
            if HEAD.fullmatch(line):
                return None
        return None


def _call_of(method: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\w+ = )?\w+\.{re.escape(method)}\(")


def _restated(value: ValueFacts, change: Callable[[ValueFacts], ValueFacts]) -> ValueFacts:
    """Return what a syntax block shows, with a change to each value in it."""
    value = change(value)
    inner = (value.items, value.keys, value.values)
    items, keys, values = (one and _restated(one, change) for one in inner)
    if value.members is None:
        return replace(value, items=items, keys=keys, values=values)
    members: list[MemberFacts] = []
    for member in value.members:
        restated = _restated(member.value, change)
        members.append(replace(member, value=restated, line=restated.line))
    return replace(value, members=tuple(members))


def _without_entry(value: ValueFacts) -> ValueFacts:
    """Return what is certain without an entry: a string that holds JSON looks like a document."""
    return replace(value, kind=Kind.ANY) if value.kind is Kind.DOCUMENT else value


def _is_of_response(line: Line) -> bool:
    """Tell what stands in a response, and nowhere behind the word that there is none."""
    is_shown = line.text == "Response Structure" or _SYNTAX.match(line.text) is not None
    return is_shown or HEAD.fullmatch(line.text) is not None
