"""The judge sees what is wrong: a model without faults is spoilt in one fact after the other."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from botocore.model import OperationModel
from botocore.session import get_session
from support.boto3_pages import pages

from generator.audit.customisations import (
    CUSTOMISATIONS,
    OPAQUE_SHAPES,
    WITHOUT_METHOD,
    Customisation,
)
from generator.audit.judge import judge
from generator.audit.verdict import Fact
from generator.model import ir
from generator.model.assembly import assemble
from generator.model.kinds import Kind
from generator.readers.page import read_page

Spoil = Callable[[ir.Service], object]


@pytest.fixture(scope="module")
def faultless(boto3_pages: Callable[[str], Path]) -> ir.Service:
    """Return the model of a service that has facts of nearly every sort."""
    readings = [read_page(page.read_bytes(), page.name) for page in pages(boto3_pages("lambda"))]
    return assemble(reading.facts for reading in readings if reading.facts).service


def _set(node: msgspec.Struct, **fields: object) -> None:
    for field, value in fields.items():
        setattr(node, field, value)


def _side(side: ir.Side | str) -> str:
    assert isinstance(side, ir.Side)
    return side.shape


def _input(service: ir.Service, operation: str) -> dict[str, ir.Member]:
    return service.shapes[_side(service.operations[operation].input)].members


def _output(service: ir.Service, operation: str) -> dict[str, ir.Member]:
    return service.shapes[_side(service.operations[operation].output)].members


def _reverse(members: dict[str, ir.Member]) -> None:
    for name in reversed(list(members)):
        members[name] = members.pop(name)


def _add(members: dict[str, ir.Member], name: str) -> None:
    members[name] = ir.Member(kind=Kind.STRING, required=False)


def _shape(service: ir.Service, member: ir.Member) -> ir.Shape:
    assert member.shape is not None
    return service.shapes[member.shape]


SPOILT: dict[str, tuple[Fact, Spoil]] = {
    "operation lost": (Fact.MISSING, lambda s: s.operations.pop("Invoke")),
    "operation invented": (
        Fact.EXTRA,
        lambda s: s.operations.update(Revoke=s.operations["Invoke"]),
    ),
    "input lost": (Fact.MISSING, lambda s: _set(s.operations["Invoke"], input="none")),
    "output unknown": (Fact.MISSING, lambda s: _set(s.operations["Invoke"], output="unknown")),
    "member lost": (Fact.MISSING, lambda s: _input(s, "Invoke").pop("LogType")),
    "member invented": (Fact.EXTRA, lambda s: _add(_input(s, "Invoke"), "Colour")),
    "members in another order": (Fact.ORDER, lambda s: _reverse(_input(s, "Invoke"))),
    "another method": (Fact.NAME, lambda s: _set(s.operations["Invoke"], python_name="call")),
    "another scalar": (
        Fact.TYPE,
        lambda s: _set(_input(s, "CreateFunction")["Timeout"], kind=Kind.STRING),
    ),
    "no kind": (Fact.TYPE, lambda s: _set(_input(s, "CreateFunction")["Timeout"], kind=Kind.ANY)),
    "opaque structure": (
        Fact.NESTING,
        lambda s: _set(_input(s, "CreateFunction")["Code"], kind=Kind.DICT, shape=None),
    ),
    "map for a list": (
        Fact.NESTING,
        lambda s: _set(_input(s, "CreateFunction")["Layers"], kind=Kind.MAP),
    ),
    "list of nothing": (
        Fact.NESTING,
        lambda s: _set(_input(s, "CreateFunction")["Layers"], items=None),
    ),
    "another shape repeated": (
        Fact.RECURSION,
        lambda s: _set(
            _input(s, "CreateFunction")["Code"],
            shape=_side(s.operations["Invoke"].input),
            recursion="guessed",
        ),
    ),
    "value lost": (Fact.ENUM, lambda s: _input(s, "Invoke")["LogType"].enum.pop()),
    "values in another order": (
        Fact.ENUM,
        lambda s: _input(s, "Invoke")["LogType"].enum.reverse(),
    ),
    "no longer required": (
        Fact.REQUIRED,
        lambda s: _set(_input(s, "Invoke")["FunctionName"], required=False),
    ),
    "perhaps required": (
        Fact.REQUIRED,
        lambda s: _set(_input(s, "Invoke")["LogType"], required="unknown"),
    ),
    "union": (
        Fact.UNION,
        lambda s: _set(_shape(s, _input(s, "CreateFunction")["Environment"]), kind="union"),
    ),
    "no stream of bytes": (
        Fact.STREAMING,
        lambda s: _set(_output(s, "Invoke")["Payload"], streaming=False),
    ),
    "no stream of events": (
        Fact.STREAMING,
        lambda s: _set(
            _shape(s, _output(s, "InvokeWithResponseStream")["EventStream"]), event_stream=False
        ),
    ),
    "token to be given": (
        Fact.IDEMPOTENCY,
        lambda s: _set(
            _input(s, "CheckpointDurableExecution")["ClientToken"], idempotency_token=False
        ),
    ),
    "still current": (
        Fact.DEPRECATED,
        lambda s: _set(s.operations["InvokeAsync"], deprecated=False),
    ),
    "error lost": (Fact.ERROR, lambda s: _set(s.operations["Invoke"], errors=[])),
    "paginator lost": (Fact.PAGINATOR, lambda s: s.paginators.pop("ListFunctions")),
    "another token": (
        Fact.PAGINATOR,
        lambda s: _set(s.paginators["ListFunctions"].output_tokens, value=["Marker"]),
    ),
    "no limit": (
        Fact.PAGINATOR,
        lambda s: _set(s.paginators["ListFunctions"].limit_key, exists=False),
    ),
    "waiter lost": (Fact.WAITER, lambda s: s.waiters.pop("FunctionActive")),
    "other delay": (Fact.WAITER, lambda s: _set(s.waiters["FunctionActive"], delay=1)),
}


@pytest.mark.parametrize(("fact", "spoil"), SPOILT.values(), ids=SPOILT.keys())
def test_spoilt_fact_is_found(fact: Fact, spoil: Spoil, faultless: ir.Service) -> None:
    """A spoilt fact is found, as what it is, and no other sort of fact with it."""
    spoilt = deepcopy(faultless)
    spoil(spoilt)

    verdict = judge(spoilt, "lambda")

    assert {fact} == {wrong.fact for wrong in verdict.wrong}


@pytest.mark.parametrize(("origin", "right"), [("derived", True), ("stated", False)])
def test_a_derived_name_is_unknown(
    origin: Literal["derived", "stated"], right: bool, faultless: ir.Service
) -> None:
    """An operation whose wire name no page states is compared by its Python name."""
    renamed = deepcopy(faultless)
    operation = renamed.operations.pop("Invoke")
    _set(operation, name_origin=origin)
    renamed.operations["INVOKE"] = operation

    verdict = judge(renamed, "lambda")

    assert (not verdict.wrong) is right


def _operations(service: str) -> dict[str, OperationModel]:
    model = get_session().get_service_model(service)
    return {name: model.operation_model(name) for name in model.operation_names}


@pytest.mark.parametrize("row", CUSTOMISATIONS, ids=lambda row: f"{row.service}-{row.member}")
def test_customised_member_exists(row: Customisation) -> None:
    """Each change that the judge knows of is about a member of every operation that it names."""
    operations = _operations(row.service)
    named = row.operations or tuple(operations)

    shapes = [
        operations[name].input_shape if row.side == "input" else operations[name].output_shape
        for name in named
    ]

    found = [shape is not None and row.member in shape.members for shape in shapes]
    assert any(found) if not row.operations else all(found)


@pytest.mark.parametrize(("service", "shape"), OPAQUE_SHAPES)
def test_opaque_shape_exists(service: str, shape: str) -> None:
    """Each shape that the judge takes as opaque is one of its service."""
    assert shape in get_session().get_service_model(service).shape_names


@pytest.mark.parametrize(("service", "operation"), WITHOUT_METHOD)
def test_operation_without_method_exists(service: str, operation: str) -> None:
    """Each operation that the judge expects no page of is one of its service."""
    assert operation in _operations(service)
