"""A pattern as an automaton: which of its characters may stand behind which.

Each state but the first is a place in the pattern that takes one character, as Glushkov's
construction has it. A run of the automaton is a way on which `re` may try the pattern, so ways are
counted: `(a+)+` gets from one `a` to the next in two. Where both differ, the automaton has more
runs than `re` has ways, never fewer:

* what is repeated often, or a varying number of times, may be repeated any number of times;
* lookarounds hold everywhere (each has an automaton of its own), and so does `^`;
* an atomic group may be entered again.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.patterns.characters import Span, spans_of
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

START = 0
"""The state before the first character."""

_MOST_COPIES = 64
"""How often a character is written down that is repeated a fixed number of times."""
_MOST_ROUNDS = 8
"""How often anything else is."""
_MOST_STATES = 2000
_MOST_WAYS = 200_000


class TooComplexError(Exception):
    """Raised where a pattern has no automaton, or none of a size that can be looked into."""


@dataclass(frozen=True)
class Automaton:
    """The automaton of a pattern.

    A letter is a set of characters between which the pattern makes no difference; sets of letters
    are the bits of a number.
    """

    spans: list[tuple[Span, ...]]
    """By state: the first and last code points of what leads to it."""
    letters: list[str]
    """The first character of each letter."""
    admitted: list[int]
    """By state: the letters that lead to it."""
    ways: list[dict[int, int]]
    """By state: the states behind it, and in how many ways they are reached."""
    final: set[int]
    """The states in which all of a text may have been read."""
    looks: list["Looking"]

    def read(self, text: str, start: Iterable[int] = (START,)) -> set[int]:
        """Return the states that can be reached with a text."""
        reached = set(start)
        for character in text:
            letter = 1 << bisect_right(self.letters, character) - 1
            reached = {
                state
                for before in reached
                for state in self.ways[before]
                if self.admitted[state] & letter
            }
        return reached


@dataclass(frozen=True)
class Looking:
    """A lookaround of a pattern."""

    automaton: Automaton
    often: bool
    """Whether it may be looked at from many places of a text, not just from its beginning."""


def automaton(tree: Node) -> Automaton:
    """Return the automaton of a pattern.

    Raises:
        TooComplexError: Where it refers back to what a group matched, or is too large.
    """
    return _Drawing(tree).automaton()


@dataclass
class _Part:
    """A part of a pattern: the states that it may begin and end with, by the number of ways."""

    begin: Counter[int]
    end: Counter[int]
    empty: int = 0
    """In how many ways it matches nothing."""


class _Drawing:
    """The way from a tree to its automaton."""

    def __init__(self, tree: Node) -> None:
        self._spans: list[tuple[Span, ...]] = []
        self._ways: list[Counter[int]] = []
        self._looks: list[tuple[Node, bool]] = []
        self._repeated = False
        self._joined = 0
        self._ends: set[int] = set()
        start = self._state()
        part = self._part(tree)
        self._join(start.end, part.begin)
        self._final = {*part.end, START} if part.empty else set(part.end)

    def automaton(self) -> Automaton:
        edges = {code for spans in self._spans for low, high in spans for code in (low, high + 1)}
        borders = sorted({0, *edges} - {0x110000})
        final = {state for state, ways in enumerate(self._ways) if self._ends & ways.keys()}
        return Automaton(
            spans=self._spans,
            letters=list(map(chr, borders)),
            admitted=[_letters(spans, borders) for spans in self._spans],
            ways=[dict(ways) for ways in self._ways],
            final=final | self._final,
            looks=[Looking(automaton(body), often) for body, often in self._looks],
        )

    def _state(self, spans: tuple[Span, ...] = ()) -> _Part:
        number = len(self._spans)
        if number == _MOST_STATES:
            raise TooComplexError("it is too large to be looked into")
        self._spans.append(spans)
        self._ways.append(Counter())
        return _Part(Counter({number: 1}), Counter({number: 1}))

    def _part(self, node: Node) -> _Part:
        match node:
            case Characters():
                return self._state(spans_of(node))
            case Series():
                return self._series(map(self._part, node.items))
            case Choice():
                return _choice(map(self._part, node.options))
            case Repeat():
                return self._repeat(node)
            case Group() | Atomic():
                return self._part(node.body)
            case Look():
                self._looks.append((node.body, self._repeated))
                return _nothing()
            case Edge(place="end"):
                # No character leads here, and none can follow.
                end = self._state()
                self._ends |= end.end.keys()
                return end
            case Edge():
                return _nothing()
            case Reference():
                raise TooComplexError("it refers back to what a group matched")

    def _series(self, parts: Iterable[_Part]) -> _Part:
        whole = _nothing()
        for part in parts:
            self._join(whole.end, part.begin)
            whole = _Part(
                _sum(whole.begin, part.begin, whole.empty),
                _sum(part.end, whole.end, part.empty),
                whole.empty * part.empty,
            )
        return whole

    def _repeat(self, node: Repeat) -> _Part:
        single = isinstance(node.body, Characters)
        if single and node.least == node.most <= _MOST_COPIES:
            return self._series(self._part(node.body) for _ in range(node.most))
        if not single and node.most <= _MOST_ROUNDS:
            return self._rounds(node)
        if node.most > 1:
            self._repeated = True
        part = self._part(node.body)
        if node.most > 1:
            self._join(part.end, part.begin)
            if node.least > 1 and part.empty:
                # Rounds that have to be may match nothing in between.
                self._join(part.end, part.begin)
            # Behind its rounds, `re` tries one that matches nothing, too.
            part.end = _sum(part.end, part.end, part.empty)
        part.empty += not node.least
        return part

    def _rounds(self, node: Repeat) -> _Part:
        whole = _nothing()
        for left in range(node.most, 0, -1):
            whole = self._series([self._part(node.body), whole])
            whole.empty += left > node.least
        return whole

    def _join(self, ends: Counter[int], begins: Counter[int]) -> None:
        self._joined += len(ends) * len(begins)
        if self._joined > _MOST_WAYS:
            raise TooComplexError("it is too large to be looked into")
        for end, ways in ends.items():
            for begin, more in begins.items():
                self._ways[end][begin] += ways * more


def _nothing() -> _Part:
    return _Part(Counter(), Counter(), 1)


def _choice(parts: Iterable[_Part]) -> _Part:
    whole = _Part(Counter(), Counter())
    for part in parts:
        whole.begin.update(part.begin)
        whole.end.update(part.end)
        whole.empty += part.empty
    return whole


def _sum(some: Counter[int], more: Counter[int], times: int) -> Counter[int]:
    """Return what there is of two, the second being there a number of times."""
    return some + Counter({state: ways * times for state, ways in more.items()})


def _letters(spans: Iterable[Span], borders: list[int]) -> int:
    return sum(1 << place for place in _places(spans, borders))


def _places(spans: Iterable[Span], borders: list[int]) -> Iterator[int]:
    for low, high in spans:
        yield from range(bisect_right(borders, low) - 1, bisect_right(borders, high))
