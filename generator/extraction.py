"""Extraction: the pages of a service become its model, and nothing is written yet."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache import Cache
from generator.model.assembly import Assembled, assemble
from generator.model.ledger import Ledger, parse_ledger
from generator.model.overrides import Override, parse_overrides
from generator.model.problems import Problem, ProblemsError
from generator.model.text import read_text
from generator.progress import Progress
from generator.reading import Page, read_pages


@dataclass(frozen=True)
class Sources:
    """All that a service's model is made from."""

    pages: Sequence[Page]
    where: str
    """How messages name the place that the pages are from."""
    service_id: str | None = None
    settled: bool = False
    """Whether the id holds even where pages state another."""
    overrides: Sequence[Override] = ()
    ledger: Ledger = field(default_factory=dict[str, str])

    @property
    def size(self) -> int:
        """How large the pages are together, in bytes."""
        return sum(len(page.content) for page in self.pages)


@dataclass(frozen=True)
class Extracted:
    """The model of a service, and what became of its pages."""

    assembled: Assembled
    read: int
    aside: list[str]
    """The pages that hold nothing for the model, with the reason."""


def extract(
    sources: Sources,
    *,
    cache: Cache | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Extracted:
    """Build the model of one service.

    Args:
        sources: What it is made from.
        cache: What was read before, if it is to be used.
        executor: Where to read; None for this process.
        progress: Called with the number of pages read, and to read.

    Raises:
        ProblemsError: With every problem of every page, or where pages do not go together.
    """
    read = read_pages(sources.pages, cache=cache, executor=executor, progress=progress)
    if read.problems:
        raise ProblemsError(read.problems)
    if not read.pages:
        found = f"{len(read.aside)}, all set aside" if read.aside else "none"
        expected = "at least one page on an operation or a type"
        raise ProblemsError([Problem(sources.where, 0, expected, found)])
    assembled = assemble(
        read.pages,
        overrides=sources.overrides,
        ledger=sources.ledger,
        service_id=sources.service_id,
        settled=sources.settled,
    )
    return Extracted(assembled, len(read.pages), read.aside)


def read_overrides(path: Path | None, name: str) -> list[Override]:
    """Read the overrides of a service; none where there is no such file.

    Raises:
        ProblemsError: Where the file does not hold overrides.
    """
    return parse_overrides(read_text(path, name), name) if path and path.exists() else []


def read_ledger(path: Path | None, name: str) -> Ledger:
    """Read the names that a service's places have; none where there is no such file.

    Raises:
        ProblemsError: Where the file is no ledger.
    """
    return parse_ledger(read_text(path, name), name) if path and path.exists() else {}
