"""Compares the kind of a value with the type of the model's shape."""

from botocore.model import Shape, StructureShape

from generator.audit.lost import RESOURCE, Lost
from generator.audit.places import Place
from generator.model.kinds import Kind

_KINDS = {
    "character": Kind.STRING,
    "string": Kind.STRING,
    "integer": Kind.INTEGER,
    "long": Kind.LONG,
    "float": Kind.FLOAT,
    "double": Kind.DOUBLE,
    "boolean": Kind.BOOLEAN,
    "timestamp": Kind.TIMESTAMP,
    "blob": Kind.BLOB,
    "structure": Kind.STRUCTURE,
    "list": Kind.LIST,
    "map": Kind.MAP,
}
_IN_BOTO3 = {Kind.INTEGER: Kind.INTEGRAL, Kind.LONG: Kind.INTEGRAL}
"""The kinds that boto3's pages, and those on resources, call by a wider one."""
_IN_SYNTAX = {
    Kind.STRING: Kind.TEXT,
    Kind.BLOB: Kind.TEXT,
    Kind.TIMESTAMP: Kind.ANY,
    Kind.INTEGER: Kind.NUMBER,
    Kind.LONG: Kind.NUMBER,
    Kind.FLOAT: Kind.NUMBER,
    Kind.DOUBLE: Kind.NUMBER,
    Kind.DOCUMENT: Kind.ANY,
    Kind.STRUCTURE: Kind.DICT,
    Kind.MAP: Kind.DICT,
}
"""The kinds of which syntax blocks of API References show a wider one."""
_ELEMENTS = {Kind.STRUCTURE, Kind.LIST, Kind.MAP}
"""The kinds of which a block of XML shows elements in elements."""


def kind_of(shape: Shape) -> Kind:
    """Return the kind that a model's shape is of."""
    if isinstance(shape, StructureShape) and shape.is_document_type:
        return Kind.DOCUMENT
    return _KINDS[shape.type_name]


def stated_kind(place: Place, shape: Shape, *, parameter: bool = False) -> tuple[Kind, Lost | None]:
    """Return the widest kind that the page may leave, and what gets lost by it.

    Args:
        place: Where the value stands.
        shape: The model's shape of it.
        parameter: Whether it is bound outside the body.
    """
    kind = kind_of(shape)
    if place.mixed:
        return Kind.ANY, None
    if RESOURCE in place.renditions:
        if kind is Kind.STRUCTURE and isinstance(shape, StructureShape) and not shape.members:
            return Kind.DICT, None
        return _IN_BOTO3.get(kind, kind), None
    if place.reference:
        if not place.top and place.protocol == "rest-xml" and kind in _ELEMENTS:
            return Kind.ANY, Lost.XML_KIND
        if not place.top:
            return _IN_SYNTAX.get(kind, kind), Lost.SHOWN_KIND
        if parameter and kind is not Kind.STRUCTURE:
            return Kind.ANY, Lost.PARAMETER_KIND
        return kind, None
    if not place.shown or not place.described:
        return Kind.ANY, None
    if kind is Kind.STRUCTURE and isinstance(shape, StructureShape) and not shape.members:
        return Kind.DICT, None
    return _IN_BOTO3.get(kind, kind), None
