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
from generator.readers.boto3.page import TOO_LARGE

ROOT = Path(__file__).parent.parent.parent


def audit(*arguments: str | Path) -> Result:
    """Call the command."""
    return CliRunner().invoke(main, ["audit", *map(str, arguments)])


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Give a copy of boto3's pages of two services."""
    for service in ("pinpoint", "discovery"):
        shutil.copytree(
            ROOT / "specs" / service / "pages",
            tmp_path / service / "pages",
            ignore=shutil.ignore_patterns("api-reference"),
        )
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


def test_conflicts_come_with_the_lines_of_both_pages(shared: Path, tmp_path: Path) -> None:
    """What was kept, what was not, and which rule decided; a conflict alone is no mistake."""
    corpus = shared / "corpus" / "apiref-markdown" / "account"
    pages = tmp_path / "account"
    shutil.copytree(corpus, pages)
    html = shared / "corpus" / "apiref-html" / "account" / "API_GetRegionOptStatus.html"
    text = html.read_text("utf-8")
    (pages / html.name).write_text(text.replace("ENABLED_BY_DEFAULT", "ENABLED_ANYWAY"), "utf-8")

    result = audit("account", "--pages", tmp_path, "--json", tmp_path / "out.json")

    ((conflict,),) = [
        found["conflicts"] for found in json.loads((tmp_path / "out.json").read_text())
    ]
    assert conflict["fact"] == "GetRegionOptStatus.output.RegionOptStatus enum"
    assert conflict["rule"] == "apiref-html before apiref-markdown"
    assert conflict["kept_line"].startswith(f"account/{html.name}:")
    assert conflict["dropped_line"].startswith("account/api-getregionoptstatus.md:")
    told = f"{conflict['kept_line']}: conflict: {conflict['fact']}: kept "
    assert [told] == [line[: len(told)] for line in result.output.splitlines() if told in line]


def test_overrides_that_a_page_has_made_needless(pages: Path) -> None:
    """One says what the page says, one says otherwise, and one is still needed."""
    (pages / "pinpoint" / "overrides.yaml").write_text(
        "- path: class_name\n  value: Pinpoint\n  reason: Once.\n"
        "- path: operations.GetSegmentExportJobs.python_name\n  value: x\n  reason: Once.\n"
        "- path: signing_name\n  value: mobiletargeting\n  reason: No page names it.\n",
        "utf-8",
    )

    result = audit("pinpoint", "--pages", pages, "--json", pages / "out.json")

    path = "operations.GetSegmentExportJobs.python_name"
    told = [line for line in result.output.splitlines() if ": override: " in line]
    assert told == [
        "pinpoint/overrides.yaml:1: override: class_name: needless, a page states it",
        f"pinpoint/overrides.yaml:4: override: {path}: x, but pages state get_segment_export_jobs",
    ]
    (found,) = json.loads((pages / "out.json").read_text())
    assert [True, False] == [one["needless"] for one in found["overrides"]]
