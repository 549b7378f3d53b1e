"""Publishes boto3's documentation pages as its site does: with Sphinx, and furo as the theme."""

import shutil
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx

from support.boto3_pages import KINDS, render


def publish(service: str, folder: Path) -> Path:
    """Render all pages of a service and publish them in HTML.

    Args:
        service: boto3's name of it.
        folder: Where the sources and the site are made.

    Returns:
        The service's folder on the site, with a folder for each kind of page that it has.
    """
    sources = folder / "sources"
    services = sources / "reference" / "services"
    services.mkdir(parents=True)
    for other in render(service, services).iterdir():
        if other.name not in KINDS:
            shutil.rmtree(other)
    (sources / "index.rst").write_text("Documentation\n=============\n", "utf-8")
    build(sources, folder / "site")
    return folder / "site" / "reference" / "services" / service


def build(sources: Path, site: Path) -> None:
    """Publish a folder of RST."""
    application = Sphinx(
        srcdir=sources,
        confdir=None,
        outdir=site,
        doctreedir=site.parent / "doctrees",
        buildername="html",
        confoverrides={"html_theme": "furo", "html_copy_source": False},
        status=None,
        warning=StringIO(),  # The pages are full of what docutils warns of.
        freshenv=True,
    )
    application.build()
