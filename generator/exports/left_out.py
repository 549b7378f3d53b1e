"""What an export leaves out or widens, since no page states it: a line each, in a fixed order.

A line begins with the path of the fact in the IR, as `overrides.yaml` would name it.
"""

from collections.abc import Iterator

from generator.exports.simple_types import parts_of, written_kind
from generator.model import ir
from generator.model.kinds import EXACT, Kind

FIXED_BINDING = frozenset({"ec2", "json", "query", "smithy-rpc-v2-cbor"})
"""Protocols in which every request is a POST to one URI."""
PAGINATOR_NEEDS = ("input_tokens", "output_tokens", "result_keys")
"""Without one of these botocore could not go through the pages."""

_NO_CLIENT = "; botocore makes no client without it"


def left_out(service: ir.Service) -> Iterator[str]:
    """Yield a line for everything that the export of a service lacks."""
    yield from _metadata(service)
    for name, operation in service.operations.items():
        yield from _operation(f"operations.{name}", operation, service.protocols or [])
    for name, paginator in service.paginators.items():
        yield from _paginator(f"paginators.{name}", paginator)
    for name, waiter in service.waiters.items():
        if waiter.acceptors == "unknown":
            yield f"waiters.{name}: no page states acceptors; left out"
    for name, shape in service.shapes.items():
        yield from _shape(f"shapes.{name}", shape)


def _metadata(service: ir.Service) -> Iterator[str]:
    facts: dict[str, tuple[object, str]] = {
        "title": (service.title, ""),
        "service_id": (service.service_id, _NO_CLIENT),
        "api_version": (service.api_version, ""),
        "uid": (service.uid, ""),
        "protocols": (service.protocols, _NO_CLIENT),
        "endpoint_prefix": (service.endpoint_prefix, _NO_CLIENT),
        "signing_name": (service.signing_name, "; botocore takes the endpoint prefix"),
        "auth": (service.auth, "; signatureVersion is left out, and botocore signs with v4"),
    }
    protocols = service.protocols or []
    if "json" in protocols:
        facts["json_version"] = (service.json_version, "; botocore can't call without it")
        facts["target_prefix"] = (service.target_prefix, "; botocore can't call without it")
    if {"ec2", "query", "rest-xml"}.intersection(protocols):
        facts["xml_namespace"] = (service.xml_namespace, "")
    for path, (fact, consequence) in facts.items():
        if not fact:
            yield f"{path}: no page states it{consequence}"


def _operation(path: str, operation: ir.Operation, protocols: list[str]) -> Iterator[str]:
    for side in ("input", "output"):
        if getattr(operation, side) == "unknown":
            yield f"{path}.{side}: no page says whether there is one"
    if operation.http is None and not FIXED_BINDING.intersection(protocols[:1]):
        yield f"{path}.http: no page states the HTTP binding"
    if operation.errors == "unknown":
        yield f"{path}.errors: no page lists them"


def _paginator(path: str, paginator: ir.Paginator) -> Iterator[str]:
    fields = ("input_tokens", "output_tokens", "limit_key", "result_keys", "more_results")
    values = {field: getattr(paginator, field).value for field in fields}
    lacking = [field for field in PAGINATOR_NEEDS if not isinstance(values[field], list)]
    unknown = [field for field in fields if values[field] is None or field in lacking]
    if unknown:
        consequence = "; left out" if lacking else ""
        yield f"{path}: no page states {', '.join(unknown)}{consequence}"


def _shape(path: str, shape: ir.Shape) -> Iterator[str]:
    if shape.unresolved:
        yield f"{path}: named by a page, described by none; written without members"
    elif not shape.complete:
        consequence = "; botocore refuses the others" if "input" in shape.used_in else ""
        yield f"{path}: no page shows all of its members{consequence}"
    if shape.status == "unknown":
        yield f"{path}.status: no page states it"
    undecided = [name for name, member in shape.members.items() if member.required == "unknown"]
    if undecided:
        listed = ", ".join(undecided)
        yield f"{path}: no page says whether these are required: {listed}; written as optional"
    for name, member in shape.members.items():
        yield from _type(f"{path}.members.{name}", member)


def _type(path: str, target: ir.Target) -> Iterator[str]:
    if target.shape is None and written_kind(target.kind) is Kind.DICT:
        yield f"{path}: kind {target.kind}, written as a structure without members"
    elif target.kind not in EXACT:
        yield f"{path}: kind {target.kind}, written as {written_kind(target.kind)}"
    if target.recursion == "guessed":
        yield f"{path}.recursion: guessed"
    for field, part in parts_of(target):
        yield from _type(f"{path}.{field}", part)
