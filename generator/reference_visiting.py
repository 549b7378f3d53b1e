"""Visiting an API Reference: from what lists its pages, and from page to page."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from queue import SimpleQueue

from generator.model.problems import Problem
from generator.shelf import Fetched, Shelf
from generator.sources import reference as guides
from generator.sources.reference import FOLDER, HTML, JSON, MARKDOWN, Reference
from generator.sources.web import Form, Missing, Received, Reply, Unchanged, Web
from generator.visiting import Progress, Visit

MOST = 10_000
"""Pages of a service; none has as many, and a server that makes up links never ends."""

_FORMS = {MARKDOWN: Form.SOURCE_IF_ANY, HTML: Form.HTML, JSON: Form.SOURCE_IF_ANY}


@dataclass(frozen=True)
class _Arrival:
    """What came when a page was asked for, in the last of the forms that were tried."""

    name: str
    suffix: str
    reply: Reply

    @property
    def page(self) -> str:
        return f"{FOLDER}/{self.name}{self.suffix}"


class ReferenceVisit(Visit):
    """A visit to the API Reference of a service.

    Args:
        web: The web.
        shelf: Where the pages go; the folder of API References must be its own.
        progress: Called with the number of pages done, and known of so far.
        reference: Where the guide is.
    """

    def __init__(
        self, web: Web, shelf: Shelf, progress: Progress | None, reference: Reference
    ) -> None:
        super().__init__(web, shelf, progress)
        self._guide = reference.guide
        self._start = reference.start
        self._word = reference.word
        self._listed: list[str] = []
        self._offered: list[str] = []
        self._dead: list[str] = []

    def fetched(self, executor: Executor, *, prune: bool) -> Fetched:
        """Fetch the pages that the guide lists, and those that they link to."""
        try:
            self._listed = self._list_pages()
            self._fetch(executor)
        finally:
            self._note()
        # A page that did not come may link to any other, so that none is known to be gone.
        return self._shelf.closed(
            () if self._problems else self._offered,
            prune=prune,
            missing=self._missing,
            dead=self._dead,
            problems=self._problems,
        )

    # Lists.

    def _list_pages(self) -> list[str]:
        """Return the names of the pages that the guide lists, from the first list that there is."""
        for start in dict.fromkeys(
            (self._start, guides.RESOURCES, guides.CONTENTS, guides.WELCOME)
        ):
            names = self._entries(start)
            if self._problems:
                return []
            if names:
                return names if start == guides.RESOURCES else self._of_service(start, names)
        url = f"{self._guide}{self._start}{HTML}"
        expected = "a page that lists the operations or the resources"
        advice = f"see that --reference is the address of a guide, as {guides.EXAMPLE}"
        self._problems.append(Problem(url, 0, expected, "none", advice))
        return []

    def _of_service(self, start: str, operations: list[str]) -> list[str]:
        """Return those operations that are of the service, and its types where they are listed."""
        url = f"{self._guide}{start}"
        if self._word is None:
            only = guides.only_word(operations, url)
            if isinstance(only, Problem):
                self._problems.append(only)
                return []
            self._word = only
        own = [*filter(self._is_own, operations)]
        if not own:
            expected = f"operations as API_{self._word}X"
            found = f"{len(operations)} others"
            self._problems.append(Problem(url, 0, expected, found))
            return []
        return [*dict.fromkeys([*own, *filter(self._is_own, self._entries(guides.TYPES))])]

    def _is_own(self, name: str) -> bool:
        return guides.is_subject(name) and guides.word_of(name) == self._word

    def _entries(self, start: str) -> list[str]:
        """Return the subjects or resources that a list links to; none where there is no list."""
        names = self._linked_from(start) or []
        if start == guides.RESOURCES:
            return [*filter(guides.is_resource, names)]
        found = dict.fromkeys(filter(guides.is_subject, names))
        for part in names:
            if guides.part_of(part, start):
                entries = self._linked_from(part)
                if entries is None and not self._problems:
                    url = f"{self._guide}{part}{HTML}"
                    self._problems.append(Problem(url, 0, "a list, as is listed", "none"))
                found |= dict.fromkeys(filter(guides.is_subject, entries or ()))
        return [*found]

    def _linked_from(self, start: str) -> list[str] | None:
        """Return the names that a page links to; None where there is no page."""
        suffixes = (JSON,) if start == guides.CONTENTS else (MARKDOWN, HTML)
        arrival = self._arrival(start, suffixes)
        if isinstance(arrival.reply, Received):
            text = arrival.reply.content.decode("utf-8-sig")
            return self._names(text, f"{start}{arrival.suffix}")
        if isinstance(arrival.reply, Problem):
            self._problems.append(arrival.reply)
        return None

    def _names(self, text: str, file: str) -> list[str]:
        return guides.linked(text, f"{self._guide}{file}", self._guide)

    # Pages.

    def _fetch(self, executor: Executor) -> None:
        """Fetch the pages that are listed and those that they lead to, each once."""
        arrived: SimpleQueue[Future[_Arrival]] = SimpleQueue()
        asked: set[str] = set()
        refused: set[str] = set()

        def ask(names: Iterable[str]) -> None:
            for name in names:
                if name not in asked and len(asked) == MOST:
                    refused.add(name)
                elif name not in asked:
                    asked.add(name)
                    executor.submit(self._arrival, name).add_done_callback(arrived.put)

        ask(self._listed)
        done = 0
        while done < len(asked):
            ask(self._receive(arrived.get().result()))
            done += 1
            self._tell(done, len(asked))
        if refused:
            expected = f"a service of at most {MOST} pages"
            self._problems.append(Problem(self._guide, 0, expected, "more"))

    def _arrival(self, name: str, suffixes: tuple[str, ...] = (MARKDOWN, HTML)) -> _Arrival:
        """Ask for a page, in one form after the other until there is one."""
        arrival = _Arrival(name, "", Missing())
        for suffix in suffixes:
            page, url = f"{FOLDER}/{name}{suffix}", f"{self._guide}{name}{suffix}"
            arrival = _Arrival(name, suffix, _asked_for(url, self._ask(page, url, _FORMS[suffix])))
            if not isinstance(arrival.reply, Missing):
                break
        return arrival

    def _receive(self, arrival: _Arrival) -> Iterator[str]:
        """Take in what came; yield the names of the pages that it leads to."""
        match arrival.reply:
            case Received() | Unchanged() as reply:
                self._take(arrival.page, f"{self._guide}{arrival.name}{arrival.suffix}", reply)
                here = [arrival.page]
            case Missing():
                forms = [f"{FOLDER}/{arrival.name}{suffix}" for suffix in (MARKDOWN, HTML)]
                here = [page for page in forms if self._shelf.content(page) is not None]
                self._missing += here
                if not here:
                    self._miss(arrival.name)
            case problem:
                self._problems.append(problem)
                here = []
        self._offered += here
        for page in here:
            names = self._names(self._text(page), page.removeprefix(f"{FOLDER}/"))
            yield from filter(self._is_own, names)

    def _miss(self, name: str) -> None:
        """Say that a page is nowhere: a list that is wrong is a problem, a dead link is none."""
        url = f"{self._guide}{name}{HTML}"
        if name in self._listed:
            advice = "the list is ahead of the pages, or out of date; fetch again later"
            self._problems.append(Problem(url, 0, "a page, as is listed", "none", advice))
        else:
            self._dead.append(url)


def _asked_for(url: str, reply: Reply) -> Reply:
    """Return a reply, or that a page is missing where the site gave another in its place."""
    match reply:
        case Received(content, url=final):
            other = guides.is_another(content.decode("utf-8-sig"), url)
        case Unchanged(final):
            other = False
        case _:
            return reply
    moved = final.partition("?")[0].rpartition("/")[2] != url.rpartition("/")[2]
    return Missing() if other or moved else reply
