"""The judge sees what is wrong: each sort of fact is spoilt once in a model without faults."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from generator.model import ir
from generator.model.assembly import assemble
from generator.model.kinds import Kind
from generator.readers.page import read_page
from support.boto3_pages import pages
from support.customisations import CUSTOMISATIONS, Customisation, members_concerned
from support.judge import judge
from support.verdict import Fact

SERVICE = "lambda"


@pytest.fixture(scope="module")
def whole(boto3_pages: Callable[[str], Path]) -> ir.Service:
    """Return the model of a service that has a fact of nearly every sort."""
    readings = (read_page(page.read_bytes(), page.name) for page in pages(boto3_pages(SERVICE)))
    return assemble(reading.facts for reading in readings if reading.facts).service


def _members(service: ir.Service, shape: str) -> dict[str, ir.Member]:
    return service.shapes[shape].members


def _input(service: ir.Service, operation: str) -> dict[str, ir.Member]:
    side = service.operations[operation].input
    assert isinstance(side, ir.Side)
    return _members(service, side.shape)


def _output(service: ir.Service, operation: str) -> dict[str, ir.Member]:
    side = service.operations[operation].output
    assert isinstance(side, ir.Side)
    return _members(service, side.shape)


def _reverse(members: dict[str, ir.Member]) -> None:
    for name in reversed(list(members)):
        members[name] = members.pop(name)
