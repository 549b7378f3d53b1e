"""Texts that keep a backtracking engine busy: what a loop of the pattern takes, over and over.

Run as a program, it matches such texts with the regular expressions that it is given.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.model.patterns.automaton import START, Automaton, automaton
from generator.model.patterns.graphs import components
from generator.model.patterns.tree import parse

LONG = 10_000
"""The length of the texts, where a pattern is enforced on such long ones."""

_GUARD = re.compile(r"\(\?!\[\\s\\S\]\{(\d+),\}\)\(\?:")
_ENDS = ("\x00", "\n", "!", "")
"""What few patterns take: a match has to fail for all ways to be gone."""
_STATES = 20
"""How many states of a loop are tried."""

Enforced = tuple[str, int | None]
"""A regular expression, and the length that values may have."""


def slowest(patterns: list[Enforced], deadline: float) -> list[tuple[float, str]]:
    """Match hostile texts in another process, and return the seconds that each pattern took.

    Args:
        patterns: The patterns.
        deadline: The seconds that all may take together.

    Returns:
        The processor time that the worst text of each took, with the pattern; a pattern that was
        not done with in time has taken forever.
    """
    root = Path(__file__).parents[2]
    try:
        done = subprocess.run(
            [sys.executable, __file__],
            input=json.dumps(patterns).encode(),
            stdout=subprocess.PIPE,
            timeout=deadline,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        output = done.stdout
    except subprocess.TimeoutExpired as expired:
        output = expired.stdout or b""
    taken = [float(line) for line in output.split()]
    taken += [float("inf")] * (len(patterns) - len(taken))
    return [(seconds, regex) for seconds, (regex, _) in zip(taken, patterns, strict=True)]


def hostile_texts(regex: str, most: int | None) -> Iterator[str]:
    """Yield texts on which a regular expression may fail late.

    Args:
        regex: The expression.
        most: The greatest length that a text may have.
    """
    lengths = {LONG if most is None else min(LONG, most)}
    if guard := _GUARD.match(regex):
        lengths.add(int(guard[1]) - 1)
        regex = regex[guard.end() : regex.rindex(")|")]
    states = automaton(parse(regex))
    for before, around in _pumps(states):
        for length in lengths:
            rounds = max(length - len(before) - 1, 0) // len(around)
            yield from (before + around * rounds + end for end in _ENDS)


def _pumps(states: Automaton) -> Iterator[tuple[str, str]]:
    """Yield what leads to a loop, and what leads around it, also that of lookarounds."""
    for look in states.looks:
        yield from _pumps(look.automaton)
    ways = [[state for state in behind if states.spans[state]] for behind in states.ways]
    towards = _shortest(states, ways, START)
    for loop in components(range(len(ways)), lambda state: ways[state]):
        inside = set(loop)
        inner = [[state for state in behind if state in inside] for behind in ways]
        for state in loop[:_STATES]:
            if around := _shortest(states, inner, state).get(state):
                yield towards.get(state, ""), around
        for letter in _shared(states, ((state, other) for state in loop for other in ways[state])):
            yield towards.get(loop[0], ""), letter


def _shared(states: Automaton, pairs: Iterable[tuple[int, int]]) -> list[str]:
    """Return characters that lead to both states of a pair."""
    common = {states.admitted[state] & states.admitted[other] for state, other in pairs}
    return sorted({states.letters[(some & -some).bit_length() - 1] for some in common if some})


def _shortest(states: Automaton, ways: list[list[int]], start: int) -> dict[int, str]:
    """Return the shortest text that leads from a state to each behind it, and back to it."""
    found: dict[int, str] = {}
    waiting = [(start, "")]
    for here, text in waiting:
        for state in ways[here]:
            if state not in found:
                found[state] = text + _character(states.spans[state])
                waiting.append((state, found[state]))
    return found


def _character(spans: tuple[tuple[int, int], ...]) -> str:
    """Return a letter where there is one: most loops take it."""
    return next(("a" for low, high in spans if low <= ord("a") <= high), chr(spans[0][0]))


def _seconds(regex: str, most: int | None) -> float:
    pattern = re.compile(regex)
    worst = 0.0
    for text in dict.fromkeys(hostile_texts(regex, most)):
        began = time.process_time()
        pattern.fullmatch(text)
        worst = max(worst, time.process_time() - began)
    return worst


def _main() -> None:
    patterns: list[Enforced] = json.load(sys.stdin)
    for regex, most in patterns:
        sys.stdout.write(f"{_seconds(regex, most)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main()
