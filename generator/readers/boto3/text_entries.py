"""Reads the entries of flattened pages of boto3, by walking along what the syntax block shows.

Entries (`Arn (string) --`) follow each other in the order of the syntax, which gives the nesting
that the flattening lost. Extractors drop things: all entries of the parameters, those of items
without a text. A mark that is absent means something only where others show that marks were kept.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from generator.model.facts import ValueFacts
from generator.model.kinds import Kind, meet
from generator.model.problems import quoted
from generator.readers.boto3.entries import (
    AUTOMATIC,
    AUTOPOPULATED,
    JSON_VALUE,
    KINDS,
    UNION,
    Entry,
)
from generator.readers.boto3.text_lines import HEAD, HEAD_WITHOUT_TEXT, Line, prose, without
from generator.readers.unreadable import UnreadableError

_REQUIRED = "[REQUIRED]"
_UNION_NOTE = re.compile(
    rf"(?:^Note:?\s+)?{UNION.pattern}(?:\s*[^\s,]+\s*,)*\s*[^\s,]+?\s*\.(?!\w)"
    r"(?:\s*If a client receives an unknown member[^']*'SDK_UNKNOWN_MEMBER':[^\n]*)?",
    re.MULTILINE,
)


def parameters(lines: Sequence[Line], shown: ValueFacts) -> list[Entry] | None:
    """Read the entries of a request's members; None where the extractor dropped them all.

    Args:
        lines: Those that may hold entries.
        shown: What the syntax block shows.

    Raises:
        UnreadableError: Where the entries do not follow the syntax.
    """
    walk = _Walk(lines, [member.name for member in shown.members or ()])
    if walk.head() is None:
        return None
    entries = walk.members(shown)
    walk.expect_end()
    _settle_required(entries)
    _settle_unions(entries)
    return entries


def response(lines: Sequence[Line], shown: ValueFacts) -> Entry:
    """Read the entry of a whole response.

    Args:
        lines: Those that may hold entries.
        shown: What the syntax block shows.

    Raises:
        UnreadableError: Where the entries do not follow the syntax.
    """
    walk = _Walk(lines)
    entry = walk.entry(None, shown) or Entry(lines[0].number if lines else 1, "dict")
    walk.expect_end()
    _settle_unions([entry])
    return entry


def _all(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.children)


def _settle_required(entries: Sequence[Entry]) -> None:
    """Tell what no mark means; those of parameters are paragraphs, which get lost by themselves."""
    nested = [inner for entry in entries for inner in _all(entry.children)]
    is_marked = any(entry.required for entry in entries)
    for entry in entries if is_marked else ():
        entry.required = bool(entry.required)
    for entry in nested if is_marked or any(inner.required for inner in nested) else ():
        entry.required = bool(entry.required)


def _settle_unions(entries: Sequence[Entry]) -> None:
    if any(entry.union for entry in _all(entries)):
        for entry in _all(entries):
            entry.union = entry.union or (False if entry.documentation else None)


class _Walk:
    """A position among the lines, which moves from entry to entry."""

    def __init__(self, lines: Sequence[Line], parameters: Container[str] = ()) -> None:
        self.lines = lines
        self.parameters = parameters
        """The names of entries that have no dash where they have no text."""
        self.bullets = False
        """Whether entries have bullets, so that what has none is prose."""
        self.position = 0
        while self.position < len(lines) and self.head() is None:
            self.position += 1
        self.bullets = self.position < len(lines) and lines[self.position].bullet

    def head(self) -> re.Match[str] | None:
        """Return the head of the entry that begins here, if one does."""
        if self.position >= len(self.lines):
            return None
        line = self.lines[self.position]
        if self.bullets and not line.bullet:
            return None
        bare = HEAD_WITHOUT_TEXT.fullmatch(line.text)
        return bare if bare and bare["name"] in self.parameters else HEAD.fullmatch(line.text)

    def expect_end(self) -> None:
        """Make sure that no entry is left.

        Raises:
            UnreadableError: Where one is.
        """
        if self.head() is not None:
            raise self._unexpected("the end of the entries")

    def _unexpected(self, expected: str) -> UnreadableError:
        if self.position < len(self.lines):
            line = self.lines[self.position]
            return UnreadableError(line.number, expected, quoted(line.text))
        last = self.lines[-1].number if self.lines else 1
        return UnreadableError(last, expected, "the end of the entries")

    def entry(self, name: str | None, value: ValueFacts) -> Entry | None:
        """Read the entry that is next; an unnamed one may have been lost with its empty text."""
        head = self.head()
        if head is None or head["name"] != name or not _fits(head["type"], value):
            if name is None:
                return self._lost(value)
            raise self._unexpected(f"the entry of the member {name!r}")
        entry = self._described(head)
        entry.children = self._children(value)
        return entry

    def _lost(self, value: ValueFacts) -> Entry | None:
        line = self.lines[min(self.position, len(self.lines) - 1)].number if self.lines else 1
        children = self._children(value)
        if not children:
            return None
        return Entry(line, "list" if value.kind is Kind.LIST else "dict", children=children)

    def members(self, value: ValueFacts) -> list[Entry]:
        """Read the entries of a structure's members, and of those that the syntax leaves out."""
        entries: list[Entry] = []
        for member in value.members or ():
            entries += self._automatic(member.name)
            entry = self.entry(member.name, member.value)
            entries += [entry] if entry else []
        return entries + list(self._automatic(None))

    def _automatic(self, shown: str | None) -> Iterator[Entry]:
        """Read entries of members that the SDK fills in, unless the one that is shown is next."""
        while (head := self.head()) is not None and head["name"] not in (None, shown):
            start = self.position
            entry = self._described(head)
            if not entry.automatic:
                self.position = start
                return
            yield entry

    def _children(self, value: ValueFacts) -> list[Entry]:
        if value.members is not None:
            return self.members(value)
        if value.items is not None:
            item = self.entry(None, value.items)
            return [item] if item else []
        if value.keys is not None and value.values is not None:
            return self._map(value.keys, value.values)
        return []

    def _map(self, keys: ValueFacts, values: ValueFacts) -> list[Entry]:
        head = self.head()
        if head is not None and head["name"] == "string":  # A structure of this one member.
            member = self.entry("string", values)
            return [member] if member else []
        key, value = self.entry(None, keys), self.entry(None, values)
        if key is not None and value is None and _fits(key.type, values):
            key.documentation = None  # The one that is left may be the value's.
        if key is None and value is not None:
            key = Entry(value.line, "string")
        if key is not None and value is not None:
            key.children = [value]
        return [key] if key else []

    def _described(self, head: re.Match[str]) -> Entry:
        """Read an entry's head, and the prose up to the next."""
        number = self.lines[self.position].number
        start = self.position + 1
        self.position = start
        while self.position < len(self.lines) and self.head() is None:
            self.position += 1
        lines = [Line(number, head["rest"]), *self.lines[start : self.position]]
        entry = Entry(number, head["type"], head["name"])
        entry.documentation = prose(_without_fixed_sentences(entry, _without_mark(entry, lines)))
        return entry


def _fits(type_name: str, value: ValueFacts) -> bool:
    if type_name == JSON_VALUE and value.kind is Kind.DOCUMENT:
        return True  # A string that holds JSON looks like a document.
    kind = KINDS[type_name]
    if kind is Kind.DICT:
        return value.kind in (Kind.DICT, Kind.STRUCTURE, Kind.MAP) or value.recursive
    return meet(value.kind, kind) is not None


def _without_mark(entry: Entry, lines: Sequence[Line]) -> list[Line]:
    """Take the mark of a required member off; a damaged one is not the absence of one."""
    first = next((n for n, line in enumerate(lines) if line.text), len(lines))
    rest = list(lines[first:])
    if not rest or not rest[0].text.startswith(("[REQ", "REQUIRED]")):
        return rest
    if not rest[0].text.startswith(_REQUIRED):
        raise UnreadableError(rest[0].number, f"'{_REQUIRED}'", quoted(rest[0].text))
    entry.required = True
    rest[0] = rest[0]._replace(text=rest[0].text.removeprefix(_REQUIRED).lstrip())
    return rest


def _without_fixed_sentences(entry: Entry, lines: list[Line]) -> list[Line]:
    """Take the documenters' own sentences out of a description and note what they say."""
    text = "\n".join(line.text for line in lines)
    entry.union = True if UNION.search(text) else None
    entry.automatic = AUTOMATIC.search(text) is not None
    entry.autopopulated = text.rstrip().endswith(AUTOPOPULATED)
    for pattern in (_UNION_NOTE, AUTOMATIC, re.compile(rf"{re.escape(AUTOPOPULATED)}\s*\Z")):
        lines = without(pattern, lines)
    return lines
