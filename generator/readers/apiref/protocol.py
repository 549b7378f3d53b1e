"""Protocols: what a page shows of how its service is spoken to, and what only markers are.

A guide never names its protocol. It shows it: an HTTP request with a body in JSON or XML, a body in
JSON alone, or, where there is no syntax block, the parameters of a query.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace as changed

from msgspec.structs import replace

from generator.model.facts import ServiceFacts
from generator.readers.apiref.described import Described
from generator.readers.apiref.document import (
    EXAMPLES,
    RESPONSE_ELEMENTS,
    URI_SECTIONS,
    Document,
)
from generator.readers.apiref.syntax import Shown

_EC2 = "ec2-"
"""How the uid of EC2 begins."""
_REQUEST_ID = "requestId"
_RETURN = "return"
_VOID = re.compile(r"Is `?true`? if the request succeeds, and an error otherwise\.")
"""What EC2's guide says of `return`, alone where the operation has no output."""

_ELEMENTS = re.compile(r"The following elements? (?:is|are) returned by the service\.")
"""What guides of query protocols say above the members of a response."""

_TARGET = re.compile(r"X-Amz-Target\s*:\s*(?P<prefix>[\w.]+)\.(?P<operation>\w+)", re.IGNORECASE)
_JSON = re.compile(r"Content-Type\s*:\s*application/x-amz-json-(?P<version>1\.[01])", re.IGNORECASE)


def protocol_facts(
    document: Document, request: Shown | None, response: Shown | None, service: ServiceFacts
) -> ServiceFacts:
    """Add what a page shows of its service's protocol to what it says of the service."""
    shown = [one for one in (request, response) if one is not None]
    protocol = _protocol(document, shown)
    target = version = None
    if protocol == "json":
        target, version = _target(document), _json_version(document)
    namespaces = (one.body.xml_namespace for one in shown)
    return replace(
        service,
        protocol=protocol,
        target_prefix=target,
        json_version=version,
        xml_namespace=next(filter(None, namespaces), None),
    )


def _protocol(document: Document, shown: Sequence[Shown]) -> str | None:
    if any(one.is_xml for one in shown):
        return "rest-xml"
    if any(one.headers.get("content-type") == "application/json" for one in shown):
        return "rest-json"
    if any(one.http is None for one in shown):
        return "json"
    if any(one.http for one in shown) or any(name in document.sections for name in URI_SECTIONS):
        return None
    if any(part.text == _REQUEST_ID for part in document.parts(RESPONSE_ELEMENTS)):
        return "ec2"
    if any(_ELEMENTS.match(part.text) for part in document.parts(RESPONSE_ELEMENTS)):
        return "query"
    if "Request Parameters" in document.sections and not _says_json(document):
        return "query"
    return None


def _says_json(document: Document) -> bool:
    return any(
        "in JSON format" in part.text
        for part in (*document.parts("Request Parameters"), *document.parts(RESPONSE_ELEMENTS))
    ) or any(_TARGET.search(text) for text in _examples(document))


def _examples(document: Document) -> Iterable[str]:
    """Return the examples of requests, which show the headers of every protocol."""
    return [part.code or part.text for part in document.parts(EXAMPLES)]


def _target(document: Document) -> str | None:
    for text in _examples(document):
        for match in _TARGET.finditer(text):
            if match["operation"] == document.name:
                return match["prefix"]
    return None


def _json_version(document: Document) -> str | None:
    matches = (_JSON.search(text) for text in _examples(document))
    return next((match["version"] for match in matches if match), None)


def without_markers(described: Sequence[Described], protocol: str | None) -> list[Described]:
    """Leave out what EC2 returns beside an operation's output: the request's id, and a `true`."""
    if protocol != "ec2":
        return list(described)
    members = [one for one in described if one.name.name != _REQUEST_ID]
    is_void = len(members) == 1 and _VOID.fullmatch(members[0].documentation or "")
    return [] if is_void and members[0].name.name == _RETURN else members


def as_on_wire(described: Sequence[Described]) -> list[Described]:
    """Return members as what a guide of EC2's describes: by their names on the wire alone."""
    return [changed(one, name=changed(one.name, on_wire=True)) for one in described]


def is_on_wire(document: Document, described: Sequence[Described]) -> bool:
    """Tell whether a type's page shows names on the wire: it is EC2's, or a term says so."""
    return (document.uid or "").startswith(_EC2) or any(one.name.on_wire for one in described)
