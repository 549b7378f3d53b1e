"""Pages from the web, asked for politely: not often, not in vain, and not again what is known."""

import random
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum

import httpx

from generator.model.problems import Problem

ATTEMPTS = 5
PATIENCE = 600.0
"""Seconds that a server may ask us to wait; one that wants more is left alone."""

_TIMEOUT = httpx.Timeout(60, connect=15)
_REDIRECTS = 5
_LARGEST = 64_000_000
"""Bytes; no page is as large, and a server that never ends would fill the memory."""
_OK, _NOT_MODIFIED, _REFUSED, _GONE = 200, 304, {401, 403}, {404, 410}
_PASSING = {408, 425, 429, 500, 502, 503, 504}
"""Statuses that another attempt may not meet."""
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
_HTML = ("text/html", "application/xhtml+xml")


class Form(Enum):
    """What a page is to be."""

    SOURCE = "the source of a page"
    """Text; HTML in its place is how many servers say in a friendly way that they have none."""
    SOURCE_IF_ANY = "the source of a page, if it has any"
    """The same, where HTML or a refusal is as good an answer as that there is no such page."""
    HTML = "a page in HTML"


@dataclass(frozen=True)
class Received:
    """A page, and by what the server tells whether it is still the same."""

    content: bytes
    etag: str
    modified: str
    url: str
    """Where it is, after all redirects."""


@dataclass(frozen=True)
class Unchanged:
    """The page is still the one that was asked about."""

    url: str
    """Where it is, after all redirects."""


@dataclass(frozen=True)
class Missing:
    """The server has no such page."""


Reply = Received | Unchanged | Missing | Problem


@dataclass(frozen=True)
class _Passing:
    """What kept a page from arriving this time."""

    found: str
    wait: float | None = None
    """The seconds that the server asks to wait."""


class _RefusedError(Exception):
    """A redirect leads to where no page is taken from."""


class Pace:
    """When to ask: later after a failure, and for all who share it when the server says.

    Args:
        sleep: Waits for so many seconds; by default until `stop` is called, if that is sooner.
        clock: The seconds since the epoch.
        jitter: A number from 0 to 1, so that those who failed together do not return together.
    """

    def __init__(
        self,
        sleep: Callable[[float], object] | None = None,
        clock: Callable[[], float] = time.time,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._stop = threading.Event()
        self._sleep = sleep or self._stop.wait
        self._clock = clock
        self._jitter = jitter
        self._until = clock()

    def stop(self) -> None:
        """Let nobody wait any longer, nor ask again."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stop.is_set()

    def wait(self) -> None:
        """Wait as long as the server asked all to wait."""
        while not self.stopped and (left := self._until - self._clock()) > 0:
            self._sleep(left)

    def hold(self, seconds: float) -> None:
        """Have all wait for so long from now on."""
        self._until = max(self._until, self._clock() + seconds)

    def back_off(self, attempt: int) -> None:
        """Wait twice as long as after the attempt before, counted from 0, give or take."""
        self._sleep(min(_FIRST_WAIT * 2**attempt, _LONGEST_WAIT) * (0.5 + self._jitter() / 2))

    def until(self, retry_after: str | None) -> float | None:
        """Return the seconds that a `Retry-After` asks for; None where it says nothing."""
        if retry_after is None:
            return None
        if retry_after.strip().isdecimal():
            return float(retry_after)
        try:
            return max(0.0, parsedate_to_datetime(retry_after).timestamp() - self._clock())
        except (ValueError, OverflowError):
            return None


@contextmanager
def opened(agent: str, connections: int, pace: Pace, *, plain: bool = False) -> Generator["Web"]:
    """Open connections to the web, and close them in the end.

    Args:
        agent: How the program presents itself.
        connections: How many there are at once, at most.
        pace: When to ask.
        plain: Take pages over plain HTTP, too.
    """
    hooks = {"request": [] if plain else [_refuse_plain]}
    with httpx.Client(
        headers={"User-Agent": agent},
        timeout=_TIMEOUT,
        limits=httpx.Limits(max_connections=connections),
        follow_redirects=True,
        max_redirects=_REDIRECTS,
        event_hooks=hooks,
    ) as client:
        try:
            yield Web(client, pace)
        finally:
            pace.stop()


def _refuse_plain(request: httpx.Request) -> None:
    if request.url.scheme != "https":
        raise _RefusedError(str(request.url))


class Web:
    """The web as a source of single pages; threads may share it."""

    def __init__(self, client: httpx.Client, pace: Pace) -> None:
        self._client = client
        self._pace = pace

    def get(
        self, url: str, form: Form = Form.SOURCE, *, etag: str = "", modified: str = ""
    ) -> Reply:
        """Ask for a page, again and again where that may help.

        Args:
            url: Its address.
            form: What it is to be.
            etag: What the server called the page that is known already.
            modified: When the server said that this page was modified.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value}
        found = "nothing, since this run was interrupted"
        for attempt in range(ATTEMPTS):
            self._pace.wait()
            if self._pace.stopped:
                break
            outcome = self._attempt(url, form, headers)
            if not isinstance(outcome, _Passing):
                return outcome
            found = f"{outcome.found} in {attempt + 1} attempts"
            if outcome.wait is not None and outcome.wait > PATIENCE:
                found = f"{outcome.found}, and the wish to be left alone for {outcome.wait:.0f} s"
                break
            if attempt + 1 < ATTEMPTS:
                self._wait_after(outcome, attempt)
        return Problem(url, 0, "a page", found, "run again later; what has arrived is kept")

    def _wait_after(self, outcome: _Passing, attempt: int) -> None:
        if outcome.wait is None:
            self._pace.back_off(attempt)
        else:
            self._pace.hold(outcome.wait)

    def _attempt(self, url: str, form: Form, headers: Mapping[str, str]) -> Reply | _Passing:
        advice = "see that the address is right"
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return self._reply(url, form, response, conditional=bool(headers))
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            return Problem(url, 0, "the address of a page", str(error), advice)
        except httpx.TooManyRedirects:
            return Problem(url, 0, "a page", f"more than {_REDIRECTS} redirects", advice)
        except _RefusedError as error:
            return Problem(url, 0, "a page over https", f"the address {error}", advice)
        except (httpx.TransportError, httpx.DecodingError) as error:
            return _Passing(str(error) or type(error).__name__)

    def _reply(
        self, url: str, form: Form, response: httpx.Response, *, conditional: bool
    ) -> Reply | _Passing:
        status = response.status_code
        found = f"{status} {response.reason_phrase}".strip()
        if status == _NOT_MODIFIED and conditional:
            return Unchanged(str(response.url))
        if status in _GONE or (status in _REFUSED and form is Form.SOURCE_IF_ANY):
            return Missing()
        if status in _PASSING:
            return _Passing(found, self._pace.until(response.headers.get("Retry-After")))
        if status != _OK:
            return Problem(url, 0, "a page", found, "see that the address is right")
        return _received(url, form, response)


def _received(url: str, form: Form, response: httpx.Response) -> Reply:
    """Take in a page; that it is as long as the server said is seen to by httpx."""
    sort = response.headers.get("Content-Type", "")
    if sort.lower().startswith(_HTML) != (form is Form.HTML):
        if form is Form.SOURCE_IF_ANY:
            return Missing()
        found = sort or "no Content-Type"
        return Problem(url, 0, form.value, found, "see that the address is right")
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > _LARGEST:
            return Problem(url, 0, f"a page of at most {_LARGEST} bytes", "a larger one")
    if not content.strip():
        return Problem(url, 0, "a page", "nothing", "run again later")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(url, 0, "text in UTF-8", f"the byte 0x{content[error.start]:02x}")
    headers = response.headers
    etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
    return Received(bytes(content), etag, modified, str(response.url))
