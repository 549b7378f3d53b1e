"""The lines of a page that an extractor flattened, made uniform, and the prose among them.

Extractors differ in what they leave: indentation, bullets, empty lines between paragraphs. Some
begin a new line after every piece of code in a sentence; some put a whole syntax block on one line,
or the next entry behind the last sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, overload

from generator.model.documentation import blocks, from_plain, listing
from generator.readers.boto3.entries import KINDS


class Line(NamedTuple):
    """A line, or a part of one that should have been a line of its own."""

    number: int
    """Of the line on the page; counts from 1."""
    text: str
    """What stands behind indentation and bullet."""
    bullet: bool = False


_TYPE = "|".join(map(re.escape, KINDS))
HEAD = re.compile(
    rf"(?:(?P<name>[^\s()]+) )?\(\s*(?P<type>{_TYPE})\s*\)\s*(?:--|–|—)\s*(?P<rest>.*)"
)
"""What an entry begins with."""
HEAD_WITHOUT_TEXT = re.compile(rf"(?P<name>[^\s()]+) \((?P<type>{_TYPE})\)(?P<rest>)")
"""What the entry of a parameter without a text may be; so may an item of a list in prose."""

_BULLET = re.compile(r"\s*(?:[-*+•◦▪‣·](?:\s+|$)|o\s+(?=(?:\S+ )?\())")
_TYPE_ON_TWO_LINES = re.compile(r"(\((?:StreamingBody|EventStream|document))\s+(\).*)")
_FIELDS = re.compile(rf"^([ \t]*)type (\S+)\s*:\s+({_TYPE})\s+param \2\s*:", re.MULTILINE)
"""A parameter where Sphinx has not made one entry of its two fields."""
_BEHIND_SENTENCE = re.compile(
    rf"(?<=[^\s\w(])(?=(?:\w+ )?\((?:{_TYPE})\) (?:--|–|—))"
    r"|(?<=[^\s\w])(?=(?:Return type:|Returns:|Exceptions)$|See also: AWS API Documentation)"
)
_AROUND_SYNTAX = re.compile(
    r"(?<=\s)(?=Request Syntax (?:\w+ = )?\w+\.\w+\()"
    r"|(?<=Syntax )(?=(?:\w+ = )?\w+\.\w+\(|\{ '|\{\})"
    r"|(?<=[})] )(?=(\*{0,2})(?:Parameters|Response Structure)\1(?: #|$))"
    r"|(?<=\s)(?=# This section is too large)"
)
_FOLDED = re.compile(r"(?:(?:\w+ = )?\w+\.\w+\( \w|\{ ')")
_FOLD = re.compile(r"(?<=[,({\[]) (?=[{\[\w'])(?!(?:1, )?1\))| (?=[)}\]])")
"""Where a syntax block on one line had a line end; not between the numbers of a date."""


def lines_of(text: str) -> list[Line]:
    """Take a page apart into lines."""
    text = _TYPE_ON_TWO_LINES.sub(lambda type_: type_[1] + type_[2] + _ends(type_), text)
    text = _FIELDS.sub(lambda field: f"{field[1]}{field[2]} ({field[3]}) --" + _ends(field), text)
    return [
        line for number, one in enumerate(text.split("\n"), start=1) for line in _parts(number, one)
    ]


def _ends(match: re.Match[str]) -> str:
    """Return as many line ends as a match has behind its first group."""
    return "\n" * match[0].count("\n", len(match[1]))


def _parts(number: int, text: str) -> Iterator[Line]:
    bullet = _BULLET.match(text)
    text = text[bullet.end() if bullet else 0 :].strip()
    for pattern in (_BEHIND_SENTENCE, _AROUND_SYNTAX):
        text = pattern.sub("\n", text)
    for index, part in enumerate(text.split("\n")):
        for line in _FOLD.sub("\n", part).split("\n") if _FOLDED.match(part) else [part]:
            yield Line(number, line.strip(), bullet is not None and index == 0)


class Lines(Sequence[Line]):
    """The lines of a page."""

    def __init__(self, page: str) -> None:
        self._lines = lines_of(page)
        self.text = "\n".join(line.text for line in self._lines)
        """What the lines hold."""

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        return self._lines[index]

    def number(self, index: int) -> int:
        """Return the number of a line, or of the last one where the index is beyond that."""
        return self._lines[min(index, len(self._lines) - 1)].number

    def at(self, position: int) -> int:
        """Return which line a position in the text lies on."""
        return self.text.count("\n", 0, position)

    def next(self, start: int) -> int:
        """Return the first line from one on that is not empty, or the end."""
        return next((n for n in range(start, len(self)) if self[n].text), len(self))

    def find(self, heading: str, start: int, end: int | None = None) -> int | None:
        """Find a heading; above a notice its markup stays, as it stands in the block before."""
        numbers = range(start, len(self) if end is None else end)
        return next((n for n in numbers if self[n].text.strip("*") == heading), None)

    def last(self, heading: str, start: int) -> int | None:
        """Find the last heading of some name that no entry follows, for prose may have such too."""
        for number in range(len(self) - 1, start - 1, -1):
            line = self[number].text
            if line == heading:
                return number
            if HEAD.fullmatch(line):
                return None
        return None


def without(pattern: re.Pattern[str], lines: Sequence[Line]) -> list[Line]:
    """Take out what matches, which may be parts of several lines."""
    text = "\n".join(line.text for line in lines)
    if not pattern.search(text):
        return list(lines)
    kept = pattern.sub(lambda match: "\n" * match[0].count("\n"), text).split("\n")
    return [line._replace(text=one.strip()) for line, one in zip(lines, kept, strict=True)]


# --- prose ------------------------------------------------------------------------------------

_SENTENCE_END = (".", ":", "!", "?")


def prose(lines: Iterable[Line]) -> str | None:
    """Write lines as documentation: paragraphs, and lists where bullets are left."""
    paragraphs = _paragraphs(lines)
    groups = groupby(paragraphs, key=lambda paragraph: paragraph.bullet)
    return blocks(_written(bullet, [one.text for one in group]) for bullet, group in groups) or None


def _written(bullet: bool, paragraphs: Sequence[str]) -> str:
    if bullet:
        return listing([from_plain([paragraph]) for paragraph in paragraphs])
    return from_plain(paragraphs)


def _paragraphs(lines: Iterable[Line]) -> list[Line]:
    """Join lines that inline code had broken; a stop, an empty line or a bullet parts them."""
    paragraphs: list[Line] = []
    is_open = False
    for line in lines:
        if not line.text:
            is_open = False
        elif is_open and not line.bullet:
            before = paragraphs[-1].text
            glue = "" if line.text[0] in ".,;:!?)" else " "
            paragraphs[-1] = paragraphs[-1]._replace(text=before + glue + line.text)
        else:
            paragraphs.append(line)
        is_open = bool(line.text) and not line.text.endswith(_SENTENCE_END)
    return paragraphs
