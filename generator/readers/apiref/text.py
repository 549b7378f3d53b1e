"""Reads pages of AWS API References as web-page extractors flatten them.

Links and markup are lost; what is left are lines: syntax blocks keep their braces, and names of
members and errors stand on lines of their own, with or without bullets. Empty lines divide the
blocks, or lines are broken at every piece of inline markup.
"""

from collections.abc import Iterator, Sequence

from generator.model.facts import Reading
from generator.readers.apiref import page as apiref_page
from generator.readers.apiref.constraints import StatusLine, parse_constraint
from generator.readers.apiref.document import (
    ERRORS,
    REQUEST_SYNTAX,
    RESPONSE_SYNTAX,
    Document,
    Part,
    Report,
    Term,
)
from generator.readers.apiref.guide import flat_guide, is_common_errors, is_of_guide
from generator.readers.apiref.nameless import restore_names
from generator.readers.apiref.outline import FlatSection, Outline, has_outline, opens
from generator.readers.apiref.terms import parse_term
from generator.readers.apiref.unfolding import Line, lines_of

RENDITION = "apiref-text"


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    return has_outline(text) or (is_of_guide(text) and flat_guide(_stripped(text)) is not None)


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    return apiref_page.read(lambda reader: _document(text, reader.report), file, RENDITION)


def _document(text: str, report: Report) -> Document:
    last_line = text.count("\n") + 1
    lines = lines_of(text)
    texts = [line.text for line in lines]
    if not opens(texts) and (found := flat_guide(texts)) is not None:
        return _guide(lines, *found, last_line=last_line)
    outline = Outline(lines, report)
    title = outline.title
    document = Document(title.name, title.line, last_line, title.service, plain=True)
    document.description += [Part(line.number, line.text) for line in outline.description]
    for section in outline.sections:
        document.section(section.heading, section.line).parts += _parts(section)
    restore_names(document, report)
    return document


def _stripped(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n")]


def _guide(
    lines: Sequence[Line], start: int, title: str, service: str | None, *, last_line: int
) -> Document:
    """Read a page about no single operation; what follows the last error is the site's."""
    document = Document(title, lines[start].number, last_line, service, plain=True)
    parts = [Part(one.number, one.text, term=_term(one)) for one in lines[start + 1 :] if one.text]
    if is_common_errors(title):
        while parts and not isinstance(parse_constraint(parts[-1].text), StatusLine):
            parts.pop()
        document.section(ERRORS, document.line).parts += parts
    else:
        document.description += parts
    return document


def _parts(section: FlatSection) -> Iterator[Part]:
    if section.heading in (REQUEST_SYNTAX, RESPONSE_SYNTAX):
        text, line = section.block
        yield Part(line, "", code=text)
        return
    for one in section.lines:
        if one.text:
            yield Part(one.number, one.text, term=_term(one))


def _term(line: Line) -> Term | None:
    """Return what a line is if it is a term: the line alone can't tell."""
    term = Term(line.text, certain=line.is_term)
    return term if parse_term(term) is not None else None
