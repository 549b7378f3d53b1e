"""From places to shapes: which structures of the pages are one and the same.

Every structure that a page shows at some place is bound to a `Group`; a group becomes one shape of
the IR. Two structures are one only if a page names both alike, or if the members that hold them
have the same name and they have the same members of compatible kinds. Inputs and outputs of
operations stand for themselves. The ledger keeps together what was one shape before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.model.alignment import View, aligned
from generator.model.facts import ValueFacts
from generator.model.groups import Around, Group, Position, Reference, Side
from generator.model.kinds import Kind
from generator.model.ledger import Ledger
from generator.model.merge import Disagreement, Merger, compatible
from generator.model.names import pascal_case
from generator.model.recursion import find_repeated
from generator.model.rules import Speaker
from generator.model.viewing import (
    by_members,
    held_by,
    member_names,
    name_of,
    structures_in,
    telling,
)

_TELLING = 4
"""So many members tell a structure from others."""


@dataclass(frozen=True)
class _Deferred:
    """A structure of which only the name is shown at a place."""

    name: str
    views: Sequence[View]
    position: Position
    recursive: bool
    """Whether a page shows it as a repetition of what encloses it."""


class Grouping:
    """Binds places to groups.

    Args:
        ledger: The names that places already have.
        types: What pages of their own say of types, by name.
    """

    def __init__(self, ledger: Ledger, types: Mapping[str, Sequence[View]]) -> None:
        self.ledger = ledger
        self._order = {place: index for index, place in enumerate(ledger)}
        self._types = types
        self._merger = Merger()
        """For what is known while groups are still being bound; its conflicts don't count."""
        self.groups: list[Group] = []
        self._candidates: dict[tuple[str, frozenset[str]], list[Group]] = {}
        self._documented: dict[str, Group] = {}
        self._deferred: list[_Deferred] = []
        self._taken_in: set[str] = set()
        """The names of types of which the pages have been bound."""

    def current(self) -> Iterator[Group]:
        """Return the groups that are shapes."""
        return (group for group in self.groups if group.merged_into is None)

    def called(self, name: str) -> Group:
        """Return the group to which a page gives a name."""
        return self._documented[name].current

    def root(self, place: str, side: Side, base: str, views: Sequence[View]) -> None:
        """Bind the input or output of an operation, with everything in it."""
        agreeing = self._agreeing(views, place)
        before = len(self._merger.disagreements)
        group = self._new(base, self._whole(agreeing, place), agreeing, None, place)
        group.disputed = len(self._merger.disagreements) > before
        group.root = side
        self._bind_members(group, agreeing, place, [])

    def error(self, name: str, views: Sequence[View]) -> None:
        """Bind an error."""
        self._describe(name, [*views, *self._types.get(name, ())]).root = "error"

    def finish(self) -> None:
        """Bind what is known by name alone, and the types of which no operation's page speaks."""
        self._resolve_all()
        described = by_members(self._types)
        for name, views in self._types.items():
            if name not in self._documented:
                self._find_described(name, described)
            if name not in self._documented:
                self._describe(name, views)
            elif name not in self._taken_in:
                self._take_in(self._documented[name], name)
            self._resolve_all()
        self._unite()

    def _find_described(self, name: str, described: Mapping[frozenset[str], Sequence[str]]) -> None:
        """Give a type's name to structures that it describes: the only one to have their members.

        Structures of few members are too much alike to tell.
        """
        view = self._types[name][0]
        names = member_names(view.value)
        if len(names) < _TELLING or len(described[names]) > 1:
            return
        for group in list(self.current()):
            if group.root is None and group.documented_name is None:
                views = aligned([View(group.views[0].source, group.facts), view])
                if member_names(views[1].value) == member_names(group.facts) and self._fits(
                    group, views[1].value
                ):
                    self._document(group, name)

    def _take_in(self, group: Group, name: str) -> None:
        """Add what pages say of a type to the group that turned out to be it."""
        known = View(group.views[0].source, group.facts)
        views = self._agreeing([known, *self._types[name]], name)[1:]
        self._taken_in.add(name)
        if views:
            self._absorb(group, self._whole(views, name), views, name)
            self._bind_members(group, views, name, [])

    def settle(self) -> list[Disagreement]:
        """Merge what views say of each group, now that all are known, and return what they dispute.

        What only pages of one sort say, without a dispute, has been merged as it came.
        """
        merger = Merger(self._merger.fingerprints, shallow=True)
        for group in self.current():
            if group.disputed or len({_sort(view) for view in group.views}) > 1:
                place = group.documented_name or group.places[0]
                group.facts = merger.value(group.views, place)
        return merger.disagreements

    def _resolve_all(self) -> None:
        while self._deferred:
            deferred, self._deferred = self._deferred, []
            for one in deferred:
                self._resolve(one)

    def _describe(self, name: str, views: Sequence[View]) -> Group:
        """Bind what pages say of a shape by itself."""
        agreeing = self._agreeing(views, name)
        whole = self._whole(agreeing, name)
        group = self._new(pascal_case(name), whole, agreeing, None, name)
        self._document(group, name)
        self._taken_in.add(name)
        self._bind_members(group, agreeing, name, [])
        return group

    def _agreeing(self, views: Sequence[View], place: str) -> Sequence[View]:
        """Return views in the same terms, those left out that say nothing new or exclude others."""
        if len(views) == 1:
            return views
        fingerprint = self._merger.fingerprints.of
        distinct: dict[tuple[int, Speaker], View] = {}
        for view in views:
            distinct.setdefault((fingerprint(view.value), view.source.voice.speaker), view)
        kept = list(distinct.values())
        return kept if len(kept) == 1 else self._merger.agreeing(aligned(kept), place)

    def _whole(self, views: Sequence[View], place: str) -> ValueFacts:
        return views[0].value if len(views) == 1 else self._merger.value(views, place)

    def _new(
        self,
        base: str,
        whole: ValueFacts,
        views: Sequence[View],
        holder: Group | None,
        place: str,
    ) -> Group:
        group = Group(base, whole, [], holder)
        self._keep(group, views)
        self.groups.append(group)
        self._add_place(group, place)
        return group

    def _keep(self, group: Group, views: Sequence[View]) -> bool:
        """Keep what views say of a group; tells whether anything of it is new."""
        fingerprint = self._merger.fingerprints.of
        before = len(group.views)
        for view in views:
            said = fingerprint(view.value), view.source.voice.speaker
            if said not in group.said:
                group.said.add(said)
                group.views.append(view)
        return len(group.views) > before

    def _add_place(self, group: Group, place: str) -> None:
        group.places.append(place)
        if place in self.ledger:
            group.ledger_names[self.ledger[place]] = None

    def _document(self, group: Group, name: str | None) -> None:
        if name is not None and group.documented_name is None:
            group.documented_name = name
            self._documented.setdefault(name, group)

    def _absorb(self, group: Group, whole: ValueFacts, views: Sequence[View], place: str) -> None:
        self._add_place(group, place)
        if self._keep(group, views):
            self._restate(group, View(views[0].source, whole))

    def _restate(self, group: Group, view: View) -> None:
        """Add a view to the facts of a group as they are known by now."""
        before = len(self._merger.disagreements)
        known = View(group.views[0].source, group.facts)
        group.restate(self._whole([known, view], group.places[0]))
        group.disputed |= len(self._merger.disagreements) > before

    def _bind_members(
        self, group: Group, views: Sequence[View], place: str, around: list[Around]
    ) -> None:
        for member, inner in held_by(views):
            position = Position(
                holder=group,
                path=member.name,
                place=f"{place}.{member.name}",
                member=member.name,
                documentation=member.documentation or "",
            )
            self._bind(inner, position, around)

    def _bind(self, views: Sequence[View], position: Position, around: list[Around]) -> None:
        views = self._agreeing(views, position.place)
        showing = [view for view in views if not view.value.recursive]
        if not showing:
            self._refer_back(views, position, around)
            return
        value = telling(showing)
        if value.kind is Kind.STRUCTURE:
            self._bind_structure(showing, position, around, recursive=len(showing) < len(views))
            return
        inner = [*around, Around(value, position.member, position.holder, position.path, None)]
        items = [view.of(view.value.items) for view in showing if view.value.items is not None]
        values = [view.of(view.value.values) for view in showing if view.value.values is not None]
        if items:
            self._bind(items, position.inside("[]", "Item"), inner)
        if values:
            self._bind(values, position.inside("{}", "Value"), inner)

    def _bind_structure(
        self, views: Sequence[View], position: Position, around: list[Around], *, recursive: bool
    ) -> None:
        name = name_of(views)
        if name is not None:
            if all(view.value.members is None for view in views):
                self._deferred.append(_Deferred(name, views, position, recursive))
                return
            views = self._agreeing([*views, *self._types.get(name, ())], position.place)
            self._taken_in.add(name)
        whole = self._whole(views, position.place)
        known = position.holder.references.get(position.path)
        if known is not None and self._is_same(known, whole):
            group = known.group.current
            self._absorb(group, whole, views, position.place)
        else:
            group = self._joined(whole, views, position)
            position.holder.references[position.path] = Reference(group)
        self._document(group, name)
        here = Around(whole, position.member, position.holder, position.path, group)
        self._bind_members(group, views, position.place, [*around, here])

    def _is_same(self, known: Reference, value: ValueFacts) -> bool:
        """Tell whether a place of a shape that is known already holds what it held elsewhere."""
        group = known.group.current
        if value.name is not None and group.documented_name not in (None, value.name):
            return False
        return known.recursion is None or self._fits(group, value)

    def _joined(self, value: ValueFacts, views: Sequence[View], position: Position) -> Group:
        names = frozenset(member.name for member in value.members or ())
        candidates = self._candidates.setdefault((position.member + position.suffix, names), [])
        group = self._fitting(value, candidates, self.ledger.get(position.place))
        if group is None:
            base = position.member + position.suffix
            if value.name in self._types:
                base = value.name or ""
            group = self._new(pascal_case(base), value, views, position.holder, position.place)
        else:
            self._absorb(group, value, views, position.place)
        if group not in candidates:
            candidates.append(group)
        return group

    def _fitting(
        self, value: ValueFacts, candidates: list[Group], ledger_name: str | None
    ) -> Group | None:
        """Find the group to join. A place in the ledger joins its own name's group alone."""
        if value.name is not None and value.name in self._documented:
            return self._documented[value.name].current
        if value.members is None:
            return None
        for group in candidates:
            if ledger_name is not None and ledger_name not in group.ledger_names:
                continue
            if _same_name(group, value) and self._fits(group.current, value):
                return group
        return None

    def _fits(self, group: Group, value: ValueFacts) -> bool:
        """Tell whether a structure may be of a group, and what it holds of those held there."""
        fingerprint = self._merger.fingerprints.of(value)
        if fingerprint not in group.verdicts:
            group.verdicts[fingerprint] = compatible(group.facts, value)
        if not group.verdicts[fingerprint]:
            return False
        for path, inner in structures_in(value):
            held = group.references.get(path)
            if held is None or held.recursion is not None:
                continue
            if not self._fits(held.group.current, inner):
                return False
        return True

    def _refer_back(self, views: Sequence[View], position: Position, around: list[Around]) -> None:
        """Bind a recursion to the enclosing value that it repeats."""
        if position.path in position.holder.references:
            return
        name = name_of(views)
        if name is not None:
            self._deferred.append(_Deferred(name, views, position, recursive=True))
            return
        reference = find_repeated(views[0].value, position, around)
        if reference is not None:
            position.holder.references[position.path] = reference

    def _resolve(self, deferred: _Deferred) -> None:
        """Bind a place to the shape that a page names there."""
        name, position, views = deferred.name, deferred.position, deferred.views
        known = position.holder.references.get(position.path)
        if known is not None and known.group.documented_name not in (None, name):
            self._part(known.group, deferred)
            return
        if known is not None and known.recursion is None:
            self._add_place(known.group, position.place)
            self._document(known.group, name)
            self._keep(known.group, views)
            return
        group = self._named(name, views)
        if not deferred.recursive:
            self._add_place(group, position.place)
        recursion: Literal["certain"] | None = "certain" if deferred.recursive else None
        position.holder.references[position.path] = Reference(group, recursion)

    def _named(self, name: str, views: Sequence[View]) -> Group:
        """Return the group of a name that a page mentions, even if no page describes it."""
        if name in self._documented:
            return self._documented[name]
        unresolved = ValueFacts(kind=Kind.STRUCTURE, name=name, complete=False)
        described = self._types.get(name) or [View(views[0].source, unresolved)]
        return self._describe(name, described)

    def _part(self, group: Group, deferred: _Deferred) -> None:
        """Part from a group what stood with it for being alike, and now has another name."""
        holder, path = deferred.position.holder, deferred.position.path
        own = self._named(deferred.name, deferred.views)
        unnamed = [view for view in group.views if view.value.name is None]
        for place in [f"{place}.{path}" for place in holder.places]:
            if place in group.places:
                group.places.remove(place)
                self._add_place(own, place)
        self._add_place(own, deferred.position.place)
        if unnamed and self._keep(own, unnamed):
            self._restate(own, View(unnamed[0].source, self._whole(unnamed, path)))
        holder.references[path] = Reference(own)

    def _unite(self) -> None:
        """Unite whole groups that turn out to be one shape, once all places are bound."""
        for candidates in self._candidates.values():
            for index, one in enumerate(candidates):
                for other in candidates[index + 1 :]:
                    self._unite_if_one(one.current, other.current)
        for group in list(self.current()):
            first = self._documented.get(group.documented_name or "", group).current
            if first is not group:
                self._merge(first, group)

    def _unite_if_one(self, one: Group, other: Group) -> None:
        known = one.facts.members is not None and other.facts.members is not None
        if one is not other and known and _alike(one, other, set()):
            self._merge(one, other)

    def _merge(self, one: Group, other: Group) -> None:
        """Make two groups one; the one that the ledger lists first stays."""
        kept, gone = sorted((one, other), key=self._age)
        gone.merged_into = kept
        if self._keep(kept, gone.views):
            self._restate(kept, View(gone.views[0].source, gone.facts))
        kept.disputed |= gone.disputed
        kept.root = kept.root or gone.root
        kept.places += gone.places
        kept.ledger_names |= gone.ledger_names
        self._document(kept, gone.documented_name)
        for path, reference in gone.references.items():
            known = kept.references.setdefault(path, reference).group.current
            other = reference.group.current
            named = {known.documented_name, other.documented_name} - {None}
            if known is not other and len(named) < 2:
                self._merge(known, other)

    def _age(self, group: Group) -> tuple[int, int]:
        listed = [self._order[place] for place in group.places if place in self._order]
        return min(listed, default=len(self._order)), self.groups.index(group)


def _alike(one: Group, other: Group, compared: set[tuple[Group, Group]]) -> bool:
    """Tell whether two whole groups may be one, and those that they hold along with them."""
    if one is other or (one, other) in compared:
        return True
    compared.add((one, other))
    return compatible(one.facts, other.facts) and all(
        _alike(held.group.current, other.references[path].group.current, compared)
        for path, held in one.references.items()
        if path in other.references
    )


def _same_name(group: Group, value: ValueFacts) -> bool:
    return value.name is None or group.documented_name in (None, value.name)


def _sort(view: View) -> tuple[Speaker, str]:
    return view.source.voice.speaker, view.source.voice.rendition
