"""Alignment: views of one place, so rewritten that like stands beside like.

Some pages show only what goes over the wire. Their members get the names that other pages state,
and keep their own as the wire name. An element of XML with one element inside may be a list, a map
or a structure; one with more, or with none, may be an item of a list that stands there flattened.
What another page says of the same place decides. And where a page shows a body by what is in it,
another tells whether that is one member, which is the payload.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from generator.model.facts import Location, MemberFacts, ValueFacts
from generator.model.kinds import Kind, meet
from generator.model.rules import Fact, Source, Speaker, by_trust


class View(NamedTuple):
    """What one page says about a value."""

    source: Source
    value: ValueFacts
    xml: bool = False
    """Whether it stands inside a body in XML."""

    @property
    def in_xml(self) -> bool:
        """Whether it is a body in XML, or stands inside one."""
        return self.xml or self.value.xml_name is not None

    def of(self, value: ValueFacts) -> "View":
        """Return what the page says about a value inside this one."""
        return View(self.source, value, self.xml or self.value.xml_name is not None)


def _of_one_voice(views: Sequence[View]) -> bool:
    """Tell whether all views are equally trusted on everything."""
    first = views[0].source.voice
    for view in views:  # noqa: SIM110 (a generator takes thrice the time)
        if view.source.voice is not first:
            return False
    return True


def trusted(fact: Fact, views: Sequence[View]) -> Sequence[View]:
    """Return views in the order of trust on a fact."""
    if _of_one_voice(views):
        return views
    order = by_trust(fact, tuple(view.source.voice for view in views))
    return [views[index] for index in order]


def aligned(views: Sequence[View]) -> Sequence[View]:
    """Return the views of one value, and of the names of its members, in the same terms.

    What is inside the members stays as it is.
    """
    if _of_one_voice(views):
        return views
    return _renamed(_enclosed(_reread(views)))


AGGREGATES = (Kind.LIST, Kind.MAP, Kind.STRUCTURE)


def _is_open(view: View) -> bool:
    """Tell whether a view leaves open what kind of aggregate it shows."""
    return view.in_xml or (view.value.kind is Kind.ANY and view.value.members is not None)


def _reread(views: Sequence[View]) -> Sequence[View]:
    """Read elements of XML as what others say that stands there."""
    settled = [
        view.value
        for view in trusted(Fact.KIND, views)
        if not _is_open(view) and view.value.kind in AGGREGATES
    ]
    if not settled or len(settled) == len(views):
        return views
    kind = settled[0].kind
    return [
        view._replace(value=_as_kind(view.value, kind, settled)) if _is_open(view) else view
        for view in views
    ]


def _as_kind(value: ValueFacts, kind: Kind, settled: Sequence[ValueFacts]) -> ValueFacts:
    if value.kind is kind:
        return value
    if kind is Kind.LIST:
        return _as_list(value, _names(chain.from_iterable(_members(one.items) for one in settled)))
    if kind is Kind.MAP:
        return _as_map(value)
    return _as_structure(value)


def _members(value: ValueFacts | None) -> tuple[MemberFacts, ...]:
    return (value.members if value else None) or ()


def _as_structure(value: ValueFacts) -> ValueFacts:
    if value.kind is Kind.ANY and value.members is not None:
        return replace(value, kind=Kind.STRUCTURE)
    return value


def _inner_element(value: ValueFacts) -> MemberFacts | None:
    """Return the one element inside an element that leaves open what it is."""
    inside = _members(value)
    return inside[0] if value.kind is Kind.ANY and len(inside) == 1 else None


def _as_list(value: ValueFacts, item_members: set[str]) -> ValueFacts:
    """Read an element as a list, or as an item of one that is flattened.

    Args:
        value: The element.
        item_members: The letters of the names of what the items hold, as far as others show it.
    """
    inner = _inner_element(value)
    if inner is not None and (
        letters(inner.name) not in item_members or _names(_members(inner.value)) & item_members
    ):
        return _list(value, inner.value, item_name=inner.name)
    if value.members == ():
        return ValueFacts(kind=Kind.LIST, line=value.line)
    return _list(value, _as_structure(value), flattened=True)


def _list(
    value: ValueFacts,
    items: ValueFacts,
    *,
    item_name: str | None = None,
    flattened: bool | None = None,
) -> ValueFacts:
    return ValueFacts(
        kind=Kind.LIST, line=value.line, items=items, item_name=item_name, flattened=flattened
    )


def _as_map(value: ValueFacts) -> ValueFacts:
    inner = _inner_element(value)
    pair = _members(inner.value if inner else value)
    if len(pair) != 2:
        return value
    key, held = pair
    return ValueFacts(
        kind=Kind.MAP,
        line=value.line,
        keys=key.value,
        values=held.value,
        flattened=None if inner else True,
    )


def _enclosed(views: Sequence[View]) -> Sequence[View]:
    """Put what pages show as a body into the member that is the body, where another page has it."""
    asked = [view for view in trusted(Fact.PAYLOAD, views) if _is_boto3(view)]
    if not asked or all(_is_boto3(view) or not _body(view.value) for view in views):
        return views
    side = _members(asked[0].value)
    return [
        view if _is_boto3(view) else view._replace(value=_with_payload(view.value, side))
        for view in views
    ]


def _body(value: ValueFacts) -> list[MemberFacts]:
    return [member for member in _members(value) if member.location is Location.BODY]


def _with_payload(value: ValueFacts, side: Sequence[MemberFacts]) -> ValueFacts:
    """Read a body as the only structure that holds all of it, unless the side holds it as well.

    Args:
        value: The side of an operation, of which a page shows the message.
        side: What the side's members are.
    """
    body, shown = _body(value), _members(value)
    if all(_is_among(member, side) for member in body):
        return value
    holders = [
        other
        for other in side
        if other.value.kind is Kind.STRUCTURE
        and not any(_is_among(member, [other]) for member in shown)
        and all(_is_among(member, _members(other.value)) for member in body)
    ]
    if len(holders) != 1:
        return value
    payload = MemberFacts(
        name=holders[0].name,
        line=value.line,
        value=ValueFacts(
            kind=Kind.STRUCTURE,
            line=value.line,
            members=tuple(replace(member, location=None) for member in body),
            complete=value.complete,
            xml_name=value.xml_name,
            xml_namespace=value.xml_namespace,
        ),
        location=Location.PAYLOAD,
    )
    outside = [member for member in shown if member.location is not Location.BODY]
    return replace(value, members=(*outside, payload), xml_name=None, xml_namespace=None)


def _is_among(member: MemberFacts, others: Sequence[MemberFacts]) -> bool:
    """Tell whether a member is called as one of others, by either's name on the wire."""
    return any(is_same(member, other) for is_same in _TESTS for other in others)


def letters(name: str) -> str:
    """Return what is left of a name without regard to case and punctuation."""
    return "".join(character for character in name.casefold() if character.isalnum())


def _names(members: "chain[MemberFacts] | tuple[MemberFacts, ...]") -> set[str]:
    return {letters(member.name) for member in members}


def _renamed(views: Sequence[View]) -> Sequence[View]:
    """Give members the names that those views state who know them."""
    stated = _stated_names(views)
    if all(_is_settled(view, stated) for view in views):
        return views
    return [
        view if _is_settled(view, stated) else view._replace(value=_with_names(view.value, stated))
        for view in views
    ]


def _stated_names(views: Sequence[View]) -> dict[str, MemberFacts]:
    """Return the members whose names hold: boto3's, or those that are not only on the wire."""
    by_boto3 = [view for view in views if _is_boto3(view) and view.value.members]
    stated: dict[str, MemberFacts] = {}
    for view in by_boto3 or trusted(Fact.MEMBER_NAME, views):
        for member in _members(view.value):
            if not member.named_on_wire:
                stated.setdefault(member.name, member)
    return stated


def _is_boto3(view: View) -> bool:
    return view.source.voice.speaker is Speaker.BOTO3


def _is_settled(view: View, stated: dict[str, MemberFacts]) -> bool:
    return (
        not stated
        or _is_boto3(view)
        or all(
            member.name in stated and not member.named_on_wire for member in _members(view.value)
        )
    )


def _with_names(value: ValueFacts, stated: dict[str, MemberFacts]) -> ValueFacts:
    members = _members(value)
    names = _matches(members, stated, complete=value.complete)
    if not names:
        return value
    return replace(value, members=tuple(_called(one, names.get(one.name)) for one in members))


def _called(member: MemberFacts, name: str | None) -> MemberFacts:
    if name is None:
        return member
    wire_name = member.wire_name or (member.name if member.name != name else None)
    return replace(member, name=name, named_on_wire=False, wire_name=wire_name)


_ON_WIRE = (Location.URI, Location.QUERYSTRING, Location.HEADER)
"""Where a name is that of a label, a parameter or a header."""


def _matches(
    members: Sequence[MemberFacts], stated: dict[str, MemberFacts], *, complete: bool
) -> dict[str, str]:
    """Find the names of members by those that they have on the wire.

    A match has to be the only one. Where a page evidently shows names on the wire, values or a part
    of the name tell too; and what is left over in the end on either side, one and one, is the same
    if its kinds allow it.
    """
    free = dict(stated)
    left = list(members)
    found: dict[str, str] = {}
    for is_same in _TESTS:
        _match(left, free, found, is_same)
    if all(name == other for name, other in found.items()):
        left = [one for one in left if one.named_on_wire or one.location in _ON_WIRE]
    for is_like in _HINTS:
        _match(left, free, found, is_like)
    if complete and len(left) == len(free) == 1:
        ((name, other),) = free.items()
        if _may_be_one(left[0], other):
            found[left[0].name] = name
    return found


def _match(
    left: list[MemberFacts],
    free: dict[str, MemberFacts],
    found: dict[str, str],
    is_same: Callable[[MemberFacts, MemberFacts], bool],
) -> None:
    """Move members that are the same as exactly one of those that are free to those found."""
    for member in tuple(left):
        same = [name for name, other in free.items() if is_same(member, other)]
        if len(same) == 1 and sum(is_same(one, free[same[0]]) for one in left) == 1:
            found[member.name] = same[0]
            left.remove(member)
            del free[same[0]]


def _same_name(member: MemberFacts, other: MemberFacts) -> bool:
    return member.name == other.name


def _same_wire_name(member: MemberFacts, other: MemberFacts) -> bool:
    return member.name == other.wire_name


def _same_letters(member: MemberFacts, other: MemberFacts) -> bool:
    return letters(member.name) == letters(other.name)


def _same_but_number(member: MemberFacts, other: MemberFacts) -> bool:
    """Tell whether the names differ in how they say that there are several."""
    return other.value.kind in (Kind.LIST, Kind.MAP) and _singular(member.name) == _singular(
        other.name
    )


_TESTS: tuple[Callable[[MemberFacts, MemberFacts], bool], ...] = (
    _same_name,
    _same_wire_name,
    _same_letters,
    _same_but_number,
)


def _same_values(member: MemberFacts, other: MemberFacts) -> bool:
    values, others = member.value.enum, other.value.enum
    return bool(values and others) and {one.value for one in values or ()} == {
        one.value for one in others or ()
    }


def _part_of_name(member: MemberFacts, other: MemberFacts) -> bool:
    """Tell whether one name is the beginning or the end of the other."""
    short, long = sorted((letters(member.name), letters(other.name)), key=len)
    return (long.startswith(short) or long.endswith(short)) and _may_be_one(member, other)


def _same_words(member: MemberFacts, other: MemberFacts) -> bool:
    """Tell whether both are described by the same first sentence, which is a line of its own."""
    said = _first_sentence(member)
    return bool(said) and said == _first_sentence(other) and _may_be_one(member, other)


def _first_sentence(member: MemberFacts) -> str:
    return letters((member.documentation or "").partition("\n")[0])


_HINTS: tuple[Callable[[MemberFacts, MemberFacts], bool], ...] = (
    _same_values,
    _same_words,
    _part_of_name,
)


def _singular(name: str) -> str:
    """Return the stem that a name shares with its plural, with that of a set, too."""
    plain = letters(name).removesuffix("set")
    return plain.removesuffix("ies") + "y" if plain.endswith("ies") else plain.rstrip("es")


def _may_be_one(member: MemberFacts, other: MemberFacts) -> bool:
    kind, other_kind = member.value.kind, other.value.kind
    return meet(kind, other_kind) is not None or (member.named_on_wire and other_kind in AGGREGATES)
