"""Prose in RST, as boto3's pages hold it, converted to documentation.

Nearly all descriptions are a few paragraphs with some code and a link, and all services together
have hundreds of thousands of them. What is provably no more than that is converted here; the rest
goes to docutils, which is imported at the first text that needs it. Both ways give the same result
for what both can read.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.model.documentation import Span, blocks, listing, normalise, paragraph, quote


@lru_cache(maxsize=1 << 15)
def to_commonmark(prose: str) -> str:
    """Convert a fragment of a page, such as the description of a member, to documentation.

    No markup is too broken: what makes no sense is kept as text. Nothing but the fragment is read.

    Args:
        prose: The fragment with its indentation in the page. A first line without any is the text
            behind `- **Name** *(string) --*` or `:param Name:`; the others hang below it.
    """
    return _converted(dedented(normalise(prose)))


@lru_cache(maxsize=1 << 15)
def _converted(text: str) -> str:
    simple = convert_simple(text)
    if simple is not None:
        return simple
    from generator.readers.boto3 import rst_doctree

    return rst_doctree.convert(text)


def dedented(text: str) -> str:
    """Move a normalised fragment to the left margin.

    A hanging first line is already there. If it introduces a block of code, that one's indentation
    is measured from it; otherwise the other lines have a margin of their own.
    """
    first, newline, rest = text.partition("\n")
    if not newline:
        return first.strip(" ")
    if first.startswith(" "):
        return _without_margin(text)
    return text if first.endswith("::") else f"{first}\n{_without_margin(rest)}"


def _without_margin(text: str) -> str:
    lines = text.split("\n")
    margin = min(len(line) - len(line.lstrip(" ")) for line in lines if line)
    return "\n".join(line[margin:] for line in lines)


ADMONITIONS = (
    "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning",
)  # fmt: skip

# Markup that docutils reads as such in any surroundings that are admitted here. Literals may touch
# words, as in `rst_doctree.Inliner`.
_MARK = r"""
    (?<!`) `` (?=[^\s`]) (?P<code> [^`]* ) (?<=[^\s`\\]) `` (?!`)
    | (?<![^\s(]) (?:
        ` (?P<label> [^\W_] (?: [^`<>\\] | \\: )* ) [ ]
          < (?P<url> https?://[^\s`<>\\]*[^\s`<>\\_] ) >`__
        | \*\* (?P<bold> [^\W_] (?: [^`*\\]* [^\s`*\\] )? ) \*\*
        | \* (?P<emphasis> [^\W_] (?: [^`*\\]* [^\s`*\\] )? ) \*
      ) (?= [\s.,;:!?)] | \Z )
"""
_MARKED = re.compile(rf"(?P<before> [^`*]*+ ) (?: {_MARK} )", re.VERBOSE)
_SIMPLE_LINE = re.compile(
    rf"""
    # It begins with no enumerator, no bullet, no underline, nor any other marker.
    (?! \(? (?: [0-9]+ | [A-Za-z] | [ivxlcdm]+ | [IVXLCDM]+ ) [.)] (?:\s|\Z) )
    (?= ["'(“‘\[{{$<]? [^\W_] | `[`\w] | \*{{1,2}}[^\W_] )
    (?: [^`*_|\\:]++ | _+ (?=[A-Za-z0-9]) | (?<![\w`\]|])_+ (?=[\s.,;()-]) | \\ (?=[A-Za-z0-9])
      | : (?!//) | \| (?=[ ]) | {_MARK} )++
    """,
    re.VERBOSE,
)
LITERAL = re.compile(r"(?<![`\\])``(?=[^\s`])([^`]*(?:`[^`]+)*)``(?!`)")
"""Code, also where it touches words: boto3 prints it without regard to RST's rule against that."""

GLUED_BOLD = re.compile(r"(?<![^\s(])\*\*([^\s*][^*`\n]*?) *\*\*(?=\w)")
"""Bold text right before a word, with the space that belongs behind it inside or forgotten."""

_BULLET = "* "
_ADMONITION = re.compile(rf"\.\. ({'|'.join(ADMONITIONS)})::")
_EMPTY_LINES = re.compile(r"\n{2,}")


def convert_simple(text: str) -> str | None:
    """Convert a dedented fragment of paragraphs, flat lists and admonitions that hold such.

    Returns:
        The documentation; None if there is more to the fragment.
    """
    if "`" not in text and "*" not in text and "\n" not in text:
        return paragraph([Span(text)]) if _is_simple(text) else None
    chunks = _EMPTY_LINES.split(text)
    parts: list[str] = []
    start = 0
    while start < len(chunks):
        admonition = _ADMONITION.fullmatch(chunks[start])
        begin = start + 1 if admonition else start
        end = begin
        while end < len(chunks) and _belongs(chunks[end], inside=admonition is not None):
            end += 1
        body = (
            _admonished(admonition[1], chunks[begin:end])
            if admonition
            else _flat(chunks[begin:end])
        )
        if not body:
            return None
        parts += body
        start = end
    return blocks(parts)


def _belongs(chunk: str, *, inside: bool) -> bool:
    """Tell whether a chunk goes on with an admonition, or else with what is none."""
    return chunk.startswith(" ") if inside else not _ADMONITION.fullmatch(chunk)


def _admonished(name: str, chunks: Sequence[str]) -> list[str]:
    if not chunks:
        return []
    label = Span(f"{name.capitalize()}:", "bold")
    body = _flat(_without_margin("\n\n".join(chunks)).split("\n\n"), [label, Span(" ")])
    return [quote(blocks(body))] if body else []


def _flat(chunks: Sequence[str], lead: Sequence[Span] = ()) -> list[str]:
    """Convert paragraphs and flat lists, with some words before them; none if one is neither."""
    parts: list[str] = []
    items: list[str] = []
    for chunk in chunks:
        lines = chunk.split("\n")
        is_list = all(line.startswith(_BULLET) for line in lines)
        if is_list:
            lines = [line.removeprefix(_BULLET) for line in lines]
        if not all(map(_is_simple, lines)):
            return []
        if is_list:
            parts.append(paragraph(lead))
            items += [paragraph(_spans(line)) for line in lines]
        else:
            parts += [listing(items), paragraph([*lead, *_spans(" ".join(lines))])]
            items = []
        lead = ()
    return [*parts, listing(items)]


def _is_simple(line: str) -> bool:
    return _SIMPLE_LINE.fullmatch(line) is not None and not line.endswith("::")


def _spans(line: str) -> Iterator[Span]:
    end = 0
    while mark := _MARKED.match(line, end):
        end = mark.end()
        yield Span(mark["before"])
        match mark.lastgroup:
            case "code":
                yield Span(mark["code"], "code")
            case "url":
                yield Span(mark["label"].replace("\\:", ":"), url=mark["url"])
            case "bold":
                yield Span(mark["bold"], "bold")
            case _:
                yield Span(mark["emphasis"], "emphasis")
    yield Span(line[end:])
