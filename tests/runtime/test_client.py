from collections.abc import Iterable, Mapping
from typing import Any, Never, cast

import pytest
from botocore.exceptions import OperationNotPageableError as Boto3Error

from generator.runtime.boto3_transport import Boto3Transport
from generator.runtime.client import Client
from generator.runtime.pagination import OperationNotPageableError, PageIterator, Paginator
from generator.runtime.transport import UnsupportedError


class JobsPaginator(Paginator):
    """Paginates as generated classes do."""

    def paginate(self, **kwargs: Any) -> PageIterator[Any]:
        """Return the pages."""
        return self._paginate("ListJobs", kwargs)


class JobsClient(Client):
    """A client as generated."""

    _service = "jobs"
    _paginators = {"list_jobs": JobsPaginator}  # noqa: RUF012 (as generated)

    @property
    def transport(self) -> object:
        """What sends the requests."""
        return self._transport


class Transport:
    """A transport without operations, whose pages are given."""

    def __init__(self, pages: Iterable[Any] = ()) -> None:
        self.pages = pages
        self.asked: list[object] = []

    def __len__(self) -> int:
        return 0

    def call(self, operation: str, params: Mapping[str, object]) -> Any:
        """Refuse."""
        raise UnsupportedError

    def paginate(
        self, operation: str, params: Mapping[str, object], config: Mapping[str, object]
    ) -> Iterable[Any]:
        """Return the pages given."""
        self.asked += [operation, params, config]
        return self.pages


class FullPages(list[Any]):
    """Pages that can do what boto3's can."""

    def build_full_result(self) -> object:
        """Join the pages."""
        return {"all": list(self)}

    def search(self, expression: str) -> object:
        """Find something."""
        return iter([expression])


def pages_of(transport: Transport, **kwargs: Any) -> PageIterator[Any]:
    """Ask a client for pages."""
    paginator = JobsClient(transport).get_paginator(cast(Never, "list_jobs"))
    assert isinstance(paginator, JobsPaginator)
    return paginator.paginate(**kwargs)


def test_a_client_uses_the_transport_it_is_given() -> None:
    """Even one that counts as false."""
    transport = Transport()

    assert transport is JobsClient(transport).transport


def test_a_client_without_a_transport_uses_boto3() -> None:
    """The options are for boto3, which is asked later."""
    assert isinstance(JobsClient(region_name="eu-west-1").transport, Boto3Transport)


def test_a_transport_takes_no_options() -> None:
    """What would be ignored is refused."""
    with pytest.raises(TypeError, match="no options of boto3's: region_name"):
        JobsClient(Transport(), region_name="eu-west-1")


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
        client.get_paginator(cast(Never, name))

    assert str(caught.value).startswith(str(Boto3Error(operation_name=name)))


def test_a_client_without_paginators_says_so() -> None:
    """What every client has works without any."""
    client = Client.__new__(Client)

    assert not client.can_paginate("list_jobs")
    with pytest.raises(OperationNotPageableError, match="list_jobs"):
        client.get_paginator(cast(Never, "list_jobs"))


@pytest.mark.parametrize(
    ("kwargs", "params", "config"),
    [
        ({"a": 1}, {"a": 1}, {}),
        ({"a": 1, "PaginationConfig": {"MaxItems": 2}}, {"a": 1}, {"MaxItems": 2}),
        ({"PaginationConfig": None}, {}, {}),
    ],
)
def test_configuration_is_no_parameter(
    kwargs: dict[str, Any], params: dict[str, Any], config: dict[str, Any]
) -> None:
    """`PaginationConfig` reaches the transport apart from what the operation takes."""
    transport = Transport()

    pages_of(transport, **kwargs)

    assert ["ListJobs", params, config] == transport.asked


def test_pages_can_be_iterated_again() -> None:
    """Each iteration begins anew, as with boto3."""
    pages = pages_of(Transport([1, 2]))

    assert [1, 2] == list(pages)
    assert [1, 2] == list(pages)


def test_pages_can_what_the_transports_can() -> None:
    """Searching and joining are left to the transport."""
    pages = pages_of(Transport(FullPages([1, 2])))

    assert {"all": [1, 2]} == pages.build_full_result()
    assert ["Jobs[]"] == list(pages.search("Jobs[]"))


def test_pages_say_what_they_cannot() -> None:
    """A transport may give plain pages."""
    pages = pages_of(Transport([1]))

    with pytest.raises(UnsupportedError, match="no build_full_result"):
        pages.build_full_result()
    with pytest.raises(UnsupportedError, match="no search"):
        pages.search("Jobs[]")
