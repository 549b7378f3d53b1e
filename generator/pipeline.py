"""The pipeline: which step depends on which, from pages to texts."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from generator.emit.emission import emit_package, emit_runtime, emit_service
from generator.lock import ServiceLock, digest
from generator.model import ir
from generator.model.assembly import assemble
from generator.model.checks import read_ir
from generator.model.facts import PageFacts
from generator.model.ledger import Ledger, parse_ledger, write_ledger
from generator.model.overrides import Override, parse_overrides
from generator.model.problems import Problem, ProblemsError
from generator.model.provenance import Provenance
from generator.model.schema import json_schema
from generator.model.text import read_text
from generator.model.yaml import dump
from generator.readers.page import read_page
from generator.services import SCHEMA, BuiltService, inputs_of
from generator.sources.folder import page_files

_WORTH_A_PROCESS = 2_000_000
"""Bytes of pages from which on starting worker processes pays."""


@dataclass(frozen=True)
class Read:
    """Pages that were read, and those that hold nothing for the model."""

    pages: list[PageFacts]
    aside: list[str]


def read_pages(files: Iterable[Path], named: Callable[[Path], str] = str) -> Read:
    """Read all pages of one service.

    Args:
        files: The pages.
        named: How messages name a file.

    Raises:
        ProblemsError: With every problem of every page.
    """
    pages: list[PageFacts] = []
    aside: list[str] = []
    problems: list[Problem] = []
    for file in files:
        reading = read_page(file.read_bytes(), named(file))
        problems += reading.problems
        if reading.facts is not None:
            pages.append(reading.facts)
        elif reading.aside is not None:
            aside.append(reading.aside)
    if problems:
        raise ProblemsError(problems)
    return Read(pages, aside)


@dataclass(frozen=True)
class Extracted:
    """The model of a service, and the pages that hold nothing for it."""

    service: ir.Service
    aside: list[str]


def extract(
    paths: Sequence[Path],
    *,
    service_id: str | None = None,
    overrides: Path | None = None,
    names: Path | None = None,
) -> Extracted:
    """Build the IR of one service from pages.

    Args:
        paths: Pages, and folders of pages.
        service_id: The service's id; settles the matter where pages state another.
        overrides: An `overrides.yaml`.
        names: A `names.lock.yaml`.

    Raises:
        ProblemsError: Where a page can't be read, or the pages do not go together.
    """
    files = page_files(paths)
    if not files:
        where = ", ".join(map(str, paths))
        raise ProblemsError([Problem(where, 0, "at least one page", "none")])
    read = read_pages(files)
    if not read.pages:
        raise ProblemsError([Problem(str(paths[0]), 0, "a page on an operation or a type", "none")])
    assembled = assemble(
        read.pages,
        overrides=_overrides(overrides, str(overrides)),
        ledger=_ledger(names, str(names)),
        service_id=service_id,
        settled=service_id is not None,
    )
    return Extracted(assembled.service, read.aside)


def _overrides(path: Path | None, name: str) -> list[Override]:
    return parse_overrides(read_text(path, name), name) if path and path.exists() else []


def _ledger(path: Path | None, name: str) -> Ledger:
    return parse_ledger(read_text(path, name), name) if path and path.exists() else {}


def provenance(root: Path, service_id: str) -> Provenance:
    """Find out which lines of a service's pages state what its model holds.

    Raises:
        ProblemsError: Where a page can't be read.
    """
    folder = root / "specs" / service_id
    names = folder / "names.lock.yaml"
    pages = read_pages(page_files([folder / "pages"])).pages
    return Provenance(pages, _ledger(names, str(names)))


def build_service(root: Path, service_id: str) -> BuiltService:
    """Build everything that is made of one service's folder; pure but for reading it."""
    folder = root / "specs" / service_id
    try:
        return _build_service(root, folder, service_id)
    except ProblemsError as error:
        return BuiltService(service_id, problems=tuple(error.problems))


def _build_service(root: Path, folder: Path, service_id: str) -> BuiltService:
    def named(path: Path) -> str:
        return path.relative_to(root).as_posix()

    inputs = inputs_of(folder)  # Before they are read: what changes from here on differs later.
    read = read_pages(page_files([folder / "pages"]), named)
    if not read.pages:
        problem = Problem(named(folder / "pages"), 0, "at least one page", "none")
        raise ProblemsError([problem])
    overrides = folder / "overrides.yaml"
    names = folder / "names.lock.yaml"
    assembled = assemble(
        read.pages,
        overrides=_overrides(overrides, named(overrides)),
        ledger=_ledger(names, named(names)),
        service_id=service_id,
    )
    ir_text = dump(assembled.service)
    names_text = write_ledger(assembled.ledger)
    generated = _emitted(assembled.service, named(folder))
    lock = ServiceLock(
        pages=inputs.pages,
        overrides=inputs.overrides,
        ir=digest(ir_text),
        names=digest(names_text),
        files={path: digest(text) for path, text in sorted(generated.items())},
    )
    texts = {f"generated/{path}": text for path, text in generated.items()}
    texts[named(folder / "service.yaml")] = ir_text
    texts[named(names)] = names_text
    return BuiltService(
        service_id,
        texts,
        lock,
        len(read.pages),
        tuple(read.aside),
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
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[BuiltService]:
    """Build services, in parallel if that pays; the result is in the order of `services`.

    Args:
        root: The project's folder.
        services: The ids.
        workers: Processes to use; by default as many as the work is worth.
        progress: Called with the number of services done, and of all.
    """
    if progress:
        progress(0, len(services))
    if workers is None:
        size = sum(f.stat().st_size for f in page_files([root / "specs" / s for s in services]))
        workers = None if size > _WORTH_A_PROCESS else 1
    if workers == 1 or len(services) == 1:
        built: list[BuiltService] = []
        for service in services:
            built.append(build_service(root, service))
            if progress:
                progress(len(built), len(services))
        return built
    with ProcessPoolExecutor(workers) as executor:
        return build_with(executor, root, services, progress)


def build_with(
    executor: Executor,
    root: Path,
    services: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
) -> list[BuiltService]:
    """Build services on any executor; otherwise as `build_services`."""
    futures = [executor.submit(build_service, root, service) for service in services]
    for done, _ in enumerate(as_completed(futures), start=1):
        if progress:
            progress(done, len(futures))
    return [future.result() for future in futures]


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
