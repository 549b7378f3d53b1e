"""Pages from files and folders."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn


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
        folders[:] = [] if real in seen else [name for name in folders if name[0] != "."]
        seen.add(real)
        for name in files:
            path = Path(place, name)
            if name[0] != "." and (path.is_file() or not path.exists()):
                path.stat()
                yield path


def _give_up(error: OSError) -> NoReturn:
    raise error
