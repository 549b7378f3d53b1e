"""Unfolding: pages whose extractor broke lines at every piece of inline markup, made whole again.

Such a page has no empty lines. Names stand behind a dash, with a dash alone below them; code in a
sentence, and each word of a syntax block that stands for a value, ends its line; a label may be
glued to the sentence before it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.readers.apiref.constraints import Malformed, is_label, parse_constraint
from generator.readers.apiref.document import (
    CONTENTS,
    END,
    EXAMPLES,
    REQUEST_SYNTAX,
    RESPONSE_SYNTAX,
    SECTIONS,
)


class Line(NamedTuple):
    """A line of a page."""

    number: int
    text: str
    is_term: bool = False
    """Whether the page sets it as the name of a member or an error."""


_TERM = re.compile(r"- (?P<shown>\S.*)")
_GLUED = re.compile(
    r"(?<=[.)\]!?])(?=(?:Type|Length Constraints|Valid (?:Range|Values)|Pattern): )"
)
_BROKEN_STRING = re.compile(r"\"(\w[^\"\n]*)\n\"")
_END_BEHIND_WORD = re.compile(r"(?<=[\w+])\n(?=[,/?&.:<\]\}])")


def lines_of(text: str) -> list[Line]:
    """Return the lines of a page; those that an extractor has broken are whole again."""
    lines = [Line(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1)]
    if is_folded(text):
        lines = list(_unfolded(lines))
    return [part for line in lines for part in _unglued(line)]


def is_folded(text: str) -> bool:
    """Tell whether lines of a page are broken at inline markup."""
    return re.search(r"^- \S+\n-$", text, re.MULTILINE) is not None or "\n\n" not in text.strip()


def _unglued(line: Line) -> Iterator[Line]:
    """Divide a line where a label is glued to the sentence before it."""
    match = _GLUED.search(line.text)
    if match and not isinstance(parse_constraint(line.text[match.end() :]), Malformed | None):
        yield line._replace(text=line.text[: match.end()].rstrip())
        yield Line(line.number, line.text[match.end() :])
    else:
        yield line


_HEADINGS = frozenset({*SECTIONS, CONTENTS, END})


def _unfolded(lines: Sequence[Line]) -> Iterator[Line]:
    heading = ""
    index = min(1, len(lines))
    yield from lines[:index]  # The title.
    while index < len(lines):
        line = lines[index]
        if line.text in _HEADINGS:
            heading = line.text
            yield line
            index += 1
            continue
        end = index
        while end < len(lines) and lines[end].text not in _HEADINGS:
            end += 1
        section = lines[index:end]
        if heading in (REQUEST_SYNTAX, RESPONSE_SYNTAX):
            yield from _code(section)
        elif heading in (EXAMPLES, END):
            yield from section
        else:
            yield from _prose(section)
        index = end


def _code(lines: Sequence[Line]) -> Iterator[Line]:
    """Rejoin a syntax block: a word that stands for a value ends a line, whatever follows."""
    text = "\n".join(line.text for line in lines)
    text = _BROKEN_STRING.sub(r'"\1"', text)
    text = _END_BEHIND_WORD.sub("", text)
    for part in text.split("\n"):
        yield Line(lines[0].number, part)


def _prose(lines: Sequence[Line]) -> Iterator[Line]:
    """Rejoin sentences, and labels with what follows them; a name stands between its dashes."""
    held: Line | None = None
    skip = False
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        if skip:
            skip = False
            continue
        term = _TERM.fullmatch(line.text)
        if term and following is not None and following.text == "-":
            if held:
                yield held
            held = None
            yield Line(line.number, term["shown"], is_term=True)
            skip = True
        elif held is not None and _continues(held.text, line.text):
            held = held._replace(text=_joined(held.text, line.text))
        else:
            if held:
                yield held
            held = line
    if held:
        yield held


def _continues(text: str, rest: str) -> bool:
    """Tell whether a line goes on with what the extractor put on the next one."""
    if isinstance(parse_constraint(text), Malformed) and text.endswith(":"):
        return True
    if is_label(text) or is_label(rest):
        return False
    return rest[:1] in ",.;:)" or rest[:1].islower() or text[-1:] not in ".:!?"


def _joined(text: str, rest: str) -> str:
    return text + rest if rest[:1] in ",.;:)" else f"{text} {rest}"
