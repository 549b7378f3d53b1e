"""What need not be made again is not, and nobody can tell from the outcome."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.disk import tree

from generator import pipeline
from generator.cli import main
from generator.emit import render
from generator.generation import generate
from generator.services import BuiltService

ROOT = Path(__file__).parent.parent.parent
SERVICES = ["cleanroomsml", "dataexchange", "discovery", "pinpoint"]

HEAVY = [
    "black",
    "boto3",
    "botocore",
    "docutils",
    "httpx",
    "jinja2",
    "markdown_it",
    "rich",
    "yaml",
    "concurrent",
    "importlib.metadata",
]
PROGRAM = """
import sys
from generator.cli import main
try:
    main()
finally:
    print(*sorted(sys.modules), sep="\\n", file=sys.stderr)
"""


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list that the ids of all services appear in that are built from now on."""
    found: list[str] = []
    build = pipeline.build_service

    def build_and_tell(root: Path, service_id: str, **options: Any) -> BuiltService:
        found.append(service_id)
        return build(root, service_id, **options)

    monkeypatch.setattr(pipeline, "build_service", build_and_tell)
    return found


@pytest.mark.parametrize("command", ["generate", "check"])
def test_nothing_to_do_imports_nothing_heavy(project: Path, command: str) -> None:
    """Such a run needs neither readers nor templates, nor what takes long to import."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, command, "--root", project],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    imported = done.stderr.split("\n")
    assert "generator.generation" in imported
    assert [name for name in imported if name.startswith("generator.readers")] == []
    assert [name for name in HEAVY if name in imported] == []


def append(path: Path) -> None:
    """Add an empty line to a file."""
    path.write_bytes(path.read_bytes() + b"\n")


def spoil(path: Path) -> None:
    """Make a file hold what is no text."""
    path.write_bytes(b"\xff")


def copy(path: Path) -> None:
    """Put a copy of a file beside it."""
    shutil.copy(path, path.with_name(f"another-{path.name}"))


def rename(path: Path) -> None:
    """Give a file another name."""
    path.rename(path.with_name(f"another-{path.name}"))


PAGE = "specs/pinpoint/pages/client-get_segment_export_jobs.rst"


@pytest.mark.parametrize(
    ("path", "change", "expected"),
    [
        (PAGE, append, ["pinpoint"]),
        (PAGE, copy, ["pinpoint"]),
        (PAGE, rename, ["pinpoint"]),
        ("specs/cleanroomsml/pages/API_StartAudienceExportJob.txt", Path.unlink, ["cleanroomsml"]),
        ("specs/pinpoint/overrides.yaml", append, ["pinpoint"]),
        ("specs/pinpoint/overrides.yaml", Path.unlink, ["pinpoint"]),
        ("specs/pinpoint/names.lock.yaml", append, ["pinpoint"]),
        ("specs/pinpoint/names.lock.yaml", Path.unlink, ["pinpoint"]),
        ("specs/pinpoint/service.yaml", append, ["pinpoint"]),
        ("specs/pinpoint/service.yaml", Path.unlink, ["pinpoint"]),
        ("generated/pinpoint/client.py", append, ["pinpoint"]),
        ("generated/pinpoint/client.py", Path.unlink, ["pinpoint"]),
        ("generated/pinpoint/client.py", spoil, ["pinpoint"]),
        ("generated/pinpoint", shutil.rmtree, ["pinpoint"]),
        ("generated/_runtime/client.py", append, []),
        ("generated/_runtime/client.py", spoil, []),
        ("generated/__init__.py", Path.unlink, []),
        ("specs/service.schema.json", append, []),
        ("generated/shapewright.lock", append, []),
        ("generated/shapewright.lock", Path.unlink, SERVICES),
        ("generated", shutil.rmtree, SERVICES),
        (".shapewright/seal.json", Path.unlink, SERVICES),
        (".shapewright", shutil.rmtree, SERVICES),
        ("notes.txt", Path.touch, []),
        ("generated/pinpoint/notes.txt", Path.touch, []),
    ],
)
def test_only_what_changed_is_built(
    project: Path,
    built: list[str],
    path: str,
    change: Callable[[Path], object],
    expected: list[str],
) -> None:
    """A service is built again if any of its inputs or outputs is another, and only then."""
    change(project / path)
    twin = shutil.copytree(project, project.with_name("twin"))
    shutil.rmtree(twin / ".shapewright", ignore_errors=True)

    sealed = generate(project)

    assert expected == built
    assert generate(twin).changes == sealed.changes
    assert tree(twin) == tree(project)


def test_a_hash_in_the_lock_is_restored(project: Path, built: list[str]) -> None:
    """An edit of the lock itself costs the service that it is about."""
    path = project / "generated/shapewright.lock"
    before = path.read_text()
    lock = json.loads(before)
    lock["services"]["pinpoint"]["files"]["pinpoint/client.py"] = "0" * 64
    path.write_text(json.dumps(lock))

    changes = generate(project).changes

    assert (("generated/shapewright.lock",), ()) == (changes.written, changes.deleted)
    assert before == path.read_text()
    assert built == ["pinpoint"]


def test_new_names_are_settled_by_another_run(project: Path, built: list[str]) -> None:
    """A run that gives names is not yet proof that they lead to the same outcome again."""
    shutil.rmtree(project / ".shapewright")
    for service in SERVICES[:3]:
        shutil.rmtree(project / "specs" / service)
    (project / "specs/pinpoint/names.lock.yaml").unlink()
    runs: list[list[str]] = []

    for _ in range(3):
        generate(project)
        runs.append(built.copy())
        built.clear()

    assert [["pinpoint"], ["pinpoint"], []] == runs


def test_named_services_are_sealed_alone(project: Path, built: list[str]) -> None:
    """A run over some services says nothing of the others."""
    shutil.rmtree(project / ".shapewright")
    generate(project, ["pinpoint"])
    generate(project, ["discovery"])
    built.clear()

    generate(project)

    assert ["cleanroomsml", "dataexchange"] == built


def test_a_service_that_failed_is_not_sealed(project: Path, built: list[str]) -> None:
    """Its problems are reported by every run, whatever was right before."""
    (project / PAGE).write_text("")

    first = generate(project, keep_going=True)
    again = generate(project, keep_going=True)

    assert first.generation.problems
    assert first.generation.problems == again.generation.problems
    assert ["pinpoint", "pinpoint"] == built


def test_a_dry_run_seals_nothing(tmp_path: Path) -> None:
    """A dry run writes nothing at all."""
    shutil.copytree(ROOT / "specs/discovery", tmp_path / "specs/discovery")

    generate(tmp_path, dry_run=True)

    assert ["specs"] == [path.name for path in tmp_path.iterdir()]


def test_other_code_builds_anew(project: Path) -> None:
    """A changed line of the generator reaches the output, though its version stays."""
    shutil.copytree(ROOT / "generator", project / "generator")
    shutil.copytree(ROOT / "templates", project / "templates")
    shutil.copy(ROOT / "pyproject.toml", project)
    code = project / "generator/model/yaml.py"
    code.write_text(
        code.read_text("utf-8")
        + "\n_dump = dump\n\n\ndef dump(x):\n    return _dump(x) + '# !\\n'\n",
        "utf-8",
    )

    done = subprocess.run(
        [sys.executable, "-m", "generator", "generate"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "pinpoint: 4 pages read, 2 files written" in done.stdout
    assert (project / "specs/pinpoint/service.yaml").read_text("utf-8").endswith("# !\n")


Edit = Callable[[random.Random, Path], None]


def _some(rng: random.Random, root: Path, *patterns: str) -> Path | None:
    found = sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()})
    return rng.choice(found) if found else None


def _replace_word(rng: random.Random, path: Path) -> None:
    words = path.read_text("utf-8", "replace").split(" ")
    words[rng.randrange(len(words))] = rng.choice(["zebra", "", "'REST'", "*", "string"])
    path.write_text(" ".join(words), "utf-8")


def _cut(rng: random.Random, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: rng.randrange(len(content) + 1)])


def _remove(rng: random.Random, path: Path) -> None:
    path.unlink()


def _append(rng: random.Random, path: Path) -> None:
    append(path)


ON_FILES: list[Edit] = [_replace_word, _replace_word, _cut, _remove, _append]
FILES = [
    ("specs/*/pages/**/*.*",),
    ("specs/*/pages/**/*.*",),
    ("specs/*/*.yaml",),
    ("specs/*/*.yaml", "specs/*.json"),
    ("generated/**/*.py",),
    ("generated/shapewright.lock",),
    (".shapewright/*",),
]


def _edit_file(rng: random.Random, root: Path) -> None:
    path = _some(rng, root, *rng.choice(FILES))
    if path:
        rng.choice(ON_FILES)(rng, path)


def _edit_template(rng: random.Random, root: Path) -> None:
    path = _some(rng, root.parent / "templates", "**/*.j2")
    if path:
        path.write_text(f"{path.read_text('utf-8')}# {rng.random()}\n", "utf-8")


def _remove_service(rng: random.Random, root: Path) -> None:
    shutil.rmtree(root / "specs" / rng.choice(SERVICES), ignore_errors=True)


def _restore_service(rng: random.Random, root: Path) -> None:
    service = Path("specs", rng.choice(SERVICES))
    shutil.rmtree(root / service, ignore_errors=True)
    shutil.copytree(ROOT / service, root / service)


def _add_file(rng: random.Random, root: Path) -> None:
    folder = root / "generated" / rng.choice(SERVICES)
    if folder.is_dir():
        (folder / f"own{rng.random()}.py").write_text("")


EDITS: list[Edit] = [
    *[_edit_file] * 8,
    *[_restore_service] * 4,
    _edit_template,
    _remove_service,
    _add_file,
]


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 30))]
)
def test_a_seal_changes_no_outcome(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """After any edits, a run with a seal prints and leaves what a run without one does."""
    rng = random.Random(seed)
    templates = shutil.copytree(ROOT / "templates", tmp_path / "templates")
    monkeypatch.setattr(render, "templates_folder", lambda: templates)
    for step in range(8):
        for _ in range(rng.randrange(4)):
            rng.choice(EDITS)(rng, project)
        twin = shutil.copytree(project, tmp_path / f"twin{step}")
        shutil.rmtree(twin / ".shapewright", ignore_errors=True)
        options = rng.choice([[], [], ["--keep-going"], ["--keep-going", "pinpoint"]])

        with_seal = CliRunner().invoke(main, ["generate", "--root", str(project), *options])
        without = CliRunner().invoke(main, ["generate", "--root", str(twin), *options])

        assert (without.exit_code, without.output) == (with_seal.exit_code, with_seal.output)
        assert tree(twin) == tree(project)
