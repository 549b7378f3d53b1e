"""The transport that leaves everything to boto3."""

from __future__ import annotations

from threading import Lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Unpack

    from .types import ClientOptionsTypeDef


class UnknownOperationError(LookupError):
    """The installed boto3 has no such operation, perhaps because it is too old."""


class Boto3Transport:
    """Calls a client of boto3's: one that is given, or one made when it is first used.

    Args:
        service: The name by which boto3 knows the service.
        client: A client, as of a session of your own.
        options: What else `boto3.client` takes, where no client is given.
    """

    def __init__(
        self,
        service: str = "",
        *,
        client: Any = None,
        **options: Unpack[ClientOptionsTypeDef],
    ) -> None:
        self._service = service
        self._options = options
        self._lock = Lock()
        self._client = client
        self._methods: dict[str, str] = {}

    @property
    def client(self) -> Any:
        """The client of boto3's, for instance to put a `Stubber` on."""
        return self._made()

    @property
    def exceptions(self) -> Any:
        """The classes of the errors that boto3 raises, by name."""
        return self._made().exceptions

    def call(self, operation: str, params: Mapping[str, object]) -> Any:
        """Call an operation and return its response.

        Raises:
            UnknownOperationError: boto3 does not know the operation.
        """
        client, method = self._find(operation)
        return getattr(client, method)(**params)

    def paginate(
        self,
        operation: str,
        params: Mapping[str, object],
        config: Mapping[str, object],
    ) -> Iterable[Any]:
        """Return boto3's iterator over the pages.

        Raises:
            UnknownOperationError: boto3 does not know the operation.
        """
        client, method = self._find(operation)
        pages: Iterable[Any] = client.get_paginator(method).paginate(
            **params, PaginationConfig=config
        )
        return pages

    def _find(self, operation: str) -> tuple[Any, str]:
        """Return the client and the name of the method for an operation."""
        client = self._made()
        if operation not in self._methods:
            raise UnknownOperationError(
                f"the installed boto3 knows no operation {operation} of"
                f" {self._service or client}"
            )
        return client, self._methods[operation]

    def _made(self) -> Any:
        """Return the client, created by the first who asks."""
        # boto3's default session must not create two clients at a time.
        with self._lock:
            if self._client is None:
                from importlib import import_module

                boto3 = import_module("boto3")
                self._client = boto3.client(self._service, **self._options)
            if not self._methods:
                methods: Mapping[str, str] = self._client.meta.method_to_api_mapping
                self._methods = {name: method for method, name in methods.items()}
        return self._client
