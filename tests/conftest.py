"""The folder of real pages, and word of the tests that had to do without it."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no failure; and what CI tries is the same each time, so that a run can be
# repeated. New examples are found on the machines of those who work on the code.
settings.register_profile(
    "shapewright",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("shapewright")

# Tests read each page themselves, and leave the user's own cache alone.
os.environ["SHAPEWRIGHT_CACHE"] = ""

_NO_PAGES = "no folder of real pages at"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that names the folder of real pages."""
    parser.addoption(
        "--shared",
        metavar="DIR",
        help="folder of real pages (else $SHAPEWRIGHT_SHARED, else ../shared)",
    )
    parser.addoption(
        "--pages",
        metavar="DIR",
        default=os.environ.get("SHAPEWRIGHT_PAGES"),
        help="folder that `shapewright fetch --all --into DIR` filled (else $SHAPEWRIGHT_PAGES)",
    )


def _named(config: pytest.Config) -> str:
    """Return the folder of real pages as it was named; a relative path starts at the root."""
    option: str | None = config.getoption("--shared")
    return option or os.environ.get("SHAPEWRIGHT_SHARED") or "../shared"


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Path:
    """Return the folder of real pages; without it, skip the test."""
    named = _named(pytestconfig)
    folder = (pytestconfig.rootpath / named).resolve()
    if not folder.is_dir():
        pytest.skip(f"{_NO_PAGES} {named}")
    return folder


@pytest.fixture(scope="session")
def all_pages(pytestconfig: pytest.Config) -> Path:
    """Return the folder with boto3's pages of all services; without it, skip the test."""
    named: str | None = pytestconfig.getoption("--pages")
    if named is None:
        pytest.skip("no pages of all services: --pages=DIR or SHAPEWRIGHT_PAGES names them")
    return Path(named).resolve(strict=True)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how many tests were skipped for want of the folder of real pages."""
    reports: list[pytest.TestReport] = terminalreporter.stats.get("skipped", [])
    skipped = sum(_NO_PAGES in str(report.longrepr) for report in reports)
    if skipped:
        tests = "test" if skipped == 1 else "tests"
        terminalreporter.write_line(
            f"{skipped} {tests} skipped: {_NO_PAGES} {_named(config)}"
            " (--shared=DIR or SHAPEWRIGHT_SHARED names it)"
        )
