"""Pages of real services, rendered by the boto3 that is installed; and a project to work on."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from support.boto3_flat import Flattening, flatten_once
from support.boto3_pages import render_once
from support.boto3_site import publish_once

from generator.generation import generate

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def boto3_pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what gives the folder of a service's pages; each is rendered once in a run."""
    return partial(render_once, root=_shared_folder(tmp_path_factory, "boto3-pages"))


@pytest.fixture(scope="session")
def boto3_site(
    tmp_path_factory: pytest.TempPathFactory, boto3_pages: Callable[[str], Path]
) -> Callable[[str], Path]:
    """Return what gives the same pages in HTML; each service is published once in a run."""
    root = _shared_folder(tmp_path_factory, "boto3-site")
    return lambda service: publish_once(boto3_pages(service), root)


@pytest.fixture(scope="session")
def boto3_text(
    tmp_path_factory: pytest.TempPathFactory, boto3_site: Callable[[str], Path]
) -> Callable[[str, Flattening], Path]:
    """Return what gives the same pages as text, as extractors of some sort flatten them."""
    root = _shared_folder(tmp_path_factory, "boto3-text")
    return lambda service, how: flatten_once(boto3_site(service), root, how)


def _shared_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """Return a folder that all processes of the run have in common."""
    own = factory.getbasetemp()
    root = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    root.mkdir(exist_ok=True)
    return root


@pytest.fixture(scope="session")
def generated_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make what `project` gives copies of."""
    root = tmp_path_factory.mktemp("generated-project")
    shutil.copytree(ROOT / "specs", root / "specs")
    generate(root)
    return root


@pytest.fixture
def project(tmp_path: Path, generated_project: Path) -> Path:
    """Give a copy of this repository's specs, generated once and sealed."""
    return shutil.copytree(generated_project, tmp_path / "project")
