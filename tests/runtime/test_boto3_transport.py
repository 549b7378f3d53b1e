import sys
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any, cast

import boto3
import pytest
from botocore.stub import Stubber

from generator.runtime.boto3_transport import Boto3Transport, UnknownOperationError

METADATA = {"ResponseMetadata": {"HTTPStatusCode": 200}}


class FakeBoto3:
    """Stands for boto3, and notes which clients it creates."""

    def __init__(self) -> None:
        self.created: list[tuple[str, dict[str, Any]]] = []

    def client(self, service: str, **options: Any) -> SimpleNamespace:
        """Create a client with one method."""
        self.created.append((service, options))
        mapping = {"list_arns": "ListARNs"}
        return SimpleNamespace(meta=SimpleNamespace(method_to_api_mapping=mapping), list_arns=dict)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeBoto3:
    """Put a fake in boto3's place."""
    fake = FakeBoto3()
    monkeypatch.setitem(sys.modules, "boto3", fake)
    return fake


def test_the_client_is_created_at_first_use(fake: FakeBoto3) -> None:
    """Until something is called there is no client, and then there is one, made as was asked."""
    transport = Boto3Transport("acm", region_name="eu-west-1", use_ssl=None)

    assert [] == fake.created
    assert {"a": 1} == transport.call("ListARNs", {"a": 1})
    assert {"b": 2} == transport.call("ListARNs", {"b": 2})
    assert [("acm", {"region_name": "eu-west-1", "use_ssl": None})] == fake.created


def test_threads_share_one_client(fake: FakeBoto3) -> None:
    """However many begin at once, one of them creates the client."""
    transport = Boto3Transport("acm")
    params: list[dict[str, object]] = [{}] * 50

    with ThreadPoolExecutor(8) as executor:
        list(executor.map(transport.call, ["ListARNs"] * 50, params))

    assert 1 == len(fake.created)


@pytest.mark.parametrize("operation", ["list_arns", "ListArns", "meta", "__class__"])
def test_operations_that_boto3_does_not_know_are_refused(fake: FakeBoto3, operation: str) -> None:
    """Only wire names count, and nothing else of a client can be reached by one."""
    transport = Boto3Transport("acm")

    with pytest.raises(UnknownOperationError, match=f"no operation {operation} of acm"):
        transport.call(operation, {})
    with pytest.raises(UnknownOperationError, match=f"no operation {operation} of acm"):
        transport.paginate(operation, {}, {})


def test_boto3_answers_calls(stubber: Stubber) -> None:
    """The response is boto3's own."""
    stubber.add_response("get_queue_url", {"QueueUrl": "u"} | METADATA, {"QueueName": "q"})

    response = Boto3Transport("sqs").call("GetQueueUrl", {"QueueName": "q"})

    assert {"QueueUrl": "u"} | METADATA == response


def test_boto3_turns_pages(stubber: Stubber) -> None:
    """Pages come from boto3's paginator, which parameters and configuration reach."""
    asked = {"QueueNamePrefix": "q", "MaxResults": 1}
    stubber.add_response("list_queues", {"QueueUrls": ["1"], "NextToken": "t"}, asked)
    stubber.add_response("list_queues", {"QueueUrls": ["2"]}, asked | {"NextToken": "t"})

    pages = Boto3Transport("sqs").paginate("ListQueues", {"QueueNamePrefix": "q"}, {"PageSize": 1})

    assert ["1", "2"] == [url for page in pages for url in page["QueueUrls"]]


def test_boto3s_pages_can_be_searched(stubber: Stubber) -> None:
    """The iterator is boto3's own, with all that it can do."""
    stubber.add_response("list_queues", {"QueueUrls": ["1"]}, {})

    pages: Any = Boto3Transport("sqs").paginate("ListQueues", {}, {})

    assert ["1"] == list(pages.search("QueueUrls[]"))


def test_boto3_makes_the_exceptions(stubber: Stubber) -> None:
    """They are those of the client that raises them."""
    stubber.add_client_error("get_queue_url", "QueueDoesNotExist")
    transport = Boto3Transport("sqs")

    with pytest.raises(transport.exceptions.QueueDoesNotExist):
        transport.call("GetQueueUrl", {"QueueName": "q"})


def test_a_client_that_is_given_is_used() -> None:
    """One of a session of the user's own, for instance with a stubber on it."""
    client: Any = cast(Any, boto3).client(
        "sqs", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="y"
    )
    transport = Boto3Transport(client=client)

    with Stubber(client) as stubber:
        stubber.add_response("list_queues", {"QueueUrls": ["u"]}, {})
        response = transport.call("ListQueues", {})

    assert ["u"] == response["QueueUrls"]
    assert client is transport.client
