"""Paginators, used as boto3's are."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar, cast

from .transport import Transport, UnsupportedError

_Page = TypeVar("_Page", covariant=True)


class OperationNotPageableError(ValueError):
    """There is no paginator of that name; named as boto3's own error."""

    def __init__(self, operation_name: str, known: Iterable[str]) -> None:
        from difflib import get_close_matches

        message = f"Operation cannot be paginated: {operation_name}"
        for name in get_close_matches(operation_name, known, n=1):
            message += f" (did you mean {name}?)"
        super().__init__(message)


class PageIterator(Generic[_Page]):
    """Pages of responses; each iteration begins anew, as far as the transport can.

    Args:
        pages: What the transport returned.
    """

    def __init__(self, pages: Iterable[_Page]) -> None:
        self._pages = pages

    def __iter__(self) -> Iterator[_Page]:
        return iter(self._pages)

    def build_full_result(self) -> _Page:
        """Return one response that has the items of all pages.

        Raises:
            UnsupportedError: The transport can't.
        """
        result: _Page = self._delegate("build_full_result")()
        return result

    def search(self, expression: str) -> Iterator[Any]:
        """Apply a JMESPath expression to every page, and yield what it finds.

        Raises:
            UnsupportedError: The transport can't.
        """
        found: Iterator[Any] = self._delegate("search")(expression)
        return found

    def _delegate(self, name: str) -> Any:
        method = getattr(self._pages, name, None)
        if method is None:
            raise UnsupportedError(f"the pages of this transport have no {name}")
        return method


class Paginator:
    """What the paginators of all operations have in common.

    Args:
        transport: What fetches the pages.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def _paginate(
        self,
        operation: str,
        params: Mapping[str, object],
    ) -> PageIterator[Any]:
        others = dict(params)
        config = cast(Mapping[str, object], others.pop("PaginationConfig", None) or {})
        return PageIterator(self._transport.paginate(operation, others, config))
