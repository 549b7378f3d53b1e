"""The wheel, installed elsewhere."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder but what Python leaves behind."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


@pytest.mark.slow
def test_the_wheel_generates_the_same_bytes(tmp_path: Path) -> None:
    """It carries the templates and the runtime, and needs no checkout."""
    build: list[str | Path] = [sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv/bin/python"
    install: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "-c",
        ROOT / ".ci/constraints.txt",
        wheel,
    ]
    subprocess.run(install, check=True, capture_output=True)
    project = tmp_path / "project"
    shutil.copytree(ROOT / "specs", project / "specs")

    subprocess.run(
        [python, "-m", "generator", "generate"], cwd=project, check=True, capture_output=True
    )

    assert tree(project / "generated") == tree(ROOT / "generated")
    assert tree(project / "specs") == tree(ROOT / "specs")
