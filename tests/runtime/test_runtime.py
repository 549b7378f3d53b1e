import ast
import subprocess
import sys
from pathlib import Path

import pytest
from support.black_check import assert_black_leaves

import generator.runtime

FOLDER = Path(generator.runtime.__path__[0])
FILES = sorted(FOLDER.rglob("*.py"))
ROOT = FOLDER.parents[1]

OPTIONAL = {"botocore"}
"""What the runtime uses where it is installed."""
AT_ONCE = ("client", "pagination", "lazy")
"""The modules that are imported together with a generated client."""


def imported(module: str) -> set[str]:
    """Return what a module makes a bare interpreter import, beside the runtime itself."""
    program = (
        "import sys\n"
        "before = {*sys.modules}\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        f"import generator.runtime.{module}\n"
        "print(*({*sys.modules} - before))"
    )
    command = [sys.executable, "-I", "-S", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {name for name in done.stdout.split() if name.split(".")[0] != "generator"}


def test_it_stands_alone() -> None:
    """Modules import the standard library and each other, the latter relatively."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                assert str(node.module).split(".")[0] in sys.stdlib_module_names | OPTIONAL, file
            if isinstance(node, ast.ImportFrom) and node.level > 0:
                assert node.level == 1, file
            if isinstance(node, ast.Import):
                names = {alias.name.split(".")[0] for alias in node.names}
                assert names <= sys.stdlib_module_names, file


def test_what_is_optional_may_be_missing() -> None:
    """Every import of it stands where its absence is taken care of, or waits for its use."""
    for file in FILES:
        statements = ast.parse(file.read_text("utf-8")).body
        modules = {
            str(node.module).split(".")[0]
            for node in statements
            if isinstance(node, ast.ImportFrom) and node.level == 0
        }
        assert modules <= sys.stdlib_module_names, file


def test_black_leaves_it() -> None:
    """It is copied into generated code, which is as black leaves it."""
    for file in FILES:
        assert_black_leaves(file.read_text("utf-8"))


@pytest.mark.parametrize("module", AT_ONCE)
def test_a_client_costs_nothing_to_import(module: str) -> None:
    """What it may need waits until it is needed."""
    assert {"__future__"} == imported(module)


def test_the_transport_is_imported_without_boto3() -> None:
    """boto3 waits for the first call, and nothing else of weight comes in its place."""
    heavy = {"typing", "re", "enum", "difflib", "importlib.metadata", "logging"}

    assert set() == imported("boto3_transport") & (heavy | {"boto3", "botocore"})


@pytest.mark.parametrize("module", [file.stem for file in FILES if file.stem != "__init__"])
def test_nothing_of_others_is_needed(module: str) -> None:
    """Every module can be imported where nothing but Python is installed."""
    packages = {name.split(".")[0].removeprefix("_") for name in imported(module)}

    assert packages <= {name.removeprefix("_") for name in sys.stdlib_module_names}
