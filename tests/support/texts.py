"""Texts that a pattern takes, or nearly takes."""

import random
from collections.abc import Iterator, Sequence
from typing import TypeVar

from generator.model.patterns.automaton import START, Automaton

_T = TypeVar("_T")

_EDGES = [
    *("", " ", "\n", "\r\n", "\x00", "a", "A", "0", "-", "é", "e\u0301", "\u00a0", "\u2028"),
    *("\u0085", "\ufeff", "\u0130", "\u212a", "\u0661", "\ufffe", "\uffff", "\U0001f600"),
    *("\U0010ffff", "\ud800", "\udfff", "arn:aws:s3:::a", "arn:aws-cn:s3:::a"),
]
"""What engines trip over."""
_ENDS = ("\n", "\r\n", "\u2028", "\x00", " ")


class Texts:
    """Texts for a pattern, always the same.

    Args:
        source: The pattern.
        states: Its automaton.
        most: The greatest length that the texts may have.
    """

    def __init__(self, source: str, states: Automaton, most: int) -> None:
        self._random = random.Random(source)
        self._states = states
        self._most = most
        self._behind = [[state for state in ways if states.spans[state]] for ways in states.ways]
        self._characters = [
            [character for span in spans for character in self._within(*span)]
            for spans in states.spans
        ]
        borders = (chr(code) for letter in states.letters for code in _around(ord(letter)))
        self._signs = sorted({*source, *borders, *"".join(_EDGES)})

    def some(self, count: int) -> list[str]:
        """Return so many texts, different ones as far as there are."""
        self._walks = [self._walk() for _ in range(count // 3)]
        found = dict.fromkeys(text for text in _EDGES if len(text) <= self._most)
        for _ in range(3 * count):
            if len(found) >= count:
                break
            text = self._text()[: self._most]
            # Where halves of a pair meet, they are one character to JavaScript.
            found[text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")] = None
        return list(found)[:count]

    def _text(self) -> str:
        kind = self._random.random()
        text = self._one(self._walks)
        if kind < 0.3:
            return self._walk()
        if kind < 0.8:
            return self._mutated(text)
        if kind < 0.85:
            return text + self._one(_ENDS)
        if kind < 0.86:
            return self._walk(long=True)
        if kind < 0.94:
            return text + self._one(self._walks)
        return "".join(self._random.choices(self._signs, k=self._random.randrange(1, 9)))

    def _walk(self, *, long: bool = False) -> str:
        """Go through the automaton, and stop at its end sooner or later."""
        text: list[str] = []
        state = START
        length = self._random.choice((100, 300, 1000)) if long else self._random.randrange(40)
        while following := self._behind[state]:
            if state in self._states.final and len(text) >= length:
                break
            if len(text) > max(2 * length, 100):
                break
            state = self._one(following)
            text.append(self._one(self._characters[state]))
        return "".join(text)

    def _within(self, low: int, high: int) -> Iterator[str]:
        """Yield some characters of a span: its ends, what is near to them, and others."""
        codes = {low, high, min(low + 1, high), min(low + 2, high)}
        codes.update(self._random.randint(low, min(high, low + 200)) for _ in range(8))
        codes.update(self._random.randint(low, high) for _ in range(2))
        return map(chr, sorted(codes))

    def _one(self, some: Sequence[_T]) -> _T:
        """Choose, faster than `choice` does."""
        return some[int(self._random.random() * len(some))]

    def _mutated(self, text: str) -> str:
        for _ in range(self._random.choice((1, 1, 1, 2, 3))):
            place = self._random.randrange(len(text) + 1)
            sign = self._random.choice(self._signs)
            match self._random.randrange(5):
                case 0:
                    text = text[:place] + sign + text[place:]
                case 1:
                    text = text[:place] + sign + text[place + 1 :]
                case 2:
                    text = text[:place] + text[place + 1 :]
                case 3:
                    text = text[:place] + text[place : place + 1].swapcase() + text[place + 1 :]
                case _:
                    text = text[:place] + text[place // 2 :]
        return text


def _around(code: int) -> Iterator[int]:
    yield code
    if code:
        yield code - 1
