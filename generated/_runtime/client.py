"""What the clients of all services have in common."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, ClassVar, Never, Unpack

    from .pages import PageIterator
    from .pagination import Paginator
    from .transport import Transport
    from .types import ClientOptionsTypeDef
    from .validation import Level, Validator


class Client:
    """A client, used as boto3's is.

    Args:
        transport: What sends the requests; else boto3 does.
        validate: Which constraints are checked before a request is sent: those of its
            structure, as boto3 does; all that are documented; or none.
        options: What `boto3.client` takes beside the name of the service.

    Raises:
        TypeError: Both a transport and options are given, or something else than a
            transport.
        ValueError: There is no such level of validation.
    """

    _service: ClassVar[str]
    _errors: ClassVar[tuple[str, ...]] = ()
    _paginators: ClassVar[Mapping[str, type[Paginator]]] = {}

    def __init__(
        self,
        transport: Transport | None = None,
        *,
        validate: Level | None = "structure",
        **options: Unpack[ClientOptionsTypeDef],
    ) -> None:
        if transport is not None and options:
            given = ", ".join(options)
            raise TypeError(f"a transport takes no options of boto3's: {given}")
        if validate not in ("structure", "documented", None):
            raise ValueError(
                f"validate must be 'structure', 'documented' or None, not {validate!r}"
            )
        if transport is not None and not hasattr(transport, "paginate"):
            raise TypeError(
                f"not a transport: {transport!r}; around a client of boto3's,"
                " Boto3Transport(client=...) is one"
            )
        if transport is None:
            from .boto3_transport import Boto3Transport

            transport = Boto3Transport(self._service, **options)
        self._transport = transport
        self._level: Level | None = validate

    @property
    def exceptions(self) -> Any:
        """The classes of the errors that the service answers with, by name."""
        transport: Any = self._transport
        if "exceptions" in dir(transport):
            return transport.exceptions
        from .errors import Exceptions

        return Exceptions(self._service, self._errors)

    def can_paginate(self, operation_name: str) -> bool:
        """Tell whether an operation, named as its method, has a paginator."""
        return operation_name in self._paginators

    def get_paginator(self, operation_name: Never) -> Paginator:
        """Return the paginator of an operation; each client says which there are.

        Raises:
            OperationNotPageableError: It has none.
        """
        if operation_name not in self._paginators:
            from .errors import OperationNotPageableError

            raise OperationNotPageableError(operation_name, self._paginators)
        return self._paginators[operation_name](self._paginate)

    def _call(self, operation: str, params: Mapping[str, object]) -> Any:
        """Check the parameters of an operation and call it."""
        self._check(operation, params)
        return self._transport.call(operation, params)

    def _paginate(
        self, operation: str, params: Mapping[str, object]
    ) -> PageIterator[Any]:
        """Check the parameters of an operation and return its pages."""
        from .pages import PageIterator

        others = dict(params)
        config: Any = others.pop("PaginationConfig", None) or {}
        self._check(operation, others)
        return PageIterator(self._transport.paginate(operation, others, config))

    def _check(self, operation: str, params: Mapping[str, object]) -> None:
        validator = self._validators().get(operation) if self._level else None
        problems = validator(params, self._level) if validator and self._level else None
        if problems:
            from .errors import ParamValidationError

            raise ParamValidationError(problems)

    def _validators(self) -> Mapping[str, Validator]:
        """Return what checks parameters, by operation; each service has its own."""
        return {}
