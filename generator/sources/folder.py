"""Pages from files and folders."""

from collections.abc import Iterable
from pathlib import Path


def page_files(paths: Iterable[Path]) -> list[Path]:
    """Return the pages that files and folders hold, each once, in a fixed order.

    A folder counts with everything below it, except what a leading dot hides.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in sorted(_below(path)) if path.is_dir() else [path]:
            found[file] = None
    return list(found)


def _below(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path
