"""Descriptions: which parts of a section are about which member.

Below a term stand prose and constraint lines; what looks like such a line above the last `Type` is
prose, too. Where a rendition sets members' names as it sets words of prose, the place tells them
apart: a name comes at the beginning, or behind the constraint lines of the member before it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.model.problems import quoted
from generator.readers.apiref.constraints import (
    Constraint,
    ListRef,
    Malformed,
    RequiredLine,
    SizeLine,
    StatusLine,
    TypeLine,
    TypeRef,
    ValuesLine,
    parse_constraint,
)
from generator.readers.apiref.document import Part, Report, Term, documentation_of
from generator.readers.apiref.terms import MemberName, entry_of, parse_term

_UNION_MEMBER = "Note: This object is a Union"
_UNION = "This data type is a UNION"
_ROOT = "Root level tag for the "
_LEAD_IN = re.compile(
    r"The response returns the following (?:HTTP headers|as the HTTP body)\."
    r"|The following (?:data is|elements? (?:is|are)) returned (?:in \w+ format )?by the service\."
)
ADMONITIONS = frozenset({"Caution", "Important", "Note", "Tip", "Warning"})
"""Titles of notes, which stand on lines of their own as names do."""


@dataclass
class Described:
    """A member as a page describes it."""

    name: MemberName
    line: int
    documentation: str | None = None
    constraints: list[tuple[int, Constraint]] = field(default_factory=list[tuple[int, Constraint]])
    """With their lines; a `TypeLine`, if there is one, comes first."""
    union: bool = False
    """Whether a note says that the member's structure is a union."""
    entry: str | None = None
    """What stands for each entry of a map in a query string."""

    @property
    def required(self) -> bool | None:
        """What the `Required` line says; None without one."""
        stated = (item.required for _, item in self.constraints if isinstance(item, RequiredLine))
        return next(stated, None)

    @property
    def is_typed(self) -> bool:
        """Whether there is a `Type` line."""
        return any(isinstance(item, TypeLine) for _, item in self.constraints)


@dataclass(frozen=True)
class Expected:
    """What is known of a section before its parts are read."""

    names: Collection[str] = ()
    """What members that have no `Type` line may be called: those outside a JSON body."""
    typed: bool = True
    """Whether there may be other members, all of which have one."""
    requires: bool = False
    """Whether each of these ends with a `Required` line."""


class Descriptions:
    """The members that a section describes.

    Args:
        parts: What stands below its heading.
        expected: What is known of it.
        report: Is given each problem.
    """

    def __init__(self, parts: Sequence[Part], expected: Expected, report: Report) -> None:
        self.members: list[Described] = []
        self.union = False
        """Whether the section's own words make the whole of its members a union."""
        self._expected = expected
        self._report = report
        self._is_loose = any(part.term and not part.term.certain for part in parts)
        introduction, entries = divided(_Settler(expected).settled(parts))
        self.union = any(_UNION in (part.documentation or part.text) for part in introduction)
        for part in introduction:
            if parse_constraint(part.text) is not None:
                report(part.line, "the description of a member", quoted(part.text))
        for term, below in entries:
            self._take(term, below)
        self._check_names()

    def _take(self, part: Part, below: Sequence[Part]) -> None:
        if any(other.text.startswith(_ROOT) for other in below):
            return
        name = parse_term(part.term or Term(part.text))
        if name is None:
            self._report(part.line, "the name of a member", quoted(part.text))
            return
        first = _first_constraint(below)
        described = Described(name, part.line)
        prose: list[Part] = []
        for index, other in enumerate(below):
            if (entry := entry_of(other.text)) is not None:
                described.entry = entry
            elif _is_union_note(other):
                described.union = True
            elif index < first or (line := parse_constraint(other.text)) is None:
                if index > first and self._is_loose:
                    self._report(other.line, "the name of a member", quoted(other.text))
                prose.append(other)
            else:
                self._constrain(described, other, line)
        described.documentation = documentation_of(prose)
        if not described.is_typed and self._expected.typed and not self._may_lack_type(described):
            self._report(part.line, f"a `Type` line of the member {name.name!r}", "none")
        self.members.append(described)

    def _may_lack_type(self, member: Described) -> bool:
        names = {member.name.name, member.name.wire_name}
        return not names.isdisjoint(self._expected.names)

    def _constrain(self, member: Described, part: Part, line: Constraint | Malformed) -> None:
        if isinstance(line, Malformed):
            self._report(part.line, line.expected, line.found)
            return
        expected = _unmet(member, line)
        if expected is not None:
            self._report(part.line, expected, quoted(part.text))
        else:
            member.constraints.append((part.line, line))

    def _check_names(self) -> None:
        known: set[str] = set()
        for member in self.members:
            if member.name.name in known:
                self._report(member.line, "each member once", f"{member.name.name!r} again")
            known.add(member.name.name)


def _is_union_note(part: Part) -> bool:
    """Tell whether a part says of a member, among its constraint lines, that it is a union."""
    return part.text.replace("**", "").startswith(_UNION_MEMBER)


def divided(parts: Iterable[Part]) -> tuple[list[Part], list[tuple[Part, list[Part]]]]:
    """Divide parts at terms into what stands above the first, and each with what is below it."""
    introduction: list[Part] = []
    entries: list[tuple[Part, list[Part]]] = []
    for part in parts:
        if part.term is not None:
            entries.append((part, []))
        elif entries:
            entries[-1][1].append(part)
        else:
            introduction.append(part)
    return introduction, entries


class _Settler:
    """Decides of each part that may be a term whether it is one.

    Args:
        expected: What is known of the section.
    """

    def __init__(self, expected: Expected) -> None:
        self._expected = expected
        self._known: set[str] = set()
        self._current: str | None = None
        self._is_typed = False
        self._is_required = False
        self._is_constrained = False
        """Whether the last part was a constraint line."""

    def settled(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Yield the parts, those without their term that are prose, and no lead-ins."""
        for part in parts:
            if _LEAD_IN.fullmatch(part.text):
                self._current = None
            elif part.term is None:
                self._take(part)
                yield part
            elif self._begins(part.term):
                self._current = part.term.shown
                self._known.add(self._current)
                self._is_typed = self._is_required = self._is_constrained = False
                yield part
            else:
                self._is_constrained = False
                yield part._replace(term=None)

    def _take(self, part: Part) -> None:
        line = parse_constraint(part.text)
        self._is_constrained = line is not None or _is_union_note(part)
        self._is_typed = self._is_typed or isinstance(line, TypeLine)
        self._is_required = self._is_required or isinstance(line, RequiredLine)

    def _begins(self, term: Term) -> bool:
        if term.certain:
            return True
        if self._current is None:
            return term.shown not in ADMONITIONS
        names = self._expected.names
        if term.shown in names and term.shown not in self._known and self._may_lack_type:
            return not self._is_typed or self._is_constrained
        return self._is_constrained and (self._is_typed or self._is_required or self._may_lack_type)

    @property
    def _may_lack_type(self) -> bool:
        return not self._expected.typed or self._current in self._expected.names


def _first_constraint(parts: Sequence[Part]) -> int:
    """Return the index of the last `Type` line, or else of the first of those lines at the end."""
    first = len(parts)
    for index in reversed(range(len(parts))):
        line = parse_constraint(parts[index].text)
        if isinstance(line, TypeLine):
            return index
        if line is not None and first == index + 1:
            first = index
    return first


def _unmet(member: Described, line: Constraint) -> str | None:
    """Return what is expected in place of a line that can't stand where it does."""
    if isinstance(line, StatusLine):
        return "the description of a member"
    if any(sort_of(line) == sort_of(other) for _, other in member.constraints):
        return None if _is_nested(member) else "one such line in a description"
    if isinstance(line, ValuesLine) and not line.values[-1]:
        return "a value behind the last |, or the line is cut short"
    return None


def _is_nested(member: Described) -> bool:
    """Tell whether a list or a map holds others, of which lines of one sort may be about each."""
    trees = [item.type for _, item in member.constraints if isinstance(item, TypeLine)]
    inner = [
        tree.items if isinstance(tree, ListRef) else tree.values
        for tree in trees
        if not isinstance(tree, TypeRef)
    ]
    return any(not isinstance(tree, TypeRef) for tree in inner)


def sort_of(line: Constraint) -> tuple[type[Constraint], str]:
    """Return of which sort a line is: of each, a description has one a list or map at most."""
    if isinstance(line, SizeLine):
        return type(line), line.of
    return type(line), getattr(line, "part", "value")
