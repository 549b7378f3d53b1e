"""The command line: what it prints, and the commands that are little else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.disk import tree

from generator.cli import main
from generator.generation import generate

ROOT = Path(__file__).parent.parent
IR = ROOT / "specs/dataexchange/service.yaml"


def run(*arguments: str | Path) -> Result:
    """Run the program."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of two services' specs with a page each, generated once."""
    for service in ("dataexchange", "discovery"):
        shutil.copytree(
            ROOT / "specs" / service,
            tmp_path / "specs" / service,
            ignore=shutil.ignore_patterns("api-reference"),
        )
    generate(tmp_path)
    return tmp_path


# What generate prints.


@pytest.mark.parametrize("change", ["touch nothing", "remove the seal"])
def test_nothing_to_do(project: Path, change: str) -> None:
    """What was read is told, whether or not it had to be read."""
    files = len(generate(project).generation.services[0].texts)
    if change == "remove the seal":
        shutil.rmtree(project / ".shapewright")

    result = run("generate", "--root", project)

    assert result.stdout.split("\n")[:2] == [
        f"dataexchange: 1 page read, 0 files written, {files} unchanged",
        f"discovery: 1 page read, 0 files written, {files} unchanged",
    ]


def test_deletions_are_told_with_their_service(project: Path) -> None:
    """Each line says what became of a service's files, that of a service that is gone too."""
    shutil.rmtree(project / "specs/discovery")
    lock = project / "generated/shapewright.lock"
    listed = '"dataexchange/client.py"'
    lock.write_text(lock.read_text().replace(listed, f'"dataexchange/old.py": "", {listed}'))
    (project / "generated/dataexchange/old.py").write_text("")
    files = len(list((project / "generated/discovery").iterdir()))

    lines = run("generate", "--root", project).stdout.split("\n")

    assert lines[0].startswith("dataexchange: 1 page read, 0 files written, ")
    assert lines[0].endswith(" unchanged, 1 deleted")
    assert lines[1] == f"discovery: gone, {files} files deleted"
    assert lines[2].endswith(f", {files + 1} deleted")


def test_pages_set_aside_are_told_by_a_sealed_run_too(project: Path) -> None:
    """The number of pages that hold nothing for the model does not get lost."""
    page = project / "specs/discovery/pages/index.rst"
    page.write_text(".. py:class:: ApplicationDiscoveryService.Client\n\n.. toctree::\n")
    generate(project)

    result = run("generate", "--root", project)

    assert "discovery: 1 page read, 1 set aside, 0 files written, " in result.stdout


# What emit writes.


def test_emit_writes_what_generate_writes(project: Path, tmp_path: Path) -> None:
    """From the same model come the same bytes, without the project around it."""
    output = tmp_path / "sdk"
    expected = {
        path: content
        for path, content in tree(project / "generated").items()
        if path.split("/")[0] in ("dataexchange", "_runtime")
    }

    result = run("emit", project / "specs/dataexchange/service.yaml", "--output", output)

    assert (0, f"{len(expected)} files written, 0 unchanged\n") == (
        result.exit_code,
        result.output,
    )
    assert expected == tree(output)


def test_emit_changes_only_what_differs(tmp_path: Path) -> None:
    """What differs is replaced; the rest, and what others have put there, stays as it is."""
    run("emit", IR, "--output", tmp_path)
    before = tree(tmp_path)
    kept = (tmp_path / "dataexchange/types.py").stat()
    (tmp_path / "dataexchange/client.py").write_text("edited")
    for name in ("__init__.py", "dataexchange/_custom.py", "notes.txt"):
        (tmp_path / name).write_text("mine")

    result = run("emit", IR, "--output", tmp_path)

    assert f"1 file written, {len(before) - 1} unchanged\n" == result.output
    mine = {"__init__.py": b"mine", "dataexchange/_custom.py": b"mine", "notes.txt": b"mine"}
    assert before | mine == tree(tmp_path)
    after = (tmp_path / "dataexchange/types.py").stat()
    assert (kept.st_ino, kept.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_emit_dry_run(tmp_path: Path) -> None:
    """A dry run tells the same numbers, and makes not even the folder."""
    output = tmp_path / "sdk"

    dry = run("emit", IR, "--output", output, "--dry-run")

    assert not output.exists()
    real = run("emit", IR, "--output", output)
    assert dry.output.replace("to write", "written") == real.output


@pytest.mark.parametrize("package", [True, False], ids=["package", "namespace"])
def test_what_emit_writes_can_be_imported(tmp_path: Path, *, package: bool) -> None:
    """The folder is a package by its `__init__.py`, or by being there."""
    run("emit", IR, "--output", tmp_path / "sdk")
    if package:
        (tmp_path / "sdk/__init__.py").touch()

    done = subprocess.run(
        [sys.executable, "-c", "from sdk.dataexchange import DataExchangeClient as C; print(C)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "sdk.dataexchange" in done.stdout


def test_emit_makes_no_folders_around_its_own(tmp_path: Path) -> None:
    """A folder in a place that does not exist is a mistake of the user's."""
    result = run("emit", IR, "--output", tmp_path / "no" / "sdk")

    assert result.exit_code == 2
    assert "there is no folder" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_emit_writes_through_no_link(tmp_path: Path) -> None:
    """A link in the place of the module's folder is an error, and nothing is written."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "sdk").mkdir()
    (tmp_path / "sdk/dataexchange").symlink_to("../elsewhere")

    result = run("emit", IR, "--output", tmp_path / "sdk")

    assert result.exit_code == 1
    assert "nothing is written through the link dataexchange" in result.stderr
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind: timestamp", "kind: timestmp", "timestmp"),
        ("id: dataexchange\n", "id: _runtime\n", "expected names that Python can have"),
    ],
)
def test_emit_refuses_a_broken_model(tmp_path: Path, old: str, new: str, expected: str) -> None:
    """What is no model, or none of a Python module, is a problem of the file."""
    broken = tmp_path / "service.yaml"
    broken.write_text(IR.read_text("utf-8").replace(old, new, 1), "utf-8")

    result = run("emit", broken, "--output", tmp_path / "sdk")

    assert result.exit_code == 1
    assert f"{broken}:" in result.stderr
    assert expected in result.stderr
    assert not (tmp_path / "sdk").exists()
