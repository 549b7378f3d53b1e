"""Samples: values that satisfy what is documented.

A full sample has every member, a minimal one those that are required. Where shapes lead back to
themselves, the full sample goes on with the minimal one, so that each comes to an end.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from math import ceil
from typing import Literal

from generator.emit.forms import Form, is_opaque, is_required
from generator.emit.layout import Brackets, Expression, call, prefixed
from generator.emit.quoting import Code, Source, bytes_literal, code, literal, number_literal
from generator.emit.sample_texts import SampleTexts
from generator.model import ir
from generator.model.kinds import Kind, covers
from generator.model.names import Identifier
from generator.model.walk import structures

Extent = Literal["full", "minimal"]

METADATA = "ResponseMetadata"
_JSON = Brackets(Code("{"), (Code('"key": "value"'),), Code("}"))
_DATE = Brackets(Code("datetime("), (Code("2015, 1, 1, tzinfo=UTC"),), Code(")"))
_BLOB = b"sample"


@dataclass(frozen=True)
class _Place:
    """Where a value stands: in which sample, and in which of its members."""

    form: Form
    extent: Extent
    member: str


@dataclass
class Needs:
    """What the samples written so far refer to."""

    samples: dict[tuple[Form, Extent], None] = field(
        default_factory=dict[tuple[Form, Extent], None]
    )
    dates: bool = False
    runtime: set[Identifier] = field(default_factory=set[Identifier])


class Samples:
    """Writes samples.

    Args:
        service: The model.
        function: Names the function that returns a sample.
    """

    def __init__(self, service: ir.Service, function: Callable[[Form, Extent], Identifier]) -> None:
        self._shapes = service.shapes
        self._function = function
        self._texts = SampleTexts(service)
        self._depths = _depths(service.shapes)
        self._reach = cache(self._reached_from)
        self.needs = Needs()

    def structure(self, form: Form, extent: Extent, metadata: Expression | None = None) -> Brackets:
        """Write the sample of a structure.

        Args:
            form: The shape, and the side that it is on.
            extent: Which members it has.
            metadata: Of a response, what boto3 adds under `ResponseMetadata`.
        """
        entries = self._entries(form, extent)
        if metadata is not None:
            entries[METADATA] = metadata
        items = tuple(
            prefixed(code("{}: ", literal(name)), value) for name, value in entries.items()
        )
        return Brackets(Code("{"), items, Code("}"), comma=True, open=bool(items))

    def _entries(self, form: Form, extent: Extent) -> dict[str, Expression]:
        entries: dict[str, Expression] = {}
        shape = self._shapes[form.shape]
        chosen = self._choice(form.shape) if shape.kind == "union" else shape.members
        for name, member in chosen.items():
            if extent == "full" or shape.kind == "union" or _is_needed(member):
                value = self._value(member, _Place(form, extent, name))
                if value is None and _is_needed(member):
                    value = Code("[]") if member.kind is Kind.LIST else Code("{}")
                if value is not None:
                    entries[name] = value
        return entries

    def _choice(self, union: str) -> dict[str, ir.Member]:
        """Return one member: the first that does not lead back, or the soonest to end."""
        members = self._shapes[union].members
        onward = [name for name, member in members.items() if not self._leads_back(member, union)]
        soonest = sorted(members, key=lambda name: _depth(members[name], self._depths))
        return {name: members[name] for name in (*onward, *soonest)[:1]}

    # --- values -------------------------------------------------------------------------------

    def _value(self, target: ir.Target, place: _Place, number: int = 0) -> Expression | None:
        """Write a value; None where it would never end."""
        if target.json_value:
            return _JSON
        match target.kind:
            case Kind.STRUCTURE:
                return self._structure(target, place)
            case Kind.LIST:
                return self._list(target, place)
            case Kind.MAP:
                return self._map(target, place)
            case Kind.STRING | Kind.TEXT | Kind.ANY:
                return literal(self._texts.text(target, place.member, number))
            case Kind.BLOB:
                return self._blob(target, place)
            case Kind.TIMESTAMP:
                self.needs.dates = True
                return _DATE
            case Kind.BOOLEAN:
                return Code("True")
            case Kind.DOCUMENT:
                return _JSON
            case Kind.DICT:
                return Code("{}")
            case _:
                return _number(target)

    def _structure(self, target: ir.Target, place: _Place) -> Expression | None:
        name = target.shape
        if target.recursion == "guessed":
            return None  # What it has to hold is not certain.
        if name is not None and self._is_unknown(name):
            return None  # Nor is it here, where no page describes it.
        if name is None or is_opaque(target, self._shapes):
            return Code("{}")
        if self._shapes[name].event_stream:
            return self._events(name, place)
        if name not in self._depths:
            return None
        extent = "minimal" if self._leads_back(target, place.form.shape) else place.extent
        return self._sample(Form(name, place.form.side), extent)

    def _is_unknown(self, name: str) -> bool:
        """Tell whether nothing is known that a structure, or any member of a union, may hold."""
        shape = self._shapes[name]
        members = shape.members.values()
        return shape.unresolved or (
            shape.kind == "union"
            and bool(members)
            and all(
                member.shape is not None and self._shapes[member.shape].unresolved
                for member in members
            )
        )

    def _sample(self, form: Form, extent: Extent) -> Expression:
        self.needs.samples[form, extent] = None
        return call(code("{}", self._function(form, extent)))

    def _events(self, name: str, place: _Place) -> Expression | None:
        if place.form.side == "input":
            return None  # boto3 takes none.
        self.needs.runtime.add(Identifier("SampleEvents"))
        form = Form(name, place.form.side)
        events = [
            Brackets(Code("{"), (prefixed(code("{}: ", literal(event)), value),), Code("}"))
            for event, member in self._shapes[name].members.items()
            if (value := self._value(member, _Place(form, place.extent, event))) is not None
        ]
        return call(Code("SampleEvents"), Brackets(Code("["), tuple(events), Code("]")))

    def _list(self, target: ir.Target, place: _Place) -> Expression | None:
        item = self._inner(target, target.items, place)
        if item is None:
            return None if target.min else Code("[]")
        items = (item,) * _length(target)
        return Brackets(Code("["), items, Code("]"), comma=True)

    def _map(self, target: ir.Target, place: _Place) -> Expression | None:
        value = self._inner(target, target.values, place)
        if value is None:
            return None if target.min else Code("{}")
        keys = target.keys or ir.Type(kind=Kind.STRING)
        written: dict[Source, Expression] = {}
        for number in range(_length(target)):
            key = self._value(keys, place, number)
            if isinstance(key, Code):
                written[key] = prefixed(code("{}: ", key), value)
        return Brackets(Code("{"), tuple(written.values()), Code("}"), comma=True)

    def _inner(self, holder: ir.Target, target: ir.Type | None, place: _Place) -> Expression | None:
        """Write what a list or a map holds; a minimal one that may be empty holds nothing anew."""
        if target is None:
            return None
        leads_back = self._leads_back(target, place.form.shape)
        if leads_back and place.extent == "minimal" and not holder.min:
            return None
        return self._value(target, place)

    def _blob(self, target: ir.Target, place: _Place) -> Expression:
        content = _BLOB * ceil(_length(target) / len(_BLOB))
        if target.max is not None:
            content = content[: int(target.max)]
        if target.streaming and place.form.side == "output":
            self.needs.runtime.add(Identifier("SampleBody"))
            return call(Code("SampleBody"), bytes_literal(content))
        return bytes_literal(content)

    # --- shapes that lead back to themselves --------------------------------------------------

    def _leads_back(self, target: ir.Target, shape: str) -> bool:
        return any(shape in self._reach(name) for name in self._shaped(target))

    def _shaped(self, target: ir.Target) -> Iterator[str]:
        for structure in structures(target):
            if structure.shape and not is_opaque(structure, self._shapes):
                yield structure.shape

    def _reached_from(self, shape: str) -> frozenset[str]:
        reached = {shape}
        waiting = [shape]
        while waiting:
            members = self._shapes[waiting.pop()].members.values()
            new = {name for member in members for name in self._shaped(member)} - reached
            reached |= new
            waiting += new
        return frozenset(reached)


_MOST = 1000
"""No sample has more items or bytes; one that would have to breaks its constraint."""


def _length(target: ir.Target) -> int:
    """Return how many items a list, a map or a blob has at least."""
    return min(ceil(max(1, target.min or 0)), _MOST)


def _number(target: ir.Target) -> Code:
    value = 1 if target.min is None else max(1, target.min)
    if target.max is not None and value > target.max:
        value = target.max
    if covers(Kind.INTEGRAL, target.kind):
        return number_literal(int(value))
    is_fraction = covers(Kind.FRACTIONAL, target.kind) and isinstance(value, int)
    return code("{}.0", number_literal(value)) if is_fraction else number_literal(value)


def _is_needed(member: ir.Member) -> bool:
    return is_required(member) or member.required_in_output is True


_NEVER = 1_000_000
"""The depth of a value that never ends."""


def _depths(shapes: dict[str, ir.Shape]) -> dict[str, int]:
    """Return how deep the smallest value of each shape is, for those that have an end."""
    depths: dict[str, int] = {}
    found = True
    while found:
        found = False
        for name, shape in shapes.items():
            needed = [
                _depth(member, depths)
                for member in shape.members.values()
                if shape.kind == "union" or _is_needed(member)
            ]
            choose = min if shape.kind == "union" else max
            depth = choose(needed, default=0)
            if name not in depths and depth < _NEVER:
                depths[name] = depth + 1
                found = True
    return depths


def _depth(target: ir.Target, depths: dict[str, int]) -> int:
    """Return the depth of the smallest value of a type."""
    match target.kind:
        case Kind.STRUCTURE if target.shape and target.recursion != "guessed":
            return depths.get(target.shape, _NEVER)
        case Kind.LIST if target.min and target.items:
            return _depth(target.items, depths)
        case Kind.MAP if target.min and target.values:
            return _depth(target.values, depths)
        case _:
            return 0
