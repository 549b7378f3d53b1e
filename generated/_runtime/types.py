"""Types that all services share."""

from collections.abc import Iterator
from datetime import datetime
from types import TracebackType
from typing import IO, Any, NotRequired, Protocol, TypedDict, TypeVar

TimestampTypeDef = datetime | str

_Event = TypeVar("_Event", covariant=True)


class ClientOptionsTypeDef(TypedDict, total=False):
    """What `boto3.client` takes beside the name of the service."""

    region_name: str | None
    api_version: str | None
    use_ssl: bool | None
    verify: bool | str | None
    endpoint_url: str | None
    aws_access_key_id: str | None
    aws_secret_access_key: str | None
    aws_session_token: str | None
    aws_account_id: str | None
    config: Any
    """A `botocore.config.Config`."""


class PaginatorConfigTypeDef(TypedDict, total=False):
    """How far to paginate, and from where."""

    MaxItems: int | None
    PageSize: int | None
    StartingToken: str | None


class ResponseMetadataTypeDef(TypedDict):
    """What every response tells about itself."""

    RequestId: str
    HTTPStatusCode: int
    HTTPHeaders: dict[str, str]
    RetryAttempts: int
    HostId: NotRequired[str]


class EmptyResponseMetadataTypeDef(TypedDict):
    """The response of an operation that has nothing to say."""

    ResponseMetadata: ResponseMetadataTypeDef


class ErrorTypeDef(TypedDict, total=False):
    """What went wrong, as the service says it."""

    Code: str
    Message: str


class ErrorResponseTypeDef(TypedDict, total=False):
    """The response of a service that did not do what was asked of it."""

    Error: ErrorTypeDef
    ResponseMetadata: ResponseMetadataTypeDef


class StreamingBody(Protocol):
    """The content of a response, read while it arrives."""

    def read(self, amt: int | None = None) -> bytes:
        """Read at most `amt` bytes, or all."""
        ...

    def iter_chunks(self, chunk_size: int = 1024) -> Iterator[bytes]:
        """Read chunk by chunk."""
        ...

    def iter_lines(
        self,
        chunk_size: int = 1024,
        keepends: bool = False,
    ) -> Iterator[bytes]:
        """Read line by line."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...

    def __iter__(self) -> Iterator[bytes]: ...

    def __enter__(self) -> Any: ...

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
        /,
    ) -> Any: ...


BlobTypeDef = str | bytes | bytearray | IO[bytes] | StreamingBody


class EventIterator(Protocol[_Event]):
    """Events, read while they arrive."""

    def __iter__(self) -> Iterator[_Event]: ...

    def close(self) -> None:
        """Close the connection."""
        ...
