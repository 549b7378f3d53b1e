"""Prose in Markdown, as AWS serves it or a converter left it, converted to documentation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, inline, text_join
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


@cache
def _blocks_alone() -> MarkdownIt:
    return parser().disable(["inline", "text_join"])


_MARK = re.compile(r"[\\`*_\[\]<&!\n]")
"""What text has in it that is more than itself."""


class Parser:
    """Parses a text's blocks first, and what stands in the lines of some when that is wanted."""

    def __init__(self) -> None:
        self._markdown = _blocks_alone()
        self._definitions: dict[str, Any] = {}

    def parse_blocks(self, text: str) -> list[Token]:
        """Parse a text's blocks alone: their inline tokens have no children yet."""
        return self._markdown.parse(text, self._definitions)

    def parse_lines(self, tokens: Sequence[Token]) -> None:
        """Parse what stands in the lines of blocks: give their inline tokens children."""
        marked: list[Token] = []
        for token in tokens:
            if token.type == "inline" and _MARK.search(token.content) is None:
                plain = Token("text", "", 0, content=token.content)
                token.children = [plain] if token.content else []
            else:
                marked.append(token)
        state = StateCore("", self._markdown, self._definitions, marked)
        inline(state)
        text_join(state)


def to_commonmark(tokens: Sequence[Token], *, placeholders: bool = False) -> str | None:
    """Convert blocks of a page to documentation; None where there is none.

    Args:
        tokens: Of whole blocks, as the parser gives them.
        placeholders: Whether `{{name}}` marks a placeholder, as in what AWS serves.
    """
    return blocks(_Prose(placeholders=placeholders).blocks(SyntaxTreeNode(tokens).children)) or None


def spans(inline: Token, *, placeholders: bool = False) -> list[Span]:
    """Return the text of an inline token, in runs of one style."""
    return list(_Prose(placeholders=placeholders).runs(inline.children or ()))


def text_of(inline: Token, *, placeholders: bool = False) -> str:
    """Return the text of an inline token without its markup; white space becomes one space."""
    runs = spans(inline, placeholders=placeholders)
    return " ".join("".join(run.text for run in runs).split())


def paragraph_of_spans(runs: Iterable[Span]) -> str | None:
    """Return runs as a paragraph of documentation; None where there is nothing in them."""
    return _paragraph(runs) or None


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
                bold = (run._replace(style="bold") for run in self.runs(_inline(node)))
                return _paragraph(bold)
            case "table":
                return listing(self.rows(node))
            case "paragraph" | "inline":
                return _paragraph(self.runs(_inline(node)))
            case _:  # Rules, and blocks of HTML, in which AWS writes anchors alone.
                return ""

    def items(self, holder: SyntaxTreeNode) -> list[str]:
        items = (blocks(self.blocks(item.children)) for item in holder.children)
        return [item for item in items if item]

    def rows(self, table: SyntaxTreeNode) -> list[str]:
        """Write each row of a table as an item: documentation has no tables."""
        return [
            " | ".join(_paragraph(self.runs(_inline(cell))) for cell in row.children)
            for part in table.children
            for row in part.children
        ]

    def runs(self, tokens: Iterable[Token], style: Style = "text") -> Iterator[Span]:
        """Yield what tokens in a line show, each run in its style; a link is one run."""
        styles: list[Style] = [style]
        linked: list[Span] | None = None
        url = ""
        for token in tokens:
            match token.type:
                case "strong_open":
                    styles.append("bold")
                case "em_open":
                    styles.append(_within(styles[-1]))
                case "strong_close" | "em_close":
                    styles = styles[:-1] or [style]  # One line of several may only close.
                case "link_open":
                    linked, url = [], str(token.attrs.get("href", ""))
                case "link_close":
                    yield _link(linked or (), url)
                    linked = None
                case _ if linked is None:
                    yield from self.leaf(token, styles[-1])
                case _:
                    linked += self.leaf(token, styles[-1])
        yield from linked or ()

    def leaf(self, token: Token, style: Style) -> Iterator[Span]:
        match token.type:
            case "text":
                yield Span(self.text(token.content), style)
            case "code_inline":
                yield Span(self.text(token.content), "code")
            case "softbreak" | "hardbreak":
                yield Span(" ", style)
            case "html_inline":
                yield Span(" " if token.content.startswith("<br") else "", style)
            case _:  # An image, of which the words remain that stand for it.
                yield from self.runs(token.children or (), style)

    def text(self, text: str) -> str:
        return _PLACEHOLDER.sub(r"\1", text) if self.placeholders else text


def _link(runs: Sequence[Span], url: str) -> Span:
    """Return a link as one run, in the style that all of its text has."""
    styles: set[Style] = {run.style for run in runs}
    text = "".join(run.text for run in runs)
    return Span(text, styles.pop() if len(styles) == 1 else "text", url)


def _inline(node: SyntaxTreeNode) -> Sequence[Token]:
    """Return the tokens in the lines of a block."""
    if node.type != "inline":
        return _inline(node.children[0]) if node.children else ()
    return (node.token.children if node.token else None) or ()


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
