"""What the clients of all services have in common."""

from collections.abc import Mapping
from typing import Any, ClassVar, Never, Unpack

from .boto3_transport import Boto3Transport
from .pagination import OperationNotPageableError, Paginator
from .transport import Transport
from .types import ClientOptionsTypeDef


class Client:
    """A client, used as boto3's is.

    Args:
        transport: What sends the requests; else boto3 does.
        options: What `boto3.client` takes beside the name of the service.

    Raises:
        TypeError: Both a transport and options are given.
    """

    _service: ClassVar[str]
    _paginators: ClassVar[Mapping[str, type[Paginator]]] = {}

    def __init__(
        self,
        transport: Transport | None = None,
        **options: Unpack[ClientOptionsTypeDef],
    ) -> None:
        if transport is not None and options:
            given = ", ".join(options)
            raise TypeError(f"a transport takes no options of boto3's: {given}")
        if transport is None:
            transport = Boto3Transport(self._service, **options)
        self._transport = transport

    def can_paginate(self, operation_name: str) -> bool:
        """Tell whether an operation, named as its method, has a paginator."""
        return operation_name in self._paginators

    def get_paginator(self, operation_name: Never) -> Paginator:
        """Return the paginator of an operation; each client says which there are.

        Raises:
            OperationNotPageableError: It has none.
        """
        paginator: Paginator = self._paginator(operation_name)
        return paginator

    def _paginator(self, operation_name: str) -> Any:
        if operation_name not in self._paginators:
            raise OperationNotPageableError(operation_name, self._paginators)
        return self._paginators[operation_name](self._transport)
