"""Graphs, as a function that tells what is behind a place."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

Place = TypeVar("Place", bound=Hashable)
Behind = Callable[[Place], Iterable[Place]]


def reachable(places: Iterable[Place], behind: Behind[Place]) -> set[Place]:
    """Return some places and all that lies behind them."""
    found = set(places)
    waiting = list(found)
    while waiting:
        for place in behind(waiting.pop()):
            if place not in found:
                found.add(place)
                waiting.append(place)
    return found


def components(places: Iterable[Place], behind: Behind[Place]) -> Iterator[list[Place]]:
    """Yield the strongly connected components of a graph, each after those that it leads to.

    This is Tarjan's algorithm, without recursion.
    """
    lowest: dict[Place, int] = {}
    numbers: dict[Place, int] = {}
    waiting: list[Place] = []
    done: set[Place] = set()
    for root in places:
        path: list[tuple[Place, Iterator[Place]]] = []
        fresh: Place | None = None if root in numbers else root
        while fresh is not None or path:
            if fresh is not None:
                numbers[fresh] = lowest[fresh] = len(numbers)
                waiting.append(fresh)
                path.append((fresh, iter(behind(fresh))))
            here, following = path[-1]
            fresh = None
            for place in following:
                if place not in numbers:
                    fresh = place
                    break
                if place not in done:
                    lowest[here] = min(lowest[here], numbers[place])
            if fresh is not None:
                continue
            path.pop()
            if path:
                before = path[-1][0]
                lowest[before] = min(lowest[before], lowest[here])
            if lowest[here] == numbers[here]:
                start = waiting.index(here)
                component = waiting[start:]
                del waiting[start:]
                done.update(component)
                yield component
