"""A service as a run sees it: the hashes of what it is made from, and what was made of it."""

from dataclasses import dataclass, field
from pathlib import Path

from generator.lock import ServiceLock, digest
from generator.model.problems import Problem
from generator.sources.folder import page_files

SCHEMA = "specs/service.schema.json"


@dataclass(frozen=True)
class Inputs:
    """The hashes of all that a service is made from; None stands for a file that is not there."""

    pages: dict[str, str]
    """By path below the folder of pages."""
    overrides: str | None
    names: str | None


def inputs_of(folder: Path) -> Inputs:
    """Hash what a service is made from.

    Args:
        folder: The service's folder below `specs/`.

    Raises:
        OSError: Where a file can't be read.
    """
    pages = folder / "pages"
    return Inputs(
        pages={
            file.relative_to(pages).as_posix(): digest(file.read_bytes())
            for file in page_files([pages])
        },
        overrides=_digest_if_there(folder / "overrides.yaml"),
        names=_digest_if_there(folder / "names.lock.yaml"),
    )


def _digest_if_there(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.exists() else None


@dataclass(frozen=True)
class BuiltService:
    """One service, from pages to text; or the problems that stood in the way."""

    service_id: str
    texts: dict[str, str] = field(default_factory=dict[str, str])
    """By path below the project's root."""
    lock: ServiceLock | None = None
    read: int = 0
    aside: tuple[str, ...] = ()
    settled: bool = False
    """Whether the names it was made with are the names it has now: if so, the next run does what
    this one did."""
    problems: tuple[Problem, ...] = ()
