"""What the README shows is true."""

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


@pytest.fixture
def script() -> str:
    """Give the script that the README shows."""
    blocks: list[str] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    return next(block for block in blocks if "def export_jobs" in block)


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


def test_the_script_type_checks(script: str, tmp_path: Path) -> None:
    """Mypy in strict mode has nothing to say about it."""
    file = tmp_path / "export_jobs.py"
    file.write_text(script, "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(file)],
        cwd=ROOT,
        env={"MYPYPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


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
    generated = "\n".join(
        path.read_text("utf-8")
        for path in [
            *(ROOT / "generated/cleanroomsml").glob("*.py"),
            ROOT / "specs/cleanroomsml/service.yaml",
        ]
    )
    blocks = re.findall(r"```(?:python|yaml)\n(.*?)```", README, re.DOTALL)
    shown = [
        line for block in blocks if "def export_jobs" not in block for line in block.split("\n")
    ]

    assert [line for line in shown if line.rstrip('"') not in generated] == []
