"""The IR as botocore's service model: `service-2.json`, `paginators-1.json` and `waiters-2.json`.

botocore finds them below a data path, at `<service>/<api version>/`. What the IR does not know is
left out of them and listed; nothing is made up in its place.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from generator.exports.html import to_html
from generator.exports.left_out import FIXED_BINDING, PAGINATOR_NEEDS, left_out
from generator.exports.simple_types import Part, SimpleType, Use, name_types, type_of, uses
from generator.model import ir
from generator.model.facts import Location
from generator.model.kinds import Kind
from generator.model.names import pascal_case

Json = dict[str, object]


@dataclass(frozen=True)
class Exported:
    """A service in botocore's formats."""

    service_2: Json
    paginators_1: Json | None
    """None where of no paginator enough is known."""
    waiters_2: Json | None
    left_out: list[str]
    """What is not known, a line each: left out, or written as the line says."""


def export(service: ir.Service) -> Exported:
    """Return a service's model in botocore's formats."""
    shapes = _Shapes(service)
    model: Json = {
        "version": "2.0",
        "metadata": _metadata(service),
        "operations": {
            name: _operation(name, operation, service)
            for name, operation in service.operations.items()
        },
        "shapes": shapes.written(),
    }
    if service.documentation:
        model["documentation"] = to_html(service.documentation)
    paginators = {
        name: _paginator(paginator)
        for name, paginator in service.paginators.items()
        if all(_values(paginator, needed) for needed in PAGINATOR_NEEDS)
    }
    waiters = {
        name: _waiter(waiter)
        for name, waiter in service.waiters.items()
        if waiter.acceptors != "unknown"
    }
    return Exported(
        service_2=model,
        paginators_1={"pagination": paginators} if paginators else None,
        waiters_2={"version": 2, "waiters": waiters} if waiters else None,
        left_out=list(left_out(service)),
    )


def write(exported: Exported) -> dict[str, str]:
    """Return the files of an export by name, as text."""
    files = {
        "service-2.json": exported.service_2,
        "paginators-1.json": exported.paginators_1,
        "waiters-2.json": exported.waiters_2,
    }
    encoder = msgspec.json.Encoder(decimal_format="number")
    return {
        name: msgspec.json.format(encoder.encode(content), indent=2).decode() + "\n"
        for name, content in files.items()
        if content is not None
    }


def _stated(facts: Mapping[str, object]) -> Json:
    """Return what there is to write: nothing that is None, False or empty."""
    return {key: value for key, value in facts.items() if value}


_SIGNATURE_VERSIONS = {
    "aws.auth#sigv4": "v4",
    "aws.auth#sigv4a": "v4a",
    "smithy.api#httpBearerAuth": "bearer",
    "smithy.api#noAuth": "none",
}


_NAMED_AS_A_WHOLE = ("ec2", "query")


def _metadata(service: ir.Service) -> Json:
    protocol = _protocol(service)
    return _stated(
        {
            "apiVersion": service.api_version,
            "auth": service.auth,
            "endpointPrefix": service.endpoint_prefix,
            "jsonVersion": service.json_version,
            "protocol": protocol,
            "protocols": service.protocols,
            "serviceFullName": service.title,
            "serviceId": service.service_id,
            "signatureVersion": _SIGNATURE_VERSIONS.get((service.auth or [""])[0]),
            "signingName": service.signing_name,
            "targetPrefix": service.target_prefix,
            "uid": service.uid,
            # Of other protocols, botocore has it where the element stands.
            "xmlNamespace": service.xml_namespace if protocol in _NAMED_AS_A_WHOLE else None,
        }
    )


def _protocol(service: ir.Service) -> str | None:
    return next(iter(service.protocols or ()), None)


def _operation(name: str, operation: ir.Operation, service: ir.Service) -> Json:
    host_prefix = operation.http.host_prefix if operation.http else None
    errors = operation.errors if operation.errors != "unknown" else []
    return _stated(
        {
            "name": name,
            "http": _http(operation.http, _protocol(service)),
            "input": _input(operation.input, service),
            "output": _side(operation.output),
            "errors": [{"shape": error} for error in errors],
            "documentation": _html(operation.documentation),
            "deprecated": operation.deprecated,
            "auth": operation.auth,
            "endpoint": _stated({"hostPrefix": host_prefix}),
        }
    )


def _http(http: ir.Http | None, protocol: str | None) -> Json | None:
    if http is not None:
        uri = _request_uri(http.uri)
        return _stated({"method": http.method, "requestUri": uri, "responseCode": http.status})
    # These protocols bind every operation alike; no page has to say so.
    return {"method": "POST", "requestUri": "/"} if protocol in FIXED_BINDING else None


def _request_uri(uri: str) -> str:
    """Return a URI without the query parameters that members are bound to; constants stay."""
    path, _, query = uri.partition("?")
    constants = [parameter for parameter in query.split("&") if parameter and "{" not in parameter]
    return f"{path}?{'&'.join(constants)}" if constants else path


def _side(side: ir.Side | str) -> Json | None:
    return {"shape": side.shape} if isinstance(side, ir.Side) else None


def _input(side: ir.Side | str, service: ir.Service) -> Json | None:
    """Return an input; one that is a body in XML with its root element."""
    if not isinstance(side, ir.Side):
        return None
    shape = service.shapes[side.shape]
    return {"shape": side.shape} | _stated({"locationName": shape.xml_name, **_namespace(shape)})


def _namespace(shape: ir.Shape | None) -> Json:
    uri = shape.xml_namespace if shape else None
    return {"xmlNamespace": {"uri": uri}} if uri else {}


def _html(documentation: str | None) -> str | None:
    return to_html(documentation) if documentation else None


def _values(paginator: ir.Paginator, field: str) -> list[str]:
    """Return what is known of a paginator in one respect."""
    finding: ir.Finding = getattr(paginator, field)
    return finding.value if isinstance(finding.value, list) else []


def _paginator(paginator: ir.Paginator) -> Json:
    keys = {
        "input_token": "input_tokens",
        "output_token": "output_tokens",
        "limit_key": "limit_key",
        "result_key": "result_keys",
        "more_results": "more_results",
    }
    found = {key: _values(paginator, field) for key, field in keys.items()}
    return {key: v[0] if len(v) == 1 else v for key, v in found.items() if v}


def _waiter(waiter: ir.Waiter) -> Json:
    return {
        "delay": waiter.delay,
        "maxAttempts": waiter.max_attempts,
        "operation": waiter.operation,
        "acceptors": waiter.acceptors,
    }


_LOCATIONS = {
    Location.URI: "uri",
    Location.QUERYSTRING: "querystring",
    Location.HEADER: "header",
    Location.PREFIX_HEADERS: "headers",
    Location.STATUS: "statusCode",
}
_PARTS = {Kind.LIST: ("member",), Kind.MAP: ("key", "value")}
_NAMED_LOCATIONS = (Location.URI, Location.QUERYSTRING, Location.HEADER)


class _Shapes:
    """Writes the shapes of a service, with its simple types among them."""

    def __init__(self, service: ir.Service) -> None:
        self.service = service
        self.uses = [
            use
            for name, shape in service.shapes.items()
            for member, target in shape.members.items()
            for use in uses(name, member, type_of(target))
        ]
        self.names = name_types(self.uses, service.shapes)
        self.events = {
            event.shape
            for shape in service.shapes.values()
            if shape.event_stream
            for event in shape.members.values()
        }
        self.host_labels = set(_host_labels(service))

    def written(self) -> Json:
        """Return all shapes by name, sorted."""
        shapes: Json = {n: self._structure(n, s) for n, s in self.service.shapes.items()}
        for use in self.uses:
            shapes[self.names[use.base, use.type]] = self._simple_type(use)
        return dict(sorted(shapes.items()))

    def _structure(self, name: str, shape: ir.Shape) -> Json:
        members = shape.members.items()
        is_error = shape.kind == "error"
        status = None if shape.status == "unknown" else shape.status
        return {
            "type": "structure",
            **_stated({"required": [m for m, member in members if member.required is True]}),
            "members": {m: self._member(name, m, member) for m, member in members},
            **_stated(
                {
                    "documentation": _html(shape.documentation),
                    "error": _stated({"code": shape.code, "httpStatusCode": status}),
                    "exception": is_error,
                    "payload": next((m for m, member in members if _is_payload(member)), None),
                    "event": name in self.events and not is_error,
                    "eventstream": shape.event_stream,
                    "union": shape.kind == "union",
                }
            ),
        }

    def _member(self, holder: str, name: str, member: ir.Member) -> Json:
        wire_name, body = member.wire_name, None
        if member.location is Location.PAYLOAD and member.shape is not None:
            body = self.service.shapes[member.shape]
            wire_name = body.xml_name
        if wire_name is None and member.location in _NAMED_LOCATIONS:
            wire_name = name
        return {
            "shape": self._name(pascal_case(name), type_of(member)),
            **_stated(
                {
                    "documentation": _html(member.documentation),
                    "location": _LOCATIONS.get(member.location) if member.location else None,
                    "locationName": wire_name,
                    **_namespace(body),
                    "xmlAttribute": member.xml_attribute,
                    "deprecated": member.deprecated,
                    "hostLabel": member.host_label or (holder, name) in self.host_labels,
                    "idempotencyToken": member.idempotency_token,
                    "jsonvalue": member.json_value,
                    "streaming": member.streaming,
                }
            ),
        }

    def _simple_type(self, use: Use) -> Json:
        match use.type.kind:
            case Kind.DICT:
                return {"type": "structure", "members": {}}
            case Kind.DOCUMENT:
                return {"type": "structure", "members": {}, "document": True}
            case kind:
                parts = zip(_PARTS.get(kind, ()), use.parts, strict=True)
                inside = {field: self._part(place, part) for field, (place, part) in parts}
                # EC2's protocol knows no other lists.
                is_flat = use.type.flattened and _protocol(self.service) != "ec2"
                flattened = _stated({"flattened": is_flat})
                return {"type": kind.value, **inside, **_constraints(use.type), **flattened}

    def _part(self, place: str, part: Part) -> Json:
        about = {"documentation": _html(part.documentation), "locationName": part.wire_name}
        return {"shape": self._name(place, part.type), **_stated(about)}

    def _name(self, place: str, found: SimpleType | str) -> str:
        if isinstance(found, str):
            return found
        return self.names[found.generic_name or place, found]


def _constraints(found: SimpleType) -> Json:
    return {key: list(v) if isinstance(v, tuple) else v for key, v in found.constraints}


def _is_payload(member: ir.Member) -> bool:
    # What is streamed is always the whole body.
    return member.location is Location.PAYLOAD or member.streaming


def _host_labels(service: ir.Service) -> Iterator[tuple[str, str]]:
    """Yield the members, by shape and name, that are part of the host's name."""
    for operation in service.operations.values():
        if operation.http and operation.http.host_prefix and isinstance(operation.input, ir.Side):
            for label in re.findall(r"\{(.*?)\}", operation.http.host_prefix):
                yield operation.input.shape, label
