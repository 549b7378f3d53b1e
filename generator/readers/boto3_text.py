"""Reads boto3's pages as web-page extractors flatten them: no markup, no indentation, no links.

The syntax blocks keep their braces, so they give the structure; the entries below
(`Arn (string) --`) follow it in the same order, and are read by walking along it. Of the inputs an
extractor keeps what the syntax block shows: requiredness is unknown.
"""

import re
from collections.abc import Callable, Sequence

from generator.model.documentation import from_plain
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
from generator.readers.boto3_page import POLLS
from generator.readers.entries import KINDS, Entry, Joiner
from generator.readers.syntax import parse_python_prefix
from generator.readers.unreadable import UnreadableError, reading

RENDITION = "boto3-text"

_CLASS = re.compile(r"^(\w+)\.(Client|Paginator|Waiter)\.[ \t]*\n?[ \t]*(\w+)[ \t]*$", re.MULTILINE)
_FACTORY = re.compile(r"(?:paginator|waiter) = client\.get_(?:paginator|waiter)\('(\w+)'\)")
_SIGNATURE = re.compile(r"^\((?:\*\*kwargs)?\)¶?", re.MULTILINE)
_ENTRY = re.compile(
    rf"(?:(?P<name>[^\s()]+) )?\((?P<type>{'|'.join(map(re.escape, KINDS))})\)"
    r" (?:--|–|—)\s*(?P<rest>.*)"
)
_ERROR = re.compile(r"(?:\w+\.)Client\.exceptions\.(\w+)$")
_SYNTAX = re.compile(r"'[^']+': |\w+=(?:'|\[|\{|\d|True)|[\])}]+,?$")
"""What a line of a syntax block looks like, and no sentence does."""
_SENTENCE_END = (".", ":", "!", "?")

_COVERS = {
    PageKind.CLIENT: ("structure", "enums", "errors", "docs"),
    PageKind.PAGINATOR: ("structure", "enums", "docs"),
    PageKind.WAITER: ("structure", "enums", "docs"),
}


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    return _CLASS.search(text) is not None and _SIGNATURE.search(text) is not None


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    return reading(file, _Page(text, file).read)


class _Page:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.lines = [line.strip() for line in text.split("\n")]
        self.file = file
        self.joiner = Joiner(file)

    def read(self) -> Reading:
        page_class = _CLASS.search(self.text)
        if page_class is None:
            raise UnreadableError(1, "the name of a client class", quoted(self.lines[0]))
        kind = PageKind(page_class[2].lower())
        facts = PageFacts(
            file=self.file,
            rendition=RENDITION,
            kind=kind,
            subject=page_class[3],
            covers=_COVERS[kind],
            plain=True,
            service=ServiceFacts(class_name=page_class[1], line=self._line_at(page_class.start())),
            operation=self._operation(kind, page_class),
        )
        if self.joiner.problems:
            return Reading(None, tuple(self.joiner.problems))
        return Reading(facts)

    def _line_at(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1

    def _operation(self, kind: PageKind, page_class: re.Match[str]) -> OperationFacts:
        request = self._require("Request Syntax", 0)
        shown, after_request = self._block(request + 1, "a call", lambda line: line.endswith("("))
        output, has_output = None, None
        if kind is not PageKind.WAITER:
            output, has_output = self._output(after_request)
        polls = self._polls() if kind is PageKind.WAITER else None
        has_input = bool(shown.members)
        return OperationFacts(
            name=page_class[3] if kind is PageKind.PAGINATOR else None,
            python_name=self._python_name(kind, page_class, polls),
            line=self._line_at(page_class.start()),
            documentation=self._documentation(request) if kind is PageKind.CLIENT else None,
            has_input=has_input,
            input=shown if has_input else None,
            has_output=has_output,
            output=output,
            errors=self._errors(after_request) if kind is PageKind.CLIENT else None,
            delay=int(polls[2]) if polls else None,
            max_attempts=int(polls[3]) if polls else None,
        )

    def _python_name(
        self, kind: PageKind, page_class: re.Match[str], polls: re.Match[str] | None
    ) -> str | None:
        if kind is PageKind.CLIENT:
            return page_class[3]
        if kind is PageKind.WAITER:
            return polls[1] if polls else None
        factory = _FACTORY.search(self.text)
        return factory[1] if factory else None

    def _documentation(self, request: int) -> str | None:
        signature = _SIGNATURE.search(self.text)
        start = self._line_at(signature.start()) if signature else 1
        first = _SIGNATURE.sub("", self.lines[start - 1])
        end = next(
            (n for n in range(start, request) if self.lines[n].startswith("See also:")), request
        )
        return _paragraphs([first, *self.lines[start:end]])

    def _require(self, heading: str, start: int) -> int:
        number = self._find(heading, start)
        if number is None:
            raise UnreadableError(
                len(self.lines), f"the heading {heading!r}", "the end of the page"
            )
        return number

    def _find(self, heading: str, start: int) -> int | None:
        return next((n for n in range(start, len(self.lines)) if self.lines[n] == heading), None)

    def _polls(self) -> re.Match[str]:
        polls = POLLS.search(self.text)
        if polls is None:
            raise UnreadableError(1, "a sentence on how often the waiter polls", "none")
        return polls

    def _block(
        self, start: int, expected: str, begins: Callable[[str], bool]
    ) -> tuple[ValueFacts, int]:
        """Read the block that begins on a line; return it and the line behind it."""
        if start >= len(self.lines) or not begins(self.lines[start]):
            found = "the end of the page" if start >= len(self.lines) else quoted(self.lines[start])
            raise UnreadableError(min(start + 1, len(self.lines)), expected, found)
        text = "\n".join(self.lines[start:])
        shown, end = parse_python_prefix(text, start + 1)
        return shown, start + text.count("\n", 0, end) + 1

    def _output(self, start: int) -> tuple[ValueFacts | None, bool]:
        syntax = self._find("Response Syntax", start)
        self._refuse_syntax(start, len(self.lines) if syntax is None else syntax)
        if syntax is None:
            return None, self._returns_something(start)
        shown, after = self._block(syntax + 1, "'{'", lambda line: line.startswith("{"))
        structure = self._require("Response Structure", after)
        self._refuse_syntax(after, structure)
        end = self._find("Exceptions", structure)
        value = structure_of(shown)
        if value is None:
            raise UnreadableError(syntax + 1, "a response", "none")
        walk = _Walk(self.lines, structure + 1, len(self.lines) if end is None else end)
        return self.joiner.item(value, walk.read(value)), True

    def _refuse_syntax(self, start: int, end: int) -> None:
        """Make sure that a block ended where its brackets did."""
        for number in range(start, end):
            if _SYNTAX.match(self.lines[number]):
                expected = "no more of the syntax block, which ended above"
                raise UnreadableError(number + 1, expected, quoted(self.lines[number]))

    def _returns_something(self, start: int) -> bool:
        """Return False where the page says that nothing is returned.

        Raises:
            UnreadableError: Where it says neither.
        """
        rest = self.lines[start:]
        described = "Response Structure" in rest or any(map(_ENTRY.fullmatch, rest))
        if "None" in rest and not described:
            return False
        raise UnreadableError(
            len(self.lines), "the heading 'Response Syntax', or 'None'", "the end of the page"
        )

    def _errors(self, start: int) -> tuple[ErrorFacts, ...]:
        listed = self._find("Exceptions", start)
        if listed is None:
            return ()
        errors: dict[str, ErrorFacts] = {}
        for number in range(listed + 1, len(self.lines)):
            match = _ERROR.match(self.lines[number])
            if match:
                errors.setdefault(match[1], ErrorFacts(name=match[1], line=number + 1))
        return tuple(errors.values())


class _Walk:
    """Walks the entries of a response along its syntax, which gives the nesting."""

    def __init__(self, lines: Sequence[str], start: int, end: int) -> None:
        self.lines = lines[:end]
        self.position = start

    def read(self, value: ValueFacts) -> Entry | None:
        """Read the entry of a whole response.

        Raises:
            UnreadableError: Where the entries do not follow the syntax.
        """
        entry = self._entry(None, value)
        while entry is None and self.position < len(self.lines) and self._next() is None:
            self.position += 1
        if self._next() is not None:
            raise self._unexpected("the end of the entries")
        return entry

    def _next(self) -> re.Match[str] | None:
        if self.position >= len(self.lines):
            return None
        return _ENTRY.fullmatch(self.lines[self.position])

    def _unexpected(self, expected: str) -> UnreadableError:
        at_end = self.position >= len(self.lines)
        found = "the end of the page" if at_end else quoted(self.lines[self.position])
        return UnreadableError(min(self.position + 1, len(self.lines)), expected, found)

    def _entry(self, name: str | None, value: ValueFacts) -> Entry | None:
        """Read the entry that is next; an unnamed one may have been lost with its empty text."""
        match = self._next()
        if match is None or match["name"] != name or not _may_be(match["type"], value):
            if name is None:
                return self._lost_entry(value)
            raise self._unexpected(f"the entry of the member {name!r}")
        entry = Entry(self.position + 1, match["type"], name)
        entry.documentation = self._prose(match["rest"])
        entry.children = self._children(value)
        return entry

    def _lost_entry(self, value: ValueFacts) -> Entry | None:
        line = self.position + 1
        children = self._children(value)
        if not children:
            return None
        return Entry(line, "list" if value.kind is Kind.LIST else "dict", children=children)

    def _prose(self, rest: str) -> str | None:
        self.position += 1
        start = self.position
        while self.position < len(self.lines) and self._next() is None:
            self.position += 1
        return _paragraphs([rest, *self.lines[start : self.position]])

    def _children(self, value: ValueFacts) -> list[Entry]:
        if value.members is not None:
            members = (self._entry(member.name, member.value) for member in value.members)
            return [entry for entry in members if entry is not None]
        if value.items is not None:
            item = self._entry(None, value.items)
            return [item] if item else []
        if value.keys is not None and value.values is not None:
            return self._map_entries(value.keys, value.values)
        return []

    def _map_entries(self, keys: ValueFacts, values: ValueFacts) -> list[Entry]:
        key = self._entry(None, keys)
        if key is None:
            return []
        entry = self._entry(None, values)
        key.children = [entry] if entry else []
        return [key]


def _may_be(type_name: str, value: ValueFacts) -> bool:
    kind = KINDS[type_name]
    if kind is Kind.DICT:
        return value.kind in (Kind.DICT, Kind.STRUCTURE, Kind.MAP) or value.recursive
    return kind is not Kind.LIST or value.kind is Kind.LIST or value.recursive


def _paragraphs(lines: Sequence[str]) -> str | None:
    """Join the lines that inline code had broken, and write the rest as paragraphs."""
    paragraphs: list[str] = []
    for line in filter(None, lines):
        if paragraphs and not paragraphs[-1].endswith(_SENTENCE_END):
            glue = "" if line[0] in ".,;:!?)" else " "
            paragraphs[-1] += glue + line
        else:
            paragraphs.append(line)
    return from_plain(paragraphs) or None
