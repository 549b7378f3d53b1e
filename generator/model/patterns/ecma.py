r"""Whether ECMA 262 reads a pattern with its flag `u`.

Without the flag, `\p{L}` is five letters and brackets, as it has always been. A pattern that the
flag refuses can be meant for no engine but one without.
"""

from generator.model.patterns.properties import is_known_to_ecma
from generator.model.patterns.syntax import PROPERTY, TOKEN, class_atoms

_SYNTAX = frozenset(r"^$\.*+?()[]{}|/")
_IN_CLASS = _SYNTAX | {"-"}
_BRACKETS = frozenset("]{}")
_NAMED = frozenset("dDwWsSbBtnvfr")
_SPELT = ("\\u", "\\x", "\\c", "\\0")


def takes_unicode_flag(source: str) -> bool:
    r"""Tell whether the flag certainly is no hindrance to a pattern.

    Args:
        source: The pattern; its classes have an end.
    """
    position = 0
    while token := TOKEN.match(source, position):
        position = token.end()
        match token.lastgroup:
            case "set":
                atoms, position = class_atoms(source, position)
                taken = not _has_odd_range(atoms) and all(_is_taken(a, _IN_CLASS) for a in atoms)
            case "atom":
                taken = token[0] not in _BRACKETS and _is_taken(token[0], _SYNTAX)
            case kind:
                taken = kind not in ("quotation", "unclear", "switch")
        if not taken:
            return False
    return True


def _is_taken(atom: str, signs: frozenset[str]) -> bool:
    if not atom.startswith("\\"):
        return not atom.startswith("[:")
    if PROPERTY.match(atom):
        return atom[2:3] == "{" and is_known_to_ecma(atom)
    return atom[1:] in signs or atom[1:] in _NAMED or atom.startswith(_SPELT)


def _has_odd_range(atoms: list[str]) -> bool:
    """Tell whether a hyphen stands beside a set, where it can make no range."""
    return any(
        atom == "-" and (_is_set(atoms[place - 1]) or _is_set(atoms[place + 1]))
        for place, atom in enumerate(atoms[1:-1], 1)
    )


def _is_set(atom: str) -> bool:
    return bool(PROPERTY.match(atom)) or (atom[:1] == "\\" and atom[1:] in set("dDwWsS"))
