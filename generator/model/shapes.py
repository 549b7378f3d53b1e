"""From places to shapes: which structures of the pages are one and the same.

Every structure that a page shows at some place is bound to a `Group`; a group becomes one shape of
the IR. Two structures are one only if a page names both alike, or if the members that hold them
have the same name and they have the same members of compatible kinds. Inputs and outputs of
operations stand for themselves. The ledger keeps together what was one shape before.
"""

from collections.abc import Iterator

from generator.model.facts import ValueFacts
from generator.model.groups import Around, Group, Position, Reference, Side
from generator.model.kinds import Kind
from generator.model.ledger import Ledger
from generator.model.merge import Merger, View, compatible
from generator.model.names import pascal_case
from generator.model.recursion import find_repeated


class Grouping:
    """Binds places to groups.

    Args:
        ledger: The names that places already have.
        merger: Merges the facts of places that share a group.
    """

    def __init__(self, ledger: Ledger, merger: Merger) -> None:
        self.ledger = ledger
        self._order = {place: index for index, place in enumerate(ledger)}
        self.merger = merger
        self.groups: list[Group] = []
        self._candidates: dict[tuple[str, frozenset[str]], list[Group]] = {}
        self._documented: dict[str, Group] = {}

    def current(self) -> Iterator[Group]:
        """Return the groups that are shapes."""
        return (group for group in self.groups if group.merged_into is None)

    def root(self, place: str, side: Side, base: str, view: View) -> Group:
        """Bind the input or output of an operation, with everything in it."""
        group = self._new(base, view.value, view.pages, None, place)
        group.root = side
        self._bind_members(group, view, place, [])
        return group

    def documented(self, view: View, side: Side | None = None) -> Group:
        """Bind a shape that a page of its own describes, or an error."""
        name = view.value.name or ""
        group = self._documented.get(name)
        if group is None:
            group = self._new(pascal_case(name), view.value, view.pages, None, name)
            self._document(group, name)
        else:
            self._absorb(group, view, name)
        group.root = side
        self._bind_members(group, view, name, [])
        return group

    def _new(
        self, base: str, value: ValueFacts, pages: str, holder: Group | None, place: str
    ) -> Group:
        group = Group(base, value, pages, holder, absorbed={self.merger.fingerprints.of(value)})
        self.groups.append(group)
        self._add_place(group, place)
        return group

    def _add_place(self, group: Group, place: str) -> None:
        group.places.append(place)
        if place in self.ledger:
            group.ledger_names[self.ledger[place]] = None

    def _document(self, group: Group, name: str | None) -> None:
        if name is not None and group.documented_name is None:
            group.documented_name = name
            self._documented.setdefault(name, group)

    def _absorb(self, group: Group, view: View, place: str) -> None:
        self._add_place(group, place)
        fingerprint = self.merger.fingerprints.of(view.value)
        if fingerprint in group.absorbed:
            return
        conflicts = len(self.merger.conflicts)
        views = [View(group.pages, group.facts), view]
        group.restate(self.merger.value(views, group.documented_name or group.places[0]))
        if len(self.merger.conflicts) == conflicts:
            group.absorbed.add(fingerprint)
        else:
            group.absorbed.clear()  # What agreed before may not agree with what came now.

    def _bind_members(self, group: Group, view: View, place: str, around: list[Around]) -> None:
        for member in view.value.members or ():
            position = Position(
                holder=group,
                path=member.name,
                place=f"{place}.{member.name}",
                member=member.name,
                documentation=member.documentation or "",
            )
            self._bind(View(view.pages, member.value), position, around)

    def _bind(self, view: View, position: Position, around: list[Around]) -> None:
        value = view.value
        if value.recursive:
            self._refer_back(view, position, around)
            return
        group = None
        if value.kind is Kind.STRUCTURE:
            group = self._bind_structure(view, position)
        here = Around(value, position.member, position.holder, position.path, group)
        inner = [*around, here]
        if group is not None:
            self._bind_members(group, view, position.place, inner)
        if value.items is not None:
            self._bind(View(view.pages, value.items), position.inside("[]", "Item"), inner)
        if value.values is not None:
            self._bind(View(view.pages, value.values), position.inside("{}", "Value"), inner)

    def _bind_structure(self, view: View, position: Position) -> Group:
        known = position.holder.references.get(position.path)
        if known is not None and self._is_same(known, view.value):
            group = known.group.current
            self._absorb(group, view, position.place)
        else:
            group = self._joined(view, position)
            position.holder.references[position.path] = Reference(group)
        self._document(group, view.value.name)
        return group

    def _is_same(self, known: Reference, value: ValueFacts) -> bool:
        """Tell whether a place of a shape that is known already holds what it held elsewhere."""
        return known.recursion is None or self._fits(known.group.current, value)

    def _joined(self, view: View, position: Position) -> Group:
        value = view.value
        names = frozenset(member.name for member in value.members or ())
        candidates = self._candidates.setdefault((position.member + position.suffix, names), [])
        group = self._fitting(value, candidates, self.ledger.get(position.place))
        if group is None:
            base = pascal_case(position.member) + position.suffix
            group = self._new(base, value, view.pages, position.holder, position.place)
        else:
            self._absorb(group, view, position.place)
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
        fingerprint = self.merger.fingerprints.of(value)
        if fingerprint not in group.verdicts:
            group.verdicts[fingerprint] = compatible(group.facts, value)
        if not group.verdicts[fingerprint]:
            return False
        for path, inner in _structures(value):
            held = group.references.get(path)
            if held is None or held.recursion is not None:
                continue
            if not self._fits(held.group.current, inner):
                return False
        return True

    def _refer_back(self, view: View, position: Position, around: list[Around]) -> None:
        """Bind a recursion to the enclosing value that it repeats."""
        if position.path in position.holder.references:
            return
        value = view.value
        if value.name is not None:
            group = self._documented.get(value.name) or self._unresolved(value.name, view.pages)
            position.holder.references[position.path] = Reference(group, "certain")
            return
        reference = find_repeated(value, position, around)
        if reference is not None:
            position.holder.references[position.path] = reference

    def _unresolved(self, name: str, pages: str) -> Group:
        value = ValueFacts(kind=Kind.STRUCTURE, name=name, complete=False)
        return self.documented(View(pages, value))

    def unite(self) -> None:
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
        views = [View(kept.pages, kept.facts), View(gone.pages, gone.facts)]
        kept.restate(self.merger.value(views, kept.documented_name or kept.places[0]))
        kept.root = kept.root or gone.root
        kept.places += gone.places
        kept.ledger_names |= gone.ledger_names
        self._document(kept, gone.documented_name)
        for path, reference in gone.references.items():
            known = kept.references.setdefault(path, reference).group.current
            if known is not reference.group.current:
                self._merge(known, reference.group.current)

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


def _structures(value: ValueFacts) -> Iterator[tuple[str, ValueFacts]]:
    """Yield the structures that the members of one hold, by path."""
    for member in value.members or ():
        path, inner = member.name, member.value
        while inner.items is not None or inner.values is not None:
            path += "[]" if inner.items is not None else "{}"
            inner = inner.items or inner.values or inner
        if inner.kind is Kind.STRUCTURE:
            yield path, inner


def _same_name(group: Group, value: ValueFacts) -> bool:
    return value.name is None or group.documented_name in (None, value.name)
