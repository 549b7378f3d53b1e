"""Type checkers on what is generated, as its users run them."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from support import golden

from generator.emit.emission import emit_package, emit_runtime

ROOT = Path(__file__).parent.parent.parent
MISTAKES = Path(__file__).with_name("mistakes.py")

ALLOWED = """\
# stubtest compares modules without a stub file with themselves, which it can't do for these:
# an alias of one Literal or several, a function that is cached.
.*\\.types\\.\\w+Values
.*\\._runtime\\.validation\\.(Level|_compiled)
# Where botocore is installed, these are its own.
.*\\._runtime\\.errors\\.(ClientError|Exceptions|_OperationNotPageableError|_ParamValidationError)\\..*
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with the golden service, and with what users write of the others."""
    root = tmp_path_factory.mktemp("types")
    for path, text in (emit_runtime() | emit_package(["zoo"]) | golden.kept()).items():
        file = root / "sdk" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (root / "generated").symlink_to(ROOT / "generated")
    (root / "mistakes.py").symlink_to(MISTAKES)
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": ["mistakes.py"]}
    (root / "pyrightconfig.json").write_text(json.dumps(settings))
    (root / "allowed.txt").write_text(ALLOWED)
    return root


def run(project: Path, *command: str) -> str:
    """Run a checker and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=project, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("checker", "line"),
    [
        (["mypy", "--strict", "--cache-dir=cache", "mistakes.py"], r"^mistakes\.py:(\d+): error"),
        (["pyright"], r"/mistakes\.py:(\d+):\d+ - error"),
    ],
)
def test_mistakes_are_found_where_they_are(
    project: Path, checker: Sequence[str], line: str
) -> None:
    """Each is reported on its line, and nothing on any other."""
    lines = enumerate(MISTAKES.read_text("utf-8").splitlines(), start=1)
    expected = [number for number, text in lines if text.endswith("# E:")]

    output = run(project, *checker)

    found = {int(number) for number in re.findall(line, output, re.MULTILINE)}
    assert expected == sorted(found), output


def test_both_checkers_accept_the_golden_service(project: Path) -> None:
    """In strict mode there is nothing to say about it."""
    assert "Success: no issues" in run(project, "mypy", "--strict", "--cache-dir=cache", "sdk")
    assert "0 errors, 0 warnings" in run(project, "pyright", "sdk")


def test_stubs_are_true(project: Path) -> None:
    """Stubtest finds in the modules what the stub files say of them."""
    allowed = ("--allowlist", "allowed.txt", "--ignore-unused-allowlist")

    output = run(project, "mypy.stubtest", "generated", "sdk", *allowed)

    assert "Success: no issues" in output, output
