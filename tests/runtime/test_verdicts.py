"""At the level `structure`, the verdicts of generated validators are botocore's."""

import re
from collections import Counter, OrderedDict, UserDict
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from botocore.model import Shape, ShapeResolver
from botocore.validate import ParamValidator, ValidationErrors
from hypothesis import given, settings
from hypothesis import strategies as st
from support.services import member, one_operation, shape

from generator.emit.emission import emit_service
from generator.model import ir
from generator.model.facts import Location
from generator.model.kinds import EXACT, Kind, covers
from generator.model.patterns import analyse

# The parser of dates warns of time zones that it does not know, whoever asks it.
pytestmark = pytest.mark.filterwarnings("ignore::dateutil.parser.UnknownTimezoneWarning")

Found = Counter[tuple[str, str]]
"""Problems: each with its path and what is wrong there."""

ROOT = "CallRequest"
STRUCTURES = (ROOT, "Node", "node", "Choice")
NAMES = st.sampled_from(["name", "Name", "value", "check", "case", "_", "item-1", "{key}"])

# Models, as the IR has them.

LENGTHS = (None, 0, 1, 2)
FLOORS = (None, -1, 0, 1, Decimal("0.5"), Decimal("1E+1"))
"""What JSON can say exactly."""
SCALARS = st.sampled_from(
    [
        *(ir.Type(kind=Kind.STRING, min=length) for length in LENGTHS),
        ir.Type(kind=Kind.STRING, max=1, enum=["a", "b"], pattern=analyse("[b-d]+")),
        *(ir.Type(kind=kind, min=floor) for kind in (Kind.INTEGER, Kind.LONG) for floor in FLOORS),
        *(ir.Type(kind=kind, min=floor) for kind in (Kind.FLOAT, Kind.DOUBLE) for floor in FLOORS),
        *(ir.Type(kind=Kind.DOUBLE, max=floor) for floor in FLOORS),
        *(ir.Type(kind=Kind.BLOB, min=length, max=1) for length in LENGTHS),
        *[ir.Type(kind=kind) for kind in (Kind.BOOLEAN, Kind.TIMESTAMP, Kind.DOCUMENT)] * 4,
        *[ir.Type(kind=Kind.STRUCTURE, shape=name) for name in STRUCTURES] * 5,
    ]
)


def _containers(held: st.SearchStrategy[ir.Type]) -> st.SearchStrategy[ir.Type]:
    lengths = st.sampled_from(LENGTHS)
    keys = st.sampled_from([ir.Type(kind=Kind.STRING, min=length) for length in LENGTHS])
    return st.one_of(
        st.builds(ir.Type, kind=st.just(Kind.LIST), items=held, min=lengths),
        st.builds(ir.Type, kind=st.just(Kind.MAP), keys=keys, values=held, min=lengths),
    )


TYPES = st.one_of(SCALARS, st.recursive(SCALARS, _containers, max_leaves=3))


def seldom(draw: st.DrawFn) -> bool:
    """Draw what is seldom true."""
    return draw(st.integers(0, 11)) == 11


@st.composite
def members(draw: st.DrawFn) -> ir.Member:
    """Draw a member."""
    type_ = draw(TYPES)
    fields = {name: getattr(type_, name) for name in type_.__struct_fields__}
    return ir.Member(**fields, required=draw(st.booleans()))


@st.composite
def services(draw: st.DrawFn) -> ir.Service:
    """Draw a service, whose input may lead to all of its structures and back."""
    named = {
        name: shape(draw(st.dictionaries(NAMES, members(), min_size=1, max_size=4)))
        for name in STRUCTURES
    }
    named["Choice"].kind = "union"
    if draw(st.booleans()):
        header = ir.Member(
            kind=Kind.STRING, location=Location.HEADER, json_value=True, required=False
        )
        named[ROOT].members["json"] = header
    return one_operation(shapes=named)


# Models, as botocore has them.


def model_of(service: ir.Service) -> Shape:
    """Write a service's structures as botocore's models do, and return its input."""
    written: dict[str, Any] = {}
    for name, structure in service.shapes.items():
        written[name] = {
            "type": "structure",
            "members": {
                member: _reference(target, written) for member, target in structure.members.items()
            },
            "required": [member for member, of in structure.members.items() if of.required is True],
            "union": structure.kind == "union",
        }
    resolver: Any = ShapeResolver(written)
    found: Shape = resolver.get_shape_by_name(ROOT)
    return found


def _reference(target: ir.Target, written: dict[str, Any]) -> dict[str, Any]:
    if target.shape is not None:
        return {"shape": target.shape}
    described: dict[str, Any] = {"type": str(target.kind)}
    if target.kind is Kind.DOCUMENT:
        described = {"type": "structure", "members": {}, "document": True}
    parts = {"member": target.items, "key": target.keys, "value": target.values}
    for part, held in parts.items():
        if held is not None:
            described[part] = _reference(held, written)
    if target.min is not None:
        described["min"] = float(target.min) if isinstance(target.min, Decimal) else target.min
    name = f"{described['type']}{len(written)}"
    written[name] = described
    header = {"location": "header", "locationName": "x", "jsonvalue": True}
    return {"shape": name, **(header if target.json_value else {})}


# Parameters.

DATES = st.one_of(
    st.datetimes(),
    st.datetimes().map(datetime.isoformat),
    st.datetimes().map(str),
    st.datetimes().map(lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S GMT")),
    st.datetimes().map(lambda moment: moment.strftime("%Y%m%dT%H%M%SZ").encode()),
    st.floats(),
    st.integers().map(str),
    st.text("0123456789-:T.Z+ ", max_size=20),
    st.sampled_from(["", "2020-W01-1", "1577872800000", "inf", "nan", "1e9", 10**400]),
)
COMMON: list[object] = [
    *(None, True, 0, 1, 0.5, Decimal(1), "", "a", b"a", (), (1,), [], {}, object())
]
RARE: list[object] = [
    *(False, -2, 10**400, float("nan"), float("inf"), Decimal("-0.5"), Decimal("1E+999"), 1j),
    *("ab", [None], {"name": None}, {1: 2}, {"": (1,)}, OrderedDict(a=1), UserDict(), {1}),
    *(BytesIO(b"a"), bytearray(b"a"), memoryview(b"a"), date(2020, 1, 1)),
]
ODD: st.SearchStrategy[object] = st.one_of(st.sampled_from(COMMON), st.sampled_from(RARE), DATES)
SIMPLE: dict[Kind, st.SearchStrategy[object]] = {
    Kind.STRING: st.text("abc", max_size=3),
    Kind.INTEGER: st.integers(-3, 12),
    Kind.LONG: st.integers(-3, 12),
    Kind.FLOAT: st.sampled_from([-2, -0.5, 0, 0.5, 9, 10.5, Decimal("0.25"), Decimal(10)]),
    Kind.DOUBLE: st.floats(),
    Kind.BOOLEAN: st.booleans(),
    Kind.TIMESTAMP: DATES,
    Kind.BLOB: st.one_of(st.binary(max_size=3), st.text(max_size=3), st.builds(BytesIO)),
    Kind.DOCUMENT: st.recursive(
        ODD,
        lambda held: st.one_of(st.lists(held, max_size=2), st.dictionaries(st.text(), held)),
        max_leaves=3,
    ),
}
ENDS = 4
"""How deep parameters are before only what is required goes deeper."""


class Parameters:
    """Draws parameters, right for the most part."""

    def __init__(self, draw: st.DrawFn, shapes: Mapping[str, ir.Shape]) -> None:
        self.draw = draw
        self.shapes = shapes

    def value(self, target: ir.Target, depth: int) -> object:
        """Draw a value."""
        if target.json_value or depth > 2 * ENDS or seldom(self.draw):
            return self.draw(ODD)
        if target.shape is not None:
            return self.structure(self.shapes[target.shape], depth)
        if target.items is not None:
            held = [self.value(target.items, depth + 1) for _ in range(self.number(depth))]
            return tuple(held) if seldom(self.draw) else held
        if target.values is not None:
            keys = [
                self.value(target.keys or target.values, depth) for _ in range(self.number(depth))
            ]
            return {
                key: self.value(target.values, depth + 1)
                for key in keys
                if isinstance(key, str | int | None)
            }
        return self.draw(SIMPLE[target.kind])

    def structure(self, shape: ir.Shape, depth: int) -> object:
        """Draw a structure, or a union of mostly one member."""
        names = list(shape.members)
        if shape.kind == "union" and not seldom(self.draw):
            names = [self.draw(st.sampled_from(names))]
        value: dict[object, object] = {
            name: self.value(shape.members[name], depth + 1)
            for name in names
            if self.is_given(shape, name, depth)
        }
        if seldom(self.draw):
            value[self.draw(st.one_of(NAMES, st.sampled_from(["", 1, None])))] = self.draw(ODD)
        return OrderedDict(value) if seldom(self.draw) else value

    def is_given(self, shape: ir.Shape, name: str, depth: int) -> bool:
        """Draw whether a member is there."""
        if shape.kind == "union" or shape.members[name].required is True:
            return not seldom(self.draw)
        return depth < ENDS and self.draw(st.booleans())

    def number(self, depth: int) -> int:
        """Draw how many items there are."""
        return self.draw(st.integers(0, 2)) if depth < ENDS else 0


REQUESTS = 15
"""How many parameters are judged by each model."""


@st.composite
def requests(draw: st.DrawFn) -> tuple[ir.Service, list[object]]:
    """Draw a service, and some parameters of its operation."""
    service = draw(services())
    root = ir.Type(kind=Kind.STRUCTURE, shape=ROOT)
    parameters = Parameters(draw, service.shapes)
    return service, [parameters.value(root, 0) for _ in range(REQUESTS)]


# Verdicts.


class Report(ValidationErrors):
    """Keeps what botocore finds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Found = Counter()

    def report(self, name: str, reason: str, **about: Any) -> None:
        """Keep a problem; a member that is missing or unknown is a place of its own."""
        members = [str(about[key]) for key in ("required_name", "unknown_param") if key in about]
        self.found[".".join([name, *members]).removeprefix("."), REASONS.get(reason, reason)] += 1


REASONS = {
    "empty input": "exactly one member",
    "more than one input": "exactly one member",
    "unable to encode to json": "invalid json",
    "invalid type for document": "invalid json",
}
CONSTRAINTS = {
    "required": "missing required field",
    "no such member": "unknown field",
    "exactly one member": "exactly one member",
    "length of at least .*": "invalid length",
    "at least .*": "invalid range",
    "a JSON value": "invalid json",
    "an? .*|bytes .*": "invalid type",
}


VALIDATOR: Any = ParamValidator
"""The stubs leave out what is to be extended."""


class Judge(VALIDATOR):  # type: ignore[misc]  # a class of which types are not known
    """botocore's validator, but that it tells whole paths, and that its crashes are refusals."""

    def judge(self, params: object, model: Shape) -> Found:
        """Return all problems."""
        report = Report()
        self._validate(params, model, report, name="")
        return report.found

    def _validate_document(self, params: Any, shape: Any, errors: Any, name: str) -> None:
        if isinstance(params, dict):
            for key, value in params.items():  # pyright: ignore[reportUnknownVariableType]
                self._validate_document(value, shape, errors, f"{name}.{key}")
        else:
            VALIDATOR._validate_document(self, params, shape, errors, name)

    def _type_check_datetime(self, value: Any) -> bool:
        try:
            return bool(VALIDATOR._type_check_datetime(self, value))
        except (OverflowError, RuntimeError):
            return False


def validator(service: ir.Service) -> Callable[[object], Found]:
    """Return what a generated validator finds at the level `structure`."""
    source = emit_service(service)["example/validators.py"]
    names: dict[str, Any] = {}
    exec(source.replace(".._runtime", "generator.runtime"), names)

    def judge(params: object) -> Found:
        return Counter(
            (problem.path, _reason(problem.constraint))
            for problem in names["validate_call"](params, "structure")
        )

    return judge


def _reason(constraint: str) -> str:
    return next(reason for text, reason in CONSTRAINTS.items() if re.fullmatch(text, constraint))


@settings(max_examples=150)
@given(requests())
def test_verdicts_are_botocores(request: tuple[ir.Service, list[object]]) -> None:
    """What is wrong, and where, is exactly what botocore says."""
    service, requests = request
    model, found = model_of(service), validator(service)

    for params in requests:
        assert Judge().judge(params, model) == found(params)


# With less known.


@st.composite
def vaguer_requests(draw: st.DrawFn) -> tuple[ir.Service, ir.Service, list[object]]:
    """Draw a service, the same of which less is known, and parameters of its operation."""
    service, params = draw(requests())
    vague = deepcopy(service)
    for structure in vague.shapes.values():
        structure.complete = draw(st.booleans())
        structure.unresolved = seldom(draw)
        if not structure.complete:
            for name in [name for name in structure.members if seldom(draw)]:
                del structure.members[name]
        if seldom(draw):
            structure.kind = "structure"
        for held in structure.members.values():
            held.required = "unknown" if draw(st.booleans()) else held.required
            blur(held, draw)
    return service, vague, params


def wider_kinds(kind: Kind) -> list[Kind]:
    """Return the kinds that a page may tell where it can't tell a kind, that one included."""
    return [wider for wider in Kind if covers(wider, kind)]


def blur(target: ir.Target, draw: st.DrawFn) -> None:
    """Forget something of a value, or nothing."""
    target.min = None if seldom(draw) else target.min
    if target.json_value:
        return
    if target.shape is not None:
        target.recursion = "guessed" if seldom(draw) else "certain"
    target.kind = Kind.ANY if seldom(draw) else draw(st.sampled_from(wider_kinds(target.kind)))
    if target.kind in (Kind.ANY, Kind.DICT):
        target.shape = target.items = target.keys = target.values = None
    for part in ("items", "keys", "values"):
        held: ir.Type | None = None if seldom(draw) else getattr(target, part)
        setattr(target, part, held)
        if held is not None:
            blur(held, draw)


@settings(max_examples=60)
@given(vaguer_requests())
def test_what_is_not_known_is_not_enforced(
    request: tuple[ir.Service, ir.Service, list[object]],
) -> None:
    """Where pages say less than the model, nothing is refused that botocore accepts."""
    service, vague, requests = request
    model, found = model_of(service), validator(vague)

    for params in requests:
        refused = {path for path, _ in Judge().judge(params, model)}
        assert {path for path, _ in found(params)} <= refused


@pytest.mark.parametrize("kind", sorted(EXACT - {Kind.STRUCTURE}))
def test_wider_kinds_refuse_nothing_more(kind: Kind) -> None:
    """Whatever a value may be, all is accepted that botocore takes for one of these."""
    limit = 2 if kind in (Kind.STRING, Kind.BLOB, Kind.LONG, Kind.DOUBLE) else None
    held = ir.Type(kind=Kind.STRING)
    service = one_operation({"m": member(kind, min=limit, items=held, keys=held, values=held)})
    values: list[object] = [
        *COMMON,
        *RARE,
        3,
        "abc",
        datetime(2020, 1, 1),
        "2020-01-01",
        b"2020",
        "1e9",
    ]
    model = model_of(service)
    accepted = [value for value in values if not Judge().judge({"m": value}, model)]

    for wider in wider_kinds(kind):
        service.shapes[ROOT].members["m"] = member(wider, min=limit)
        found = validator(service)
        assert [] == [value for value in accepted if found({"m": value})], wider
