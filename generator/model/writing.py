"""Writes groups of places down as the shapes of the IR."""

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from generator.model import ir
from generator.model.facts import MemberFacts, ValueFacts
from generator.model.groups import Group, Reference, Side
from generator.model.kinds import Kind, meet
from generator.model.naming import Names
from generator.model.patterns import Pattern, analyse


class ShapeWriter:
    """Turns groups into shapes.

    Args:
        names: The name of each group.
    """

    def __init__(self, names: Names) -> None:
        self.names = names.by_group
        self.aliases = names.aliases
        self.used_in = _uses(self.names)

    def shapes(self) -> dict[str, ir.Shape]:
        """Return all shapes by name, sorted."""
        by_name = {name: self._shape(group) for group, name in self.names.items()}
        return dict(sorted(by_name.items()))

    def _shape(self, group: Group) -> ir.Shape:
        facts = group.facts
        name = self.names[group]
        known = facts.members is not None
        return ir.Shape(
            kind="error" if group.root == "error" else "union" if facts.union else "structure",
            name_origin=_name_origin(group),
            documented_name=group.documented_name if group.documented_name != name else None,
            aliases=self.aliases.get(group, []),
            used_in=[side for side in ("input", "output", "error") if side in self.used_in[group]],
            complete=known and facts.complete,
            unresolved=not known and group.root is None,
            event_stream=facts.event_stream,
            xml_name=facts.xml_name,
            xml_namespace=facts.xml_namespace,
            documentation=facts.documentation,
            members={member.name: self._member(member, group) for member in facts.members or ()},
        )

    def _member(self, member: MemberFacts, group: Group) -> ir.Member:
        sides = self.used_in[group]
        fields = self._type(member.value, group, member.name)
        fields["documentation"] = member.documentation
        return ir.Member(
            **fields,
            required=_tristate(member.required) if "input" in sides else None,
            required_in_output=(
                _tristate(member.required_in_output) if sides - {"input"} else None
            ),
            wire_name=member.wire_name,
            location=member.location,
            host_label=member.host_label,
            xml_attribute=member.xml_attribute,
            idempotency_token=member.idempotency_token,
            deprecated=member.deprecated,
        )

    def _type(self, value: ValueFacts, group: Group, path: str) -> dict[str, Any]:
        """Return the fields of `ir.Type` for a value."""
        reference = group.references.get(path)
        # Where pages disagree about the kind, one of them may have shown a structure.
        if reference is not None and meet(value.kind, _KINDS[reference.container]) is not None:
            return self._reference(reference)
        if value.recursive:
            return {"kind": value.kind, "recursion": "guessed"}
        return {
            "kind": value.kind,
            "min": value.min,
            "max": value.max,
            "pattern": _pattern(value),
            "enum": [item.value for item in value.enum or ()],
            "enum_documentation": {
                item.value: item.documentation for item in value.enum or () if item.documentation
            },
            "items": self._inner(value.items, group, f"{path}[]"),
            "keys": self._inner(value.keys, group, f"{path}{{key}}"),
            "values": self._inner(value.values, group, f"{path}{{}}"),
            "item_name": value.item_name,
            "flattened": bool(value.flattened),
            "streaming": value.streaming,
            "json_value": value.json_value,
            "documentation": value.documentation,
        }

    def _inner(self, value: ValueFacts | None, group: Group, path: str) -> ir.Type | None:
        return None if value is None else ir.Type(**self._type(value, group, path))

    def _reference(self, reference: Reference) -> dict[str, Any]:
        shape = self.names[reference.group.current]
        structure: dict[str, Any] = {
            "kind": Kind.STRUCTURE,
            "shape": shape,
            "recursion": reference.recursion,
        }
        if reference.container == "[]":
            return {"kind": Kind.LIST, "items": ir.Type(**structure)}
        if reference.container == "{}":
            keys = ir.Type(kind=Kind.STRING)
            return {"kind": Kind.MAP, "keys": keys, "values": ir.Type(**structure)}
        return structure


_KINDS = {"": Kind.STRUCTURE, "[]": Kind.LIST, "{}": Kind.MAP}


def _pattern(value: ValueFacts) -> Pattern | None:
    """Analyse the pattern of a value; what is enforced is written down only where it differs."""
    if value.pattern is None:
        return None
    # The bounds of other kinds are no lengths of a text.
    has_length = value.kind in (Kind.STRING, Kind.TEXT)
    least, most = (value.min, value.max) if has_length else (None, None)
    pattern = analyse(value.pattern, min=least, max=most)
    if pattern.enforced == pattern.source:
        return msgspec.structs.replace(pattern, enforced=None)
    return pattern


def _tristate(stated: bool | None) -> ir.Tristate:
    return "unknown" if stated is None else stated


def _name_origin(group: Group) -> Literal["page", "operation", "derived"]:
    if group.documented_name is not None:
        return "page"
    return "operation" if group.root else "derived"


def _uses(groups: Iterable[Group]) -> dict[Group, set[Side]]:
    """Find out, for every group, on which sides of operations it is reached."""
    used: dict[Group, set[Side]] = {group: set() for group in groups}
    for group in used:
        if group.root is not None:
            _reach(group, group.root, used)
    return used


def _reach(group: Group, side: Side, used: dict[Group, set[Side]]) -> None:
    waiting = [group]
    while waiting:
        here = waiting.pop()
        if side not in used[here]:
            used[here].add(side)
            waiting += [reference.group.current for reference in here.references.values()]
