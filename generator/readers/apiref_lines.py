"""Flattened descriptions: which lines of a section name members and errors, which describe them.

Flattening lost the markup of names, so a line's place tells what it is: behind a member's
constraint lines, or at the beginning, comes the name of the next; a single word elsewhere is prose.
Members outside a JSON body may have no constraint lines; the syntax block tells their names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model.documentation import from_plain
from generator.model.facts import ErrorFacts, MemberFacts, ValueFacts
from generator.model.kinds import Kind
from generator.model.problems import quoted
from generator.readers.apiref_members import Described, Report
from generator.readers.apiref_outline import Line
from generator.readers.constraints import (
    Constraint,
    Malformed,
    SizeLine,
    StatusLine,
    TypeLine,
    ValuesLine,
    parse_constraint,
)
from generator.readers.unreadable import UnreadableError

_NAME = re.compile(r"[A-Za-z_](?:[\w.-]*\w)?")
_ADMONITIONS = frozenset({"Caution", "Important", "Note", "Tip", "Warning"})
_LEAD_IN = re.compile(
    r"The response returns the following (?:HTTP headers|as the HTTP body)\."
    r"|The following (?:data is|elements? (?:is|are)) returned (?:in \w+ format )?by the service\."
)
_UNION_MEMBER = re.compile(r"Note: This object is a Union\b")
_UNION = re.compile(r"This data type is a UNION\b")
_QUERY_NOTATION = re.compile(r"(?=[\w.]+?\.N(?:\.[\w.]|[ ]|\Z))[\w.]++(?: \(\w+\))?")


class MemberLines:
    """Divides the lines of a section into the members that they describe.

    Args:
        names: What members outside a JSON body may be called; they may have no `Type` line.
        typed: Whether there may be other members, all of which have one.
        report: Is given each problem.
    """

    def __init__(self, names: frozenset[str], report: Report, *, typed: bool = True) -> None:
        self.names = names
        self.typed = typed
        self.report = report
        self.members: list[Described] = []
        self.union = False
        """Whether the section's own words make the whole of its members a union."""
        self._known: set[str] = set()
        self._current: Described | None = None
        self._paragraphs: list[str] = []
        self._constrained = False
        self._stated: set[tuple[type[Constraint], str]] = set()

    def read(self, lines: Sequence[Line]) -> list[Described]:
        """Read a whole section.

        Raises:
            UnreadableError: Where it describes the parameters of a query protocol.
        """
        for line in lines:
            statement = parse_constraint(line.text)
            if statement is None:
                self._take_prose(line)
            elif isinstance(statement, Malformed):
                self.report(line.number, statement.expected, statement.found)
                self._constrained = True
            else:
                self._take_constraint(line, statement)
        self._finish()
        return self.members

    def _take_constraint(self, line: Line, statement: Constraint) -> None:
        member = self._current
        if member is None or isinstance(statement, StatusLine):
            self.report(line.number, "the description of a member", quoted(line.text))
            return
        expected = self._unmet(member, statement)
        if expected is not None:
            self.report(line.number, expected, quoted(line.text))
        member.constraints.append((line.number, statement))
        self._stated.add(_sort(statement))
        self._constrained = True

    def _unmet(self, member: Described, statement: Constraint) -> str | None:
        """Return what is expected in place of a line that can't stand where it does."""
        if isinstance(statement, TypeLine):
            return "one `Type` line, above the others" if self._constrained else None
        if self._must_be_typed(member) and not self._constrained:
            return "a line `Type: ...` above the others"
        if _sort(statement) in self._stated:
            return "one such line in a description"
        if isinstance(statement, ValuesLine) and not statement.values[-1]:
            return "a value behind the last |, or the line is cut short"
        return None

    def _must_be_typed(self, member: Described) -> bool:
        return self.typed and member.name not in self.names

    def _take_prose(self, line: Line) -> None:
        if _LEAD_IN.fullmatch(line.text):
            self._finish()
        elif _QUERY_NOTATION.fullmatch(line.text):
            raise UnreadableError(line.number, "a member of a JSON body", quoted(line.text))
        elif self._current is None:
            self._take_introduction(line)
        elif _UNION_MEMBER.match(line.text):
            self._current.union = True
        elif not self._constrained and not self._is_next_untyped(line.text):
            self._paragraphs.append(line.text)
        elif _NAME.fullmatch(line.text):
            self._begin(line)
        else:
            self.report(line.number, "the name of a member", quoted(line.text))
            self._finish()

    def _take_introduction(self, line: Line) -> None:
        if _is_name(line.text):
            self._begin(line)
        elif _UNION.match(line.text):
            self.union = True

    def _is_next_untyped(self, word: str) -> bool:
        """Tell whether a word names a member, though nothing constrains the last one."""
        member = self._current
        if member is None or self._must_be_typed(member) or word not in self.names:
            return False
        return word not in self._known

    def _begin(self, line: Line) -> None:
        self._finish()
        if line.text in self._known:
            self.report(line.number, "each member once", f"{line.text!r} again")
        self._known.add(line.text)
        self._current = Described(line.text, line.number)
        self.members.append(self._current)

    def _finish(self) -> None:
        member = self._current
        if member is not None:
            member.documentation = from_plain(self._paragraphs) or None
            if self._must_be_typed(member) and not self._constrained:
                self.report(member.line, f"a `Type` line of the member {member.name!r}", "none")
        self._current = None
        self._paragraphs = []
        self._constrained = False
        self._stated = set()


def _sort(statement: Constraint) -> tuple[type[Constraint], str]:
    """Return what a description states once only."""
    if isinstance(statement, SizeLine):
        return type(statement), statement.of
    return type(statement), getattr(statement, "part", "value")


@dataclass
class _Entry:
    """An error, or a member of one."""

    name: str
    line: int
    paragraphs: list[str] = field(default_factory=list[str])

    @property
    def documentation(self) -> str | None:
        return from_plain(self.paragraphs) or None


_ERROR_NAME = re.compile(r"[A-Z]\w*(?:Exception|Error|Fault)")


class ErrorLines:
    """Divides the lines of the section `Errors` into the errors that they describe.

    Members of an error stand between it and its status line, as names with prose of their own.
    Where a status line is missing, only its name tells an error from a member of the one above it.

    Args:
        report: Is given each problem.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.errors: list[ErrorFacts] = []
        self._entries: list[_Entry] = []
        """The error that is being described, and its members."""
        self._known: set[str] = set()
        self._any_status = False

    def read(self, lines: Sequence[Line]) -> tuple[ErrorFacts, ...]:
        """Read the whole section."""
        self._any_status = any(_is_status(line.text) for line in lines)
        prose_follows = [*(_is_prose(line.text) for line in lines[1:]), False]
        for line, described in zip(lines, prose_follows, strict=False):
            self._take(line, described=described)
        self._close(None)
        return tuple(self.errors)

    def _take(self, line: Line, *, described: bool) -> None:
        statement = parse_constraint(line.text)
        if isinstance(statement, StatusLine):
            if not self._entries:
                self.report(line.number, "the name of an error", quoted(line.text))
            self._close(statement.status)
        elif isinstance(statement, Malformed):
            self.report(line.number, statement.expected, statement.found)
            self._close(None)
        elif statement is not None:
            self.report(line.number, "the description of an error", quoted(line.text))
        elif _is_name(line.text) and (described or not self._entries):
            self._begin(line)
        elif self._entries:
            self._entries[-1].paragraphs.append(line.text)
        elif self.errors:
            self.report(line.number, "the name of an error", quoted(line.text))

    def _begin(self, line: Line) -> None:
        if not self._any_status or _ERROR_NAME.fullmatch(line.text):
            self._close(None)
        self._entries.append(_Entry(line.text, line.number))

    def _close(self, status: int | None) -> None:
        if not self._entries:
            return
        error, *members = self._entries
        if error.name in self._known:
            self.report(error.line, "each error once", f"{error.name!r} again")
        self._known.add(error.name)
        facts = ErrorFacts(
            name=error.name,
            line=error.line,
            documentation=error.documentation,
            status=status,
            members=tuple(_error_member(member) for member in members) or None,
        )
        self.errors.append(facts)
        self._entries = []


def _is_status(text: str) -> bool:
    return isinstance(parse_constraint(text), StatusLine)


def _is_prose(text: str) -> bool:
    return parse_constraint(text) is None and not _NAME.fullmatch(text)


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and text not in _ADMONITIONS


def _error_member(entry: _Entry) -> MemberFacts:
    value = ValueFacts(kind=Kind.ANY, line=entry.line)
    return MemberFacts(
        name=entry.name, value=value, line=entry.line, documentation=entry.documentation
    )
