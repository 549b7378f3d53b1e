"""A client of boto3's that answers without the network."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from botocore.stub import Stubber


@pytest.fixture
def stubber(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    """Have boto3 create a client of SQS that gives the responses added to its stubber."""
    boto3: Any = import_module("boto3")
    secret = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
    client: Any = boto3.client("sqs", region_name="eu-west-1", **secret)

    def created(service: str, **options: Any) -> Any:
        return client

    monkeypatch.setattr(boto3, "client", created)
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()
