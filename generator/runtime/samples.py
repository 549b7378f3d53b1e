"""Parts of sample responses, and sample responses for botocore's `Stubber`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, Generic, TypeGuard, TypeVar

from .types import EmptyResponseMetadataTypeDef, ResponseMetadataTypeDef

_Event = TypeVar("_Event", covariant=True)


def response_metadata(status: int = 200) -> ResponseMetadataTypeDef:
    """Return what every response tells about itself."""
    return {
        "RequestId": "00000000-0000-0000-0000-000000000000",
        "HTTPStatusCode": status,
        "HTTPHeaders": {},
        "RetryAttempts": 0,
    }


def empty_response() -> EmptyResponseMetadataTypeDef:
    """Return the response of an operation that has nothing to say."""
    return {"ResponseMetadata": response_metadata()}


def last_page(
    response: Callable[[], Any], *tokens: str
) -> Callable[[], dict[str, Any]]:
    """Return a function that makes a response behind which there are no more pages.

    Args:
        response: Makes a response.
        tokens: The members that would lead to the next page.
    """

    def page() -> dict[str, Any]:
        return {key: value for key, value in response().items() if key not in tokens}

    return page


class SampleBody:
    """The content of a response, read as a `StreamingBody` is.

    Args:
        content: What there is to read.
    """

    def __init__(self, content: bytes) -> None:
        self._file = BytesIO(content)

    def read(self, amt: int | None = None) -> bytes:
        """Read at most `amt` bytes, or all."""
        return self._file.read(amt)

    def iter_chunks(self, chunk_size: int = 1024) -> Iterator[bytes]:
        """Read chunk by chunk."""
        while chunk := self.read(chunk_size):
            yield chunk

    def iter_lines(
        self,
        chunk_size: int = 1024,  # noqa: ARG002 (boto3's bodies take it)
        keepends: bool = False,
    ) -> Iterator[bytes]:
        """Read line by line."""
        yield from self.read().splitlines(keepends)

    def close(self) -> None:
        """Read no more."""
        self._file.close()

    def __iter__(self) -> Iterator[bytes]:
        return self.iter_chunks()

    def __enter__(self) -> "SampleBody":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class SampleEvents(Generic[_Event]):
    """The events of a response.

    Args:
        events: One after another.
    """

    def __init__(self, events: Iterable[_Event]) -> None:
        self._events = tuple(events)

    def __iter__(self) -> Iterator[_Event]:
        return iter(self._events)

    def close(self) -> None:
        """Do nothing: there is no connection."""

    def joined(self: "SampleEvents[Mapping[str, Any]]") -> dict[str, Any]:
        """Return all events as if they were members of one structure."""
        return {name: event for members in self for name, event in members.items()}


def stubbed(response: Any) -> dict[str, Any]:
    """Return a sample response as botocore's `Stubber.add_response` takes it.

    The stubber checks events as if they were members of one structure, so that is what
    they become.
    """
    return {
        key: value.joined() if _has_events(value) else value
        for key, value in response.items()
    }


def _has_events(value: object) -> TypeGuard[SampleEvents[Any]]:
    return isinstance(value, SampleEvents)
