"""What must not change: bytes, lines, names."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.boto3_pages import pages
from support.disk import tree
from support.facts import facts_of
from support.walk import members

from generator.generation import generate
from generator.model import ir
from generator.model.assembly import assemble
from generator.model.facts import PageFacts
from generator.model.kinds import covers
from generator.model.yaml import dump

ROOT = Path(__file__).parent.parent.parent
TEN = [
    *("sqs", "kms", "dynamodb", "lambda", "s3"),
    *("iam", "route53", "glue", "wafv2", "accessanalyzer"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of this repository's specs, of which each fact stands on one page."""
    ignored = shutil.ignore_patterns("api-reference")
    shutil.copytree(ROOT / "specs", tmp_path / "specs", ignore=ignored)
    return tmp_path


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("cleanroomsml/pages/paginator-ListAudienceExportJobs.rst", None, "zebra"),
        ("cleanroomsml/pages/API_StartAudienceExportJob.txt", None, "zebra"),
        ("dataexchange/pages/paginator-ListJobs.txt", None, "zebra"),
        ("pinpoint/pages/client-get_segment_export_jobs.rst", "'FAILING'", "'FALTERING'"),
        ("discovery/pages/paginator-DescribeExportTasks.rst", None, "zebra"),
    ],
)
def test_one_word_changes_one_line(project: Path, page: str, old: str | None, new: str) -> None:
    """A changed word in a page changes one line of service.yaml."""
    generate(project)
    path = project / "specs" / page
    service_yaml = path.parent.parent / "service.yaml"
    before = service_yaml.read_text("utf-8").split("\n")
    text = path.read_text("utf-8")
    word = old or _a_word_of_prose(text, "\n".join(before))
    path.write_text(text.replace(word, new, 1), "utf-8")

    generate(project)

    after = service_yaml.read_text("utf-8").split("\n")
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def _a_word_of_prose(page: str, model: str) -> str:
    """Return a long word that stands once in the page, behind its frame, and once in the model."""
    words = [
        word
        for word in reversed(page.split())
        if word.isalpha() and word.islower() and len(word) > 6
    ]
    return next(word for word in words if page.count(word) == model.count(word) == 1)


def test_a_second_run_writes_nothing(project: Path) -> None:
    """What is there already is left alone."""
    first = generate(project).changes
    second = generate(project).changes

    assert first.written
    assert (second.written, second.deleted) == ((), ())


def test_a_dry_run_writes_nothing(project: Path) -> None:
    """A dry run says what would be written."""
    would = generate(project, dry_run=True).changes

    assert not (project / "generated").exists()
    assert would == generate(project).changes


def test_a_service_that_is_gone_takes_its_files_along(project: Path) -> None:
    """Files that are no longer made are deleted, and the user's own are kept."""
    generate(project)
    own = project / "generated/pinpoint/notes.txt"
    own.write_text("mine")
    shutil.rmtree(project / "specs/pinpoint")

    generate(project)

    assert [path.name for path in (project / "generated/pinpoint").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    "services", [["sqs", "kms"], pytest.param(TEN, marks=pytest.mark.slow)], ids=["two", "ten"]
)
def test_same_input_same_bytes(
    tmp_path: Path, boto3_pages: Callable[[str], Path], services: list[str]
) -> None:
    """Hash seeds, workers and working directories change no byte."""
    trees: list[dict[str, bytes]] = []
    for seed, workers, cwd in [("0", "1", "."), ("1", "2", "/")]:
        project = tmp_path / seed
        for service in services:
            source = boto3_pages(service)
            for page in pages(source):
                target = project / "specs" / service / "pages" / page.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(page.read_bytes())
        subprocess.run(
            [sys.executable, "-m", "generator", "generate", "--root", project, "-j", workers],
            cwd=cwd,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        trees.append(tree(project))

    assert trees[0].keys() == trees[1].keys()
    assert [path for path in trees[0] if trees[0][path] != trees[1][path]] == []


def _facts(service: ir.Service) -> dict[str, ir.Member]:
    return {
        f"{operation}.{side}.{path}": member
        for operation in service.operations
        for side in ("input", "output")
        for path, member in members(service, operation, side).items()
    }


def _lost(before: dict[str, ir.Member], after: dict[str, ir.Member]) -> list[str]:
    """Return the facts of an earlier model that a later one, of more pages, no longer has."""
    return [
        place
        for place, member in before.items()
        if place not in after
        or not covers(member.kind, after[place].kind)
        or (member.enum and member.enum != after[place].enum)
        or (
            member.required is not None
            and member.required not in ("unknown", after[place].required)
        )
        or (member.documentation is not None and after[place].documentation is None)
    ]


@pytest.mark.parametrize("service", TEN)
def test_names_stay_as_pages_arrive(service: str, boto3_pages: Callable[[str], Path]) -> None:
    """In whatever order pages arrive, no name in the ledger changes and no fact is lost."""
    everything = facts_of(pages(boto3_pages(service)))
    rng = random.Random(service)
    for _ in range(2):
        ledger: dict[str, str] = {}
        before: dict[str, ir.Member] = {}
        arrived: list[PageFacts] = []
        for batch in _batches(rng.sample(everything, len(everything))):
            arrived += batch
            assembled = assemble(rng.sample(arrived, len(arrived)), ledger=ledger)
            after = _facts(assembled.service)

            assert {place: assembled.ledger[place] for place in ledger} == ledger
            assert _lost(before, after) == []
            ledger, before = assembled.ledger, after


def _batches(pages: list[PageFacts]) -> list[list[PageFacts]]:
    """Divide pages into a few, a few more, and all the rest."""
    return [pages[:5], pages[5:20], pages[20:]]


def test_the_order_of_arrival_leaves_the_facts_alone(
    boto3_pages: Callable[[str], Path],
) -> None:
    """The ledger of any order gives the same facts, whatever the shapes are called."""
    everything = facts_of(pages(boto3_pages("sqs")))
    straight = assemble(everything)
    ledger: dict[str, str] = {}
    for number in range(1, len(everything) + 1):
        ledger = assemble(everything[:number], ledger=ledger).ledger

    again = assemble(everything, ledger=ledger)

    assert {place: str(member.kind) for place, member in _facts(straight.service).items()} == {
        place: str(member.kind) for place, member in _facts(again.service).items()
    }
    assert dump(again.service) == dump(assemble(everything, ledger=again.ledger).service)
