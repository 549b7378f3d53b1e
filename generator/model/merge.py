"""Merging: what several pages say about one place becomes one set of facts.

The more specific kind wins, and what one page states completes the others. Two statements that
exclude each other are a disagreement: `rules` say whose is kept, and the other is recorded. Two
wordings of documentation are none.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec.structs import replace

from generator.model.alignment import View, aligned, trusted
from generator.model.facts import EnumValue, MemberFacts, ValueFacts
from generator.model.fingerprints import Fingerprints
from generator.model.ir import Conflict
from generator.model.kinds import Kind, meet
from generator.model.rules import Fact, Source, by_trust, deciding


class Statement(NamedTuple):
    """What a page states of one fact; the value is None where it does not."""

    source: Source
    value: Any
    line: int


class Disagreement(NamedTuple):
    """A conflict, with the lines of the pages as `file:line`."""

    conflict: Conflict
    kept: str
    dropped: str


class _MemberView(NamedTuple):
    view: View
    """Of the structure."""
    member: MemberFacts


class Merger:
    """Merges views of one place and collects the disagreements among them.

    Args:
        fingerprints: Those of the values that are merged.
        shallow: Whether what structures hold inside of the value is left out: it is merged there.
    """

    def __init__(self, fingerprints: Fingerprints | None = None, *, shallow: bool = False) -> None:
        self.shallow = shallow
        self.disagreements: list[Disagreement] = []
        self.fingerprints = fingerprints or Fingerprints()

    def value(self, views: Sequence[View], place: str) -> ValueFacts:
        """Merge views.

        Args:
            views: At least one; of those that are equally trusted, the first counts more.
            place: Where the value stands, for conflicts.
        """
        return views[0].value if len(views) == 1 else self._merged(views, place, inside=False)

    def agreeing(self, views: Sequence[View], place: str) -> list[View]:
        """Leave out the views of which the kind excludes that of one that is trusted more."""
        ordered = trusted(Fact.KIND, views)
        kind = ordered[0].value.kind
        dropped: list[int] = []
        for view in ordered:
            met = meet(kind, view.value.kind)
            if met is None:
                self._disagree(
                    Fact.KIND,
                    f"{place} {Fact.KIND}",
                    Statement(ordered[0].source, kind, ordered[0].value.line),
                    Statement(view.source, view.value.kind, view.value.line),
                )
                dropped.append(id(view.value))
            else:
                kind = met
        return [view for view in views if id(view.value) not in dropped] if dropped else [*views]

    def _inside(self, views: Sequence[View], place: str) -> ValueFacts:
        """Merge views of what a structure, a list or a map holds; most say the same."""
        if len(views) == 1 or len({self.fingerprints.of(view.value) for view in views}) == 1:
            return views[0].value
        return self._merged(views, place, inside=True)

    def _merged(self, views: Sequence[View], place: str, *, inside: bool) -> ValueFacts:
        agreeing = self.agreeing(aligned(views), place)
        # A reference back to an enclosing shape shows nothing that another view would not.
        showing = [view for view in agreeing if not view.value.recursive] or agreeing
        kind = agreeing[0].value.kind
        for view in agreeing:
            kind = meet(kind, view.value.kind) or kind
        if kind is Kind.LIST:
            showing = [view._replace(value=_as_list(view.value)) for view in showing]
        if inside and self.shallow and kind is Kind.STRUCTURE:
            recursive = showing[0].value.recursive
            return ValueFacts(kind=kind, line=showing[0].value.line, recursive=recursive)
        values = [view.value for view in showing]
        return ValueFacts(
            kind=kind,
            line=values[0].line,
            documentation=_documentation(showing, [value.documentation for value in values]),
            members=self._members(showing, place),
            complete=any(value.complete for value in values),
            items=self._child(showing, f"{place}[]", "items"),
            keys=self._child(showing, f"{place}{{key}}", "keys"),
            values=self._child(showing, f"{place}{{}}", "values"),
            enum=self._enum(showing, place),
            recursive=values[0].recursive,
            union=_any_stated([value.union for value in values]),
            event_stream=any(value.event_stream for value in values),
            streaming=any(value.streaming for value in values),
            json_value=any(value.json_value for value in values),
            name=self._stated(Fact.SHAPE_NAME, agreeing, place, "name"),
            **self._of_value(showing, place),
        )

    def one(
        self, fact: Fact, place: str, statements: Sequence[Statement], *, part: str | None = None
    ) -> Any:
        """Return the statement of a fact that is trusted most; record those that contradict it.

        Args:
            fact: What is stated.
            place: Of what, for conflicts.
            statements: By page; a value of None states nothing.
            part: Which part of the fact it is.
        """
        stated = [one for one in statements if one.value is not None]
        if not stated:
            return None
        order = by_trust(fact, tuple(one.source.voice for one in stated))
        stated = [stated[index] for index in order]
        for other in stated[1:]:
            if other.value != stated[0].value:
                self._disagree(fact, f"{place} {part or fact}", stated[0], other)
        return stated[0].value

    def _stated(self, fact: Fact, views: Sequence[View], place: str, field: str) -> Any:
        values = [getattr(view.value, field) for view in views]
        stated = {value for value in values if value is not None}
        if len(stated) <= 1:
            return stated.pop() if stated else None
        statements = [
            Statement(view.source, value, view.value.line)
            for view, value in zip(views, values, strict=True)
        ]
        return self.one(fact, place, statements)

    def _disagree(self, fact: Fact, where: str, kept: Statement, dropped: Statement) -> None:
        conflict = Conflict(
            fact=where,
            kept=str(kept.value),
            kept_from=kept.source.id,
            dropped=str(dropped.value),
            dropped_from=dropped.source.id,
            rule=deciding(fact, kept.source.voice, dropped.source.voice),
        )
        lines = (f"{one.source.file}:{one.line}" for one in (kept, dropped))
        self.disagreements.append(Disagreement(conflict, *lines))

    def _child(self, views: Sequence[View], place: str, field: str) -> ValueFacts | None:
        found = [
            view.of(value) for view in views if (value := getattr(view.value, field)) is not None
        ]
        return self._inside(found, place) if found else None

    def _enum(self, views: Sequence[View], place: str) -> tuple[EnumValue, ...] | None:
        """Return the values that any page states, in the order of the one trusted most."""
        stated = [view for view in trusted(Fact.ENUM, views) if view.value.enum]
        if not stated:
            return next((v.value.enum for v in views if v.value.enum is not None), None)
        merged: dict[str, EnumValue] = {}
        for view in stated:
            for value in view.value.enum or ():
                if value.value not in merged or merged[value.value].documentation is None:
                    merged[value.value] = value
        first, *others = (_statement_of_enum(view) for view in stated)
        for other in others:
            if set(other.value) != set(first.value):
                self._disagree(Fact.ENUM, f"{place} {Fact.ENUM}", first, other)
        return tuple(merged.values())

    def _members(self, views: Sequence[View], place: str) -> tuple[MemberFacts, ...] | None:
        showing = [view for view in trusted(Fact.ORDER, views) if view.value.members is not None]
        if not showing:
            return None
        by_name: dict[str, list[_MemberView]] = {}
        order: list[str] = []
        for view in showing:
            position = 0
            for member in view.value.members or ():
                if member.name in by_name:
                    position = order.index(member.name) + 1
                else:
                    order.insert(position, member.name)
                    position += 1
                by_name.setdefault(member.name, []).append(_MemberView(view, member))
        return tuple(self._member(by_name[name], f"{place}.{name}") for name in order)

    def _member(self, views: Sequence[_MemberView], place: str) -> MemberFacts:
        if len(views) == 1:
            return views[0].member
        members = [one.member for one in views]
        first = members[0]
        changed = self._bound(views, place)
        if not _are_one([self.fingerprints.of(one.value) for one in members]):
            inside = [one.view.of(one.member.value) for one in views]
            changed["value"] = self._merged(inside, place, inside=True)
        if not _are_one([_said_of(one) for one in members]):
            changed["documentation"] = _documentation(
                [one.view for one in views], [one.documentation for one in members]
            )
            changed["named_on_wire"] = all(one.named_on_wire for one in members)
            flags = zip(*map(_flags_of, members), strict=True)
            changed |= {name: any(flag) for name, flag in zip(_FLAGS, flags, strict=True)}
        return replace(first, **changed) if changed else first

    def _bound(self, views: Sequence[_MemberView], place: str) -> dict[str, Any]:
        """Merge what pages say otherwise than the first of the facts that one page decides."""
        said = [_key_of_member(one.member) for one in views]
        if _are_one(said):
            return {}
        bound: dict[str, Any] = {}
        for (name, fact), values in zip(_OF_MEMBERS.items(), zip(*said, strict=True), strict=True):
            if values.count(values[0]) < len(values):
                merged = self._of_member(fact, views, place, values)
                if merged != values[0]:
                    bound[name] = merged
        return bound

    def _of_value(self, views: Sequence[View], place: str) -> dict[str, Any]:
        first = _key_of_value(views[0].value)
        if all(_key_of_value(view.value) == first for view in views[1:]):
            return dict(zip(_OF_VALUES, first, strict=True))
        return {name: self._stated(f, views, place, name) for name, f in _OF_VALUES.items()}

    def _of_member(
        self, fact: Fact, views: Sequence[_MemberView], place: str, values: Sequence[Any]
    ) -> Any:
        stated = {value for value in values if value is not None}
        if len(stated) == 1:
            return stated.pop()
        statements = [
            Statement(one.view.source, value, one.member.line)
            for one, value in zip(views, values, strict=True)
        ]
        return self.one(fact, place, statements)


def _are_one(said: Sequence[object]) -> bool:
    """Tell whether all of several are the same."""
    return said.count(said[0]) == len(said)


_OF_VALUES = {
    "min": Fact.MIN,
    "max": Fact.MAX,
    "pattern": Fact.PATTERN,
    "item_name": Fact.ITEM_NAME,
    "flattened": Fact.FLATTENED,
    "xml_name": Fact.XML_NAME,
    "xml_namespace": Fact.XML_NAMESPACE,
}
"""The facts about a value that one page decides, by field."""
_key_of_value = attrgetter(*_OF_VALUES)
_OF_MEMBERS = {
    "required": Fact.REQUIRED,
    "required_in_output": Fact.REQUIRED_IN_OUTPUT,
    "location": Fact.LOCATION,
    "wire_name": Fact.WIRE_NAME,
}
"""The facts about a member that one page decides, by field."""
_key_of_member: Callable[[MemberFacts], tuple[Any, ...]] = attrgetter(*_OF_MEMBERS)
_FLAGS = ("host_label", "xml_attribute", "idempotency_token", "deprecated")
"""What is so if any page says it."""
_flags_of: Callable[[MemberFacts], tuple[bool, ...]] = attrgetter(*_FLAGS)
_said_of: Callable[[MemberFacts], tuple[object, ...]] = attrgetter(
    "documentation", "named_on_wire", *_FLAGS
)


def _statement_of_enum(view: View) -> Statement:
    return Statement(view.source, [value.value for value in view.value.enum or ()], view.value.line)


def _any_stated(values: Sequence[bool | None]) -> bool | None:
    """Return True where any says so, False where any denies it."""
    return True if True in values else False if False in values else None


def _documentation(views: Sequence[View], texts: Sequence[str | None]) -> str | None:
    """Return the text that is trusted most."""
    if texts.count(texts[0]) == len(texts):
        return texts[0]
    order = by_trust(Fact.DOCUMENTATION, tuple(view.source.voice for view in views))
    return next((text for index in order if (text := texts[index]) is not None), None)


def _as_list(value: ValueFacts) -> ValueFacts:
    """Give what is said of a value of unknown kind, which is a list, to its items."""
    if value.kind is Kind.LIST:
        return value
    items = ValueFacts(
        kind=Kind.ANY, min=value.min, max=value.max, pattern=value.pattern, enum=value.enum
    )
    return ValueFacts(kind=Kind.LIST, line=value.line, items=items)


def compatible(one: ValueFacts, other: ValueFacts) -> bool:
    """Tell whether two values may be of the same type: nothing that both state differs."""
    if meet(one.kind, other.kind) is None:
        return False
    if one.recursive or other.recursive:
        return True
    if _differ(one.name, other.name) or _differ(one.pattern, other.pattern):
        return False
    if _differ(one.min, other.min) or _differ(one.max, other.max):
        return False
    if _differ(one.union, other.union) or _differ(_enum_values(one), _enum_values(other)):
        return False
    if not _compatible_members(one, other):
        return False
    pairs = ((one.items, other.items), (one.keys, other.keys), (one.values, other.values))
    return all(a is None or b is None or compatible(a, b) for a, b in pairs)


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _enum_values(value: ValueFacts) -> list[str] | None:
    return None if value.enum is None else [item.value for item in value.enum]


def _compatible_members(one: ValueFacts, other: ValueFacts) -> bool:
    if one.members is None or other.members is None:
        return True
    others = {member.name: member for member in other.members}
    names = [member.name for member in one.members]
    if len(names) != len(others):
        return False
    if names != list(others) and not (_is_sorted(one) or _is_sorted(other)):
        return False
    for member in one.members:
        counterpart = others.get(member.name)
        if counterpart is None or _differ(member.required, counterpart.required):
            return False
        if not compatible(member.value, counterpart.value):
            return False
    return True


def _is_sorted(value: ValueFacts) -> bool:
    """Tell whether members stand in no order of their own: API References sort them by name.

    Such pages give shapes a name, or show kinds that leave something open.
    """
    members = value.members or ()
    names = [member.name for member in members]
    from_reference = value.name is not None or any(
        member.value.kind in (Kind.TEXT, Kind.NUMBER) for member in members
    )
    return from_reference and names == sorted(names, key=str.lower)
