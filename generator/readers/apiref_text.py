"""Reads pages of AWS API References as web-page extractors flatten them.

Links and markup are lost; what is left are lines: syntax blocks keep their braces, and names of
members and errors stand on lines of their own, with or without bullets. Empty lines divide the
blocks, or lines are broken at every piece of inline markup.
"""

from collections.abc import Iterator

from generator.model.facts import Reading
from generator.readers import apiref_page
from generator.readers.apiref_document import (
    REQUEST_SYNTAX,
    RESPONSE_SYNTAX,
    Document,
    Part,
    Report,
    Section,
    Term,
)
from generator.readers.apiref_outline import Outline, has_outline
from generator.readers.apiref_terms import parse_term
from generator.readers.apiref_unfolding import Line, lines_of

RENDITION = "apiref-text"


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    return has_outline(text)


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    return apiref_page.read(lambda reader: _document(text, reader.report), file, RENDITION)


def _document(text: str, report: Report) -> Document:
    outline = Outline(lines_of(text), report)
    title = outline.title
    document = Document(title.name, title.line, service_title=title.service, plain=True)
    document.description += [Part(line.number, line.text) for line in outline.description]
    for heading, number in outline.headings.items():
        parts = list(_parts(outline, heading))
        document.sections[heading] = Section(number, parts)
    return document


def _parts(outline: Outline, heading: str) -> Iterator[Part]:
    if heading in (REQUEST_SYNTAX, RESPONSE_SYNTAX):
        text, line = outline.block(heading)
        yield Part(line, "", code=text)
        return
    for one in outline.lines(heading):
        yield Part(one.number, one.text, term=_term(one))


def _term(line: Line) -> Term | None:
    """Return what a line is if it is a term: the line alone can't tell."""
    term = Term(line.text, certain=line.is_term)
    return term if parse_term(term) is not None else None
