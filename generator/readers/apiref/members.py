"""Members: the two halves of an API Reference page joined, syntax blocks and descriptions.

A description gives a member's name, prose and constraint lines; a syntax block, where there is one,
shows how deep the members go. A `Type` line is the exact one about kinds and names of structures.
Both halves must agree, or the page isn't what it seems to be.
"""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from generator.model.facts import Location, MemberFacts, ValueFacts
from generator.readers.apiref.described import Described
from generator.readers.apiref.document import Report
from generator.readers.apiref.http import Binding
from generator.readers.apiref.values import UNSEEN, as_structure, described_value, untyped_value
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
        return [facts for one in described for facts in self._typed(one, UNSEEN, location)]

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
            facts = self._member(member, untyped_value(member, slot.location), slot.location)
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
