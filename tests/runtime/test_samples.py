from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber
from hypothesis import given
from hypothesis import strategies as st

from generator.runtime.samples import (
    SampleBody,
    SampleEvents,
    empty_response,
    response_metadata,
    stubbed,
)

READ: list[Callable[[Any], object]] = [
    lambda body: body.read(),
    lambda body: body.read(3),
    lambda body: body.read(amt=3),
    lambda body: body.read(0),
    lambda body: [body.read(2), body.read(None), body.read()],
    list,
    lambda body: list(body.iter_chunks()),
    lambda body: list(body.iter_chunks(3)),
    lambda body: list(body.iter_chunks(chunk_size=1)),
    lambda body: list(body.iter_lines()),
    lambda body: list(body.iter_lines(chunk_size=2)),
    lambda body: list(body.iter_lines(3, keepends=True)),
    lambda body: [next(body.iter_lines(1)), body.close()],
]
CONTENTS = st.one_of(
    st.lists(st.sampled_from([b"a", b"b", b"\n", b"\r", b"\r\n", b"\x0c"])).map(b"".join),
    st.sampled_from([b"", b"x" * 1023, b"x" * 1025, b"x\n" * 2000]),
)


@given(CONTENTS, st.sampled_from(READ))
def test_a_sample_body_reads_as_boto3s(content: bytes, read: Callable[[Any], object]) -> None:
    """In every way that the type of responses promises."""

    def outcome(body: object) -> object:
        try:
            return read(body)
        except StopIteration:
            return None

    expected = outcome(StreamingBody(BytesIO(content), len(content)))

    assert expected == outcome(SampleBody(content))


def test_a_sample_body_can_be_closed() -> None:
    """By hand, or at the end of a block."""
    body = SampleBody(b"x")
    body.close()

    with SampleBody(b"x") as other:
        read = other.read()

    assert b"x" == read
    for closed in (body, other):
        with pytest.raises(ValueError, match="closed file"):
            closed.read()


def test_sample_events_can_be_read_again() -> None:
    """They do not arrive but are there."""
    events = SampleEvents(iter([{"a": 1}, {"b": 2}]))

    assert [{"a": 1}, {"b": 2}] == list(events)
    assert [{"a": 1}, {"b": 2}] == list(events)
    assert {"a": 1, "b": 2} == events.joined()
    events.close()


def test_metadata_is_what_boto3_gives() -> None:
    """A response without content has nothing else."""
    assert 204 == response_metadata(204)["HTTPStatusCode"]
    assert {"ResponseMetadata": response_metadata(200)} == empty_response()


@pytest.fixture
def functions() -> Iterator[tuple[Any, Stubber]]:
    """Give boto3's client of a service with events and streams, and its stubber."""
    boto3: Any = import_module("boto3")
    secret = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
    client: Any = boto3.client("lambda", region_name="eu-west-1", **secret)
    with Stubber(client) as stubber:
        yield client, stubber


def test_the_stubber_takes_samples(functions: tuple[Any, Stubber]) -> None:
    """Events are joined, since it checks them as one structure; streams stay as they are."""
    client, stubber = functions
    events = [{"PayloadChunk": {"Payload": b"x"}}, {"InvokeComplete": {"LogResult": "l"}}]
    sample = {"StatusCode": 200, "EventStream": SampleEvents(events)}
    stubber.add_response("invoke_with_response_stream", stubbed(sample))
    stubber.add_response("invoke", stubbed({"Payload": SampleBody(b"y"), **empty_response()}))

    streamed = client.invoke_with_response_stream(FunctionName="f")
    invoked = client.invoke(FunctionName="f")

    assert {"PayloadChunk", "InvokeComplete"} == set(streamed["EventStream"])
    assert b"y" == invoked["Payload"].read()
    assert isinstance(sample["EventStream"], SampleEvents)
