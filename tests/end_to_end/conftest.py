"""Pages of real services, rendered by the boto3 that is installed."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from support.boto3_pages import render_once


@pytest.fixture(scope="session")
def boto3_pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what gives the folder of a service's pages; each is rendered once in a run."""
    own = tmp_path_factory.getbasetemp()
    root = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "boto3-pages"
    root.mkdir(exist_ok=True)
    return partial(render_once, root=root)
