"""Paginators, used as boto3's are."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .pages import PageIterator


class Paginator:
    """What the paginators of all operations have in common.

    Args:
        pages: Returns the pages of an operation, given its wire name and parameters.
    """

    def __init__(
        self, pages: Callable[[str, Mapping[str, object]], PageIterator[Any]]
    ) -> None:
        self._pages = pages
