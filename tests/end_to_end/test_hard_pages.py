"""Pages of boto3 that are hard to read, each named by what makes it so; botocore's models agree.

They are rendered as the tests run, one at a time.
"""

from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import pytest
from botocore.docs.bcdoc import restdoc
from support.boto3_documenters import render_page

from generator.audit.judge import judge
from generator.model import ir
from generator.model.assembly import assemble
from generator.model.facts import MemberFacts, OperationFacts, ValueFacts
from generator.model.kinds import Kind
from generator.readers.page import read_page


class Page(NamedTuple):
    """What a page states, and the model that it alone makes."""

    operation: OperationFacts
    service: ir.Service


def read(page: str) -> OperationFacts:
    """Return what a page states of its operation, no fact of which is wrong."""
    return _judged(page).operation


@lru_cache(maxsize=100)
def _judged(page: str) -> Page:
    return _judge(page, render_page(page))


def _judge(page: str, content: bytes) -> Page:
    reading = read_page(content, page)
    assert reading.facts is not None, reading.problems or reading.aside
    assert reading.facts.operation is not None
    service_id = page.partition("/")[0]
    service = assemble([reading.facts], service_id=service_id).service
    assert judge(service, service_id, whole=False).wrong == ()
    return Page(reading.facts.operation, service)


def member(side: ValueFacts | None, path: str) -> MemberFacts:
    """Return a member of a side: `A.B[].C{}.D` leads through lists and maps."""
    found: MemberFacts | None = None
    value = side
    for step in path.split("."):
        name = step.rstrip("[]{}")
        assert value is not None
        found = next(one for one in value.members or () if one.name == name)
        value = _inside(found.value, step.removeprefix(name))
    assert found is not None
    return found


def _inside(value: ValueFacts | None, brackets: str) -> ValueFacts | None:
    for bracket in brackets[::2]:
        assert value is not None
        value = value.items if bracket == "[" else value.values
    return value


def names(value: ValueFacts | None) -> list[str]:
    """Return the names of a structure's members."""
    assert value is not None
    return [one.name for one in value.members or ()]


def values(one: MemberFacts) -> list[str]:
    """Return the values of an enumeration."""
    return [value.value for value in one.value.enum or ()]


@pytest.mark.slow
def test_notices_in_place_of_both_sections_of_the_input() -> None:
    """The page tells nothing of the input, and that it does so; of the output all."""
    operation = read("quicksight/client/create_dashboard")

    assert operation.too_large == ("Request Syntax", "Parameters")
    assert operation.has_input
    assert operation.input is not None
    assert (operation.input.members, operation.input.complete) == (None, False)
    status = member(operation.output, "CreationStatus")
    assert ("CREATION_IN_PROGRESS", "DELETED") == (values(status)[0], values(status)[-1])
    assert "ConflictException" in [error.name for error in operation.errors or ()]


SECTIONS = {
    "Request Syntax": "request-example",
    "Parameters": "request-params",
    "Response Syntax": "response-example",
    "Response Structure": "description",
}
"""The sections that a notice may replace, and what the documenter calls them."""


@pytest.mark.parametrize(
    ("page", "replaced"),
    [
        *(
            ("sqs/client/send_message", sections)
            for count in range(len(SECTIONS) + 1)
            for sections in combinations(SECTIONS, count)
        ),
        ("sqs/paginator/ListQueues", ("Request Syntax", "Parameters")),
        ("sqs/paginator/ListQueues", ("Response Syntax", "Response Structure")),
        ("sqs/paginator/ListQueues", tuple(SECTIONS)),
    ],
)
def test_notices_in_place_of_any_sections(
    page: str, replaced: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a notice replaces is named, and what the other half of the side tells is right."""
    kept = {SECTIONS[name] for name in SECTIONS if name not in replaced}
    limits = {
        section: config | {"line_limit": 10**6 if section in kept else 1}
        for section, config in restdoc.SECTION_LINE_LIMIT_CONFIG.items()
    }
    monkeypatch.setattr(restdoc, "SECTION_LINE_LIMIT_CONFIG", limits)

    operation = _judge(page, render_page.__wrapped__(page)).operation

    assert operation.too_large == replaced


@pytest.mark.parametrize(
    ("page", "section", "member_of"),
    [
        ("wafv2/client/create_web_acl", "Parameters", "input"),
        ("wafv2/client/get_rule_group", "Response Structure", "output"),
    ],
)
def test_a_notice_in_place_of_long_descriptions(page: str, section: str, member_of: str) -> None:
    """The syntax block alone tells the structure, whose statements hold statements."""
    operation, service = _judged(page)

    assert operation.too_large == (section,)
    side = operation.input if member_of == "input" else operation.output
    rules = "Rules[]" if member_of == "input" else "RuleGroup.Rules[]"
    key_type = member(side, f"{rules}.Statement.RateBasedStatement.AggregateKeyType")
    assert "FORWARDED_IP" in values(key_type)
    assert (key_type.required, key_type.documentation) == (None, None)
    statements = service.shapes["AndStatement"].members["Statements"].items
    assert statements is not None
    assert (statements.shape, statements.recursion) == ("Statement", "guessed")
    statement = service.shapes["NotStatement"].members["Statement"]
    assert (statement.shape, statement.recursion) == ("Statement", "guessed")


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("amplifybackend/client/create_backend_api", "CreateBackendAPI"),
        ("cloudwatch/client/get_otel_enrichment", "GetOTelEnrichment"),
        ("mturk/client/list_hits", "ListHITs"),
        ("rds/paginator/DescribeDBInstances", "DescribeDBInstances"),
        ("rds/waiter/DBInstanceAvailable", "DescribeDBInstances"),
    ],
)
def test_a_name_that_the_method_does_not_tell(page: str, name: str) -> None:
    """The link to the service's own page names the operation."""
    assert name == read(page).name


@pytest.mark.parametrize(
    ("page", "side", "path", "required"),
    [
        ("apigatewayv2/client/get_routing_rule", 1, "Conditions[].MatchBasePaths.AnyOf", None),
        ("mediaconvert/client/create_job", 0, "HopDestinations[].Queue", False),
        ("mediaconvert/client/create_job", 0, "Role", True),
    ],
)
def test_documentation_on_the_line_of_the_entry(
    page: str, side: int, path: str, required: bool | None
) -> None:
    """It is documentation all the same, behind the mark where there is one."""
    operation = read(page)

    found = member((operation.input, operation.output)[side], path)
    assert found.required is required
    assert len((found.documentation or "").split()) > 2
    assert "[" not in (found.documentation or "")[:1]


def test_a_comma_behind_the_line_of_an_empty_structure() -> None:
    """The structure has no members, and the next argument is read."""
    operation = read("amplifybackend/client/create_backend")

    config = member(operation.input, "ResourceConfig")
    assert (config.value.kind, config.value.members) == (Kind.DICT, None)
    assert names(operation.input)[-2:] == ["ResourceConfig", "ResourceName"]
    marks = [member(operation.input, name).required for name in names(operation.input)]
    assert marks == [True, True, True, False, False]


def test_a_comma_inside_a_value_of_an_enumeration() -> None:
    """The value is one."""
    status = member(read("security-ir/client/get_case").output, "caseStatus")

    assert "Containment, Eradication and Recovery" in values(status)
    assert ("Submitted", "Closed") == (values(status)[0], values(status)[-1])


def test_an_entry_written_by_hand_with_other_indentation() -> None:
    """What a handler of botocore wrote into the page is the entry of a member."""
    operation = read("cloudformation/client/get_template")

    body = member(operation.output, "TemplateBody")
    assert body.value.kind is Kind.DICT
    assert body.documentation is not None
    stages = member(operation.output, "StagesAvailable").value.items
    assert stages is not None
    assert ["Original", "Processed"] == [value.value for value in stages.enum or ()]
    assert names(operation.output) == ["TemplateBody", "StagesAvailable"]


@pytest.mark.parametrize(
    ("page", "references"),
    [
        ("dynamodb/client/put_item", {"ItemValue.M{}": "ItemValue", "Value.L[]": "Value"}),
        (
            "amplifyuibuilder/client/create_component",
            {
                "ChildrenItem.children[]": "ChildrenItem",
                "PredicatesItem.and[]": "PredicatesItem",
                "Condition.then": "PropertiesValue",
                "PropertiesValue.concat[]": "PropertiesValue",
            },
        ),
        ("glue/client/get_table", {"Details.RequestedChange": "Table"}),
        (
            "keyspacesstreams/client/get_records",
            {
                "MapTItem.key": "PartitionKeysValue",
                "UdtTValue.value": "PartitionKeysValue",
                "Value.udtT{}": "ValueCellsValue",
                "Value.listT[]": "ValueCellsValue",
            },
        ),
    ],
)
def test_recursion(page: str, references: dict[str, str]) -> None:
    """What repeats a structure around it refers to that, through lists and maps too."""
    service = _judged(page).service

    assert references == {path: _reference(service, path) for path in references}


def _reference(service: ir.Service, path: str) -> str | None:
    shape, _, name = path.partition(".")
    member = service.shapes[shape].members[name.rstrip("[]{}")]
    target = {"[]": member.items, "{}": member.values}.get(name[-2:], member)
    assert target is not None
    assert target.recursion is not None
    return target.shape


def test_a_comma_behind_the_last_member() -> None:
    """It stands where the paginator's page leaves the token out."""
    operation = read("sqs/paginator/ListQueues")

    assert names(operation.output) == ["QueueUrls"]
    assert member(operation.output, "QueueUrls").value.items is not None
    assert names(operation.input) == ["QueueNamePrefix", "PaginationConfig"]


@pytest.mark.parametrize(
    ("page", "error", "place"),
    [
        ("cognito-idp/client/verify_software_token", "NotAuthorizedException", 3),
        ("appstream/client/delete_entitlement", "OperationNotPermittedException", 0),
    ],
)
def test_an_error_that_is_listed_twice(page: str, error: str, place: int) -> None:
    """It is one, where it stands first."""
    listed = [one.name for one in read(page).errors or ()]

    assert (1, place) == (listed.count(error), listed.index(error))
    assert len(set(listed)) == len(listed)
    assert render_page(page).count(b".exceptions.%s`" % error.encode()) == 2


@pytest.mark.parametrize(
    "page", ["dynamodb/client/put_item", "ecs/client/register_task_definition"]
)
def test_examples_that_look_like_syntax_blocks(page: str) -> None:
    """What stands below their heading states nothing."""
    content = render_page(page)
    before, heading, examples = content.partition(b"\n  **Examples**")

    assert heading
    assert b"response = client." in examples
    assert read_page(before, page) == read_page(content, page)
    assert read(page).errors


def test_documentation_that_begins_with_a_dash() -> None:
    """It is prose, in which no entry begins."""
    page = "dms/client/describe_replication_task_assessment_results"

    bucket = member(read(page).output, "BucketName")

    assert (bucket.documentation or "").startswith("- ")
    assert names(read(page).output) == ["Marker", "BucketName", "ReplicationTaskAssessmentResults"]


def test_an_operation_that_is_deprecated() -> None:
    """The documenter's notice is a fact and no documentation."""
    operation = read("appconfig/client/get_configuration")

    assert operation.deprecated
    assert "backwards" not in (operation.documentation or "")
    assert not read("appconfig/client/create_application").deprecated


def test_a_union() -> None:
    """It is one wherever it stands, in a map too."""
    update = read("bedrock-agent-runtime/client/retrieve")
    implicit = member(update.input, "retrievalConfiguration.vectorSearchConfiguration.filter")

    assert implicit.value.union
    assert "Tagged Union" not in (implicit.documentation or "")
    assert not member(update.input, "retrievalConfiguration").value.union


def test_a_stream_of_events() -> None:
    """The member holds events, as a structure of which one member is there at a time."""
    operation = read("kinesis/client/subscribe_to_shard")

    stream = member(operation.output, "EventStream").value
    assert (stream.kind, stream.event_stream) == (Kind.STRUCTURE, True)
    assert names(stream)[:2] == ["SubscribeToShardEvent", "ResourceNotFoundException"]
    record = member(operation.output, "EventStream.SubscribeToShardEvent.Records[].Data")
    assert record.value.kind is Kind.BLOB


@pytest.mark.parametrize(
    ("page", "streams"),
    [
        ("lambda/client/invoke", ("Payload", "Payload")),
        ("lex-runtime/client/post_content", ("inputStream", "audioStream")),
        ("s3/client/get_object", (None, "Body")),
    ],
)
def test_bodies_that_are_streams(page: str, streams: tuple[str | None, str | None]) -> None:
    """A stream is a blob, and marked on either side."""
    operation = read(page)

    for side, expected in zip((operation.input, operation.output), streams, strict=True):
        assert side is not None
        found = [one.name for one in side.members or () if one.value.streaming]
        assert found == ([expected] if expected else [])


def test_a_document() -> None:
    """It holds what any JSON does."""
    operation = read("bedrock-agent-runtime/client/rerank")

    path = "sources[].inlineDocumentSource.jsonDocument"
    assert member(operation.input, path).value.kind is Kind.DOCUMENT
    assert member(operation.output, "results[].document.jsonDocument").value.kind is Kind.DOCUMENT


def test_json_in_a_header() -> None:
    """It is a string on the wire, of which the client makes JSON."""
    operation = read("lex-runtime/client/post_content")

    found = member(operation.input, "sessionAttributes").value
    assert (found.kind, found.json_value) == (Kind.STRING, True)


def test_an_idempotency_token() -> None:
    """The documenter's sentence is a fact and no documentation."""
    token = member(read("accessanalyzer/client/create_archive_rule").input, "clientToken")

    assert token.idempotency_token
    assert "autopopulated" not in (token.documentation or "")


def test_a_member_of_either_kind() -> None:
    """What the client takes as a string or as a dict is of no one kind."""
    operation = read("s3/client/copy_object")

    assert member(operation.input, "CopySource").value.kind is Kind.ANY


def test_members_that_the_client_fills_in() -> None:
    """They are described and not shown."""
    found = member(read("s3/client/put_object").input, "SSECustomerKeyMD5")

    assert (found.required, found.value.kind) == (False, Kind.STRING)


def test_names_that_only_the_client_knows() -> None:
    """Where the client takes an argument by another name, the page does so too."""
    assert "fromTime" in names(read("logs/client/create_export_task").input)
    assert "Filters" in names(read("ec2/client/describe_tags").input)
