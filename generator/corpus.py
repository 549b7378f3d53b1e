"""A corpus: a folder with the pages of many services, each of which becomes a model.

A model that was made before, from the same pages by the same readers, comes from the cache.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator import parallel
from generator.cache import Cache, key_of
from generator.extraction import Sources, extract, read_ledger, read_overrides
from generator.model.problems import Problem, ProblemsError
from generator.model.yaml import dump
from generator.progress import Progress
from generator.reading import Page
from generator.sources.folder import service_folder, service_pages, services_in


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
    """By path below the folder of pages."""
    cache: Cache | None


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
    tasks = [
        _Task(corpus, service, service_pages(corpus, service), cache)
        for service in sorted(services or there)
    ]
    return parallel.each(
        _model_of, tasks, executor, weigh=lambda task: len(task.pages), progress=progress
    )


def _model_of(task: _Task) -> ServiceModel:
    """Return the model of a service: kept from an earlier run, or made now."""
    name = task.service_id
    pages = [Page(f"{name}/{path}", file.read_bytes()) for path, file in task.pages.items()]
    if task.cache is None:
        return _made(task, pages)
    named = [part for page in pages for part in (page.name.encode(), page.content)]
    folder = service_folder(task.corpus, name)
    beside = [path.read_bytes() if path.exists() else b"" for path in _beside(folder)]
    key = key_of("model", name.encode(), *beside, *named)
    with suppress(msgspec.MsgspecError):  # Damaged: the model is made again.
        for kept in task.cache.get([key]).values():
            return _decoder.decode(kept)
    model = _made(task, pages)
    if not model.problems:
        task.cache.put({key: msgspec.msgpack.encode(model)})
    return model


_decoder = msgspec.msgpack.Decoder(ServiceModel)


def _beside(folder: Path) -> tuple[Path, Path]:
    return folder / "overrides.yaml", folder / "names.lock.yaml"


def _made(task: _Task, pages: Sequence[Page]) -> ServiceModel:
    name = task.service_id
    overrides, names = _beside(service_folder(task.corpus, name))
    try:
        extracted = extract(
            Sources(
                pages,
                str(task.corpus / name),
                service_id=name,
                overrides=read_overrides(overrides, f"{name}/{overrides.name}"),
                ledger=read_ledger(names, f"{name}/{names.name}"),
            ),
            cache=task.cache,
        )
    except ProblemsError as error:
        return ServiceModel(name, problems=tuple(error.problems))
    text = dump(extracted.assembled.service)
    return ServiceModel(name, text, extracted.read, tuple(extracted.aside))
