"""A transport that answers from a recording: for tests, and for trying things out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Recorded = Mapping[str, Sequence[Any] | Callable[[], Any]]
"""By wire name: the pages of responses, or what makes the one response."""


class Call(NamedTuple):
    """A call that a client made."""

    operation: str
    """Its wire name."""
    params: dict[str, object]
    config: dict[str, object] | None = None
    """boto3's `PaginationConfig`; None where the call was not for pages."""


class NotRecordedError(LookupError):
    """The recording has no answer for an operation."""


class RecordedTransport:
    """Gives recorded responses and remembers what was asked.

    Args:
        responses: By the operation's wire name: the pages of responses, in order, or a
            function that makes the only one. A call is answered by the first page. A
            response that is an exception is raised.
    """

    def __init__(self, responses: Recorded) -> None:
        self.responses: dict[str, Sequence[Any] | Callable[[], Any]] = dict(responses)
        """May be changed between calls."""
        self.calls: list[Call] = []

    def call(self, operation: str, params: Mapping[str, object]) -> Any:
        """Return the operation's first response.

        Raises:
            NotRecordedError: There is none.
        """
        self.calls.append(Call(operation, dict(params)))
        return _given(self._recorded(operation)[0])

    def paginate(
        self,
        operation: str,
        params: Mapping[str, object],
        config: Mapping[str, object],
    ) -> Iterable[Any]:
        """Return all of the operation's responses.

        Raises:
            NotRecordedError: There is none.
        """
        self.calls.append(Call(operation, dict(params), dict(config)))
        return RecordedPages(self._recorded(operation))

    def _recorded(self, operation: str) -> Sequence[Any]:
        responses = self.responses.get(operation)
        if callable(responses):
            return [responses()]
        if not responses:
            raise NotRecordedError(f"nothing was recorded for {operation}")
        return responses


class RecordedPages:
    """Recorded pages, which can do what boto3's can.

    Args:
        pages: The pages, in order.
    """

    resume_token = None

    def __init__(self, pages: Sequence[Any]) -> None:
        self._pages = pages

    def __iter__(self) -> Iterator[Any]:
        return map(_given, self._pages)

    def build_full_result(self) -> dict[str, Any]:
        """Return the items of all pages in one response, without tokens.

        What only some pages have, and is no list, is taken for a token.
        """
        pages = [dict(page) for page in self]
        result: dict[str, Any] = {}
        for page in pages:
            for key, value in page.items():
                if isinstance(value, list):
                    result[key] = [*result.get(key, ()), *value]
                elif all(key in other for other in pages):
                    result.setdefault(key, value)
        result.pop("ResponseMetadata", None)
        return result

    def search(self, expression: str) -> Iterator[Any]:
        """Apply a JMESPath expression to every page, which takes jmespath."""
        from importlib import import_module

        compiled = import_module("jmespath").compile(expression)
        for page in self:
            found = compiled.search(page)
            if isinstance(found, list):
                yield from found
            else:
                yield found


def _given(response: Any) -> Any:
    if isinstance(response, BaseException):
        raise response
    return response
