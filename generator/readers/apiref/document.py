"""Documents: pages of API References as all their renditions have them.

A page has a title, prose and sections. What a section holds are parts, one a paragraph, list or
block of code, in order; some of them are terms, behind which stands what is said of a member or an
error. Renditions differ in what they keep: whether a part is a term for certain, what member it
is about, which words of a syntax block stand for values.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.documentation import Span, blocks, from_plain

Report = Callable[[int, str, str], None]
"""Takes a problem: its line, what was expected there, and what was found."""

REQUEST_SYNTAX = "Request Syntax"
RESPONSE_SYNTAX = "Response Syntax"
RESPONSE_ELEMENTS = "Response Elements"
URI_SECTIONS = ("URI Request Parameters", "Request Header", "Request Headers")
"""Where members stand that are bound to the URI or to headers."""
BODY_SECTIONS = ("Request Parameters", "Request Body")
ERRORS = "Errors"
EXAMPLES = "Examples"
CONTENTS = "Contents"
"""The section of a page on a data type."""
END = "See Also"

SECTIONS = (
    REQUEST_SYNTAX,
    *URI_SECTIONS,
    *BODY_SECTIONS,
    RESPONSE_SYNTAX,
    RESPONSE_ELEMENTS,
    ERRORS,
    EXAMPLES,
)
"""Of a page on an operation, in their order."""

OPENS, CLOSES = "\ue000", "\ue001"
"""Stand around words in code that stand for values, where the rendition tells these."""
_PLACEHOLDER = re.compile(f"{OPENS}\\s*(.*?)\\s*{CLOSES}", re.DOTALL)


class Term(NamedTuple):
    """What makes a part a term."""

    shown: str
    """What the page calls the member or error."""
    member: str | None = None
    """The member's name, where the rendition keeps it apart from what is shown."""
    certain: bool = True
    """False where the rendition sets words of prose in the same way."""
    nested: bool = False
    """Whether the rendition tells that it stands below another one."""


class Part(NamedTuple):
    """A block of a page, or a line of one that lost its blocks."""

    line: int
    text: str
    """On one line, without markup; empty where it is no paragraph, and so states no constraint."""
    documentation: str | None = None
    """With its markup; None where the rendition lost that, or a term."""
    term: Term | None = None
    code: str | None = None
    """Of a block of code: what it holds, on as many lines."""


@dataclass
class Section:
    """What stands below a heading."""

    line: int
    parts: list[Part] = field(default_factory=list[Part])

    @property
    def code(self) -> Part | None:
        """The first block of code."""
        return next((part for part in self.parts if part.code is not None), None)


@dataclass
class Document:
    """A page."""

    name: str
    """Of the operation or data type that it is about."""
    line: int
    """Of the title."""
    last_line: int
    """Of the page."""
    service_title: str | None = None
    uid: str | None = None
    url: str | None = None
    plain: bool = False
    """Whether prose lost its markup."""
    errors_lost: bool = False
    """Whether the page lists errors, but lost their names."""
    description: list[Part] = field(default_factory=list[Part])
    headings: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """All that the page has, in order, with their lines."""
    sections: dict[str, Section] = field(default_factory=dict[str, Section])

    @property
    def is_type(self) -> bool:
        """Whether the page is about a data type."""
        return CONTENTS in self.sections

    def section(self, heading: str, line: int) -> Section:
        """Return the section below a heading, or, without one, what stands above all others."""
        if not heading:
            return Section(line, self.description)
        self.headings.append((line, heading))
        return self.sections.setdefault(heading, Section(line))

    def parts(self, heading: str) -> Sequence[Part]:
        """Return what stands below a heading; nothing where the page doesn't have it."""
        section = self.sections.get(heading)
        return section.parts if section else ()


def documentation_of(parts: Iterable[Part]) -> str | None:
    """Return parts as documentation; None where there is nothing in them."""
    gathered = list(parts)
    if all(part.documentation is None for part in gathered):
        return from_plain(part.text for part in gathered) or None
    return blocks(part.documentation or "" for part in gathered) or None


_PATTERN = re.compile(r"\s*((?:[A-Z][a-z]+ )?Pattern:)\s+")


def line_of(runs: Sequence[Span]) -> str:
    """Return the text of runs on one line; a pattern that is set as code keeps its spaces."""
    shown = [run for run in runs if run.text.strip()]
    label = _PATTERN.fullmatch(shown[0].text) if len(shown) == 2 else None
    if label and shown[1].style == "code" and "\n" not in shown[1].text:
        return f"{label[1]} {shown[1].text}"
    return " ".join("".join(run.text for run in runs).split())


def with_braces(text: str) -> str:
    """Return code with braces around the words that stand for values."""
    return _PLACEHOLDER.sub(r"{\1}", text)


def without_marks(text: str) -> str:
    """Return code as its reader sees it."""
    return text.replace(OPENS, "").replace(CLOSES, "")


_OF_TYPE = re.compile(r"(?P<name>\w[\w.-]*)")
_OF_SIDE = re.compile(
    rf"(?:request|response)-(?:header-|uri-(?:uri-|querystring-)?)?{_OF_TYPE.pattern}"
)


def member_of_anchor(anchor: str, page: str) -> str | None:
    """Return the name of the member whose anchor this is; None where the anchor is none.

    Args:
        anchor: Such as `API-GetThing-request-uri-Name` or `API-Type-Thing-Name`.
        page: The operation or data type that the page is about.
    """
    before, found, rest = f"-{anchor}".partition(f"-{page}-")
    while found:
        match = (_OF_TYPE if before.endswith("-Type") else _OF_SIDE).fullmatch(rest)
        if match is not None:
            return match["name"]
        before, found, rest = f"-{rest}".partition(f"-{page}-")
    return None


_GOTO = re.compile(r"/goto/[^/\s]+/(?P<uid>[^/\s]+?-\d{4}-\d{2}-\d{2})/", re.IGNORECASE)


def uid_of(url: str) -> str | None:
    """Return the service's uid from a link to an SDK's documentation; None where it is none."""
    match = _GOTO.search(url)
    return match["uid"] if match else None
