"""`shapewright audit`, as it is called."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.readers.boto3_page import TOO_LARGE

ROOT = Path(__file__).parent.parent.parent


def audit(*arguments: str | Path) -> Result:
    """Call the command."""
    return CliRunner().invoke(main, ["audit", *map(str, arguments)])


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Give a copy of the pages of two services."""
    for service in ("pinpoint", "discovery"):
        shutil.copytree(ROOT / "specs" / service / "pages", tmp_path / service / "pages")
    return tmp_path


def test_nothing_is_wrong(pages: Path) -> None:
    """A row a service and the sums, and success."""
    result = audit("--pages", pages)

    assert result.exit_code == 0, result.output
    head, *rows, sums = result.output.splitlines()
    assert ["discovery", "pinpoint"] == [line.split()[0] for line in rows]
    assert all(line.endswith("  nothing") for line in [*rows, sums])
    assert ["0/28", "0", "1", "17"] == rows[0].split()[1:5]
    assert sums.startswith("2 services")
    assert head.endswith("  wrong")


def test_differences_come_with_page_and_line(pages: Path) -> None:
    """What the page has and the model doesn't, and the reverse."""
    page = pages / "pinpoint/pages/client-get_segment_export_jobs.rst"
    text = page.read_text("utf-8")
    page.write_text(text.replace("'FAILING'|", "'FALTERING'|"), "utf-8")
    line = text[: text.index("- **JobStatus**")].count("\n") + 1

    result = audit("pinpoint", "--pages", pages, "--json", pages / "out.json")

    assert result.exit_code == 1
    assert "  enum 1" in result.output
    told = f"pinpoint/client-get_segment_export_jobs.rst:{line}: enum:"
    assert [told] == [text[: len(told)] for text in result.output.splitlines() if "rst:" in text]
    (found,) = json.loads((pages / "out.json").read_text())
    (wrong,) = found["wrong"]
    path = "GetSegmentExportJobs.output.ExportJobsResponse.Item[].JobStatus"
    assert ("enum", path) == (wrong["fact"], wrong["path"])


def test_a_page_that_cannot_be_read_is_told(pages: Path) -> None:
    """The other services are judged all the same."""
    (pages / "pinpoint/pages/junk.rst").write_text("Junk.\n")

    result = audit("--pages", pages)

    assert result.exit_code == 1
    assert "pinpoint/junk.rst:1: expected a page of a known rendition" in result.output
    assert "discovery" in result.output


def test_what_a_page_has_lost_is_told(pages: Path) -> None:
    """A section that boto3 replaces by a notice is named; what it said is not judged."""
    page = pages / "pinpoint/pages/client-get_segment_export_jobs.rst"
    text = page.read_text("utf-8")
    block = text[text.index("    response = client.") : text.index("  :type ApplicationId:")]
    page.write_text(text.replace(block, f"    {TOO_LARGE}\n\n"), "utf-8")

    result = audit("pinpoint", "--pages", pages)

    assert result.exit_code == 0, result.output
    lost = "pinpoint: GetSegmentExportJobs: Request Syntax: a notice stands there"
    assert lost in result.output


def test_a_service_that_nobody_knows_is_told(pages: Path) -> None:
    """There is no judge for it."""
    text = (pages / "pinpoint/pages/client-get_segment_export_jobs.rst").read_text("utf-8")
    page = pages / "pinball/pages/client-get_segment_export_jobs.rst"
    page.parent.mkdir(parents=True)
    page.write_text(text.replace("<../../pinpoint>", "<../../pinball>"), "utf-8")

    result = audit("pinball", "--pages", pages)

    assert result.exit_code == 1
    assert "not judged" in result.output
    assert "expected a service that botocore has a model of, found none" in result.output


def test_all_takes_the_pages_of_all(pages: Path) -> None:
    """What has no folder is named."""
    result = audit("--all", "--pages", pages)

    assert result.exit_code == 1
    assert "expected a folder of pages for each of" in result.output


def test_what_a_whole_service_lacks_is_missing(pages: Path) -> None:
    """Operations without a page are no fault of the pages that are there."""
    from generator.audit.auditing import audit_service

    audited = audit_service(pages / "pinpoint/pages", "pinpoint", whole=True)

    assert audited.verdict is not None
    assert audited.verdict.wrong_by_fact["missing"] == audited.verdict.operations - 1


def test_the_judge_has_to_be_installed(pages: Path) -> None:
    """Without botocore the command says what to do."""
    program = (
        "import sys; sys.modules['botocore'] = None\n"
        "from generator.cli import main\n"
        "main(['audit', '--pages', sys.argv[1]])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, pages],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "pip install 'shapewright[boto3]'" in done.stderr
