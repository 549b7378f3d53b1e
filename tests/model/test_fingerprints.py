"""Fingerprints of values."""

from typing import Any

import msgspec
import pytest

from generator.model.facts import EnumValue, Location, MemberFacts, ValueFacts
from generator.model.fingerprints import Fingerprints
from generator.model.kinds import Kind

TEXT = ValueFacts(kind=Kind.STRING)
OTHERS: dict[str, Any] = {
    "kind": Kind.BLOB,
    "members": (MemberFacts(name="a", value=TEXT),),
    "complete": False,
    "items": TEXT,
    "keys": TEXT,
    "values": TEXT,
    "enum": (EnumValue(value="A"),),
    "min": 1,
    "max": 1,
    "value": ValueFacts(kind=Kind.BLOB),
    "location": Location.URI,
    **dict.fromkeys(("name", "documentation", "pattern", "wire_name"), "other"),
    **dict.fromkeys(("item_name", "xml_name", "xml_namespace"), "other"),
    **dict.fromkeys(("flattened", "named_on_wire", "host_label", "xml_attribute"), True),
    **dict.fromkeys(("recursive", "union", "event_stream", "streaming", "json_value"), True),
    **dict.fromkeys(("required", "required_in_output", "idempotency_token", "deprecated"), True),
}
"""Another value of each field."""


def fields(struct: type[msgspec.Struct]) -> list[str]:
    """Return the names of all fields of a struct that say something of a value."""
    return [name for name in struct.__struct_fields__ if name != "line"]


@pytest.mark.parametrize("field", fields(ValueFacts))
def test_values_that_differ(field: str) -> None:
    """Whatever a page says of a value makes a difference."""
    fingerprints = Fingerprints()
    other = msgspec.structs.replace(TEXT, **{field: OTHERS[field]})

    assert fingerprints.of(TEXT) != fingerprints.of(other)


@pytest.mark.parametrize("field", fields(MemberFacts))
def test_members_that_differ(field: str) -> None:
    """So does whatever it says of a member."""
    fingerprints = Fingerprints()
    member = MemberFacts(name="a", value=TEXT)
    other = msgspec.structs.replace(member, **{field: OTHERS[field]})
    one, two = (ValueFacts(kind=Kind.STRUCTURE, members=(each,)) for each in (member, other))

    assert fingerprints.of(one) != fingerprints.of(two)


def test_values_that_say_the_same() -> None:
    """On which line a value stands makes no difference, at any depth."""
    fingerprints = Fingerprints()
    inner = [ValueFacts(kind=Kind.BLOB, line=line) for line in (1, 2)]
    members = [MemberFacts(name="a", line=value.line, value=value) for value in inner]
    one, two = (ValueFacts(kind=Kind.STRUCTURE, members=(member,)) for member in members)

    assert fingerprints.of(one) == fingerprints.of(two)
