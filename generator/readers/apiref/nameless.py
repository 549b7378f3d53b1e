"""Names lost: pages whose extractor dropped each member's name, and that of each error.

Such a section is a row of descriptions. The syntax block still has the names, in an order that
follows from the same rule: both are alphabetical, or, where the section says so, the required
members are described first. Where the descriptions fit the members of the block in one way only,
they get their names back; else the page can't be read. The names of errors stand nowhere else, so
that such a page says nothing of its errors.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from generator.model.facts import MemberFacts, ValueFacts
from generator.model.kinds import Kind
from generator.readers.apiref.constraints import (
    RequiredLine,
    TypeLine,
    parse_constraint,
)
from generator.readers.apiref.described import ADMONITIONS, Described, Descriptions, Expected
from generator.readers.apiref.document import (
    BODY_SECTIONS,
    CONTENTS,
    ERRORS,
    REQUEST_SYNTAX,
    RESPONSE_ELEMENTS,
    RESPONSE_SYNTAX,
    Document,
    Part,
    Report,
    Term,
)
from generator.readers.apiref.layout import is_rest
from generator.readers.apiref.syntax import Shown, parse_block
from generator.readers.apiref.values import as_structure, described_value
from generator.readers.unreadable import UnreadableError

_REQUIRED_FIRST = "In the following list, the required parameters are described first."
_LEAD_IN = re.compile(
    r"For information about the parameters that are common to all actions, see Common Parameters\."
    r"|The request accepts the following data in \w+ format\."
    r"|If the action is successful, the service sends back an HTTP \d+ response\."
    r"|The response returns the following as the HTTP body\."
    r"|The following (?:data is|elements? (?:is|are)) returned (?:in \w+ format )?by the service\."
    rf"|(?:Note )?{re.escape(_REQUIRED_FIRST)}"
)
_EXPECTED = "the names of the members"


def restore_names(document: Document, report: Report) -> None:
    """Give descriptions without names those of the syntax block; report where that can't be."""
    is_nameless = False
    for heading in (*BODY_SECTIONS, RESPONSE_ELEMENTS, CONTENTS):
        section = document.sections.get(heading)
        if section is None or not _is_nameless(section.parts):
            continue
        is_nameless = True
        try:
            section.parts = list(_named(document, heading, section.parts))
        except UnreadableError as error:
            report(error.line, error.expected, error.found)
            section.parts = []
    errors = document.sections.get(ERRORS)
    if is_nameless and errors is not None and not any(map(_may_be_name, errors.parts)):
        errors.parts = []
        document.errors_lost = True


def _is_nameless(parts: Sequence[Part]) -> bool:
    """Tell whether a section describes something, but its first description has no name."""
    below = _without_lead_in(parts)
    described = next(
        (index for index, part in enumerate(below) if parse_constraint(part.text) is not None), None
    )
    return described is not None and not any(map(_may_be_name, below[: described + 1]))


def _may_be_name(part: Part) -> bool:
    return part.term is not None and (part.term.certain or part.text not in ADMONITIONS)


def _without_lead_in(parts: Sequence[Part]) -> Sequence[Part]:
    texts = [part.text for part in parts]
    start = 0
    while start < len(texts):
        if texts[start : start + 2] == ["Note", _REQUIRED_FIRST]:
            start += 2
        elif _LEAD_IN.fullmatch(texts[start]):
            start += 1
        else:
            break
    return parts[start:]


def _named(document: Document, heading: str, parts: Sequence[Part]) -> Iterator[Part]:
    below = _without_lead_in(parts)
    ends_with_required = heading != RESPONSE_ELEMENTS
    rows = list(_descriptions(below, ends_with_required=ends_with_required))
    shown = _shown(document, RESPONSE_SYNTAX if heading == RESPONSE_ELEMENTS else REQUEST_SYNTAX)
    members = _members(shown, below[0].line)
    names = {member.name for member in members}
    if any(part.text in names for part in below):
        raise UnreadableError(below[0].line, _EXPECTED, "some of them")
    if len(members) != len(rows):
        found = f"{len(rows)} descriptions without names of {len(members)} members in the block"
        raise UnreadableError(below[0].line, _EXPECTED, found)
    is_sorted = any(part.text.endswith(_REQUIRED_FIRST) for part in parts)
    for row, member in zip(rows, _order(rows, members, required_first=is_sorted), strict=True):
        yield Part(row[0].line, member.name, term=Term(member.name))
        yield from row


def _descriptions(parts: Sequence[Part], *, ends_with_required: bool) -> Iterator[list[Part]]:
    """Divide parts into descriptions: one ends with its last constraint line."""
    row: list[Part] = []
    is_typed = is_over = False
    for part in parts:
        line = parse_constraint(part.text)
        begins = line is None or isinstance(line, TypeLine)
        if row and (is_over if ends_with_required else is_typed and begins):
            yield row
            row, is_typed = [], False
        row.append(part._replace(term=None))
        is_typed = is_typed or isinstance(line, TypeLine)
        is_over = isinstance(line, RequiredLine)
    if row:
        yield row


def _shown(document: Document, heading: str) -> Shown | None:
    section = document.sections.get(heading)
    block = section.code if section else None
    if block is None or block.code is None:
        return None
    is_response = heading == RESPONSE_SYNTAX
    return parse_block(block.code, block.line, is_response=is_response, is_http=is_rest(document))


def _members(shown: Shown | None, line: int) -> Sequence[MemberFacts]:
    if shown is None:
        raise UnreadableError(line, _EXPECTED, "descriptions without, and no syntax block")
    if shown.binding.payload is not None or shown.is_xml:
        found = "descriptions without, and a body that does not show their order"
        raise UnreadableError(line, _EXPECTED, found)
    return as_structure(shown.body).members or ()


def _order(
    rows: Sequence[Sequence[Part]], members: Sequence[MemberFacts], *, required_first: bool
) -> Sequence[MemberFacts]:
    """Return the members in the order of their descriptions.

    Raises:
        UnreadableError: Where they fit in no way, or in more than one.
    """
    described = [_described(row) for row in rows]
    first = sum(one.required is True for one in described) if required_first else 0
    if any(one.required is not True for one in described[:first]):
        raise UnreadableError(rows[0][0].line, _EXPECTED, "descriptions in another order")

    def fits(member: int, row: int) -> bool:
        return row < len(rows) and _fits(described[row], members[member].value)

    places = _places(len(members), first, fits)
    if places is None:
        found = "descriptions without, which fit the syntax block in no way or in more than one"
        raise UnreadableError(rows[0][0].line, _EXPECTED, found)
    return [members[places.index(row)] for row in range(len(rows))]


def _places(count: int, first: int, fits: Callable[[int, int], bool]) -> list[int] | None:
    """Return at which place each of some members is described; None where that isn't certain.

    Args:
        count: How many there are.
        first: How many of them are described before the others; both in their own order.
        fits: Whether that member may be described at that place.
    """
    ways: dict[int, tuple[int, list[int]]] = {0: (1, [])}
    for member in range(count):
        following: dict[int, tuple[int, list[int]]] = {}
        for before, (number, places) in ways.items():
            for taken, place in ((before + 1, before), (before, first + member - before)):
                if taken <= first and fits(member, place):
                    others = following.get(taken, (0, []))[0]
                    following[taken] = (number + others, [*places, place])
        ways = following
    number, places = ways.get(first, (0, []))
    return places if number == 1 else None


def _described(row: Sequence[Part]) -> Described:
    """Read a description that lacks a name.

    Raises:
        UnreadableError: Where it contradicts itself.
    """
    problems: list[tuple[int, str, str]] = []

    def report(line: int, expected: str, found: str) -> None:
        problems.append((line, expected, found))

    parts = [Part(row[0].line, "_", term=Term("_")), *row]
    descriptions = Descriptions(parts, Expected(), report)
    if problems:
        raise UnreadableError(*problems[0])
    return descriptions.members[0]


def _fits(described: Described, shown: ValueFacts) -> bool:
    try:
        value = described_value(described, shown)
    except UnreadableError:
        return False
    return value.kind is not Kind.ANY or shown.kind is Kind.ANY
