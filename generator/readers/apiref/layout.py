"""Layouts: which sections a page of an API Reference has, and in which order.

A page that was cut short, that lost a section or that is no page of an API Reference shows it here:
each ends with `See Also`, and has no sections but those that such pages have.
"""

import re
from itertools import pairwise

from generator.model.problems import quoted
from generator.readers.apiref.document import (
    CONTENTS,
    END,
    REQUEST_SYNTAX,
    RESPONSE_ELEMENTS,
    RESPONSE_SYNTAX,
    SECTIONS,
    URI_SECTIONS,
    Document,
    Report,
)

_OF_REST = (
    REQUEST_SYNTAX,
    "URI Request Parameters",
    "Request Body",
    RESPONSE_SYNTAX,
    RESPONSE_ELEMENTS,
)
"""Sections that a REST protocol has, empty or not."""
_OF_RPC = ("Request Parameters", RESPONSE_ELEMENTS)
"""Those that other protocols have; a syntax block they show only of what is not empty."""

_HTTP = re.compile(r"(?:[A-Z]+ \S+\s+)?HTTP/1\.1\b")
_NAME = re.compile(r"[A-Za-z]\w*")


def is_rest(document: Document) -> bool:
    """Tell whether a page has what only those of REST protocols have."""
    if any(heading in document.sections for heading in (*URI_SECTIONS, "Request Body")):
        return True
    sections = (document.sections.get(heading) for heading in (REQUEST_SYNTAX, RESPONSE_SYNTAX))
    blocks = [section.code for section in sections if section is not None]
    return any(block is not None and is_http(block.code or "") for block in blocks)


def is_http(text: str) -> bool:
    """Tell whether a text begins as the syntax blocks of REST protocols do."""
    return _HTTP.match(text) is not None


def check_layout(document: Document, report: Report) -> None:
    """Report what the layout of a page on an operation or a data type lacks, or has too much."""
    if _NAME.fullmatch(document.name) is None:
        expected = "a title that is the name of an operation or a data type"
        report(document.line, expected, quoted(document.name))
    names = [name for _, name in document.headings]
    if END not in names:
        report(document.last_line, f"the heading {END!r} at the end", "the end of the page")
        names.append(END)
    above = document.headings[: names.index(END)]
    if not above:
        report(document.line, "sections below the title", "none")
        return
    known = (CONTENTS,) if document.is_type else SECTIONS
    _check_order(above, known, report)
    for line, name in document.headings[len(above) :]:
        if name in (CONTENTS, *SECTIONS):
            report(line, f"nothing behind {END!r}", quoted(name))
    if not document.is_type:
        _check_presence(document, above[0][0], report)


def _check_order(headings: list[tuple[int, str]], known: tuple[str, ...], report: Report) -> None:
    for line, name in headings:
        if name not in known:
            report(line, "a section that pages of API References have", quoted(name))
    ranked = [(known.index(name), line) for line, name in headings if name in known]
    for (rank, _), (following, line) in pairwise(ranked):
        if following <= rank:
            expected = f"each section once, and not behind {known[rank]!r}"
            report(line, expected, quoted(known[following]))


def _check_presence(document: Document, line: int, report: Report) -> None:
    needed: tuple[str, ...] = ()
    if is_rest(document):
        needed = _OF_REST
    elif REQUEST_SYNTAX in document.sections:
        needed = _OF_RPC
    elif RESPONSE_SYNTAX in document.sections:
        needed = (RESPONSE_ELEMENTS,)
    for missing in needed:
        if missing not in document.sections:
            report(line, f"a section {missing!r}", "none")
