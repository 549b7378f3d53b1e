"""Visiting: asks the web for the pages of one service, and remembers what it told of them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, as_completed

from generator.emit.publication import write_atomically
from generator.lock import digest
from generator.model.problems import Problem
from generator.shelf import Fetched, Shelf
from generator.sources.layout import front_page
from generator.sources.published import Known, address, listed_pages, read_known, write_known
from generator.sources.web import Form, Missing, Received, Reply, Unchanged, Web

_KNOWN_AGAIN = 25
"""Pages after which it is noted what is known of them, for a run that is killed."""

Progress = Callable[[int, int], None]


class Visit(ABC):
    """What all visits have in common: pages are asked for, taken in, and known from then on.

    Args:
        web: The web.
        shelf: Where the pages go.
        progress: Called with the number of pages done, and to do as far as is known.
    """

    def __init__(self, web: Web, shelf: Shelf, progress: Progress | None) -> None:
        self._web = web
        self._shelf = shelf
        self._progress = progress
        self._known = read_known(shelf.known.read_bytes()) if shelf.known.is_file() else {}
        self._missing: list[str] = []
        self._problems: list[Problem] = []

    @abstractmethod
    def fetched(self, executor: Executor, *, prune: bool) -> Fetched:
        """Fetch the pages.

        Args:
            executor: Where to ask for them.
            prune: Delete those that the web has no longer.
        """

    def _ask(self, page: str, url: str, form: Form = Form.SOURCE) -> Reply:
        """Ask for a page, unless it is known and still the one that is here."""
        known = self._known.get(page)
        content = self._shelf.content(page)
        if known is None or content is None or (known.url, known.digest) != (url, digest(content)):
            return self._web.get(url, form)
        return self._web.get(url, form, etag=known.etag, modified=known.modified)

    def _take(self, page: str, url: str, reply: Received | Unchanged) -> None:
        if isinstance(reply, Unchanged):
            self._shelf.keep()
            return
        self._shelf.put(page, reply.content)
        self._known[page] = Known(url, digest(reply.content), reply.etag, reply.modified)

    def _text(self, page: str) -> str:
        """Return the text of a page that is here."""
        return (self._shelf.content(page) or b"").decode("utf-8-sig")

    def _tell(self, done: int, total: int) -> None:
        """Say how far the visit is."""
        if done % _KNOWN_AGAIN == 0:
            self._note()
        if self._progress:
            self._progress(done, total)

    def _note(self) -> None:
        """Note what is known of the pages that are here."""
        known = {
            page: one for page, one in self._known.items() if (self._shelf.folder / page).is_file()
        }
        if known:
            write_atomically(self._shelf.known, write_known(known))


class Boto3Visit(Visit):
    """A visit to boto3's documentation.

    Args:
        web: The web.
        shelf: Where the pages go.
        progress: Called with the number of pages done, and to do.
        base: Where all pages are published.
        addresses: Those of the pages to fetch; by default, of what the front page lists.
    """

    def __init__(
        self,
        web: Web,
        shelf: Shelf,
        progress: Progress | None,
        base: str,
        addresses: Mapping[str, str] | None,
    ) -> None:
        super().__init__(web, shelf, progress)
        self._base = base
        self._addresses = addresses
        self._taken: set[str] = set()

    def fetched(self, executor: Executor, *, prune: bool) -> Fetched:
        """Fetch the pages."""
        try:
            offered = self._offered() if self._addresses is None else self._addresses
            whole = not self._problems  # A list that is not understood proves no page gone.
            self._fetch(executor, offered)
        finally:
            self._note()
        return self._shelf.closed(
            [*offered] if whole else (),
            prune=prune,
            missing=self._missing,
            problems=self._problems,
        )

    def _offered(self) -> dict[str, str]:
        """Fetch the front page; return the addresses of the pages that it lists, and its own."""
        service = self._shelf.service
        front = front_page(service)
        url = address(self._base, service, front)
        reply = self._ask(front, url)
        if isinstance(reply, Missing):
            advice = "see that the service's name and --base-url are right"
            reply = Problem(url, 0, f"the page that lists those of {service}", "none", advice)
        self._receive(front, url, reply)
        if isinstance(reply, Problem):
            return {}
        pages, problems = listed_pages(self._text(front), service, url)
        self._problems += problems
        return {front: url} | {page: address(self._base, service, page) for page in pages}

    def _fetch(self, executor: Executor, addresses: Mapping[str, str]) -> None:
        futures = {
            executor.submit(self._ask, page, url): (page, url)
            for page, url in addresses.items()
            if page not in self._taken
        }
        for future in as_completed(futures):
            self._receive(*futures.pop(future), future.result())
            self._tell(len(self._taken), len(addresses))

    def _receive(self, page: str, url: str, reply: Reply) -> None:
        self._taken.add(page)
        match reply:
            case Received() | Unchanged():
                self._take(page, url, reply)
            case Missing() if self._shelf.content(page) is not None:
                self._missing.append(page)
            case Missing():
                advice = "the list is ahead of the pages, or out of date; fetch again later"
                self._problems.append(Problem(url, 0, "a page, as is listed", "none", advice))
            case _:
                self._problems.append(reply)
