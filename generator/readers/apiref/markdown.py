"""Reads pages of AWS API References in Markdown.

docs.aws.amazon.com serves each page in Markdown, too: there anchors keep the names of members,
marks tell which words of a block stand for values, and each paragraph has a line of its own. What
converters make of the HTML has none of this; there a bold word may be the name of a member.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from generator.model.documentation import Span
from generator.model.facts import Reading
from generator.model.problems import quoted
from generator.readers.apiref import page as apiref_page
from generator.readers.apiref.document import (
    CLOSES,
    CONTENTS,
    END,
    ERRORS,
    EXAMPLES,
    OPENS,
    SECTIONS,
    Document,
    Part,
    Report,
    Term,
    line_of,
    member_of_anchor,
    uid_of,
)
from generator.readers.apiref.guide import TITLES, is_common_errors, is_list, is_of_guide
from generator.readers.apiref.markdown_prose import (
    Parser,
    paragraph_of_spans,
    spans,
    text_of,
    to_commonmark,
)
from generator.readers.unreadable import UnreadableError

RENDITION = "apiref-markdown"

_FRONT_MATTER = re.compile(r"---\n(?:.*\n){0,20}?---\n")
_URL = re.compile(r"^source_url:\s*(\S+)$", re.MULTILINE)
_TITLE = re.compile(r"^# \S", re.MULTILINE)
_HEADING = re.compile(
    rf"^## (?:{'|'.join(map(re.escape, (*SECTIONS, CONTENTS)))})[ \t]*$", re.MULTILINE
)
_GUIDE = re.compile(rf"^# (?:{'|'.join(TITLES)})[ \t]*$", re.MULTILINE)

_PLACEHOLDER = re.compile(r"\{\{([^{}\n]+)\}\}")
_OFFICIAL_TERM = re.compile(r"\*\* (?P<shown>.+?) \*\*")
_ANCHOR = re.compile(r"<a name=\"(?P<name>[^\"]*)\">")
_IS_OFFICIAL = re.compile(r"<a name=\"(?:[A-Za-z]+_\w|Common|Welcome)")
_END = re.compile(rf"^## {END}[ \t]*$", re.MULTILINE)
_ANY_HEADING = re.compile(r"^ {0,3}#", re.MULTILINE)
_BULLET = re.compile(r"\s*(?:[-+*]|[0-9]{1,9}[.)])\s")
_OF_TWO = (" (response)", " (key)", " (value)")
"""How terms end that give more than one name."""
_LINKED = ("_RequestSyntax", "_ResponseSyntax")


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    if _GUIDE.search(text) is not None and is_of_guide(text):
        return True
    is_titled = _TITLE.search(text) is not None
    return is_titled and (_HEADING.search(text) is not None or is_list(text))


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    return apiref_page.read(lambda reader: _document(text, reader.report), file, RENDITION)


def _document(text: str, report: Report) -> Document:
    front = _FRONT_MATTER.match(text)
    url = _URL.search(front[0]) if front else None
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    is_official = _IS_OFFICIAL.search(text) is not None
    above = _without_links(text)
    lines = list(_spread(above)) if is_official else list(enumerate(above.split("\n"), start=1))
    numbers = [number for number, _ in lines]
    markdown = Parser()
    blocks = list(_blocks(markdown.parse_blocks("\n".join(line for _, line in lines))))
    start = next((index for index, block in enumerate(blocks) if block[0].tag == "h1"), None)
    if start is None:
        raise UnreadableError(1, "a title, such as `# ListJobs`", "none")
    title, below = blocks[start], blocks[start + 1 :]
    for other in [block for block in below if block[0].tag == "h1"][:1]:
        report(numbers[_first(other)], "one page in a file", quoted(other[1].content))
    markdown.parse_lines(title)
    document = Document(
        name=text_of(title[1]),
        line=numbers[_first(title)],
        last_line=numbers[-1],
        uid=uid_of(text),
        url=url[1] if url else None,
    )
    filler = _Filler(document, numbers, markdown, is_official=is_official)
    for block in below:
        filler.take(block)
    return document


def _without_links(text: str) -> str:
    """Cut a page behind the heading of its last section, of which nothing but links is used."""
    end = max((match.end() for match in _END.finditer(text)), default=len(text))
    return text if _ANY_HEADING.search(text, end) else text[:end]


def _spread(text: str) -> Iterator[tuple[int, str]]:
    """Yield lines with their numbers, and an empty one where a list ends without it.

    In the site's own Markdown what follows a list stands on the next line, as if it went on.
    """
    is_list = is_code = False
    for number, line in enumerate(text.split("\n"), start=1):
        is_code = is_code != line.startswith("```")
        if not is_code and _BULLET.match(line):
            is_list = True
        elif is_list and not line.startswith((" ", "\t")):
            is_list = False
            if line:
                yield number, ""
        yield number, line


_Block = Sequence[Token]


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    """Divide a page's tokens into its blocks."""
    start = 0
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            yield tokens[start : index + 1]
            start = index + 1


def _first(block: _Block) -> int:
    """Return the index of a block's first line."""
    return (block[0].map or [0])[0]


class _Filler:
    """Fills a document with the parts of its page."""

    def __init__(
        self, document: Document, numbers: Sequence[int], markdown: Parser, *, is_official: bool
    ) -> None:
        self.document = document
        self.numbers = numbers
        self.markdown = markdown
        self.is_official = is_official
        self.heading = ERRORS if is_common_errors(document.name) else ""
        self.parts = document.section(self.heading, document.line).parts

    def take(self, block: _Block) -> None:
        """Take the next block."""
        kind = block[0]
        if kind.tag != "h2" and self.heading in (EXAMPLES, END):
            self._take_example(block)
            return
        self.markdown.parse_lines(block)
        if kind.tag == "h2":
            self.heading = text_of(block[1])
            self.parts = self.document.section(self.heading, self._line(block)).parts
        elif kind.type in ("fence", "code_block"):
            self.parts.append(self._code(block))
        elif kind.type == "paragraph_open" and self.is_official:
            self.parts += self._lines(block)
        elif kind.type == "paragraph_open":
            self.parts.append(self._paragraph(block))
        else:
            markdown = to_commonmark(block, placeholders=self.is_official)
            self.parts.append(Part(self._line(block), "", markdown))

    def _take_example(self, block: _Block) -> None:
        """Take a block of which no more is used than the headers that it may show."""
        if block[0].type in ("fence", "code_block"):
            self.parts.append(Part(self._line(block), "", code=block[0].content))
        elif block[0].type == "paragraph_open":
            self.parts.append(Part(self._line(block), block[1].content))

    def _line(self, block: _Block) -> int:
        return self.numbers[_first(block)]

    def _code(self, block: _Block) -> Part:
        code = block[0].content
        if self.is_official:
            code = _PLACEHOLDER.sub(rf"{OPENS}\1{CLOSES}", code)
        stripped = code.lstrip("\n")
        line = self._line(block) + (block[0].type == "fence") + len(code) - len(stripped)
        markdown = to_commonmark(block, placeholders=self.is_official)
        return Part(line, "", markdown, code=stripped.rstrip())

    def _paragraph(self, block: _Block) -> Part:
        inline = block[1]
        runs = spans(inline)
        markdown = paragraph_of_spans(runs)
        term = self._converted_term(inline)
        if term is not None:
            return Part(self._line(block), term.shown, markdown, term=term)
        return Part(self._line(block), line_of(runs), markdown)

    def _converted_term(self, inline: Token) -> Term | None:
        """Read a paragraph that is bold as a whole: linked, it is a member's name."""
        children = [one for one in inline.children or () if one.type != "text" or one.content]
        types = [one.type for one in children]
        if not types or types[0] != "strong_open":
            return None
        shown = text_of(inline)
        if types.count("strong_open") == 1 and types[-1] == "strong_close":
            links = [str(one.attrs.get("href", "")) for one in children if one.type == "link_open"]
            certain = any(link.endswith(_LINKED) for link in links) or self.heading == ERRORS
            return Term(shown, certain=certain)
        return Term(shown, certain=False) if shown.endswith(_OF_TWO) else None

    def _lines(self, block: _Block) -> Iterator[Part]:
        """Yield each line of a paragraph as the paragraph that it is in the site's own Markdown."""
        first = self._line(block)
        for offset, line in _inline_lines(block[1]):
            runs = spans(line, placeholders=True)
            text = line_of(runs)
            match = _OFFICIAL_TERM.fullmatch(text)
            if match is not None:
                shown, term = match["shown"], self._official_term(match, line)
                yield Part(first + offset, shown, paragraph_of_spans([Span(shown, "bold")]), term)
            elif text:
                yield Part(first + offset, text, paragraph_of_spans(runs))

    def _official_term(self, match: re.Match[str], line: Token) -> Term:
        anchors = (_ANCHOR.match(one.content) for one in line.children or ())
        anchor = next((found["name"] for found in anchors if found), None)
        if anchor is None:
            return Term(match["shown"], certain=self.heading == ERRORS)
        return Term(match["shown"], member_of_anchor(anchor, self.document.name))


def _inline_lines(inline: Token) -> Iterator[tuple[int, Token]]:
    """Divide an inline token at its line breaks; yields each with the number of its line in it."""
    children: list[Token] = []
    offset = 0
    for child in [*(inline.children or ()), None]:
        if child is not None and child.type not in ("softbreak", "hardbreak"):
            children.append(child)
            continue
        line = Token("inline", "", 0, children=children, level=inline.level, map=inline.map)
        yield offset, line
        children = []
        offset += 1
