"""Errors; where botocore is installed, they are its own.

Code that was written for boto3 then catches them as it did.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .types import ErrorResponseTypeDef
    from .validation import Problem


class ClientError(Exception):
    """An error that the service answered with.

    Args:
        error_response: The response; `Error` in it has the `Code` and the `Message`.
        operation_name: The operation's wire name.
    """

    def __init__(
        self, error_response: ErrorResponseTypeDef, operation_name: str
    ) -> None:
        error = error_response.get("Error", {})
        super().__init__(
            f"An error occurred ({error.get('Code', 'Unknown')}) when calling the"
            f" {operation_name} operation: {error.get('Message', 'Unknown')}"
        )
        self.response = error_response
        self.operation_name = operation_name

    def __reduce__(self) -> tuple[object, ...]:
        # The class may be one of those made below, which pickle does not find.
        return ClientError, (self.response, self.operation_name)


class _ParamValidationError(Exception):
    def __init__(self, *, report: str) -> None:
        super().__init__(f"Parameter validation failed:\n{report}")


class _OperationNotPageableError(Exception):
    def __init__(self, *, operation_name: str) -> None:
        super().__init__(f"Operation cannot be paginated: {operation_name}")


if not TYPE_CHECKING:
    with suppress(ImportError):
        from botocore.exceptions import ClientError
        from botocore.exceptions import (
            OperationNotPageableError as _OperationNotPageableError,
        )
        from botocore.exceptions import ParamValidationError as _ParamValidationError


class ParamValidationError(_ParamValidationError):
    """Parameters that the service would refuse; nothing was sent.

    Args:
        problems: All that is wrong with them.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(report="\n".join(map(str, problems)))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[object, ...]:
        return ParamValidationError, (self.problems,)


class OperationNotPageableError(_OperationNotPageableError):
    """There is no paginator of that name.

    Args:
        operation_name: The name.
        known: Names of paginators that there are.
    """

    def __init__(self, operation_name: str, known: Iterable[str] = ()) -> None:
        from difflib import get_close_matches

        self._known = tuple(known)
        meant = get_close_matches(operation_name, self._known, n=1)
        advice = f" (did you mean {meant[0]}?)" if meant else ""
        super().__init__(operation_name=f"{operation_name}{advice}")
        self.operation_name = operation_name

    def __reduce__(self) -> tuple[object, ...]:
        return OperationNotPageableError, (self.operation_name, self._known)


class Exceptions:
    """The classes of a service's errors, where the transport has none of its own.

    Args:
        service: The service's id.
        names: The names of its errors.
    """

    ClientError = ClientError

    def __init__(self, service: str, names: Iterable[str]) -> None:
        self._service = service
        self._names = tuple(names)

    if not TYPE_CHECKING:  # What is not documented is a mistake to type checkers, too.

        def __getattr__(self, name: str) -> type[ClientError]:
            if name not in self._names:
                known = ", ".join(self._names)
                raise AttributeError(f"no exception {name}; there are: {known}")
            return _error_class(self._service, name)

    def __dir__(self) -> list[str]:
        return ["ClientError", *self._names]


_classes: dict[tuple[str, str], type[ClientError]] = {}


def _error_class(service: str, name: str) -> type[ClientError]:
    """Return the class of an error: the same one each time, or none would be caught."""
    return _classes.setdefault((service, name), type(name, (ClientError,), {}))
