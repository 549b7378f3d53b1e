"""Whether a pattern matches a text, found out in a bounded number of steps.

`re` can't be interrupted, and some patterns keep it busy for longer than anybody waits: `(a+)+b` on
forty letters. This matcher takes the same steps as `re` does, in the same order but slowly and
counting; what it comes to the end of in time, `re` does as well.
"""

from collections.abc import Iterator
from itertools import islice

from generator.model.patterns.tree import (
    Atomic,
    Characters,
    Choice,
    Edge,
    Group,
    Look,
    Node,
    Reference,
    Repeat,
    Series,
)


class Budget:
    """A number of steps that several matches may share.

    Args:
        steps: How many are left.
    """

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def spend(self, steps: int = 1) -> None:
        """Take steps.

        Raises:
            ExhaustedError: Where none is left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise ExhaustedError


class ExhaustedError(Exception):
    """Raised where a match takes more steps than there are."""


def matches(tree: Node, text: str, budget: Budget) -> bool:
    """Tell whether a pattern matches a text as a whole.

    Args:
        tree: The pattern.
        text: The text.
        budget: The steps that it may take.

    Raises:
        ExhaustedError: Where there are not enough.
    """
    return any(end == len(text) for end in _Match(text, budget).ends(tree, 0))


class _Match:
    """The match of one text."""

    def __init__(self, text: str, budget: Budget) -> None:
        self._text = text
        self._spend = budget.spend
        self._groups: dict[int, str] = {}

    def ends(self, node: Node, start: int) -> Iterator[int]:
        """Yield where a match that starts here may end, in the order in which `re` tries it."""
        self._spend()
        match node:
            case Characters():
                if start < len(self._text) and node.admits(self._text[start]):
                    yield start + 1
            case Series():
                yield from self._series(node.items, start)
            case Repeat(body=Characters() as body):
                yield from self._run(node, body, start)
            case Repeat():
                yield from self._repeat(node, start)
            case Choice():
                for option in node.options:
                    yield from self.ends(option, start)
            case Group():
                for end in self.ends(node.body, start):
                    self._groups[node.number] = self._text[start:end]
                    yield end
            case Atomic():
                yield from islice(self.ends(node.body, start), 1)
            case Reference():
                known = self._groups.get(node.number)
                if known is not None and self._text.startswith(known, start):
                    yield start + len(known)
            case Look():
                if self._sees(node, start) == node.positive:
                    yield start
            case Edge():
                if self._is_at(node, start):
                    yield start

    def _series(self, items: tuple[Node, ...], start: int) -> Iterator[int]:
        if not items:
            yield start
            return
        ways = [self.ends(items[0], start)]
        while ways:
            end = next(ways[-1], None)
            if end is None:
                ways.pop()
            elif len(ways) == len(items):
                yield end
            else:
                ways.append(self.ends(items[len(ways)], end))

    def _run(self, node: Repeat, body: Characters, start: int) -> Iterator[int]:
        """Match repeats of one character."""
        last = min(len(self._text), start + node.most)
        end = start
        while end < last and body.admits(self._text[end]):
            end += 1
        self._spend(end - start)
        first = start + node.least
        for reached in range(first, end + 1) if node.lazy else range(end, first - 1, -1):
            self._spend()
            yield reached

    def _repeat(self, node: Repeat, start: int) -> Iterator[int]:
        """Match repeats of anything else."""
        if not node.most or (node.lazy and not node.least):
            yield start
        reached = [start]
        ways = [self.ends(node.body, start)] if node.most else []
        while ways:
            end = next(ways[-1], None)
            count = len(ways)
            if end is None:
                ways.pop()
                here = reached.pop()
                if not node.lazy and count - 1 >= node.least:
                    yield here
            # To repeat what matches nothing leads nowhere.
            elif end > reached[-1] or count <= node.least:
                if node.lazy and count >= node.least:
                    yield end
                if count < node.most:
                    reached.append(end)
                    ways.append(self.ends(node.body, end))
                elif not node.lazy:
                    yield end

    def _sees(self, look: Look, here: int) -> bool:
        if look.ahead:
            return any(True for _ in self.ends(look.body, here))
        start = here - look.body.low
        return start >= 0 and any(end == here for end in self.ends(look.body, start))

    def _is_at(self, edge: Edge, here: int) -> bool:
        match edge.place:
            case "start":
                return here == 0
            case "end":
                return here == len(self._text)
            case "last break":
                return self._text[here:] in ("", "\n")
            case "line start":
                return here == 0 or self._text[here - 1] == "\n"
            case "line end":
                return self._text[here : here + 1] in ("", "\n")
            case "boundary":
                return self._is_boundary(here)
            case "no boundary":
                return not self._is_boundary(here)

    def _is_boundary(self, here: int) -> bool:
        sides = self._text[here - 1 : here] if here else "", self._text[here : here + 1]
        before, behind = (side.isalnum() or side == "_" for side in sides)
        return before != behind
