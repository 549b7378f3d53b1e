"""Texts that match a pattern, for people to read: `example123`, not `Zq0_~`.

A text is built from the tree of the pattern, lookarounds aside, and then held against the whole
pattern. Where it fails, others are built, each with one decision taken otherwise: an alternative,
a count, the length, the style of the letters. They come in a fixed order and are no more than a few
hundred, so the same pattern gives the same text, and gives it soon.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.model.patterns.building import Builder, Choices, TooLongError
from generator.model.patterns.matching import Budget, ExhaustedError, matches
from generator.model.patterns.tree import parse

_ATTEMPTS = 300
_STEPS = 100_000
"""What the matches of all texts may take together: some tenths of a second."""
_STEPS_OF_ONE = 10_000

_ARN = ("arn", "aws", "example", "us-east-1", "123456789012", "example")
"""What reads well as partition, service, region, account and resource."""


def example(
    regex: str, minimum: int = 0, maximum: int | None = None, hints: Sequence[str] = ()
) -> str | None:
    """Return a text that a regular expression matches as a whole.

    The text is as short as reads well, and is empty only where nothing else is possible. The same
    arguments give the same text.

    Args:
        regex: The expression, in Python's dialect.
        minimum: The least length of the text.
        maximum: The greatest, if there is one.
        hints: Texts that are welcome: the first of them that will do is returned.

    Returns:
        The text; None where none was found.

    Raises:
        re.error: Where the expression is none.
    """
    try:
        return _Search(regex, minimum, maximum).run(hints)
    except (OverflowError, RecursionError):
        return None


class _Search:
    """The search for one text."""

    def __init__(self, regex: str, minimum: int, maximum: int | None) -> None:
        self._tree = parse(regex)
        self._pattern = re.compile(regex)
        self._minimum = max(minimum, self._tree.low)
        self._maximum = self._tree.high if maximum is None else min(maximum, self._tree.high)
        self._steps = _STEPS

    def run(self, hints: Sequence[str]) -> str | None:
        welcome = next(filter(self._fits, hints), None)
        if welcome is not None:
            return welcome
        # An empty text is an example of little.
        allowed, self._minimum = self._minimum, max(self._minimum, 1)
        found = self._built()
        if found is None and not allowed:
            self._minimum = 0
            found = self._built()
        return found if found is None else self._polished(found)

    def _built(self) -> str | None:
        self._steps = _STEPS
        return next(filter(self._fits, self._candidates()), None)

    def _fits(self, text: str) -> bool:
        if not self._minimum <= len(text) <= self._maximum:
            return False
        allowed = min(self._steps, _STEPS_OF_ONE)
        budget = Budget(allowed)
        try:
            matched = matches(self._tree, text, budget)
        except ExhaustedError:
            matched = False
        self._steps -= allowed - budget.steps
        return matched and self._pattern.fullmatch(text) is not None

    def _candidates(self) -> Iterator[str]:
        """Yield texts that may do: the best one, then what comes of other decisions."""
        if self._minimum > self._maximum:
            return
        builder = Builder(self._tree, self._minimum, self._maximum)
        waiting: deque[tuple[int, ...]] = deque([()])
        seen: set[str] = set()
        for _ in range(_ATTEMPTS):
            if not waiting or self._steps <= 0:
                return
            choices = Choices(waiting.popleft())
            try:
                text = builder.build(choices)
            except TooLongError:
                text = None
            if text is not None and text not in seen:
                seen.add(text)
                yield text
            waiting.extend(islice(choices.others(), _ATTEMPTS - len(waiting)))

    def _polished(self, text: str) -> str:
        """Put words that everybody knows into an ARN, as far as it still will do."""
        if not text.startswith("arn:"):
            return text
        if text.count(":") < 5 and self._fits(whole := ":".join(_ARN)):
            return whole
        fields = text.split(":", 5)
        for number in (1, 3, 4):
            if number < len(fields) - 1:
                fields = self._replaced(fields, number, _ARN[number])
        rest = fields[-1]
        start = max(rest.rfind("/"), rest.rfind(":")) + 1
        if len(fields) == len(_ARN) and _ARN[-1] not in rest[start:]:
            fields = self._replaced(fields, 5, rest[:start] + _ARN[-1])
        return ":".join(fields)

    def _replaced(self, fields: list[str], number: int, word: str) -> list[str]:
        changed = [*fields[:number], word, *fields[number + 1 :]]
        return changed if self._fits(":".join(changed)) else fields
