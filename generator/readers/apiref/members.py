"""Members: the two halves of an API Reference page joined, syntax blocks and descriptions.

A description gives a member's name, prose and constraint lines; a syntax block, where there is one,
shows how deep the members go. A `Type` line is the exact one about kinds and names of structures.
Both halves must agree, or the page isn't what it seems to be.
"""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from generator.model.facts import EnumValue, Location, MemberFacts, ValueFacts
from generator.model.kinds import Kind, meet
from generator.readers.apiref.constraints import (
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
from generator.readers.apiref.described import Described, sort_of
from generator.readers.apiref.document import Report
from generator.readers.apiref.http import Binding
from generator.readers.unreadable import UnreadableError

Side = Literal["request", "response", "type"]
"""Where a member is described; a data type may be of both directions."""


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
        members: list[MemberFacts] = []
        of_block = as_structure(shown).members or ()
        pairs = _aligned(of_block, described)
        for member in of_block:
            found = pairs.pop(member.name, None)
            if found is None:
                expected = f"the member {member.name!r} described, as the syntax block shows it"
                self.report(member.line, expected, "no description of it")
            else:
                joined = self._typed(found, member.value, Location.BODY)
                members += [_named(one, member) for one in joined]
        matched = {one.name for one in members}
        for extra in described:
            if extra.name.name not in matched and not _is_matched(extra, members):
                expected = "a member that the syntax block shows"
                self.report(extra.line, expected, f"the description of {extra.name.name!r}")
        return members

    def undepicted(
        self, described: Sequence[Described], location: Location | None
    ) -> list[MemberFacts]:
        """Return members of which no syntax block shows anything."""
        return [facts for one in described for facts in self._typed(one, _UNSEEN, location)]

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
            shown = member.name.wire_name or member.name.name
            slot = binding.bind(shown, member.name.name if member.name.is_stated else None)
            if slot is None:
                expected = "a member that the syntax block shows"
                self.report(member.line, expected, f"the description of {shown!r}")
                continue
            facts = self._member(member, _untyped(member, slot.location), slot.location)
            members += [
                replace(one, name=slot.name, wire_name=slot.wire_name, named_on_wire=slot.on_wire)
                for one in facts
            ]
        for name in binding.unbound():
            expected = f"the member {name!r} described, as the syntax block shows it"
            self.report(line, expected, "no description of it")
        return members

    def _typed(
        self, member: Described, shown: ValueFacts, location: Location | None
    ) -> list[MemberFacts]:
        if self.side != "response" and member.required is None:
            expected = f"a line `Required: ...` in the description of {member.name.name!r}"
            self.report(member.line, expected, "none")
        return self._member(member, shown, location)

    def _member(
        self, member: Described, shown: ValueFacts, location: Location | None
    ) -> list[MemberFacts]:
        """Return the member, or nothing where its description contradicts itself or the block."""
        try:
            value = _queried(member, described_value(member, shown))
        except UnreadableError as error:
            self.report(error.line, error.expected, error.found)
            return []
        return [
            MemberFacts(
                name=member.name.name,
                value=value,
                line=member.line,
                required=None if self.side == "response" else member.required,
                required_in_output=None if self.side == "request" else member.required,
                documentation=member.documentation,
                location=location,
                wire_name=member.name.wire_name,
                named_on_wire=member.name.on_wire,
            )
        ]


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _aligned(shown: Sequence[MemberFacts], described: Sequence[Described]) -> dict[str, Described]:
    """Find the description of each member that a block shows, by the name that the block has.

    A block shows names on the wire; a description may have the member's. Of one that is left over
    on either side the names may have nothing in common.
    """
    by_name = {one.name.wire_name or one.name.name: one for one in described}
    by_letters = {_letters(name): one for name, one in by_name.items()}
    pairs: dict[str, Described] = {}
    for member in shown:
        found = by_name.get(member.name)
        if found is None:
            found = by_letters.get(_letters(member.name))
        if found is not None:
            pairs[member.name] = found
    taken = {one.line for one in pairs.values()}
    over = [one for one in described if one.line not in taken]
    missing = [member.name for member in shown if member.name not in pairs]
    if len(over) == len(missing) == 1:
        pairs[missing[0]] = over[0]
    return pairs


def _named(described: MemberFacts, shown: MemberFacts) -> MemberFacts:
    """Give a member the name on the wire that the block shows."""
    differs = described.name != shown.name
    if not differs and not shown.named_on_wire:
        return described
    return replace(
        described,
        wire_name=shown.name if differs else None,
        named_on_wire=not differs,
        xml_attribute=shown.xml_attribute,
    )


def _is_matched(described: Described, members: Sequence[MemberFacts]) -> bool:
    return any(member.line == described.line for member in members)


def _queried(member: Described, value: ValueFacts) -> ValueFacts:
    """Add what the term says of the form in a query string."""
    name = member.name
    item = name.item_name or member.entry
    if name.flattened is None and item is None:
        return value
    return replace(value, flattened=name.flattened, item_name=item)


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
        if _may_be_of_another(constraint, member):
            continue
        match constraint:
            case TypeLine():
                value = _joined(constraint.type, value, line)
            case LengthLine() | RangeLine() | PatternLine() | ValuesLine() | SizeLine():
                value = _limited_on(line, value, constraint)
            case RequiredLine() | StatusLine():
                pass
    return _as_union(value) if member.union else value


def _may_be_of_another(limit: Constraint, member: Described) -> bool:
    """Tell whether a line may be about a list or map that is held, or about that which holds it.

    Each of them may have such a line; where there are fewer, none says whose it is.
    """
    part = getattr(limit, "part", "value")
    if not isinstance(limit, SizeLine) and part != "keys":
        return False
    of = ListRef if isinstance(limit, SizeLine) and limit.of == "array" else MapRef
    lines = [one for _, one in member.constraints if sort_of(one) == sort_of(limit)]
    trees = [one.type for _, one in member.constraints if isinstance(one, TypeLine)]
    return any(len(lines) < _count(tree, of) for tree in trees)


def _count(tree: TypeTree, of: type[ListRef] | type[MapRef]) -> int:
    """Return how many lists or maps there are in a type."""
    own = isinstance(tree, of)
    match tree:
        case ListRef():
            return own + _count(tree.items, of)
        case MapRef():
            return own + _count(tree.values, of)
        case TypeRef():
            return 0


def _joined(tree: TypeTree, shown: ValueFacts, line: int) -> ValueFacts:
    stated = _kind(tree)
    if stated is Kind.STRUCTURE and shown.kind is Kind.MAP:
        shown = as_structure(shown)
    if stated is Kind.LIST:
        shown = _as_list(tree, shown)
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


def _as_list(tree: TypeTree, shown: ValueFacts) -> ValueFacts:
    """Read an element of XML as the list that it is said to be.

    An element of several stands for one item of a list without an element around; one of a single
    element for the list, and this for an item, unless it can't be one.
    """
    items = tree.items if isinstance(tree, ListRef) else tree
    members = shown.members or ()
    if shown.kind is Kind.ANY and len(members) == 1:
        item = members[0].value
        if meet(_kind(items), item.kind) is not None or _is_element(item):
            return replace(
                shown, kind=Kind.LIST, members=None, items=item, item_name=members[0].name
            )
    if shown.kind in (Kind.STRUCTURE, Kind.ANY) and members:
        whole = replace(shown, kind=Kind.STRUCTURE)
        return ValueFacts(kind=Kind.LIST, line=shown.line, items=whole, flattened=True)
    return shown


def _is_element(value: ValueFacts) -> bool:
    return value.kind is Kind.ANY and value.members is not None


def _kind(tree: TypeTree) -> Kind:
    match tree:
        case ListRef():
            return Kind.LIST
        case MapRef():
            return Kind.MAP
        case TypeRef():
            return tree.kind


def as_structure(shown: ValueFacts) -> ValueFacts:
    """Read what a block shows as a structure.

    `{"string": ...}` is one of which the one member is called so, and so is an element of XML that
    holds one other.

    Raises:
        UnreadableError: Where the block shows no object.
    """
    if shown.kind is Kind.MAP and shown.values is not None:
        member = MemberFacts(name="string", line=shown.line, value=shown.values)
        return ValueFacts(kind=Kind.STRUCTURE, line=shown.line, members=(member,))
    if meet(shown.kind, Kind.STRUCTURE) is None:
        raise UnreadableError(shown.line, "an object", f"a {shown.kind}")
    return replace(shown, kind=Kind.STRUCTURE) if shown.members else shown


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
    """Set a limit on the part of a value that it suits; None where there is no such part.

    Of two limits of a sort the second is about what is further inside.
    """
    if isinstance(limit, SizeLine) and value.kind is _SIZED[limit.of] and not _has(value, limit):
        return replace(value, min=limit.minimum, max=limit.maximum)
    if value.items is not None:
        items = _limited(value.items, limit, part)
        return items and replace(value, items=items)
    if value.keys is not None and part == "keys" and not _has(value.keys, limit):
        keys = _limited(value.keys, limit, "value")
        return keys and replace(value, keys=keys)
    if value.values is not None:
        inside: Part = "keys" if part == "keys" else "value"
        values = _limited(value.values, limit, inside)
        return values and replace(value, values=values)
    if part != "value" or _has(value, limit):
        return None
    return _limited_scalar(value, limit)


def _has(value: ValueFacts, limit: _Limit) -> bool:
    match limit:
        case PatternLine():
            return value.pattern is not None
        case ValuesLine():
            return bool(value.enum)
        case _:
            return (value.min, value.max) != (None, None)


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
