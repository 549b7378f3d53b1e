r"""What is known of a documented regular expression, and what of it is enforced.

What is enforced refuses nothing that a service accepts, as far as anybody can tell:

* A pattern that Python can say is `exact`; one of which it can only say something wider (see
  `translation`) is `widened`.
* A pattern that says something else than was meant is `not enforced`: no value can match it, no
  length fits it and the lengths stated beside it, or it clearly misses a quantifier, as
  `[a-zA-Z0-9]` does for lengths up to 64, or it misspells the ARNs that it asks for. One that is
  tighter than the lengths is taken at its word.
* Where a pattern seems to be escaped twice, both readings are admitted.
* Where a pattern takes ARNs of some partitions of AWS alone, all those of others are admitted: the
  same pages describe the services of all.
* A pattern on which hostile text could keep `re` busy for ages is `not enforced`. Where that takes
  a long text, only short ones are held against it, and long ones are admitted.
"""

import re
from functools import lru_cache
from math import inf
from typing import Literal

import msgspec

from generator.model.patterns import arns
from generator.model.patterns.automaton import TooComplexError, automaton
from generator.model.patterns.backtracking import longest
from generator.model.patterns.classes import EITHER
from generator.model.patterns.doubled import undoubled
from generator.model.patterns.lengths import Length, find_odds
from generator.model.patterns.syntax import UnenforceableError
from generator.model.patterns.translation import Translation, translate
from generator.model.patterns.tree import Node, parse

PatternStatus = Literal["exact", "widened", "not enforced"]


class Pattern(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A documented pattern, and what of it is enforced."""

    source: str
    """As the page has it."""
    status: PatternStatus
    enforced: str | None = None
    """In Python's dialect, for `re.fullmatch`; None where nothing is enforced, or (in the IR) the
    source itself is."""
    reason: str | None = None
    """Why the pattern is not exact."""

    @property
    def regex(self) -> str | None:
        """What a whole value has to match, in Python's dialect; None where nothing is enforced."""
        return None if self.status == "not enforced" else self.enforced or self.source


def analyse(
    pattern: str,
    *,
    min: Length = None,  # noqa: A002 (named as in the IR)
    max: Length = None,  # noqa: A002
) -> Pattern:
    """Say what of a documented pattern Python can enforce; every text has an answer.

    Args:
        pattern: The pattern as published.
        min: The least length that a value may have, where one is stated.
        max: The greatest.
    """
    try:
        regex, reasons = _enforced(pattern, min, max)
    except UnenforceableError as error:
        return Pattern(source=pattern, status="not enforced", reason=str(error))
    except re.error as error:
        reason = f"Python can't compile it: {error.msg}"
    except (OverflowError, RecursionError):
        reason = "Python can't compile it: it is too large"
    else:
        status: PatternStatus = "widened" if reasons else "exact"
        return Pattern(
            source=pattern, status=status, enforced=regex, reason="; ".join(reasons) or None
        )
    return Pattern(source=pattern, status="not enforced", reason=reason)


def _enforced(source: str, least: Length, most: Length) -> Translation:
    """Return what is enforced of a pattern.

    Raises:
        UnenforceableError: Where nothing is.
        re.error: Where Python knows no such pattern.
    """
    translation, tree, limit = _translated(source)
    if odds := find_odds(tree, least, most):
        raise UnenforceableError(odds)
    if not limit:
        raise UnenforceableError("hostile text could keep Python busy for ages")
    if limit < (inf if most is None else most):
        beyond = f"{{{limit + 1},}}"
        return Translation(
            rf"(?![\s\S]{beyond})(?:{translation.regex})|[\s\S]{beyond}",
            (
                *translation.reasons,
                f"a long text takes long: one of more than {limit} characters is admitted",
            ),
        )
    return translation


@lru_cache(maxsize=512)
def _translated(source: str) -> tuple[Translation, Node, float]:
    """Translate a pattern, once for the many members of a service that it stands beside.

    Returns:
        What is enforced, what the pattern itself says, and how long texts may be for a match to
        come to an end soon.
    """
    translation = _of_all_readings(source)
    re.compile(translation.regex)
    tree = parse(translation.regex)
    translation = _for_all_partitions(translation, tree)
    return translation, tree, longest(parse(translation.regex))


def _of_all_readings(source: str) -> Translation:
    """Translate a pattern as it stands, and as it was meant if it seems to be escaped twice."""
    translation = translate(source)
    meant = undoubled(source)
    if meant is None:
        return translation
    other = translate(meant)
    reason = f"it seems to be escaped twice: {EITHER}"
    return _widened(translation, other.regex, reason, *other.reasons)


def _for_all_partitions(translation: Translation, tree: Node) -> Translation:
    if "arn" not in translation.regex:
        return translation
    try:
        states = automaton(tree)
    except TooComplexError:
        return translation
    if arns.refuses_all(states):
        raise UnenforceableError("it asks for an ARN of which the form is misspelt")
    if arns.refuses_partitions(states):
        reason = "it takes ARNs of some partitions alone: those of any other are admitted"
        return _widened(translation, arns.OTHER_PARTITIONS, reason)
    return translation


def _widened(translation: Translation, other: str, *reasons: str) -> Translation:
    """Admit what another regular expression matches, too."""
    every = dict.fromkeys((*translation.reasons, *reasons))
    return Translation(f"{translation.regex}|{other}", tuple(every))
