"""Blocks of invented pages of an API Reference, and the four renditions that are made of them."""

from collections.abc import Callable, Mapping, Sequence

from generator.model.facts import PageFacts, Reading
from generator.readers.page import read_page
from support.apiref_documenter import Block
from support.apiref_renditions import converted_markdown, flat_text, html, site_markdown

RENDITIONS: Mapping[str, Callable[[Sequence[Block]], str]] = {
    "html": html,
    "site's Markdown": site_markdown,
    "converted Markdown": converted_markdown,
    "text": flat_text,
}


def title(name: str) -> list[Block]:
    """Return how a page begins."""
    return [Block("title", name, anchor=f"API_{name}"), Block("prose", "What it does.")]


def heading(text: str) -> Block:
    """Return the heading of a section."""
    return Block("heading", text)


def code(text: str) -> Block:
    """Return a block of code, in which `{{` and `}}` stand around words for values."""
    return Block("code", text)


def prose(*lines: str) -> list[Block]:
    """Return paragraphs; of a label that is set with code, what stands behind is code."""
    return [_line(line) for line in lines]


def _line(line: str) -> Block:
    label, colon, rest = line.partition(": ")
    if colon and label in ("Pattern", "Valid Values"):
        return Block("label", f"{label}: ", code=rest)
    if label in ("Type", "Required", "HTTP Status Code", "Length Constraints", "Array Members"):
        return Block("label", line)
    return Block("prose", line)


def member(name: str, *lines: str, anchor: str = "", linked: bool = False) -> list[Block]:
    """Return a member, or an error: its name, and what stands below it."""
    return [Block("term", name, anchor=anchor, linked=linked), *prose(*lines)]


def end() -> list[Block]:
    """Return how a page ends."""
    url = "https://docs.aws.amazon.com/goto/boto3/things-2024-01-01/DoThing"
    return [heading("See Also"), Block("goto", url)]


def reading(page: str) -> Reading:
    """Read a page, of whatever rendition."""
    return read_page(page.encode(), "page")


def facts(page: str) -> PageFacts:
    """Read a page that has nothing wrong."""
    read = reading(page)
    assert not read.problems
    assert read.facts is not None
    return read.facts
