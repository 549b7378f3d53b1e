"""Documentation text: the subset of CommonMark in which the model keeps it.

Readers know the markup of their pages (RST, HTML, Markdown); this module knows how its meaning is
written: paragraphs with one sentence a line, inline code, bold, emphasis, links, lists, quotes and
blocks of code. Text is escaped here and nowhere else, so no word of a page becomes markup by
accident. Follows CommonMark 0.31.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

Style = Literal["text", "code", "bold", "emphasis"]


class Span(NamedTuple):
    """A run of text in one style.

    Args:
        text: The text as a reader of the rendered page sees it, without any escapes.
        style: How it is set; styles do not nest.
        url: Where it links to. A target that means something only on its own page is not written.
    """

    text: str
    style: Style = "text"
    url: str = ""


# --- white space ------------------------------------------------------------------------------

_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f"
    "\u205f-\u2064\u2066-\u206f\u3000\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def normalise(text: str) -> str:
    """Make white space plain: what looks alike becomes alike, what nobody sees goes.

    A newline stands for the line ends of all systems, a space for all other white space, Unicode's
    line separators among it: no documenter ends a line with them. Control characters, zero-width
    spaces, soft hyphens and marks of writing direction go (joiners stay: emoji and many scripts
    need them), and so do spaces at the ends of lines and empty lines at either end of the text.
    Indentation stays.
    """
    text = plain(text)
    if " \n" in text:
        text = "\n".join([line.rstrip(" ") for line in text.split("\n")])
    return text.rstrip(" \n").lstrip("\n")


def plain(text: str) -> str:
    """Make each character plain as `normalise` does, and leave all spaces and line ends there."""
    if text.replace("\n", "").isprintable():  # Then nothing in it is odd.
        return text
    return _ODD.sub(_plain_character, text.replace("\r\n", "\n").replace("\r", "\n"))


def _plain_character(match: re.Match[str]) -> str:
    if match[0].isspace():
        return " "
    return "\ufffd" if unicodedata.category(match[0]) == "Cs" else ""


# --- inline markup ----------------------------------------------------------------------------

_SPECIAL = re.compile(r"[\\`*_<&]|\][(:]")
_MARKUP = re.compile(
    r"""
    (?:
        \\ (?= [!-/:-@\[-`{-~] | \s*\Z | \n )       # it would escape what follows
      | `
      | (?<!\s)\* | \*(?!\s)                         # it could open or close emphasis
      | < (?= [A-Za-z/!?] | [^\s<>]+@ )              # a tag, a comment, an autolink
      | & (?= (?: [A-Za-z][A-Za-z0-9]* | \#[0-9]{1,7} | \#[xX][0-9A-Fa-f]{1,6} ) ; )
      | (?<=\]) [(:]                                 # the target of a link
    )
    """,
    re.VERBOSE,
)
# Underscores never emphasise here, so only those that could open emphasis matter.
_OPENING_UNDERSCORES = re.compile(r"(?<!\w)_++(?!\s)")
_BLOCK_START = re.compile(
    r"""
    (\d{1,9}) (?= [.)] (?:\s|\Z) )
    | (?= [-+*] (?:\s|\Z) | \#{1,6} (?:\s|\Z) | > | ~~~
        | =+ \s*\Z | - (?:\s*-)* \s*\Z | _ (?:\s*_){2,} \s*\Z )
    """,
    re.VERBOSE,
)


def escape(text: str) -> str:
    """Write plain text so that CommonMark shows it literally; line ends stay where they are.

    Only what would be markup is escaped. White space at either end of a line goes, since CommonMark
    shows none there.
    """
    return "\n".join(_guarded(line.strip()) for line in _escape_inline(text).split("\n"))


def _escape_inline(text: str) -> str:
    """Escape what is markup anywhere in a line, whatever stands before and behind the text."""
    if not _SPECIAL.search(text):
        return text
    text = _MARKUP.sub(r"\\\g<0>", text)
    return _OPENING_UNDERSCORES.sub(lambda run: r"\_" * len(run[0]), text)


def _guarded(line: str) -> str:
    """Escape what would be markup because it stands at the beginning of a line."""
    match = _BLOCK_START.match(line)
    return f"{line[: match.end()]}\\{line[match.end() :]}" if match else line


def code(text: str) -> str:
    """Write an inline code span that holds exactly this text; a line end counts as a space."""
    text = text.replace("\n", " ")
    if not text:
        return ""
    fence = "`"
    if fence in text:
        runs = {len(run) for run in re.findall(r"`+", text)}
        fence *= next(length for length in range(1, len(runs) + 2) if length not in runs)
    padded = "`" in (text[0], text[-1]) or (text[0] == text[-1] == " " and not text.isspace())
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def paragraph(spans: Iterable[Span]) -> str:
    """Write a paragraph, one sentence a line; runs of white space become one space.

    A space between an opening bracket and code or a link goes: boto3 adds it, authors don't.
    """
    spans = list(spans)
    plain = len(spans) == 1 and spans[0].style == "text" and not spans[0].url
    written = _escape_inline(spans[0].text) if plain else _inline(_settable(spans))
    return "\n".join(sentences(_guarded(" ".join(written.split()))))


def _inline(spans: Iterable[Span]) -> str:
    """Write spans one after another; plain neighbours become one, or they could form markup."""
    written: list[str] = []
    plain = ""
    for span in spans:
        if span.style == "text" and not span.url:
            plain += span.text
            continue
        marked = _marked(span)
        if not marked.startswith("*") and _opens(plain.rstrip()):
            plain = plain.rstrip()
        image = marked.startswith("[") and plain.endswith("!")
        written += [_escape_inline(plain[:-1]) + "\\!" if image else _escape_inline(plain), marked]
        plain = ""
    return "".join([*written, _escape_inline(plain)])


def _opens(text: str) -> bool:
    """Tell whether the text ends with a bracket or quotation mark that opens."""
    if text.endswith(("'", '"')):
        return text[-2:-1] in ("", " ", "\n", "(")
    return text.endswith(("(", "[", "{", "“", "‘", "«"))


def _marked(span: Span) -> str:
    match span.style:
        case "code":
            text = code(" ".join(span.text.split()))
        case "bold":
            text = f"**{_escape_inline(span.text)}**"
        case "emphasis":
            text = f"*{_escape_inline(span.text)}*"
        case "text":
            text = _escape_inline(span.text)
    return _link(span, text) if span.url else text


def _link(span: Span, text: str) -> str:
    if span.text == span.url and not re.search(r"[<>]", span.url):
        return f"<{span.url}>"
    if span.style == "code" and "]:" in span.text:
        return text  # In brackets it would begin a definition, and nothing in code is escaped.
    if span.style != "code":
        text = re.sub(r"[\[\]]", r"\\\g<0>", text)
    url = re.sub(r"[()<>\\`]", lambda match: f"%{ord(match[0]):02X}", span.url)
    return f"[{text}]({re.sub(r'&(?=#?[0-9A-Za-z]+;)', '&amp;', url)})"


_USABLE_URL = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_STARRED = ("bold", "emphasis")


def _settable(spans: Iterable[Span]) -> list[Span]:
    """Keep of each span's style and link what CommonMark can express in that place.

    White space at its edges moves out of a marked span, and emphasis goes where its stars would not
    be read as such.
    """
    flat: list[Span] = []
    for span in spans:
        flat += (span,) if span.style == "text" and not span.url else _unpadded(span)
    flat = [span for span in flat if span.text]
    if len(flat) == 1:
        return flat
    flat = list(_joined_code(flat))
    for index, span in enumerate(flat):
        if span.style in _STARRED and not span.url:
            before = flat[index - 1] if index else _EDGE
            after = flat[index + 1] if index + 1 < len(flat) else _EDGE
            if not _flanked(before, span, after):
                flat[index] = Span(span.text)
    return flat


_EDGE = Span(" ")


def _unpadded(span: Span) -> Iterator[Span]:
    url = "".join(span.url.split())
    usable = _USABLE_URL.fullmatch(url) is not None
    text = span.text.strip() or (url if usable else "")
    if span.text[:1].isspace():
        yield _EDGE
    yield Span(text, span.style, url if usable else "")
    if span.text[-1:].isspace():
        yield _EDGE


def _joined_code(spans: Iterable[Span]) -> Iterator[Span]:
    """Join code with the code beside it, whose fences would otherwise touch."""
    for (style, url), group in groupby(spans, key=itemgetter(1, 2)):
        if style == "code" and not url:
            yield Span("".join(span.text for span in group), "code")
        else:
            yield from group


def _flanked(before: Span, span: Span, after: Span) -> bool:
    """Tell whether stars around the span would open and close emphasis (CommonMark 6.2)."""
    if before.style in _STARRED and not before.url:
        return False
    opens = span.text[0].isalnum() or _separates(before, -1)
    closes = span.text[-1].isalnum() or _separates(after, 0)
    return opens and closes


def _separates(neighbour: Span, index: Literal[0, -1]) -> bool:
    if neighbour.style == "code" or neighbour.url:
        return True
    character = neighbour.text[index]
    return character.isspace() or unicodedata.category(character).startswith("P")


# --- sentences --------------------------------------------------------------------------------

_CLOSING = r"""["'”’»)\]*_]*+"""
_SENTENCE_END = re.compile(rf"""([.!?]){_CLOSING}\ (?=["'“‘«(\[*_]*+(?:`(?!``)|[^\W\d_]))""")
_WHOLE = re.compile(
    r"""
    (?= [\\`\[<] )
    (?: \\.
    | (?<!`) (`++) .*? (?<!`) \1 (?!`)
    | \[ (?: \\. | `[^`]*+` | [^\\\[\]`] )*+ \] \( [^()]*+ (?: \([^()]*+\) [^()]*+ )*+ \)
    | < [^<>]*+ > )
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"""
    (?: (?: \A | [.:;!?]\ ) \d{1,3}                  # 1. of an enumeration
      | (?: \A | [^\w.] ) (?: [^\W\d_]\. )* [^\W\d_]  # A., e.g., U.S.
      | (?: \A | [^\w.] )
        (?: approx | cf | co | corp | dept | dr | esp | est | etc | fig | inc | incl | jr | ltd
          | max | min | mr | mrs | ms | no | nos | prof | resp | sec | sr | st | vol | vs )
    ) \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 16


def sentences(paragraph: str) -> list[str]:
    """Split a paragraph of one line into sentences, which joined by spaces are the paragraph again.

    In doubt it stays whole: a sentence begins with a capital or with code, not behind an
    abbreviation, and never inside a code span, a link or a tag. So no line begins with what
    CommonMark reads as the start of a block.
    """
    ends = [match for match in _SENTENCE_END.finditer(paragraph) if _ends_sentence(match)]
    if not ends:
        return [paragraph]
    whole = [match.span() for match in _WHOLE.finditer(paragraph)]
    ends = [end for end in ends if not _lies_in(whole, end.start())]
    cuts = [0, *(end.end() for end in ends), len(paragraph) + 1]
    return [paragraph[a : b - 1] for a, b in pairwise(cuts)]


def _lies_in(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Tell whether a position lies in one of the spans, which stand one behind the other."""
    index = bisect_right(spans, position, key=itemgetter(0))
    return index > 0 and position < spans[index - 1][1]


_FIRST_OF_SENTENCE = re.compile(r"[^\W\d_]|`")


def _ends_sentence(end: re.Match[str]) -> bool:
    text = end.string
    first = _FIRST_OF_SENTENCE.search(text, end.end())
    if first is None or not (first[0] == "`" or first[0].isupper()):
        return False
    window = text[max(0, end.start() - _LONGEST_ABBREVIATION) : end.start()]
    return end[1] != "." or not _ABBREVIATION.search(window)


# --- blocks -----------------------------------------------------------------------------------


def from_plain(paragraphs: Iterable[str]) -> str:
    """Write paragraphs whose rendition had lost its markup."""
    written = (paragraph([Span(normalise(text))]) for text in paragraphs)
    return blocks(written)


def blocks(parts: Iterable[str]) -> str:
    """Put blocks below each other, an empty line between them; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def code_block(text: str) -> str:
    """Write a fenced code block."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{normalise(text)}\n{fence}"


def quote(text: str) -> str:
    """Write blocks as a block quote."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def listing(items: Sequence[str], start: int | None = None) -> str:
    """Write a list of items that hold blocks: with bullets, or numbered from `start`."""
    loose = any("\n\n" in item for item in items)
    return ("\n\n" if loose else "\n").join(
        _item("-" if start is None else f"{start + index}.", item)
        for index, item in enumerate(items)
    )


def _item(marker: str, text: str) -> str:
    margin = " " * (len(marker) + 1)
    return f"{marker} " + re.sub(r"\n(?!\n)", f"\n{margin}", text)
