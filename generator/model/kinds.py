"""Kinds: what sort of value a page describes, as exactly as the page tells.

Renditions say more or less about the same value: a JSON-like syntax block shows `number` where a
type line says `Long`. The kinds therefore form a lattice, and merging takes the more specific one.
"""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of value, named as Smithy names simple and aggregate shapes."""

    ANY = "any"
    """Nothing is known but that there is a value."""
    NUMBER = "number"
    INTEGRAL = "integral"
    INTEGER = "integer"
    LONG = "long"
    FRACTIONAL = "fractional"
    FLOAT = "float"
    DOUBLE = "double"
    TEXT = "text"
    """What a JSON-like block writes as a string: a string, a timestamp or a blob."""
    STRING = "string"
    TIMESTAMP = "timestamp"
    BLOB = "blob"
    BOOLEAN = "boolean"
    DOCUMENT = "document"
    """Free-form JSON, in Smithy's sense."""
    DICT = "dict"
    """A mapping of which the members are not known: opaque."""
    STRUCTURE = "structure"
    MAP = "map"
    LIST = "list"


_PARENTS: dict[Kind, tuple[Kind, ...]] = {
    Kind.NUMBER: (Kind.ANY,),
    Kind.INTEGRAL: (Kind.NUMBER,),
    Kind.INTEGER: (Kind.INTEGRAL,),
    Kind.LONG: (Kind.INTEGRAL,),
    Kind.FRACTIONAL: (Kind.NUMBER,),
    Kind.FLOAT: (Kind.FRACTIONAL,),
    Kind.DOUBLE: (Kind.FRACTIONAL,),
    Kind.TEXT: (Kind.ANY,),
    Kind.STRING: (Kind.TEXT,),
    # JSON protocols carry timestamps as numbers, others as strings.
    Kind.TIMESTAMP: (Kind.TEXT, Kind.NUMBER),
    Kind.BLOB: (Kind.TEXT,),
    Kind.BOOLEAN: (Kind.ANY,),
    Kind.DOCUMENT: (Kind.ANY,),
    Kind.DICT: (Kind.ANY,),
    Kind.STRUCTURE: (Kind.DICT,),
    Kind.MAP: (Kind.DICT,),
    Kind.LIST: (Kind.ANY,),
}


def _ancestors(kind: Kind) -> frozenset[Kind]:
    found = {kind}
    for parent in _PARENTS.get(kind, ()):
        found |= _ancestors(parent)
    return frozenset(found)


_COVERED_BY = {kind: _ancestors(kind) for kind in Kind}

EXACT = frozenset(Kind) - {parent for parents in _PARENTS.values() for parent in parents}
"""The kinds that cover no other: nothing is left to find out about them."""


def covers(wider: Kind, narrower: Kind) -> bool:
    """Tell whether every value of kind `narrower` is also one of kind `wider`."""
    return wider in _COVERED_BY[narrower]


def meet(one: Kind, other: Kind) -> Kind | None:
    """Return the more specific of two kinds, or None where they exclude each other."""
    if covers(one, other):
        return other
    if covers(other, one):
        return one
    return None
