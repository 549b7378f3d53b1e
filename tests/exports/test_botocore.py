"""The export to botocore: judged by botocore itself wherever it has a word."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ParamValidationError
from botocore.session import Session
from botocore.stub import Stubber

from generator.exports.botocore import export, write
from generator.model import ir
from generator.model.checks import read_ir

MODELS = Path(__file__).parent / "models"
HEAD = """\
ir: 1
id: jobs
id_origin: stated
class_name: Jobs
class_name_origin: stated
pages: {}
"""


def model(name: str) -> ir.Service:
    """Return one of the models beside this test."""
    path = MODELS / f"{name}.yaml"
    return read_ir(path.read_text("utf-8"), str(path))


def small(text: str = "") -> ir.Service:
    """Return a model of a few lines."""
    return read_ir(HEAD + text, "service.yaml")


def shapes_of(members: str) -> Any:
    """Return the shapes written for a structure `Job` with these members."""
    job = f"{{name_origin: page, used_in: [input], complete: true, members: {{{members}}}}}"
    return export(small(f"shapes: {{Job: {job}}}")).service_2["shapes"]


Connect = Callable[[ir.Service], Any]


@pytest.fixture
def connect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Connect:
    """Return what makes botocore's client of a service from its exported files."""
    monkeypatch.setenv("AWS_DATA_PATH", str(tmp_path))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))

    def connect(service: ir.Service) -> BaseClient:
        folder = tmp_path / service.id / (service.api_version or "unknown")
        folder.mkdir(parents=True)
        for name, text in write(export(service)).items():
            (folder / name).write_text(text, "utf-8")
        return Session().create_client(
            service.id,
            region_name="eu-west-1",
            aws_access_key_id="key",
            aws_secret_access_key="secret",
        )

    return connect


def sent(client: Any, operation: str, params: dict[str, Any]) -> dict[str, Any]:
    """Return the request that a call would send."""
    requests: list[dict[str, Any]] = []

    def keep(params: dict[str, Any], **_: object) -> None:
        requests.append(params)

    client.meta.events.register_first("before-call.*.*", keep)
    with Stubber(client) as stubber:
        stubber.add_response(operation, {})
        getattr(client, operation)(**params)
    return requests[0]


def test_client(connect: Connect) -> None:
    """Botocore loads the files and makes a client with everything in them."""
    client = connect(model("jobs"))

    assert type(client).__name__ == "Jobs"
    assert client.meta.endpoint_url == "https://jobs.eu-west-1.amazonaws.com"
    assert client.meta.config.signature_version == "v4"
    assert client.meta.service_model.signing_name == "jobs-signing"
    assert client.meta.method_to_api_mapping == {"start_job": "StartJob", "ping": "Ping"}
    assert client.waiter_names == ["job_done"]
    assert client.can_paginate("start_job")
    assert not client.can_paginate("ping")


PARAMS: dict[str, Any] = {
    "Name": "ab",
    "Token": "t",
    "Mode": "FAST",
    "Choice": {"Right": {"Left": "x"}},
    "Size": 0.5,
    "Free": {"a": [1, True]},
    "Tags": {"k": ["v"]},
}


def test_request(connect: Connect) -> None:
    """A call goes out in the JSON protocol, under wire names."""
    request = sent(connect(model("jobs")), "start_job", PARAMS)

    assert request["headers"]["X-Amz-Target"] == "JobService.StartJob"
    assert request["headers"]["Content-Type"] == "application/x-amz-json-1.1"
    assert request["url"] == "https://jobs.eu-west-1.amazonaws.com/"
    wire = {"clientToken" if name == "Token" else name: value for name, value in PARAMS.items()}
    assert json.loads(request["body"]) == wire


def test_response(connect: Connect) -> None:
    """Botocore takes a response with values of every kind."""
    client = connect(model("jobs"))
    when = datetime(2020, 1, 31, tzinfo=UTC)
    response = {"Names": ["ab"], "NextToken": "n", "Done": True, "When": when, "Raw": b"raw"}

    with Stubber(client) as stubber:
        stubber.add_response("start_job", response, PARAMS)
        assert client.start_job(**PARAMS) == response


def test_error(connect: Connect) -> None:
    """An error is raised as the exception that has its code."""
    client = connect(model("jobs"))

    with Stubber(client) as stubber:
        stubber.add_client_error("start_job", "JobBusy")
        with pytest.raises(client.exceptions.Busy):
            client.start_job(Name="ab")


def test_pages(connect: Connect) -> None:
    """Botocore goes through the pages with the tokens that are known."""
    client = connect(model("jobs"))

    with Stubber(client) as stubber:
        stubber.add_response("start_job", {"Names": ["a"], "NextToken": "2"}, {"Name": "ab"})
        stubber.add_response("start_job", {"Names": ["b"]}, {"Name": "ab", "Token": "2"})
        pages = client.get_paginator("start_job").paginate(Name="ab")
        assert pages.build_full_result()["Names"] == ["a", "b"]


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ({}, 'Missing required parameter in input: "Name"'),
        ({"Name": 1}, "Invalid type for parameter Name"),
        ({"Name": "a"}, "Invalid length for parameter Name"),
        ({"Name": "ab", "Size": 0.05}, "Invalid value for parameter Size"),
        ({"Name": "ab", "Choice": {"Left": "a", "Right": {"Left": "a"}}}, "Can only set one"),
        ({"Name": "ab", "Other": 1}, 'Unknown parameter in input: "Other"'),
        ({"Name": "ab", "Free": {"a": object()}}, "Invalid type for document parameter"),
        ({"Name": "ab", "Tags": {"k": "v"}}, "Invalid type for parameter Tags.k"),
    ],
)
def test_refused(connect: Connect, params: dict[str, Any], problem: str) -> None:
    """Botocore refuses what the pages say is wrong."""
    client = connect(model("jobs"))

    with pytest.raises(ParamValidationError, match=problem):
        client.start_job(**params)


def test_rest_binding(connect: Connect) -> None:
    """Members go where the binding has them; a query that no member fills stays in the URI."""
    client = connect(model("things"))
    params = {
        "Account": "acc",
        "Name": "a b",
        "Max": 3,
        "Tags": {"k": "v"},
        "Lines": ["l"],
        "Body": b"raw",
    }

    request = sent(client, "put_thing", params)

    assert request["method"] == "PUT"
    assert request["url"] == (
        "https://acc.things.eu-west-1.amazonaws.com/things/a%20b/parts?kind=all&sort&max=3"
    )
    assert request["headers"]["x-tag-k"] == "v"
    assert request["headers"]["x-lines"] == "WyJsIl0="
    assert request["body"] == b"raw"
    assert request["context"]["auth_type"] == "none"


def test_documentation() -> None:
    """Documentation is HTML at each place where botocore has some."""
    exported = export(model("jobs")).service_2
    shapes: Any = exported["shapes"]
    operations: Any = exported["operations"]

    assert exported["documentation"] == "<p>Runs <i>jobs</i>.</p>"
    assert operations["StartJob"]["documentation"] == "<p>Starts a job. At once.</p>"
    assert shapes["Busy"]["documentation"] == "<p>Come back later.</p>"
    assert shapes["StartJobResponse"]["members"]["Done"]["documentation"] == (
        "<p>Whether <code>it</code> is done.</p>"
    )
    assert shapes["Names"]["member"]["documentation"] == "<p>A name.</p>"


def test_operation() -> None:
    """An operation has what pages state of it, and nothing in place of a side that it lacks."""
    operations: Any = export(model("jobs")).service_2["operations"]

    assert list(operations["StartJob"]) == [
        "name",
        "http",
        "input",
        "output",
        "errors",
        "documentation",
        "deprecated",
    ]
    assert operations["StartJob"]["errors"] == [{"shape": "Busy"}, {"shape": "Gone"}]
    assert operations["Ping"] == {"name": "Ping", "http": {"method": "POST", "requestUri": "/"}}


def test_http() -> None:
    """The binding holds the status, and the constants of the query alone."""
    operations: Any = export(model("things")).service_2["operations"]

    assert operations["PutThing"]["http"] == {
        "method": "PUT",
        "requestUri": "/things/{Name}/parts?kind=all&sort",
        "responseCode": 202,
    }


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("any", "string"),
        ("number", "double"),
        ("integral", "long"),
        ("integer", "integer"),
        ("long", "long"),
        ("fractional", "double"),
        ("float", "float"),
        ("double", "double"),
        ("text", "string"),
        ("string", "string"),
        ("timestamp", "timestamp"),
        ("blob", "blob"),
        ("boolean", "boolean"),
        ("document", "structure"),
        ("dict", "structure"),
        ("structure", "structure"),
        ("map", "map"),
        ("list", "list"),
    ],
)
def test_kinds(kind: str, written: str) -> None:
    """Every kind is written as a type that botocore has."""
    shapes = shapes_of(f"x: {{kind: {kind}}}")

    assert shapes[shapes["Job"]["members"]["x"]["shape"]]["type"] == written


def test_constraints_are_verbatim() -> None:
    """Constraints are written as the page has them, to the digit."""
    text = write(export(model("jobs")))["service-2.json"]
    shapes = json.loads(text, parse_float=Decimal)["shapes"]

    assert shapes["Name"] == {"type": "string", "max": 8, "min": 2, "pattern": r"[\w$]+"}
    assert shapes["Mode"] == {"type": "string", "enum": ["FAST", "slow-1"]}
    assert str(shapes["Size"]["min"]) == "0.10"


def test_constraints_that_do_not_apply() -> None:
    """A constraint that means nothing for a kind is not written."""
    shapes = shapes_of("x: {kind: timestamp, min: 1}, y: {kind: long, enum: ['1']}")

    assert shapes["Timestamp"] == {"type": "timestamp"}
    assert shapes["Long"] == {"type": "long"}


def test_required() -> None:
    """Only what a page says is required in requests is required."""
    shapes = shapes_of("a: {kind: string, required: true}, b: {kind: string, required: unknown}")

    assert shapes["Job"]["required"] == ["a"]


@pytest.mark.parametrize(
    ("error", "written"),
    [
        ("code: C, status: 404", {"code": "C", "httpStatusCode": 404}),
        ("status: 500", {"httpStatusCode": 500}),
        ("status: unknown", None),
    ],
)
def test_errors(error: str, written: object) -> None:
    """An error has the code and the status that pages state."""
    text = f"shapes: {{Oops: {{kind: error, name_origin: page, complete: true, {error}}}}}"
    shapes: Any = export(small(text)).service_2["shapes"]

    assert shapes["Oops"]["exception"] is True
    assert shapes["Oops"].get("error") == written


def test_event_stream() -> None:
    """Of an event stream, the members that are no errors are events."""
    shapes: Any = export(
        small(
            """\
shapes:
  Failure: {kind: error, name_origin: page, complete: true}
  Progress: {name_origin: page, complete: true}
  Stream:
    name_origin: page
    complete: true
    event_stream: true
    members:
      Progress: {kind: structure, shape: Progress}
      Failure: {kind: structure, shape: Failure}
"""
        )
    ).service_2["shapes"]

    assert shapes["Stream"]["eventstream"] is True
    assert shapes["Progress"]["event"] is True
    assert "event" not in shapes["Failure"]


def test_metadata() -> None:
    """The metadata holds what is known, and no default for what is not."""
    assert export(model("jobs")).service_2["metadata"] == {
        "apiVersion": "2020-01-31",
        "auth": ["aws.auth#sigv4"],
        "endpointPrefix": "jobs",
        "jsonVersion": "1.1",
        "protocol": "json",
        "protocols": ["json"],
        "serviceFullName": "Example Jobs",
        "serviceId": "Jobs",
        "signatureVersion": "v4",
        "signingName": "jobs-signing",
        "targetPrefix": "JobService",
        "uid": "jobs-2020-01-31",
    }
    assert export(small()).service_2["metadata"] == {}


def test_signs_with_v4_where_nothing_is_known(connect: Connect) -> None:
    """Without any word on authentication, botocore itself signs with version 4."""
    service = model("jobs")
    service.auth = None

    assert connect(service).meta.config.signature_version == "v4"


LEFT_OUT = [
    "operations.ListJobs.output: no page says whether there is one",
    "operations.ListJobs.http: no page states the HTTP binding",
    "operations.ListJobs.errors: no page lists them",
    "paginators.ListJobs: no page states input_tokens, limit_key, result_keys; left out",
    "waiters.Done: no page states acceptors; left out",
    "shapes.Gone: no page shows all of its members",
    "shapes.Gone.status: no page states it",
    "shapes.ListJobsRequest: no page shows all of its members; botocore refuses the others",
    "shapes.ListJobsRequest: no page says whether these are required: Opaque; written as optional",
    "shapes.ListJobsRequest.members.Depth.values.items: kind integral, written as long",
    "shapes.ListJobsRequest.members.Name: kind text, written as string",
    "shapes.ListJobsRequest.members.Opaque: kind dict, written as a structure without members",
    "shapes.ListJobsRequest.members.Other.recursion: guessed",
    "shapes.Other: named by a page, described by none; written without members",
]


def test_left_out() -> None:
    """Whatever is not known is left out or widened, and listed in a fixed order."""
    exported = export(model("unknown"))

    assert exported.left_out == LEFT_OUT
    assert exported.paginators_1 is None
    assert exported.waiters_2 is None
    assert exported.service_2["operations"] == {
        "ListJobs": {"name": "ListJobs", "input": {"shape": "ListJobsRequest"}}
    }


def test_left_out_of_metadata() -> None:
    """Facts about the service are listed with what botocore makes of their absence."""
    assert export(small("protocols: [json]")).left_out == [
        "title: no page states it",
        "service_id: no page states it; botocore makes no client without it",
        "api_version: no page states it",
        "uid: no page states it",
        "endpoint_prefix: no page states it; botocore makes no client without it",
        "signing_name: no page states it; botocore takes the endpoint prefix",
        "auth: no page states it; signatureVersion is left out, and botocore signs with v4",
        "json_version: no page states it; botocore can't call without it",
        "target_prefix: no page states it; botocore can't call without it",
    ]


@pytest.mark.parametrize(
    ("protocols", "listed"),
    [
        (["rest-json"], []),
        (["smithy-rpc-v2-cbor", "json"], ["json_version", "target_prefix"]),
        (["query"], ["xml_namespace"]),
        ([], ["protocols"]),
    ],
)
def test_facts_of_the_protocol(protocols: list[str], listed: list[str]) -> None:
    """A fact that only some protocols need is listed with these alone."""
    service = small()
    service.protocols = protocols

    of_protocol = {"protocols", "json_version", "target_prefix", "xml_namespace"}
    lines = [line.partition(":")[0] for line in export(service).left_out]
    assert [path for path in lines if path in of_protocol] == listed


def test_nothing_left_out() -> None:
    """Where all is known, nothing is listed."""
    assert export(model("jobs")).left_out == []
    assert export(model("things")).left_out == []


def test_unknown_is_loaded(connect: Connect) -> None:
    """Botocore makes a client of what is not known in full, and validates what is."""
    client = connect(model("unknown"))

    assert not client.can_paginate("list_jobs")
    assert client.waiter_names == []
    with pytest.raises(ParamValidationError, match="Invalid type for parameter Size"):
        client.list_jobs(Size="1")


def test_files() -> None:
    """Only files with something in them are written, indented by two, with a newline at the end."""
    full, sparse = write(export(model("jobs"))), write(export(small()))

    assert list(full) == ["service-2.json", "paginators-1.json", "waiters-2.json"]
    assert sparse == {
        "service-2.json": """\
{
  "version": "2.0",
  "metadata": {},
  "operations": {},
  "shapes": {}
}
"""
    }


XML = """
title: Jobs
service_id: Jobs
api_version: 2020-01-01
protocols: [rest-xml]
endpoint_prefix: jobs
operations:
  PutJob:
    python_name: put_job
    pages: []
    input: {shape: PutJobRequest}
    output: none
    http: {method: PUT, uri: '/jobs', host_prefix: '{Account}.'}
    errors: [BusyFault]
shapes:
  BusyFault: {kind: error, name_origin: page, complete: true, code: Busy, status: 409}
  PutJobRequest:
    name_origin: operation
    used_in: [input]
    complete: true
    xml_name: JobRequest
    xml_namespace: 'https://jobs.example/doc/'
    members:
      Account:
        {kind: string, required: true, location: header, wire_name: x-account, host_label: true}
      Kind: {kind: string, required: unknown, wire_name: 'kind', xml_attribute: true}
      Names: {kind: list, required: unknown, item_name: Name, items: {kind: string}}
      Rules:
        {kind: list, required: unknown, wire_name: Rule, flattened: true, items: {kind: string}}
      Plain: {kind: list, required: unknown, items: {kind: string}}
"""


def test_request_in_xml(connect: Connect) -> None:
    """Names of the root, of items and of attributes go out as pages show them."""
    params = {"Account": "a1", "Kind": "k", "Names": ["x"], "Rules": ["r", "s"], "Plain": ["p"]}

    request: Any = sent(connect(small(XML)), "put_job", params)

    assert request["url"] == "https://a1.jobs.eu-west-1.amazonaws.com/jobs"
    assert request["headers"]["x-account"] == "a1"
    assert request["body"].decode() == (
        '<JobRequest xmlns="https://jobs.example/doc/" kind="k"><Names><Name>x</Name></Names>'
        "<Rule>r</Rule><Rule>s</Rule><Plain><member>p</member></Plain></JobRequest>"
    )


def test_an_errors_code() -> None:
    """Where it is not the shape's name, clients find the shape by it."""
    written: Any = export(small(XML)).service_2

    assert written["shapes"]["BusyFault"]["error"] == {"code": "Busy", "httpStatusCode": 409}
