r"""Which characters of ASCII have a property, such as the `L` of `\p{L}` or `[:alpha:]`.

Python's `re` knows no properties. Within ASCII they never change; beyond it they do with each
version of Unicode, so that nobody can tell what a service takes a new letter for.
"""

import re
import string
import unicodedata
from functools import cache

ASCII = frozenset(map(chr, range(128)))

_LETTERS = frozenset(string.ascii_letters)
_DIGITS = frozenset(string.digits)
_SIGNS = frozenset(string.punctuation)
_SPACES = frozenset("\t\n\v\f\r ")
_PRINTABLE = _LETTERS | _DIGITS | _SIGNS | {" "}

_NAMED = {
    "all": ASCII,
    "any": ASCII,
    "ascii": ASCII,
    "alpha": _LETTERS,
    "alphabetic": _LETTERS,
    "digit": _DIGITS,
    "alnum": _LETTERS | _DIGITS,
    "ld": _LETTERS | _DIGITS,
    "word": _LETTERS | _DIGITS | {"_"},
    "xdigit": frozenset(string.hexdigits),
    "hexdigit": frozenset(string.hexdigits),
    "hex_digit": frozenset(string.hexdigits),
    "upper": frozenset(string.ascii_uppercase),
    "uppercase": frozenset(string.ascii_uppercase),
    "lower": frozenset(string.ascii_lowercase),
    "lowercase": frozenset(string.ascii_lowercase),
    "punct": _SIGNS,
    "graph": _PRINTABLE - {" "},
    "print": _PRINTABLE,
    "blank": frozenset("\t "),
    "space": _SPACES,
    "whitespace": _SPACES,
    "white_space": _SPACES,
    "cntrl": ASCII - _PRINTABLE,
    "lc": _LETTERS,
}
_CATEGORY = re.compile("L[ulmotC]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?")

_OF_ECMA = frozenset(
    ("ASCII", "Any", "Alphabetic", "Alpha", "Uppercase", "Upper", "Lowercase", "Lower")
)


@cache
def ascii_with(atom: str) -> frozenset[str] | None:
    r"""Return the characters of ASCII that have a property.

    Args:
        atom: What names the property in a pattern: `\p{L}`, `\PL`, `[:alpha:]`, `[:^alpha:]`.

    Returns:
        The characters; None where nothing is known of the property.
    """
    posix = atom.startswith("[")
    name = atom[2:-2] if posix else atom[2:].strip("{}")
    negated = atom[1] == "P" or name.startswith("^")
    found = _named(name.lstrip("^"))
    return ASCII - found if found is not None and negated else found


def is_known_to_ecma(atom: str) -> bool:
    r"""Tell whether an atom, such as `\p{L}`, certainly names what ECMA 262 knows, too."""
    name = atom[2:].strip("{}")
    return name in _OF_ECMA or _CATEGORY.fullmatch(name) is not None


def _named(name: str) -> frozenset[str] | None:
    brief = name.removeprefix("Is")
    if brief != "LC" and _CATEGORY.fullmatch(brief):
        return frozenset(
            character for character in ASCII if unicodedata.category(character).startswith(brief)
        )
    # Scripts and blocks may bear the name of anything, but not one of these.
    return _NAMED.get(brief.lower())
