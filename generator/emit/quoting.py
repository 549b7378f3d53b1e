"""Quoting: the one way for text into Python source.

Source is of type `Code`. It is written in this program (`code` checks its parts), or made by
`literal`, `docstring` and `comment` from any text at all; names are of type `Identifier`. Whatever
else is done to either gives an ordinary `str`, which templates refuse. As with MarkupSafe, safety
does not depend on remembering to quote.

What is written depends on the text alone, not on the Unicode tables of the Python at hand.
"""

import re
from collections.abc import Iterable
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
    if isinstance(part, Source):
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


# --- docstrings -------------------------------------------------------------------------------

# Controls, halves of surrogate pairs, what has no width or turns the direction of writing, and what
# is no character. Joiners may stay: emoji and many scripts need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
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
    lines = _dedented(_lines(text, LINE_LENGTH - indent))
    if not lines:
        return Code()
    if len(lines) > 1 and indent + 3 + len(lines[0]) > LINE_LENGTH:
        lines = _dedented(_lines(text, LINE_LENGTH - indent, LINE_LENGTH - indent - 3))
    body = "\n".join(lines)
    raw = "\\" in body and _TRIPLE not in body and not _INVISIBLE.search(body)
    if raw and not body.endswith("\\"):
        prefix = "r"
    else:
        prefix = ""
        body = _INVISIBLE.sub(_escape, body.replace("\\", "\\\\")).replace(_TRIPLE, '\\"\\"\\"')
    return _marked(_delimited(prefix, body.split("\n"), " " * indent))
