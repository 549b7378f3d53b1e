"""A generation: every text that a project's specs make, by path, and what becomes of it.

Preparing one writes nothing. To publish it, to plan that, and to compare it with what is on the
disk are three uses of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.emit.publication import Changes, plan, publish, recover
from generator.emit.render import template_files
from generator.lock import LOCK, Lock, ServiceLock, digest, digest_of_all, read_lock, write_lock
from generator.model.problems import Problem, ProblemsError
from generator.model.text import read_text
from generator.progress import Progress
from generator.seal import Seal, read_seal, renewed, sealed_service, sealed_shared, write_seal
from generator.services import BuiltService


@dataclass(frozen=True)
class Generation:
    """Every text of a project; none where problems stood in the way."""

    services: tuple[BuiltService, ...]
    seal: Seal
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    formerly: Mapping[str, str] = field(default_factory=dict[str, str])
    """The files that are made no longer, each with the service that it belonged to, if any."""

    @property
    def problems(self) -> list[Problem]:
        """All problems of all services."""
        return [problem for service in self.services for problem in service.problems]


def prepare(
    root: Path,
    services: Sequence[str] = (),
    *,
    workers: int | None = None,
    keep_going: bool = False,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Generation:
    """Find out what a project's `specs/` make; only what may have changed is built.

    Args:
        root: The folder that holds `specs/` and `generated/`.
        services: The ids of those to generate; all where none is named.
        workers: Processes to use; by default as many as the work is worth.
        keep_going: Go on with the services that are well even where others have problems.
        use_cache: Whether what was read before need not be read again.
        progress: Called with the number of pages done, and of all that are to be read.

    Raises:
        ProblemsError: Where a named service is not there, the lock is damaged, or files of others
            are in the way.
    """
    chosen = _chosen(root, services)
    former = _former_lock(root)
    seal = read_seal(root)
    sealed = [sealed_service(root, service, former, seal) for service in chosen]
    known = {service.service_id: service for service in sealed if service}
    stale = [service for service in chosen if service not in known]
    known |= _build(root, stale, workers, progress, use_cache=use_cache)
    built = tuple(known[service] for service in chosen)
    if any(service.problems for service in built) and not keep_going:
        return Generation(built, seal)
    locks = _locks(built, former, everything=not services)
    shared = sealed_shared(root, list(locks), former, seal) or _build_shared(list(locks))
    lock = Lock(
        shapewright=seal.version,
        templates=digest_of_all(template_files()),
        services=locks,
        files={
            path.removeprefix("generated/"): digest(text)
            for path, text in sorted(shared.items())
            if path.startswith("generated/")
        },
    )
    texts = {**shared, LOCK: write_lock(lock)}
    for service in built:
        texts |= service.texts
    _refuse_strangers(root, texts, former)
    return Generation(built, renewed(seal, lock, built, shared), texts, _formerly(former, lock))


@dataclass(frozen=True)
class Generated:
    """The outcome of a run over a project."""

    generation: Generation
    changes: Changes
    """What was written, or with a dry run would be."""

    @property
    def deleted(self) -> Counter[str]:
        """The number of files deleted, by service."""
        return Counter(self.generation.formerly[path] for path in self.changes.deleted)


def generate(
    root: Path,
    services: Sequence[str] = (),
    *,
    workers: int | None = None,
    keep_going: bool = False,
    dry_run: bool = False,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Generated:
    """Generate a project's services from its `specs/`.

    A dry run writes nothing; the other arguments are those of `prepare`.

    Raises:
        ProblemsError: As in `prepare`.
        PublicationError: Where the files can't be written.
    """
    recover(root)
    generation = prepare(
        root,
        services,
        workers=workers,
        keep_going=keep_going,
        use_cache=use_cache,
        progress=progress,
    )
    if generation.problems and not keep_going:
        return Generated(generation, Changes())
    if dry_run:
        return Generated(generation, plan(root, generation.texts, generation.formerly))
    write_seal(root, generation.seal)
    return Generated(generation, publish(root, generation.texts, generation.formerly))


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


def _build(
    root: Path,
    services: Sequence[str],
    workers: int | None,
    progress: Progress | None,
    *,
    use_cache: bool,
) -> dict[str, BuiltService]:
    if not services:
        return {}
    # The pipeline imports all that reads and emits: a run with nothing to do goes without.
    from generator.cache import default_cache
    from generator.pipeline import build_services

    cache = default_cache() if use_cache else None
    built = build_services(root, services, workers=workers, cache=cache, progress=progress)
    return {service.service_id: service for service in built}


def _build_shared(services: Sequence[str]) -> dict[str, str]:
    from generator.pipeline import build_shared

    return build_shared(services)


def _locks(
    built: Sequence[BuiltService], former: Lock | None, *, everything: bool
) -> dict[str, ServiceLock]:
    """Return the parts of a run's lock, those of services that stay as they were included."""
    failed = {service.service_id for service in built if service.problems}
    kept = {
        service_id: part
        for service_id, part in (former.services if former else {}).items()
        if service_id in failed or not everything
    }
    made = {service.service_id: service.lock for service in built if service.lock is not None}
    return dict(sorted((kept | made).items()))


def _formerly(former: Lock | None, lock: Lock) -> dict[str, str]:
    if former is None:
        return {}
    kept = set(lock.paths())
    owners = {
        f"generated/{path}": service_id
        for service_id, part in former.services.items()
        for path in part.files
    }
    return {path: owners.get(path, "") for path in former.paths() if path not in kept}


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
