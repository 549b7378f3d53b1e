"""Recursion: which of the values around a place is the one that it repeats.

boto3's pages show a recursion as `{'... recursive ...'}` and leave open what it repeats. With one
candidate there is no doubt; of several the likeliest is taken, and marked as guessed.
"""

import re
from collections.abc import Sequence
from typing import Literal

from generator.model.facts import ValueFacts
from generator.model.groups import Around, Position, Reference
from generator.model.kinds import Kind

_WORD = re.compile(r"\w+")


def find_repeated(
    value: ValueFacts, position: Position, around: Sequence[Around]
) -> Reference | None:
    """Find the enclosing value that a recursion repeats.

    Args:
        value: The recursion.
        position: Where it stands.
        around: The values that enclose it, the outermost first.
    """
    candidates = [
        here
        for here in reversed(around)
        if _may_repeat(value, position, here) and not _holds(here, position)
    ]
    if not candidates:
        return None
    target = max(candidates, key=lambda here: _likeness(value, position, here))
    return _reference_to(target, "certain" if len(candidates) == 1 else "guessed")


def _may_repeat(value: ValueFacts, position: Position, here: Around) -> bool:
    if value.kind is Kind.LIST:
        return here.value.kind is Kind.LIST
    if value.kind is Kind.ANY and here.value.kind is Kind.LIST:
        # Without a description beside it, the syntax shows a list like a structure.
        holder = here.holder.references.get(f"{here.path}[]")
        is_in_item = holder is not None and holder.group.current is position.holder.current
        return here.member == position.member or (is_in_item and _is_plural(position.member))
    return here.value.kind in (Kind.STRUCTURE, Kind.MAP)


def _holds(here: Around, position: Position) -> bool:
    """Tell a list or map from those that enclose it: nothing is an item of itself."""
    return here.holder is position.holder and here.path in (position.path[:-2], position.path[:-4])


def _likeness(
    value: ValueFacts, position: Position, here: Around
) -> tuple[bool, bool, bool, bool, bool, int, int]:
    """How much an enclosing value looks like the one that repeats it.

    By its own text, by the name of the member that holds it, by being mentioned there as code; by
    not being repeated where that is unlikely; by its name in the text, by the end of its name, and
    by what kind of value it is.
    """
    text = value.documentation or ""
    same_text = bool(text) and text == here.value.documentation
    mentioned = f"`{here.member}`" in position.documentation
    ending = _same_ending(position.member.lower(), here.member.lower())
    direct = not position.suffix and here.group is position.holder
    likely = not direct or _holds_itself(here.value)
    named = [here.member.lower()] == _WORD.findall(text.lower())[-1:]
    is_called_so = ending == 2 or (ending == 1 and _is_plural(position.member))
    rank = _rank(here, is_called_so=is_called_so)
    return same_text, ending == 2, mentioned, likely, named, ending, rank


def _is_plural(name: str) -> bool:
    return name.lower().endswith(("s", "children"))


def _rank(here: Around, *, is_called_so: bool) -> int:
    """Prefer a list, where one comes into question, then a map that is called so."""
    if here.value.kind is Kind.LIST:
        return 3
    return 1 if here.group is not None else 2 if is_called_so else 0


def _holds_itself(value: ValueFacts) -> bool:
    """Tell whether a structure is likely to repeat itself in a member, which few do.

    Those do that repeat something in a list or map as well, and those that describe types.
    """
    return any(
        member.name == "type" or (held is not None and held.recursive)
        for member in value.members or ()
        for held in (member.value.items or member.value.values,)
    )


def _same_ending(name: str, other: str) -> int:
    """2 for a member of the same name, 1 for one that ends with it, be it in the plural."""
    if name == other:
        return 2
    return int(name.removesuffix("s").endswith(other.removesuffix("s")))


def _reference_to(target: Around, certainty: Literal["certain", "guessed"]) -> Reference | None:
    if target.group is not None:
        return Reference(target.group, certainty)
    container: Literal["[]", "{}"] = "[]" if target.value.kind is Kind.LIST else "{}"
    held = target.holder.references.get(target.path + container)
    return None if held is None else Reference(held.group, certainty, container)
