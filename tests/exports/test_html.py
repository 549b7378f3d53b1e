"""From the model's CommonMark to botocore's HTML."""

import pytest

from generator.exports.html import to_html
from generator.model.documentation import escape


@pytest.mark.parametrize(
    ("documentation", "html"),
    [
        ("One.\nTwo.", "<p>One. Two.</p>"),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("`a < b` **c** *d*", "<p><code>a &lt; b</code> <b>c</b> <i>d</i></p>"),
        (
            "[the *page*](https://a.b/?c=d&e)",
            '<p><a href="https://a.b/?c=d&amp;e">the <i>page</i></a></p>',
        ),
        ("<https://a.b>", '<p><a href="https://a.b">https://a.b</a></p>'),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("1. a\n2. b", "<ol><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("```\na\n  <b>\n```", "<pre>a\n  &lt;b&gt;\n</pre>"),
        ("> **Note:** a\n>\n> b", "<note><p>a</p><p>b</p></note>"),
        ("> **Important:** a", "<important><p>a</p></important>"),
        ("> **Warning:** a", "<important><p>a</p></important>"),
        ("> **Danger:** a", "<danger><p>a</p></danger>"),
        ("> **Never** a", "<blockquote><p><b>Never</b> a</p></blockquote>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("![a](b.png)", "<p>a</p>"),
        ("a\\\nb", "<p>a<br/>b</p>"),
    ],
)
def test_markup(documentation: str, html: str) -> None:
    """Each construct of the model's subset becomes the element that botocore has for it."""
    assert to_html(documentation) == html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<!-- a -->", "a <b> c & d &lt;"])
def test_text_never_becomes_markup(text: str) -> None:
    """What a page says in words stays words, escaped or not."""
    for written in (text, escape(text)):
        assert "<" not in to_html(written).removeprefix("<p>").removesuffix("</p>")


def test_links_run_nothing() -> None:
    """A link that would run a script is no link."""
    assert "href" not in to_html("[a](javascript:alert(1))")
