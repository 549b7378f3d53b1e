"""Pages of real services, rendered by the boto3 that is installed; and a project to work on."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from support.boto3_pages import render_once

from generator.generation import generate

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def boto3_pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what gives the folder of a service's pages; each is rendered once in a run."""
    own = tmp_path_factory.getbasetemp()
    root = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "boto3-pages"
    root.mkdir(exist_ok=True)
    return partial(render_once, root=root)


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
