"""Broken input: each is an error with file and line, exit code 1, and nothing written."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.disk import tree

from generator.cli import main

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: str | Path) -> Result:
    """Run the program."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


PAGE = "specs/pinpoint/pages/client-get_segment_export_jobs.rst"
OTHER = "specs/cleanroomsml/pages/paginator-ListAudienceExportJobs.rst"
FLAT = "specs/dataexchange/pages/paginator-ListJobs.txt"


def _replace(path: Path, old: str, new: str, count: int = 1) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), "utf-8")


def _cut(path: Path, behind: str) -> None:
    text = path.read_text("utf-8")
    path.write_text(text[: text.index(behind) + len(behind)], "utf-8")


BREAKS: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "an empty file": (PAGE, lambda path: path.write_text(""), f"{PAGE}:1: expected a doc"),
    "a binary file": (
        PAGE,
        lambda path: path.write_bytes(b"\x7fELF\0\1"),
        f"{PAGE}:1: expected te",
    ),
    "a page cut in the middle of a syntax block": (
        PAGE,
        lambda path: _cut(path, "'RoleArn': 'string',\n"),
        f"{PAGE}:",
    ),
    "a flat page cut in the middle of a syntax block": (
        FLAT,
        lambda path: _cut(path, "'RevisionId': 'string',\n"),
        f"{FLAT}:",
    ),
    "a page of something else": (
        PAGE,
        lambda path: path.write_text("Release notes\n\n* Faster.\n"),
        f"{PAGE}:1: expected a page of a known rendition",
    ),
    "a bullet that the syntax block does not show": (
        PAGE,
        lambda path: _replace(path, "- **RoleArn** *(string)", "- **RollArn** *(string)"),
        f"{PAGE}:",
    ),
    "a bullet of another type": (
        PAGE,
        lambda path: _replace(path, "- **RoleArn** *(string)", "- **RoleArn** *(list)"),
        f"{PAGE}:",
    ),
    "two services in one folder": (
        PAGE,
        lambda path: shutil.copy(path.parents[3] / OTHER, path.parent / "stray.rst"),
        "specs/pinpoint/pages/stray.rst:1: expected a page of pinpoint",
    ),
    "an override that is misspelt": (
        "specs/pinpoint/overrides.yaml",
        lambda path: _replace(path, "path: signing_name", "path: singing_name"),
        "specs/pinpoint/overrides.yaml:",
    ),
    "a ledger that is none": (
        "specs/pinpoint/names.lock.yaml",
        lambda path: path.write_text("a: [1]\n"),
        "specs/pinpoint/names.lock.yaml:1: expected a shape's name",
    ),
    "a service without pages": (
        "specs/pinpoint/pages",
        shutil.rmtree,
        "specs/pinpoint/pages: expected a folder of pages",
    ),
    "a file of unknown origin": (
        "generated/shapewright.lock",
        lambda path: path.rename(path.parent / "__init__.py"),
        "generated/__init__.py: expected no file, or one that the lock lists",
    ),
    "two services of one module": (
        "specs/dataexchange",
        lambda path: [shutil.copytree(path, path.parent / name) for name in ("a-b", "a_b")],
        "specs: expected services of which each makes a module, found services a-b and a_b",
    ),
    "a damaged lock": (
        "generated/shapewright.lock",
        lambda path: path.write_text("{"),
        "generated/shapewright.lock:1: expected a lock file",
    ),
}


@pytest.mark.parametrize("case", BREAKS)
@pytest.mark.parametrize("command", ["generate", "check"])
def test_nothing_is_written(project: Path, command: str, case: str) -> None:
    """The error names file and line, the exit code is 1, and the tree stays as it was."""
    path, break_it, message = BREAKS[case]
    break_it(project / path)
    before = tree(project)

    result = run(command, "--root", project)

    assert result.exit_code == 1, result.output
    assert message in result.stderr
    assert before == tree(project)


def test_every_problem_of_every_page_is_reported(project: Path) -> None:
    """One run reports them all."""
    for page in (PAGE, OTHER, FLAT):
        (project / page).write_text("")

    result = run("generate", "--root", project)

    assert [f"{page}:1: expected" in result.stderr for page in (PAGE, OTHER, FLAT)] == [True] * 3


def test_keep_going_writes_the_services_that_are_well(project: Path) -> None:
    """A bad page costs its own service's news, and no files that were there."""
    (project / PAGE).write_text("")
    _replace(project / OTHER, "audience", "public")
    before = tree(project)

    result = run("generate", "--root", project, "--keep-going")

    after = tree(project)
    changed = sorted(path for path in after if after[path] != before.get(path))
    assert result.exit_code == 1
    assert before.keys() == after.keys()
    assert {path.split("/")[1] for path in changed} == {"cleanroomsml", "shapewright.lock"}


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((PAGE, OTHER), "one of cleanroomsml"),
        ((FLAT, OTHER), "one of DataExchange"),
    ],
)
def test_two_services_in_one_call(tmp_path: Path, pages: tuple[str, ...], expected: str) -> None:
    """Pages of two services are refused unless the caller settles it."""
    output = tmp_path / "out.yaml"
    files = [ROOT / page for page in pages]

    refused = run("extract", *files, "--output", output)
    settled = run("extract", *files, "--service", "both", "--output", output)

    assert refused.exit_code == 1
    assert expected in refused.stderr
    assert settled.exit_code == 0, settled.stderr
    assert "id: both\n" in output.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("shape: JobsItem\n", "shape: JobItem\n", "JobItem"),
        ("kind: timestamp", "kind: timestmp", "timestmp"),
        ("complete: true", "complet: true", "complet"),
    ],
)
def test_a_broken_ir(tmp_path: Path, old: str, new: str, expected: str) -> None:
    """A dangling reference or a misspelt field is an error with its line."""
    source = (ROOT / "specs/dataexchange/service.yaml").read_text("utf-8")
    broken = tmp_path / "service.yaml"
    broken.write_text(source.replace(old, new, 1), "utf-8")
    line = source[: source.index(old)].count("\n") + 1

    file = str(broken)
    for command in (["inspect", file], ["export", file, "--to", "botocore", "--output", "-"]):
        result = run(*command)
        assert result.exit_code == 1, result.output
        assert expected in result.stderr
        assert (
            f"service.yaml:{line}: " in result.stderr
            or f"service.yaml:{line - 1}: " in result.stderr
        )


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "no-such-file", "--output", "-"],
        ["export", "README.md", "--to", "nothing", "--output", "-"],
        ["generate", "--no-such-option"],
        ["check", "--dry-run"],
        ["emit", "README.md"],
        ["emit", "no-such-file", "--output", "."],
        ["inspect", "no-such-service"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    """Wrong usage has an exit code of its own."""
    assert run(*arguments).exit_code == 2
