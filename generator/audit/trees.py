"""Compares the structures of an IR with those of botocore's model, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape
from botocore.utils import is_json_value_header

from generator.audit.customisations import ShownMember, Side, customised, shown_members, shown_shape
from generator.audit.verdict import Fact, Tally
from generator.model import ir
from generator.model.kinds import Kind, covers

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


_SECTIONS: dict[Side, tuple[str, str]] = {
    "input": ("Request Syntax", "Parameters"),
    "output": ("Response Syntax", "Response Structure"),
}
"""The two halves of a page that say each fact, by side."""


@dataclass(frozen=True)
class _Place:
    """The operation and side that a page is about; what it can tell depends on both."""

    service: str
    operation: str
    side: Side
    exact: bool
    """Whether the pages have whatever boto3's documenter wrote, in its order."""
    whole: bool
    """Whether there is a page on the operation itself."""
    streaming: Shape | None
    """The member that is a stream."""
    shown: bool
    """Whether there is a syntax block: only this shows enumerations."""
    described: bool
    """Whether there are descriptions: only these have marks and remarks."""

    def compared(self, shape: str, found: str) -> tuple[str, str, Side, bool, bool]:
        """Return what decides how two structures compare."""
        return shape, found, self.side, self.shown, self.described


def _place(
    service: str,
    operation: OperationModel,
    side: Side,
    found: ir.Operation,
    *,
    whole: bool,
    exact: bool,
    marked: bool,
) -> _Place:
    syntax, description = _SECTIONS[side]
    streaming = (
        operation.get_streaming_input() if side == "input" else operation.get_streaming_output()
    )
    return _Place(
        service=service,
        operation=operation.name,
        side=side,
        exact=exact,
        whole=whole,
        streaming=streaming,
        shown=syntax not in found.too_large,
        described=description not in found.too_large and (marked or side == "output"),
    )


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
        self._compared: set[tuple[str, str, Side, bool, bool]] = set()

    def compare(
        self,
        operation: OperationModel,
        found: ir.Operation,
        *,
        whole: bool,
        exact: bool,
        marked: bool,
    ) -> None:
        """Compare both sides of an operation; an input without members is as good as none.

        Args:
            operation: What the model has.
            found: What the IR has.
            whole: Whether it has that from a page on the operation itself.
            exact: Whether its pages have whatever boto3's documenter wrote, in its order.
            marked: Whether they have the marks and remarks on its input.
        """
        shape = operation.input_shape
        place = _place(
            self.service, operation, "input", found, whole=whole, exact=exact, marked=marked
        )
        self._root(place, shape if shape and shape.members else None, found.input)
        place = _place(
            self.service, operation, "output", found, whole=whole, exact=exact, marked=marked
        )
        self._root(place, operation.output_shape, found.output)

    def _root(self, place: _Place, shape: StructureShape | None, found: ir.Side | str) -> None:
        path = f"{place.operation}.{place.side}"
        if found == "unknown" and not place.whole:
            return
        if not isinstance(found, ir.Side):
            right = shape is None and found == "none"
            self.tally.decide(Fact.MISSING, path, right, "a structure" if shape else "none", found)
        elif shape is None:
            self.tally.decide(Fact.EXTRA, path, False, "none", found.shape)
        else:
            members = customised(
                shown_members(self.service, shape), place.service, place.operation, place.side
            )
            self._members(place, members, self.shapes[found.shape], path)

    def _members(
        self, place: _Place, expected: Mapping[str, ShownMember], found: ir.Shape, path: str
    ) -> None:
        common = self.tally.presence(
            path,
            list(expected),
            list(found.members),
            complete=found.complete,
            ordered=place.exact,
        )
        self.tally.members += len(expected)
        for name in common:
            at = f"{path}.{name}"
            self._member(place, expected[name], found.members[name], at)

    def _member(self, place: _Place, expected: ShownMember, found: ir.Member, path: str) -> None:
        if place.side == "input":
            self._required(place, expected, found, path)
            token = "idempotencyToken" in expected.shape.metadata
            if not token or _has_remarks(place, expected.shape):
                self.tally.check(Fact.IDEMPOTENCY, path, token, found.idempotency_token)
        if expected.vague:
            kind = _KINDS[expected.shape.type_name]
            self.tally.decide(Fact.TYPE, path, covers(found.kind, kind), kind, found.kind)
        else:
            self._value(place, expected.shape, found, path)

    def _required(self, place: _Place, expected: ShownMember, found: ir.Member, path: str) -> None:
        # A page never marks a member that repeats a shape around it.
        unmarked = expected.required is None or _repeats(found) or not place.described
        unmarked = unmarked or not place.exact
        if unmarked and found.required == "unknown":
            return
        if expected.required is not None:
            self.tally.check(Fact.REQUIRED, path, expected.required, found.required)

    def _value(self, place: _Place, shape: Shape, found: ir.Target, path: str) -> None:
        shape = shown_shape(place.service, shape)
        if found.recursion is not None and not self._repeated(shape, found, path):
            return
        if not self._kind(place, shape, found, path) or found.kind in (Kind.ANY, Kind.DICT):
            return
        if isinstance(shape, StructureShape):
            self._structure(place, shape, found, path)
        elif isinstance(shape, ListShape):
            self._inner(place, shape.member, found.items, f"{path}[]")
        elif isinstance(shape, MapShape):
            self._key(place, shape.key, found.keys, f"{path}{{key}}")
            self._inner(place, shape.value, found.values, f"{path}{{}}")
        elif shape.type_name == "string":
            self._enum(place, shape, found, path)
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

    def _kind(self, place: _Place, shape: Shape, found: ir.Target, path: str) -> bool:
        kind = _kind_of(shape)
        stated = _STATED.get(kind, kind)
        if kind is Kind.STRUCTURE and isinstance(shape, StructureShape) and not shape.members:
            stated = Kind.DICT
        if not place.shown or not place.described:
            stated = Kind.ANY
        if is_json_value_header(shape):
            right = found.json_value or (not place.described and found.kind is Kind.ANY)
            return self.tally.decide(Fact.TYPE, path, right, "JSON in a string", found.kind)
        right = covers(found.kind, kind) and covers(stated, found.kind)
        fact = Fact.NESTING if {kind, found.kind} & _AGGREGATES else Fact.TYPE
        return self.tally.decide(fact, path, right, kind, found.kind)

    def _inner(self, place: _Place, shape: Shape, found: ir.Type | None, path: str) -> None:
        if found is None:
            self.tally.decide(Fact.NESTING, path, False, shape.type_name, "nothing")
        else:
            self._value(place, shape, found, path)

    def _key(self, place: _Place, shape: Shape, found: ir.Type | None, path: str) -> None:
        """Compare the kind of a map's keys; pages do not show the values of an enumeration."""
        if found is None:
            self.tally.decide(Fact.NESTING, path, False, shape.type_name, "nothing")
        else:
            self._kind(place, shape, found, path)

    def _enum(self, place: _Place, shape: Shape, found: ir.Target, path: str) -> None:
        expected: list[str] = shape.metadata.get("enum", [])
        # An enumeration of the one word `string` looks like a plain string.
        if expected != ["string"] and (place.shown or found.enum):
            self.tally.check(Fact.ENUM, path, expected, found.enum)

    def _structure(self, place: _Place, shape: StructureShape, found: ir.Target, path: str) -> None:
        if found.shape is None:
            right = shape.is_document_type
            self.tally.decide(Fact.NESTING, path, right, shape.name, f"a {found.kind} of no shape")
            return
        target = self.shapes[found.shape]
        if not shape.is_tagged_union or _has_remarks(place, shape):
            self.tally.check(Fact.UNION, path, shape.is_tagged_union, target.kind == "union")
        if place.side == "output":
            stream = bool(shape.serialization.get("eventstream"))
            self.tally.check(Fact.STREAMING, path, stream, target.event_stream)
        pair = place.compared(shape.name, found.shape)
        if pair not in self._compared:
            self._compared.add(pair)
            self._members(place, shown_members(self.service, shape), target, path)


def _kind_of(shape: Shape) -> Kind:
    if isinstance(shape, StructureShape) and shape.is_document_type:
        return Kind.DOCUMENT
    return _KINDS[shape.type_name]


def _repeats(found: ir.Target) -> bool:
    return any(part and part.recursion for part in (found, found.items, found.values))


def _has_remarks(place: _Place, shape: Shape) -> bool:
    """Tell whether the page has a text behind which remarks on a shape would stand."""
    return place.described and bool(shape.documentation)
