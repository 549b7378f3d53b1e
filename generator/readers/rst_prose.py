"""Prose in RST, as boto3's pages hold it, written as the model's documentation.

Nearly all descriptions are a few paragraphs with some code and a link, and a page set holds hundreds of thousands of
them. What is provably no more than that is converted here; everything else goes to docutils, which is imported at the
first text that needs it. Both ways give the same result for what both can read.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.model.documentation import Span, blocks, listing, normalise, paragraph


def to_commonmark(lines: Sequence[str]) -> str:
    """Convert a fragment of a page, such as the description of one member, to the model's documentation.

    No markup is too broken: what cannot be understood is kept as text. Nothing outside of the fragment is read.

    Args:
        lines: The fragment with its indentation in the page. A first line without any is the text behind
            a `- **Name** *(string) --*` or a `:param Name:`, and its other lines hang below it.
    """
    return _converted("\n".join(lines))


@lru_cache(maxsize=1 << 14)
def _converted(source: str) -> str:
    text = dedented(normalise(source))
    simple = convert_simple(text)
    if simple is not None:
        return simple
    from generator.readers import rst_doctree

    return rst_doctree.convert(text)


def dedented(text: str) -> str:
    """Move a fragment to the left margin.

    A hanging first line is already there. If it introduces a literal block, it settles the margin for the others.
    """
    first, newline, rest = text.partition("\n")
    if not newline:
        return first.strip(" ")
    if first.startswith(" "):
        return _without_margin(text)
    if first.endswith("::"):
        return text
    return f"{first}\n{_without_margin(rest)}"


def _without_margin(text: str) -> str:
    lines = text.split("\n")
    margin = min(len(line) - len(line.lstrip(" ")) for line in lines if line)
    return "\n".join(line[margin:] for line in lines)


# --- the simple majority ----------------------------------------------------------------------

# Markup that docutils reads as such whatever its rules say about the characters around it, because these are the
# plainest ones. Literals may touch words: see `rst_doctree.Inliner`.
_MARK = r"""
    (?<!`) `` (?=[^\s`]) (?P<code> [^`]* ) (?<=[^\s`\\]) `` (?!`)
    | (?<![^\s(]) ` (?P<label> [^\W_] (?: [^`<>\\] | \\: )* ) [ ] < (?P<url> https?://[^\s`<>\\]*[^\s`<>\\_] ) >`__
      (?= [\s.,;:!?)'"] | \Z )
    | (?<![^\s(]) \*\* (?P<bold> [^\W_] (?: [^`*\\]* [^\s`*\\] )? ) \*\* (?= [\s.,;:!?)] | \Z )
    | (?<![^\s(]) \* (?P<emphasis> [^\W_] (?: [^`*\\]* [^\s`*\\] )? ) \* (?= [\s.,;:!?)] | \Z )
"""
_MARKED = re.compile(rf"(?P<before> [^`*]*+ ) (?: {_MARK} )", re.VERBOSE)
_SIMPLE_LINE = re.compile(
    rf"""
    (?! \(? (?: [0-9]+ | [A-Za-z] | [ivxlcdm]+ | [IVXLCDM]+ ) [.)] (?:\s|\Z) )    # no enumerator
    (?= ["'(“‘]? [^\W_] | `[`\w] | \*{{1,2}}[^\W_] )                               # no bullet, no underline
    (?: [^`*_|\\:]++ | _+ (?=[A-Za-z0-9]) | \\ (?=[A-Za-z0-9]) | : (?!//) | {_MARK} )++
    """,
    re.VERBOSE,
)
_BULLET = "* "


def convert_simple(text: str) -> str | None:
    """Convert a dedented fragment of paragraphs and flat lists; None if it may hold anything else."""
    if "`" not in text and "*" not in text and "\n" not in text:
        return paragraph([Span(text)]) if _is_simple(text) else None
    parts: list[str] = []
    items: list[str] = []
    for chunk in re.split(r"\n{2,}", text):
        lines = chunk.split("\n")
        is_list = chunk.startswith(_BULLET)
        if is_list:
            lines = [
                line.removeprefix(_BULLET) if line.startswith(_BULLET) else "" for line in lines
            ]
        if not all(map(_is_simple, lines)):
            return None
        if is_list:
            items += [paragraph(_spans(line)) for line in lines]
            continue
        parts += [listing(items), paragraph(_spans(" ".join(lines)))]
        items = []
    return blocks([*parts, listing(items)])


def _is_simple(line: str) -> bool:
    return _SIMPLE_LINE.fullmatch(line) is not None and not line.endswith("::")


def _spans(line: str) -> Iterator[Span]:
    end = 0
    while mark := _MARKED.match(line, end):
        yield Span(mark["before"])
        end = mark.end()
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
