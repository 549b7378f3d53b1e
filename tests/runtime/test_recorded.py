from copy import deepcopy
from typing import Any

import pytest
from botocore.stub import Stubber

from generator.runtime.boto3_transport import Boto3Transport
from generator.runtime.client import Client
from generator.runtime.errors import ClientError, Exceptions
from generator.runtime.pages import PageIterator
from generator.runtime.recorded import Call, NotRecordedError, RecordedPages, RecordedTransport

PAGES: list[dict[str, Any]] = [
    {"QueueUrls": ["a", "b"], "NextToken": "1", "ResponseMetadata": {"HTTPStatusCode": 200}},
    {"QueueUrls": ["c"], "NextToken": "2", "ResponseMetadata": {"HTTPStatusCode": 200}},
    {"QueueUrls": ["d"], "ResponseMetadata": {"HTTPStatusCode": 200}},
]


def in_use() -> Exception:
    """Return an error of a service's."""
    exceptions: Any = Exceptions("jobs", ["JobInUse"])
    error: Exception = exceptions.JobInUse({"Error": {"Code": "JobInUse"}}, "StopJob")
    return error


# Calls.


def test_each_call_takes_the_next_response() -> None:
    """The last one stays, and pages are all of them at any time."""
    transport = RecordedTransport({"ListJobs": [1, 2]})

    assert [1, 2, 2] == [transport.call("ListJobs", {}) for _ in range(3)]
    assert [1, 2] == list(transport.paginate("ListJobs", {}, {}))


@pytest.mark.parametrize("recorded", [{"Id": 1}, [{"Id": 1}], lambda: {"Id": 1}])
def test_one_response_needs_no_list(recorded: Any) -> None:
    """It is the response, and the only page."""
    transport = RecordedTransport({"GetJob": recorded})

    assert {"Id": 1} == transport.call("GetJob", {})
    assert [{"Id": 1}] == list(transport.paginate("GetJob", {}, {}))


@pytest.mark.parametrize("error", [TimeoutError(), TimeoutError, [TimeoutError]])
def test_errors_are_raised(error: Any) -> None:
    """As they are, made anew, or in their turn."""
    transport = RecordedTransport({"GetJob": error})

    with pytest.raises(TimeoutError):
        transport.call("GetJob", {})


def test_functions_may_answer_what_is_asked() -> None:
    """They get the parameters if they take an argument."""

    def answer(params: dict[str, Any]) -> dict[str, Any]:
        return {"Id": params["Id"]}

    transport = RecordedTransport({"GetJob": answer})

    assert {"Id": 7} == transport.call("GetJob", {"Id": 7})


def test_calls_are_remembered_in_depth() -> None:
    """A list that grows after the call was shorter in the call."""
    transport = RecordedTransport({"PutJobs": {}})
    jobs = [{"Id": 1}]

    transport.call("PutJobs", {"Jobs": jobs})
    jobs[0]["Id"] = 2
    jobs.append({"Id": 3})

    assert {"Jobs": [{"Id": 1}]} == transport.calls[0].params


def test_functions_make_responses() -> None:
    """Each call has its own, which tests may change."""
    transport = RecordedTransport({"GetJob": dict})

    one, other = (transport.call("GetJob", {}) for _ in range(2))
    pages = list(transport.paginate("GetJob", {}, {}))

    assert {} == one == other
    assert one is not other
    assert [{}] == pages


def test_calls_are_remembered_as_they_were() -> None:
    """What callers change afterwards is not what was asked for."""
    transport = RecordedTransport({"ListJobs": [1]})
    params: dict[str, object] = {"a": 1}
    config: dict[str, object] = {"MaxItems": 2}

    transport.call("ListJobs", params)
    transport.paginate("ListJobs", params, config)
    params.clear()
    config.clear()

    expected = [Call("ListJobs", {"a": 1}), Call("ListJobs", {"a": 1}, {"MaxItems": 2})]
    assert expected == transport.calls


def test_recorded_exceptions_are_raised() -> None:
    """From a list, or made by a function; and the call is remembered all the same."""
    transport = RecordedTransport({"StopJob": [in_use()], "GetJob": in_use})

    for operation in ("StopJob", "GetJob"):
        with pytest.raises(ClientError, match="JobInUse"):
            transport.call(operation, {})
    assert ["StopJob", "GetJob"] == [call.operation for call in transport.calls]


@pytest.mark.parametrize("operation", ["Nothing", "Empty"])
def test_what_was_not_recorded_is_an_error(operation: str) -> None:
    """The error tells which operation it is."""
    transport = RecordedTransport({"Empty": []})

    with pytest.raises(NotRecordedError, match=f"nothing was recorded for {operation}"):
        transport.call(operation, {})
    with pytest.raises(NotRecordedError, match=f"nothing was recorded for {operation}"):
        transport.paginate(operation, {}, {})


def test_responses_can_be_changed_between_calls() -> None:
    """In the transport; what it was made from stays as it is."""
    recorded = {"GetJob": [1]}
    transport = RecordedTransport(recorded)

    transport.responses["GetJob"] = [2]

    assert 2 == transport.call("GetJob", {})
    assert {"GetJob": [1]} == recorded


def test_errors_are_those_of_the_client() -> None:
    """The transport has no exceptions of its own."""

    class JobsClient(Client):
        _service = "jobs"
        _errors = ("JobInUse",)

        def stop_job(self) -> object:
            return self._call("StopJob", {})

    client = JobsClient(RecordedTransport({"StopJob": [in_use()]}))

    with pytest.raises(client.exceptions.JobInUse):
        client.stop_job()


# Pages.


def test_recorded_pages_are_turned() -> None:
    """From the first, as often as one likes."""
    pages = RecordedTransport({"ListQueues": PAGES}).paginate("ListQueues", {}, {})

    assert PAGES == list(pages)
    assert PAGES == list(pages)
    assert PageIterator(pages).resume_token is None


def test_an_exception_among_pages_is_raised_in_its_turn() -> None:
    """The pages before it come first."""
    pages = RecordedPages([PAGES[0], in_use()])
    turned = iter(pages)

    assert PAGES[0] == next(turned)
    with pytest.raises(ClientError, match="JobInUse"):
        next(turned)
    with pytest.raises(ClientError, match="JobInUse"):
        pages.build_full_result()


@pytest.mark.parametrize(
    "expression", ["QueueUrls[]", "QueueUrls[?@ != 'c']", "length(QueueUrls)", "Nothing", "@"]
)
def test_recorded_pages_are_searched_as_boto3s(stubber: Stubber, expression: str) -> None:
    """What an expression finds on each page comes one by one."""
    for page in deepcopy(PAGES):  # boto3 extends the first when it joins them.
        stubber.add_response("list_queues", page)
    pages: Any = Boto3Transport("sqs").paginate("ListQueues", {}, {})

    expected = list(pages.search(expression))

    assert expected == list(RecordedPages(PAGES).search(expression))


def test_recorded_pages_are_joined_as_boto3s(stubber: Stubber) -> None:
    """The items of all, and neither tokens nor metadata."""
    for page in deepcopy(PAGES):  # boto3 extends the first when it joins them.
        stubber.add_response("list_queues", page)
    pages: Any = Boto3Transport("sqs").paginate("ListQueues", {}, {})

    expected = pages.build_full_result()

    assert expected == RecordedPages(PAGES).build_full_result()


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([], {}),
        ([{"a": [1], "b": 1, "c": 1}], {"a": [1], "b": 1, "c": 1}),
        ([{"a": [1], "b": 1, "c": 1}, {"b": 2}], {"a": [1], "b": 1}),
        ([{"b": 1}, {"a": [1], "b": 2}], {"a": [1], "b": 1}),
    ],
)
def test_what_all_pages_have_is_kept(pages: list[Any], expected: dict[str, Any]) -> None:
    """As it is on the first; lists may be on some alone."""
    assert expected == RecordedPages(pages).build_full_result()


def test_joining_changes_no_page() -> None:
    """They may be recorded for other tests, too."""
    pages: list[Any] = [{"a": [1]}, {"a": [2]}]

    result = RecordedPages(pages).build_full_result()

    assert {"a": [1, 2]} == result
    assert [{"a": [1]}, {"a": [2]}] == pages
