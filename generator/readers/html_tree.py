"""HTML as a tree in which every element knows its line.

The parser keeps no positions, so each start tag is given its line as an attribute beforehand. The
attribute has no quotes of its own: where what looks like a tag stands in the value of an attribute,
that value still ends where it did.
"""

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.readers.unreadable import UnreadableError

_LINE = "data-line"
_START_TAG = re.compile(r"<(?!span\b)[a-z][a-z0-9]*(?=[\s/>]|\Z)")
"""Spans, of which highlighted code has thousands, do without."""


_DEEPEST = 200
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
_UNCLOSED = frozenset(
    (
        *("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"),
        *("dd", "dt", "li", "option", "p", "td", "th", "tr"),
    )
)
"""Elements of which a page need not write the end."""
_MOST_OPEN = 2000
"""Tags that may be open at a time, closed or not: the parser takes time for each, at every tag."""
_TOO_DEEP = " > ".join(["*"] * _DEEPEST)


def parse(text: str) -> LexborNode:
    """Return the root of a page's tree; no HTML is too broken for one.

    Raises:
        UnreadableError: Where elements nest deeper than any page's do. Readers of the tree need not
            fear to descend in it.
    """
    _check_open(text)
    numbered = (_numbered(line, number) for number, line in enumerate(text.split("\n"), start=1))
    root = LexborHTMLParser("\n".join(numbered)).root
    if root is None:
        raise AssertionError("The parser gives every document a root.")
    too_deep = root.css_first(_TOO_DEEP)
    if too_deep is not None:
        expected = f"no more than {_DEEPEST} levels of elements"
        raise UnreadableError(line_of(too_deep), expected, "more")
    return root


def _check_open(text: str) -> None:
    if text.count("<") < _MOST_OPEN:
        return
    is_open: Counter[str] = Counter()
    count = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _UNCLOSED:
            continue
        if not tag[1]:
            is_open[name] += 1
            count += 1
        elif is_open[name]:
            is_open[name] -= 1
            count -= 1
        if count > _MOST_OPEN:
            line = text.count("\n", 0, tag.start()) + 1
            raise UnreadableError(line, f"no more than {_DEEPEST} levels of elements", "more")


def _numbered(line: str, number: int) -> str:
    return _START_TAG.sub(lambda tag: f"{tag[0]} {_LINE}={number}", line)


def line_of(node: LexborNode) -> int:
    """Return the line on which an element begins, or that on which what holds it does."""
    at: LexborNode | None = node
    while at is not None:
        line = at.attributes.get(_LINE) if at.is_element_node else None
        if line is not None and line.isdecimal():
            return int(line)
        at = at.parent
    return 1


def classes(node: LexborNode) -> list[str]:
    """Return the classes of an element."""
    return (node.attributes.get("class") or "").split() if node.is_element_node else []


def text_of(node: LexborNode) -> str:
    """Return the text of an element; white space at its ends goes, all other is one space."""
    return " ".join(node.text().split())


def blocks(node: LexborNode) -> Iterator[LexborNode]:
    """Return the blocks in an element, in order, those that are merely indented among them.

    Comments and empty paragraphs are none: a paragraph around blocks is no HTML, and the parser
    leaves an empty one where it ends.
    """
    for child in node.iter(include_text=True):
        if child.is_comment_node or (child.tag in ("p", "-text") and not child.text().strip()):
            continue
        if child.tag == "blockquote" or _indents(child):
            yield from blocks(child)
        else:
            yield child


def _indents(node: LexborNode) -> bool:
    return node.tag == "div" and not classes(node)


def is_indented(block: LexborNode) -> bool:
    """Tell whether a block is indented within what it stands in."""
    return block.parent is not None and _indents(block.parent)


def code_of(block: LexborNode) -> LexborNode | None:
    """Return the `pre` in a block of code; None where the block is none."""
    if block.tag == "pre":
        return block
    is_code = block.tag == "div" and any(name.startswith("highlight") for name in classes(block))
    return block.css_first("pre") if is_code else None
