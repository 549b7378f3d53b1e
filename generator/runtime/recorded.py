"""A transport that answers from a recording: for tests, and for trying things out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeGuard, cast

Recorded = (
    Mapping[str, Any]
    | BaseException
    | type[BaseException]
    | Sequence[Any]
    | Callable[..., Any]
)
"""A response, an error to raise, several of these, or what makes a response."""


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
        responses: By the operation's wire name: a response; an exception to raise; a
            list of these, of which each call takes the next and all are pages; or a
            function that makes a response, of the parameters if it takes any.
    """

    def __init__(self, responses: Mapping[str, Recorded]) -> None:
        self.responses: dict[str, Recorded] = dict(responses)
        """May be changed between calls."""
        self.calls: list[Call] = []

    def call(self, operation: str, params: Mapping[str, object]) -> Any:
        """Return the operation's next response; the last one stays.

        Raises:
            NotRecordedError: There is none.
        """
        responses = self._recorded(operation, params)
        earlier = sum(
            call.operation == operation and call.config is None for call in self.calls
        )
        self.calls.append(Call(operation, _copied(params)))
        return _given(responses[min(earlier, len(responses) - 1)])

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
        responses = self._recorded(operation, params)
        self.calls.append(Call(operation, _copied(params), dict(config)))
        return RecordedPages(responses)

    def _recorded(self, operation: str, params: Mapping[str, object]) -> Sequence[Any]:
        recorded = self.responses.get(operation, ())
        if isinstance(recorded, (Mapping, BaseException)) or _is_error(recorded):
            return [recorded]
        if callable(recorded):
            return [recorded(params) if _takes_params(recorded) else recorded()]
        if not recorded:
            raise NotRecordedError(f"nothing was recorded for {operation}")
        return recorded


def _takes_params(function: Callable[..., object]) -> bool:
    from inspect import signature

    try:
        return bool(signature(function).parameters)
    except ValueError:  # Some of Python's own do not say what they take.
        return False


def _copied(value: Any) -> Any:
    """Copy what a caller may change later; files and the like stay what they are."""
    if isinstance(value, dict):
        return {
            key: _copied(item) for key, item in cast("dict[str, Any]", value).items()
        }
    if isinstance(value, (list, tuple)):
        return [_copied(item) for item in cast("Iterable[Any]", value)]
    return value


def _is_error(value: object) -> TypeGuard[BaseException | type[BaseException]]:
    is_class = isinstance(value, type) and issubclass(value, BaseException)
    return is_class or isinstance(value, BaseException)


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
    if _is_error(response):
        raise response
    return response
