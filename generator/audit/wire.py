"""Compares what is particular to a protocol: headers of JSON, elements of XML, labels of hosts."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from botocore.model import ListShape, ServiceModel, Shape, StructureShape

from generator.audit.lost import Lost
from generator.audit.places import Place
from generator.audit.verdict import Fact, Tally
from generator.model import ir
from generator.model.facts import PageKind

_QUERY = ("query", "ec2")
_NAMED = ("query", "rest-xml")
"""The protocols in which the items of a list have a name."""


def compare_protocol(
    service: ir.Service, model: ServiceModel, shown: Iterable[str], tally: Tally
) -> None:
    """Compare how the service is spoken to.

    Args:
        service: The IR.
        model: The model.
        shown: Which of the facts in question some page shows in whatever place.
        tally: Where facts are counted.
    """
    metadata = cast(Mapping[str, Any], model.metadata)
    protocol = str(metadata["protocol"])
    renditions = {page.rendition for page in service.pages.values()}
    if any(page.kind == PageKind.OPERATION for page in service.pages.values()):
        tally.check(Fact.BINDING, "protocol", [protocol], service.protocols)
    stated = {
        "target prefix": (metadata.get("targetPrefix"), service.target_prefix),
        "JSON version": (metadata.get("jsonVersion"), service.json_version),
    }
    for what, (expected, found) in stated.items():
        if protocol != "json" and found is None:
            continue
        lost = found is None and what not in shown
        if not lost or not tally.lose(Lost.PROTOCOL, renditions, protocol):
            tally.check(Fact.BINDING, what, expected, found)
    expected = _namespaces(service, model) or {metadata.get("xmlNamespace")}
    if service.xml_namespace is not None or not tally.lose(Lost.NAMESPACE, renditions, protocol):
        right = service.xml_namespace in expected
        tally.decide(Fact.BINDING, "XML namespace", right, expected, service.xml_namespace)


def _namespaces(service: ir.Service, model: ServiceModel) -> set[object]:
    """Return the namespaces of the bodies of operations, where the service itself has none."""
    names = set(service.operations) & set(model.operation_names)
    shapes = (model.operation_model(name).input_shape for name in names)
    roots = (_root(shape) for shape in shapes if shape is not None)
    return {namespace for _, namespace in roots if namespace is not None}


def _root(shape: StructureShape) -> tuple[str | None, str | None]:
    """Return the root element of a request's body and its namespace, as botocore writes them."""
    traits = cast(Mapping[str, Any], shape.serialization)
    payload = traits.get("payload")
    if payload is not None:
        body = shape.members[payload]
        traits = cast(Mapping[str, Any], body.serialization)
    return traits.get("name"), traits.get("xmlNamespace", {}).get("uri")


def compare_root(
    place: Place,
    shape: StructureShape,
    found: ir.Shape,
    shapes: Mapping[str, ir.Shape],
    tally: Tally,
) -> None:
    """Compare the root element of a request in XML; no model has those of responses."""
    payload = found.members.get(place.payload or "")
    body = shapes.get(payload.shape or "") if payload else found
    if place.protocol == "rest-xml" and place.side == "input" and body is not None:
        name, namespace = _root(shape)
        tally.check(Fact.BINDING, f"{place.path}.root", name, body.xml_name)
        tally.check(Fact.BINDING, f"{place.path}.namespace", namespace, body.xml_namespace)


def compare_traits(place: Place, shape: Shape, found: ir.Member, path: str, tally: Tally) -> None:
    """Compare whether a member fills a label of the host, or is an attribute."""
    label = bool(shape.serialization.get("hostLabel"))
    lost = label and not found.host_label
    if not lost or not tally.lose(Lost.HOST_PREFIX, place.renditions, place.protocol):
        tally.check(Fact.BINDING, f"{path}.host label", label, found.host_label)
    attribute = bool(shape.serialization.get("xmlAttribute"))
    tally.check(Fact.BINDING, f"{path}.attribute", attribute, found.xml_attribute)


def compare_items(
    place: Place, shape: ListShape, found: ir.Target, path: str, tally: Tally
) -> None:
    """Compare what the items of a list are called, and whether they stand in an element."""
    if place.protocol not in _NAMED:
        return
    flattened = bool(shape.serialization.get("flattened"))
    own = shape.member.serialization.get("name")
    if flattened:
        own = own or shape.serialization.get("name", path.rpartition(".")[2])
    lost = Lost.ITEM_NAME if found.item_name is None else Lost.ITEM_TYPE
    unsaid = found.item_name is None and not (flattened or (place.top and place.side == "input"))
    of_type = own is None and found.item_name == shape.member.name
    if (unsaid or of_type) and tally.lose(lost, place.renditions, place.protocol):
        return
    tally.check(Fact.WIRE_NAME, f"{path}[]", own or "member", found.item_name)
    tally.check(Fact.BINDING, f"{path}.flattened", flattened, found.flattened)
