"""The fixtures of all tests, tried out in a suite of their own."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SUITE = """
import pytest

@pytest.mark.parametrize("number", range(2))
def test_page(shared, number):
    assert (shared / "page").is_file()

def test_other():
    pytest.skip("for a reason of its own")
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Make a suite with our fixtures, in a repository that has no folder of real pages."""
    monkeypatch.delenv("SHAPEWRIGHT_SHARED", raising=False)
    repository = pytester.mkdir("repository")
    monkeypatch.chdir(repository)
    (repository / "pytest.ini").write_text("[pytest]\n")
    (repository / "conftest.py").write_text(Path(__file__).with_name("conftest.py").read_text())
    (repository / "test_pages.py").write_text(SUITE)
    return pytester


@pytest.mark.parametrize("workers", [(), ("-n", "1")])
def test_absent_folder_is_counted(suite: pytest.Pytester, workers: tuple[str, ...]) -> None:
    """Only the tests that lacked the folder are counted, with and without workers."""
    result = suite.runpytest(*workers)

    result.assert_outcomes(skipped=3)
    result.stdout.fnmatch_lines(
        "2 tests skipped: no folder of real pages at ../shared"
        " (--shared=DIR or SHAPEWRIGHT_SHARED names it)"
    )


@pytest.mark.parametrize("how", ["beside", "environment", "option"])
def test_present_folder_is_used(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """The folder is found in each place that can name it, and nothing is said of skips."""
    folder = suite.mkdir("shared" if how == "beside" else "elsewhere")
    (folder / "page").touch()
    if how == "environment":
        monkeypatch.setenv("SHAPEWRIGHT_SHARED", str(folder))
    options = [f"--shared={folder}"] if how == "option" else []

    result = suite.runpytest(*options)

    result.assert_outcomes(passed=2, skipped=1)
    result.stdout.no_fnmatch_line("*tests skipped: no folder*")


def test_option_goes_before_environment(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the command line names wins over what the environment names."""
    monkeypatch.setenv("SHAPEWRIGHT_SHARED", str(suite.mkdir("elsewhere")))

    result = suite.runpytest("--shared=nowhere")

    result.stdout.fnmatch_lines(["2 tests skipped: no folder of real pages at nowhere *"])
