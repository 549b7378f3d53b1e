"""Quoting: the one way for text into Python source.

Source is of type `Code`. It is written in this program (`code` checks its parts), or made by
`literal`, `docstring` and `comment` from any text at all; names are of type `Identifier`. Whatever
else is done to either gives an ordinary `str`, which templates refuse. As with MarkupSafe, safety
does not depend on remembering to quote.

What is written depends on the text alone, not on the Unicode tables of the Python at hand.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import LiteralString

from generator.model.names import Identifier

LINE_LENGTH = 88
"""black's."""


class Code(str):
    """Python source that may be written as it stands.

    Args:
        text: Source that stands in this program; for anything else there are functions.
    """

    __slots__ = ()

    def __new__(cls, text: LiteralString = "") -> "Code":
        """Mark a text of this program as source."""
        return _marked(text)


Source = Code | Identifier
_SOURCE = (Code, Identifier)


def _marked(text: str) -> Code:
    return str.__new__(Code, text)


def code(template: LiteralString, *parts: Source) -> Code:
    """Fill a template, in the syntax of `str.format`, with source.

    Raises:
        TypeError: Where a part is a mere text.
    """
    return _marked(template.format(*map(_required, parts)))


def joined(separator: LiteralString, parts: Iterable[Source]) -> Code:
    """Join source as `str.join` does.

    Raises:
        TypeError: Where a part is a mere text.
    """
    return _marked(separator.join(map(_required, parts)))


def _required(part: object) -> str:
    if isinstance(part, _SOURCE):
        return part
    raise TypeError(f"neither Code nor an Identifier: {part!r}")


# --- string literals --------------------------------------------------------------------------

_SPELLINGS = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_PLAIN = re.compile(r"[^ -\[\]-~]")


def literal(text: str) -> Code:
    """Write a string literal of one line: the text is its value, whatever it holds.

    It is of ASCII, so that nothing in it looks like something else and its length is its width.
    Quotes are double, unless single ones save escapes, as black has it.
    """
    quote = "'" if text.count("'") < text.count('"') else '"'
    body = _NOT_PLAIN.sub(_escape, text).replace(quote, f"\\{quote}")
    return _marked(f"{quote}{body}{quote}")


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    number = ord(character)
    if character in _SPELLINGS:
        return _SPELLINGS[character]
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def pattern_literal(text: str) -> Code:
    """Write a string literal for a regular expression: raw if that is shorter and can be."""
    written = literal(text)
    raw = len(written) > len(text) + 2 and not _NOT_RAW.search(text)
    return _marked(f'r"{text}"') if raw else written


_NOT_RAW = re.compile(r"[^ -~]|\"|\\\Z")


def bytes_literal(content: bytes) -> Code:
    """Write a literal of bytes, of which all but printable ASCII is escaped."""
    text = "".join(map(chr, content))
    return _marked(f"b{literal(text)}")


_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?")


def number_literal(value: int | Decimal) -> Code:
    """Write a number.

    Raises:
        ValueError: Where it is not finite.
    """
    text = str(value).lower().replace("e+", "e")
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"not a number that can be written: {text}")
    return _marked(text)


# --- docstrings -------------------------------------------------------------------------------

# Controls, halves of surrogate pairs, what has no width or turns the direction of writing, and what
# is no character. Joiners may stay: emoji and many scripts need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_ODD_SPACE = re.compile(r"[^\S ]")
_TRIPLE = '"""'


def docstring(text: str, indent: int) -> Code:
    """Write a docstring, or the literal behind a name that documents it, in the form black leaves.

    Its value has the words of the text, in its lines; too long ones are wrapped. Where the text
    holds backslashes it is a raw string if it can be.

    Args:
        text: Any text; documentation in CommonMark keeps its meaning.
        indent: How many spaces stand before every line.

    Returns:
        All of its lines, indented; nothing where the text has no words.
    """
    body = "\n".join(_ODD_SPACE.sub(" ", line).rstrip() for line in text.splitlines())
    body = body.rstrip().lstrip(" \n")
    if not body:
        return Code()
    opening = _TRIPLE
    if "\\" in body and not _needs_escapes(body):
        opening = f"r{_TRIPLE}"
    else:
        body = body.replace("\\", "\\\\").replace(_TRIPLE, '\\"' * 3)
        body = _INVISIBLE.sub(_escape, body)
    if body.startswith('"'):
        opening += " "
    closing = f" {_TRIPLE}" if body.endswith('"') else _TRIPLE
    width = LINE_LENGTH - indent
    lines = _wrapped(body, width, width - len(opening))
    if len(lines) == 1 and len(opening) + len(lines[0]) + len(closing) > width:
        lines = _wrapped(body, width, width - len(opening) - len(closing))
    margin = " " * indent
    if len(lines) == 1:
        return _marked(f"{margin}{opening}{lines[0]}{closing}")
    lines = [opening + lines[0], *_dedented(lines[1:]), _TRIPLE]
    return _marked("\n".join(line and margin + line for line in lines))


def _needs_escapes(body: str) -> bool:
    return bool(body.endswith("\\") or _TRIPLE in body or _INVISIBLE.search(body))


def _dedented(lines: list[str]) -> list[str]:
    margin = min(len(line) - len(line.lstrip(" ")) for line in lines if line)
    return [line[margin:] for line in lines]


_FENCE = re.compile(r" *(`{3,})")
_LEAD = re.compile(r" *(?:(?:[-+*]|\d{1,9}[.)]) +)?")
_BLOCK_START = re.compile(r"(?:[-+*=]+|#{1,6}|\d{1,9}[.)])\Z|>|```|~~~")


def _wrapped(body: str, width: int, first: int) -> list[str]:
    """Wrap each line on its own, so that a change in one sentence touches no other.

    Args:
        body: Paragraphs, lists and fenced code in CommonMark; the latter is left as it is.
        width: The room in a line.
        first: The room in the very first line.
    """
    lines: list[str] = []
    fence = ""
    for line in body.split("\n"):
        opened = _FENCE.match(line)
        if fence or opened:
            lines.append(line)
            if fence:
                fence = "" if line.strip() == fence else fence
            elif opened:
                fence = opened[1]
        else:
            lines += _pieces(line, width, width if lines else first)
    return lines


def _pieces(line: str, width: int, first: int) -> list[str]:
    if len(line) <= first:
        return [line]
    lead = _LEAD.match(line)
    start = lead.end() if lead else 0
    words = _unbreakable(line[start:])
    if not words:
        return [line]
    pieces = [line[:start] + words[0]]
    for word in words[1:]:
        if len(pieces[-1]) + 1 + len(word) <= (first if len(pieces) == 1 else width):
            pieces[-1] += f" {word}"
        else:
            pieces.append(" " * start + word)
    return pieces


def _unbreakable(text: str) -> list[str]:
    """Split a line where it may be broken: no piece begins with what would start a block."""
    parts: list[str] = []
    for word in text.split():
        if parts and _BLOCK_START.match(word):
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts


# --- comments ---------------------------------------------------------------------------------

_NOT_PROSE = re.compile(r"[^A-Za-z0-9 ()/,._'-]")


def comment(text: str) -> Code:
    """Write a comment of one line that no tool takes for a directive.

    Without colons, semicolons, signs of equality and numbers there is none for an encoding, for
    types, for a formatter. What is not written plainly is written as in a URL: `%3A`.
    """
    return _marked(f"# {_NOT_PROSE.sub(_percent_encoded, text)}".rstrip())


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))
