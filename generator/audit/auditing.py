"""Audits services: reads their pages, builds their models, has them judged; in parallel."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import botocore.session
from botocore.exceptions import UnknownServiceError

from generator.audit.differences import set_apart
from generator.audit.judge import judge
from generator.audit.lost import REFERENCES, RESOURCE
from generator.audit.overriding import Outdated, outdated_overrides
from generator.audit.raw_page import RawPage, shown_of_protocol
from generator.audit.verdict import Verdict, Wrong
from generator.cache import Cache
from generator.model.assembly import Assembled, assemble
from generator.model.facts import PageFacts, PageKind
from generator.model.merge import Disagreement
from generator.model.problems import Problem, ProblemsError
from generator.model.provenance import Provenance
from generator.parallel import each
from generator.progress import Progress
from generator.reading import load_pages, read_pages
from generator.sources.folder import page_files


@dataclass(frozen=True)
class Audit:
    """What became of a service's pages."""

    service: str
    pages: int
    seconds: float
    verdict: Verdict | None
    """None where no model came of the pages, or botocore has none to judge it by."""
    problems: tuple[Problem, ...] = ()
    """Why pages could not be read."""
    aside: tuple[str, ...] = ()
    """Pages that are no operation's, with the reason."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where pages contradict each other."""
    outdated: tuple[Outdated, ...] = ()
    """Overrides of what pages state."""

    @property
    def unread(self) -> list[str]:
        """The pages that could not be read."""
        return sorted({problem.file for problem in self.problems})

    @property
    def is_clean(self) -> bool:
        """Whether every page was read and no fact is wrong."""
        return self.verdict is not None and not self.verdict.wrong and not self.problems


def audit_service(
    folder: Path, service_id: str, *, whole: bool = True, cache: Cache | None = None
) -> Audit:
    """Read all pages in a folder, build the model from them, and have it judged.

    Args:
        folder: The pages; messages name them from here.
        service_id: boto3's name of the service.
        whole: Whether these are all pages that there are.
        cache: What was read before, if it is to be used.
    """
    began = time.perf_counter()
    files = page_files([folder])
    pages = load_pages(files, lambda file: f"{service_id}/{file.relative_to(folder)}")
    read = read_pages(pages, cache=cache)
    problems = read.problems
    verdict = None
    disagreements: list[Disagreement] = []
    outdated: tuple[Outdated, ...] = ()
    try:
        assembled = assemble(read.pages, service_id=service_id)
        disagreements = assembled.disagreements
        outdated = outdated_overrides(folder.parent, read.pages, service_id)
        raw = list(_raw(read.pages, {page.name: page.content for page in pages}))
        verdict = _judged(assembled, read.pages, raw, service_id, whole=whole)
        verdict = set_apart(verdict, raw)
    except ProblemsError as error:
        problems += error.problems
    except UnknownServiceError:
        problems.append(Problem(service_id, 0, "a service that botocore has a model of", "none"))
    seconds = time.perf_counter() - began
    return Audit(
        service_id,
        len(files),
        seconds,
        verdict,
        tuple(problems),
        tuple(read.aside),
        tuple(disagreements),
        outdated,
    )


def _judged(
    assembled: Assembled,
    facts: Sequence[PageFacts],
    raw: Sequence[RawPage],
    service_id: str,
    *,
    whole: bool,
) -> Verdict:
    shown = shown_of_protocol(raw)
    verdict = judge(assembled.service, service_id, whole=whole, shown=shown)
    provenance = Provenance(facts, assembled.ledger)
    files = {page.subject: page.file for page in facts}
    located = (replace(wrong, lines=_lines(wrong, provenance, files)) for wrong in verdict.wrong)
    return replace(verdict, wrong=tuple(located))


def _raw(facts: Sequence[PageFacts], contents: Mapping[str, bytes]) -> Iterator[RawPage]:
    """Return the pages of API References as they stand."""
    for page in facts:
        if page.rendition in REFERENCES - {RESOURCE}:
            is_type = page.kind is PageKind.TYPE
            text = contents[page.file].decode("utf-8")
            yield RawPage(page.file, page.rendition, page.subject, text, is_type=is_type)


def _lines(wrong: Wrong, provenance: Provenance, files: Mapping[str, str]) -> tuple[str, ...]:
    """Find the lines of what is wrong; of what is missing, those of what should hold it."""
    place = wrong.path
    while place:
        if lines := provenance.of_place(place):
            return tuple(lines)
        place = place.rpartition(".")[0]
    file = files.get(wrong.path.split(".")[0])
    return () if file is None else (f"{file}:1",)


def folders_of(
    root: Path, services: Sequence[str] = (), *, everything: bool = False
) -> dict[str, Path]:
    """Return the folders of pages of services.

    Args:
        root: Holds one folder a service, which is one of pages or holds `pages/`.
        services: Those to audit; all that have a folder where none is named.
        everything: Whether to audit every service that botocore has.

    Raises:
        ProblemsError: Where a service has no folder.
    """
    there = {folder.name: folder for folder in sorted(root.iterdir()) if folder.is_dir()}
    wanted = sorted(services) or list(there)
    if everything:
        wanted = botocore.session.get_session().get_available_services()
    missing = [service for service in wanted if service not in there]
    if missing:
        expected = f"a folder of pages for each of {len(missing)} services"
        found = f"none for {', '.join(missing[:3])}"
        raise ProblemsError([Problem(str(root), 0, expected, found, "fetch them")])
    return {service: _pages_of(there[service]) for service in wanted}


def _pages_of(folder: Path) -> Path:
    inner = folder / "pages"
    return inner if inner.is_dir() else folder


def audit_all(
    folders: Mapping[str, Path],
    *,
    whole: bool,
    cache: Cache | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Iterator[Audit]:
    """Audit services, and yield what is found in the order of `folders`.

    Args:
        folders: The pages of each service.
        whole: Whether the pages of each service are all that there are.
        cache: What was read before, if it is to be used.
        executor: Where to run; None for this process.
        progress: Called with the number of pages done, and of all.
    """
    audit = partial(_audit, whole=whole, cache=cache)
    return each(audit, list(folders.items()), executor, weigh=_pages, progress=progress)


def _audit(item: tuple[str, Path], *, whole: bool, cache: Cache | None) -> Audit:
    service_id, folder = item
    return audit_service(folder, service_id, whole=whole, cache=cache)


def _pages(item: tuple[str, Path]) -> int:
    return len(page_files([item[1]]))
