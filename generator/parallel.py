"""Work in parallel: on processes of this machine, or on whatever executor is passed in."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from threading import Thread
from typing import TypeVar

from generator.progress import Progress

T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def processes(workers: int | None, *, worthwhile: bool) -> Generator[Executor | None]:
    """Give an executor on processes of this machine; None where this process is to do it all.

    Args:
        workers: The number of processes; None for one a processor, if that is worthwhile.
        worthwhile: Whether the work is more than starting processes is.
    """
    if workers == 1 or (workers is None and not worthwhile):
        yield None
        return
    with ProcessPoolExecutor(workers, initializer=_prepare) as executor:
        try:
            yield executor
        except BrokenExecutor as error:
            advice = "perhaps for want of memory: try fewer --workers"
            raise ChildProcessError(f"a worker process has ended, {advice}") from error


def _prepare() -> None:
    """Prepare a worker; it makes millions of values, and hardly any in cycles."""
    gc.set_threshold(100_000, 50, 100)
    # The user's interrupt ends the worker without a word; the main process has them.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process once the one that started it has: nobody else would."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def each(
    function: Callable[[T], R],
    items: Sequence[T],
    executor: Executor | None,
    *,
    weigh: Callable[[T], int] = lambda _: 1,
    progress: Progress | None = None,
) -> Iterator[R]:
    """Call a function with each of some items, and yield the results in the order of the items.

    Args:
        function: Something that other processes can import.
        items: What to call it with.
        executor: Where to run; None for this process.
        weigh: How much work an item is. The heaviest begin first.
        progress: Called with the work done, and all there is.
    """
    weights = [weigh(item) for item in items]
    total = sum(weights)
    if progress:
        progress(0, total)
    if executor is None:
        done = 0
        for item, weight in zip(items, weights, strict=True):
            yield function(item)
            done += weight
            if progress:
                progress(done, total)
        return
    heaviest_first = sorted(range(len(items)), key=lambda index: -weights[index])
    futures = {index: executor.submit(function, items[index]) for index in heaviest_first}
    try:
        if progress:
            weight_of = {future: weights[index] for index, future in futures.items()}
            done = 0
            for future in as_completed(weight_of):
                done += weight_of[future]
                progress(done, total)
        for index in range(len(items)):
            yield futures.pop(index).result()
    finally:
        for future in futures.values():
            future.cancel()
