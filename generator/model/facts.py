"""Facts: what one page states, and where. Nothing in here is guessed.

A reader turns one page into one `PageFacts`. What a page does not say is None (or `unknown` for
requiredness), never a default. Lines count from 1.
"""

from decimal import Decimal
from enum import StrEnum

import msgspec

from generator.model.kinds import Kind
from generator.model.problems import Problem

Number = int | Decimal


class PageKind(StrEnum):
    """What a page is about."""

    CLIENT = "client"
    """A boto3 client method."""
    PAGINATOR = "paginator"
    WAITER = "waiter"
    OPERATION = "operation"
    """An action of an AWS API Reference."""
    TYPE = "type"
    """A data type of an AWS API Reference."""
    RESOURCE = "resource"
    """A resource of an AWS API Reference: its methods are operations, its schemas data types."""
    COMMON_ERRORS = "common errors"
    """The errors of every operation of a service."""


class Location(StrEnum):
    """Where in an HTTP message a member is bound; Smithy's HTTP binding traits."""

    URI = "uri"
    QUERYSTRING = "querystring"
    HEADER = "header"
    PREFIX_HEADERS = "prefix headers"
    STATUS = "status"
    PAYLOAD = "payload"
    BODY = "body"


class EnumValue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One value of an enumeration."""

    value: str
    documentation: str | None = None


class ValueFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a page states about one value: its kind and whatever that kind holds."""

    kind: Kind
    line: int = 0
    name: str | None = None
    """The shape's name, where the page gives one."""
    documentation: str | None = None
    """About the shape itself: the text of a list item, not of the member that holds it."""
    members: "tuple[MemberFacts, ...] | None" = None
    """Of a structure; None where the page does not show them."""
    complete: bool = True
    """Whether the page shows all members."""
    items: "ValueFacts | None" = None
    keys: "ValueFacts | None" = None
    values: "ValueFacts | None" = None
    enum: tuple[EnumValue, ...] | None = None
    """Empty where the page says that there is none, None where it says nothing."""
    min: Number | None = None
    max: Number | None = None
    pattern: str | None = None
    recursive: bool = False
    """A reference to a shape that encloses this value."""
    item_name: str | None = None
    """Of a list: the name on the wire of each item."""
    flattened: bool | None = None
    """Of a list or a map on the wire: whether its items stand there without an element around."""
    xml_name: str | None = None
    """Of the structure that is a body: its root element."""
    xml_namespace: str | None = None
    union: bool | None = None
    event_stream: bool = False
    streaming: bool = False
    json_value: bool = False


class MemberFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a page states about one member of a structure."""

    name: str
    value: ValueFacts
    line: int = 0
    required: bool | None = None
    """In requests."""
    required_in_output: bool | None = None
    documentation: str | None = None
    location: Location | None = None
    wire_name: str | None = None
    named_on_wire: bool = False
    """Whether `name` is only the one on the wire: the page does not say what the member's is."""
    host_label: bool = False
    """Whether it also fills a label of the host's name."""
    xml_attribute: bool = False
    idempotency_token: bool = False
    deprecated: bool = False


def structure_of(value: ValueFacts | None) -> ValueFacts | None:
    """Return the value of an operation's side as a structure: an empty one shows as opaque."""
    if value is not None and value.kind is Kind.DICT:
        return msgspec.structs.replace(value, kind=Kind.STRUCTURE, members=())
    return value


class ErrorFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An error that an operation lists."""

    name: str
    line: int = 0
    documentation: str | None = None
    status: int | None = None
    members: tuple[MemberFacts, ...] | None = None


class HttpFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An operation's HTTP binding."""

    method: str
    uri: str
    """The request URI as it is written, query included; labels in braces."""
    content_type: str | None = None
    status: int | None = None
    host_prefix: str | None = None
    """What stands before the service's own host name, labels in braces: `{AccountId}.`."""


class OperationFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a page states about one operation."""

    name: str | None = None
    """The wire name, `ListJobs`; None where only the Python name is stated."""
    python_name: str | None = None
    line: int = 0
    documentation: str | None = None
    deprecated: bool = False
    has_input: bool | None = None
    """False where the page says that there is none, None where it says nothing."""
    input: ValueFacts | None = None
    has_output: bool | None = None
    output: ValueFacts | None = None
    http: HttpFacts | None = None
    errors: tuple[ErrorFacts, ...] | None = None
    too_large: tuple[str, ...] = ()
    """The sections that the page replaced by a notice."""
    delay: int | None = None
    """Of a waiter, in seconds."""
    max_attempts: int | None = None


class ServiceFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a page states about the service that it belongs to."""

    id: str | None = None
    """From a breadcrumb, the only place that states it."""
    class_name: str | None = None
    title: str | None = None
    uid: str | None = None
    """Of the links to SDKs: `discovery-2015-11-01`."""
    target_prefix: str | None = None
    """Of the header `X-Amz-Target`, without the operation's name."""
    json_version: str | None = None
    xml_namespace: str | None = None
    protocol: str | None = None
    line: int = 0


class PageFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything one page states."""

    file: str
    """The file, for messages only."""
    rendition: str
    kind: PageKind
    subject: str
    """What the page is about, in the page's words: `list_jobs`, `ListJobs`, `AudienceSize`."""
    covers: tuple[str, ...]
    """The sorts of fact that pages of this kind carry at all."""
    plain: bool = False
    """Whether the rendition had lost the markup of its prose."""
    service: ServiceFacts
    url: str | None = None
    """Where it was published, if it says so."""
    operations: tuple[OperationFacts, ...] = ()
    types: tuple[ValueFacts, ...] = ()
    common_errors: tuple[ErrorFacts, ...] | None = None

    @property
    def operation(self) -> OperationFacts | None:
        """The operation of a page that is about one."""
        return self.operations[0] if self.operations else None

    @property
    def id(self) -> str:
        """The page's name within its service, the same wherever the file lies."""
        return f"{self.rendition}/{self.kind}/{self.subject}"


class Reading(msgspec.Struct, frozen=True):
    """The outcome of reading one page: its facts, or the reasons why there are none."""

    facts: PageFacts | None
    problems: tuple[Problem, ...] = ()
    aside: str | None = None
    """Why a page that is known holds nothing for the model, such as a method of every client."""
