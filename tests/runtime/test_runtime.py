import ast
import subprocess
import sys
from pathlib import Path

from support.black_check import assert_black_leaves

import generator.runtime

FILES = sorted(Path(generator.runtime.__path__[0]).rglob("*.py"))


def test_it_stands_alone() -> None:
    """Modules import the standard library and each other, the latter relatively."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                assert str(node.module).split(".")[0] in sys.stdlib_module_names, file
            if isinstance(node, ast.ImportFrom) and node.level > 0:
                assert node.level == 1, file
            if isinstance(node, ast.Import):
                names = {alias.name.split(".")[0] for alias in node.names}
                assert names <= sys.stdlib_module_names, file


def test_black_leaves_it() -> None:
    """It is copied into generated code, which is as black leaves it."""
    for file in FILES:
        assert_black_leaves(file.read_text("utf-8"))


def test_importing_it_imports_nothing_heavy() -> None:
    """boto3 and all that belongs to it wait for the first call."""
    program = (
        "import sys, generator.runtime.client\n"
        "print({'boto3', 'botocore', 'urllib3', 'difflib'} & {*sys.modules})"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.strip() == b"set()"
