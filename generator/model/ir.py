"""The IR: the reviewable model of one service, as `service.yaml` holds it.

Field order is the order in the file. A field that does not apply is absent; what no page states is
`unknown`; what a page denies is `none` or `false`. See `specs/README.md` for a reader's guide.
"""

from decimal import Decimal
from typing import Final, Literal

import msgspec

from generator.model.facts import Location
from generator.model.kinds import Kind
from generator.model.patterns import Pattern

IR_VERSION: Final = 1

Unknown = Literal["unknown"]
Tristate = bool | Unknown
"""True, False, or that no page says."""
Number = int | Decimal


class Node(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """What every part of the IR is made of: fields at their default are left out of the file."""


class Target(Node, kw_only=True):
    """What a value is: a simple type with its constraints, or a reference to a shape."""

    kind: Kind
    shape: str | None = None
    """The structure that is meant; only where kind is `structure`."""
    recursion: Literal["certain", "guessed"] | None = None
    """Set where the page shows only that the value repeats a shape around it."""
    min: Number | None = None
    max: Number | None = None
    pattern: Pattern | None = None
    open: bool = False
    """Whether values beyond `enum` are to be expected."""
    enum: list[str] = []
    """The values, in the page's order."""
    enum_documentation: dict[str, str] = {}
    """What pages say of single values."""
    items: "Type | None" = None
    keys: "Type | None" = None
    values: "Type | None" = None
    item_name: str | None = None
    """Of a list: what each item is called in XML, or in a query."""
    flattened: bool = False
    """Of a list or a map: whether what it holds stands there without an element around."""
    streaming: bool = False
    json_value: bool = False


class Type(Target, kw_only=True):
    """The type of a list's items, or of a map's keys or values."""

    documentation: str | None = None
    """What is said of it, unless it is a structure, to which that belongs."""


class Member(Target, kw_only=True):
    """A member of a structure: its type, how it is bound, what is said of it."""

    required: Tristate | None = None
    """In requests; absent where the structure is in none."""
    required_in_output: Tristate | None = None
    """In responses; absent where the structure is in none."""
    wire_name: str | None = None
    """Where it differs from the member's name."""
    location: Location | None = None
    host_label: bool = False
    """Whether it also is part of the host's name."""
    xml_attribute: bool = False
    idempotency_token: bool = False
    deprecated: bool = False
    documentation: str | None = None


class Shape(Node, kw_only=True):
    """A structure: the input or output of an operation, a data type, an error."""

    kind: Literal["structure", "union", "error"] = "structure"
    name_origin: Literal["page", "operation", "derived"]
    documented_name: str | None = None
    """The name that a page gives, where the ledger had already given another."""
    aliases: list[str] = []
    used_in: list[Literal["input", "output", "error"]] = []
    complete: bool
    """Whether some page showed all members."""
    unresolved: bool = False
    """Named by a page, described by none."""
    event_stream: bool = False
    code: str | None = None
    """Of an error: its code, where that is not its name."""
    status: int | Unknown | None = None
    """Of an error: its HTTP status."""
    xml_name: str | None = None
    """Of what is a body in XML: its root element."""
    xml_namespace: str | None = None
    pages: list[str] = []
    """The pages on this shape alone."""
    documentation: str | None = None
    members: dict[str, Member] = {}


class Http(Node, kw_only=True):
    """An operation's HTTP binding."""

    method: str
    uri: str
    status: int | None = None
    content_type: str | None = None
    host_prefix: str | None = None


class Side(Node, kw_only=True):
    """The input or the output of an operation that has one."""

    shape: str


class Operation(Node, kw_only=True):
    """An operation of the service, under its wire name."""

    python_name: str
    name_origin: Literal["stated", "derived"] = "stated"
    """Whether a page states the wire name; a derived one may differ from the true one in case."""
    pages: list[str]
    input: Side | Literal["none", "unknown"]
    output: Side | Literal["none", "unknown"]
    http: Http | None = None
    auth: list[str] | None = None
    errors: list[str] | Unknown
    deprecated: bool = False
    too_large: list[str] = []
    """Sections that a page replaced by a notice; what they say is unknown."""
    documentation: str | None = None


class Finding(Node, kw_only=True):
    """A fact about pagination, and how it is known."""

    origin: Literal["stated", "inferred", "override", "unknown"]
    value: list[str] | Literal["none"] | None = None
    """Wire names or JMESPath expressions; `none` where there is no such thing."""
    exists: bool | None = None
    """Whether there is one at all, where that much is known."""


class Paginator(Node, kw_only=True):
    """How an operation is paginated, under the operation's wire name."""

    pages: list[str]
    input_tokens: Finding
    output_tokens: Finding
    limit_key: Finding
    result_keys: Finding
    more_results: Finding


class Waiter(Node, kw_only=True):
    """A waiter, under its name."""

    pages: list[str]
    operation: str
    delay: int
    """Seconds between two attempts."""
    max_attempts: int
    acceptors: list[dict[str, str | int | bool]] | Unknown = "unknown"


class Page(Node, kw_only=True):
    """A page that the model was built from."""

    rendition: str
    kind: str
    covers: list[str]
    plain: bool = False
    """The rendition had lost the markup of its prose."""


class Conflict(Node, kw_only=True):
    """Two pages disagree: what was kept, and by which rule."""

    fact: str
    kept: str
    kept_from: str
    dropped: str
    dropped_from: str
    rule: str


class Override(Node, kw_only=True):
    """A fact that no page states, supplied by hand."""

    path: str
    reason: str


class Service(Node, kw_only=True):
    """The whole model of one service."""

    ir: Literal[1]
    id: str
    id_origin: Literal["stated", "derived", "given"]
    class_name: str
    class_name_origin: Literal["stated", "derived"]
    title: str | None = None
    service_id: str | None = None
    api_version: str | None = None
    uid: str | None = None
    protocols: list[str] | None = None
    json_version: str | None = None
    target_prefix: str | None = None
    xml_namespace: str | None = None
    endpoint_prefix: str | None = None
    signing_name: str | None = None
    auth: list[str] | None = None
    common_errors: list[str] | None = None
    """The errors of every operation."""
    documentation: str | None = None
    overridden: list[Override] = []
    pages: dict[str, Page]
    operations: dict[str, Operation] = {}
    paginators: dict[str, Paginator] = {}
    waiters: dict[str, Waiter] = {}
    shapes: dict[str, Shape] = {}
    conflicts: list[Conflict] = []
