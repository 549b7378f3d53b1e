"""Prose in HTML becomes documentation."""

import pytest

from generator.readers import html_tree
from generator.readers.boto3.html_prose import to_commonmark


def converted(text: str) -> str | None:
    """Convert a fragment of a page."""
    body = html_tree.parse(text).css_first("body")
    assert body is not None
    return to_commonmark(html_tree.blocks(body))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Text. More\ntext.</p>", "Text.\nMore text."),
        ("<p>A&nbsp;b\u200b c &lt;d&gt;</p>", "A b c \\<d>"),
        ("<p>One.</p>\n<!-- x --><p></p>\n<p>Two.</p>", "One.\n\nTwo."),
        ('<p>A <code><span class="pre">b</span> <span>c</span></code>.</p>', "A `b c`."),
        ("<p>A <cite>b</cite>.</p>", "A `b`."),
        ("<p>A <strong>b</strong> <em>c</em> *d*</p>", "A **b** *c* \\*d\\*"),
        ('<p><a class="reference external" href="https://x.y/">A</a></p>', "[A](https://x.y/)"),
        ('<p><a class="reference internal" href="../b.html">A</a></p>', "A"),
        ('<p>A<a class="headerlink" href="#a">¶</a></p>', "A"),
        ('<p><a class="external" href="javascript:alert(1)">A</a></p>', "A"),
        ("<ul><li><p>A</p></li><li><p>B</p></li></ul>", "- A\n- B"),
        ('<ol start="3"><li><p>A</p></li><li>B</li></ol>', "3. A\n4. B"),
        ('<ol start="x"><li>A</li></ol>', "1. A"),
        ("<ul><li><p>A</p><ul><li><p>B</p></li></ul></li></ul>", "- A\n\n  - B"),
        ("<blockquote><div><p>A</p></div></blockquote>", "A"),
        (
            '<div class="highlight-default"><pre><span></span>a\n  b\n</pre></div>',
            "```\na\n  b\n```",
        ),
        ("<dl><dt>Term</dt><dd><p>says this.</p></dd></dl>", "Term says this."),
        (
            "<dl><dt>Text.</dt><dd><blockquote><div><p>More.</p></div></blockquote></dd></dl>",
            "Text.\n\nMore.",
        ),
        ('<p class="rubric">Title</p><h2>Other</h2>', "**Title**\n\n**Other**"),
        ("Bare text", "Bare text"),
        ("<p>A<br>b</p>", "A b"),
        ("<p></p>", None),
    ],
)
def test_markup(text: str, expected: str | None) -> None:
    """What markup means is kept, what it merely looks like goes."""
    assert expected == converted(text)


def test_an_admonition() -> None:
    """A note is a quote that begins with its title."""
    text = (
        '<div class="admonition note"><p class="admonition-title">Note</p><p>A.</p><p>B.</p></div>'
    )

    assert converted(text) == "> **Note:** A.\n>\n> B."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p>The <a href="#id1"><span>``</span></a>Id``s of it</p>', "The `Id`s of it"),
        ("<p>The <code>A``set to ``B</code>.</p>", "The `A`set to `B`."),
        ('<p><a href="#id1"><span>**</span></a>A: **Use it.</p>', "**A:** Use it."),
        (
            (
                '<p>At <a href="#id1"><span>``</span></a><a class="external" href="https://x.y/">'
                'https://x.y/</a> <a href="#id2"><span>``</span></a>.</p>'
            ),
            "At `https://x.y/` .",
        ),
    ],
)
def test_markup_that_sphinx_left_as_text(text: str, expected: str) -> None:
    """What touches a word is no markup to Sphinx, and was meant as such all the same."""
    assert expected == converted(text)
