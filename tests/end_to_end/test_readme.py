"""What the README shows is true."""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")

PAGES: dict[str, list[Any]] = {
    "ListAudienceExportJobs": [
        {"audienceExportJobs": [{"name": "a1"}]},
        {"audienceExportJobs": [{"name": "a2"}]},
    ],
    "ListJobs": [{"Jobs": [{"Id": "d1"}]}],
    "DescribeExportTasks": [{"exportsInfo": [{"exportId": "t1"}, {"exportId": "t2"}]}],
    "GetSegmentExportJobs": [{"ExportJobsResponse": {"Item": [{"Id": "p1"}]}}],
}


EXAMPLES: list[str] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def script() -> str:
    """Give the script that the README shows."""
    return next(block for block in EXAMPLES if "def export_jobs" in block)


def test_the_script_lists_the_export_jobs_of_four_services(
    script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over a recorded transport, each call arrives with exactly its name and parameters."""
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    from generated._runtime.recorded import Call, RecordedTransport

    transport = RecordedTransport(PAGES)
    names: dict[str, Any] = {}
    exec(compile(script, "README.md", "exec"), names)
    export_jobs: Callable[[RecordedTransport], list[str]] = names["export_jobs"]

    assert export_jobs(transport) == ["a1", "a2", "d1", "t1", "t2", "p1"]
    assert transport.calls == [
        Call("ListAudienceExportJobs", {}, {}),
        Call("ListJobs", {}, {}),
        Call("DescribeExportTasks", {}, {}),
        Call("GetSegmentExportJobs", {"ApplicationId": "app", "SegmentId": "segment"}),
    ]


def test_the_script_is_short(script: str) -> None:
    """Behind the imports, ten lines do it."""
    lines = script[script.index("def export_jobs") :].splitlines()

    assert len(lines) == 10


@pytest.mark.parametrize(
    ("checker", "verdict"),
    [(["mypy", "--strict", "--config-file="], "no issues"), (["pyright"], "0 errors, 0 warnings")],
)
def test_the_script_type_checks(
    script: str, tmp_path: Path, checker: list[str], verdict: str
) -> None:
    """Neither checker has anything to say about it in strict mode."""
    (tmp_path / "export_jobs.py").write_text(f"# pyright: strict\n{script}", "utf-8")
    (tmp_path / "generated").symlink_to(ROOT / "generated")

    done = subprocess.run(
        [sys.executable, "-m", *checker, "export_jobs.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert verdict in done.stdout, done.stdout


def test_the_validator_finds_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The session in the README prints what it is shown to print."""
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    (session,) = re.findall(r"```pycon\n(.*?)```", README, re.DOTALL)

    test = doctest.DocTestParser().get_doctest(session, {}, "README", "README.md", 0)
    results = doctest.DocTestRunner().run(test)

    assert (0, 2) == (results.failed, results.attempted)


def test_the_fixtures_work_as_shown(tmp_path: Path) -> None:
    """The test in the README passes in a project of its own."""
    (example,) = (block for block in EXAMPLES if "pytest_plugins" in block)
    (tmp_path / "generated").symlink_to(ROOT / "generated")
    for file in re.split(r"^# (?=\w+\.py$)", example, flags=re.MULTILINE)[1:]:
        name, text = file.split("\n", 1)
        (tmp_path / name).write_text(text, "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "1 passed" in done.stdout, done.stdout


def test_the_console_output_is_real() -> None:
    """What `make generate` is shown to print is what it prints."""
    shown = re.search(r"\$ make generate\n(.*?)\$ make test", README, re.DOTALL)
    assert shown is not None

    done = subprocess.run(
        [sys.executable, "-m", "generator", "generate", "--dry-run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.replace("to write", "written") == shown[1]


def test_the_code_that_is_shown_is_generated() -> None:
    """Every line of the code and the model in the README stands in what was generated."""
    made = [
        *(ROOT / "generated/cleanroomsml").glob("*.py*"),
        ROOT / "specs/cleanroomsml/service.yaml",
    ]
    generated = "\n".join(path.read_text("utf-8") for path in made)
    blocks = [*EXAMPLES, *re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)]
    written = ("def export_jobs", "pytest_plugins")
    shown = [
        line
        for block in blocks
        if not any(word in block for word in written)
        for line in block.split("\n")
    ]

    assert [line for line in shown if line.rstrip('"') not in generated] == []
