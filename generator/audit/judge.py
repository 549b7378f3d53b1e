"""Judges a model by botocore's own model of the service.

What a page does not carry is not compared: whether responses have a member, lengths and patterns,
HTTP bindings, enumerations of a map's keys, result keys and acceptors.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import botocore.session
from botocore import xform_name
from botocore.exceptions import UnknownServiceError
from botocore.model import OperationModel, ServiceModel
from botocore.utils import get_service_module_name
from msgspec.structs import replace

from generator.audit.customisations import WITHOUT_METHOD
from generator.audit.trees import Trees
from generator.audit.verdict import Fact, Tally, Verdict
from generator.model import ir
from generator.model.facts import PageKind

_ON_OPERATIONS = (PageKind.CLIENT, PageKind.OPERATION)
"""The kinds of page that show all of an operation."""


def judge(service: ir.Service, service_name: str, *, whole: bool = True) -> Verdict:
    """Compare a service's IR with botocore's model of it.

    Args:
        service: The IR.
        service_name: boto3's name of the service.
        whole: Whether the pages are all that there are: what the IR lacks then is missing, and
            otherwise of no page that was read.

    Raises:
        UnknownServiceError: Where botocore has no model of it.
    """
    model = ServiceModel(_load(service_name, "service-2"), service_name)
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
    _operations(service, model, expected, tally)
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
        too_large=tuple(
            f"{name}: {section}"
            for name, operation in service.operations.items()
            for section in operation.too_large
        ),
    )


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


_EXACT = ("boto3-rst", "boto3-html")
"""The renditions that have all that boto3's documenter wrote."""


def _is_exact(service: ir.Service, operation: str) -> bool:
    """Tell whether the pages of an operation state whatever the model has, in its order."""
    pages = service.operations[operation].pages
    return all(service.pages[page].rendition in _EXACT for page in pages)


def _is_marked(service: ir.Service, operation: str) -> bool:
    """Tell whether pages of an operation have kept the marks and remarks on its input."""
    pages = service.operations[operation].pages
    return any("required" in service.pages[page].covers for page in pages)


def _identity(service: ir.Service, model: ServiceModel, tally: Tally) -> None:
    tally.check(Fact.NAME, "id", model.service_name, service.id)
    stated = {
        "class name": (get_service_module_name(model), service.class_name),
        "uid": (model.metadata.get("uid"), service.uid),
        "API version": (model.api_version, service.api_version),
    }
    exact = any(page.rendition in _EXACT for page in service.pages.values())
    for what, (expected, found) in stated.items():
        if exact or found is not None:
            tally.check(Fact.NAME, what, expected, found)


def _operations(
    service: ir.Service, model: ServiceModel, names: Sequence[str], tally: Tally
) -> None:
    trees = Trees(model.service_name, service.shapes, tally)
    for name in tally.presence("operations", sorted(names), sorted(service.operations)):
        expected, found = model.operation_model(name), service.operations[name]
        tally.check(Fact.NAME, name, xform_name(name), found.python_name)
        whole = _is_whole(service, name)
        if whole:
            tally.check(Fact.DEPRECATED, name, expected.deprecated, found.deprecated)
            _errors(expected, found, tally, exact=_is_exact(service, name))
        trees.compare(
            expected,
            found,
            whole=whole,
            exact=_is_exact(service, name),
            marked=_is_marked(service, name),
        )


def _errors(expected: OperationModel, found: ir.Operation, tally: Tally, *, exact: bool) -> None:
    names = list(dict.fromkeys(shape.name for shape in expected.error_shapes))
    if exact:
        tally.check(Fact.ERROR, expected.name, names, found.errors)
    elif found.errors != "unknown":
        # The API Reference has an order of its own, and a page for the errors of all operations.
        right = set(found.errors) <= set(names)
        tally.decide(Fact.ERROR, expected.name, right, names, found.errors)


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
