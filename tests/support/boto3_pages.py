"""Rendered pages of boto3, for tests that share them."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.sources.boto3 import render
from generator.sources.layout import KINDS


def render_once(service: str, root: Path) -> Path:
    """Return the rendered pages of a service, rendering them unless some process has before.

    Processes that render at once do so each for itself, and the first to finish is taken.

    Args:
        service: boto3's name of it.
        root: A folder that the processes share.
    """
    done = root / service
    if not done.is_dir():
        with tempfile.TemporaryDirectory(dir=root) as work:
            rendered = render(service, Path(work))
            try:
                rendered.rename(done)
            except OSError:
                if not done.is_dir():
                    raise
    return done


def pages(folder: Path) -> Iterator[Path]:
    """Return the pages in a service's folder, in a fixed order."""
    for kind in KINDS:
        yield from sorted((folder / kind).glob("*.rst"))
