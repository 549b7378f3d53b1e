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
    """Calls a boto3 client, which it creates when it is first used.

    Args:
        service: The name by which boto3 knows the service.
        options: What else `boto3.client` takes.
    """

    def __init__(self, service: str, **options: Unpack[ClientOptionsTypeDef]) -> None:
        self._service = service
        self._options = options
        self._lock = Lock()
        self._client: Any = None
        self._methods: dict[str, str] = {}

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
                f"the installed boto3 knows no operation {operation} of {self._service}"
            )
        return client, self._methods[operation]

    def _made(self) -> Any:
        """Return the client, created by the first who asks."""
        # boto3's default session must not create two clients at a time.
        with self._lock:
            if self._client is None:
                from importlib import import_module

                client = import_module("boto3").client(self._service, **self._options)
                methods: Mapping[str, str] = client.meta.method_to_api_mapping
                self._methods = {name: method for method, name in methods.items()}
                self._client = client
        return self._client
