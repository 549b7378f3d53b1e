"""Annotations: from the IR's types to Python's.

In requests, enumerations are closed and whatever boto3 takes is taken; in responses, enumerations
are open and the types are those of the values that come.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.emit.forms import (
    RUNTIME_TYPES,
    Form,
    Forms,
    Names,
    Side,
    is_enum,
    is_opaque,
)
from generator.emit.imports import Imports
from generator.emit.layout import Expression, assigned, subscript
from generator.emit.quoting import Code, code, docstring, literal
from generator.emit.views import LiteralView
from generator.model import documentation, ir
from generator.model.kinds import Kind
from generator.model.names import Identifier, pascal_case

_BUILTINS = {
    Kind.NUMBER: Identifier("float"),
    Kind.INTEGRAL: Identifier("int"),
    Kind.INTEGER: Identifier("int"),
    Kind.LONG: Identifier("int"),
    Kind.FRACTIONAL: Identifier("float"),
    Kind.FLOAT: Identifier("float"),
    Kind.DOUBLE: Identifier("float"),
    Kind.TEXT: Identifier("str"),
    Kind.STRING: Identifier("str"),
    Kind.BOOLEAN: Identifier("bool"),
}
_STR = Identifier("str")
_TYPING = Code("typing")
_ABC = Code("collections.abc")
_RUNTIME = Code(".._runtime.types")


@dataclass(frozen=True)
class Place:
    """Where a type stands."""

    within: Identifier
    """The TypedDict that is defined there; those behind it are not defined yet."""
    shape: str
    side: Side
    member: str
    suffix: str = ""
    """Names items, keys and values, as shapes in lists and maps are named."""

    def inside(self, suffix: str) -> "Place":
        """Return the place of a list's items, or of a map's keys or values."""
        return replace(self, suffix=self.suffix + suffix)


class Annotations:
    """Writes the types of one service, and collects what they need.

    Args:
        service: The model.
        forms: The names of its TypedDicts.
        names: Gives out the names of enumerations.
        imports: Takes what has to be imported.
    """

    def __init__(self, service: ir.Service, forms: Forms, names: Names, imports: Imports) -> None:
        self._shapes = service.shapes
        self._forms = forms
        self._names = names
        self._imports = imports
        self._literals: dict[tuple[str, str, str], LiteralView] = {}

    @property
    def literals(self) -> tuple[LiteralView, ...]:
        """The enumerations met so far, by name."""
        return tuple(sorted(self._literals.values(), key=lambda view: view.name))

    def type_of(self, target: ir.Target, place: Place) -> Expression:
        """Write the type of a value."""
        if target.json_value:
            return self._typing("Any")
        match target.kind:
            case Kind.STRUCTURE:
                return self._structure(target, place)
            case Kind.DICT:
                return self._mapping(place, _STR, self._typing("Any"))
            case Kind.MAP:
                keys = self.type_of(target.keys, place.inside("Key")) if target.keys else _STR
                return self._mapping(place, keys, self._inner(target.values, place, "Value"))
            case Kind.LIST:
                return subscript(self._sequence(place), self._inner(target.items, place, "Item"))
            case Kind.TIMESTAMP | Kind.BLOB:
                return self._special(target, place)
            case Kind.ANY | Kind.DOCUMENT:
                return self._typing("Any")
            case kind:
                is_closed = is_enum(target) and place.side == "input" and not target.open
                return self._literal(target, place).name if is_closed else _BUILTINS[kind]

    def known_values(self, target: ir.Target, place: Place) -> Iterator[Identifier]:
        """Name the enumerations in a type that is open to other values, too."""
        if is_enum(target) and (place.side == "output" or target.open):
            yield self._literal(target, place).name
        inner = ((target.keys, "Key"), (target.values, "Value"), (target.items, "Item"))
        for type_, suffix in inner:
            if type_ is not None:
                yield from self.known_values(type_, place.inside(suffix))

    def optional(self, type_: Expression) -> Expression:
        """Write that a key may be absent."""
        return subscript(self._typing("NotRequired"), type_)

    def runtime(self, name: str) -> Identifier:
        """Import a type of the runtime's."""
        return self._imports.use(_RUNTIME, RUNTIME_TYPES[name])

    def _typing(self, name: str) -> Identifier:
        return self._imports.use(_TYPING, Identifier(name))

    def _inner(self, type_: ir.Type | None, place: Place, suffix: str) -> Expression:
        if type_ is None:
            return self._typing("Any")
        return self.type_of(type_, place.inside(suffix))

    def _sequence(self, place: Place) -> Identifier:
        if place.side == "input":
            return self._imports.use(_ABC, Identifier("Sequence"))
        return Identifier("list")

    def _mapping(self, place: Place, keys: Expression, values: Expression) -> Expression:
        if place.side == "input":
            return subscript(self._imports.use(_ABC, Identifier("Mapping")), keys, values)
        return subscript(Identifier("dict"), keys, values)

    def _special(self, target: ir.Target, place: Place) -> Identifier:
        """Write the type of a timestamp or a blob, of which boto3 takes more than it gives."""
        if target.kind is Kind.TIMESTAMP:
            if place.side == "input":
                return self.runtime("TimestampTypeDef")
            return self._imports.use(Code("datetime"), Identifier("datetime"))
        if place.side == "input":
            return self.runtime("BlobTypeDef")
        return self.runtime("StreamingBody") if target.streaming else Identifier("bytes")

    def _structure(self, target: ir.Target, place: Place) -> Expression:
        if target.shape is None or is_opaque(target, self._shapes):
            return self._mapping(place, _STR, self._typing("Any"))
        name = self._forms.names[Form(target.shape, place.side)]
        reference = name if name < place.within else literal(name)
        if self._shapes[target.shape].event_stream:
            return subscript(self.runtime("EventIterator"), reference)
        return reference

    def _literal(self, target: ir.Target, place: Place) -> LiteralView:
        key = (place.shape, place.member, place.suffix)
        if key not in self._literals:
            stem = f"{place.shape}{pascal_case(place.member)}{place.suffix}"
            name = self._names.claim(stem, "Values")
            values = dict.fromkeys(map(literal, target.enum))
            type_ = subscript(self._typing("Literal"), *values)
            self._literals[key] = LiteralView(
                name=name,
                definition=assigned(code("{} = ", name), type_),
                docstring=docstring(_values_text(target), 0),
            )
        return self._literals[key]


def _values_text(target: ir.Target) -> str:
    """Tell what is said of the values of an enumeration."""
    told = target.enum_documentation.items()
    return documentation.listing([f"{documentation.code(value)}: {text}" for value, text in told])
