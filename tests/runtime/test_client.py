from collections.abc import Iterable, Mapping
from typing import Any, Never, cast

import pytest
from botocore.exceptions import ClientError
from botocore.exceptions import OperationNotPageableError as Boto3Error
from botocore.exceptions import ParamValidationError as Boto3Refusal

from generator.runtime.boto3_transport import Boto3Transport
from generator.runtime.client import Client
from generator.runtime.errors import OperationNotPageableError, ParamValidationError
from generator.runtime.pages import PageIterator
from generator.runtime.pagination import Paginator
from generator.runtime.validation import Check, Level, Problem, Validator, run


class JobsPaginator(Paginator):
    """Paginates as generated classes do."""

    def paginate(self, **kwargs: object) -> object:
        """Return the pages."""
        return self._pages("ListJobs", kwargs)


class JobsClient(Client):
    """A client as generated."""

    _service = "jobs"
    _errors = ("NoSuchJob",)
    _paginators = {"list_jobs": JobsPaginator}  # noqa: RUF012 (as generated)

    @property
    def transport(self) -> object:
        """What sends the requests."""
        return self._transport

    def list_jobs(self, **kwargs: object) -> object:
        """Call an operation that has a validator."""
        return self._call("ListJobs", kwargs)

    def stop_jobs(self, **kwargs: object) -> object:
        """Call an operation that has none."""
        return self._call("StopJobs", kwargs)

    def _validators(self) -> Mapping[str, Validator]:
        return {"ListJobs": validate_list_jobs}


def validate_list_jobs(params: object, level: Level = "structure") -> list[Problem]:
    """Check parameters as generated validators do."""
    return run(_list_jobs_request, params, level)


def _list_jobs_request(check: Check, value: object, path: str) -> None:
    if check.structure(value, path, "State"):
        for key, item in value.items():
            at = f"{path}.{key}"
            match key:
                case "State":
                    check.string(item, at, min_length=1, enum=["ON", "OFF"])
                case _:
                    check.unknown(at, item)


class Transport:
    """A transport that answers with what it is asked, and remembers it."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def __len__(self) -> int:
        return 0

    def call(self, operation: str, params: Mapping[str, object]) -> Any:
        """Answer with the operation and its parameters."""
        self.asked.append((operation, params))
        return {operation: params}

    def paginate(
        self, operation: str, params: Mapping[str, object], config: Mapping[str, object]
    ) -> Iterable[Any]:
        """Answer with two pages."""
        self.asked.append((operation, params, config))
        return [1, 2]


class TransportWithErrors(Transport):
    """A transport that knows its errors."""

    exceptions = object()


def paginator_of(client: Client, name: str = "list_jobs") -> JobsPaginator:
    """Return a paginator, whatever type checkers say of its name."""
    paginator = client.get_paginator(cast(Never, name))
    assert isinstance(paginator, JobsPaginator)
    return paginator


# The transport.


def test_a_client_uses_the_transport_it_is_given() -> None:
    """Even one that counts as false."""
    transport = Transport()

    assert transport is JobsClient(transport).transport


def test_a_client_without_a_transport_uses_boto3() -> None:
    """The options are for boto3, which is asked later."""
    assert isinstance(JobsClient(region_name="eu-west-1").transport, Boto3Transport)


def test_a_transport_takes_no_options() -> None:
    """What would be ignored is refused."""
    with pytest.raises(TypeError, match="no options of boto3's: region_name, use_ssl"):
        JobsClient(Transport(), region_name="eu-west-1", use_ssl=None)


def test_calls_go_to_the_transport() -> None:
    """The response is what the transport gives."""
    client = JobsClient(Transport())

    assert {"StopJobs": {"a": 1}} == client.stop_jobs(a=1)


# Validation.


@pytest.mark.parametrize("level", ["", "all", "Structure", True, False])
def test_an_unknown_level_is_an_error(level: Any) -> None:
    """Nobody believes that something is checked that is not."""
    with pytest.raises(ValueError, match=f"'documented' or None, not {level!r}"):
        JobsClient(Transport(), validate=level)


@pytest.mark.parametrize(
    ("level", "params", "expected"),
    [
        ("structure", {"State": "ON"}, []),
        ("structure", {"State": "ONE"}, []),
        ("structure", {"State": ""}, ["State"]),
        ("structure", {"Name": "x"}, ["State", "Name"]),
        ("documented", {"State": "ON"}, []),
        ("documented", {"State": "ONE"}, ["State"]),
        ("documented", {"State": ""}, ["State", "State"]),
        (None, {"Name": 1}, []),
    ],
)
def test_parameters_are_checked_before_the_transport_is_asked(
    level: Level | None, params: dict[str, object], expected: list[str]
) -> None:
    """Either it is asked, or one error tells of all problems; for pages as for single calls."""
    transport = Transport()
    client = JobsClient(transport, validate=level)

    for ask in (client.list_jobs, paginator_of(client).paginate):
        transport.asked.clear()
        found: list[str] = []
        try:
            ask(**params)
        except ParamValidationError as error:
            found = [problem.path for problem in error.problems]
        assert expected == found
        assert bool(expected) != bool(transport.asked)


def test_structure_is_checked_unless_asked_otherwise() -> None:
    """As boto3 does, and with its error."""
    with pytest.raises(Boto3Refusal, match=r"^Parameter validation failed:\nState: required$"):
        JobsClient(Transport()).list_jobs()


def test_what_has_no_validator_is_not_checked() -> None:
    """The transport is asked."""
    client = JobsClient(Transport(), validate="documented")

    assert {"StopJobs": {"x": None}} == client.stop_jobs(x=None)


def test_a_client_of_no_service_checks_nothing() -> None:
    """What every client has works without validators."""

    class Plain(Client):
        _service = "plain"

        def call(self, **kwargs: object) -> object:
            return self._call("Call", kwargs)

    assert {"Call": {"a": 1}} == Plain(Transport()).call(a=1)


# Exceptions.


def test_exceptions_are_the_transports() -> None:
    """It raises them, so it knows them."""
    assert TransportWithErrors.exceptions is JobsClient(TransportWithErrors()).exceptions


def test_exceptions_are_made_where_the_transport_has_none() -> None:
    """They are those that the service documents, and boto3's base of them all."""
    exceptions = JobsClient(Transport()).exceptions

    assert ClientError is exceptions.ClientError
    assert issubclass(exceptions.NoSuchJob, ClientError)
    with pytest.raises(AttributeError, match="no exception NoSuchQueue; there are: NoSuchJob"):
        _ = exceptions.NoSuchQueue


# Paginators.


@pytest.mark.parametrize(("name", "expected"), [("list_jobs", True), ("ListJobs", False)])
def test_a_client_can_paginate_what_has_a_paginator(name: str, expected: bool) -> None:
    """Operations go by the names of their methods, as with boto3."""
    assert expected == JobsClient(Transport()).can_paginate(name)


@pytest.mark.parametrize(
    ("name", "advice"),
    [("list_job", r" \(did you mean list_jobs\?\)$"), ("describe", "^[^?]*$")],
)
def test_an_unknown_paginator_is_an_error_with_advice(name: str, advice: str) -> None:
    """The error says what boto3's says, and what was meant if that can be told."""
    client = JobsClient(Transport())

    with pytest.raises(OperationNotPageableError, match=advice) as caught:
        paginator_of(client, name)

    assert str(caught.value).startswith(str(Boto3Error(operation_name=name)))


def test_a_client_without_paginators_says_so() -> None:
    """What every client has works without any."""
    client = Client(Transport())

    assert not client.can_paginate("list_jobs")
    with pytest.raises(OperationNotPageableError, match="list_jobs"):
        client.get_paginator(cast(Never, "list_jobs"))


@pytest.mark.parametrize(
    ("kwargs", "config"),
    [
        ({}, {}),
        ({"PaginationConfig": {"MaxItems": 2}}, {"MaxItems": 2}),
        ({"PaginationConfig": {}}, {}),
        ({"PaginationConfig": None}, {}),
    ],
)
def test_configuration_is_no_parameter(kwargs: dict[str, Any], config: dict[str, Any]) -> None:
    """`PaginationConfig` reaches the transport apart from what the operation takes."""
    transport = Transport()

    pages = paginator_of(JobsClient(transport)).paginate(State="ON", **kwargs)

    assert isinstance(pages, PageIterator)
    assert [("ListJobs", {"State": "ON"}, config)] == transport.asked


class Broken(Transport):
    """A transport whose errors can't be told."""

    @property
    def exceptions(self) -> object:
        """Fail."""
        raise AttributeError("a mistake of the transport's own")


def test_mistakes_of_transports_are_not_hidden() -> None:
    """Else nothing would be caught, and nobody would know why."""
    with pytest.raises(AttributeError, match="of the transport's own"):
        _ = JobsClient(Broken()).exceptions


def test_a_client_of_boto3_is_no_transport() -> None:
    """The error says what makes one of it."""
    client: Any = object()

    with pytest.raises(TypeError, match=r"Boto3Transport\(client=\.\.\.\)"):
        JobsClient(client)
