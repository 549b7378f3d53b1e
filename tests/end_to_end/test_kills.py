"""Runs of the whole program that are killed, at instants spread over all that they do."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.emit.publication import recover
from generator.generation import generate

ROOT = Path(__file__).parent.parent.parent
SERIES = 20
KILLS = 10
"""In each series; two hundred in all."""

PROGRAM = """
import os, signal, sys

limit, events, staging = int(sys.argv.pop(1)), 0, 0

def count(event, args):
    global events, staging
    events += 1
    if event == "os.mkdir" and "publication" in str(args[0]):
        staging = staging or events
    if events == limit:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
from generator.cli import main
try:
    main()
finally:
    print(staging, events)
"""
"""The program, in which every import, opened file and call that writes is an instant."""

STATES: dict[str, dict[str, list[str]]] = {
    "first": {
        "cleanroomsml": [
            "API_StartAudienceExportJob.txt",
            "paginator-ListAudienceExportJobs.rst",
        ],
        "discovery": ["paginator-DescribeExportTasks.rst"],
    },
    "second": {
        "cleanroomsml": ["API_StartAudienceExportJob.txt"],
        "dataexchange": ["paginator-ListJobs.txt"],
    },
}
"""Pages of services; from either to the other, a service goes, one comes and one changes."""
OTHER = {"first": "second", "second": "first"}
KEPT = {"seal.json", ".gitignore"}
"""What stays in the workshop."""


def arrange(root: Path, state: str) -> None:
    """Bring the pages of a project into a state."""
    for folder in (root / "specs").glob("*/"):
        shutil.rmtree(folder / "pages")
        if folder.name not in STATES[state]:
            shutil.rmtree(folder)
    for service, pages in STATES[state].items():
        (root / "specs" / service / "pages").mkdir(parents=True)
        for page in pages:
            path = Path("specs", service, "pages", page)
            shutil.copy(ROOT / path, root / path)


def run(root: Path, limit: int = 0) -> subprocess.CompletedProcess[str]:
    """Generate, and be killed at the instant of a number, if there are as many."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(limit), "generate", "--root", str(root)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def generated(root: Path) -> dict[str, str] | None:
    """Return the texts of the folder that is published whole; None if it is not there."""
    folder = root / "generated"
    if not folder.exists():
        return None
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def outputs(root: Path) -> dict[str, str]:
    """Return the texts of all that is made of what both states have."""
    singles = ("service.schema.json", "cleanroomsml/service.yaml", "cleanroomsml/names.lock.yaml")
    return {
        **(generated(root) or {}),
        **{path: (root / "specs" / path).read_text("utf-8") for path in singles},
    }


@dataclass
class Expected:
    """What a calm run makes of a state, and when it does what."""

    outputs: dict[str, str]
    staging: int
    """The instant at which a run that comes from the other state begins to write."""
    end: int


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Expected]:
    """Make each state out of the other one, undisturbed."""
    root = tmp_path_factory.mktemp("calm")
    arrange(root, "first")
    generate(root)
    found: dict[str, Expected] = {}
    for state in ("second", "first"):
        arrange(root, state)
        staging, end = run(root).stdout.split()[-2:]
        found[state] = Expected(outputs(root), int(staging), int(end))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("series", range(SERIES))
def test_a_run_that_is_killed_leaves_a_whole_tree(
    tmp_path: Path, expected: dict[str, Expected], series: int
) -> None:
    """At once, `generated/` is old, new or about to return; recovered, all is old or new.

    Half of the kills are spread evenly over the run, and half over its last part, which writes.
    """
    rng = random.Random(series)
    arrange(tmp_path, "first")
    generate(tmp_path)
    state, kills = "first", 0
    while kills < KILLS:
        whole = {name: expected[name].outputs for name in (state, OTHER[state])}
        calm = expected[OTHER[state]]
        arrange(tmp_path, OTHER[state])

        done = run(tmp_path, rng.randrange(calm.staging if kills % 2 else 1, calm.end))

        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        assert_whole_folder(tmp_path, whole.values())
        recover(tmp_path)
        (state,) = [name for name, texts in whole.items() if texts == outputs(tmp_path)]
        assert {path.name for path in (tmp_path / ".shapewright").glob("*")} <= KEPT
        kills += done.returncode != 0

    arrange(tmp_path, OTHER[state])
    generate(tmp_path)
    assert expected[OTHER[state]].outputs == outputs(tmp_path)


def assert_whole_folder(root: Path, wholes: Iterable[dict[str, str]]) -> None:
    """Check that `generated/` is one of several, or between the two renames that replace it."""
    found = generated(root)
    if found is None:
        assert (root / ".shapewright/publication/journal.json").exists()
        assert (root / ".shapewright/publication/new/generated").exists()
    else:
        folder = "generated/"
        assert found in [{p: whole[p] for p in whole if p.startswith(folder)} for whole in wholes]
