"""Flattens boto3's pages in HTML to text, as extractors of web pages do, each in its own way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from support.boto3_pages import make_once, pages


@dataclass(frozen=True, kw_only=True)
class Flattening:
    """What an extractor leaves of a page."""

    name: str
    indentation: bool = False
    bullets: bool = False
    spaced: bool = False
    """Whether empty lines part the paragraphs."""
    broken: bool = False
    """Whether a line ends behind each piece of code, and labels, the heads of parameters and empty
    items are lost: so in the real page of DataExchange."""
    folded: bool = False
    """Whether a syntax block becomes one line."""


SEED = Flattening(name="seed", broken=True)
FLATTENINGS = (
    SEED,
    Flattening(name="lost-lost"),
    Flattening(name="indentation-kept", indentation=True, spaced=True),
    Flattening(name="bullets-kept", bullets=True),
    Flattening(name="kept-kept", indentation=True, bullets=True, spaced=True),
    Flattening(name="kept-kept-folded", indentation=True, bullets=True, folded=True),
)


def flatten_once(site: Path, root: Path, how: Flattening) -> Path:
    """Return the pages of a service as text, flattening them unless some process has before.

    Args:
        site: The service's folder of pages in HTML.
        root: A folder that the processes share.
        how: What to leave of them.
    """
    return make_once(root / f"{site.name}-{how.name}", lambda work: _flatten_all(site, work, how))


def _flatten_all(site: Path, work: Path, how: Flattening) -> Path:
    for page in pages(site):
        target = work / page.parent.name / f"{page.stem}.txt"
        target.parent.mkdir(exist_ok=True)
        target.write_text(flatten(page.read_text("utf-8"), how), "utf-8")
    return work


def flatten(html: str, how: Flattening) -> str:
    """Return the text of a page, without the frame of the site."""
    body = LexborHTMLParser(html).css_first("dl.py" if how.broken else "article")
    assert body is not None
    lines = _Flattener(how).lines(body, 0)
    text = "\n".join(line.rstrip() for line in lines)
    if how.broken:
        text = text.replace("–", "--").replace("’", "'")
    return text + "\n"


_BLOCKS = re.compile(r"article|blockquote|d[dlt]|div|h\d|li|ol|p|pre|section|table|tbody|t[dhr]|ul")
_DEEPER = frozenset(("blockquote", "dd", "li"))


class _Flattener:
    def __init__(self, how: Flattening) -> None:
        self.how = how
        self.bullet = ""
        """What stands before the next paragraph."""
        self.lead = ""
        """What the next paragraph begins with."""

    def lines(self, node: LexborNode, depth: int) -> Iterator[str]:
        """Return the lines of a block and of those inside it."""
        inline = ""
        for child in node.iter(include_text=True):
            if not _BLOCKS.fullmatch(child.tag or ""):
                inline += self._inline(child)
                continue
            yield from self._paragraph(inline, depth)
            inline = ""
            yield from self._block(child, depth)
        yield from self._paragraph(inline, depth)

    def _block(self, node: LexborNode, depth: int) -> Iterator[str]:
        if node.tag == "pre":
            yield from self._code(node.text(), depth)
        elif self.how.broken and "sig" in (node.attributes.get("class") or ""):
            self.lead = _signature(node)
        elif not self._is_lost(node):
            if node.tag == "li" and self.how.bullets:
                self.bullet = "- "
            yield from self.lines(node, depth + (node.tag in _DEEPER))

    def _is_lost(self, node: LexborNode) -> bool:
        """Tell what the seed has lost: labels, heads of parameters, items without a text."""
        if not self.how.broken or node.tag not in ("dt", "p"):
            return False
        if node.tag == "dt":
            return "field" in (node.attributes.get("class") or "")
        is_head = re.match(r"(?:\S+ )?\([^()]+\)(?: –|$)", " ".join(node.text().split()))
        return bool(is_head) and (_is_in_parameters(node) or _is_alone(node))

    def _inline(self, node: LexborNode) -> str:
        text = re.sub(r"\s+", " ", node.text())
        is_code = node.tag == "code" or node.css_first("code") is not None
        return text + "\n" if self.how.broken and is_code else text

    def _paragraph(self, text: str, depth: int) -> Iterator[str]:
        if not text.strip():
            return
        text, self.lead = self.lead + text.strip(), ""
        bullet, self.bullet = self.bullet, ""
        indent = "  " * depth if self.how.indentation else ""
        for number, line in enumerate(text.split("\n")):
            yield indent + (bullet if number == 0 else " " * len(bullet)) + line.strip()
        if self.how.spaced:
            yield ""

    def _code(self, code: str, depth: int) -> Iterator[str]:
        lines = [line for line in (self.lead + code.lstrip("\n")).split("\n") if line.strip()]
        self.lead = ""
        if self.how.folded:
            lines = [" ".join(line.strip() for line in lines)]
        for line in lines:
            yield "  " * (depth + 1) + line if self.how.indentation else line.strip()
        if self.how.spaced:
            yield ""


def _signature(node: LexborNode) -> str:
    """Return a signature as the seed has it: the name on a line, and the text behind the rest."""
    lead, name = (node.css_first(part) for part in (".sig-prename", ".sig-name"))
    behind = re.sub(r"\s+", "", node.text()).partition(name.text().strip() if name else "(")[2]
    before = lead.text().strip() + "\n" if lead else ""
    return f"{before}{name.text().strip() if name else ''}\n{behind}"


def _is_in_parameters(node: LexborNode | None) -> bool:
    """Tell whether a node stands in a field on parameters."""
    while node is not None:
        if node.tag == "dd" and "field" in (node.attributes.get("class") or ""):
            label = node.prev
            while label is not None and label.tag != "dt":
                label = label.prev
            return label is not None and label.text().startswith(("Parameters", "param "))
        node = node.parent
    return False


def _is_alone(node: LexborNode) -> bool:
    """Tell whether an item has neither a name nor a text nor entries of its own."""
    holder = node.parent
    own = node.text().strip()
    return own.startswith("(") and holder is not None and holder.text().strip() == own
