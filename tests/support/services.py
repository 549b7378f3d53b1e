"""Small models of services, for tests of what is made from them."""

from collections.abc import Mapping
from typing import Any

from generator.model import ir
from generator.model.kinds import Kind
from generator.model.names import method_name

CLIENT_PAGE = "boto3-rst/client/op"
PAGINATOR_PAGE = "boto3-rst/paginator/Op"
PAGES = {
    page: ir.Page(rendition="boto3-rst", kind=kind, covers=["structure"])
    for page, kind in ((CLIENT_PAGE, "client"), (PAGINATOR_PAGE, "paginator"))
}
UNKNOWN = ir.Finding(origin="unknown")


def member(kind: Kind = Kind.STRING, **fields: Any) -> ir.Member:
    """Return a member, by default a string of which nothing else is known."""
    defaults: dict[str, Any] = {"required": "unknown"}
    return ir.Member(kind=kind, **{**defaults, **fields})


def structure(shape: str, **fields: Any) -> ir.Member:
    """Return a member that holds a structure."""
    return member(Kind.STRUCTURE, shape=shape, **fields)


def listing(items: ir.Type, **fields: Any) -> ir.Member:
    """Return a member that holds a list."""
    return member(Kind.LIST, items=items, **fields)


def shape(members: Mapping[str, ir.Member] | None = None, **fields: Any) -> ir.Shape:
    """Return a shape."""
    defaults: dict[str, Any] = {
        "name_origin": "derived",
        "complete": True,
        "members": dict(members or {}),
    }
    return ir.Shape(**{**defaults, **fields})


def operation(wire_name: str, **fields: Any) -> ir.Operation:
    """Return an operation known from its own page, with shapes named after it."""
    defaults: dict[str, Any] = {
        "python_name": method_name(wire_name),
        "pages": [CLIENT_PAGE],
        "input": ir.Side(shape=f"{wire_name}Request"),
        "output": ir.Side(shape=f"{wire_name}Response"),
        "errors": "unknown",
    }
    return ir.Operation(**{**defaults, **fields})


def paginator(**fields: Any) -> ir.Paginator:
    """Return a paginator of which nothing is known."""
    findings = ("input_tokens", "output_tokens", "limit_key", "result_keys", "more_results")
    defaults: dict[str, Any] = {"pages": [PAGINATOR_PAGE], **dict.fromkeys(findings, UNKNOWN)}
    return ir.Paginator(**{**defaults, **fields})


def service(**fields: Any) -> ir.Service:
    """Return a service with two pages and nothing else."""
    defaults: dict[str, Any] = {
        "ir": ir.IR_VERSION,
        "id": "example",
        "id_origin": "stated",
        "class_name": "Example",
        "class_name_origin": "stated",
        "pages": dict(PAGES),
    }
    return ir.Service(**{**defaults, **fields})


def one_operation(
    request: Mapping[str, ir.Member] | None = None,
    response: Mapping[str, ir.Member] | None = None,
    shapes: Mapping[str, ir.Shape] | None = None,
    **fields: Any,
) -> ir.Service:
    """Return a service whose one operation `Call` has these members."""
    return service(
        operations={"Call": operation("Call", **fields)},
        shapes={
            "CallRequest": shape(request),
            "CallResponse": shape(response),
            **(shapes or {}),
        },
    )
