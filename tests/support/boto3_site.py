"""Publishes boto3's documentation pages as its site does: with Sphinx, and furo as the theme."""

import shutil
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx

from generator.sources.layout import KINDS
from support.boto3_pages import make_once


def publish_once(rendered: Path, root: Path) -> Path:
    """Return the pages of a service in HTML, publishing them unless some process has before.

    Args:
        rendered: The service's folder of pages in RST.
        root: A folder that the processes share.
    """
    return make_once(root / rendered.name, lambda work: _publish(rendered, work))


def _publish(rendered: Path, folder: Path) -> Path:
    sources = folder / "sources"
    for kind in KINDS:
        if (rendered / kind).is_dir():
            shutil.copytree(rendered / kind, sources / rendered.name / kind)
    # Breadcrumbs lead to a page on the service; a site has a page that it begins with.
    for page in ("index", rendered.name):
        (sources / f"{page}.rst").write_text("Title\n=====\n", "utf-8")
    build(sources, folder / "site")
    return folder / "site" / rendered.name


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
