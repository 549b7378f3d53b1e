"""What makes pages of API References hard to read, each with the real page that has it."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
from support.apiref_blocks import RENDITIONS, code, end, facts, heading, member, prose, title
from support.apiref_documenter import Block

from generator.model.facts import (
    ErrorFacts,
    Location,
    MemberFacts,
    OperationFacts,
    ValueFacts,
)
from generator.model.kinds import Kind

pytestmark = pytest.mark.parametrize("rendition", RENDITIONS)


def type_page(*contents: list[Block]) -> list[Block]:
    """Make a page on a data type."""
    return [*title("Thing"), heading("Contents"), *chain(*contents), *end()]


def rpc_page(*sections: Block, errors: Sequence[Block] = ()) -> list[Block]:
    """Make a page on an operation of a protocol that has no lines of HTTP."""
    return [*title("DoThing"), *sections, heading("Errors"), *errors, *end()]


def rest_page(
    request: str,
    uri: Sequence[Block],
    body: Sequence[Block] = (),
    response: str = "HTTP/1.1 200",
    returned: Sequence[Block] = (),
) -> list[Block]:
    """Make a page on an operation of a REST protocol."""
    return [
        *(*title("DoThing"), heading("Request Syntax"), code(request)),
        *(heading("URI Request Parameters"), *uri, heading("Request Body"), *body),
        *(heading("Response Syntax"), code(response), heading("Response Elements"), *returned),
        *end(),
    ]


def operation(rendition: str, blocks: Sequence[Block]) -> OperationFacts:
    """Read an invented page on an operation."""
    read = facts(RENDITIONS[rendition](blocks)).operation
    assert read is not None
    return read


def type_members(rendition: str, *contents: list[Block]) -> dict[str, MemberFacts]:
    """Read an invented page on a data type."""
    return by_name(facts(RENDITIONS[rendition](type_page(*contents))).types[0])


def by_name(value: ValueFacts | None) -> dict[str, MemberFacts]:
    """Return the members of a structure."""
    return {one.name: one for one in (value.members if value else None) or ()}


def real(shared: Path, page: str) -> ValueFacts | OperationFacts:
    """Read a real page."""
    read = facts((shared / "corpus" / "apiref-markdown" / page).read_text())
    return read.operation or read.types[0]


def real_operation(shared: Path, page: str) -> OperationFacts:
    """Read a real page on an operation."""
    read = real(shared, page)
    assert isinstance(read, OperationFacts)
    return read


def real_type(shared: Path, page: str) -> ValueFacts:
    """Read a real page on a data type."""
    read = real(shared, page)
    assert isinstance(read, ValueFacts)
    return read


def test_a_label_that_equals_a_constant(rendition: str) -> None:
    """Of two equal words in a path the last is the label."""
    anchor = "API-DoThing-request-uri-thing"
    which = member("thing", "Which.", "Required: Yes", anchor=anchor, linked=True)
    page = rest_page("GET /v1/thing/{{thing+}}/parts HTTP/1.1", which)

    http = operation(rendition, page).http
    assert http is not None
    assert "/v1/thing/{thing+}/parts" == http.uri


def test_a_real_label_in_the_midst_of_constants(rendition: str, shared: Path) -> None:
    """The label of routes is greedy."""
    read = real_operation(shared, "s3control/api-control-getmultiregionaccesspointroutes.md")

    assert read.http is not None
    assert "/v20180820/mrap/instances/{mrap+}/routes" == read.http.uri


def test_a_member_and_its_name_on_the_wire(rendition: str) -> None:
    """Where the page describes a member by its name on the wire, the block has the member's."""
    anchor = "API-DoThing-request-uri-MaxResults"
    count = member("maxresults", "How many.", anchor=anchor, linked=True)
    page = rest_page("GET /things?maxresults={{MaxResults}} HTTP/1.1", count)

    (read,) = by_name(operation(rendition, page).input).values()
    assert ("MaxResults", "maxresults") == (read.name, read.wire_name)
    assert read.location is Location.QUERYSTRING


def test_a_real_member_and_its_name_on_the_wire(rendition: str, shared: Path) -> None:
    """AppConfig describes the member's name, Route 53 that on the wire."""
    app = by_name(real_operation(shared, "appconfig/api-getconfiguration.md").input)
    route = by_name(real_operation(shared, "route53/api-listcidrblocks.md").input)

    assert "client_configuration_version" == app["ClientConfigurationVersion"].wire_name
    assert "maxresults" == route["MaxResults"].wire_name


def test_an_element_that_only_the_syntax_shows(rendition: str) -> None:
    """A body in XML has the element's name, the description the member's."""
    element = "   <SSE-KMS>\n      <Key>string</Key>\n      <N>integer</N>\n   </SSE-KMS>"
    body = f"<DoThingRequest>\n{element}\n</DoThingRequest>"
    described = member(
        *("SSEKMS", "How.", "Type: SSEKMS data type", "Required: Yes"),
        anchor="API-DoThing-request-SSEKMS",
        linked=True,
    )
    page = rest_page(f"PUT /things HTTP/1.1\n{body}", (), described)

    (read,) = by_name(operation(rendition, page).input).values()
    assert ("SSEKMS", "SSE-KMS") == (read.name, read.wire_name)
    assert ["Key", "N"] == [one.name for one in read.value.members or ()]


def test_a_real_element_that_only_the_syntax_shows(rendition: str, shared: Path) -> None:
    """The page on the structure has the member's name, the operation's block the element's."""
    read = real_type(shared, "s3control/api-control-generatedmanifestencryption.md")
    job = by_name(real_operation(shared, "s3control/api-control-createjob.md").input)

    assert {"SSEKMS", "SSES3"} == set(by_name(read))
    encrypted = by_name(job["Operation"].value)["S3UpdateObjectEncryption"].value
    assert {"SSE-KMS"} == set(by_name(by_name(encrypted)["ObjectEncryption"].value))


def test_the_root_is_no_member(rendition: str) -> None:
    """What is described as the tag around all others is none of them."""
    root = member("DoThingRequest", "Root level tag for the DoThingRequest parameters.")
    described = member("A", "It.", "Type: String", "Required: Yes", linked=True)
    body = "<DoThingRequest>\n   <A>string</A>\n</DoThingRequest>"
    page = rest_page(
        f"PUT /things HTTP/1.1\n{body}", (), [*root, *prose("Required: Yes"), *described]
    )

    assert ["A"] == list(by_name(operation(rendition, page).input))


def test_the_real_root_is_no_member(rendition: str, shared: Path) -> None:
    """Neither in a request nor in a response."""
    read = real_operation(shared, "s3control/api-control-createaccessgrant.md")

    assert "CreateAccessGrantRequest" not in by_name(read.input)
    assert "CreateAccessGrantResult" not in by_name(read.output)
    assert "AccessGrantId" in by_name(read.output)


def error_names(errors: Sequence[ErrorFacts] | None) -> list[tuple[str, int | None, list[str]]]:
    """Return each error's name, status and members."""
    return [(one.name, one.status, [m.name for m in one.members or ()]) for one in errors or ()]


def test_errors_with_members_before_their_status(rendition: str) -> None:
    """The status that follows a member is the error's; names need no `Exception`."""
    errors = [
        *member("ThrottlingException", "Too fast."),
        *member("retryAfterSeconds", "When.", anchor="nested"),
        *prose("HTTP Status Code: 429"),
        *member("InternalServerError", "Broken.", "HTTP Status Code: 500"),
        *member("NoSuchThing", "Not there.", "HTTP Status Code: 404"),
    ]
    expected: list[tuple[str, int, list[str]]] = [
        ("ThrottlingException", 429, ["retryAfterSeconds"]),
        ("InternalServerError", 500, []),
        ("NoSuchThing", 404, []),
    ]
    assert expected == error_names(operation(rendition, rpc_page(errors=errors)).errors)


def test_real_errors_with_members_before_their_status(rendition: str, shared: Path) -> None:
    """Several members may stand between an error and its status."""
    errors = error_names(real_operation(shared, "accessanalyzer/api-getfinding.md").errors)

    assert ("InternalServerException", 500, ["retryAfterSeconds"]) in errors
    assert ("ResourceNotFoundException", 404, ["resourceId", "resourceType"]) in errors


def test_bold_words_and_labels_in_prose(rendition: str) -> None:
    """Above the last `Type` line nothing is a name or states anything."""
    is_marked = "Markdown" in rendition
    word = Block("term" if is_marked else "prose", "PARTIAL")
    read = type_members(
        rendition,
        [
            *member("kind", "Type: Nonsense", "Required: Yes", "One of these."),
            *(word, *prose("Some of it.", "Type: String", "Required: No")),
        ],
        member("other", "Else.", "Type: Long", "Required: No"),
    )

    assert ["kind", "other"] == list(read)
    assert (Kind.STRING, False) == (read["kind"].value.kind, read["kind"].required)
    assert "PARTIAL" in (read["kind"].documentation or "")


def test_real_bold_words_in_prose(rendition: str, shared: Path) -> None:
    """Values that a description explains in bold are no members."""
    read = real_type(shared, "cloudformation/api-resourcescansummary.md")

    names = ["EndTime", "PercentageCompleted", "ResourceScanId", "ScanType", "StartTime"]
    assert [*names, "Status", "StatusReason"] == list(by_name(read))


def test_a_size_of_the_value_of_a_map(rendition: str) -> None:
    """`Array Members` below a map is about the lists in it."""
    read = type_members(
        rendition,
        [
            *member("actions", "What.", "Type: String to array of Action objects map"),
            *prose("Map Entries: Maximum number of 5 items.", "Valid Keys: A | B"),
            *prose("Array Members: Fixed number of 1 item.", "Required: Yes"),
        ],
    )

    value = read["actions"].value
    assert (None, 5) == (value.min, value.max)
    assert value.values is not None
    assert (1, 1) == (value.values.min, value.values.max)
    assert value.keys is not None
    assert ["A", "B"] == [one.value for one in value.keys.enum or ()]


def test_a_real_size_of_the_value_of_a_map(rendition: str, shared: Path) -> None:
    """An extension has one action at each of five points."""
    value = by_name(real_operation(shared, "appconfig/api-createextension.md").input)[
        "Actions"
    ].value

    assert 5 == value.max
    assert value.values is not None
    assert (Kind.LIST, 1, 1) == (value.values.kind, value.values.min, value.values.max)


VOID = "Is `true` if the request succeeds, and an error otherwise."


@pytest.mark.parametrize(
    ("text", "members"), [(VOID, []), ("Whether the last one is gone.", ["return"])]
)
def test_what_ec2_returns_beside_the_output(rendition: str, text: str, members: list[str]) -> None:
    """`requestId` is no member, and `return` only where the text says what it means."""
    text = text.replace("`", "") if rendition in ("html", "text") else text
    page = rpc_page(
        heading("Request Parameters"),
        *member("Id", "Which.", "Type: String", "Required: Yes"),
        heading("Response Elements"),
        *member("requestId", "The ID of the request.", "Type: String"),
        *member("return", text, "Type: Boolean"),
    )

    assert members == list(by_name(operation(rendition, page).output))


def test_names_of_ec2_are_those_on_the_wire(rendition: str) -> None:
    """An operation that returns `requestId` has no other names."""
    page = rpc_page(
        heading("Request Parameters"),
        *member("Filter.N", "Which.", "Type: Array of strings", "Required: No"),
        *member("MaxResults", "How many.", "Type: Integer", "Required: No"),
        heading("Response Elements"),
        *member("requestId", "The ID of the request.", "Type: String"),
        *member("thingSet", "The things.", "Type: Array of strings"),
    )

    read = operation(rendition, page)

    members = [*by_name(read.input).values(), *by_name(read.output).values()]
    assert ["Filter", "MaxResults", "thingSet"] == [one.name for one in members]
    assert all(one.named_on_wire for one in members)


@pytest.mark.parametrize(
    ("term", "uid", "on_wire"),
    [
        ("Tag", "things-2024-01-01", False),
        ("Tag.N", "things-2024-01-01", True),
        ("Tag (request), tag (response)", "things-2024-01-01", True),
        ("tag", "ec2-2016-11-15", True),
    ],
)
def test_names_of_types_on_the_wire(rendition: str, term: str, uid: str, *, on_wire: bool) -> None:
    """A type's page is EC2's by its links, or by a term that only names on the wire have."""
    page = [
        *(*title("Thing"), heading("Contents")),
        *member(term, "It.", "Type: String", "Required: No"),
        *member("name", "Its name.", "Type: String", "Required: No"),
        *(
            heading("See Also"),
            Block("goto", f"https://docs.aws.amazon.com/goto/boto3/{uid}/Thing"),
        ),
    ]

    read = by_name(facts(RENDITIONS[rendition](page)).types[0])

    has_lost_links = rendition == "text" and uid.startswith("ec2")
    expected = on_wire and not has_lost_links
    assert [expected] * 2 == [one.named_on_wire for one in read.values()]


def test_maps_in_a_query(rendition: str) -> None:
    """The form of a map's entries stands below its name."""
    read = type_members(
        rendition,
        [
            *member("Tags", "Tags.entry.N.key (key)", "Tags.entry.N.value (value)", "Text."),
            *prose("Type: String to string map", "Required: No"),
        ],
    )

    assert "entry" == read["Tags"].value.item_name
    assert "Text." == read["Tags"].documentation


def test_real_maps_in_a_query(rendition: str, shared: Path) -> None:
    """CloudFormation and SQS have such."""
    read = by_name(real_type(shared, "cloudformation/api-resourcedetail.md"))

    assert "entry" == read["ResourceIdentifier"].value.item_name


def test_recursion(rendition: str) -> None:
    """A block names a shape in its own midst, or leaves its members out."""
    block = '{\n   "a": { "l": [ "Value" ], "m": { "string" : "Value" }, "x": { ... } }\n}'
    page = rpc_page(
        heading("Request Syntax"),
        code(block),
        heading("Request Parameters"),
        *member("a", "It.", "Type: Value object", "Required: Yes", linked=True),
        heading("Response Elements"),
    )

    read = by_name(by_name(operation(rendition, page).input)["a"].value)
    items, values = read["l"].value.items, read["m"].value.values
    assert items is not None
    assert values is not None
    assert [("Value", True)] * 2 == [(one.name, one.recursive) for one in (items, values)]
    assert Kind.DICT is read["x"].value.kind


def test_real_recursion(rendition: str, shared: Path) -> None:
    """DynamoDB's values hold values."""
    read = by_name(real_operation(shared, "dynamodb/api-deleteitem.md").input)

    value = read["Key"].value.values
    assert value is not None
    items = by_name(value)["L"].value.items
    assert items is not None
    assert ("AttributeValue", True) == (items.name, items.recursive)
