"""RST that takes a parser: docutils reads it, its document tree is written as the model's documentation.

Importing docutils takes longer than converting a small service's pages, so only `rst_prose` imports this module, and
only when it meets such a text.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache

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


def convert(text: str) -> str:
    """Convert a dedented fragment; what docutils objects to stays as text."""
    document = utils.new_document("", _settings())
    try:
        Parser(inliner=Inliner()).parse("\n".join(_defused(text.split("\n"))), document)
        return blocks(_blocks(document))
    except RecursionError:
        return from_plain(text.split("\n\n"))


@cache
def _settings() -> frontend.Values:
    settings = frontend.get_default_settings(Parser)
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.line_length_limit = sys.maxsize
    settings.report_level = settings.halt_level = 5  # no message is that severe
    settings.warning_stream = False
    return settings


# --- before parsing ---------------------------------------------------------------------------

_ADMONITIONS = "attention|caution|danger|error|hint|important|note|tip|warning"
_INDENT = r"^((?:\ |(?:[-*+]|\(?(?:\d+|\#)[.)])(?=\ ))*+)"
_EXPLICIT_MARKUP = re.compile(
    rf"{_INDENT}\.\.(?!\S)(?! +(?:{_ADMONITIONS}) ?::)(?: +\w+(?:[-.+:]\w+)* ?::(?!\S))? *"
)
_NO_MARKER = re.compile(
    rf"""
    {_INDENT} (?= \(? (?: [A-Za-z] | [ivxlcdm]+ | [IVXLCDM]+ ) [.)] (?!\S)    # of a list by letters
                | (?: --? | [+/] ) \w | : | \| | (?: >>> | __ ) (?!\S) )   # of an option, a field, a line block, a session, a target
    | ^ (\ *\*\ +) (?= [-*+] (?!\S) )                                         # of a list within a list
    """,
    re.VERBOSE,
)
_TABLE_BORDER = re.compile(r" *(?:=+(?: +=+)+|\+[-=+]+)")


def _defused(lines: Iterable[str]) -> Iterator[str]:
    """Take from lines what would act or vanish: directives other than admonitions, comments, targets; their text stays.

    So do the cells of tables, whose borders go: docutils loses what stands between two columns. Letters followed by a point, and a bullet behind a bullet, are text here: boto3 numbers no list, and begins each on
    a line of its own. Lines of literal blocks stay as they are.
    """
    literal_margin: int | None = None
    for line in lines:
        margin = len(line) - len(line.lstrip(" "))
        if literal_margin is not None and (not line or margin > literal_margin):
            yield line
            continue
        if _TABLE_BORDER.fullmatch(line):
            line = ""
        text = _EXPLICIT_MARKUP.sub(r"\1", line)
        literal_margin = margin if text.endswith("::") and ".. " not in text else None
        yield _NO_MARKER.sub(lambda match: f"{match[0]}\\ ", text)


_LITERAL = re.compile(r"(?<![`\\])``(?=[^\s`])([^`]*(?:`[^`]+)*)``(?!`)")
_BACKSLASH = re.compile(r"\\(?![*_`|: \n])")
_GLUED_BOLD = re.compile(r"(?<![^\s(])\*\*([^\s*][^*`\n]*?) *\*\*(?=\w)")


def _mended(text: str) -> str:
    """Mend inline markup that documenters print without a thought for RST's rules about its surroundings."""
    pieces = _LITERAL.split(text)
    for index in range(0, len(pieces), 2):
        plain = _BACKSLASH.sub(r"\\\\", pieces[index])
        pieces[index] = _GLUED_BOLD.sub(r"**\1** ", plain)
    for index in range(1, len(pieces), 2):
        literal = pieces[index]
        space = " " if literal.endswith((" ", "\n")) else "\\ "
        pieces[index] = f"\\ ``{literal.rstrip()}``{space}"
    return "".join(pieces)


class Inliner(states.Inliner):
    """Reads inline markup as Sphinx would show it, and more leniently.

    Literals may touch the words around them (`` ``Tag``s ``). A backslash that escapes nothing which needs it is one of the
    text: documenters print patterns and paths as they are. Every role is known, and none does anything.
    """

    def init_customizations(self, settings: frontend.Values) -> None:
        """Borrow the patterns of a plain inliner: docutils builds them from the class itself, not from its bases."""
        self.patterns = _plain_inliner().patterns
        self.implicit_dispatch = [(self.patterns.uri, self.standalone_uri)]

    def parse(
        self, text: str, lineno: int, memo: states.Struct, parent: nodes.Element
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Parse a paragraph's text, mended."""
        return super().parse(_mended(text), lineno, memo, parent)

    def interpreted(
        self, rawsource: str, text: str, role: str, lineno: int
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make of interpreted text what it shows: code, or the words of a reference within the manual."""
        label = utils.unescape(text)
        if target := re.fullmatch(r"(.*?)\s*<[^<>]*>", label, re.DOTALL):
            label = target[1] or label
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
        case nodes.Admonition():
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


def _items(node: nodes.bullet_list | nodes.enumerated_list) -> list[str]:
    return [item for child in node.children if (item := blocks(_blocks(child)))]


def _led(lead: list[Span], children: list[nodes.Node]) -> Iterator[str]:
    """Write blocks with some words before them, in their first paragraph if they begin with one."""
    if children and isinstance(children[0], nodes.paragraph):
        lead = [*lead, *_spans(children[0])]
        children = children[1:]
    yield paragraph(lead)
    for child in children:
        yield from _blocks(child)


def _reunited(item: nodes.definition_list_item) -> Iterator[str]:
    """Write a term and its definition as the sentence that they were: boto3 prints no definition lists."""
    *terms, definition = item.children
    lead = [span for term in terms for span in (*_spans(term), Span(" "))]
    yield from _led(lead, definition.children)


def _rejected(message: nodes.system_message) -> Iterator[str]:
    """Write the source of a block that docutils could not parse; it keeps it nowhere else."""
    if message["level"] >= 3:
        for source in message.findall(nodes.literal_block):
            yield from_plain(source.astext().split("\n\n"))


def _spans(node: nodes.Node) -> Iterator[Span]:
    for child in node.children:
        match child:
            case nodes.Text():
                yield Span(child.astext())
            case nodes.literal() | nodes.title_reference():
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
    """Give a link; a name that refers to nothing here is text, with the underscore that made it a reference."""
    if "refuri" not in node and not node.rawsource.startswith("`"):
        return Span(node.rawsource)
    url = node.get("refuri", "")
    return Span(node.astext(), url="" if url.startswith("mailto:") else url)
