"""Values: what a member's constraint lines and the syntax block state together about its value.

A `Type` line is the exact one about kinds and names of structures; the block shows how deep they
go. The other lines limit the part that they suit.
"""

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
from generator.readers.unreadable import UnreadableError

UNSEEN = ValueFacts(kind=Kind.ANY)


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
            return replace(value, items=_joined(tree.items, shown.items or UNSEEN, line))
        case MapRef():
            keys = _joined(tree.keys, shown.keys or UNSEEN, line)
            values = _joined(tree.values, shown.values or UNSEEN, line)
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


def untyped_value(member: Described, location: Location) -> ValueFacts:
    """Return what a member without a `Type` line must be, judging by where it is and its limits.

    Of a header or a parameter of the query, a length may be that of a list's items, so its kind
    stays open; a label is never a list, and no operation is known with a list of numbers there.
    """
    limits = {type(constraint) for _, constraint in member.constraints}
    if TypeLine in limits:
        return UNSEEN
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
