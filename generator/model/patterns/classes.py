r"""What sets of characters in a pattern mean: escapes such as `\s`, and classes in brackets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.patterns.characters import merged
from generator.model.patterns.properties import ascii_with
from generator.model.patterns.syntax import (
    LEAD,
    PROPERTY,
    TRAIL,
    Character,
    UnenforceableError,
    character,
)


@dataclass
class Account:
    """What the parts of a translation have to tell about the whole."""

    reasons: dict[str, None] = field(default_factory=dict[str, None])
    """Why the translation is wider than the pattern: in order, each once."""
    ascii: bool = False
    """Whether Python's flag `a` has to stand around the whole."""
    differs: bool = False
    """Whether Java reads a part in another way than the translation does."""
    knows_properties: bool = True
    """Whether ECMA 262 certainly takes properties for what they are."""
    folds: bool = False
    """Whether upper and lower case are one somewhere."""

    def widen(self, cause: str, effect: str, positive: bool) -> None:
        """Note that a part is widened.

        Args:
            cause: Why.
            effect: What the part admits instead.
            positive: Whether no negation is around the part, so that the whole is widened too.

        Raises:
            UnenforceableError: Where the whole would be narrowed.
        """
        if not positive:
            raise UnenforceableError(f"{cause}, under a negation")
        self.reasons[f"{cause}: {effect}"] = None


class _Reading(NamedTuple):
    """How the two engines read a set of characters, as the inside of a Python class."""

    published: str | None
    """By ECMA 262; None where the inside of a class can't say it."""
    java: str
    java_is_wider: bool = False


# With the flag `a`, Python reads \d, \w and \s as Java does.
_SPACES = r"\s\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_BLANKS = r"\t \xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000"
_READINGS = {
    **{escape: _Reading(escape, escape) for escape in (r"\d", r"\D", r"\w", r"\W")},
    r"\s": _Reading(_SPACES, r"\s"),
    r"\S": _Reading(None, r"\S", java_is_wider=True),
    r"\h": _Reading(_BLANKS, _BLANKS),
    r"\v": _Reading(r"\x0b", r"\n-\r\x85\u2028\u2029", java_is_wider=True),
}
_DOT = _Reading(r"^\n\r\u2028\u2029", r"^\n\r\x85\u2028\u2029")
_ALL, _NOTHING = r"\s\S", r"^\s\S"
_OPPOSITES = ({r"\d", r"\D"}, {r"\w", r"\W"}, {r"\s", r"\S"})

_ASCII = r"\p{ASCII}"
_BEYOND_ASCII = r"\x80-\U0010ffff"
_ASTRAL = r"\U00010000-\U0010ffff"
_MISSPELT_ASTRAL = (ord("0"), 0x10FF)
r"""What is left of `\u10000-\u10FFFF` where `\u` takes four digits."""

# Python reserves doubled signs for operations on sets, and takes a hyphen beside a set for a range.
_DELICATE = re.compile(r"([-&~|])\1|\\[dDwWsS]-(?!\])|-\\[dDwWsS]")
_SPECIAL = frozenset("-&~|^")

EITHER = "what either admits is admitted"
_PROPERTY = "Python knows no character properties"
_MISREAD = "ECMA 262 takes a property for the letters of its name"
_ANY = "any character is admitted"
_ANY_BEYOND_ASCII = "beyond ASCII, any character is admitted"
_HALVES = "a class holds halves of surrogate pairs"
_DIGITS = r"a class holds \u with five digits"
_ANY_ASTRAL = "any character beyond the basic plane is admitted"


def translate_escape(atom: str, account: Account, *, positive: bool) -> str | None:
    r"""Translate a dot, or an escape that stands for a set, outside of a class.

    Args:
        atom: The token, such as `\s` or `\p{L}`.
        account: Where to note what the translation takes.
        positive: Whether no negation is around it.

    Returns:
        Python's form, or None where the token stands for no set.

    Raises:
        UnenforceableError: Where a wider form is known, but a narrower one is needed.
    """
    if PROPERTY.match(atom):
        if not account.knows_properties:
            raise UnenforceableError(_MISREAD)
        return f"[{_properties([atom], account, positive) or _NOTHING}]"
    reading = _DOT if atom == "." else _READINGS.get(atom)
    if reading is None:
        return None
    inside = _read(atom, reading, account, positive)
    return atom if inside == atom else f"[{inside}]"


def _read(atom: str, reading: _Reading, account: Account, positive: bool) -> str:
    account.ascii |= atom[1:] in set("dDwWsS")
    if reading.published == reading.java:
        return reading.java
    if reading.published is None or positive == reading.java_is_wider:
        # A narrower reading under a negation widens the whole as a wider one elsewhere does.
        widens = positive == reading.java_is_wider
        account.widen(f"ECMA 262 and Java differ on {atom}", EITHER, widens)
        return reading.java
    account.differs = True
    return reading.published


def translate_class(raw: str, atoms: list[str], account: Account, *, positive: bool) -> str:
    """Translate a class in brackets.

    Args:
        raw: The class as it stands in the pattern.
        atoms: The tokens between its brackets.
        account: Where to note what the translation takes.
        positive: Whether no negation is around it; one of its own does not count.

    Raises:
        UnenforceableError: Where no form is known to be wide enough.
    """
    negation = "^" if raw.startswith("[^") else ""
    positive ^= bool(negation)
    properties = [atom for atom in atoms if PROPERTY.match(atom)]
    inside = _properties(properties, account, positive) if properties else ""
    if inside == _ALL or any(pair.issubset(atoms) for pair in _OPPOSITES):
        return rf"[{negation}\s\S]"
    parts = [
        _read(group[0], reading, account, positive)
        if (reading := _READINGS.get(group[0]))
        else tuple(map(character, group))
        for group in _groups(atoms)
        if group[0] not in properties
    ]
    if inside:
        parts.append(inside)
    if not any(parts):
        return rf"[{'' if negation else '^'}\s\S]"
    if _is_to_admit_astral(parts, account, positive, negated=bool(negation)):
        parts.append(_ASTRAL)
    if _DELICATE.search(raw) or raw != f"[{negation}{_inside(parts)}]":
        return f"[{negation}{_inside(parts, careful=True)}]"
    return raw


_Part = str | tuple[Character, ...]
"""What a class admits: a set in Python's spelling, one character, or the two ends of a range."""


def _groups(atoms: list[str]) -> Iterator[tuple[str, ...]]:
    position = 0
    while position < len(atoms):
        low, *rest = atoms[position : position + 3]
        # A hyphen beside a set is a hyphen, but Java lets a range begin with it or behind it.
        behind = atoms[position + 1 : -1]
        if _is_set(low) and behind[:1] == ["-"] and "-" in behind[1:3]:
            raise UnenforceableError(f"ECMA 262 and Java differ on a range behind {low}")
        is_range = len(rest) == 2 and rest[0] == "-" and not any(map(_is_set, (low, rest[1])))
        yield (low, rest[1]) if is_range else (low,)
        position += 3 if is_range else 1


def _is_set(atom: str) -> bool:
    return atom in _READINGS or PROPERTY.match(atom) is not None


def _properties(atoms: Sequence[str], account: Account, positive: bool) -> str:
    """Return what properties admit, as the inside of a Python class."""
    known = [ascii_with(atom) for atom in atoms]
    if None in known:
        account.widen(_PROPERTY, _ANY, positive)
        return _ALL
    characters = frozenset[str]().union(*(some for some in known if some is not None))
    if not account.knows_properties or any(atom.startswith("[") for atom in atoms):
        account.widen(_MISREAD, EITHER, positive)
        characters |= frozenset("".join(atoms))
    if not positive and account.folds:
        raise UnenforceableError(f"{_PROPERTY}, under a negation and without regard to case")
    if set(atoms) == {_ASCII}:
        return _spans(characters)
    account.widen(_PROPERTY, _ANY_BEYOND_ASCII, positive=True)
    return _spans(characters) + (_BEYOND_ASCII if positive else "")


def _spans(characters: frozenset[str]) -> str:
    """Spell characters of ASCII out, as the inside of a Python class."""
    codes = sorted(map(ord, characters))
    return "".join(
        _spelt(low) if low == high else f"{_spelt(low)}-{_spelt(high)}"
        for low, high in merged((code, code) for code in codes)
    )


def _spelt(code: int) -> str:
    if chr(code) in "[]\\^-&~|":
        return f"\\{chr(code)}"
    return chr(code) if chr(code).isprintable() else f"\\x{code:02x}"


def _is_to_admit_astral(
    parts: Sequence[_Part], account: Account, positive: bool, *, negated: bool
) -> bool:
    """Tell whether a class has to admit all beyond the basic plane, though it does not say so.

    Taken literally it refuses each of these characters, in every engine that reads code points.
    """
    spans = [(part[0].code, part[-1].code) for part in parts if not isinstance(part, str)]
    if _MISSPELT_ASTRAL in spans:
        account.widen(_DIGITS, _ANY_ASTRAL, positive)
        return True
    halves = [
        any(low < half.stop and half.start <= high for low, high in spans) for half in (LEAD, TRAIL)
    ]
    if negated or not any(halves):
        return False
    if not all(halves):
        raise UnenforceableError("a class holds one half of surrogate pairs without the other")
    account.widen(_HALVES, _ANY_ASTRAL, positive)
    return True


def _inside(parts: Sequence[_Part], *, careful: bool = False) -> str:
    def spelled(end: Character) -> str:
        return rf"\{end.spelling}" if careful and end.spelling in _SPECIAL else end.spelling

    return "".join(
        part if isinstance(part, str) else "-".join(map(spelled, part)) for part in parts
    )
