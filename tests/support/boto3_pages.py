"""Renders boto3's documentation pages with boto3's own documenter."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import boto3
from boto3.docs.service import ServiceDocumenter

KINDS = ("client", "paginator", "waiter")
"""The folders of a service that hold pages on it; others are of boto3's resources."""


def render(service: str, folder: Path) -> Path:
    """Render all pages of a service.

    Args:
        service: boto3's name of it.
        folder: Where the service's own folder is made.

    Returns:
        The service's folder, with a folder for each of `KINDS` that it has.
    """
    session = boto3.Session(
        region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="y"
    )
    documenter = ServiceDocumenter(
        service,
        session,  # type: ignore[arg-type]  # The stub names the session of botocore's documenter.
        root_docs_path=str(folder),
    )
    documenter.document_service()
    return folder / service


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
