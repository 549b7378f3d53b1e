"""Paginators, used as boto3's are."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from .pages import PageIterator


class OperationNotPageableError(ValueError):
    """There is no paginator of that name; named as boto3's own error."""

    def __init__(self, operation_name: str, known: Iterable[str]) -> None:
        from difflib import get_close_matches

        message = f"Operation cannot be paginated: {operation_name}"
        for name in get_close_matches(operation_name, known, n=1):
            message += f" (did you mean {name}?)"
        super().__init__(message)


class Paginator:
    """What the paginators of all operations have in common.

    Args:
        pages: Returns the pages of an operation, given its wire name and parameters.
    """

    def __init__(
        self, pages: Callable[[str, Mapping[str, object]], PageIterator[Any]]
    ) -> None:
        self._pages = pages
