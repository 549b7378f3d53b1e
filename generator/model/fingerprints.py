"""Fingerprints: numbers by which values that say the same are known at a glance.

A service shows its larger structures hundreds of times, word for word.
"""

from generator.model.facts import MemberFacts, ValueFacts


class Fingerprints:
    """Gives values that say the same, on whatever line, the same number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[object, ...], int] = {}
        self._known: dict[int, tuple[int, ValueFacts]] = {}
        """By identity; the values are kept, so that no other can take their place."""

    def of(self, value: ValueFacts) -> int:
        """Return the number of a value."""
        known = self._known.get(id(value))
        if known is None:
            known = (self._numbers.setdefault(self._key(value), len(self._numbers)), value)
            self._known[id(value)] = known
        return known[0]

    def _key(self, value: ValueFacts) -> tuple[object, ...]:
        return (
            value.kind,
            value.name,
            value.documentation,
            None if value.members is None else tuple(map(self._member, value.members)),
            value.complete,
            None if value.items is None else self.of(value.items),
            None if value.keys is None else self.of(value.keys),
            None if value.values is None else self.of(value.values),
            value.enum,
            value.min,
            value.max,
            value.pattern,
            value.recursive,
            value.item_name,
            value.flattened,
            value.xml_name,
            value.xml_namespace,
            value.union,
            value.event_stream,
            value.streaming,
            value.json_value,
        )

    def _member(self, member: MemberFacts) -> tuple[object, ...]:
        return (
            member.name,
            self.of(member.value),
            member.required,
            member.required_in_output,
            member.documentation,
            member.location,
            member.wire_name,
            member.named_on_wire,
            member.host_label,
            member.xml_attribute,
            member.idempotency_token,
            member.deprecated,
        )
