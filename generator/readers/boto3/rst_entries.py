"""Reads the entries of boto3's pages in RST: types, requiredness and prose, nested by indentation.

The grammar is that of botocore's `ParamsDocumenter`: `:type:` and `:param:` fields for the
parameters of a method, bullets for everything inside them and for the response.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model.problems import quoted
from generator.readers.boto3.entries import Entry, take_fixed_sentences
from generator.readers.boto3.rst_prose import to_commonmark
from generator.readers.unreadable import UnreadableError

_TYPE = re.compile(r"\s*:type ([^:]+): (.*)")
_PARAM = re.compile(r"(\s*):param ([^:]+): ?(.*)")
_BULLET = re.compile(
    r"(\s*)- (?:\*\*(?P<name>.+?)\*\* )?"
    r"(?:\*\((?P<type>[^)]*)\) --\*|\((?P<special>.+?)\) --)(?P<rest>.*)"
)
_REQUIRED = re.compile(r"\s*\*\*\[REQUIRED\]\*\*\s?")
_DAMAGED = re.compile(r"\s*\*\*\[re", re.IGNORECASE)
"""What begins as the mark does; prose on the entry's own line may begin with other brackets."""
_DEEPEST = 100


@dataclass(frozen=True)
class Span:
    """Some lines of the page; `first` counts from 0."""

    first: int
    lines: list[str]


def parameters(span: Span) -> list[Entry]:
    """Read the `:type:` and `:param:` fields with the entries nested in them."""
    starts = [
        n
        for n, (line, below) in enumerate(pairwise(span.lines))
        if ":type " in line and _TYPE.match(line) and _PARAM.match(below)  # Prose may hold either.
    ]
    entries: list[Entry] = []
    for begin, end in pairwise([*starts, len(span.lines)]):
        described = _TYPE.match(span.lines[begin])
        param = _PARAM.match(span.lines[begin + 1])
        if described is None or param is None:
            continue
        required = _required(param[3], span.first + begin + 2)
        entry = Entry(
            line=span.first + begin + 1,
            type=described[2].strip(),
            name=param[2],
            required=required is not None,
        )
        first = param[3][required.end() :] if required else param[3]
        body = [" " * (len(param[1]) + 2) + first, *span.lines[begin + 2 : end]]
        _fill(entry, Span(span.first + begin + 1, body), required=False)
        entries.append(entry)
    return entries


def bullets(span: Span, required: bool | None) -> list[Entry]:
    """Read nested entries; `required` is what the absence of a mark means."""
    holder = Entry(line=span.first + 1, type="")
    _fill(holder, span, required)
    return holder.children


def _fill(holder: Entry, span: Span, required: bool | None) -> None:
    """Give an entry its prose and, by indentation, the entries nested in it."""
    open_entries: list[tuple[int, Entry]] = [(-1, holder)]
    prose: list[str] = []
    current = holder
    for offset, line in enumerate(span.lines):
        bullet = _BULLET.match(line) if "--" in line else None
        if bullet is None:
            prose.append(line)
            continue
        _describe(current, prose)
        depth = len(bullet[1])
        while open_entries[-1][0] >= depth:
            open_entries.pop()
        current, rest = _entry(bullet, span.first + offset + 1, required)
        open_entries[-1][1].children.append(current)
        open_entries.append((depth, current))
        if len(open_entries) > _DEEPEST:
            raise UnreadableError(current.line, f"no more than {_DEEPEST} levels", "more")
        prose = [" " * (depth + 2) + rest]
    _describe(current, prose)


def _entry(bullet: re.Match[str], line: int, required: bool | None) -> tuple[Entry, str]:
    rest = bullet["rest"]
    mark = None if required is None else _required(rest, line)
    entry = Entry(
        line=line,
        type=bullet["type"] if bullet["type"] is not None else bullet["special"],
        name=bullet["name"],
        required=True if mark else required,
    )
    return entry, rest[mark.end() :] if mark else rest


def _required(text: str, line: int) -> re.Match[str] | None:
    """Find the mark of a required member; a damaged one is not the absence of one."""
    mark = _REQUIRED.match(text)
    if mark is None and _DAMAGED.match(text):
        raise UnreadableError(line, "'**[REQUIRED]**'", quoted(text))
    return mark


def _describe(entry: Entry, prose: Sequence[str]) -> None:
    entry.documentation = rendered(take_fixed_sentences(entry, "\n".join(prose)))


def rendered(prose: str) -> str | None:
    """Return prose as the model's documentation; None where there is none."""
    return to_commonmark(prose) or None
