"""RST that takes a parser: docutils reads it, and its document tree becomes documentation.

Importing docutils takes longer than converting the pages of a small service, so only `rst_prose`
imports this module, and only when it meets such a text.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Parser, states

from generator.model.documentation import (
    Span,
    blocks,
    code_block,
    from_plain,
    listing,
    paragraph,
    quote,
)
from generator.readers.boto3.rst_prose import ADMONITIONS, GLUED_BOLD, LITERAL


def convert(text: str) -> str:
    """Convert a dedented fragment; what docutils objects to stays as text."""
    document = utils.new_document("", _settings())
    source = "\n".join(_defused(text.split("\n")))
    try:
        Parser(inliner=Inliner()).parse(source, document)
        return blocks(_blocks(document))
    except RecursionError:
        return from_plain(text.split("\n\n"))


@cache
def _settings() -> Any:
    """Return docutils' settings; the name of their type is on its way out of docutils."""
    settings = frontend.get_default_settings(Parser)
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.line_length_limit = sys.maxsize
    settings.report_level = settings.halt_level = 5  # No message is that severe.
    settings.warning_stream = False
    return settings


# --- before parsing ---------------------------------------------------------------------------

_MARGIN = r"^((?:\ |(?:[-*+]|\(?(?:\d+|\#)[.)])(?=\ ))*+)"
_EXPLICIT_MARKUP = re.compile(
    rf"""
    {_MARGIN}
    (?: \.\. (?!\S)
        (?! \ + (?:{"|".join(ADMONITIONS)}) \ ?:: )
        (?: \ + \w+ (?:[-.+:]\w+)* \ ?:: (?!\S) )?          # the name of a directive
        \ * )+                                              # which may stand behind another
    """,
    re.VERBOSE,
)
_SEEMING_MARKER = re.compile(
    rf"""
    {_MARGIN} (?=
        \(? (?: [A-Za-z] | [ivxlcdm]+ | [IVXLCDM]+ ) [.)] (?!\S)   # a list by letters
      | (?: --? | [+/] ) \w                                        # an option
      | \| | : (?!:)                                               # a block of lines, a field
      | (?: >>> | __ ) (?!\S)                                      # a session, a target
    )
    | ^ (\ *\*\ +) (?= [-*+] (?!\S) )                              # a list right in a list
    """,
    re.VERBOSE,
)
_TABLE_BORDER = re.compile(r" *(?:=+(?: +=+)+|\+[-=+]+)")


def _defused(lines: Iterable[str]) -> Iterator[str]:
    """Turn into text what would act, or what boto3 never prints and a sentence may begin with.

    Directives other than admonitions, comments and targets keep their text, tables that of their
    cells: docutils loses what stands between two columns. Blocks of code stay as they are.
    """
    code_margin: int | None = None
    for line in lines:
        margin = len(line) - len(line.lstrip(" "))
        if code_margin is not None and (not line or margin > code_margin):
            yield line
            continue
        text = "" if _TABLE_BORDER.fullmatch(line) else _EXPLICIT_MARKUP.sub(r"\1", line)
        code_margin = margin if text.endswith("::") and ".. " not in text else None
        yield _SEEMING_MARKER.sub(lambda marker: f"{marker[0]}\\ ", text)


_NEEDLESS_BACKSLASH = re.compile(r"\\(?![*_`|: \n])")


def _mended(text: str) -> str:
    r"""Mend inline markup that is printed without regard to RST's rules for its surroundings.

    An empty escape (`\ `) on both sides of a literal lets it touch words.
    """
    pieces = LITERAL.split(text)
    for index, piece in enumerate(pieces):
        if index % 2:
            after = " " if piece.endswith((" ", "\n")) else "\\ "
            pieces[index] = f"\\ ``{piece.rstrip()}``{after}"
        else:
            piece = _NEEDLESS_BACKSLASH.sub(r"\\\\", piece)
            pieces[index] = GLUED_BOLD.sub(r"**\1** ", piece)
    return "".join(pieces)


class Inliner(states.Inliner):
    """Reads inline markup as it was meant.

    Literals may touch the words around them (`` ``Tag``s ``). A backslash is one unless it escapes
    what RST would read as markup: patterns and paths are printed as they are. Every role is known,
    and none does anything.
    """

    def init_customizations(self, settings: Any) -> None:  # noqa: ARG002 - docutils' signature
        """Borrow a plain inliner's patterns: it can't build them in a subclass."""
        self.patterns = _plain_inliner().patterns
        self.implicit_dispatch = _plain_inliner().implicit_dispatch

    def parse(
        self, text: str, lineno: int, memo: SimpleNamespace, parent: nodes.Element
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Parse the text of a paragraph, mended."""
        return super().parse(_mended(text), lineno, memo, parent)

    def interpreted(
        self,
        rawsource: str,
        text: str,
        role: str,
        lineno: int,  # noqa: ARG002 - docutils' signature
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make of interpreted text what it shows: code, or words that refer within the manual."""
        label = utils.unescape(text)
        if target := re.fullmatch(r"(.+?)\s*<[^<>]*>", label, re.DOTALL):
            label = target[1]
        elif label.startswith("~"):
            label = label.rpartition(".")[2]
        label = label.lstrip("~.!") or label
        kind = nodes.inline if role in _TEXT_ROLES else nodes.literal
        return [kind(rawsource, label)], []


@cache
def _plain_inliner() -> states.Inliner:
    inliner = states.Inliner()
    inliner.init_customizations(_settings())
    return inliner


_TEXT_ROLES = frozenset({"abbr", "any", "doc", "numref", "ref", "sub", "sup", "term"})

# --- after parsing ----------------------------------------------------------------------------


def _blocks(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.literal_block():
            yield code_block(node.astext())
        case nodes.bullet_list():
            yield listing(_items(node))
        case nodes.enumerated_list():
            yield listing(_items(node), start=node.get("start", 1))
        case nodes.definition_list_item():
            yield from _reunited(node)
        case nodes.Element() if node.tagname in ADMONITIONS:
            label = Span(f"{node.tagname.capitalize()}:", "bold")
            yield quote(blocks(_led([label, Span(" ")], node.children)))
        case nodes.system_message():
            yield from _rejected(node)
        case nodes.target():
            yield from_plain([node.rawsource])
        case nodes.title():
            yield paragraph([Span(node.astext(), "bold")])
        case nodes.TextElement():
            yield paragraph(_spans(node))
        case _:
            for child in node.children:
                yield from _blocks(child)


def _items(node: nodes.Element) -> list[str]:
    return [item for child in node.children if (item := blocks(_blocks(child)))]


def _led(lead: list[Span], children: Sequence[nodes.Node]) -> Iterator[str]:
    """Write blocks with some words before them, in their first paragraph if they begin with one."""
    if children and isinstance(children[0], nodes.paragraph):
        lead = [*lead, *_spans(children[0])]
        children = children[1:]
    yield paragraph(lead)
    for child in children:
        yield from _blocks(child)


def _reunited(item: nodes.definition_list_item) -> Iterator[str]:
    """Write a term and its definition as the sentence they were: boto3 defines no terms."""
    *terms, definition = item.children
    lead = [span for term in terms for span in (*_spans(term), Span(" "))]
    yield from _led(lead, definition.children)


def _rejected(message: nodes.system_message) -> Iterator[str]:
    """Write the source of a block that docutils could not parse; it keeps it nowhere else."""
    if message["level"] >= utils.Reporter.ERROR_LEVEL:
        for source in message.findall(nodes.literal_block):
            yield from_plain(source.astext().split("\n\n"))


def _spans(node: nodes.Node) -> Iterator[Span]:
    for child in node.children:
        match child:
            case nodes.Text():
                yield Span(child.astext())
            case nodes.literal():
                yield Span(child.astext(), "code")
            case nodes.strong():
                yield Span(child.astext(), "bold")
            case nodes.emphasis():
                yield Span(child.astext(), "emphasis")
            case nodes.reference():
                yield _reference(child)
            case (
                nodes.footnote_reference()
                | nodes.citation_reference()
                | nodes.substitution_reference()
            ):
                yield Span(child.rawsource)
            case _:
                yield from _spans(child)


def _reference(node: nodes.reference) -> Span:
    """Return a link; a mere name refers to nothing here and keeps the underscore behind it."""
    url: str | None = node.get("refuri")
    if url is None and not node.rawsource.startswith("`"):
        return Span(node.rawsource)
    return Span(node.astext(), url="" if url is None or url.startswith("mailto:") else url)
