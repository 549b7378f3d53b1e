"""Work in parallel."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

from generator.parallel import each, processes

ITEMS = ["aaa", "b", "cc"]


class OneByOne(Executor):
    """An executor such as another engine may offer: it has `submit`, and works when asked."""

    def __init__(self) -> None:
        self.calls: list[object] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it now."""
        self.calls.append(args[0])
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except ValueError as error:
            future.set_exception(error)
        return future


def refuse(item: str) -> str:
    """Return the item, but one that is refused."""
    if item == "b":
        raise ValueError(item)
    return item


@pytest.mark.parametrize("executor", [None, OneByOne(), ThreadPoolExecutor(2)])
def test_results_come_in_the_order_of_the_items(executor: Executor | None) -> None:
    """Wherever the work is done, and whoever is first."""
    assert ["AAA", "B", "CC"] == list(each(str.upper, ITEMS, executor))


def test_processes_of_this_machine() -> None:
    """Two processes do the work, where it is worth it or asked for."""
    with processes(2, worthwhile=False) as executor:
        assert executor is not None
        assert ["AAA", "B", "CC"] == list(each(str.upper, ITEMS, executor))


@pytest.mark.parametrize(
    ("workers", "worthwhile", "starts"),
    [(None, False, False), (None, True, True), (1, True, False), (3, False, True)],
)
def test_when_processes_start(workers: int | None, *, worthwhile: bool, starts: bool) -> None:
    """They start where the work is worth it, unless the user says how many there are to be."""
    with processes(workers, worthwhile=worthwhile) as executor:
        assert starts == (executor is not None)


def test_the_heaviest_begins_first() -> None:
    """What takes longest is not left to the end."""
    executor = OneByOne()

    list(each(str.upper, ITEMS, executor, weigh=len))

    assert ["aaa", "cc", "b"] == executor.calls


@pytest.mark.parametrize("executor", [None, OneByOne()])
def test_progress_counts_the_work(executor: Executor | None) -> None:
    """It begins with nothing done, and ends with everything."""
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    list(each(str.upper, ITEMS, executor, weigh=len, progress=tell))

    assert told[0] == (0, 6)
    assert told[-1] == (6, 6)
    assert sorted(told) == told


def end(_: str) -> str:
    """End the process without a word, as a system does that runs out of memory."""
    os._exit(9)


def test_a_worker_that_ends_is_told() -> None:
    """There is a message instead of a traceback."""
    with pytest.raises(OSError, match="try fewer --workers"):  # noqa: SIM117 (the order matters)
        with processes(1 + 1, worthwhile=True) as executor:
            list(each(end, ITEMS, executor))


@pytest.mark.parametrize("executor", [None, OneByOne()])
def test_an_error_reaches_the_caller(executor: Executor | None) -> None:
    """An error is raised where its result would come, after the results before it."""
    results = each(refuse, ITEMS, executor)

    assert next(results) == "aaa"
    with pytest.raises(ValueError, match="b"):
        next(results)
