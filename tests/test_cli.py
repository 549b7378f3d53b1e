"""The command line: what it prints."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.generation import generate

ROOT = Path(__file__).parent.parent


def run(*arguments: str | Path) -> Result:
    """Run the program."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of two services' specs, generated once."""
    for service in ("dataexchange", "discovery"):
        shutil.copytree(ROOT / "specs" / service, tmp_path / "specs" / service)
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
        f"dataexchange: 1 pages read, 0 files written, {files} unchanged",
        f"discovery: 1 pages read, 0 files written, {files} unchanged",
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

    assert lines[0].startswith("dataexchange: 1 pages read, 0 files written, ")
    assert lines[0].endswith(" unchanged, 1 deleted")
    assert lines[1] == f"discovery: gone, {files} files deleted"
    assert lines[2].endswith(f", {files + 1} deleted")


def test_pages_set_aside_are_told_by_a_sealed_run_too(project: Path) -> None:
    """The number of pages that hold nothing for the model does not get lost."""
    page = project / "specs/discovery/pages/index.rst"
    page.write_text(".. py:class:: ApplicationDiscoveryService.Client\n\n.. toctree::\n")
    generate(project)

    result = run("generate", "--root", project)

    assert "discovery: 1 pages read, 1 set aside, 0 files written, " in result.stdout
