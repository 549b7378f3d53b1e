"""Who may import whom in this house."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {
    "model": {"model"},
    "readers": {"readers", "model"},
    "sources": {"sources", "model"},
    "emit": {"emit", "model"},
    "exports": {"exports", "model"},
    "audit": {"audit", "cache", "model", "parallel", "progress", "reading", "sources"},
    "runtime": {"runtime"},
}
"""For each folder of generator/, the folders whose modules it may import."""


def imported(file: Path) -> Iterator[str]:
    """Yield the folders or modules of generator/ that a file imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator"):
            module = (node.module or "").split(".")[1:]
            yield from [module[0]] if module else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("generator."))


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_reaches_where_they_should_not(room: str) -> None:
    """Readers know no template, the model knows none of its users, the runtime stands alone."""
    files = sorted((ROOT / "generator" / room).rglob("*.py"))
    found = {(file.name, other) for file in files for other in imported(file)}

    assert files
    assert {(name, other) for name, other in found if other not in ROOMS[room]} == set()


def test_generated_code_imports_nothing_of_the_generator() -> None:
    """What a team vendors stands alone."""
    files = sorted((ROOT / "generated").rglob("*.py"))

    assert files
    assert [file.name for file in files if list(imported(file))] == []
