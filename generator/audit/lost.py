"""What renditions of an API Reference can't carry: facts that their pages never state, by kind.

A row excuses a fact that is unknown, never one that is wrong.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MARKDOWN = "apiref-markdown"
HTML = "apiref-html"
TEXT = "apiref-text"
RESOURCE = "apiref-resource"
REFERENCES = frozenset({MARKDOWN, HTML, TEXT, RESOURCE})
"""The renditions of API References."""

REST = ("rest-json", "rest-xml")
"""The protocols that bind members to parts of HTTP messages."""


class Lost(StrEnum):
    """A kind of fact that gets lost on the way to a page."""

    IDEMPOTENCY = "idempotency token"
    REQUIRED = "optional parameter"
    PARAMETER_KIND = "kind of a parameter outside the body"
    SHOWN_KIND = "exact kind inside a syntax block"
    SHOWN_REQUIRED = "requiredness inside a syntax block"
    SHOWN_LIMITS = "constraints inside a syntax block"
    XML_KIND = "list or structure inside a block of XML"
    PAYLOAD_REQUIRED = "requiredness of a payload"
    MAP_MINIMUM = "least number of entries of a map, which is one"
    SHAPE = "members of a type without a page"
    UNION = "union without a page"
    MEMBER_NAME = "member's name apart from the wire's"
    WIRE_NAME = "wire's name apart from the member's"
    ERROR_NAME = "error's name in full"
    ERROR_MEMBER = "undocumented member of an error"
    UID = "service's uid and API version"
    PROTOCOL = "target prefix or JSON version"
    NAMESPACE = "XML namespace of a query protocol"
    ITEM_NAME = "name of a list's items"
    ITEM_TYPE = "name of a list's items apart from their type's"
    HOST_PREFIX = "host prefix"
    STATUS = "status beside a member that takes it"
    OUTPUT = "empty response"


@dataclass(frozen=True)
class Row:
    """Why a kind of fact is lost, and where.

    Args:
        reason: What the pages show in its place.
        renditions: Those that lose it.
        protocols: Those of whose services pages lose it; empty for all.
    """

    reason: str
    renditions: frozenset[str] = REFERENCES
    protocols: tuple[str, ...] = ()


TABLE: dict[Lost, Row] = {
    Lost.IDEMPOTENCY: Row("API References say in prose at most that the SDK fills a member in"),
    Lost.REQUIRED: Row("URI parameters have a `Required` line only where they are required"),
    Lost.PARAMETER_KIND: Row("parameters outside the body have no `Type` line"),
    Lost.SHOWN_KIND: Row("a syntax block shows no more than `string`, `number`, `boolean`"),
    Lost.SHOWN_REQUIRED: Row("a syntax block has no `Required` lines"),
    Lost.SHOWN_LIMITS: Row("a syntax block has no constraints"),
    Lost.XML_KIND: Row("a list and its items look like a structure and its one member"),
    Lost.PAYLOAD_REQUIRED: Row(
        "what is required of a body is what it holds, not the member that it is", protocols=REST
    ),
    Lost.MAP_MINIMUM: Row("the line `Map Entries` has a least number only where that is zero"),
    Lost.SHAPE: Row("the folder has no page on the type, and no syntax block shows it"),
    Lost.UNION: Row("only the page on a type, or a note where it is used, calls it a union"),
    Lost.MEMBER_NAME: Row("the description gives the name on the wire, and the block no other"),
    Lost.WIRE_NAME: Row("the description of a data type gives one name of a member"),
    Lost.ERROR_NAME: Row(
        "the page leaves out `Exception` or `Fault` at the end", protocols=("query",)
    ),
    Lost.ERROR_MEMBER: Row("pages list the members of errors that have documentation"),
    Lost.UID: Row("the links to SDKs, which hold it, are gone", frozenset({TEXT})),
    Lost.PROTOCOL: Row("only examples of requests show it, and no page has one"),
    Lost.NAMESPACE: Row(
        "there is no syntax block, and the examples have those of other services too",
        protocols=("query", "ec2"),
    ),
    Lost.ITEM_NAME: Row("only a syntax block in XML shows it", protocols=("rest-xml",)),
    Lost.ITEM_TYPE: Row(
        "a block in XML shows the type's name where items have none", protocols=("rest-xml",)
    ),
    Lost.HOST_PREFIX: Row("the line `Host` names the service's own host"),
    Lost.STATUS: Row("the syntax block shows the member in place of a number"),
    Lost.OUTPUT: Row("of a structure without members pages say that the body is empty"),
}


def is_lost(kind: Lost, renditions: Iterable[str], protocol: str) -> bool:
    """Tell whether a kind of fact is lost in each of some renditions, of which there is one."""
    row = TABLE[kind]
    found = set(renditions)
    return (
        bool(found) and found <= row.renditions and (not row.protocols or protocol in row.protocols)
    )
