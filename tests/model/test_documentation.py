import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.model.documentation import (
    Span,
    Style,
    blocks,
    code,
    code_block,
    escape,
    from_plain,
    listing,
    normalise,
    paragraph,
    quote,
    sentences,
)

COMMONMARK = MarkdownIt("commonmark")
# Few letters and all that CommonMark takes for markup, so that most examples hit something.
MARKUP = st.text("ab1é *_`[]()<>!&;#-+.=~\\:/@\"'“\n\t")
TEXT = MARKUP | st.text()


def shown(token: Token) -> str:
    """Return the text that a reader sees."""
    if token.children is not None:
        return "".join(shown(child) for child in token.children)
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def shown_paragraphs(markdown: str) -> list[str]:
    """Return what each paragraph shows, wherever it stands."""
    return [shown(token) for token in COMMONMARK.parse(markdown) if token.type == "inline"]


def collapsed(text: str) -> str:
    """Return the text as one line."""
    return " ".join(normalise(text).split())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("one\r\ntwo\rthree\nfour\u2028five", "one\ntwo\nthree\nfour five"),
        ("no\xa0break\u202fspace\tand tab", "no break space and tab"),
        ("zero\u200bwidth, soft\xadhyphen, \ufeffmark", "zerowidth, softhyphen, mark"),
        ("bell\x07 and \x1b[1mescape", "bell and [1mescape"),
        ("right\u202eto left", "rightto left"),
        ("trailing  \n   indented \n", "trailing\n   indented"),
        ("\n  \n  first\n\n\nlast\n \n", "  first\n\n\nlast"),
        ("family: 👨\u200d👩", "family: 👨\u200d👩"),
        ("half \ud800 a pair", "half \ufffd a pair"),
    ],
)
def test_normalise_makes_white_space_plain(text: str, plain: str) -> None:
    """White space that looks alike becomes alike, and what nobody sees goes."""
    assert plain == normalise(text)


@given(TEXT)
def test_normalise_is_idempotent(text: str) -> None:
    """What is plain stays as it is, encodes as UTF-8, and has no line that ends in a space."""
    plain = normalise(text)

    assert plain == normalise(plain)
    assert plain == plain.encode().decode()
    assert not any(line.endswith(" ") for line in plain.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "snake_case, double__under and trailing_",
        "2 * 3, a<3, a < b, 5 > 4",
        "AT&T a & b; &nosemicolon",
        r"C:\temp\new",
        "[a], [b] and (c)",
        "-1, +1, 1.5, #hash and 10.0.0.0/8",
        'it\'s 100% "quoted" | piped ~ $5^2 {x}',
        "https://example.com/a_b?c=d&e=f",
    ],
)
def test_text_that_is_no_markup_is_not_escaped(text: str) -> None:
    """Escapes are for what would be markup, so that the source is readable."""
    assert text == escape(text)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*", r"\*"),
        ("arn:aws:s3:::*", r"arn:aws:s3:::\*"),
        ("_private and __init__", r"\_private and \_\_init__"),
        ("a `tick`", r"a \`tick\`"),
        ("<b>, </b>, <!-- -->, <a@b.c>", r"\<b>, \</b>, \<!-- -->, \<a@b.c>"),
        ("&amp; &#38; &#x26;", r"\&amp; \&#38; \&#x26;"),
        ("[a](b) ![c](d)", r"[a]\(b) ![c]\(d)"),
        (r"\d+\.\d* and \\", r"\d+\\.\d\* and \\\\"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("# a", r"\# a"),
        ("> a", r"\> a"),
        ("a\n===", "a\n\\==="),
        ("a\n-", "a\n\\-"),
        ("a\n--", "a\n\\--"),
        ("- - -", r"\- - -"),
        ("_ _ _\na", "\\_ _ _\na"),
        ("~~~", r"\~~~"),
        ("[a]: b, [c\n]: d", "[a]\\: b, [c\n]\\: d"),
        ("    code", "code"),
    ],
)
def test_markup_is_escaped(text: str, escaped: str) -> None:
    """Text that CommonMark would read as markup is escaped, and only where it would."""
    assert escaped == escape(text)


@given(TEXT)
@example("a\n    b\n\n    c")
@example("a\\\nb")
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    """CommonMark shows the words of an escaped text, in paragraphs and with nothing emphasised."""
    plain = normalise(text)

    tokens = COMMONMARK.parse(escape(plain))

    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert plain.split() == [word for token in tokens for word in shown(token).split()]


@given(st.lists(TEXT))
def test_plain_paragraphs_are_shown_as_they_were(paragraphs: list[str]) -> None:
    """Text without markup is shown literally, one paragraph for each that is not empty."""
    expected = [text for text in map(collapsed, paragraphs) if text]

    assert expected == shown_paragraphs(from_plain(paragraphs))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("a``b", "`a``b`"),
        ("`a`", "`` `a` ``"),
        (" a ", "`  a  `"),
        (" a", "` a`"),
        (" ", "` `"),
        ("a\nb", "`a b`"),
        ("", ""),
    ],
)
def test_code_has_a_fence_that_is_long_enough(text: str, span: str) -> None:
    """A code span is fenced so that it ends where its text ends."""
    assert span == code(text)


@given(st.text("ab `\\*", min_size=1))
def test_code_is_shown_as_it_was(text: str) -> None:
    """A code span holds exactly the text it was made of."""
    (inline,) = COMMONMARK.parseInline(f"x{code(text)}x")

    assert inline.children is not None
    assert [("text", "x"), ("code_inline", text), ("text", "x")] == [
        (token.type, token.content) for token in inline.children
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["One.", "Two!", "Three?", "Four"],
        ["See e.g. Amazon S3, i.e. Buckets, etc. Amazon vs. Others, and No. Five."],
        ["By A. Einstein of the U.S. Government at 10 a.m. Monday."],
        ["Version 1.2. 3 of them.", "The rest (see above.)", "Next."],
        ["It is so.", "`Code` begins this.", "**Bold** too.", "(As does this.)"],
        ["Ends in `code`.", "Then in [a link](https://a.b/c).", "Then in *words.*", "Done."],
        ["Inside `a. B` and [a. B](https://a.b/(c)).", "`D`"],
        ["The ID. iPhone is no beginning. nor is this. 5 isn't. - Nor this."],
        [r"1\. Begin. 2. Go on.", "End."],
        ["a. ```B"],
    ],
)
def test_a_paragraph_is_split_into_sentences(lines: list[str]) -> None:
    """A line ends where a sentence surely does."""
    assert lines == sentences(" ".join(lines))


def test_a_long_paragraph_is_split_into_sentences() -> None:
    """Each end of a sentence counts unless it stands in a span, however many there are of both."""
    lines = ["Set `a. B`.", "See [c. D](https://example.com/)."] * 10_000

    assert lines == sentences(" ".join(lines))


@given(st.text('aB1 `[](<>)*_.!\\-#"“').map(collapsed))
def test_splitting_changes_nothing_that_is_shown(text: str) -> None:
    """Sentences joined by spaces are the paragraph, and on lines of their own mean the same."""
    lines = sentences(text)

    assert text == " ".join(lines)
    if shown_paragraphs(text) == [shown(COMMONMARK.parseInline(text)[0])]:
        assert COMMONMARK.render(text).split() == COMMONMARK.render("\n".join(lines)).split()


@pytest.mark.parametrize(
    ("spans", "markdown"),
    [
        ([Span("The "), Span("A", "code"), Span("  one.\n  It is.")], "The `A` one.\nIt is."),
        ([Span("bold ", "bold"), Span("then"), Span(" not", "emphasis")], "**bold** then *not*"),
        ([Span("( "), Span("A", "code"), Span(" )")], "(`A` )"),
        ([Span('is " '), Span("A", "code"), Span('" or " b')], 'is "`A`" or " b'),
        ([Span("Wow!"), Span("a", url="https://b.c")], r"Wow\![a](https://b.c)"),
        ([Span("a [b]", url="https://b.c/(d e)")], r"[a \[b\]](https://b.c/%28de%29)"),
        ([Span("a", url="https://b.c?d&copy;e")], "[a](https://b.c?d&amp;copy;e)"),
        ([Span("A", "code", "https://b.c")], "[`A`](https://b.c)"),
        ([Span("", url="https://b.c")], "<https://b.c>"),
        ([Span("a", url="javascript:alert(1)"), Span(" b", url="#b")], "a b"),
        ([Span("Note:", "bold"), Span("text")], "Note:text"),
        ([Span("a"), Span("-b", "bold")], "a-b"),
        ([Span("a", "bold"), Span("b", "emphasis")], "**a**b"),
        ([Span("]"), Span("(a)", "bold"), Span("b")], r"]\(a)b"),
        ([Span("1"), Span(". a")], r"1\. a"),
        ([Span("", "bold"), Span(" ", "code")], ""),
    ],
)
def test_spans_are_written_as_commonmark(spans: list[Span], markdown: str) -> None:
    """A paragraph says with CommonMark's means what its spans say, or says it plainly."""
    assert markdown == paragraph(spans)


def test_linked_code_is_no_definition() -> None:
    """Code that would begin one in brackets loses its link, and nothing else."""
    assert "`]:`" == paragraph([Span("]:", "code", "https://a.b")])
    assert "[`a]`](https://a.b)" == paragraph([Span("a]", "code", "https://a.b")])


STYLES: tuple[Style, ...] = ("text", "text", "code", "bold", "emphasis")
URLS = st.sampled_from(["", "", "https://a.b/c_d*(e)?f&amp;=[g]", "javascript:a", "#a"])
SPANS = st.lists(st.builds(Span, MARKUP, st.sampled_from(STYLES), URLS), max_size=6)


@given(SPANS)
def test_no_character_of_a_span_is_lost(spans: list[Span]) -> None:
    """Whatever spans meet, a paragraph shows their characters and no others."""
    spans = [span if span.text.strip() else span._replace(text=" a ") for span in spans]
    expected = "".join(span.text for span in spans).split()

    actual = shown_paragraphs(paragraph(spans))

    assert len(actual) == bool(spans)
    assert "".join(expected) == "".join(actual).replace(" ", "")


def test_blocks_nest() -> None:
    """Lists, quotes and code hold other blocks."""
    markdown = quote(
        blocks(["**Note:** a", "", listing(["one", blocks(["two", code_block("x\n\n\n  y")])])])
    )

    assert (
        "> **Note:** a\n>\n> - one\n>\n> - two\n>\n>   ```\n>   x\n>\n>\n>     y\n>   ```"
        == markdown
    )


def test_a_list_of_lines_is_tight() -> None:
    """Items of one paragraph stand on lines of their own, numbered if the list is."""
    assert "- a\n- b\n  c" == listing(["a", "b\nc"])
    assert "9. a\n10. b\n    c" == listing(["a", "b\nc"], start=9)


def test_a_code_block_holds_fences() -> None:
    """A fence is longer than any run of backticks in the code."""
    assert "````\n```\n````" == code_block("```\n")
