"""Prose in the HTML of AWS's own site, converted to documentation."""

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from generator.model.documentation import (
    Span,
    Style,
    blocks,
    code_block,
    listing,
    paragraph,
    plain,
    quote,
)
from generator.readers import html_tree

_STYLES: dict[str, Style] = {
    "code": "code",
    "tt": "code",
    "b": "bold",
    "strong": "bold",
    "em": "emphasis",
    "i": "emphasis",
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WRAPPERS = ("awsdocs-note-text", "itemizedlist", "orderedlist", "variablelist", "procedure")


def to_commonmark(parts: Iterable[LexborNode]) -> str | None:
    """Convert blocks of a page to documentation; None where there is none."""
    return blocks(_blocks(parts)) or None


def text_of(node: LexborNode) -> str:
    """Return the text of an element on one line; a line break is a space."""
    return " ".join("".join(span.text for span in _spans(node)).split())


def spans(node: LexborNode) -> list[Span]:
    """Return the text of an element, in runs of one style."""
    return list(_spans(node))


def paragraph_of_spans(runs: Iterable[Span]) -> str | None:
    """Return runs as a paragraph of documentation; None where there is nothing in them."""
    return _paragraph(runs) or None


def code_of(block: LexborNode) -> str:
    """Return the text of a block of code, without the button that copies it."""
    return "".join(child.text() for child in block.iter(include_text=True) if not _is_button(child))


def _is_button(node: LexborNode) -> bool:
    return "code-btn-container" in html_tree.classes(node)


def _blocks(parts: Iterable[LexborNode]) -> Iterator[str]:
    for part in parts:
        yield from _block(part)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter(include_text=True):
        if not child.is_comment_node and (child.tag != "-text" or child.text().strip()):
            yield child


def _block(block: LexborNode) -> Iterator[str]:
    match block.tag:
        case "pre":
            yield code_block(code_of(block))
        case "ul":
            yield listing(_items(block))
        case "ol":
            yield listing(_items(block), start=_start(block))
        case "dl":
            yield from _definitions(block)
        case "table":
            yield listing([_row(row) for row in block.css("tr")])
        case "div" if "awsdocs-note" in html_tree.classes(block):
            yield quote(blocks(_note(block)))
        case "div" | "section" | "awsdocs-page-header":
            yield from _blocks(_children(block))
        case "-text":
            yield paragraph([Span(plain(block.text()))])
        case tag if tag in _HEADINGS:
            yield _paragraph(Span(text_of(block), "bold") for _ in "1")
        case _:
            yield _paragraph(_spans(block))


def _items(holder: LexborNode) -> list[str]:
    items = (blocks(_blocks(_children(item))) for item in holder.iter() if item.tag == "li")
    return [item for item in items if item]


def _start(block: LexborNode) -> int:
    start = block.attributes.get("start") or ""
    return int(start) if re.fullmatch(r"[0-9]{1,9}", start) else 1


def _row(row: LexborNode) -> str:
    cells = (_paragraph(_spans(cell)) for cell in row.iter())
    return " | ".join(cell for cell in cells if cell)


def _note(block: LexborNode) -> Iterator[str]:
    """Write a note with its title in front of its first paragraph."""
    title = block.css_first(".awsdocs-note-title")
    lead = [Span(f"{text_of(title)}:", "bold"), Span(" ")] if title else []
    body = block.css_first(".awsdocs-note-text")
    inner = list(_children(body)) if body else []
    if inner and inner[0].tag == "p":
        lead += _spans(inner.pop(0))
    yield _paragraph(lead)
    yield from _blocks(inner)


def _definitions(block: LexborNode) -> Iterator[str]:
    """Write each term as a paragraph above its definition."""
    for part in block.iter():
        if part.tag == "dt":
            yield _paragraph([Span(text_of(part), "bold")])
        else:
            yield from _blocks(_children(part))


def _paragraph(runs: Iterable[Span]) -> str:
    return paragraph(run._replace(text=plain(run.text)) for run in runs)


def _spans(node: LexborNode, style: Style = "text", url: str = "") -> Iterator[Span]:
    for child in node.iter(include_text=True):
        match child.tag:
            case "-text":
                yield Span(child.text(), style, url)
            case "a":
                yield from _spans(child, style, child.attributes.get("href") or "")
            case "br":
                yield Span(" ")
            case tag if tag in _STYLES:
                yield from _spans(child, _within(style, _STYLES[tag]), url)
            case _:
                yield from () if child.is_comment_node else _spans(child, style, url)


def _within(outer: Style, inner: Style) -> Style:
    return inner if outer == "text" or inner == "code" else outer
