"""Described members: the half of an API Reference page that stands below its syntax blocks.

A description gives a member's name, prose and constraint lines; a syntax block, where there is one,
shows how deep the members go. A `Type` line is the exact one about kinds and names of structures.
Both halves must agree, or the page isn't what it seems to be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from msgspec.structs import replace

from generator.model.facts import EnumValue, Location, MemberFacts, ValueFacts
from generator.model.kinds import Kind, meet
from generator.readers.apiref_http import Binding
from generator.readers.constraints import (
    Constraint,
    LengthLine,
    ListRef,
    MapRef,
    Part,
    PatternLine,
    RangeLine,
    RequiredLine,
    SizeLine,
    StatusLine,
    TypeLine,
    TypeRef,
    TypeTree,
    ValuesLine,
)
from generator.readers.unreadable import UnreadableError

Report = Callable[[int, str, str], None]
"""Takes a problem: its line, what was expected there, and what was found."""

Side = Literal["request", "response", "type"]
"""Where a member is described; a data type may be of both directions."""


@dataclass
class Described:
    """A member as a page describes it."""

    name: str
    line: int
    documentation: str | None = None
    constraints: list[tuple[int, Constraint]] = field(default_factory=list[tuple[int, Constraint]])
    """With their lines; a `TypeLine`, if there is one, comes first."""
    union: bool = False
    """Whether a note says that the member's structure is a union."""

    @property
    def required(self) -> bool | None:
        """What the `Required` line says; None without one."""
        stated = (item.required for _, item in self.constraints if isinstance(item, RequiredLine))
        return next(stated, None)


class Joiner:
    """Joins descriptions to what the syntax block of the same side shows.

    Args:
        side: Which side of an operation they are about, or a data type.
        report: Is given each disagreement.
    """

    def __init__(self, side: Side, report: Report) -> None:
        self.side = side
        self.report = report

    def body(self, shown: ValueFacts, described: Sequence[Described]) -> list[MemberFacts]:
        """Return the members of a body, in the block's order."""
        by_name = {member.name: member for member in described}
        members: list[MemberFacts] = []
        for member in _as_structure(shown).members or ():
            found = by_name.pop(member.name, None)
            if found is None:
                expected = f"the member {member.name!r} described, as the syntax block shows it"
                self.report(member.line, expected, "no description of it")
            else:
                members += self._typed(found, member.value, Location.BODY)
        for extra in by_name.values():
            expected = "a member that the syntax block shows"
            self.report(extra.line, expected, f"the description of {extra.name!r}")
        return members

    def contents(self, described: Sequence[Described]) -> list[MemberFacts]:
        """Return the members of a data type, which has no syntax block."""
        return [facts for member in described for facts in self._typed(member, _UNSEEN, None)]

    def bound(
        self, binding: Binding, described: Sequence[Described], line: int
    ) -> list[MemberFacts]:
        """Return the members that stand outside a JSON body, in the order of their descriptions.

        Args:
            binding: Where the syntax block shows them; is told which are members.
            described: Their descriptions, for the most part without types.
            line: That of the syntax block.
        """
        members: list[MemberFacts] = []
        for member in described:
            slot = binding.bind(member.name)
            if slot is None:
                expected = "a member that the syntax block shows"
                self.report(member.line, expected, f"the description of {member.name!r}")
                continue
            facts = self._member(member, _untyped(member, slot.location), slot.location)
            members += [replace(one, name=slot.name, wire_name=slot.wire_name) for one in facts]
        for name in binding.unbound():
            expected = f"the member {name!r} described, as the syntax block shows it"
            self.report(line, expected, "no description of it")
        return members

    def _typed(
        self, member: Described, shown: ValueFacts, location: Location | None
    ) -> list[MemberFacts]:
        if self.side != "response" and member.required is None:
            expected = f"a line `Required: ...` in the description of {member.name!r}"
            self.report(member.line, expected, "none")
        return self._member(member, shown, location)

    def _member(
        self, member: Described, shown: ValueFacts, location: Location | None
    ) -> list[MemberFacts]:
        """Return the member, or nothing where its description contradicts itself or the block."""
        try:
            value = described_value(member, shown)
        except UnreadableError as error:
            self.report(error.line, error.expected, error.found)
            return []
        return [
            MemberFacts(
                name=member.name,
                value=value,
                line=member.line,
                required=None if self.side == "response" else member.required,
                required_in_output=None if self.side == "request" else member.required,
                documentation=member.documentation,
                location=location,
            )
        ]


_UNSEEN = ValueFacts(kind=Kind.ANY)


def described_value(member: Described, shown: ValueFacts) -> ValueFacts:
    """Return what a description and the syntax block state together about a member's value.

    Args:
        member: The description.
        shown: What the syntax block shows; of kind `ANY` where there is none.

    Raises:
        UnreadableError: Where the two exclude each other.
    """
    value = replace(shown, line=shown.line or member.line)
    for line, constraint in member.constraints:
        match constraint:
            case TypeLine():
                value = _joined(constraint.type, value, line)
            case LengthLine() | RangeLine() | PatternLine() | ValuesLine() | SizeLine():
                value = _limited_on(line, value, constraint)
            case RequiredLine() | StatusLine():
                pass
    return _as_union(value) if member.union else value


def _joined(tree: TypeTree, shown: ValueFacts, line: int) -> ValueFacts:
    stated = _kind(tree)
    if stated is Kind.STRUCTURE and shown.kind is Kind.MAP:
        shown = _as_structure(shown)
    kind = meet(stated, shown.kind)
    if kind is None:
        raise UnreadableError(line, f"a {shown.kind}, as the syntax block shows", f"a {stated}")
    value = replace(shown, kind=kind, line=line)
    match tree:
        case ListRef():
            return replace(value, items=_joined(tree.items, shown.items or _UNSEEN, line))
        case MapRef():
            keys = _joined(tree.keys, shown.keys or _UNSEEN, line)
            values = _joined(tree.values, shown.values or _UNSEEN, line)
            return replace(value, keys=keys, values=values)
        case TypeRef(kind=Kind.STRUCTURE):
            whole = shown.members is not None or shown.recursive
            return replace(value, name=tree.name, complete=whole)
        case TypeRef():
            return value


def _kind(tree: TypeTree) -> Kind:
    match tree:
        case ListRef():
            return Kind.LIST
        case MapRef():
            return Kind.MAP
        case TypeRef():
            return tree.kind


def _as_structure(shown: ValueFacts) -> ValueFacts:
    """Read `{"string": ...}` as a structure of which the one member is called so.

    Raises:
        UnreadableError: Where the block shows no object.
    """
    if shown.kind is Kind.MAP and shown.values is not None:
        member = MemberFacts(name="string", line=shown.line, value=shown.values)
        return ValueFacts(kind=Kind.STRUCTURE, line=shown.line, members=(member,))
    if meet(shown.kind, Kind.STRUCTURE) is None:
        raise UnreadableError(shown.line, "an object", f"a {shown.kind}")
    return shown


def _as_union(value: ValueFacts) -> ValueFacts:
    if value.items is not None:
        return replace(value, items=_as_union(value.items))
    if value.values is not None:
        return replace(value, values=_as_union(value.values))
    return replace(value, union=True)


_Limit = LengthLine | RangeLine | PatternLine | ValuesLine | SizeLine


def _limited_on(line: int, value: ValueFacts, limit: _Limit) -> ValueFacts:
    part = "value" if isinstance(limit, SizeLine) else limit.part
    limited = _limited(value, limit, part)
    if limited is None:
        found = f"a {type(limit).__name__.removesuffix('Line').lower()} constraint"
        raise UnreadableError(line, f"a constraint that suits a {value.kind}", found)
    return limited


def _limited(value: ValueFacts, limit: _Limit, part: Part) -> ValueFacts | None:
    """Set a limit on the part of a value that it suits; None where there is no such part."""
    if isinstance(limit, SizeLine) and value.kind is _SIZED[limit.of]:
        return replace(value, min=limit.minimum, max=limit.maximum)
    if value.items is not None:
        items = _limited(value.items, limit, part)
        return items and replace(value, items=items)
    if value.keys is not None and part == "keys":
        keys = _limited(value.keys, limit, "value")
        return keys and replace(value, keys=keys)
    if value.values is not None:
        values = _limited(value.values, limit, "value")
        return values and replace(value, values=values)
    return _limited_scalar(value, limit) if part == "value" else None


_SIZED = {"array": Kind.LIST, "map": Kind.MAP}


def _limited_scalar(value: ValueFacts, limit: _Limit) -> ValueFacts | None:
    suits = Kind.NUMBER if isinstance(limit, RangeLine) else Kind.TEXT
    if meet(value.kind, suits) is None:
        return None
    match limit:
        case LengthLine() | RangeLine():
            return replace(value, min=limit.minimum, max=limit.maximum)
        case PatternLine():
            return replace(value, pattern=limit.pattern)
        case ValuesLine():
            return replace(value, enum=tuple(EnumValue(value=one) for one in limit.values))
        case SizeLine():
            return None


def _untyped(member: Described, location: Location) -> ValueFacts:
    """Return what a member without a `Type` line must be, judging by where it is and its limits.

    Of a header or a parameter of the query, a length may be that of a list's items, so its kind
    stays open; a label is never a list, and no operation is known with a list of numbers there.
    """
    limits = {type(constraint) for _, constraint in member.constraints}
    if TypeLine in limits:
        return _UNSEEN
    if location is Location.PAYLOAD:
        return ValueFacts(kind=Kind.TEXT)
    is_list = SizeLine in limits
    kind = Kind.ANY
    if RangeLine in limits:
        kind = Kind.NUMBER
    elif limits & {LengthLine, PatternLine, ValuesLine} and (is_list or location is Location.URI):
        kind = Kind.STRING
    value = ValueFacts(kind=kind, line=member.line)
    return ValueFacts(kind=Kind.LIST, line=member.line, items=value) if is_list else value
