"""The pages of a service on the disk, as fetching changes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.emit.publication import write_atomically
from generator.model.problems import Problem
from generator.sources.folder import page_files
from generator.sources.layout import KINDS, front_page


@dataclass(frozen=True)
class Fetched:
    """What became of the pages of one service."""

    service: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: tuple[str, ...] = ()
    """Files that the source has no page for any longer; they are still there."""
    missing: tuple[str, ...] = ()
    """Files whose pages the source lists and has not; they stay, whatever is pruned."""
    deleted: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()
    """Addresses to which pages link, and where the source has none."""
    problems: tuple[Problem, ...] = ()

    @property
    def pages(self) -> int:
        """The number of pages that came."""
        return self.new + self.changed + self.unchanged


class Shelf:
    """The pages of one service on the disk.

    Args:
        into: The folder that holds a folder for each service.
        service: The service.
        own: The folders in which all pages are of the source, whatever folders it has pages in now.
    """

    def __init__(self, into: Path, service: str, own: Sequence[str] = KINDS) -> None:
        self.service = service
        self._own = own
        self.folder = into / service / "pages"
        self.known = into / service / "fetch.json"
        """What the web told of pages; beside them, since whatever is among them is one."""
        self._counts = {"new": 0, "changed": 0, "unchanged": 0}
        self._remove_litter()

    def content(self, page: str) -> bytes | None:
        """Return the content of a page, given its path below the folder; None if there is none."""
        path = self.folder / page
        return path.read_bytes() if path.is_file() else None

    def put(self, page: str, content: bytes) -> None:
        """Take in a page that came."""
        path = self.folder / page
        former = self.content(page)
        if former == content:
            self.keep()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
        self._counts["new" if former is None else "changed"] += 1

    def keep(self) -> None:
        """Count a page that the source knows to be the one that is here."""
        self._counts["unchanged"] += 1

    def closed(
        self,
        offered: Sequence[str],
        *,
        prune: bool,
        missing: Sequence[str] = (),
        dead: Sequence[str] = (),
        problems: Sequence[Problem] = (),
    ) -> Fetched:
        """Say what became of the pages.

        Args:
            offered: All pages that the source has.
            prune: Delete those that it has no longer.
            missing: Pages that it should have and has not; they are told, and stay.
            dead: Addresses to which pages link in vain.
            problems: What went wrong.
        """
        gone = self._gone(offered)
        deleted = gone if prune else []
        for page in deleted:
            (self.folder / page).unlink()
        return Fetched(
            self.service,
            **self._counts,
            gone=self._paths([] if prune else gone),
            missing=self._paths(missing),
            deleted=self._paths(deleted),
            dead=tuple(sorted(dead)),
            problems=tuple(sorted(problems)),
        )

    def _paths(self, pages: Sequence[str]) -> tuple[str, ...]:
        return tuple(str(self.folder / page) for page in sorted(pages))

    def _gone(self, offered: Sequence[str]) -> list[str]:
        """Return the pages that are here alone; those in folders of other sources are not asked."""
        if not offered or not self.folder.is_dir():
            return []
        folders = {_folder_of(page) for page in offered if page != front_page(self.service)}
        folders.update(self._own)
        here = [file.relative_to(self.folder).as_posix() for file in page_files([self.folder])]
        return [page for page in here if page not in offered and _folder_of(page) in folders]

    def _remove_litter(self) -> None:
        """Remove what a run that was killed had begun to write."""
        for path in (*self.folder.rglob(".*.tmp"), *self.folder.parent.glob(".fetch.json.*.tmp")):
            path.unlink(missing_ok=True)


def _folder_of(page: str) -> str:
    return page.rpartition("/")[0]
