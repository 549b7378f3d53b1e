"""The seal on what a generator makes."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import program, seal
from generator.emit import render
from generator.generation import generate
from generator.seal import Seal, SealedService, read_seal, write_seal

ROOT = Path(__file__).parent.parent
SERVICE = "specs/dataexchange"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project of one service, generated once."""
    shutil.copytree(ROOT / SERVICE, tmp_path / SERVICE)
    generate(tmp_path)
    return tmp_path


def sealed(root: Path) -> Seal:
    """Return a seal of this generator that states something."""
    nothing = read_seal(root)
    return Seal(
        nothing.generator, nothing.version, {"jobs": SealedService("1", 2, ("a page",))}, "3"
    )


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """A seal survives."""
    expected = sealed(tmp_path)
    write_seal(tmp_path, expected)

    assert expected == read_seal(tmp_path)


def test_nothing_is_sealed_at_first(tmp_path: Path) -> None:
    """To read a seal that is not there makes nothing."""
    found = read_seal(tmp_path)

    assert ({}, "") == (found.services, found.shared)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b"9" * 5000, b'{"generator": 1}'),
        b'{"generator": "x", "version": "", "services": {}, "shared": "", "more": 1}',
    ],
)
def test_a_damaged_seal_is_none(project: Path, content: bytes) -> None:
    """It is ignored, and the next run writes a right one."""
    path = project / seal.SEAL
    expected = path.read_bytes()
    path.write_bytes(content)

    assert read_seal(project).services == {}
    assert not generate(project).changes
    assert expected == path.read_bytes()


def test_a_cut_seal_is_none(project: Path) -> None:
    """Wherever the writing of a seal ends early, it states nothing."""
    path = project / seal.SEAL
    whole = path.read_bytes().rstrip()

    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert read_seal(project).services == {}


def test_a_seal_of_another_generator_is_none(tmp_path: Path) -> None:
    """What other code has made, this code may make otherwise."""
    ours = sealed(tmp_path)
    write_seal(tmp_path, Seal("another", ours.version, ours.services, ours.shared))

    assert read_seal(tmp_path).services == {}


def test_a_seal_that_cannot_be_written(project: Path) -> None:
    """It costs time, and no run."""
    (project / seal.SEAL).unlink()
    (project / seal.SEAL).mkdir()

    assert not generate(project).changes
    assert not generate(project).changes


def test_a_seal_is_written_once(project: Path) -> None:
    """A run that finds out nothing new leaves it alone."""
    before = (project / seal.SEAL).stat()

    generate(project)

    after = (project / seal.SEAL).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_git_does_not_see_it(project: Path) -> None:
    """Its folder says by itself that it is not to be committed."""
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)

    done = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "specs/dataexchange/service.yaml" in done.stdout
    assert ".shapewright" not in done.stdout


def test_what_no_longer_fits_is_left_out(project: Path) -> None:
    """The seal names the services that the lock has, and no others."""
    shutil.copytree(ROOT / "specs/discovery", project / "specs/discovery")
    generate(project)
    both = read_seal(project).services
    shutil.rmtree(project / SERVICE)
    generate(project)

    assert ["dataexchange", "discovery"] == list(both)
    assert {"discovery": both["discovery"]} == read_seal(project).services


@pytest.mark.parametrize("change", ["code", "a template", "a library"])
def test_what_decides_what_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """A seal is void once the code, a template or a library is another."""
    package, templates, libraries = (tmp_path / name for name in ("code", "templates", "site"))
    shutil.copytree(ROOT / "generator", package)
    shutil.copytree(ROOT / "templates", templates)
    (libraries / "jinja2-3.1.6.dist-info").mkdir(parents=True)
    monkeypatch.setattr(program, "_PACKAGE", package)
    monkeypatch.setattr(render, "templates_folder", lambda: templates)
    monkeypatch.setattr(sys, "path", [str(libraries), *sys.path])
    write_seal(tmp_path, sealed(tmp_path))
    changes: dict[str, Callable[[], object]] = {
        "code": lambda: (package / "model/ir.py").write_text("# Other code.\n"),
        "a template": lambda: (templates / "service/types.py.j2").write_text("# Another.\n"),
        "a library": lambda: (libraries / "jinja2-3.1.6.dist-info").rename(
            libraries / "jinja2-3.1.7.dist-info"
        ),
    }

    before = read_seal(tmp_path).services
    changes[change]()

    assert ["jobs"] == list(before)
    assert read_seal(tmp_path).services == {}
