"""Viewing: what several views of one value show together, before they are merged.

Grouping asks what a value is, what it holds and what it is called, for each of its views at once.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.model.alignment import AGGREGATES, View, trusted
from generator.model.facts import MemberFacts, ValueFacts
from generator.model.kinds import Kind
from generator.model.rules import Fact


def telling(views: Sequence[View]) -> ValueFacts:
    """Return what a value is: some pages show no more than that there is one."""
    for view in views:
        if view.value.kind in _HOLDING:
            return view.value
    return views[0].value


def _holds_shapes(value: ValueFacts) -> bool:
    """Tell whether a value is more than a scalar."""
    return value.kind in _HOLDING or value.recursive or value.members is not None


_HOLDING = frozenset(AGGREGATES)


def held_by(views: Sequence[View]) -> Iterator[tuple[MemberFacts, Sequence[View]]]:
    """Yield the members that views of a structure show, each with all that is said of it.

    Those that no view shows as more than a scalar are left out.
    """
    if len(views) == 1:
        (view,) = views
        for member in view.value.members or ():
            if _holds_shapes(member.value):
                yield member, [view.of(member.value)]
        return
    names = {
        member.name
        for view in views
        for member in view.value.members or ()
        if _holds_shapes(member.value)
    }
    held: dict[str, tuple[MemberFacts, list[View]]] = {}
    for view in views if names else ():
        for member in view.value.members or ():
            if member.name in names:
                held.setdefault(member.name, (member, []))[1].append(view.of(member.value))
    yield from held.values()


def structures_in(value: ValueFacts) -> Iterator[tuple[str, ValueFacts]]:
    """Yield the structures that the members of one hold, by path."""
    for member in value.members or ():
        path, inner = member.name, member.value
        while inner.items is not None or inner.values is not None:
            path += "[]" if inner.items is not None else "{}"
            inner = inner.items or inner.values or inner
        if inner.kind is Kind.STRUCTURE:
            yield path, inner


def member_names(value: ValueFacts) -> frozenset[str]:
    """Return the names of a structure's members."""
    return frozenset(member.name for member in value.members or ())


def by_members(types: Mapping[str, Sequence[View]]) -> dict[frozenset[str], list[str]]:
    """Return the names of types by the names of their members."""
    names: dict[frozenset[str], list[str]] = {}
    for name, views in types.items():
        names.setdefault(member_names(views[0].value), []).append(name)
    return names


def name_of(views: Sequence[View]) -> str | None:
    """Return the name that pages give to a structure."""
    if len(views) == 1:
        return views[0].value.name
    named = (view.value.name for view in trusted(Fact.SHAPE_NAME, views))
    return next((name for name in named if name is not None), None)
