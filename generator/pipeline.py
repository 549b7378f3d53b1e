"""The pipeline: which step depends on which, from pages to texts."""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from generator.cache import Cache
from generator.emit.emission import emit_package, emit_runtime, emit_service
from generator.extraction import Extracted, Sources, extract, read_ledger, read_overrides
from generator.lock import ServiceLock, digest
from generator.model import ir
from generator.model.checks import read_ir
from generator.model.ledger import write_ledger
from generator.model.problems import Problem, ProblemsError
from generator.model.provenance import Provenance
from generator.model.schema import json_schema
from generator.model.text import read_text
from generator.model.yaml import dump
from generator.parallel import each, processes
from generator.progress import Progress
from generator.reading import load_pages, read_pages
from generator.services import SCHEMA, BuiltService, Inputs, inputs_of
from generator.sources.folder import page_files

_WORTH_A_PROCESS = 2_000_000
"""Bytes of pages from which on starting worker processes pays."""


def extract_files(
    paths: Sequence[Path],
    *,
    service_id: str | None = None,
    overrides: Path | None = None,
    names: Path | None = None,
    workers: int | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Extracted:
    """Build the model of one service from pages.

    Args:
        paths: Pages, and folders of pages.
        service_id: The service's id; settles the matter where pages state another.
        overrides: An `overrides.yaml`.
        names: A `names.lock.yaml`.
        workers: Processes to use; by default as many as the work is worth.
        cache: What was read before, if it is to be used.
        progress: Called with the number of pages read, and to read.

    Raises:
        ProblemsError: Where a page can't be read, or the pages do not go together.
        OSError: Where a file can't be read.
    """
    sources = Sources(
        load_pages(page_files(paths)),
        ", ".join(map(str, paths)),
        service_id,
        settled=service_id is not None,
        overrides=read_overrides(overrides, str(overrides)),
        ledger=read_ledger(names, str(names)),
    )
    with processes(workers, worthwhile=sources.size > _WORTH_A_PROCESS) as executor:
        return extract(sources, cache=cache, executor=executor, progress=progress)


def provenance(root: Path, service_id: str) -> Provenance:
    """Find out which lines of a service's pages state what its model holds.

    Raises:
        ProblemsError: Where a page can't be read.
    """
    folder = root / "specs" / service_id
    names = folder / "names.lock.yaml"
    read = read_pages(load_pages(page_files([folder / "pages"])))
    if read.problems:
        raise ProblemsError(read.problems)
    return Provenance(read.pages, read_ledger(names, str(names)))


def build_service(
    root: Path,
    service_id: str,
    *,
    cache: Cache | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> BuiltService:
    """Build everything that is made of one service's folder; pure but for reading it.

    The arguments are those of `build_with`; here the executor reads pages.
    """
    folder = root / "specs" / service_id
    try:
        sources, inputs = _sources(root, folder, service_id)
        extracted = extract(sources, cache=cache, executor=executor, progress=progress)
        return _built(extracted, inputs, folder.relative_to(root).as_posix(), service_id)
    except ProblemsError as error:
        return BuiltService(service_id, problems=tuple(error.problems))


def _sources(root: Path, folder: Path, service_id: str) -> tuple[Sources, Inputs]:
    def named(path: Path) -> str:
        return path.relative_to(root).as_posix()

    overrides, names = folder / "overrides.yaml", folder / "names.lock.yaml"
    inputs = inputs_of(folder)  # Before they are read: what changes from here on differs later.
    sources = Sources(
        load_pages(page_files([folder / "pages"]), named),
        named(folder / "pages"),
        service_id,
        overrides=read_overrides(overrides, named(overrides)),
        ledger=read_ledger(names, named(names)),
    )
    return sources, inputs


def _built(extracted: Extracted, inputs: Inputs, folder: str, service_id: str) -> BuiltService:
    assembled = extracted.assembled
    ir_text = dump(assembled.service)
    names_text = write_ledger(assembled.ledger)
    generated = _emitted(assembled.service, folder)
    lock = ServiceLock(
        pages=inputs.pages,
        overrides=inputs.overrides,
        ir=digest(ir_text),
        names=digest(names_text),
        files={path: digest(text) for path, text in sorted(generated.items())},
    )
    texts = {f"generated/{path}": text for path, text in generated.items()}
    texts[f"{folder}/service.yaml"] = ir_text
    texts[f"{folder}/names.lock.yaml"] = names_text
    return BuiltService(
        service_id,
        texts,
        lock,
        extracted.read,
        tuple(extracted.aside),
        settled=inputs.names == lock.names,
    )


def _emitted(service: ir.Service, name: str) -> dict[str, str]:
    try:
        return emit_service(service)
    except ValueError as error:
        problem = Problem(name, 0, "names that Python can have", str(error))
        raise ProblemsError([problem]) from error


def build_services(
    root: Path,
    services: Sequence[str],
    *,
    workers: int | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> list[BuiltService]:
    """Build services in processes of this machine, if that pays.

    Args:
        root: The project's folder.
        services: The ids.
        workers: Processes to use; by default as many as the work is worth.
        cache: What was read before, if it is to be used.
        progress: Called with the number of pages done, and of all.
    """
    pages = page_files([root / "specs" / service / "pages" for service in services])
    size = sum(page.stat().st_size for page in pages)
    with processes(workers, worthwhile=size > _WORTH_A_PROCESS) as executor:
        return build_with(executor, root, services, cache=cache, progress=progress)


def build_with(
    executor: Executor | None,
    root: Path,
    services: Sequence[str],
    *,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> list[BuiltService]:
    """Build services on any executor; in parallel, or the pages of one that is alone.

    Args:
        executor: Where to build; None for this process.
        root: The project's folder, which the executor's workers must see.
        services: The ids.
        cache: What was read before, if it is to be used.
        progress: Called with the number of pages done, and of all.

    Returns:
        What was built, in the order of `services`.
    """
    build = partial(build_service, root, cache=cache)
    if len(services) == 1:
        return [build(services[0], executor=executor, progress=progress)]

    def pages(service: str) -> int:
        return len(page_files([root / "specs" / service / "pages"]))

    return list(each(build, services, executor, weigh=pages, progress=progress))


def build_shared(service_ids: Sequence[str]) -> dict[str, str]:
    """Build what belongs to no single service, by path below the project's root.

    Raises:
        ProblemsError: Where two services would be one module.
    """
    try:
        shared = emit_runtime() | emit_package(service_ids)
    except ValueError as error:
        problem = Problem("specs", 0, "services of which each makes a module", str(error))
        raise ProblemsError([problem]) from error
    texts = {f"generated/{path}": text for path, text in shared.items()}
    return texts | {SCHEMA: json_schema()}


def emit(path: Path) -> dict[str, str]:
    """Build the code of one service from its model, by path below the folder for the code.

    Args:
        path: A `service.yaml`.

    Raises:
        ProblemsError: Where it is no model, or holds names that Python can't have.
    """
    name = str(path)
    return _emitted(read_ir(read_text(path, name), name), name) | emit_runtime()
