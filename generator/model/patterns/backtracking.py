"""How long `re` may take over a pattern, at worst.

Where a pattern fails, `re` has gone all ways on which some beginning of the text can be read. How
many there are is read off the pattern's automaton, as Weber and Seidl have shown (On the degree of
ambiguity of finite automata, 1991):

* they grow exponentially with the text where one text leads from a state back to it in two ways;
* else they grow with a power of its length, which is one higher for each pair of loops, one behind
  the other, that can share out a text between them in any way;
* and there are as many more as there are ways that part and meet again outside of loops.
"""

from collections.abc import Iterator
from functools import cached_property
from math import factorial, inf

from generator.model.patterns.automaton import Automaton, TooComplexError, automaton
from generator.model.patterns.graphs import components, reachable
from generator.model.patterns.matching import Budget, ExhaustedError
from generator.model.patterns.tree import Node

_STEPS = 20_000_000
"""What a match may take: about a second."""
_LONG = 10_000
"""How long a text may be, at which what grows with it only linearly has to be done in time."""
_SHORT = 20
"""A length that many values exceed."""
_EFFORT = 1_000_000
"""How many ways are looked at, at most, to find all this out: a second or so."""
_CALL = 10
"""How many of them a place is worth from which they lead."""

_Pair = tuple[int, int]


def longest(tree: Node) -> float:
    """Return how long a text may be for a match to come to an end soon.

    Args:
        tree: The pattern.

    Returns:
        The number of characters: infinite where the time grows linearly, 0 where no length that
        matters is known to be short enough.
    """
    try:
        cost = _Cost(automaton(tree), Budget(_EFFORT))
    except (TooComplexError, ExhaustedError):
        return 0
    if cost.steps(_LONG) <= _STEPS and cost.exponent <= 1:
        return inf
    low, high = 0, _LONG
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cost.steps(middle) <= _STEPS else (low, middle - 1)
    return low if low >= _SHORT else 0


class _Cost:
    """What matches of a pattern, or of a part of it, take."""

    def __init__(self, automaton: Automaton, effort: Budget) -> None:
        growth = _Growth(automaton, effort)
        self._power = growth.power()
        self._factor = growth.factor() if self._power < inf else 1
        self._looks = [(_Cost(look.automaton, effort), look.often) for look in automaton.looks]

    @property
    def exponent(self) -> float:
        """The power of a text's length that the steps grow with; infinite where none is known."""
        looks = (cost.exponent + (self._power if often else 0) for cost, often in self._looks)
        return max(self._power, *looks, 0)

    def steps(self, length: int) -> float:
        """Return how many steps a text of some length may take."""
        if self._power == inf:
            return inf
        power = int(self._power)
        own: float = self._factor * length**power / factorial(power)
        return own + sum(cost.steps(length) * (own if often else 1) for cost, often in self._looks)


class _Growth:
    """How the number of an automaton's runs grows."""

    def __init__(self, automaton: Automaton, effort: Budget) -> None:
        self._spend = effort.spend
        self._admitted = automaton.admitted
        self._ways = automaton.ways
        states = range(len(self._ways))
        self._parts = list(components(states, lambda state: self._ways[state]))[::-1]
        self._home = {state: number for number, part in enumerate(self._parts) for state in part}

    def power(self) -> float:
        """Return the power of a text's length; infinite where they grow faster."""
        loops = [number for number, part in enumerate(self._parts) if any(map(self._inner, part))]
        if any(map(self._doubles, loops)):
            return inf
        powers: dict[int, int] = {}
        for number in loops:
            leading = self._leading_to(number)
            before = [loop for loop in powers if self._parts[loop][0] in leading]
            powers[number] = max((powers[loop] for loop in before), default=1)
            for loop in before:
                if powers[loop] == powers[number] and self._share(loop, number, leading):
                    powers[number] += 1
        return max(powers.values(), default=0)

    def factor(self) -> int:
        """Return how many ways there may be that meet again, loops aside."""
        met: dict[int, set[int]] = {}
        for pair in reachable(((state, state) for state in self._home), self._both):
            for state, other in self._both(pair):
                if state == other and pair[0] != pair[1]:
                    met.setdefault(state, set()).update(pair)
        counts: list[int] = []
        for number, part in enumerate(self._parts):
            before = {self._home[state] for here in part for state in self._inward[here]}
            count = max((counts[other] for other in before if other < number), default=1)
            for here in part:
                inward = self._inward[here]
                merged = sum(inward[state] for state in met.get(here, ()))
                count *= max(merged, *inward.values(), 1)
            counts.append(count)
        return max(counts)

    def _leading_to(self, loop: int) -> set[int]:
        """Return the states that lead to a loop."""
        self._spend(self._edges)
        return reachable(self._parts[loop], lambda state: self._inward[state])

    @cached_property
    def _edges(self) -> int:
        return sum(map(len, self._ways))

    @cached_property
    def _inward(self) -> list[dict[int, int]]:
        """By state: the states before it, and in how many ways they lead to it."""
        inward: list[dict[int, int]] = [{} for _ in self._ways]
        for state, ways in enumerate(self._ways):
            for behind, count in ways.items():
                inward[behind][state] = count
        return inward

    def _inner(self, state: int) -> list[int]:
        """Return what is behind a state in the same part."""
        return [other for other in self._ways[state] if self._home[other] == self._home[state]]

    def _both(self, pair: _Pair) -> Iterator[_Pair]:
        """Yield where one character leads from two states, in order."""
        self._spend(_CALL + len(self._ways[pair[0]]) * len(self._ways[pair[1]]))
        for one in self._ways[pair[0]]:
            for other in self._ways[pair[1]]:
                if self._admitted[one] & self._admitted[other]:
                    yield (one, other) if one <= other else (other, one)

    def _inside(self, pair: _Pair) -> Iterator[_Pair]:
        """Yield where one character leads from two states, in the parts that they are in."""
        self._spend(_CALL + len(self._ways[pair[0]]) * len(self._ways[pair[1]]))
        for one in self._inner(pair[0]):
            for other in self._inner(pair[1]):
                if self._admitted[one] & self._admitted[other]:
                    yield one, other

    def _doubles(self, loop: int) -> bool:
        """Tell whether some text leads from a state of a loop back to it in two ways."""
        part = self._parts[loop]
        if any(self._ways[state][other] > 1 for state in part for other in self._inner(state)):
            return True
        same = [(state, state) for state in part]
        apart = reachable(same, self._inside) - set(same)
        back: dict[_Pair, list[_Pair]] = {}
        for pair in apart:
            for other in self._inside(pair):
                back.setdefault(other, []).append(pair)
        return any(pair in back for pair in same)

    def _share(self, first: int, second: int, leading: set[int]) -> bool:
        """Tell whether two loops can share out a text between them in any way.

        They can if a text leads around in each, and also from the one to the other.

        Args:
            first: The one loop.
            second: A loop that it leads to.
            leading: The states that lead to the second.
        """
        pairs = [(one, other) for one in self._parts[first] for other in self._parts[second]]
        return any(
            self._crosses(*around[0], leading)
            for around in components(pairs, lambda pair: list(self._inside(pair)))
            if len(around) > 1 or around[0] in self._inside(around[0])
        )

    def _crosses(self, one: int, other: int, leading: set[int]) -> bool:
        def behind(triple: tuple[int, int, int]) -> Iterator[tuple[int, int, int]]:
            for left, right in self._inside((triple[0], triple[2])):
                common = self._admitted[left] & self._admitted[right]
                self._spend(len(self._ways[triple[1]]))
                for middle in self._ways[triple[1]]:
                    if self._admitted[middle] & common and middle in leading:
                        yield left, middle, right

        return (one, other, other) in reachable([(one, one, other)], behind)
