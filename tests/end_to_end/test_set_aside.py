"""Pages of boto3's site that are on no operation: each is known, and said to be what it is."""

import shutil
from pathlib import Path

import pytest
from support.boto3_documenters import render_page, render_resources, render_site
from support.boto3_site import build

from generator.model.facts import Reading
from generator.readers.page import read_page
from generator.sources.layout import KINDS

ON_RESOURCES = "a page on boto3's resources"
LISTS_OTHERS = "a page that lists others"
ON_AN_ERROR = "a page on the class of an error"
OF_EVERY_CLIENT = "a method of every client"
BY_HAND = "a method that boto3 adds by hand"

METHODS = {
    "s3/client/can_paginate": OF_EVERY_CLIENT,
    "s3/client/close": OF_EVERY_CLIENT,
    "s3/client/generate_presigned_post": OF_EVERY_CLIENT,
    "s3/client/generate_presigned_url": OF_EVERY_CLIENT,
    "s3/client/get_paginator": OF_EVERY_CLIENT,
    "s3/client/get_waiter": OF_EVERY_CLIENT,
    "s3/client/copy": BY_HAND,
    "s3/client/download_file": BY_HAND,
    "s3/client/download_fileobj": BY_HAND,
    "s3/client/upload_file": BY_HAND,
    "s3/client/upload_fileobj": BY_HAND,
    "rds/client/generate_db_auth_token": BY_HAND,
    "dsql/client/generate_db_connect_admin_auth_token": BY_HAND,
    "dsql/client/generate_db_connect_auth_token": BY_HAND,
}
"""All that boto3 and botocore have, of whichever client."""


@pytest.mark.parametrize("page", METHODS)
def test_methods_that_are_no_operations(page: str) -> None:
    """Each is known by its page."""
    reading = read_page(render_page(page), page)

    assert Reading(None, aside=f"{page}: {METHODS[page]}") == reading


def test_no_client_has_other_methods() -> None:
    """What boto3 adds to the clients of services is all in the table."""
    from boto3.s3 import inject
    from botocore import signers

    added: dict[str, object] = {}
    inject.inject_s3_transfer_methods(added)
    signers.add_generate_presigned_post(added)
    signers.add_generate_presigned_url(added)
    signers.add_generate_db_auth_token(added)
    signers.add_dsql_generate_db_auth_token_methods(added)

    assert added.keys() <= {page.split("/")[2] for page in METHODS}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render all pages of a service, and a few of others, as the site's sources have them."""
    folder = tmp_path_factory.mktemp("sources")
    render_site("sqs", folder)
    for page in METHODS:
        path = folder / f"{page}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render_page(page))
    for page in ("index", "s3", "rds", "dsql"):
        (folder / f"{page}.rst").write_text("Title\n=====\n", "utf-8")
    return folder


def reason(page: str) -> str | None:
    """Say why a page of the site is no operation's, by where it lies; None of one that is."""
    service, *folders = page.split("/")
    match folders:
        case [] if service == "sqs":
            return LISTS_OTHERS
        case ["client", "exceptions", _]:
            return ON_AN_ERROR
        case ["client", name] if page in METHODS or f"s3/client/{name}" in METHODS:
            return METHODS.get(page) or METHODS[f"s3/client/{name}"]
        case [kind, _] if kind in KINDS:
            return None
        case _:
            return ON_RESOURCES


def check(folder: Path, suffix: str) -> None:
    """Check that each page of a site is either set aside for its reason or read."""
    found: dict[str, str | None] = {}
    for path in [folder / f"sqs{suffix}", *sorted(folder.glob(f"*/**/*{suffix}"))]:
        page = path.relative_to(folder).as_posix().removesuffix(suffix)
        reading = read_page(path.read_bytes(), page)
        assert reading.problems == ()
        assert (reading.facts is None) == (reading.aside is not None)
        found[page] = reading.aside and reading.aside.removeprefix(f"{page}: ")

    assert {page: reason(page) for page in found} == found
    kinds = {ON_RESOURCES, LISTS_OTHERS, ON_AN_ERROR, OF_EVERY_CLIENT, BY_HAND, None}
    assert kinds == {*found.values()}


def test_every_page_of_a_service(site: Path) -> None:
    """Front page, methods, errors' classes and resources are set aside, and no operation is."""
    check(site, ".rst")


def test_every_page_of_a_service_in_html(site: Path, tmp_path: Path) -> None:
    """The same pages as the site publishes them are set aside for the same reasons."""
    build(site, tmp_path / "site")

    check(tmp_path / "site", ".html")


INDEXES = ("s3/service-resource/index", "s3/bucket/index", "dynamodb/table/index")


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the pages on the resources of services that have many."""
    folder = tmp_path_factory.mktemp("resources")
    for service in ("s3", "dynamodb"):
        render_resources(service, folder)
    return folder


def test_pages_on_resources(resources: Path) -> None:
    """All that there are: indexes, identifiers, attributes, actions, collections, waiters."""
    pages = sorted(resources.rglob("*.rst"))

    assert {f"{page}.rst" for page in INDEXES} <= {
        page.relative_to(resources).as_posix() for page in pages
    }
    for page in pages:
        assert read_page(page.read_bytes(), "x") == Reading(None, aside=f"x: {ON_RESOURCES}")


@pytest.mark.slow
def test_pages_on_resources_in_html(resources: Path, tmp_path: Path) -> None:
    """Those in HTML, too."""
    sources = tmp_path / "sources"
    for index in INDEXES:
        folder = index.removesuffix("/index")
        shutil.copytree(resources / folder, sources / folder)
    for page in ("index", "s3", "dynamodb"):
        (sources / f"{page}.rst").write_text("Title\n=====\n", "utf-8")
    build(sources, tmp_path / "site")

    for published in sorted((tmp_path / "site").glob("*/*/*.html")):
        assert read_page(published.read_bytes(), "x") == Reading(None, aside=f"x: {ON_RESOURCES}")


GUIDE = """\
.. _guide_things:

Things
======

A guide to things::

    response = client.put_thing(
        Name='string'
    )
"""
CORE = """\
.. _ref_things:

==============
Core reference
==============

.. automodule:: boto3.session
   :members:
"""
CUSTOMISATION = """\
<article role="main"><section id="things"><h1>Customisation reference</h1>
<dl class="py class">
<dt>class boto3.things.Transfer(client, config=None)</dt>
<dd><p>Transfers things.</p>
<dl class="py method"><dt>upload(name)</dt><dd><p>Uploads.</p></dd></dl>
</dd></dl></section></article>
"""


@pytest.mark.parametrize("page", [GUIDE, CORE, CUSTOMISATION])
def test_pages_that_are_on_no_service(page: str) -> None:
    """A guide and a page on boto3 itself lie in no service's folder: there they are a problem."""
    reading = read_page(page.encode(), "guide")

    assert (reading.facts, reading.aside, len(reading.problems)) == (None, None, 1)
