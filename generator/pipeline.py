"""The pipeline: which step depends on which, from pages to published files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

import generator
from generator.emit.emission import emit_package, emit_runtime, emit_service
from generator.emit.publication import Changes, plan, publish, recover
from generator.emit.render import template_files
from generator.lock import LOCK, Lock, ServiceLock, digest, digest_of_all, read_lock, write_lock
from generator.model import ir
from generator.model.assembly import assemble
from generator.model.facts import PageFacts
from generator.model.ledger import Ledger, parse_ledger, write_ledger
from generator.model.overrides import Override, parse_overrides
from generator.model.problems import Problem, ProblemsError
from generator.model.provenance import Provenance
from generator.model.schema import json_schema
from generator.model.text import read_text
from generator.model.yaml import dump
from generator.readers.page import read_page
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


@dataclass(frozen=True)
class BuiltService:
    """One service, from pages to text; or the problems that stood in the way."""

    service_id: str
    texts: dict[str, str] = field(default_factory=dict[str, str])
    """By path below the project's root."""
    lock: ServiceLock | None = None
    read: int = 0
    aside: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


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

    files = page_files([folder / "pages"])
    read = read_pages(files, named)
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
    try:
        generated = emit_service(assembled.service)
    except ValueError as error:
        problem = Problem(named(folder), 0, "names that Python can have", str(error))
        raise ProblemsError([problem]) from error
    lock = ServiceLock(
        pages={
            file.relative_to(folder / "pages").as_posix(): digest(file.read_bytes())
            for file in files
        },
        overrides=digest(overrides.read_bytes()) if overrides.exists() else None,
        ir=digest(ir_text),
        names=digest(names_text),
        files={path: digest(text) for path, text in sorted(generated.items())},
    )
    texts = {f"generated/{path}": text for path, text in generated.items()}
    texts[named(folder / "service.yaml")] = ir_text
    texts[named(names)] = names_text
    return BuiltService(service_id, texts, lock, len(read.pages), tuple(read.aside))


@dataclass(frozen=True)
class Generated:
    """The outcome of a run over a project."""

    services: tuple[BuiltService, ...]
    changes: Changes
    """What was written, or with a dry run would be."""

    @property
    def problems(self) -> list[Problem]:
        """All problems of all services."""
        return [problem for service in self.services for problem in service.problems]


def generate(
    root: Path,
    services: Sequence[str] = (),
    *,
    workers: int | None = None,
    keep_going: bool = False,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Generated:
    """Generate a project's services from its `specs/`.

    Args:
        root: The folder that holds `specs/` and `generated/`.
        services: The ids of those to generate; all where none is named.
        workers: Processes to use; by default as many as the work is worth.
        keep_going: Write the services that are well even where others have problems.
        dry_run: Write nothing.
        progress: Called with the number of services done, and of all.

    Raises:
        ProblemsError: Where a named service is not there, or the lock is damaged.
        PublicationError: Where the files can't be written.
    """
    recover(root)
    chosen = _chosen(root, services)
    former = _former_lock(root)
    built = _build_all(root, chosen, workers, progress)
    if any(service.problems for service in built) and not keep_going:
        return Generated(tuple(built), Changes((), 0, ()))
    texts, lock = _merged(built, former, everything=not services)
    texts[LOCK] = write_lock(lock)
    _refuse_strangers(root, texts, former)
    kept = set(lock.paths())
    formerly = [path for path in former.paths() if path not in kept] if former else []
    carry_out = plan if dry_run else publish
    return Generated(tuple(built), carry_out(root, texts, formerly))


def _chosen(root: Path, services: Sequence[str]) -> list[str]:
    """Return the services to generate: every folder of `specs/` is one, and has pages."""
    folders = [f for f in (root / "specs").glob("[!.]*") if f.is_dir() and any(f.iterdir())]
    present = sorted(folder.name for folder in folders)
    unfit = [service for service in services if service not in present]
    unfit += [name for name in present if not (root / "specs" / name / "pages").is_dir()]
    if unfit or not present:
        where = f"specs/{unfit[0] if unfit else '*'}/pages"
        advice = f"the services here are: {', '.join(present) or 'none'}"
        raise ProblemsError([Problem(where, 0, "a folder of pages", "none", advice)])
    return sorted(set(services)) or present


def _former_lock(root: Path) -> Lock | None:
    path = root / LOCK
    return read_lock(read_text(path, LOCK), LOCK) if path.exists() else None


def _refuse_strangers(root: Path, texts: Mapping[str, str], former: Lock | None) -> None:
    """Make sure that no file is replaced which another hand has put there."""
    known = set(former.paths()) if former else set[str]()
    advice = "move it away, or delete generated/ if nothing in there is yours"
    problems = [
        Problem(path, 0, "no file, or one that the lock lists", "a file of unknown origin", advice)
        for path, text in sorted(texts.items())
        if path.startswith("generated/") and path not in known
        if (root / path).is_file() and (root / path).read_bytes() != text.encode()
    ]
    if problems:
        raise ProblemsError(problems)


def _build_all(
    root: Path,
    services: Sequence[str],
    workers: int | None,
    progress: Callable[[int, int], None] | None,
) -> list[BuiltService]:
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
        return build_services(root, services, executor, progress)


def build_services(
    root: Path,
    services: Sequence[str],
    executor: Executor,
    progress: Callable[[int, int], None] | None = None,
) -> list[BuiltService]:
    """Build services in parallel, on any executor; the result is in the order of `services`."""
    futures = [executor.submit(build_service, root, service) for service in services]
    for done, _ in enumerate(as_completed(futures), start=1):
        if progress:
            progress(done, len(futures))
    return [future.result() for future in futures]


def _merged(
    built: Sequence[BuiltService], former: Lock | None, *, everything: bool
) -> tuple[dict[str, str], Lock]:
    """Return all texts of a run, and the lock that lists them beside what stays as it was."""
    texts: dict[str, str] = {}
    locks: dict[str, ServiceLock] = {}
    for service_id, kept in (former.services if former else {}).items():
        failed = any(service.service_id == service_id and service.problems for service in built)
        if failed or not everything:
            locks[service_id] = kept
    for service in built:
        if service.lock is not None:
            texts |= service.texts
            locks[service.service_id] = service.lock
    try:
        shared = emit_runtime() | emit_package(sorted(locks))
    except ValueError as error:
        problem = Problem("specs", 0, "services of which each makes a module", str(error))
        raise ProblemsError([problem]) from error
    texts |= {f"generated/{path}": text for path, text in shared.items()}
    texts["specs/service.schema.json"] = json_schema()
    lock = Lock(
        shapewright=generator.__version__,
        templates=digest_of_all(template_files()),
        services=dict(sorted(locks.items())),
        files={path: digest(text) for path, text in sorted(shared.items())},
    )
    return texts, lock
