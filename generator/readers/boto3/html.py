"""Reads boto3's pages in HTML, as Sphinx publishes what boto3's documenter writes.

The frame that the site puts around a page plays no part: a page is read from the signature of its
method on, whatever stands beside. What the parts of a page are is the same as in `boto3_rst`.
"""

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from generator.model.facts import ErrorFacts, PageKind, Reading, ServiceFacts, ValueFacts
from generator.model.problems import quoted
from generator.readers import html_tree
from generator.readers.boto3 import page as boto3_page
from generator.readers.boto3.entries import Entry
from generator.readers.boto3.html_entries import Entries
from generator.readers.boto3.html_fields import Fields
from generator.readers.boto3.html_prose import to_commonmark
from generator.readers.boto3.nesting import nested
from generator.readers.boto3.page import Side
from generator.readers.unreadable import UnreadableError, reading

RENDITION = "boto3-html"

_OBJECT = re.compile(r'<dl class="py (?:method|class|attribute)\b')
_SIGNATURE = re.compile(r"(?:(\w+)\.Client\.)?(\w+)\((.*)\)")
_CLASS = re.compile(r"class (\w+)\.(Paginator|Waiter)\.(\w+)")
_BREADCRUMB = re.compile(r".+ / (?:Client|Paginator|Waiter) / \S+")
_FRAME = "p:has(> a), .toctree-wrapper"
_RESOURCE = re.compile(r"index\.html .* / |\S+ .* / Resource / ")
"""A page on boto3's resources: its breadcrumb leads to an index beside it, or says so."""
_ERROR_CLASS = re.compile(r"class \w+\.Client\.exceptions\.\w+")
_SERVICE = re.compile(r"(?:\S*/)?([^/\s]+)\.html")
_GOTO = re.compile(boto3_page.GOTO)
_ERROR = re.compile(r"\w+\.Client\.exceptions\.(\w+)")
_SWALLOWED = re.compile(r"\n\s*\*\*[A-Z][A-Za-z ]+\*\*\s*(?:\Z|\n\s*::\s)")
"""The heading above a notice is indented as the block before it, which takes in one or both."""


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    return text.lstrip().startswith("<") and _OBJECT.search(text) is not None


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    return reading(file, lambda: _Page(text, file).read())


class _Page:
    """One page: the signature of its method, and the blocks of what is said about that."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.root = html_tree.parse(text)
        self.last_line = text.rstrip().count("\n") + 1
        self.is_cut = text.count("<dl") != text.count("</dl>")
        self.line = 1
        self.body: list[LexborNode] = []
        self.fields = Fields([])
        self.see_also: int | None = None
        self.goto: re.Match[str] | None = None
        """The target of the 'See also' link."""
        self.request: int | None = None
        """Where in the body the request's heading stands."""

    def read(self) -> Reading:
        if reason := self._known_without_operation():
            return Reading(None, aside=f"{self.file}: {reason}")
        signature = self._find_method()
        self._find_sections()
        kind, service, class_subject = self._frame(signature)
        method = boto3_page.Method(
            name=signature[2],
            arguments=signature[3],
            line=self.line,
            is_described_as_operation=self.goto is not None or self.request is not None,
            has_fields=bool(self.fields),
        )
        if kind is PageKind.CLIENT and (aside := method.set_aside(self.file)):
            return aside
        return boto3_page.facts(self._parts(kind, service, method.name, class_subject))

    def _parts(
        self, kind: PageKind, service: ServiceFacts, method: str, class_subject: str | None
    ) -> boto3_page.Parts:
        if self.request is None:
            raise UnreadableError(self.line, "a 'Request Syntax' section", "none")
        errors = list(self._errors(self.request))
        is_waiter = kind is PageKind.WAITER
        prose = self.body[: self.request if self.see_also is None else self.see_also]
        text = " ".join(map(html_tree.text_of, prose)) if is_waiter else ""
        described = [part for part in prose if not _is_notice_of_deprecation(part)]
        return boto3_page.Parts(
            file=self.file,
            rendition=RENDITION,
            kind=kind,
            service=service,
            method=method,
            line=self.line,
            class_subject=class_subject,
            wire_name=self.goto[2] if self.goto else None,
            factory=self._factory() if kind is PageKind.PAGINATOR else None,
            polls=boto3_page.polls_in(text, self.line) if is_waiter else None,
            documentation=to_commonmark(described) if kind is PageKind.CLIENT else None,
            deprecated=len(described) < len(prose),
            request=self._request(self.request),
            response=None if self._returns_nothing() or is_waiter else self._response(),
            errors=errors,
        )

    def _known_without_operation(self) -> str | None:
        """Tell by its frame what a page on no method of a client is; prose may hold anything."""
        frame = [node for node in self.root.css(_FRAME) if not _is_inside_definition(node)]
        if any(_RESOURCE.match(_crumb(node)) for node in frame if node.tag == "p"):
            return boto3_page.ASIDE_RESOURCE
        if any(node.tag != "p" for node in frame):
            return boto3_page.ASIDE_CONTENTS
        is_on_error = _ERROR_CLASS.match(self._class_definition())
        return boto3_page.ASIDE_ERROR if is_on_error else None

    def _class_definition(self) -> str:
        """Return how the class is defined that the page is on."""
        holders = self.root.css("dl.class")
        holder = next((one for one in holders if not _is_inside_definition(one)), None)
        definition = holder.css_first("dt") if holder else None
        return html_tree.text_of(definition) if definition else ""

    def _find_method(self) -> re.Match[str]:
        """Find the one method that the page is on, and return its signature."""
        signatures = self.root.css("dl.method > dt")
        in_prose = len(self.root.css("dl.method dl.method > dt"))
        if not signatures:
            raise UnreadableError(self.last_line, "the signature of a method", "none")
        for other in signatures[1 : len(signatures) - in_prose]:
            found = quoted(html_tree.text_of(other))
            raise UnreadableError(html_tree.line_of(other), "one page a file", found)
        if self.is_cut:
            raise UnreadableError(self.last_line, "the ends of all lists", "the end of the page")
        self.line = html_tree.line_of(signatures[0])
        text = html_tree.text_of(signatures[0])
        match = _SIGNATURE.match(text)
        described = self.root.css_first("dl.method > dd")
        if match is None or described is None:
            raise UnreadableError(self.line, "a method and its description", quoted(text))
        self.body = [*html_tree.blocks(described), *self._behind()]
        return match

    def _behind(self) -> list[LexborNode]:
        """Return what stands behind a class's method: prose too far to the left ends that."""
        holder = self.root.css_first("dl.class > dd")
        parts = list(html_tree.blocks(holder)) if holder else []
        methods = (n for n, part in enumerate(parts) if "method" in html_tree.classes(part))
        return parts[next(methods, len(parts)) + 1 :]

    def _frame(self, signature: re.Match[str]) -> tuple[PageKind, ServiceFacts, str | None]:
        """Return what the page is about, its service, and how its class is called."""
        page_class = _CLASS.match(self._class_definition())
        class_name = page_class[1] if page_class else signature[1]
        if class_name is None:
            raise UnreadableError(1, "the name of a client class", quoted(signature[0]))
        subject = page_class[3] if page_class else None
        crumb, service_id = self._breadcrumb()
        service = ServiceFacts(
            id=service_id,
            class_name=class_name,
            uid=self.goto[1] if self.goto else None,
            line=crumb,
        )
        kind = PageKind(page_class[2].lower()) if page_class else PageKind.CLIENT
        return kind, service, subject

    def _breadcrumb(self) -> tuple[int, str | None]:
        """Return the line of the breadcrumb, and the id of the service that it links to."""
        for part in self.root.css("p"):
            if _BREADCRUMB.fullmatch(html_tree.text_of(part)):
                link = part.css_first("a")
                target = _SERVICE.fullmatch(link.attributes.get("href") or "") if link else None
                return html_tree.line_of(part), target[1] if target else None
        return 1, None

    def _find_sections(self) -> None:
        """Find the fields, the heading of the request, and the link right above it.

        Prose may hold others like them.
        """
        self._find_request()
        after = self.body[0 if self.request is None else self.request + 2 :]
        ends = (_heading(heading, after) for heading in ("Exceptions", "Examples"))
        self.fields = Fields(after[: min((end for end in ends if end is not None), default=None)])

    def _find_request(self) -> None:
        for number, part in enumerate(self.body):
            if not _is_heading(part, "Request Syntax"):
                continue
            goto = _goto(self.body[number - 1]) if number else None
            if goto or self.request is None:
                self.request = number
            if goto:
                self.goto, self.see_also = goto, number - 1
                return

    def _factory(self) -> str:
        for block in self.root.css("dl.class pre"):
            if factory := boto3_page.FACTORY.match(block.text()):
                return factory[1]
        raise UnreadableError(self.last_line, boto3_page.A_FACTORY, "the end of the page")

    def _request(self, heading: int) -> Side:
        shown, is_too_large = _syntax(self.body, heading)
        if is_too_large or _is_too_large(self.fields.between):
            return Side(shown, None)
        return Side(shown, nested(shown, self.fields.parameters()))

    def _returns_nothing(self) -> bool:
        returns = self.fields.returns
        if returns is not None and [html_tree.text_of(part) for part in returns] == ["None"]:
            return True
        if returns is not None and self.fields.return_type == "dict":
            return False
        raise UnreadableError(
            self.last_line, "the return type 'dict' or 'Returns: None'", "the end of the page"
        )

    def _response(self) -> Side:
        parts = self.fields.returns or []
        syntax = _heading("Response Syntax", parts)
        if syntax is None:
            raise UnreadableError(self.fields.line, "a 'Response Syntax' section", "none")
        shown, is_too_large = _syntax(parts, syntax)
        if is_too_large or _is_too_large(parts[syntax + 2 :]):
            return Side(shown, None)
        structure = _heading("Response Structure", parts)
        if structure is None:
            line = html_tree.line_of(parts[-1])
            raise UnreadableError(line, "a 'Response Structure' section", "none")
        entries = Entries(required=None)
        entries.add(parts[structure + 1 :])
        line = html_tree.line_of(parts[structure])
        return boto3_page.described_response(shown, _within_one(shown, entries.described()), line)

    def _errors(self, request: int) -> Iterator[ErrorFacts]:
        """Return the errors below their heading; nothing but them may stand there."""
        is_below = False
        for part in self.body[request:]:
            if _is_heading(part, "Examples"):
                return
            if _is_heading(part, "Exceptions"):
                is_below = True
                continue
            for item in part.iter() if part.tag == "ul" else [part] if is_below else []:
                text = html_tree.text_of(item)
                error = _ERROR.fullmatch(text)
                line = html_tree.line_of(item)
                if error and not is_below:
                    raise UnreadableError(line, "the heading 'Exceptions' above", quoted(text))
                if error:
                    yield ErrorFacts(name=error[1], line=line)
                elif is_below:
                    raise UnreadableError(line, "an error of the list", quoted(text))


def _within_one(shown: ValueFacts | None, entries: list[Entry]) -> list[Entry]:
    """Put the entries of a response's members into the first, that of the response."""
    for first in entries[:1]:
        first.children = nested(shown, [*first.children, *entries[1:]])
    return entries[:1]


def _is_inside_definition(node: LexborNode) -> bool:
    at = node.parent
    while at is not None and at.tag != "dl":
        at = at.parent
    return at is not None


def _crumb(part: LexborNode) -> str:
    """Return a paragraph's text behind the target of its first link, such as `index.html / …`."""
    link = part.css_first("a")
    target = link.attributes.get("href") if link else None
    return f"{target} {html_tree.text_of(part)}"


def _goto(part: LexborNode) -> re.Match[str] | None:
    """Match the target of a 'See also' link."""
    link = part.css_first("a") if part.tag == "p" else None
    if link is None or not part.text().lstrip().startswith("See also:"):
        return None
    return _GOTO.fullmatch(link.attributes.get("href") or "")


def _is_heading(part: LexborNode, heading: str) -> bool:
    return part.tag == "p" and html_tree.text_of(part) == heading and bool(part.css("strong"))


def _heading(heading: str, parts: Sequence[LexborNode]) -> int | None:
    return next((n for n, part in enumerate(parts) if _is_heading(part, heading)), None)


def _syntax(parts: Sequence[LexborNode], heading: int) -> tuple[ValueFacts | None, bool]:
    """Read the block of code below a heading; None where a notice stands in its place.

    Returns:
        What it shows, and whether it took in a notice, which stands in place of the entries.
    """
    block = parts[heading + 1] if heading + 1 < len(parts) else None
    code = html_tree.code_of(block) if block else None
    if code is None:
        found = quoted(html_tree.text_of(block)) if block else "the end of the section"
        raise UnreadableError(html_tree.line_of(block or parts[heading]), "a block of code", found)
    text, *swallowed = _SWALLOWED.split(code.text(), maxsplit=1)
    is_too_large = any(boto3_page.TOO_LARGE in rest for rest in swallowed)
    return boto3_page.shown_in(text, html_tree.line_of(code)), is_too_large


def _is_too_large(parts: Sequence[LexborNode]) -> bool:
    blocks = filter(None, map(html_tree.code_of, parts))
    return any(boto3_page.TOO_LARGE in block.text() for block in blocks)


def _is_notice_of_deprecation(part: LexborNode) -> bool:
    text = html_tree.text_of(part) if "danger" in html_tree.classes(part) else ""
    return boto3_page.DEPRECATED.search(text) is not None
