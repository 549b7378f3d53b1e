"""Rendered pages of boto3, for tests that share them."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.sources.boto3 import render
from generator.sources.layout import KINDS


def render_once(service: str, root: Path) -> Path:
    """Return the rendered pages of a service, rendering them unless some process has before.

    Args:
        service: boto3's name of it.
        root: A folder that the processes share.
    """
    return make_once(root / service, lambda work: render(service, work))


def make_once(done: Path, make: Callable[[Path], Path]) -> Path:
    """Return a folder, making it unless some process has before.

    Processes that make it at once do so each for itself, and the first to finish is taken.

    Args:
        done: Where the folder comes to lie.
        make: Makes it somewhere below the folder that it is given.
    """
    if not done.is_dir():
        with tempfile.TemporaryDirectory(dir=done.parent) as work:
            made = make(Path(work))
            try:
                made.rename(done)
            except OSError:
                if not done.is_dir():
                    raise
    return done


def pages(folder: Path) -> Iterator[Path]:
    """Return the pages in a service's folder, in a fixed order."""
    for kind in KINDS:
        yield from sorted((folder / kind).iterdir() if (folder / kind).is_dir() else ())
