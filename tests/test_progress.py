"""Progress on a terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

SPECS = Path(__file__).parent.parent / "specs"
COMMAND = [sys.executable, "-m", "generator", "extract", "--each", str(SPECS), "--output"]


def shown_on_terminal(command: list[str]) -> str:
    """Run a command whose standard error is a terminal, and return what appears there."""
    terminal, there = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=there, env=environment, cwd=SPECS.parent
    ) as process:
        os.close(there)
        seen = b""
        try:
            while piece := os.read(terminal, 4096):
                seen += piece
        except OSError:  # The process has closed the terminal.
            pass
        finally:
            os.close(terminal)
    assert process.returncode == 0
    return seen.decode()


def test_a_terminal_shows_pages_rate_and_time(tmp_path: Path) -> None:
    """How many pages are done, of how many, how fast, and how long the rest takes."""
    seen = shown_on_terminal([*COMMAND, str(tmp_path)])

    assert "33/33" in seen
    assert "pages/s" in seen
    assert "0:00:00" in seen


def test_elsewhere_there_are_only_lines(tmp_path: Path) -> None:
    """A log gets a line a service, and nothing else."""
    done = subprocess.run(
        [*COMMAND, str(tmp_path)], capture_output=True, text=True, check=True, cwd=SPECS.parent
    )

    assert done.stderr == ""
    assert ["cleanroomsml", "dataexchange", "discovery", "pinpoint"] == [
        line.partition(":")[0] for line in done.stdout.splitlines()
    ]
