"""Forms: which TypedDicts a service needs, and how they are called.

A shape has a form for each side of the operations on which it is reached, since types of requests
are strict and types of responses are not. Where both would read alike they are one, named after the
shape; else the request's form has that name, and the response's `Output` in its own, as in
types-boto3.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.model import ir
from generator.model.facts import PageKind
from generator.model.kinds import Kind
from generator.model.names import Identifier
from generator.model.walk import structures

Side = Literal["input", "output"]

RUNTIME_TYPES = {
    name: Identifier(name)
    for name in (
        "BlobTypeDef",
        "EmptyResponseMetadataTypeDef",
        "EventIterator",
        "PaginatorConfigTypeDef",
        "ResponseMetadataTypeDef",
        "StreamingBody",
        "TimestampTypeDef",
    )
}
"""What generated modules import from the runtime's module of types."""

_SIDED = {Kind.LIST, Kind.MAP, Kind.DICT, Kind.TIMESTAMP, Kind.BLOB}
"""The kinds that are of one type in requests and of another in responses."""
_OWN_PAGES = {PageKind.CLIENT, PageKind.OPERATION}


class Form(NamedTuple):
    """A shape as it is on one side."""

    shape: str
    side: Side


@dataclass(frozen=True)
class Forms:
    """The names of all TypedDicts that the client's methods and paginators need."""

    names: Mapping[Form, Identifier]
    paginate: Mapping[str, Identifier]
    """By wire name: what a paginator takes, the request without what turns the pages."""


class Names:
    """Gives out names, each once.

    Args:
        taken: Names that are not to be given.
    """

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken)

    def claim(self, stem: str, suffix: str = "", prefix: str = "") -> Identifier:
        """Return prefix, stem and suffix, with a number behind the stem if that name is taken.

        A stem that begins with an underscore gets a word in front: the name would be private, or
        another one within a class.

        Raises:
            ValueError: Where that is no name.
        """
        stem = f"Shape{stem}" if stem.startswith("_") else stem
        name, number = f"{prefix}{stem}{suffix}", 1
        while name in self._taken:
            number += 1
            name = f"{prefix}{stem}{number}{suffix}"
        self._taken.add(name)
        return Identifier(name)


def find_forms(service: ir.Service, names: Names) -> Forms:
    """Find out which TypedDicts a service needs, and name them."""
    reached = _reached(service)
    split = _split(service, reached)
    called: dict[Form, Identifier] = {}
    for shape in sorted({form.shape for form in reached}):
        name = names.claim(shape, "TypeDef")
        called |= dict.fromkeys((Form(shape, "input"), Form(shape, "output")), name)
    for shape in sorted(split):
        called[Form(shape, "output")] = names.claim(shape, "OutputTypeDef")
    paginate = {
        name: names.claim(shape_of(operation.input) or f"{name}Request", "PaginateTypeDef")
        for name, operation in paginated(service).items()
        if operation.input != "unknown"
    }
    return Forms({form: called[form] for form in sorted(reached)}, paginate)


def has_method(service: ir.Service, operation: ir.Operation) -> bool:
    """Tell whether the client can offer an operation: from a paginator's page alone it can't."""
    return any(service.pages[page].kind in _OWN_PAGES for page in operation.pages)


def paginated(service: ir.Service) -> dict[str, ir.Operation]:
    """Return the operations that have paginators, by wire name."""
    return {
        name: operation
        for name, operation in service.operations.items()
        if name in service.paginators
    }


def shape_of(side: ir.Side | Literal["none", "unknown"]) -> str | None:
    """Return the name of a side's shape, if it has one."""
    return side.shape if isinstance(side, ir.Side) else None


def is_opaque(target: ir.Target, shapes: Mapping[str, ir.Shape]) -> bool:
    """Tell whether nothing certain is known of what a structure holds."""
    shape = target.shape
    return shape is None or target.recursion == "guessed" or shapes[shape].unresolved


def is_enum(target: ir.Target) -> bool:
    """Tell whether a value is one of a list of strings."""
    return bool(target.enum) and target.kind in (Kind.STRING, Kind.TEXT)


def is_required(member: ir.Member) -> bool:
    """Tell whether a request has to have a member; boto3 fills in idempotency tokens."""
    return member.required is True and not member.idempotency_token


def _reached(service: ir.Service) -> set[Form]:
    """Find the forms that methods and paginators lead to."""
    reached: set[Form] = set()
    waiting = set(_roots(service))
    while waiting:
        form = waiting.pop()
        reached.add(form)
        held = _held(service.shapes[form.shape], service.shapes)
        waiting |= {Form(shape, form.side) for shape in held} - reached
    return reached


def _roots(service: ir.Service) -> Iterator[Form]:
    for name, operation in service.operations.items():
        request, response = shape_of(operation.input), shape_of(operation.output)
        offered = has_method(service, operation)
        if request is not None and offered:
            yield Form(request, "input")
        elif request is not None and name in service.paginators:
            for shape in _held(service.shapes[request], service.shapes):
                yield Form(shape, "input")
        if response is not None and (offered or name in service.paginators):
            yield Form(response, "output")


def _held(shape: ir.Shape, shapes: Mapping[str, ir.Shape]) -> set[str]:
    """Return the names of the structures that a shape's members hold."""
    targets = [target for member in shape.members.values() for target in structures(member)]
    return {target.shape for target in targets if target.shape and not is_opaque(target, shapes)}


def _split(service: ir.Service, reached: set[Form]) -> set[str]:
    """Return the shapes that read differently in requests and in responses."""
    shapes = service.shapes
    shared = {form.shape for form in reached if form.side == "input"}
    shared &= {form.shape for form in reached if form.side == "output"}
    responses = {shape_of(operation.output) for operation in service.operations.values()}
    split = {
        shape
        for shape in shared
        if shape in responses
        or any(_is_sided(member, shapes) for member in shapes[shape].members.values())
    }
    while more := {shape for shape in shared - split if _held(shapes[shape], shapes) & split}:
        split |= more
    return split


def _is_sided(member: ir.Member, shapes: Mapping[str, ir.Shape]) -> bool:
    if member.kind is Kind.STRUCTURE:
        return is_required(member) or is_opaque(member, shapes)
    is_closed = is_enum(member) and not member.open
    return is_required(member) or is_closed or member.kind in _SIDED
