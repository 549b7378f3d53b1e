"""Pages of responses, used as boto3's are."""

from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar

from .transport import UnsupportedError

_Page = TypeVar("_Page", covariant=True)


class PageIterator(Generic[_Page]):
    """Pages of responses; each iteration begins anew, as far as the transport can.

    Args:
        pages: What the transport returned.
    """

    def __init__(self, pages: Iterable[_Page]) -> None:
        self._pages = pages

    def __iter__(self) -> Iterator[_Page]:
        return iter(self._pages)

    @property
    def resume_token(self) -> str | None:
        """Where `MaxItems` cut the pages off: a `StartingToken` to go on from there.

        Raises:
            UnsupportedError: The transport can't tell.
        """
        token: str | None = self._delegate("resume_token")
        return token

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
        try:
            return getattr(self._pages, name)
        except AttributeError:
            raise UnsupportedError(
                f"the pages of this transport have no {name}"
            ) from None
