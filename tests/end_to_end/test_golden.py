"""The golden service, which has all that is odd; `make golden` writes it anew."""

import difflib
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import golden
from support.black_check import assert_black_leaves

from generator.emit.emission import emit_package, emit_runtime

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Any]]:
    """Give what imports a module of the golden service."""
    root = tmp_path_factory.mktemp("golden")
    for path, text in (emit_runtime() | emit_package(["zoo"]) | golden.kept()).items():
        file = root / "goldens" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    sys.path.insert(0, str(root))
    yield lambda name: importlib.import_module(f"goldens.zoo.{name}")
    sys.path.remove(str(root))


def test_the_golden_service_is_what_is_emitted() -> None:
    """Whatever changes in the output is seen and reviewed."""
    emitted, kept = golden.emitted(), golden.kept()

    differences = [
        line
        for path in sorted(emitted.keys() | kept.keys())
        for line in difflib.unified_diff(
            kept.get(path, "").splitlines(), emitted.get(path, "").splitlines(), path, path
        )
    ]

    assert [] == differences


def test_black_leaves_the_golden_service() -> None:
    """It is emitted as black has it, without black."""
    for path, text in golden.kept().items():
        assert_black_leaves(text, path)


def test_black_leaves_what_is_committed() -> None:
    """So is all of this repository's `generated/`."""
    done = subprocess.run(
        [sys.executable, "-m", "black", "--check", "--quiet", "--config", os.devnull, "generated"],
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 0


def test_black_has_no_part_in_it(tmp_path: Path) -> None:
    """A run that makes everything anew does without."""
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    program = (
        "import sys; from pathlib import Path; from generator.generation import generate\n"
        "print(len(generate(Path(sys.argv[1])).changes.written), 'black' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    written, imported = done.stdout.split()
    assert int(written) > 40
    assert imported == "False"


@pytest.mark.parametrize("extent", ["full", "minimal"])
@pytest.mark.parametrize("operation", ["list_animals", "list_keepers", "put_animal"])
def test_samples_satisfy_the_validators(
    zoo: Callable[[str], Any], operation: str, extent: str
) -> None:
    """Every sample of a request has all that is documented."""
    sample = getattr(zoo("fixtures"), f"{extent}_{operation}_request")()

    assert [] == getattr(zoo("validators"), f"validate_{operation}")(sample, "documented")


def test_validators_find_all_problems(zoo: Callable[[str], Any]) -> None:
    """Each comes with its path, the constraint and the value."""
    animal: dict[str, Any] = {
        "name": "-",
        "children": [{}],
        "food": {"hay": 1, "meat": "x"},
        "wings": 2,
    }
    request: dict[str, Any] = {"animal": animal, "list": [[0], []], "x-amz-meta": {"k": ["A"]}}

    problems = zoo("validators").validate_put_animal(request, "documented")

    assert [
        "animal.name: text that matches [a-z]+(-[a-z]+)*, found '-'",
        "animal.children[0].name: required",
        "animal.food: exactly one member, found ['hay', 'meat']",
        "animal.food.hay: at most 0.75, found 1",
        "animal.wings: no such member, found 2",
        "list[0][0]: at least 1, found 0",
        "x-amz-meta: length of at least 2, found {'k': ['A']}",
        r"x-amz-meta.k[0]: text that matches ^[a-z][\s\S]*, found 'A'",
    ] == list(map(str, problems))


def test_a_client_works_over_its_fixtures(zoo: Callable[[str], Any]) -> None:
    """Every operation answers with its full response."""
    fixtures = zoo("fixtures")
    transport = zoo("fixtures").RecordedTransport(fixtures.RESPONSES)
    client = zoo("client").ZooClient(transport)

    put = client.put_animal(**fixtures.full_put_animal_request())
    events = list(client.watch_animals()["events"])
    pages = client.get_paginator("list_animals").paginate(state="AWAKE")

    assert b"sample" == put["photo"].read()
    assert [["arrival"], ["departure"]] == [list(event) for event in events]
    assert ["name"] == list(pages.search("animals[].name"))
    assert ["PutAnimal", "WatchAnimals", "ListAnimals"] == [c.operation for c in transport.calls]
