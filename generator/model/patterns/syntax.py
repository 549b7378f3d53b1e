"""The tokens of regular expressions, as ECMA 262 and Java write them."""

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

_ATOM = r"""
    \\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}
  | \\u[0-9A-Fa-f]{4} | \\x[0-9A-Fa-f]{2} | \\[ux]\{[0-9A-Fa-f]+\}
  | \\c[A-Za-z] | \\0[0-7]{0,2}(?![0-7])
  | \\[pP](?:\{[^{}]*\}|[A-Za-z])
  | \\[^0] | .
"""

TOKEN = re.compile(
    rf"""
    (?P<quotation>\\Q(?P<quoted>.*?)(?:\\E|\Z))
  | (?P<switch>\(\?(?P<switched>[A-Za-z]+)\))
  | (?P<group>\((?:\?(?:(?P<name>P?<[A-Za-z]\w*>)|<?[=!]|>|(?P<flags>[A-Za-z]*):)|(?!\?)))
  | (?P<close>\))
  | (?P<bar>\|)
  | (?P<set>\[(?P<negation>\^?))
  | (?P<repeat>(?:[*+?]|\{{[0-9]+(?:,[0-9]*)?\}})(?P<mode>[+?]?))
  | (?P<unclear>\{{,[0-9]+\}}|\(\?)
  | (?P<atom>{_ATOM})
    """,
    re.VERBOSE | re.DOTALL,
)
"""A token outside of character classes; of a class, the beginning."""

_SET_TOKEN = re.compile(
    rf"(?P<posix>\[:\^?\w+:\]) | (?P<unclear>&&|\[) | (?P<atom>{_ATOM})",
    re.VERBOSE | re.DOTALL,
)

PROPERTY = re.compile(r"\\[pP].|\[:", re.DOTALL)
"""How a named set of characters begins, such as `\\p{L}` or `[:alpha:]`."""

_CHARACTER = re.compile(
    r"""
    \\u(?P<lead>[0-9A-Fa-f]{4})\\u(?P<trail>[0-9A-Fa-f]{4})
  | \\[ux](?P<brace>\{?)(?P<hex>[0-9A-Fa-f]+)\}?
  | \\c(?P<control>[A-Za-z])
  | \\(?P<octal>0[0-7]*)
  | \\(?P<named>[tnrf])
  | \\?(?P<itself>(?<=\\)[^A-Za-z0-9]|(?<!\\)[^\\])
    """,
    re.VERBOSE | re.DOTALL,
)
_NAMED = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}

LEAD, TRAIL = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
SURROGATES = range(LEAD.start, TRAIL.stop)
"""The code points that are halves of surrogate pairs."""


class UnenforceableError(Exception):
    """Raised where no form of a pattern is known to be wide enough to be enforced."""


def class_atoms(source: str, position: int) -> tuple[list[str], int]:
    """Return what a character class holds, and where it ends.

    Args:
        source: The pattern.
        position: Where the class begins, behind its bracket and `^`.

    Raises:
        UnenforceableError: Where the engines differ on what the class holds.
    """
    atoms: list[str] = []
    while not source.startswith("]", position):
        token = _SET_TOKEN.match(source, position)
        if token is None:
            raise UnenforceableError("a class has no end")
        if token["unclear"]:
            raise UnenforceableError(f"ECMA 262 and Java differ on {token[0]} in a class")
        atoms.append(token[0])
        position = token.end()
    if not atoms:
        raise UnenforceableError("ECMA 262 and Java differ on a class that begins with ]")
    return atoms, position + 1


def tokens(source: str, position: int = 0) -> Iterator[re.Match[str]]:
    """Yield the tokens of a pattern that stand outside of classes; of a class, the beginning.

    Args:
        source: The pattern.
        position: Where to start.

    Raises:
        UnenforceableError: Where a class has no certain end.
    """
    while token := TOKEN.match(source, position):
        position = token.end()
        if token.lastgroup == "set":
            _, position = class_atoms(source, position)
        yield token


def is_last(source: str, position: int) -> bool:
    """Tell whether nothing that stands behind a position of a pattern can be reached from there."""
    depth, elsewhere = 0, False
    for token in tokens(source, position):
        match token.lastgroup:
            case "close":
                elsewhere = elsewhere and depth > 0
                depth -= depth > 0
            case "bar":
                elsewhere = True
            case _ if not elsewhere:
                return False
            case "group":
                depth += 1
            case _:
                pass
    return True


class Anchors(NamedTuple):
    """Which ends of a value one of a pattern's outermost alternatives is tied to."""

    start: bool
    end: bool


def anchors(source: str) -> list[Anchors]:
    """Find the anchors of a pattern, alternative by alternative.

    An anchor is a `^` that begins an alternative or a `$` that ends it. What is in a group, in a
    class or under a quantifier is none; a switch such as `(?i)` takes no place.

    Raises:
        UnenforceableError: Where a class has no certain end.
    """
    alternatives: list[list[re.Match[str]]] = [[]]
    depth = 0
    for token in tokens(source):
        kind = token.lastgroup
        if kind == "bar" and not depth:
            alternatives.append([])
        elif kind != "switch":
            alternatives[-1].append(token)
        depth = max(depth + (kind == "group") - (kind == "close"), 0)
    return [Anchors(_begins(inner), _ends(inner)) for inner in alternatives]


def _begins(alternative: list[re.Match[str]]) -> bool:
    quantified = len(alternative) > 1 and alternative[1].lastgroup == "repeat"
    return bool(alternative) and alternative[0][0] == "^" and not quantified


def _ends(alternative: list[re.Match[str]]) -> bool:
    return bool(alternative) and alternative[-1][0] == "$"


class Character(NamedTuple):
    """One character that a pattern spells out."""

    code: int
    spelling: str
    """How Python spells it, in a pattern and in a class alike."""


def character(atom: str) -> Character:
    """Return the character that an atom stands for.

    Raises:
        UnenforceableError: Where it stands for none, or for one that is not certain.
    """
    match = _CHARACTER.fullmatch(atom)
    if match is None and (atom[1:].isdigit() or atom == r"\k"):
        raise UnenforceableError("ECMA 262 and Java differ on back-references")
    if match is None or (code := _code(match)) > sys.maxunicode:
        raise UnenforceableError(f"what {atom} means is not certain")
    foreign = match["trail"] or match["brace"] or match["control"]
    return Character(code, _escaped(code) if foreign else atom)


def _escaped(code: int) -> str:
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"


def _code(match: re.Match[str]) -> int:
    kind = match.lastgroup
    text = match[kind] if kind else ""
    match kind:
        case "trail":
            return ord(bytes.fromhex(match["lead"] + text).decode("utf-16-be"))
        case "hex":
            return int(text, 16)
        case "octal":
            return int(text, 8)
        case "control":
            return ord(text) % 32
        case "named":
            return ord(_NAMED[text])
        case _:
            return ord(text)
