"""Documentation in HTML, as botocore's service models hold it."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_PARSER = MarkdownIt("commonmark", {"html": False})
_TAGS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "strong": "b",
    "em": "i",
}
_LABEL = re.compile(r"<p><b>(\w+):?</b> ?")
_ADMONITIONS = {
    "Note": "note",
    "Warning": "important",
    "Important": "important",
    "Danger": "danger",
}
"""The element for a quote, by the bold word that leads it; boto3 shows `important` as a warning."""


def to_html(documentation: str) -> str:
    """Render the model's CommonMark as HTML, on one line but for blocks of code."""
    return _children(SyntaxTreeNode(_PARSER.parse(documentation)).children)


def _children(nodes: Sequence[SyntaxTreeNode]) -> str:
    return "".join(map(_rendered, nodes))


def _rendered(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "image":
            return escape(node.content, quote=False)
        case "softbreak":
            return " "
        case "hardbreak":
            return "<br/>"
        case "code_inline":
            return f"<code>{escape(node.content, quote=False)}</code>"
        case "code_block" | "fence":
            return f"<pre>{escape(node.content, quote=False)}</pre>"
        case "link":
            return f'<a href="{escape(str(node.attrs["href"]))}">{_children(node.children)}</a>'
        case "blockquote":
            return _quote(node)
        case kind:
            tag = _TAGS.get(kind)
            inner = _children(node.children)
            return f"<{tag}>{inner}</{tag}>" if tag else inner


def _quote(node: SyntaxTreeNode) -> str:
    """Render a quote; one that a bold word leads is the admonition of that name."""
    inner = _children(node.children)
    label = _LABEL.match(inner)
    tag = _ADMONITIONS.get(label[1]) if label else None
    if label is None or tag is None:
        return f"<blockquote>{inner}</blockquote>"
    return f"<{tag}><p>{inner[label.end() :]}</{tag}>"
