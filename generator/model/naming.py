"""Names of shapes: first the ledger, then what a page gives, then what the holder's member gives.

A name once given stays. Names of inputs, outputs and errors and names that pages give are never
lengthened; a derived name that is contested takes its holder's name in front.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.groups import Group
from generator.model.ledger import Ledger
from generator.model.names import is_identifier


@dataclass(frozen=True)
class Names:
    """What the shapes are called."""

    by_group: dict[Group, str]
    aliases: dict[Group, list[str]]
    """Names that places of a shape had before they turned out to be of that shape."""


def name_shapes(groups: Iterable[Group], ledger: Ledger) -> Names:
    """Give every group its name.

    Args:
        groups: The shapes, in a fixed order.
        ledger: The names that places already have.
    """
    ordered = list(groups)
    given = _given_in_ledger(ordered, ledger)
    names = {group: owned[0] for group, owned in given.items()}
    taken = set(ledger.values())
    for group in ordered:
        stated = _stated_name(group)
        if group not in names and stated is not None and stated not in taken:
            names[group] = stated
            taken.add(stated)
    _derive([group for group in ordered if group not in names], names, taken)
    return Names(names, {group: owned[1:] for group, owned in given.items()})


def _given_in_ledger(groups: list[Group], ledger: Ledger) -> dict[Group, list[str]]:
    """Return the names that groups own: each belongs to the place that is listed first."""
    by_place = {place: group for group in groups for place in group.places}
    owned: dict[Group, list[str]] = {}
    given: set[str] = set()
    for place, name in ledger.items():
        group = by_place.get(place)
        if group is not None and name not in given:
            owned.setdefault(group, []).append(name)
            given.add(name)
    return owned


def _stated_name(group: Group) -> str | None:
    if group.documented_name is not None and is_identifier(group.documented_name):
        return group.documented_name
    return group.base if group.root or group.documented_name else None


def _derive(groups: list[Group], names: dict[Group, str], taken: set[str]) -> None:
    """Name the rest, holders first."""
    claims = Counter(group.base for group in groups)
    for group in sorted(groups, key=lambda group: group.depth):
        name = group.base
        if claims[name] > 1 or name in taken:
            name = next(name for name in _longer(group, names) if name not in taken)
        names[group] = name
        taken.add(name)


def _longer(group: Group, names: dict[Group, str]) -> Iterator[str]:
    """Yield ever longer names: with the holder's in front, then with that one's holder's."""
    name = group.base
    for holder in _holders(group):
        name = names.get(holder, holder.base) + name
        yield name
    number = 2
    while True:
        yield f"{name}{number}"
        number += 1


def _holders(group: Group) -> Iterator[Group]:
    seen = {group}
    holder = group.holder.current if group.holder else None
    while holder is not None and holder not in seen:
        yield holder
        seen.add(holder)
        holder = holder.holder.current if holder.holder else None


def updated_ledger(names: Names, ledger: Ledger) -> Ledger:
    """Return the ledger with the places that are new, behind those that it had."""
    updated = dict(ledger)
    new: dict[str, str] = {}
    for group, name in names.by_group.items():
        own = {name, *names.aliases.get(group, ())}
        for place in group.places:
            if "." not in place:
                continue  # A page on the shape itself, or an error: named by the page for good.
            if place not in ledger:
                new[place] = name
            elif ledger[place] not in own:
                updated[place] = name
    return updated | dict(sorted(new.items()))
