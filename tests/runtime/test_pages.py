from collections.abc import Iterable
from typing import Any, Never, cast

import pytest
from botocore.stub import Stubber

from generator.runtime.client import Client
from generator.runtime.pages import PageIterator
from generator.runtime.pagination import Paginator
from generator.runtime.transport import UnsupportedError


class ListQueuesPaginator(Paginator):
    """Paginates as generated classes do."""

    def paginate(self, **kwargs: object) -> Any:
        """Return the pages."""
        return self._pages("ListQueues", kwargs)


class QueuesClient(Client):
    """A client as generated."""

    _service = "sqs"
    _paginators = {"list_queues": ListQueuesPaginator}  # noqa: RUF012 (as generated)


def paginate(**kwargs: object) -> PageIterator[dict[str, Any]]:
    """Return the pages of a client over boto3."""
    paginator: Any = QueuesClient().get_paginator(cast(Never, "list_queues"))
    pages: PageIterator[dict[str, Any]] = paginator.paginate(QueueNamePrefix="q", **kwargs)
    return pages


def respond(
    stubber: Stubber, urls: str, *, after: str | None = None, token: str | None = None
) -> None:
    """Have boto3's client answer one request with a page of queues."""
    response: dict[str, Any] = {"QueueUrls": list(urls)}
    asked: dict[str, Any] = {"QueueNamePrefix": "q"}
    response |= {"NextToken": token} if token else {}
    asked |= {"NextToken": after} if after else {}
    stubber.add_response("list_queues", response, asked)


def urls_of(pages: Iterable[dict[str, Any]]) -> list[str]:
    """Return what all pages hold, one text for each page."""
    return ["".join(page["QueueUrls"]) for page in pages]


# Over boto3.


def test_pages_come_one_after_another(stubber: Stubber) -> None:
    """The parameters go with every request."""
    respond(stubber, "ab", token="1")
    respond(stubber, "cd", after="1", token="2")
    respond(stubber, "e", after="2")

    pages = paginate()

    assert ["ab", "cd", "e"] == urls_of(pages)
    assert pages.resume_token is None


def test_the_size_of_pages_is_sent(stubber: Stubber) -> None:
    """`PageSize` goes under the operation's own name for it."""
    asked = {"QueueNamePrefix": "q", "MaxResults": 2}
    stubber.add_response("list_queues", {"QueueUrls": ["a"]}, asked)

    assert ["a"] == urls_of(paginate(PaginationConfig={"PageSize": 2}))


def test_pages_can_be_cut_off_and_resumed(stubber: Stubber) -> None:
    """`MaxItems` may end within a page; the token leads to what is left of it."""
    respond(stubber, "ab", token="1")
    respond(stubber, "cd", after="1", token="2")
    respond(stubber, "cd", after="1", token="2")
    respond(stubber, "e", after="2")

    pages = paginate(PaginationConfig={"MaxItems": 3})
    first = urls_of(pages)
    token = pages.resume_token
    others = paginate(PaginationConfig={"StartingToken": token, "MaxItems": None})

    assert ["ab", "c"] == first
    assert token
    assert ["d", "e"] == urls_of(others)
    assert others.resume_token is None


def test_pages_can_be_searched(stubber: Stubber) -> None:
    """What the expression finds on all pages comes as one sequence."""
    respond(stubber, "ab", token="1")
    respond(stubber, "c", after="1")

    assert ["b", "c"] == list(paginate().search("QueueUrls[?@ > 'a']"))


def test_pages_can_be_joined(stubber: Stubber) -> None:
    """One response has the items of all, and a token if pages were cut off."""
    respond(stubber, "ab", token="1")
    respond(stubber, "cd", after="1", token="2")

    pages = paginate(PaginationConfig={"MaxItems": 3})
    result = pages.build_full_result()

    assert {"QueueUrls": ["a", "b", "c"], "NextToken": pages.resume_token} == result
    assert pages.resume_token


# Over other transports.


def test_plain_pages_can_be_iterated() -> None:
    """Whatever the transport gives is enough."""
    pages = PageIterator([1, 2])

    assert [1, 2] == list(pages)
    assert [1, 2] == list(pages)


def test_plain_pages_say_what_they_cannot() -> None:
    """A transport need not do all that boto3 does."""
    pages = PageIterator([1])

    with pytest.raises(UnsupportedError, match="have no build_full_result"):
        pages.build_full_result()
    with pytest.raises(UnsupportedError, match="have no search"):
        pages.search("Jobs[]")
    with pytest.raises(UnsupportedError, match="have no resume_token"):
        _ = pages.resume_token
