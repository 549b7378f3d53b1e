"""Compares what stands between members and the wire: names there, and HTTP bindings."""

import re
from collections.abc import Mapping
from typing import Any, cast

from botocore.model import OperationModel, Shape, StructureShape
from msgspec.structs import replace

from generator.audit.lost import Lost
from generator.audit.places import Place
from generator.audit.verdict import Fact, Tally
from generator.model import ir
from generator.model.facts import Location

_LOCATIONS = {
    "uri": Location.URI,
    "querystring": Location.QUERYSTRING,
    "header": Location.HEADER,
    "headers": Location.PREFIX_HEADERS,
    "statusCode": Location.STATUS,
}

_NAMED_IN_BLOCK = {"header", "querystring"}
"""Where a syntax block has the names of members beside those on the wire."""


def wire_names(name: str, shape: Shape, protocol: str) -> list[str]:
    """Return what a member may be called on the wire, the likeliest first.

    EC2's protocol has one name in requests and another in responses, and pages show either.
    """
    located = str(shape.serialization.get("name", name))
    if protocol != "ec2":
        return [located]
    query = shape.serialization.get("queryName")
    return list(dict.fromkeys(filter(None, (query, located[:1].upper() + located[1:], located))))


def members_by_name(
    place: Place, holder: StructureShape, found: Mapping[str, ir.Member], tally: Tally
) -> dict[str, ir.Member]:
    """Return members under the model's names, where a page tells only those on the wire."""
    if not place.reference:
        return dict(found)
    named = {
        wire: name
        for name, shape in holder.members.items()
        for wire in wire_names(name, shape, place.protocol)
        if name not in found and wire in found and wire not in holder.members
    }
    called = (
        _called(place, wire, named.get(wire), holder, one, tally) for wire, one in found.items()
    )
    return dict(called)


def _called(
    place: Place,
    wire: str,
    name: str | None,
    holder: StructureShape,
    found: ir.Member,
    tally: Tally,
) -> tuple[str, ir.Member]:
    """Return a member under its name in the model, if the page has lost that name."""
    if name is None or holder.members[name].serialization.get("location") in _NAMED_IN_BLOCK:
        return wire, found
    if not tally.lose(Lost.MEMBER_NAME, place.renditions, place.protocol):
        return wire, found
    return name, replace(found, wire_name=found.wire_name or wire)


def compare_binding(
    place: Place,
    holder: StructureShape,
    name: str,
    shape: Shape,
    found: ir.Member,
    path: str,
    tally: Tally,
) -> None:
    """Compare where a member is bound, and its name on the wire.

    Args:
        place: Where it stands.
        holder: The structure that it belongs to.
        name: Its name.
        shape: The model's shape of it.
        found: What the IR has.
        path: For messages.
        tally: Where facts are counted.
    """
    names = wire_names(name, shape, place.protocol)
    wire = found.wire_name or name
    lost = wire not in names and found.wire_name is None and place.side == "type"
    if not lost or not tally.lose(Lost.WIRE_NAME, place.renditions, place.protocol):
        tally.decide(Fact.WIRE_NAME, path, wire in names, names[0], wire)
    expected = _location(place, holder, name, shape)
    if found.location is not None or (place.binds and place.side != "type"):
        tally.check(Fact.BINDING, path, expected, found.location or "unknown")


def _location(place: Place, holder: StructureShape, name: str, shape: Shape) -> Location:
    if not place.binds or place.side == "type":
        return Location.BODY
    if holder.serialization.get("payload") == name:
        return Location.PAYLOAD
    return _LOCATIONS.get(str(shape.serialization.get("location")), Location.BODY)


_LABEL = re.compile(r"\{([\w.-]+)(\+?)\}")


def compare_http(
    operation: OperationModel, found: ir.Operation, place: Place, tally: Tally
) -> None:
    """Compare the method, the URI, the status and the prefix of the host's name.

    Protocols that bind nothing send everything to one URI, which pages do not show.
    """
    if found.http is None and not place.binds:
        return
    path = f"{operation.name}.http"
    http = found.http or ir.Http(method="unknown", uri="unknown")
    tally.check(Fact.BINDING, f"{path}.method", operation.http["method"], http.method)
    expected = _uri(operation.http["requestUri"], operation.input_shape)
    tally.check(Fact.BINDING, f"{path}.uri", expected, _uri(http.uri, operation.input_shape))
    status = operation.http.get("responseCode", 200)
    if http.status is not None or not _lose_status(operation, place, tally):
        tally.check(Fact.BINDING, f"{path}.status", status, http.status)
    endpoint: Mapping[str, str] = cast(Any, operation.endpoint) or {}
    prefix = endpoint.get("hostPrefix")
    if prefix is None or http.host_prefix or not _lose_prefix(place, tally):
        tally.check(Fact.BINDING, f"{path}.host prefix", prefix, http.host_prefix)


def _lose_status(operation: OperationModel, place: Place, tally: Tally) -> bool:
    """Give up the status where it is a member's value, and the syntax block shows that member."""
    shape = operation.output_shape
    members = shape.members.values() if shape else ()
    if not any(member.serialization.get("location") == "statusCode" for member in members):
        return False
    return tally.lose(Lost.STATUS, place.renditions, place.protocol)


def _lose_prefix(place: Place, tally: Tally) -> bool:
    return tally.lose(Lost.HOST_PREFIX, place.renditions, place.protocol)


def _uri(uri: str, shape: StructureShape | None) -> tuple[str, tuple[str, ...]]:
    """Return a URI's path, its labels named as on the wire, and what its query holds of its own.

    Models have no more than that; parameters that are bound to members are compared with these.
    """
    members = shape.members.items() if shape else ()
    wire = {name: str(member.serialization.get("name", name)) for name, member in members}
    path, _, query = uri.partition("?")
    path = _LABEL.sub(lambda label: f"{{{wire.get(label[1], label[1])}{label[2]}}}", path)
    bound = {f"{on_wire}={{{name}}}" for name, on_wire in wire.items()}
    bound |= {f"{on_wire}={{{on_wire}}}" for on_wire in wire.values()}
    constants = {part.removesuffix("=") for part in query.split("&") if part} - bound
    return path, tuple(sorted(constants))
