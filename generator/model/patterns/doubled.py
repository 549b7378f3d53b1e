r"""Patterns that were escaped once more than was meant, such as `^\\d{12}$`.

Read to the letter, they ask for backslashes that no value has.
"""

import re

from generator.model.patterns.syntax import TOKEN, class_atoms

_BACKSLASH = "\\\\"
_SET = r"[dDwWsS] | [pP]\{ | u[0-9A-Fa-f]{4}"
_IN_CLASS = re.compile(_SET, re.VERBOSE)
_OUTSIDE = re.compile(rf"{_SET} | [bB.+*?]", re.VERBOSE)
"""What gives a doubled backslash away: escaped once, it is common; behind a backslash, a rarity."""


def undoubled(source: str) -> str | None:
    """Return what was meant by a pattern that seems to be escaped twice.

    Args:
        source: The pattern.

    Returns:
        The pattern, escaped once; None where nothing gives it away.

    Raises:
        UnenforceableError: Where a class has no certain end.
    """
    return source.replace(_BACKSLASH, "\\") if _is_doubled(source) else None


def _is_doubled(source: str) -> bool:
    position = 0
    while token := TOKEN.match(source, position):
        position = token.end()
        if token[0] == _BACKSLASH and _OUTSIDE.match(source, position):
            return True
        if token.lastgroup == "set":
            start = position
            atoms, position = class_atoms(source, position)
            for atom in atoms:
                start += len(atom)
                if atom == _BACKSLASH and _IN_CLASS.match(source, start):
                    return True
    return False
