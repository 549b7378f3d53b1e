"""Prose in HTML, as Sphinx publishes it, converted to documentation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from selectolax.lexbor import LexborNode

from generator.model.documentation import (
    Span,
    blocks,
    code_block,
    listing,
    paragraph,
    plain,
    quote,
)
from generator.readers import html_tree
from generator.readers.boto3.rst_prose import GLUED_BOLD, LITERAL


def to_commonmark(parts: Iterable[LexborNode], lead: Sequence[Span] = ()) -> str | None:
    """Convert blocks of a page to documentation; None where there is none.

    Args:
        parts: The blocks.
        lead: What stands before them, as a paragraph.
    """
    return blocks([_paragraph(lead), *_blocks(parts)]) or None


def spans(node: LexborNode) -> list[Span]:
    """Return the text in an element, in runs of one style."""
    return list(_spans(node))


def _blocks(parts: Iterable[LexborNode]) -> Iterator[str]:
    for part in parts:
        yield from _block(part)


def _block(block: LexborNode) -> Iterator[str]:
    code = html_tree.code_of(block)
    if code is not None:
        yield code_block(code.text())
        return
    match block.tag:
        case "ul":
            yield listing(_items(block))
        case "ol":
            yield listing(_items(block), start=_start(block))
        case "dl":
            yield from _reunited(block)
        case "div" if "admonition" in html_tree.classes(block):
            yield quote(_admonition(block))
        case "-text":
            yield _paragraph([Span(block.text())])
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield _paragraph([Span(html_tree.text_of(block), "bold")])
        case "p" if "rubric" in html_tree.classes(block):
            yield _paragraph([Span(html_tree.text_of(block), "bold")])
        case "div" | "section":
            yield from _blocks(html_tree.blocks(block))
        case _:
            yield _paragraph(spans(block))


def _items(holder: LexborNode) -> list[str]:
    items = (blocks(_blocks(html_tree.blocks(item))) for item in holder.iter())
    return [item for item in items if item]


def _start(block: LexborNode) -> int:
    start = block.attributes.get("start") or ""
    return int(start) if re.fullmatch(r"[0-9]{1,9}", start) else 1


def _admonition(block: LexborNode) -> str:
    """Write a note or a warning with its title in front of its first paragraph."""
    parts = list(html_tree.blocks(block))
    lead: list[Span] = []
    if parts and "admonition-title" in html_tree.classes(parts[0]):
        lead = [Span(f"{html_tree.text_of(parts.pop(0))}:", "bold"), Span(" ")]
    return blocks(_led(lead, parts))


def _led(lead: list[Span], parts: list[LexborNode]) -> Iterator[str]:
    """Write blocks with some words before them, in their first paragraph if they begin with one."""
    if parts and parts[0].tag == "p" and not html_tree.is_indented(parts[0]):
        lead = [*lead, *_spans(parts.pop(0))]
    yield _paragraph(lead)
    yield from _blocks(parts)


def _reunited(block: LexborNode) -> Iterator[str]:
    """Write terms and their definitions as the sentences they were: boto3 defines no terms."""
    lead: list[Span] = []
    for part in block.iter():
        if part.tag == "dt":
            lead += [*_spans(part), Span(" ")]
        else:
            yield from _led(lead, list(html_tree.blocks(part)))
            lead = []
    yield _paragraph(lead)


def _paragraph(runs: Iterable[Span]) -> str:
    return paragraph(run._replace(text=plain(run.text)) for run in _mended(runs))


def _mended(runs: Iterable[Span]) -> Iterator[Span]:
    """Read markup that Sphinx left as text, since it touches the words around it."""
    written = map(_as_written, _unlinked(list(runs)))
    for (style, url), group in groupby(written, key=itemgetter(1, 2)):
        if style != "text" or url:
            yield from group
            continue
        for index, piece in enumerate(LITERAL.split("".join(run.text for run in group))):
            if index % 2:
                yield Span(piece.rstrip(), "code")
                yield Span(piece[len(piece.rstrip()) :])
            else:
                yield from _glued(piece)


def _unlinked(runs: Sequence[Span]) -> Iterator[Span]:
    """Return a bare URL as text where it is the content of code that Sphinx left as text."""
    for number, run in enumerate(runs):
        before = runs[number - 1].text if number else ""
        after = "".join(other.text for other in runs[number + 1 : number + 3])
        is_code = before.endswith("``") and after.lstrip().startswith("``")
        yield Span(run.text) if is_code and run.text == run.url else run


def _as_written(run: Span) -> Span:
    """Return code that runs from one literal to the end of another as the text that it was."""
    return Span(f"``{run.text}``") if run.style == "code" and "``" in run.text else run


def _glued(text: str) -> Iterator[Span]:
    for index, piece in enumerate(GLUED_BOLD.split(text)):
        yield Span(piece, "bold") if index % 2 else Span(f" {piece}" if index else piece)


def _spans(node: LexborNode) -> Iterator[Span]:
    for child in node.iter(include_text=True):
        match child.tag:
            case "-text":
                yield Span(child.text())
            case "code" | "tt" | "cite":
                yield Span(child.text(), "code")
            case "strong" | "b":
                yield Span(child.text(), "bold")
            case "em" | "i":
                yield Span(child.text(), "emphasis")
            case "a":
                yield from _link(child)
            case "br":
                yield Span(" ")
            case _:
                yield from () if child.is_comment_node else _spans(child)


def _link(node: LexborNode) -> Iterator[Span]:
    """Return a link; one that Sphinx made within the site refers to nothing here."""
    if "headerlink" in html_tree.classes(node):
        return
    url = node.attributes.get("href") or ""
    if "external" in html_tree.classes(node) and not url.startswith("mailto:"):
        yield Span(node.text(), url=url)
    else:
        yield from _spans(node)
