"""Sections on errors: which errors an operation has, with their status and their members.

Members of an error stand between it and its status line, as terms with prose of their own. Where
a rendition does not nest them, a term behind a status line is the next error; where a status line
is missing, only its name tells an error from a member of the one above.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model.facts import ErrorFacts, MemberFacts, ValueFacts
from generator.model.kinds import Kind
from generator.model.problems import quoted
from generator.readers.apiref.constraints import Malformed, StatusLine, parse_constraint
from generator.readers.apiref.described import ADMONITIONS, divided
from generator.readers.apiref.document import Part, Report, Term, documentation_of
from generator.readers.apiref.terms import NAME

_ERROR_NAME = re.compile(r"[A-Z][\w.]*(?:Exception|Error|Fault)")


@dataclass
class _Entry:
    """An error, or a member of one."""

    name: str
    line: int
    nested: bool
    prose: list[Part] = field(default_factory=list[Part])


class ErrorSection:
    """The errors that a section lists.

    Args:
        parts: What stands below its heading.
        report: Is given each problem.
    """

    def __init__(self, parts: Sequence[Part], report: Report) -> None:
        self.errors: list[ErrorFacts] = []
        self._report = report
        self._entries: list[_Entry] = []
        """The error that is being described, and its members."""
        self._any_status = any(_status(part) is not None for part in parts)
        self._any_nested = any(part.term and part.term.nested for part in parts)
        introduction, entries = _entries(parts)
        for part in introduction:
            if parse_constraint(part.text) is not None:
                self._report(part.line, "the name of an error", quoted(part.text))
        for part, below in entries:
            self._begin(part)
            for other in below:
                self._take(other)
        self._close(None)

    def _begin(self, part: Part) -> None:
        term = part.term or Term(part.text)
        nested = term.nested or (bool(self._entries) and not self._begins_error(term))
        if not nested:
            self._close(None)
        elif not self._entries:
            self._report(part.line, "the name of an error", quoted(part.text))
        if NAME.fullmatch(term.shown) is None:
            self._report(part.line, "the name of an error, or a member of one", quoted(part.text))
        self._entries.append(_Entry(term.shown, part.line, nested))

    def _begins_error(self, term: Term) -> bool:
        if self._any_nested and term.certain:
            return True
        return not self._any_status or _ERROR_NAME.fullmatch(term.shown) is not None

    def _take(self, part: Part) -> None:
        status = _status(part)
        if status is not None:
            if not self._entries:
                self._report(part.line, "the name of an error", quoted(part.text))
            self._close(status)
        elif isinstance(line := parse_constraint(part.text), Malformed):
            self._report(part.line, line.expected, line.found)
            self._close(None)
        elif line is not None:
            self._report(part.line, "the description of an error", quoted(part.text))
        elif self._entries:
            self._entries[-1].prose.append(part)
        else:
            self._report(part.line, "the name of an error", quoted(part.text))

    def _close(self, status: int | None) -> None:
        if not self._entries:
            return
        error, *members = self._entries
        if any(error.name == other.name for other in self.errors):
            self._report(error.line, "each error once", f"{error.name!r} again")
        facts = ErrorFacts(
            name=error.name,
            line=error.line,
            documentation=documentation_of(error.prose),
            status=status,
            members=tuple(map(_member, members)) or None,
        )
        self.errors.append(facts)
        self._entries = []


def _entries(parts: Sequence[Part]) -> tuple[list[Part], list[tuple[Part, list[Part]]]]:
    """Divide a section at names; what may be one is one if prose follows.

    A member that is not described stands between an error's prose and its status.
    """
    settled: list[Part] = []
    following = [*parts, None][1:]
    is_open = False
    for part, after in zip(parts, following, strict=True):
        term = part.term
        if term is not None and not term.certain:
            is_name = term.shown not in ADMONITIONS and NAME.fullmatch(term.shown) is not None
            is_last = is_open and settled[-1].term is None and after and _status(after) is not None
            described = after is not None and (after.term is None or after.term.certain)
            described = described and parse_constraint(after.text if after else "") is None
            if not is_name or not (described or is_last or not is_open):
                settled.append(part._replace(term=None))
                continue
        is_open = part.term is not None or (is_open and _status(part) is None)
        settled.append(part)
    return divided(settled)


def _status(part: Part) -> int | None:
    line = parse_constraint(part.text) if part.term is None else None
    return line.status if isinstance(line, StatusLine) else None


def _member(entry: _Entry) -> MemberFacts:
    value = ValueFacts(kind=Kind.ANY, line=entry.line)
    return MemberFacts(
        name=entry.name,
        value=value,
        line=entry.line,
        documentation=documentation_of(entry.prose),
    )
