"""A corpus: a folder with the pages of many services, each of which becomes a model.

A model that was made before, from the same pages by the same readers, comes from the cache.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator import parallel
from generator.cache import Cache, key_of
from generator.extraction import Sources, extract
from generator.model.ledger import parse_ledger
from generator.model.overrides import parse_overrides
from generator.model.problems import Problem, ProblemsError
from generator.model.text import read_text
from generator.model.yaml import dump
from generator.progress import Progress
from generator.reading import Page
from generator.sources.folder import NAMES, OVERRIDES, service_folder, service_pages, services_in


class ServiceModel(msgspec.Struct, frozen=True):
    """The model of one service of a corpus; or the problems that stood in the way."""

    service_id: str
    text: str = ""
    """The content of `service.yaml`."""
    read: int = 0
    aside: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Task:
    corpus: Path
    service_id: str
    pages: dict[str, Path]
    """By the names that messages give them."""
    cache: Cache | None
    failure: OSError | None = None
    """What keeps the pages from being found."""


def extract_each(
    corpus: Path,
    services: Sequence[str] = (),
    *,
    cache: Cache | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Iterator[ServiceModel]:
    """Build the model of each service of a corpus, and yield them in the order of their names.

    Args:
        corpus: Holds one folder a service, with pages or with `pages/`, and in these folders
            perhaps `overrides.yaml` and `names.lock.yaml`.
        services: The names of the folders; all where none is named.
        cache: What was made before, if it is to be used.
        executor: Where to run; None for this process.
        progress: Called with the number of pages done, and of all.

    Raises:
        ProblemsError: Where a service has no folder.
    """
    there = services_in(corpus)
    missing = [service for service in services if service not in there]
    if missing or not there:
        found = f"none for {', '.join(missing[:3])}" if missing else "none"
        raise ProblemsError([Problem(str(corpus), 0, "a folder of pages for each service", found)])
    tasks = [_task(corpus, service, cache) for service in sorted(services or there)]
    return parallel.each(
        _model_of, tasks, executor, weigh=lambda task: len(task.pages), progress=progress
    )


def _task(corpus: Path, service: str, cache: Cache | None) -> _Task:
    try:
        files = service_pages(corpus, service).values()
    except OSError as error:
        return _Task(corpus, service, {}, cache, error)
    pages = {file.relative_to(corpus).as_posix(): file for file in files}
    return _Task(corpus, service, pages, cache)


def _model_of(task: _Task) -> ServiceModel:
    """Return the model of a service: kept from an earlier run, or made now."""
    try:
        if task.failure is not None:
            raise task.failure
        return _known(task)
    except ProblemsError as error:
        return ServiceModel(task.service_id, problems=tuple(error.problems))
    except OSError as error:
        name = str(error.filename or task.corpus / task.service_id)
        problem = Problem(name, 0, "a file that can be read", error.strerror or str(error))
        return ServiceModel(task.service_id, problems=(problem,))


def _known(task: _Task) -> ServiceModel:
    service = task.service_id
    folder = service_folder(task.corpus, service)
    pages = [Page(name, file.read_bytes()) for name, file in task.pages.items()]
    beside = {name: _text(folder / name, f"{service}/{name}") for name in (OVERRIDES, NAMES)}
    if task.cache is None:
        return _made(task, pages, beside)
    inputs = [service, *beside.values(), *(page.name for page in pages)]
    encoded = [text.encode(errors="surrogatepass") for text in inputs]
    key = key_of("model", *encoded, *(page.content for page in pages))
    with suppress(msgspec.MsgspecError):  # Damaged: the model is made again.
        for kept in task.cache.get([key]).values():
            return _decoder.decode(kept)
    model = _made(task, pages, beside)
    with suppress(UnicodeEncodeError):  # A name of a page that is no Unicode.
        task.cache.put({key: msgspec.msgpack.encode(model)})
    return model


_decoder = msgspec.msgpack.Decoder(ServiceModel)


def _text(path: Path, name: str) -> str:
    return read_text(path, name) if path.exists() else ""


def _made(task: _Task, pages: Sequence[Page], beside: Mapping[str, str]) -> ServiceModel:
    service = task.service_id
    sources = Sources(
        pages,
        str(task.corpus / service),
        service_id=service,
        overrides=parse_overrides(beside[OVERRIDES], f"{service}/{OVERRIDES}"),
        ledger=parse_ledger(beside[NAMES], f"{service}/{NAMES}"),
    )
    extracted = extract(sources, cache=task.cache)
    text = dump(extracted.assembled.service)
    return ServiceModel(service, text, extracted.read, tuple(extracted.aside))
