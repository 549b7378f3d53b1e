"""Prose in Markdown, as AWS serves it or a converter left it, converted to documentation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

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


def parser() -> MarkdownIt:
    """Return a parser of the Markdown that pages are written in: CommonMark with tables."""
    return MarkdownIt("commonmark").enable("table")


def to_commonmark(tokens: Sequence[Token], *, placeholders: bool = False) -> str | None:
    """Convert blocks of a page to documentation; None where there is none.

    Args:
        tokens: Of whole blocks, as the parser gives them.
        placeholders: Whether `{{name}}` marks a placeholder, as in what AWS serves.
    """
    return blocks(_Prose(placeholders=placeholders).blocks(SyntaxTreeNode(tokens).children)) or None


def spans(inline: Token, *, placeholders: bool = False) -> list[Span]:
    """Return the text of an inline token, in runs of one style."""
    root = SyntaxTreeNode([inline])
    return list(_Prose(placeholders=placeholders).runs(root.children))


def text_of(inline: Token, *, placeholders: bool = False) -> str:
    """Return the text of an inline token without its markup; white space becomes one space."""
    runs = spans(inline, placeholders=placeholders)
    return " ".join("".join(run.text for run in runs).split())


_PLACEHOLDER = re.compile(r"\{\{([^{}]+)\}\}")


class _Prose:
    def __init__(self, *, placeholders: bool) -> None:
        self.placeholders = placeholders

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[str]:
        for node in nodes:
            yield self.block(node)

    def block(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "bullet_list":
                return listing(self.items(node))
            case "ordered_list":
                return listing(self.items(node), start=_start(node))
            case "blockquote":
                return quote(blocks(self.blocks(node.children)))
            case "fence" | "code_block":
                return code_block(self.text(node.content))
            case "heading":
                bold = (run._replace(style="bold") for run in self.runs(node.children))
                return _paragraph(bold)
            case "table":
                return listing(self.rows(node))
            case "paragraph" | "inline":
                return _paragraph(self.runs(node.children))
            case _:  # Rules, and blocks of HTML, in which AWS writes anchors alone.
                return ""

    def items(self, holder: SyntaxTreeNode) -> list[str]:
        items = (blocks(self.blocks(item.children)) for item in holder.children)
        return [item for item in items if item]

    def rows(self, table: SyntaxTreeNode) -> list[str]:
        """Write each row of a table as an item: documentation has no tables."""
        return [
            " | ".join(_paragraph(self.runs(cell.children)) for cell in row.children)
            for part in table.children
            for row in part.children
        ]

    def runs(self, nodes: Iterable[SyntaxTreeNode], style: Style = "text") -> Iterator[Span]:
        for node in nodes:
            match node.type:
                case "text":
                    yield Span(self.text(node.content), style)
                case "code_inline":
                    yield Span(self.text(node.content), "code")
                case "strong":
                    yield from self.runs(node.children, "bold")
                case "em":
                    yield from self.runs(node.children, _within(style))
                case "link":
                    yield self.link(node, style)
                case "softbreak" | "hardbreak":
                    yield Span(" ", style)
                case "html_inline":
                    yield Span(" " if node.content.startswith("<br") else "", style)
                case _:
                    yield from self.runs(node.children, style)

    def link(self, node: SyntaxTreeNode, style: Style) -> Span:
        """Return a link as one run, in the style that all of its text has."""
        runs = list(self.runs(node.children, style))
        styles: set[Style] = {run.style for run in runs}
        text = "".join(run.text for run in runs)
        url = str(node.attrs.get("href", ""))
        return Span(text, styles.pop() if len(styles) == 1 else "text", url)

    def text(self, text: str) -> str:
        return _PLACEHOLDER.sub(r"\1", text) if self.placeholders else text


def _within(style: Style) -> Style:
    """Return the style of what is emphasised within another: what is bold stays so."""
    return "emphasis" if style == "text" else style


def _paragraph(runs: Iterable[Span]) -> str:
    return paragraph(run._replace(text=plain(run.text)) for run in _joined(runs))


def _joined(runs: Iterable[Span]) -> Iterator[Span]:
    """Join neighbours in one style: the stars between them would be text."""
    for (style, url), group in groupby(runs, key=itemgetter(1, 2)):
        yield Span("".join(run.text for run in group), style, url)


def _start(node: SyntaxTreeNode) -> int:
    return int(node.attrs.get("start", 1))
