"""Entries: the described half of a boto3 page, and how it joins the half that shows syntax.

A boto3 page says everything twice. The syntax block shows the structure, enumerations and exact
kinds; the entries below it (`- **name** *(string) --*`) give types, requiredness and prose. Both
must agree, or the page isn't what it seems to be.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from generator.model.facts import MemberFacts, ValueFacts
from generator.model.kinds import Kind, meet
from generator.model.problems import Problem


@dataclass(slots=True)
class Entry:
    """One described value of a page."""

    line: int
    type: str
    name: str | None = None
    """Of a member; the items of a list, and the keys and values of a map, have none."""
    required: bool | None = None
    documentation: str | None = None
    union: bool | None = None
    """None where there is no text that would say so."""
    autopopulated: bool = False
    """The SDK fills the member in: an idempotency token."""
    automatic: bool = False
    """The SDK fills the member in from elsewhere, so the syntax block leaves it out."""
    children: list["Entry"] = field(default_factory=list["Entry"])

    @property
    def label(self) -> str:
        """The entry as a message shows it."""
        return f"{self.name} ({self.type})" if self.name else f"({self.type})"


JSON_VALUE = "JSON serializable"

KINDS = {
    "string": Kind.STRING,
    "integer": Kind.INTEGRAL,
    "float": Kind.FRACTIONAL,
    "boolean": Kind.BOOLEAN,
    "datetime": Kind.TIMESTAMP,
    "bytes": Kind.BLOB,
    "list": Kind.LIST,
    "dict": Kind.DICT,
    ":ref:`document<document>`": Kind.DOCUMENT,
    "document": Kind.DOCUMENT,
    JSON_VALUE: Kind.STRING,
    "str or dict": Kind.ANY,
    "bytes or seekable file-like object": Kind.BLOB,
    ":class:`.StreamingBody`": Kind.BLOB,
    "StreamingBody": Kind.BLOB,
    ":class:`.EventStream`": Kind.STRUCTURE,
    "EventStream": Kind.STRUCTURE,
}
"""The documenters' names for types."""

_UNION_WORDS = "This is a Tagged Union structure."
UNION = re.compile(
    rf"{re.escape(_UNION_WORDS)} Only one of the\s+following top level keys"
    r" (?:can|will) be set:"
)
_UNION_NOTE = re.compile(
    rf"\.\. note:: {{2,}}{UNION.pattern}[^\n]*"
    r"(?:\n\s*(?:::\s*\n\s*)?'SDK_UNKNOWN_MEMBER':[^\n]*)?"
)
AUTOPOPULATED = "This field is autopopulated if not provided."
AUTOMATIC = re.compile(
    r"Please note that this parameter is automatically populated if it is not provided\."
    r" Including this parameter is not required\b"
    r'|Note: this parameter is set to ["“]-["”] by\s*default if no value is not specified\.'
)


def take_fixed_sentences(entry: Entry, prose: str) -> str:
    """Take the documenters' own sentences out of a description and note what they say."""
    unions = automatic = 0
    if _UNION_WORDS in prose:
        prose, unions = _UNION_NOTE.subn("", prose)
    if "this parameter is" in prose:
        prose, automatic = AUTOMATIC.subn("", prose)
    entry.union = bool(unions) if unions or prose.strip() else None
    entry.automatic = bool(automatic)
    if prose.rstrip().endswith(AUTOPOPULATED):
        entry.autopopulated = True
        prose = prose.rstrip().removesuffix(AUTOPOPULATED)
    return prose


class Joiner:
    """Joins the two halves of a page and collects where they disagree."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def _disagree(self, line: int, shown: str, described: str) -> None:
        self.problems.append(
            Problem(
                self.file,
                line,
                f"{shown}, as the syntax block shows",
                described,
                "the page contradicts itself or is cut short; fetch it again",
            )
        )

    def members(self, shown: ValueFacts, entries: Sequence[Entry]) -> ValueFacts:
        """Return a structure's facts with those of its described members."""
        missing = {member.name: member for member in shown.members or ()}
        members: list[MemberFacts] = []
        for entry in entries:
            member = missing.pop(entry.name or "", None)
            if member is not None:
                members.append(self._member(member, entry))
            elif entry.automatic:
                members.append(_automatic_member(entry))
            else:
                self._disagree(entry.line, "no such member", f"the entry {entry.label}")
        for member in missing.values():
            wanted = f"an entry for the member {member.name!r}"
            self._disagree(member.line, wanted, "no such entry")
        self._check_order(shown.members or (), entries)
        return msgspec.structs.replace(shown, kind=Kind.STRUCTURE, members=tuple(members))

    def _check_order(self, members: Sequence[MemberFacts], entries: Sequence[Entry]) -> None:
        names = [member.name for member in members]
        described = [entry for entry in entries if entry.name in names]
        for name, entry in zip(names, described, strict=False):
            if name != entry.name:
                self._disagree(entry.line, f"the member {name!r} here", f"the entry {entry.label}")
                return

    def _member(self, shown: MemberFacts, entry: Entry) -> MemberFacts:
        return MemberFacts(
            name=shown.name,
            line=entry.line,
            value=self.value(shown.value, entry),
            # The documenter marks no recursive member as required, so that it may be either.
            required=None if shown.value.recursive and not entry.required else entry.required,
            documentation=entry.documentation,
            idempotency_token=entry.autopopulated,
        )

    def item(self, shown: ValueFacts, entry: Entry | None) -> ValueFacts:
        """Return the facts of a list's item or a map's value: here the prose is the shape's own."""
        if entry is None:
            return shown
        value = self.value(shown, entry)
        if entry.documentation is None:
            return value
        return msgspec.structs.replace(value, documentation=entry.documentation)

    def value(self, shown: ValueFacts, entry: Entry) -> ValueFacts:
        """Return what the syntax block and the entry state together about one value."""
        shown = _read_again(shown, entry)
        described = KINDS.get(entry.type)
        if entry.type == JSON_VALUE:
            shown = msgspec.structs.replace(shown, kind=Kind.STRING, json_value=True)
        kind = meet(shown.kind, described) if described is not None else shown.kind
        if kind is None:
            self._disagree(entry.line, f"a {shown.kind}", f"the entry {entry.label}")
            return shown
        if shown.kind is Kind.ANY and described is Kind.FRACTIONAL:
            kind = Kind.FLOAT  # The documenter shows 123.0 for a double and ... for a float.
        value = msgspec.structs.replace(
            shown,
            kind=kind,
            line=entry.line,
            union=entry.union,
        )
        return self._content(value, entry)

    def _content(self, value: ValueFacts, entry: Entry) -> ValueFacts:
        if value.recursive:
            return value
        if value.kind is Kind.STRUCTURE:
            return self.members(value, entry.children)
        if value.kind is Kind.LIST and value.items is not None:
            items = self.item(value.items, self._only(entry.children))
            return msgspec.structs.replace(value, items=items)
        if value.kind is Kind.MAP and value.values is not None and value.keys is not None:
            return self._map(value, value.keys, value.values, entry)
        if entry.children:
            self._disagree(
                entry.line, f"nothing below a {value.kind}", f"{entry.children[0].label}"
            )
        return value

    def _map(
        self, value: ValueFacts, keys: ValueFacts, values: ValueFacts, entry: Entry
    ) -> ValueFacts:
        key = self._only(entry.children)
        if key is None:
            return value
        return msgspec.structs.replace(
            value,
            keys=self.item(keys, Entry(key.line, key.type, documentation=key.documentation)),
            values=self.item(values, self._only(key.children)),
        )

    def _only(self, entries: Sequence[Entry]) -> Entry | None:
        for entry in entries[1:]:
            self._disagree(entry.line, "one entry here", f"the entry {entry.label} as well")
        return entries[0] if entries else None


def described_alone(entries: Sequence[Entry]) -> ValueFacts:
    """Return what entries say of a structure of which the page shows no syntax."""
    members = (
        MemberFacts(
            name=entry.name or "",
            line=entry.line,
            value=_described_value(entry),
            required=entry.required,
            documentation=entry.documentation,
            idempotency_token=entry.autopopulated,
        )
        for entry in entries
    )
    return ValueFacts(kind=Kind.STRUCTURE, members=tuple(members), complete=bool(entries))


def _described_value(entry: Entry) -> ValueFacts:
    kind = KINDS.get(entry.type, Kind.ANY)
    value = ValueFacts(kind=kind, line=entry.line, union=entry.union)
    if not entry.children:
        return value
    first = entry.children[0]
    if kind is Kind.LIST:
        return msgspec.structs.replace(value, items=_described_item(first))
    if first.name is not None:
        structure = described_alone(entry.children)
        return msgspec.structs.replace(value, kind=Kind.STRUCTURE, members=structure.members)
    values = _described_item(first.children[0]) if first.children else ValueFacts(kind=Kind.ANY)
    keys = ValueFacts(kind=KINDS.get(first.type, Kind.ANY), line=first.line)
    return msgspec.structs.replace(value, kind=Kind.MAP, keys=keys, values=values)


def _described_item(entry: Entry) -> ValueFacts:
    value = _described_value(entry)
    return msgspec.structs.replace(value, documentation=entry.documentation)


def _automatic_member(entry: Entry) -> MemberFacts:
    return MemberFacts(
        name=entry.name or "",
        line=entry.line,
        value=ValueFacts(kind=KINDS.get(entry.type, Kind.ANY), line=entry.line),
        required=False,
        documentation=entry.documentation,
    )


def _read_again(shown: ValueFacts, entry: Entry) -> ValueFacts:
    """Read `{'string': ...}` as a structure where the entries name a member `string`."""
    if shown.kind is not Kind.MAP or shown.values is None:
        return shown
    if [child.name for child in entry.children] != ["string"]:
        return shown
    member = MemberFacts(name="string", line=shown.line, value=shown.values)
    return ValueFacts(kind=Kind.STRUCTURE, line=shown.line, members=(member,))
