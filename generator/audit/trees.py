"""Compares the structures of an IR with those of botocore's model, side by side."""

from collections.abc import Mapping

from botocore.model import ListShape, MapShape, Shape, StructureShape
from botocore.utils import is_json_value_header

from generator.audit.bindings import compare_binding, members_by_name, wire_names
from generator.audit.constraints import compare_constraints
from generator.audit.customisations import (
    ShownMember,
    customised,
    shown_members,
    shown_shape,
)
from generator.audit.kinds import kind_of, stated_kind
from generator.audit.lost import Lost
from generator.audit.places import Place
from generator.audit.verdict import Fact, Tally
from generator.audit.wire import compare_items, compare_root, compare_traits
from generator.model import ir
from generator.model.kinds import Kind, covers
from generator.model.names import pascal_case

_AGGREGATES = {Kind.STRUCTURE, Kind.LIST, Kind.MAP, Kind.DICT}


class Trees:
    """Compares inputs, outputs and types. What two structures hold is compared once a side.

    Args:
        shapes: The IR's shapes.
        tally: Where facts are counted.
    """

    def __init__(self, shapes: Mapping[str, ir.Shape], tally: Tally) -> None:
        self.shapes = shapes
        self.tally = tally
        self._compared: set[tuple[str, str, str, bool, bool, bool]] = set()

    def compare_side(
        self, place: Place, shape: StructureShape | None, found: ir.Side | str
    ) -> None:
        """Compare a side of an operation; an input without members is as good as none."""
        if found == "unknown" and not place.whole:
            return
        if place.side == "input" and shape is not None and not shape.members:
            shape = None
        path = place.path
        if not isinstance(found, ir.Side):
            right = shape is None and found == "none"
            if shape is not None and not shape.members and self._lose(place, Lost.OUTPUT):
                return
            self.tally.decide(Fact.MISSING, path, right, "a structure" if shape else "none", found)
            return
        target = self.shapes[found.shape]
        if shape is not None:
            self._root(place, shape, target)
            if place.reference:
                compare_root(place, shape, target, self.shapes, self.tally)
        elif target.members:
            self.tally.decide(Fact.EXTRA, path, False, "none", found.shape)

    def compare_type(self, place: Place, shape: StructureShape, found: ir.Shape) -> None:
        """Compare a type with the shape of its name, wherever it is used."""
        self._union(place, shape, found, place.path)
        self._members(place, shown_members(place.service, shape), found, place.path, shape)

    def _root(self, place: Place, shape: StructureShape, found: ir.Shape) -> None:
        if place.reference:
            self._union(place, shape, found, place.path)
        members = shown_members(place.service, shape)
        if place.side != "type" and not place.reference:
            members = customised(members, place.service, place.subject, place.side)
        self._members(place, members, found, place.path, shape)

    def _members(
        self,
        place: Place,
        expected: Mapping[str, ShownMember],
        found: ir.Shape,
        path: str,
        holder: StructureShape,
    ) -> None:
        members = members_by_name(place, holder, found.members, self.tally)
        for name, one in expected.items() if place.reference else ():
            wires = tuple(wire_names(name, one.shape, place.protocol))
            self.tally.called[f"{path}.{name}"] = wires
        common = self.tally.presence(
            path,
            list(expected),
            list(members),
            complete=found.complete or place.stated,
            ordered=place.exact,
        )
        self.tally.members += len(expected)
        for name in common:
            at = f"{path}.{name}"
            shape = expected[name].shape
            parameter = place.is_parameter(name, shape)
            self._member(place, expected[name], members[name], at, parameter=parameter)
            if place.stated:
                compare_traits(place, shape, members[name], at, self.tally)
                compare_binding(place, holder, name, shape, members[name], at, self.tally)

    def _member(
        self,
        place: Place,
        expected: ShownMember,
        found: ir.Member,
        path: str,
        *,
        parameter: bool,
    ) -> None:
        if place.side == "input":
            self._required(place, expected, found, path, parameter=parameter)
            self._token(place, expected.shape, found, path)
        elif place.side == "type":
            self._required_in_type(place, expected, found, path)
        if expected.vague:
            kind = kind_of(expected.shape)
            self.tally.decide(Fact.TYPE, path, covers(found.kind, kind), kind, found.kind)
        else:
            self._value(place, expected.shape, found, path, parameter=parameter)

    def _token(self, place: Place, shape: Shape, found: ir.Member, path: str) -> None:
        token = "idempotencyToken" in shape.metadata
        if token and not found.idempotency_token and self._lose(place, Lost.IDEMPOTENCY):
            return
        if not token or _has_remarks(place, shape):
            self.tally.check(Fact.IDEMPOTENCY, path, token, found.idempotency_token)

    def _required(
        self,
        place: Place,
        expected: ShownMember,
        found: ir.Member,
        path: str,
        *,
        parameter: bool,
    ) -> None:
        marked = self._is_marked(place, expected, found, parameter=parameter)
        if found.required == "unknown" and not marked:
            return
        if expected.required is not None:
            self.tally.check(Fact.REQUIRED, path, expected.required, found.required)

    def _is_marked(
        self, place: Place, expected: ShownMember, found: ir.Member, *, parameter: bool
    ) -> bool:
        """Tell whether the page must say if a member is required."""
        if not place.reference:
            # A page never marks a member that repeats a shape around it.
            unmarked = expected.required is None or _repeats(found)
            return not unmarked and place.described and place.exact
        if found.required != "unknown":
            return True
        if not place.top:
            return not self._lose(place, Lost.SHOWN_REQUIRED)
        if "location" in expected.shape.serialization:
            return bool(expected.required) or not self._lose(place, Lost.REQUIRED)
        return not parameter or not self._lose(place, Lost.PAYLOAD_REQUIRED)

    def _required_in_type(
        self, place: Place, expected: ShownMember, found: ir.Member, path: str
    ) -> None:
        """Compare what is said of both directions; a type that nothing uses has neither."""
        stated = {found.required, found.required_in_output} - {None}
        if stated == {"unknown"} and not place.top and self._lose(place, Lost.SHOWN_REQUIRED):
            return
        for required in stated - ({"unknown"} if not place.top else set()):
            self.tally.check(Fact.REQUIRED, path, expected.required, required)

    def _value(
        self, place: Place, shape: Shape, found: ir.Target, path: str, *, parameter: bool = False
    ) -> None:
        shape = shown_shape(place.service, shape)
        if found.recursion is not None and not self._repeated(place, shape, found, path):
            return
        if not self._kind(place, shape, found, path, parameter=parameter):
            return
        self._limits(place, shape, found, path)
        if found.kind in (Kind.ANY, Kind.DICT):
            return
        if isinstance(shape, StructureShape):
            self._structure(place, shape, found, path)
        elif isinstance(shape, ListShape):
            self._inner(place, shape.member, found.items, f"{path}[]", parameter=parameter)
            if place.reference and not parameter:
                compare_items(place, shape, found, path, self.tally)
        elif isinstance(shape, MapShape):
            self._inner(place, shape.key, found.keys, f"{path}{{key}}")
            self._inner(place, shape.value, found.values, f"{path}{{}}")
        elif shape.type_name == "blob" and not place.reference:
            streaming = shape is place.streaming
            self.tally.check(Fact.STREAMING, path, streaming, found.streaming)

    def _limits(self, place: Place, shape: Shape, found: ir.Target, path: str) -> None:
        """Compare constraints; those of a value of unknown kind may be of a list's items."""
        if found.kind is Kind.ANY and isinstance(shape, ListShape):
            shape = shape.member
        if place.reference and not place.top:
            self._lose_limits(place, shape, found)
        compare_constraints(place, shape, found, path, self.tally)
        if shape.type_name == "string" and found.kind is not Kind.DICT:
            self._enum(place, shape, found, path)

    def _lose_limits(self, place: Place, shape: Shape, found: ir.Target) -> None:
        known = [found.min, found.max, found.pattern, found.enum or None]
        names = ["min", "max", "pattern", "enum"]
        for name, value in zip(names, known, strict=True):
            if name in shape.metadata and value is None:
                self._lose(place, Lost.SHOWN_LIMITS)

    def _repeated(self, place: Place, shape: Shape, found: ir.Target, path: str) -> bool:
        """Check that a recursion leads to what stands for the model's shape."""
        self.tally.guessed += found.recursion == "guessed"
        target = self.shapes.get(found.shape or "")
        names = None
        if target is not None and isinstance(shape, StructureShape):
            names = set(members_by_name(place, shape, target.members, self.tally))
        right = isinstance(shape, StructureShape) and set(shape.members) == names
        if place.reference and target is not None and target.pages:
            right = True  # Its name is compared, and its members where its page is.
        reference = found.shape or f"a {found.kind} without a reference"
        return self.tally.decide(Fact.RECURSION, path, right, shape.name, reference)

    def _kind(
        self, place: Place, shape: Shape, found: ir.Target, path: str, *, parameter: bool
    ) -> bool:
        kind = kind_of(shape)
        widest, lost = stated_kind(place, shape, parameter=parameter)
        if is_json_value_header(shape) and not place.reference:
            right = found.json_value or (not place.described and found.kind is Kind.ANY)
            return self.tally.decide(Fact.TYPE, path, right, "JSON in a string", found.kind)
        right = covers(found.kind, kind) and covers(widest, found.kind)
        if right and lost and found.kind is not kind:
            self._lose(place, lost)
        fact = Fact.NESTING if {kind, found.kind} & _AGGREGATES else Fact.TYPE
        return self.tally.decide(fact, path, right, kind, found.kind)

    def _inner(
        self,
        place: Place,
        shape: Shape,
        found: ir.Type | None,
        path: str,
        *,
        parameter: bool = False,
    ) -> None:
        if found is None:
            self.tally.decide(Fact.NESTING, path, False, shape.type_name, "nothing")
        else:
            self._value(place, shape, found, path, parameter=parameter)

    def _enum(self, place: Place, shape: Shape, found: ir.Target, path: str) -> None:
        expected: list[str] = shape.metadata.get("enum", [])
        if place.reference:
            compared = place.top
        else:
            # An enumeration of the one word `string` looks like a plain string, and those of a
            # map's keys are not shown.
            compared = place.shown and expected != ["string"] and not path.endswith("{key}")
        if compared or found.enum:
            self.tally.check(Fact.ENUM, path, expected, found.enum)

    def _structure(self, place: Place, shape: StructureShape, found: ir.Target, path: str) -> None:
        if found.shape is None:
            right = shape.is_document_type
            self.tally.decide(Fact.NESTING, path, right, shape.name, f"a {found.kind} of no shape")
            return
        target = self.shapes[found.shape]
        if place.reference:
            self._reference(place, shape, found.shape, target, path)
            return
        if not shape.is_tagged_union or _has_remarks(place, shape):
            self.tally.check(Fact.UNION, path, shape.is_tagged_union, target.kind == "union")
        if place.side == "output":
            stream = bool(shape.serialization.get("eventstream"))
            self.tally.check(Fact.STREAMING, path, stream, target.event_stream)
        self._once(place, shape, found.shape, target, path)

    def _reference(
        self, place: Place, shape: StructureShape, name: str, target: ir.Shape, path: str
    ) -> None:
        """Compare the name of a structure; what has a page of its own is compared there."""
        names = {name, target.documented_name, *target.aliases}
        right = shape.name in names or pascal_case(shape.name) in names
        if place.top and target.name_origin == "page":
            self.tally.decide(Fact.NAME, f"{path}.shape", right, shape.name, name)
        if target.pages and (right or place.top):
            return
        inner = place.body if path == f"{place.path}.{place.payload}" else place.inside
        self._union(place.inside, shape, target, path)
        if target.members or not self._lose(place, Lost.SHAPE):
            self._once(inner, shape, name, target, path)

    def _union(self, place: Place, shape: StructureShape, found: ir.Shape, path: str) -> None:
        union = found.kind == "union"
        if place.top or union or not shape.is_tagged_union:
            self.tally.check(Fact.UNION, path, shape.is_tagged_union, union)
        else:
            self._lose(place, Lost.UNION)

    def _once(
        self, place: Place, shape: StructureShape, name: str, target: ir.Shape, path: str
    ) -> None:
        pair = place.compared(shape.name, name)
        if pair not in self._compared:
            self._compared.add(pair)
            self._members(place, shown_members(place.service, shape), target, path, shape)

    def _lose(self, place: Place, kind: Lost) -> bool:
        return self.tally.lose(kind, place.renditions, place.protocol)


def _repeats(found: ir.Target) -> bool:
    return any(part and part.recursion for part in (found, found.items, found.values))


def _has_remarks(place: Place, shape: Shape) -> bool:
    """Tell whether the page has a text behind which remarks on a shape would stand."""
    return place.described and not place.reference and bool(shape.documentation)
