"""Tests of prose in Markdown as documentation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documentation import Span
from generator.readers.apiref import markdown_prose

PARSER = markdown_prose.parser()

BLOCKS = {
    "sentences": ("One\nline. Two\nlines.", "One line.\nTwo lines."),
    "styles": ("A **b** with *c* and `d`.", "A **b** with *c* and `d`."),
    "styles in styles": ("**a *b* `c`**", "**a b** `c`"),
    "emphasis in words": ("a_b_c and _d_", "a_b_c and *d*"),
    "escapes": (r"C\+\+ and \*so\* on", "C++ and \\*so\\* on"),
    "link": ("[a `b`](https://c.d/e)", "[a b](https://c.d/e)"),
    "link of code": ("[`b`](https://c.d/e)", "[`b`](https://c.d/e)"),
    "link of the page": ("See [a\\\nb](../c.md#d).", "See a b."),
    "line break": ("one.<br />Two.", "one.\nTwo."),
    "anchor": ('<a name="x"></a>\nText', "Text"),
    "only an anchor": ('<a name="x"></a>', None),
    "bullets": ("+ a\n+ b\n  + c", "- a\n\n- b\n\n  - c"),
    "numbers": ("3. a\n4. b", "3. a\n4. b"),
    "title of a note": ("###### Note\n\nText.", "**Note**\n\nText."),
    "quote": ("> a\n>\n> b", "> a\n>\n> b"),
    "code": ("```json\n\n{ `a` }\n```", "```\n{ `a` }\n```"),
    "indented code": ("    a\n    b", "```\na\nb\n```"),
    "table": ("| a | b |\n| --- |--- |\n| `c \\| d` | e |", "- a | b\n- `c | d` | e"),
    "rule": ("a\n\n---\n\nb", "a\n\nb"),
    "braces": ("`{{a}}`", "`{{a}}`"),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("text", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_converts_blocks(text: str, expected: str | None) -> None:
    """Each kind of block becomes what says the same in documentation."""
    assert markdown_prose.to_commonmark(PARSER.parse(text)) == expected


@pytest.mark.parametrize(("text", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_documentation_stays_the_same(text: str, expected: str | None) -> None:
    """What was converted once is converted to itself."""
    again = markdown_prose.to_commonmark(PARSER.parse(expected or ""))

    assert again == expected, text


def test_unmarks_placeholders_where_the_page_marks_them() -> None:
    """Of `{{name}}`, which marks a placeholder in what AWS serves, the name stays."""
    tokens = PARSER.parse("At `s3://{{bucket-name}}/{a}` and {{b}}, not {{}}.")

    expected = "At `s3://bucket-name/{a}` and b, not {{}}."
    assert markdown_prose.to_commonmark(tokens, placeholders=True) == expected


@given(st.text("a *_`[]()<>&;!\\\n#-1.~|{}\"'", max_size=40))
def test_lines_are_parsed_the_same_when_they_are_wanted(text: str) -> None:
    """What is parsed in two steps is what the parser makes of it in one."""
    parser = markdown_prose.Parser()

    tokens = parser.parse_blocks(text)
    parser.parse_lines(tokens)
    assert [one.as_dict() for one in PARSER.parse(text)] == [one.as_dict() for one in tokens]


def test_returns_spans_of_an_inline_token() -> None:
    """The text of a heading or a cell can be had in runs, and without any markup."""
    inline = PARSER.parse("# A `b` [c](https://d.e)")[1]

    spans = [span for span in markdown_prose.spans(inline) if span.text]
    expected = [Span("A "), Span("b", "code"), Span(" "), Span("c", url="https://d.e")]
    assert spans == expected
    assert markdown_prose.text_of(inline) == "A b c"
