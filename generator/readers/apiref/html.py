"""Reads pages of AWS API References in the HTML of docs.aws.amazon.com.

The site's HTML is odd: a second head and body stand inside a `div`, and every brace has a `span` of
its own. What a page says is found by ids and classes, never by its path.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from generator.model.facts import Reading
from generator.model.problems import quoted
from generator.readers import html_tree
from generator.readers.apiref import page as apiref_page
from generator.readers.apiref.document import (
    CLOSES,
    CONTENTS,
    END,
    ERRORS,
    EXAMPLES,
    OPENS,
    Document,
    Part,
    Report,
    Term,
    line_of,
    member_of_anchor,
    uid_of,
)
from generator.readers.apiref.guide import TITLES, is_common_errors, is_list
from generator.readers.apiref.html_prose import (
    code_of,
    paragraph_of_spans,
    spans,
    text_of,
    to_commonmark,
)
from generator.readers.unreadable import UnreadableError

RENDITION = "apiref-html"

_CONTENT = "#main-col-body"
_SHELL = re.compile(r"<(?:awsdocs-|div id=\"main-col-body\")")
_HEADING = re.compile(
    r"<h2\b[^<>]{0,999}>\s*"
    r"(?:Contents|Request Parameters|Request Syntax|Response Elements|Errors)\s*</h2>"
)
_GUIDE = re.compile(rf"<h1\b[^<>]{{0,999}}>\s*(?:{'|'.join(TITLES)})\s*</h1>")


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    return _SHELL.search(text) is not None and (
        _HEADING.search(text) is not None or _GUIDE.search(text) is not None or is_list(text)
    )


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    return apiref_page.read(lambda reader: _document(text, reader.report), file, RENDITION)


def _document(text: str, report: Report) -> Document:
    root = html_tree.parse(text)
    contents = root.css(_CONTENT)
    content = contents[0] if contents else None
    title = content.css_first("h1") if content else None
    if content is None or title is None:
        raise UnreadableError(1, f"the page's content, `{_CONTENT}`, with a title", "none")
    document = Document(
        name=text_of(title),
        line=html_tree.line_of(title),
        last_line=text.count("\n") + 1,
        service_title=_service_title(root, text_of(title)),
        uid=next(filter(None, (uid_of(_href(link)) for link in content.css("a"))), None),
        url=_canonical(root),
    )
    for other in [one for holder in contents for one in holder.css("h1")][1:2]:
        report(html_tree.line_of(other), "one page in a file", quoted(text_of(other)))
    _Filler(document).fill(content)
    return document


def _href(link: LexborNode) -> str:
    return link.attributes.get("href") or ""


def _canonical(root: LexborNode) -> str | None:
    link = root.css_first("link[rel=canonical]")
    return _href(link) or None if link else None


def _service_title(root: LexborNode, name: str) -> str | None:
    """Return the service's title, which stands behind the page's in the title of the window."""
    for title in root.css("title"):
        before, dash, service = text_of(title).rpartition(" - ")
        if dash and before == name:
            return service
    return None


class _Filler:
    """Fills a document with the parts of its page."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.heading = ERRORS if is_common_errors(document.name) else ""
        self.parts = document.section(self.heading, document.line).parts

    def fill(self, content: LexborNode) -> None:
        for block in content.iter():
            if block.tag == "h1" or "awsdocs-page-header-container" in html_tree.classes(block):
                continue
            if block.tag == "h2":
                self._begin(block)
            else:
                self.parts += self._parts(block)

    def _begin(self, block: LexborNode) -> None:
        self.heading = text_of(block)
        self.parts = self.document.section(self.heading, html_tree.line_of(block)).parts

    def _parts(self, block: LexborNode) -> Iterator[Part]:
        classes = html_tree.classes(block)
        if self.heading in (EXAMPLES, END):
            yield from _example(block)
        elif block.tag == "dl":
            yield from self._described(block, nested=False)
        elif "variablelist" in classes:
            for inner in block.iter():
                yield from self._parts(inner)
        elif block.tag == "pre":
            yield Part(html_tree.line_of(block), "", to_commonmark([block]), code=_marked(block))
        else:
            yield _part(block)

    def _described(self, block: LexborNode, *, nested: bool) -> Iterator[Part]:
        if self.heading not in (*_WITH_MEMBERS, ERRORS):
            yield Part(html_tree.line_of(block), "", to_commonmark([block]))
            return
        for part in block.iter():
            if part.tag == "dt":
                yield self._term(part, nested=nested)
            else:
                yield from self._definition(part, nested=nested)

    def _definition(self, part: LexborNode, *, nested: bool) -> Iterator[Part]:
        for block in part.iter():
            members = _list_in(block)
            if self.heading == ERRORS and not nested and members is not None:
                yield from self._described(members, nested=True)
            else:
                yield _part(block)

    def _term(self, part: LexborNode, *, nested: bool) -> Part:
        shown = text_of(part.css_first(".term") or part)
        member = member_of_anchor(part.attributes.get("id") or "", self.document.name)
        return Part(html_tree.line_of(part), shown, term=Term(shown, member, nested=nested))


_WITH_MEMBERS = (
    "URI Request Parameters",
    "Request Header",
    "Request Headers",
    "Request Parameters",
    "Request Body",
    "Response Elements",
    CONTENTS,
)


def _list_in(block: LexborNode) -> LexborNode | None:
    """Return the list of definitions that a block is, or that it is made for."""
    if block.tag == "dl":
        return block
    inner = block.iter() if "variablelist" in html_tree.classes(block) else iter(())
    return next((one for one in inner if one.tag == "dl"), None)


def _part(block: LexborNode) -> Part:
    if block.tag != "p":
        return Part(html_tree.line_of(block), "", to_commonmark([block]))
    runs = spans(block)
    return Part(html_tree.line_of(block), line_of(runs), paragraph_of_spans(runs))


def _example(block: LexborNode) -> Iterator[Part]:
    """Yield a block of which no more is used than the headers that it may show."""
    if block.tag == "pre":
        yield Part(html_tree.line_of(block), "", code=code_of(block))
    elif block.tag == "p":
        yield Part(html_tree.line_of(block), text_of(block))


def _marked(block: LexborNode) -> str:
    """Return the text of a block of code with marks around the words that stand for values."""
    for word in block.css("code.replaceable"):
        word.replace_with(f"{OPENS}{word.text()}{CLOSES}")
    return code_of(block).strip("\n")
