"""Reads the syntax blocks of flattened pages of boto3, which end where their brackets do."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from generator.model.facts import MemberFacts, ValueFacts, structure_of
from generator.model.kinds import Kind
from generator.model.problems import quoted
from generator.readers.boto3.page import TOO_LARGE
from generator.readers.boto3.text_lines import Lines
from generator.readers.syntax.python import parse_python_prefix
from generator.readers.unreadable import UnreadableError

SYNTAX = re.compile(r"'[^']+': |\w+=(?:'|\[|\{|\d|True)|[\])}]+,?$")
"""What a line of a syntax block looks like, and no sentence does."""


def call_below(lines: Lines, heading: int, method: str) -> tuple[ValueFacts | None, int]:
    """Read the call of a method, None where a notice stands in its place; say where it ends.

    Args:
        lines: Those of the page.
        heading: Which of them the heading is.
        method: What is called.

    Raises:
        UnreadableError: Where there is none.
    """
    call = re.compile(rf"(?:\w+ = )?\w+\.{re.escape(method)}\(")
    return _block(lines, heading, call, f"a call of {method!r}")


def dict_below(lines: Lines, heading: int) -> tuple[ValueFacts | None, int]:
    """Read a dictionary, None where a notice stands in its place; say where it ends.

    Args:
        lines: Those of the page.
        heading: Which of them the heading is.

    Raises:
        UnreadableError: Where there is none.
    """
    return _block(lines, heading, re.compile(r"\{"), "'{'")


def _block(
    lines: Lines, heading: int, begins: re.Pattern[str], expected: str
) -> tuple[ValueFacts | None, int]:
    start = lines.next(heading + 1)
    found = lines[start].text if start < len(lines) else ""
    if found.startswith(TOO_LARGE):
        return None, start + 1
    if not begins.match(found):
        found = quoted(found) if found else "the end of the page"
        raise UnreadableError(lines.number(start), expected, found)
    text = "\n".join(line.text for line in lines[start:])
    try:
        shown, end = parse_python_prefix(text, start)
    except UnreadableError as error:
        raise UnreadableError(lines.number(error.line), error.expected, error.found) from None
    after = start + text.count("\n", 0, end) + 1
    _refuse_more(lines, lines.next(after))
    shown = _changed(shown, lambda value: replace(value, line=lines.number(value.line)))
    return structure_of(shown), after


def _refuse_more(lines: Lines, index: int) -> None:
    """Make sure that a block ended where its brackets did."""
    if index < len(lines) and SYNTAX.match(lines[index].text):
        expected = "no more of the syntax block, which ended above"
        raise UnreadableError(lines.number(index), expected, quoted(lines[index].text))


def without_entries(shown: ValueFacts, *, is_complete: bool) -> ValueFacts:
    """Return what is certain of a request without entries.

    Args:
        shown: What the syntax block shows.
        is_complete: Whether that is all; entries tell of more members where the SDK fills them in.
    """
    return replace(_changed(shown, _without_document), complete=is_complete)


def _without_document(value: ValueFacts) -> ValueFacts:
    """Take a document for any value: a string that holds JSON looks like one."""
    return replace(value, kind=Kind.ANY) if value.kind is Kind.DOCUMENT else value


def _changed(value: ValueFacts, change: Callable[[ValueFacts], ValueFacts]) -> ValueFacts:
    """Return what a block shows, with a change to each value in it."""
    value = change(value)
    inner = (value.items, value.keys, value.values)
    items, keys, values = (one and _changed(one, change) for one in inner)
    if value.members is None:
        return replace(value, items=items, keys=keys, values=values)
    members: list[MemberFacts] = []
    for member in value.members:
        changed = _changed(member.value, change)
        members.append(replace(member, value=changed, line=changed.line))
    return replace(value, members=tuple(members))
