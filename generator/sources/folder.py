"""Pages from files and folders."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISREG
from typing import NoReturn

from generator.sources.layout import KINDS, front_page


def page_files(paths: Iterable[Path]) -> list[Path]:
    """Return the pages that files and folders hold, each once, in a fixed order.

    A folder counts with everything below it, linked folders included, except what a leading dot
    hides.

    Raises:
        OSError: Where a folder can't be read, or a link leads nowhere.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in sorted(_below(path)) if path.is_dir() else [path]:
            found[file] = None
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    seen: set[Path] = set()
    for place, folders, files in os.walk(folder, followlinks=True, onerror=_give_up):
        # A link to a folder around itself would go on for ever.
        real = Path(place).resolve()
        if real in seen:
            folders.clear()
            continue
        folders[:] = [name for name in folders if name[0] != "."]
        seen.add(real)
        for name in files:
            path = Path(place, name)
            if name[0] != "." and S_ISREG(path.stat().st_mode):
                yield path


OVERRIDES, NAMES = "overrides.yaml", "names.lock.yaml"
BESIDE = (OVERRIDES, NAMES, "service.yaml")
"""The files in a service's own folder that are no pages."""


def _give_up(error: OSError) -> NoReturn:
    raise error


def services_in(folder: Path) -> list[str]:
    """Return the names of the services whose pages a folder holds."""
    if _is_of_one(folder):
        return [folder.resolve().name]
    return sorted(
        inner.name for inner in folder.glob("[!.]*") if inner.is_dir() and any(inner.iterdir())
    )


def service_pages(folder: Path, service: str) -> dict[str, Path]:
    """Find the pages of a service.

    Args:
        folder: A folder with one folder a service, or one service's own; `specs/` of a project is
            one, too, in which the pages are in a folder `pages` of their own.
        service: The service.

    Returns:
        The pages, by path below the service's own folder; none where it has no folder.

    Raises:
        OSError: Where a folder can't be read, or a link leads nowhere.
    """
    own = service_folder(folder, service)
    base = own / "pages" if (own / "pages").is_dir() else own
    files = page_files([base]) if base.is_dir() else []
    files = [file for file in files if file.parent != own or file.name not in BESIDE]
    found = {file.relative_to(base).as_posix(): file for file in files}
    beside = folder / front_page(service)
    if found and beside.is_file():
        found.setdefault(beside.name, beside)
    return found


def service_folder(folder: Path, service: str) -> Path:
    """Return a service's own folder: one in a folder, or that folder itself."""
    own = folder / service
    is_folder = _is_of_one(folder) or folder.resolve().name == service
    return folder if is_folder and not own.is_dir() else own


def _is_of_one(folder: Path) -> bool:
    return any((folder / name).is_dir() for name in (*KINDS, "pages"))
