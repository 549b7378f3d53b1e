"""What `check` says of a project, and that saying it is all that it does."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.disk import states, tree

from generator.check import difference
from generator.cli import main
from generator.generation import generate

ROOT = Path(__file__).parent.parent.parent
CLIENT = "generated/pinpoint/client.py"
PAGE = "specs/pinpoint/pages/client-get_segment_export_jobs.rst"


def check(root: Path, *services: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["check", "--root", str(root), *services])


def test_all_is_well(project: Path) -> None:
    """One line says so."""
    files = len(generate(project).generation.texts)

    result = check(project)

    assert (0, f"{files} files are what `shapewright generate` writes\n", "") == (
        result.exit_code,
        result.stdout,
        result.stderr,
    )


def append(path: Path) -> None:
    """Add a line that does not end."""
    path.write_bytes(path.read_bytes() + b"# mine")


def break_lines(path: Path) -> None:
    """Give the lines of a file other ends."""
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def empty(path: Path) -> None:
    """Leave nothing of a file but its name."""
    path.write_text("")


def leave_pages_only(path: Path) -> None:
    """Take a project back to before its first generation."""
    shutil.rmtree(path / "generated")
    for made in (path / "specs").glob("*/service.yaml"):
        made.unlink()


def change_a_word(path: Path) -> None:
    """Make a page say something else."""
    path.write_text(path.read_text("utf-8").replace("'FAILING'", "'FALTERING'"), "utf-8")


CHANGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "an edited file": (CLIENT, append),
    "other line ends": (CLIENT, break_lines),
    "an empty file": (CLIENT, empty),
    "a deleted file": (CLIENT, Path.unlink),
    "a deleted folder": ("generated/pinpoint", shutil.rmtree),
    "an edited model": ("specs/pinpoint/service.yaml", append),
    "no names": ("specs/pinpoint/names.lock.yaml", Path.unlink),
    "an edited schema": ("specs/service.schema.json", append),
    "an edited runtime": ("generated/_runtime/client.py", append),
    "another word in a page": (PAGE, change_a_word),
    "a service that is gone": ("specs/pinpoint", shutil.rmtree),
    "pages only": (".", leave_pages_only),
}


@pytest.mark.parametrize("case", CHANGES)
@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "unsealed"])
def test_the_difference_leads_to_what_generate_writes(
    project: Path, case: str, *, sealed: bool
) -> None:
    """Git can apply what is printed, and then all is as `generate` would have it."""
    path, change = CHANGES[case]
    change(project / path)
    if not sealed:
        shutil.rmtree(project / ".shapewright")
    twin = shutil.copytree(project, project.with_name("twin"))
    before = states(project)

    result = check(project)

    assert (1, before) == (result.exit_code, states(project))
    assert result.stderr.endswith("run `shapewright generate`\n")
    generate(twin)
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],
        cwd=project,
        input=result.stdout_bytes,
        check=True,
    )
    assert tree(twin) == tree(project)


def test_files_of_others_are_left_out(project: Path) -> None:
    """What nobody generated is nobody's business."""
    for name in ("generated/notes.txt", "generated/pinpoint/_custom.py", "specs/notes.txt"):
        (project / name).write_text("mine")

    assert check(project).exit_code == 0


def test_a_file_that_is_made_no_longer(project: Path) -> None:
    """A file that only the old lock lists is shown as deleted."""
    path = project / "generated/shapewright.lock"
    lock = json.loads(path.read_text())
    lock["services"]["pinpoint"]["files"]["pinpoint/old.py"] = "0"
    path.write_text(json.dumps(lock))
    (project / "generated/pinpoint/old.py").write_text("x = 1\n")

    result = check(project)

    expected = "--- a/generated/pinpoint/old.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-x = 1\n"
    assert expected in result.stdout
    assert "1 file to write, 1 to delete" in result.stderr


def test_named_services(project: Path) -> None:
    """Others than those that are named are not looked at."""
    append(project / CLIENT)

    assert check(project, "discovery").exit_code == 0
    assert check(project, "discovery", "pinpoint").exit_code == 1


def test_problems_of_pages(project: Path) -> None:
    """They are told as `generate` tells them."""
    (project / PAGE).write_text("")
    before = states(project)

    result = check(project)

    assert (1, "", before) == (result.exit_code, result.stdout, states(project))
    assert f"{PAGE}:1: expected a documentation page" in result.stderr
    assert result.stderr.endswith("1 problem\n")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"a\n", b"b\n", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"),
        (None, b"a\n", "new file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n"),
        (b"a\n", None, "deleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"),
        (None, b"", "new file mode 100644\n"),
        (b"", None, "deleted file mode 100644\n"),
        (
            b"a",
            b"a\n",
            "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n",
        ),
        (
            "a\x0cb\u2028c\r\n".encode(),
            b"a\n",
            "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\x0cb\u2028c\r\n+a\n",
        ),
        (b"\xff", b"a\n", "Binary files a/x and b/x differ\n"),
    ],
)
def test_the_difference_of_a_file(old: bytes | None, new: bytes | None, expected: str) -> None:
    """It is written as git writes it."""
    assert f"diff --git a/x b/x\n{expected}" == difference("x", old, new)
