"""Judges a model by botocore's own model of the service.

What a page does not carry is not compared. boto3's pages do not say whether responses have a
member, and have no lengths and patterns, HTTP bindings, enumerations of a map's keys, result keys
and acceptors. What pages of API References lack is in `lost`, and is counted.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import botocore.session
from botocore import xform_name
from botocore.exceptions import UnknownServiceError
from botocore.model import OperationModel, ServiceModel, StructureShape
from botocore.utils import get_service_module_name
from msgspec.structs import replace

from generator.audit.bindings import compare_http
from generator.audit.customisations import WITHOUT_METHOD
from generator.audit.errors import Errors
from generator.audit.lost import REFERENCES, Lost
from generator.audit.places import EXACT, Place, side_of
from generator.audit.trees import Trees
from generator.audit.types import compare_types
from generator.audit.verdict import Fact, Tally, Verdict
from generator.audit.wire import compare_protocol
from generator.model import ir
from generator.model.facts import PageKind

_ON_OPERATIONS = (PageKind.CLIENT, PageKind.OPERATION, PageKind.RESOURCE)
"""The kinds of page that show all of an operation."""


def judge(
    service: ir.Service, service_name: str, *, whole: bool = True, shown: Collection[str] = ()
) -> Verdict:
    """Compare a service's IR with botocore's model of it.

    Args:
        service: The IR.
        service_name: boto3's name of the service.
        whole: Whether the pages are all that there are: what the IR lacks then is missing, and
            otherwise of no page that was read.
        shown: Which facts on the protocol some page shows in whatever place.

    Raises:
        UnknownServiceError: Where botocore has no model of it.
    """
    described = _load(service_name, "service-2")
    model = ServiceModel(described, service_name)
    tally = Tally()
    service = _renamed(service, model, tally)
    _identity(service, model, tally)
    operations = [
        name for name in model.operation_names if (service_name, name) not in WITHOUT_METHOD
    ]
    paginators = _optional(service_name, "paginators-1", "pagination")
    waiters = _optional(service_name, "waiters-2", "waiters")
    expected = operations
    if not whole:
        expected = [name for name in operations if name in service.operations]
        paginators = {name: paginators[name] for name in paginators if name in service.paginators}
        waiters = {name: waiters[name] for name in waiters if name in service.waiters}
    trees = Trees(service.shapes, tally)
    errors = Errors(service.shapes, _faults(described), tally)
    _operations(service, model, expected, trees, errors, tally)
    if any(page.rendition in REFERENCES for page in service.pages.values()):
        compare_protocol(service, model, shown, tally)
    types = compare_types(service, model, trees, tally)
    _paginators(service, paginators, tally)
    _waiters(service, waiters, tally)
    return Verdict(
        service=service_name,
        operations=len(operations),
        read=sum(name in service.operations and _is_whole(service, name) for name in operations),
        members=tally.members,
        compared=tally.compared,
        wrong=tuple(tally.wrong),
        guessed=tally.guessed,
        unknown=tuple(tally.unknown),
        lost=dict(sorted(tally.lost.items())),
        types=types,
        known=frozenset(_members(model)),
        too_large=tuple(
            f"{name}: {section}"
            for name, operation in service.operations.items()
            for section in operation.too_large
        ),
    )


def _faults(described: Mapping[str, Any]) -> set[str]:
    shapes: Mapping[str, Mapping[str, Any]] = described["shapes"]
    return {name for name, shape in shapes.items() if shape.get("fault")}


def _members(model: ServiceModel) -> Iterator[str]:
    for name in model.shape_names:
        shape = model.shape_for(name)
        if isinstance(shape, StructureShape):
            yield from shape.members


def _renamed(service: ir.Service, model: ServiceModel, tally: Tally) -> ir.Service:
    """Return the IR with the model's names of operations that no page names but in Python."""
    by_method = {xform_name(name): name for name in model.operation_names}
    names = {
        name: by_method.get(operation.python_name, name)
        for name, operation in service.operations.items()
        if operation.name_origin == "derived"
    }
    tally.unknown += names
    operations = {names.get(name, name): one for name, one in service.operations.items()}
    waiters = {
        name: replace(waiter, operation=names.get(waiter.operation, waiter.operation))
        for name, waiter in service.waiters.items()
    }
    return replace(service, operations=operations, waiters=waiters)


def _load(service_name: str, sort: str) -> dict[str, Any]:
    loader = botocore.session.get_session().get_component("data_loader")
    model: dict[str, Any] = loader.load_service_model(service_name, sort)
    return model


def _optional(service_name: str, sort: str, key: str) -> dict[str, Any]:
    try:
        model: dict[str, Any] = _load(service_name, sort)[key]
    except UnknownServiceError:  # What botocore's loader raises where a file of this sort lacks.
        return {}
    return model


def _is_whole(service: ir.Service, operation: str) -> bool:
    """Tell whether the IR has all that pages tell of an operation."""
    return any(
        service.pages[page].kind in _ON_OPERATIONS for page in service.operations[operation].pages
    )


def _identity(service: ir.Service, model: ServiceModel, tally: Tally) -> None:
    tally.check(Fact.NAME, "id", model.service_name, service.id)
    renditions = {page.rendition for page in service.pages.values()}
    exact = bool(renditions & EXACT)
    if exact or service.class_name_origin == "stated":
        tally.check(Fact.NAME, "class name", get_service_module_name(model), service.class_name)
    stated: dict[str, tuple[object, str | None]] = {
        "uid": (model.metadata.get("uid"), service.uid),
        "API version": (model.api_version, service.api_version),
    }
    for what, (expected, found) in stated.items():
        if found is None and not exact and not renditions <= REFERENCES:
            continue
        if found is not None or not tally.lose(Lost.UID, renditions, ""):
            tally.check(Fact.NAME, what, expected, found)


def _operations(
    service: ir.Service,
    model: ServiceModel,
    names: Sequence[str],
    trees: Trees,
    errors: Errors,
    tally: Tally,
) -> None:
    for name in tally.presence("operations", sorted(names), sorted(service.operations)):
        expected, found = model.operation_model(name), service.operations[name]
        tally.check(Fact.NAME, name, xform_name(name), found.python_name)
        whole = _is_whole(service, name)
        request = side_of(service, expected, "input", whole=whole)
        response = side_of(service, expected, "output", whole=whole)
        if whole:
            _whole(request, expected, found, errors, tally)
        trees.compare_side(request, expected.input_shape, found.input)
        trees.compare_side(response, expected.output_shape, found.output)


def _whole(
    place: Place, expected: OperationModel, found: ir.Operation, errors: Errors, tally: Tally
) -> None:
    """Compare what only the pages on an operation itself tell."""
    if not place.reference or found.deprecated:
        tally.check(Fact.DEPRECATED, expected.name, expected.deprecated, found.deprecated)
    errors.compare(place, expected, found)
    if place.reference:
        compare_http(expected, found, place, tally)


def _paginators(service: ir.Service, expected: Mapping[str, Any], tally: Tally) -> None:
    common = _all_there(Fact.PAGINATOR, expected, service.paginators, tally)
    for name in common:
        found, config = service.paginators[name], expected[name]
        limit = _as_list(config.get("limit_key", []))
        if found.limit_key.exists is not None:
            path = f"{name}.limit_key.exists"
            tally.check(Fact.PAGINATOR, path, bool(limit), found.limit_key.exists)
        _finding(f"{name}.limit_key", limit, found.limit_key, tally)
        _finding(f"{name}.input_token", _as_list(config["input_token"]), found.input_tokens, tally)
        _finding(
            f"{name}.output_token", _as_list(config["output_token"]), found.output_tokens, tally
        )


def _finding(path: str, expected: list[str], found: ir.Finding, tally: Tally) -> None:
    if found.origin == "unknown":
        tally.unknown.append(path)
    else:
        tally.check(Fact.PAGINATOR, path, expected or "none", found.value)


def _as_list(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _waiters(service: ir.Service, expected: Mapping[str, Any], tally: Tally) -> None:
    for name in _all_there(Fact.WAITER, expected, service.waiters, tally):
        found, config = service.waiters[name], expected[name]
        tally.check(Fact.WAITER, f"{name}.operation", config["operation"], found.operation)
        tally.check(Fact.WAITER, f"{name}.delay", config["delay"], found.delay)
        tally.check(Fact.WAITER, f"{name}.maxAttempts", config["maxAttempts"], found.max_attempts)


def _all_there(
    fact: Fact, expected: Iterable[str], found: Iterable[str], tally: Tally
) -> list[str]:
    """Compare the names of paginators or waiters, and return those that both sides have."""
    names, others = set(expected), set(found)
    for name in sorted(names | others):
        tally.decide(fact, name, name in names & others, name in names, name in others)
    return sorted(names & others)
