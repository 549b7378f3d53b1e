"""Compares the structures of an IR with those of botocore's model, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape
from botocore.utils import is_json_value_header

from generator.model import ir
from generator.model.kinds import Kind, covers
from support.customisations import ShownMember, Side, customised, shown_members, shown_shape
from support.verdict import Fact, Tally

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
_STATED = {Kind.INTEGER: Kind.INTEGRAL, Kind.LONG: Kind.INTEGRAL}
"""The kinds that pages call by a wider one."""
_AGGREGATES = {Kind.STRUCTURE, Kind.LIST, Kind.MAP, Kind.DICT}


@dataclass(frozen=True)
class _Place:
    """The operation and side that a page is about; facts on its members depend on both."""

    service: str
    operation: str
    side: Side
    streaming: Shape | None


class Trees:
    """Compares inputs and outputs. What two structures hold is compared once for each side.

    Args:
        service: boto3's name of the service.
        shapes: The IR's shapes.
        tally: Where facts are counted.
    """

    def __init__(self, service: str, shapes: Mapping[str, ir.Shape], tally: Tally) -> None:
        self.service = service
        self.shapes = shapes
        self.tally = tally
        self._compared: set[tuple[str, str, Side]] = set()

    def input(self, operation: OperationModel, found: ir.Operation) -> None:
        """Compare the input of an operation; one without members is as good as none."""
        place = _Place(self.service, operation.name, "input", operation.get_streaming_input())
        shape = operation.input_shape
        self._root(place, shape if shape and shape.members else None, found.input)

    def output(self, operation: OperationModel, found: ir.Operation) -> None:
        """Compare the output of an operation."""
        place = _Place(self.service, operation.name, "output", operation.get_streaming_output())
        self._root(place, operation.output_shape, found.output)

    def _root(self, place: _Place, shape: StructureShape | None, found: ir.Side | str) -> None:
        path = f"{place.operation}.{place.side}"
        if found == "unknown":
            return
        if not isinstance(found, ir.Side):
            self.tally.decide(Fact.MISSING, path, shape is None, "a structure", found)
        elif shape is None:
            self.tally.decide(Fact.EXTRA, path, False, "none", found.shape)
        else:
            members = customised(shown_members(shape), place.service, place.operation, place.side)
            self._members(place, members, self.shapes[found.shape], path)

    def _members(
        self, place: _Place, expected: Mapping[str, ShownMember], found: ir.Shape, path: str
    ) -> None:
        common = self.tally.presence(
            path, list(expected), list(found.members), complete=found.complete
        )
        for name in common:
            at = f"{path}.{name}"
            self._member(place, expected[name], found.members[name], at)

    def _member(self, place: _Place, expected: ShownMember, found: ir.Member, path: str) -> None:
        if place.side == "input":
            self._required(expected, found, path)
            if expected.shape.documentation:  # The remark stands behind the text, if there is one.
                token = "idempotencyToken" in expected.shape.metadata
                self.tally.check(Fact.IDEMPOTENCY, path, token, found.idempotency_token)
        if expected.vague:
            kind = _KINDS[expected.shape.type_name]
            self.tally.decide(Fact.TYPE, path, covers(found.kind, kind), kind, found.kind)
        else:
            self._value(place, expected.shape, found, path)

    def _required(self, expected: ShownMember, found: ir.Member, path: str) -> None:
        if found.required == "unknown" and _repeats(found):
            return  # A page does not mark a member that repeats a shape around it.
        self.tally.check(Fact.REQUIRED, path, expected.required, found.required)

    def _value(self, place: _Place, shape: Shape, found: ir.Target, path: str) -> None:
        shape = shown_shape(place.service, shape)
        if found.recursion is not None and not self._repeated(shape, found, path):
            return
        if not self._kind(shape, found, path):
            return
        if isinstance(shape, StructureShape):
            self._structure(place, shape, found, path)
        elif isinstance(shape, ListShape):
            self._inner(place, shape.member, found.items, f"{path}[]")
        elif isinstance(shape, MapShape):
            self._key(shape.key, found.keys, f"{path}{{key}}")
            self._inner(place, shape.value, found.values, f"{path}{{}}")
        elif shape.type_name == "string":
            self._enum(shape, found, path)
        elif shape.type_name == "blob":
            streaming = shape is place.streaming
            self.tally.check(Fact.STREAMING, path, streaming, found.streaming)

    def _repeated(self, shape: Shape, found: ir.Target, path: str) -> bool:
        """Check that a recursion leads to what stands for the model's shape."""
        self.tally.guessed += found.recursion == "guessed"
        target = self.shapes.get(found.shape or "")
        names = set(shape.members) if isinstance(shape, StructureShape) else None
        right = target is not None and set(target.members) == names
        reference = found.shape or f"a {found.kind} without a reference"
        return self.tally.decide(Fact.RECURSION, path, right, shape.name, reference)

    def _kind(self, shape: Shape, found: ir.Target, path: str) -> bool:
        kind = _kind_of(shape)
        stated = _STATED.get(kind, kind)
        if kind is Kind.STRUCTURE and isinstance(shape, StructureShape) and not shape.members:
            stated = Kind.DICT
        if is_json_value_header(shape):
            return self.tally.check(Fact.TYPE, path, True, found.json_value)
        right = covers(found.kind, kind) and covers(stated, found.kind)
        fact = Fact.NESTING if {kind, found.kind} & _AGGREGATES else Fact.TYPE
        return self.tally.decide(fact, path, right, kind, found.kind)

    def _inner(self, place: _Place, shape: Shape, found: ir.Type | None, path: str) -> None:
        if found is None:
            self.tally.decide(Fact.NESTING, path, False, shape.type_name, "nothing")
        else:
            self._value(place, shape, found, path)

    def _key(self, shape: Shape, found: ir.Type | None, path: str) -> None:
        """Compare the kind of a map's keys; pages do not show the values of an enumeration."""
        if found is None:
            self.tally.decide(Fact.NESTING, path, False, shape.type_name, "nothing")
        else:
            self._kind(shape, found, path)

    def _enum(self, shape: Shape, found: ir.Target, path: str) -> None:
        expected: list[str] = shape.metadata.get("enum", [])
        if expected != ["string"]:  # Such an enumeration looks like a plain string.
            self.tally.check(Fact.ENUM, path, expected, found.enum)

    def _structure(self, place: _Place, shape: StructureShape, found: ir.Target, path: str) -> None:
        target = self.shapes.get(found.shape or "")
        if target is None or found.shape is None or found.kind is not Kind.STRUCTURE:
            right = not shape.members or shape.is_document_type
            self.tally.decide(Fact.NESTING, path, right, shape.name, found.kind)
            return
        # The remark that a structure is a union stands in its description, if it has one.
        if shape.documentation or not shape.is_tagged_union:
            self.tally.check(Fact.UNION, path, shape.is_tagged_union, target.kind == "union")
        if place.side == "output":
            stream = bool(shape.serialization.get("eventstream"))
            self.tally.check(Fact.STREAMING, path, stream, target.event_stream)
        pair = (shape.name, found.shape, place.side)
        if pair not in self._compared:
            self._compared.add(pair)
            self._members(place, shown_members(shape), target, path)


def _kind_of(shape: Shape) -> Kind:
    if isinstance(shape, StructureShape) and shape.is_document_type:
        return Kind.DOCUMENT
    return _KINDS[shape.type_name]


def _repeats(found: ir.Target) -> bool:
    return any(part and part.recursion for part in (found, found.items, found.values))
