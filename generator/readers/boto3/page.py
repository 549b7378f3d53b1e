"""What a page of boto3 consists of, in any rendition, and the facts that it makes.

Readers find the parts; what the parts mean is said here once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from generator.model.facts import (
    ErrorFacts,
    OperationFacts,
    PageFacts,
    PageKind,
    Reading,
    ServiceFacts,
    ValueFacts,
    structure_of,
)
from generator.model.kinds import Kind
from generator.readers.boto3.entries import Entry, Joiner, described_alone
from generator.readers.syntax.python import parse_python
from generator.readers.unreadable import UnreadableError

COVERS = {
    PageKind.CLIENT: ("structure", "required", "enums", "errors", "docs"),
    PageKind.PAGINATOR: ("structure", "required", "enums", "docs"),
    PageKind.WAITER: ("structure", "required", "enums", "docs"),
}
"""What pages carry that have lost nothing of what the documenter wrote."""

FACTORY = re.compile(r"\s*(?:paginator|waiter) = client\.get_(?:paginator|waiter)\('(\w+)'\)")
A_FACTORY = "a line 'paginator = client.get_paginator(...)'"
GOTO = r"\S*/goto/WebAPI/([^/]+)/(\w+)"
"""Where 'See also' links to: the service's uid, the operation's name."""
POLLS = re.compile(
    r"\s*Polls\s+(?::py:meth:`)?\w+\.Client\.(\w+)(?:`|\(\))\s*every (\d{1,9}) seconds until a"
    r" successful state is reached\. An error is raised after (\d{1,9}) failed checks\."
)
DEPRECATED = re.compile(
    r"This operation is deprecated and may not function as expected\."
    r" This operation should not be used going forward and is only kept for the purpose of"
    r" backwards compatiblity\."
)
TOO_LARGE = "# This section is too large to render."

_METHODS_OF_EVERY_CLIENT = frozenset(
    {
        "can_paginate",
        "close",
        "generate_presigned_post",
        "generate_presigned_url",
        "get_paginator",
        "get_waiter",
    }
)
_NOT_SHOWN = ValueFacts(kind=Kind.STRUCTURE, complete=False)


@dataclass(frozen=True)
class Side:
    """The two halves in which a page describes one side of an operation."""

    shown: ValueFacts | None
    """What the syntax block shows; None where a notice stands in its place."""
    entries: Sequence[Entry] | None
    """The entries of its members; None where a notice stands in their place."""
    documentation: str | None = None
    is_lost: bool = False
    """Whether there are no entries because the rendition dropped them."""

    @property
    def is_nothing(self) -> bool:
        """Whether the page shows a side without any members."""
        shown = self.shown
        return shown is not None and shown.complete and not shown.members and not self.entries


@dataclass(kw_only=True)
class Parts:
    """The parts of one page, as a reader finds them."""

    file: str
    rendition: str
    kind: PageKind
    service: ServiceFacts
    method: str
    """The name in the signature; a paginator's and a waiter's are always the same."""
    line: int
    class_subject: str | None
    """What a paginator's or waiter's class is called."""
    wire_name: str | None
    """The operation's, from the 'See also' link."""
    factory: str | None = None
    """The method that a paginator's page names."""
    polls: re.Match[str] | None = None
    """What a waiter's page says about polling."""
    documentation: str | None
    """None on pages of which the sentence is the documenter's: a paginator's or waiter's."""
    deprecated: bool
    request: Side
    response: Side | None
    """None where the page says that nothing is returned."""
    errors: Sequence[ErrorFacts] | None
    """None where the page does not tell."""
    plain: bool = False
    """Whether the rendition had lost the markup, and links with it."""
    marks: bool = True
    """Whether the page shows which members are required."""


def facts(parts: Parts) -> Reading:
    """Return the facts that the parts of a page make, or where they contradict each other.

    Raises:
        UnreadableError: Where the page does not name its operation.
    """
    joiner = Joiner(parts.file)
    page = PageFacts(
        file=parts.file,
        rendition=parts.rendition,
        kind=parts.kind,
        subject=_subject(parts),
        covers=_covers(parts),
        plain=parts.plain,
        service=parts.service,
        operations=(_operation(parts, joiner),),
    )
    if joiner.problems:
        return Reading(None, tuple(joiner.problems))
    return Reading(page)


def _covers(parts: Parts) -> tuple[str, ...]:
    unknown = {"required": not parts.marks, "errors": parts.errors is None}
    return tuple(fact for fact in COVERS[parts.kind] if not unknown.get(fact))


def _subject(parts: Parts) -> str:
    return parts.method if parts.kind is PageKind.CLIENT else parts.class_subject or parts.method


def _operation(parts: Parts, joiner: Joiner) -> OperationFacts:
    is_waiter = parts.kind is PageKind.WAITER
    request, response = parts.request, parts.response
    input_ = None if request.is_nothing else _joined(request, joiner)
    output = None if response is None or is_waiter else _joined(response, joiner)
    return OperationFacts(
        name=parts.wire_name or _name_without_link(parts),
        python_name=_python_name(parts),
        line=parts.line,
        documentation=parts.documentation,
        deprecated=parts.deprecated,
        has_input=input_ is not None,
        input=input_,
        has_output=None if is_waiter else response is not None,
        output=output,
        errors=_listed_once(parts) if parts.kind is PageKind.CLIENT else None,
        too_large=tuple(_too_large(parts)),
        delay=int(parts.polls[2]) if parts.polls else None,
        max_attempts=int(parts.polls[3]) if parts.polls else None,
    )


def _joined(side: Side, joiner: Joiner) -> ValueFacts:
    """Join the two halves of a side, as far as the page has them."""
    if side.shown is None and side.entries is None:
        return _NOT_SHOWN
    if side.shown is None:
        value = described_alone(side.entries or ())
    elif side.entries is None:
        value = side.shown
    else:
        value = joiner.members(side.shown, side.entries)
    return msgspec.structs.replace(value, documentation=side.documentation)


def _name_without_link(parts: Parts) -> str | None:
    if parts.kind is PageKind.PAGINATOR and parts.class_subject:
        return parts.class_subject
    if parts.plain:
        return None
    raise UnreadableError(
        1, "a 'See also' link, which names the operation", f"none on the page of {parts.method!r}"
    )


def _python_name(parts: Parts) -> str | None:
    match parts.kind:
        case PageKind.WAITER:
            return parts.polls[1] if parts.polls else None
        case PageKind.PAGINATOR:
            return parts.factory
        case _:
            return parts.method


def _listed_once(parts: Parts) -> tuple[ErrorFacts, ...] | None:
    if parts.errors is None:
        return None
    first: dict[str, ErrorFacts] = {}
    for error in parts.errors:
        first.setdefault(error.name, error)
    return tuple(first.values())


def _too_large(parts: Parts) -> list[str]:
    """Return the sections that the page replaced by a notice; of a waiter's only the request's."""
    sides = [("Request Syntax", "Parameters", parts.request)]
    if parts.response is not None and parts.kind is not PageKind.WAITER:
        sides.append(("Response Syntax", "Response Structure", parts.response))
    return [
        section
        for syntax, described, side in sides
        for section, is_left_out in (
            (syntax, side.shown is None),
            (described, side.entries is None and not side.is_lost),
        )
        if is_left_out
    ]


def described_response(shown: ValueFacts | None, entries: Sequence[Entry], line: int) -> Side:
    """Return the side that a response's one entry describes, which holds those of the members.

    Raises:
        UnreadableError: Where there is no entry.
    """
    if not entries:
        raise UnreadableError(line, "entries that describe the response", "none")
    return Side(shown, entries[0].children, entries[0].documentation)


def shown_in(block: str, first_line: int) -> ValueFacts | None:
    """Read a syntax block; None where a notice stands in its place.

    Raises:
        UnreadableError: Where the block does not follow the grammar.
    """
    if block.lstrip().startswith(TOO_LARGE):
        return None
    return structure_of(parse_python(block, first_line))


def polls_in(prose: str, line: int) -> re.Match[str]:
    """Find how often a waiter polls.

    Raises:
        UnreadableError: Where the page does not say it.
    """
    polls = POLLS.match(prose)
    if polls is None:
        raise UnreadableError(line, "a sentence on how often the waiter polls", "none")
    return polls


@dataclass(frozen=True, kw_only=True)
class Method:
    """A method as its signature shows it, and what tells whether it is an operation."""

    name: str
    arguments: str
    line: int
    is_described_as_operation: bool
    """Whether the page has a 'See also' link or a request."""
    has_fields: bool
    """Whether the page describes arguments or a result."""

    def set_aside(self, file: str) -> Reading | None:
        """Return why a method is no operation; None where it takes `**kwargs`, or nothing, as one.

        Raises:
            UnreadableError: Where the method is neither.
        """
        own = self.name in _METHODS_OF_EVERY_CLIENT or self.arguments not in ("", "**kwargs")
        if not own or self.is_described_as_operation:
            return None
        if self.name in _METHODS_OF_EVERY_CLIENT:
            return Reading(None, aside=f"{file}: a method of every client")
        if self.has_fields:
            return Reading(None, aside=f"{file}: a method that boto3 adds by hand")
        raise UnreadableError(self.line, "the page of an operation", f"the method {self.name!r}")


ASIDE_RESOURCE = "a page on boto3's resources"
ASIDE_CONTENTS = "a page that lists others"
ASIDE_ERROR = "a page on the class of an error"
