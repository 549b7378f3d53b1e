"""Pages on resources of AWS API References in the HTML of docs.aws.amazon.com, as blocks.

No page of this layout was at hand in HTML. What other pages of the site have, and what converters
left of this one, tells how it is made: a table holds its title, and a cell its paragraphs.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from generator.readers import html_tree
from generator.readers.apiref.document import uid_of
from generator.readers.apiref.html_prose import code_of, text_of, to_commonmark
from generator.readers.apiref.resource.outline import Block, Cell, Page, Row
from generator.readers.unreadable import UnreadableError

_CONTENT = "#main-col-body"
_SHELL = re.compile(r"<(?:awsdocs-|div id=\"main-col-body\")")
_HEADINGS = tuple(
    re.compile(rf"<h2\b[^<>]{{0,999}}>\s*{title}\s*</h2>") for title in ("URI", "HTTP methods")
)


def recognise(text: str) -> bool:
    """Tell whether a page has the two headings that each page on a resource has, and only they."""
    if _SHELL.search(text) is None:
        return False
    return all(heading.search(text) is not None for heading in _HEADINGS)


def page(text: str) -> Page:
    """Divide a page into its blocks.

    Raises:
        UnreadableError: Where it does not have the site's structure.
    """
    root = html_tree.parse(text)
    content = root.css_first(_CONTENT)
    if content is None:
        raise UnreadableError(1, f"the page's content, `{_CONTENT}`", "none")
    canonical = root.css_first("link[rel=canonical]")
    links = (link.attributes.get("href") or "" for link in content.css("a"))
    return Page(
        blocks=list(_blocks(content)),
        url=(canonical.attributes.get("href") or None) if canonical else None,
        uid=next(filter(None, map(uid_of, links)), None),
    )


_WRAPPED = "h1, h2, h3, h4, table, pre"


def _blocks(holder: LexborNode) -> Iterator[Block]:
    for node in holder.iter():
        is_wrapper = node.tag in ("div", "section") and node.css_first(_WRAPPED) is not None
        if is_wrapper:
            yield from _blocks(node)
            continue
        block = _block(node)
        if block.text or block.rows or block.documentation:
            yield block


def _block(node: LexborNode) -> Block:
    line = html_tree.line_of(node)
    match node.tag:
        case "h1" | "h2" | "h3" | "h4":
            return Block(line, "heading", text_of(node), level=int(node.tag[1]))
        case "p":
            prose = to_commonmark([node])
            return Block(line, "paragraph", text_of(node), prose, marked=_marked(node))
        case "table":
            return _table(node, line)
        case "pre":
            return Block(line, "code", code_of(node), to_commonmark([node]))
        case _:
            return Block(line, "other", "", to_commonmark([node]), values=_values(node))


def _marked(node: LexborNode) -> str:
    """Put marks around the words of a paragraph that stand for values, and return its text."""
    for word in node.css("code.replaceable"):
        word.replace_with(f"{{{{{word.text()}}}}}")
    return text_of(node)


def _table(node: LexborNode, line: int) -> Block:
    title = node.css_first("thead .title")
    rows = [row for row in node.css("tr") if row.css_first(".title") is None]
    return Block(
        line,
        "table",
        title=text_of(title) if title else "",
        rows=tuple(Row(html_tree.line_of(row), tuple(map(_cell, row.iter()))) for row in rows),
    )


def _cell(node: LexborNode) -> Cell:
    paragraphs = [child for child in node.iter() if child.tag == "p"]
    lines = tuple(text for part in paragraphs or [node] if (text := text_of(part)))
    return Cell(lines, to_commonmark(node.iter(include_text=True) if paragraphs else [node]))


def _values(node: LexborNode) -> tuple[str, ...]:
    """Return the items of a list where each is code alone."""
    items = node.css("li") if node.tag == "ul" or "itemizedlist" in html_tree.classes(node) else []
    codes = [item.css_first("code") for item in items]
    values = [text_of(code) if code else "" for code in codes]
    return tuple(values) if values == [text_of(item) for item in items] else ()
