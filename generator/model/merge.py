"""Merging: what several pages say about one place becomes one set of facts.

The more specific kind wins. Two statements that exclude each other are a conflict: that of the page
that comes first in `page_order` is kept, and the conflict is recorded. Two wordings of
documentation are never a conflict; a text with its markup beats one that lost it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from generator.model.facts import EnumValue, MemberFacts, Number, PageFacts, PageKind, ValueFacts
from generator.model.fingerprints import Fingerprints
from generator.model.ir import Conflict
from generator.model.kinds import Kind, meet

T = TypeVar("T")

_KINDS_OF_PAGE = (
    PageKind.TYPE,
    PageKind.CLIENT,
    PageKind.OPERATION,
    PageKind.RESOURCE,
    PageKind.COMMON_ERRORS,
    PageKind.PAGINATOR,
    PageKind.WAITER,
)
_RULE = "page order"


def page_order(page: PageFacts) -> tuple[bool, int, str]:
    """Sort key of pages: with markup before without, then those that show more, then by id."""
    return page.plain, _KINDS_OF_PAGE.index(page.kind), page.id


class View(NamedTuple):
    """What one page, or several that were merged before, say about a value."""

    pages: str
    value: ValueFacts


class _MemberView(NamedTuple):
    pages: str
    member: MemberFacts


class Merger:
    """Merges views of one place and collects the conflicts among them."""

    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []
        self.fingerprints = Fingerprints()

    def value(self, views: Sequence[View], place: str) -> ValueFacts:
        """Merge views, given in the order of their pages.

        Args:
            views: At least one.
            place: Where the value stands, for conflicts.
        """
        if len(views) == 1 or len({self.fingerprints.of(v.value) for v in views}) == 1:
            return views[0].value
        agreeing = self._agreeing(views, place)
        # A reference back to an enclosing shape shows nothing that another view would not.
        showing = [view for view in agreeing if not view.value.recursive] or agreeing
        kind = views[0].value.kind
        for view in agreeing:
            kind = meet(kind, view.value.kind) or kind
        showing = [View(view.pages, _as_kind(view.value, kind)) for view in showing]
        values = [view.value for view in showing]
        return ValueFacts(
            kind=kind,
            line=values[0].line,
            name=self._stated(agreeing, place, "name", lambda value: value.name),
            documentation=_first(value.documentation for value in values),
            members=self._members(showing, place),
            complete=any(value.complete for value in values),
            items=self._child(showing, f"{place}[]", lambda value: value.items),
            keys=self._child(showing, f"{place}{{key}}", lambda value: value.keys),
            values=self._child(showing, f"{place}{{}}", lambda value: value.values),
            enum=self._enum(showing, place),
            min=self._limit(place, "min", [(v.pages, v.value.min) for v in showing]),
            max=self._limit(place, "max", [(v.pages, v.value.max) for v in showing]),
            pattern=self._stated(showing, place, "pattern", lambda value: value.pattern),
            recursive=showing[0].value.recursive,
            union=_first(value.union for value in values if value.union is not False)
            or _first(value.union for value in values),
            event_stream=any(value.event_stream for value in values),
            streaming=any(value.streaming for value in values),
            json_value=any(value.json_value for value in values),
        )

    def _agreeing(self, views: Sequence[View], place: str) -> list[View]:
        """Leave out the views of which the kind excludes that of an earlier one."""
        kind = views[0].value.kind
        agreeing: list[View] = []
        for view in views:
            met = meet(kind, view.value.kind)
            if met is None:
                self._conflict(place, "kind", (views[0].pages, kind), (view.pages, view.value.kind))
            else:
                kind = met
                agreeing.append(view)
        return agreeing

    def one(self, place: str, fact: str, stated: Sequence[tuple[str, T | None]]) -> T | None:
        """Return the first statement of a fact and record those that contradict it."""
        kept: tuple[str, T] | None = None
        for pages, value in stated:
            if value is None:
                continue
            if kept is None:
                kept = (pages, value)
            elif value != kept[1]:
                self._conflict(place, fact, kept, (pages, value))
        return kept[1] if kept else None

    def _stated(
        self, views: Sequence[View], place: str, fact: str, of: Callable[[ValueFacts], T | None]
    ) -> T | None:
        return self.one(place, fact, [(view.pages, of(view.value)) for view in views])

    def _limit(
        self, place: str, fact: str, stated: Sequence[tuple[str, Number | None]]
    ) -> Number | None:
        kept: Number | None = self.one(place, fact, stated)  # type: ignore[assignment]  # mypy joins the union to object
        return kept

    def _conflict(
        self, place: str, fact: str, kept: tuple[str, object], dropped: tuple[str, object]
    ) -> None:
        self.conflicts.append(
            Conflict(
                fact=f"{place} {fact}",
                kept=str(kept[1]),
                kept_from=kept[0],
                dropped=str(dropped[1]),
                dropped_from=dropped[0],
                rule=_RULE,
            )
        )

    def _child(
        self,
        views: Sequence[View],
        place: str,
        child: Callable[[ValueFacts], ValueFacts | None],
    ) -> ValueFacts | None:
        found = [
            View(view.pages, value) for view in views if (value := child(view.value)) is not None
        ]
        return self.value(found, place) if found else None

    def _enum(self, views: Sequence[View], place: str) -> tuple[EnumValue, ...] | None:
        """Return the values that any page states, in the order of the first that has some."""
        stated = [view for view in views if view.value.enum]
        if not stated:
            return _first(view.value.enum for view in views)
        merged: dict[str, EnumValue] = {}
        for view in stated:
            for value in view.value.enum or ():
                if value.value not in merged or merged[value.value].documentation is None:
                    merged[value.value] = value
        names = [value.value for value in stated[0].value.enum or ()]
        for view in stated[1:]:
            others = [value.value for value in view.value.enum or ()]
            if set(others) != set(names):
                self._conflict(place, "enum", (stated[0].pages, names), (view.pages, others))
        return tuple(merged.values())

    def _members(self, views: Sequence[View], place: str) -> tuple[MemberFacts, ...] | None:
        showing = [view for view in views if view.value.members is not None]
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
                by_name.setdefault(member.name, []).append(_MemberView(view.pages, member))
        return tuple(self._member(by_name[name], f"{place}.{name}") for name in order)

    def _member(self, views: Sequence[_MemberView], place: str) -> MemberFacts:
        if len(views) == 1:
            return views[0].member
        return MemberFacts(
            name=views[0].member.name,
            line=views[0].member.line,
            value=self.value([View(v.pages, v.member.value) for v in views], place),
            required=self.one(place, "required", [(v.pages, v.member.required) for v in views]),
            required_in_output=self.one(
                place,
                "required in output",
                [(v.pages, v.member.required_in_output) for v in views],
            ),
            documentation=_first(view.member.documentation for view in views),
            location=self.one(place, "location", [(v.pages, v.member.location) for v in views]),
            wire_name=self.one(place, "wire name", [(v.pages, v.member.wire_name) for v in views]),
            idempotency_token=any(view.member.idempotency_token for view in views),
            deprecated=any(view.member.deprecated for view in views),
        )


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _as_kind(value: ValueFacts, kind: Kind) -> ValueFacts:
    """Give what is said of a value of unknown kind to the items, where that is a list."""
    if kind is not Kind.LIST or value.kind is Kind.LIST:
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
