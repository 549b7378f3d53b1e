"""Transports: how a client reaches its service."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol


class UnsupportedError(Exception):
    """A transport can't do what was asked of it."""


class Transport(Protocol):
    """Sends requests and gives back what boto3 would give back.

    Operations go by their wire names, such as `ListJobs`.
    """

    def call(self, operation: str, params: Mapping[str, object]) -> Any:
        """Call an operation and return its response."""
        ...

    def paginate(
        self,
        operation: str,
        params: Mapping[str, object],
        config: Mapping[str, object],
    ) -> Iterable[Any]:
        """Return the pages of an operation's responses.

        Args:
            operation: Its wire name.
            params: Its parameters, without those that turn the pages.
            config: boto3's `PaginationConfig`.
        """
        ...
