"""Fetching: brings the pages of services from where they are published into a project.

A page is written when it has arrived, by one rename, and only if it differs from the one that is
there; so a run that is killed leaves whole pages, and another run completes it. What a source has
no longer is told, and deleted on demand alone.
"""

import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator.model.problems import Problem, ProblemsError
from generator.model.text import read_text
from generator.shelf import Fetched, Shelf
from generator.sources.folder import service_pages, services_in
from generator.sources.layout import SERVICE
from generator.sources.published import BASE_URL, read_addresses

if TYPE_CHECKING:  # What they import takes long, and only the web needs it.
    from generator.sources.web import Pace, Web

CONNECTIONS = 4
"""To a web server at once: enough to be done soon, and few enough to be no burden."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Request:
    """What to fetch.

    Args:
        into: The folder that holds a folder for each service.
        services: Their names.
        source: `boto3`, `web`, or a folder.
        everything: Fetch all services that the source has, whatever is named.
        prune: Delete the pages that the source has no longer.
        workers: Processes, or connections to the web, to use.
        base_url: Where the web's pages are, if not where boto3's documentation is published.
        url_list: A file with the addresses of the web's pages.
        reference: Where on the web the API Reference of the only service is, which is fetched then.
    """

    into: Path
    services: Sequence[str] = ()
    source: str = "boto3"
    everything: bool = False
    prune: bool = False
    workers: int | None = None
    base_url: str | None = None
    url_list: Path | None = None
    reference: str | None = None


def fetch(
    request: Request, progress: Progress | None = None, pace: "Pace | None" = None
) -> Iterator[Fetched]:
    """Fetch the pages of services; what became of them is told in a fixed order.

    Args:
        request: What to fetch.
        progress: Called with the number of services, or of a service's pages of the web, done and
            to do.
        pace: When to ask the web.

    Raises:
        ProblemsError: Where the source as a whole is not there, or a name can't be a service's.
    """
    unfit = [name for name in request.services if not SERVICE.fullmatch(name)]
    if unfit:
        expected = "the name of a service, as sqs is one"
        raise ProblemsError(Problem(name, 0, expected, repr(name)) for name in unfit)
    match request.source:
        case "boto3":
            yield from _fetch_from_boto3(request, progress)
        case "web":
            yield from _fetch_from_web(request, progress, pace)
        case folder:
            yield from _fetch_from_folder(request, Path(folder), progress)


# From a folder.


def _fetch_from_folder(
    request: Request, folder: Path, progress: Progress | None
) -> Iterator[Fetched]:
    if not folder.is_dir():
        advice = "--from takes boto3, web or a folder"
        raise ProblemsError([Problem(str(folder), 0, "a folder of pages", "none", advice)])
    services = services_in(folder) if request.everything else sorted(set(request.services))
    for done, service in enumerate(services, start=1):
        yield _copied(request, folder, service)
        if progress:
            progress(done, len(services))


def _copied(request: Request, folder: Path, service: str) -> Fetched:
    try:
        pages = service_pages(folder, service)
        if not pages:
            advice = f"the services there are: {', '.join(services_in(folder)) or 'none'}"
            problem = Problem(str(folder / service), 0, "a folder of pages", "none", advice)
            return Fetched(service, problems=(problem,))
        return _shelved(request, service, pages)
    except OSError as error:
        return _failed(service, "pages that can be copied", error)


def _shelved(request: Request, service: str, pages: Mapping[str, Path]) -> Fetched:
    shelf = Shelf(request.into, service)
    for page, file in pages.items():
        shelf.put(page, file.read_bytes())
    return shelf.closed([*pages], prune=request.prune)


def _failed(service: str, expected: str, error: BaseException) -> Fetched:
    found = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Fetched(service, problems=(Problem(service, 0, expected, found),))


# From boto3.


def _fetch_from_boto3(request: Request, progress: Progress | None) -> Iterator[Fetched]:
    if find_spec("boto3") is None:
        advice = "pip install 'shapewright[boto3]', or fetch with --from web or --from DIR"
        raise ProblemsError([Problem("boto3", 0, "the package boto3", "none", advice)])
    from generator.sources import boto3

    present = boto3.services()
    services = present if request.everything else sorted(set(request.services))
    unknown = [name for name in services if name not in present]
    for name in unknown:
        near = get_close_matches(name, present)
        advice = f"did you mean {' or '.join(near)}?" if near else "a newer boto3 may have it"
        expected = f"a service that boto3 {boto3.VERSION} has"
        yield Fetched(name, problems=(Problem(name, 0, expected, repr(name), advice),))
    known = [name for name in services if name in present]
    if len(known) == 1:
        with ThreadPoolExecutor(1) as alone:
            yield from rendered_with(alone, request, known, progress)
    elif known:
        with _ended(ProcessPoolExecutor(request.workers)) as executor:
            yield from rendered_with(executor, request, known, progress)


def rendered_with(
    executor: Executor, request: Request, services: Sequence[str], progress: Progress | None = None
) -> Iterator[Fetched]:
    """Render services on any executor; what goes wrong with one is told, and the others go on."""
    futures = [executor.submit(_rendered, request, service) for service in services]
    for done, (service, future) in enumerate(zip(services, futures, strict=True), start=1):
        error = future.exception()
        if error is None:
            yield future.result()
        else:
            yield _failed(service, "pages that boto3 renders", error)
        if progress:
            progress(done, len(futures))


def _rendered(request: Request, service: str) -> Fetched:
    from generator.sources.boto3 import render

    with tempfile.TemporaryDirectory() as work:
        pages = service_pages(render(service, Path(work)), service)
        return _shelved(request, service, pages)


@contextmanager
def _ended(executor: Executor) -> Generator[Executor]:
    """Give an executor; in the end, what it has not begun is not begun."""
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


# From the web.


def _fetch_from_web(
    request: Request, progress: Progress | None, pace: "Pace | None"
) -> Iterator[Fetched]:
    from generator.reference_visiting import ReferenceVisit
    from generator.sources.reference import FOLDER, read_reference
    from generator.sources.web import Pace, opened
    from generator.visiting import Boto3Visit, Visit

    base = request.base_url or BASE_URL
    reference = None if request.reference is None else read_reference(request.reference)
    listed = _listed(request, base)
    named = sorted(listed) if request.everything else sorted(set(request.services))

    def visit(service: str, web: "Web") -> Visit:
        if reference is not None:
            shelf = Shelf(request.into, service, (FOLDER,))
            return ReferenceVisit(web, shelf, progress, reference)
        addresses = listed.get(service, {}) if request.url_list else None
        return Boto3Visit(web, Shelf(request.into, service), progress, base, addresses)

    connections = request.workers or CONNECTIONS
    agent = f"shapewright/{generator.__version__}"
    plain = (request.reference or base).startswith("http://")
    with (
        _ended(ThreadPoolExecutor(connections)) as executor,
        opened(agent, connections, pace or Pace(), plain=plain) as web,
    ):
        for service in named:
            try:
                found = visit(service, web).fetched(executor, prune=request.prune)
            except OSError as error:
                found = _failed(service, "pages that can be written", error)
            yield found


def _listed(request: Request, base: str) -> dict[str, dict[str, str]]:
    """Return the addresses that the user lists, by service and page."""
    if request.url_list is None:
        return {}
    name = str(request.url_list)
    listed, problems = read_addresses(read_text(request.url_list, name), name, base)
    problems += [
        Problem(name, 0, f"addresses of the pages of {service}", "none")
        for service in request.services
        if service not in listed
    ]
    if problems:
        raise ProblemsError(problems)
    return listed
