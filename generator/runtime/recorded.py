"""A transport that answers from a recording: for tests, and for trying things out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class Call(NamedTuple):
    """A call that a client made."""

    operation: str
    """Its wire name."""
    params: dict[str, object]
    config: dict[str, object] | None = None
    """boto3's `PaginationConfig`; None where the call was not for pages."""


class NotRecordedError(LookupError):
    """The recording has no answer for an operation."""


class RecordedTransport:
    """Gives recorded responses and remembers what was asked.

    Args:
        responses: By the operation's wire name: the pages of responses, in order. A call is
            answered by the first of them.
    """

    def __init__(self, responses: Mapping[str, Sequence[Any]]) -> None:
        self._responses = responses
        self.calls: list[Call] = []

    def call(self, operation: str, params: Mapping[str, object]) -> Any:
        """Return the operation's first response.

        Raises:
            NotRecordedError: There is none.
        """
        self.calls.append(Call(operation, dict(params)))
        return self._recorded(operation)[0]

    def paginate(
        self,
        operation: str,
        params: Mapping[str, object],
        config: Mapping[str, object],
    ) -> Iterable[Any]:
        """Return all of the operation's responses.

        Raises:
            NotRecordedError: There is none.
        """
        self.calls.append(Call(operation, dict(params), dict(config)))
        return self._recorded(operation)

    def _recorded(self, operation: str) -> Sequence[Any]:
        if not self._responses.get(operation):
            raise NotRecordedError(f"nothing was recorded for {operation}")
        return self._responses[operation]
