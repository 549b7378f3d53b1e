"""Progress on a terminal: how much is done, how fast it goes, how long it will take.

Elsewhere nothing is shown: commands print a line for each thing that is done.
"""

import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Task


Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


@contextmanager
def shown(of: str = "pages") -> Generator[Progress | None]:
    """Show a progress bar on a terminal, once there is something to do; None for no terminal.

    Args:
        of: What is counted.
    """
    with ExitStack() as stack:
        bars: list[Progress] = []

        def show(done: int, total: int) -> None:
            if not bars:
                bars.append(stack.enter_context(_bar(of)))
            bars[0](done, total)

        yield show if sys.stderr.isatty() else None


@contextmanager
def _bar(of: str) -> Generator[Progress]:
    # Here, because a run with nothing to do shows none.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: "Task") -> Text:
            return Text("" if task.speed is None else f"{task.speed:,.0f} {of}/s")

    columns = (BarColumn(), MofNCompleteColumn(), of, Rate(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(of, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
