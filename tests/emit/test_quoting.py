import ast
import io
import tokenize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.black_check import assert_black_leaves

from generator.emit.quoting import Code, code, comment, docstring, joined, literal
from generator.model.names import Identifier

HOSTILE = (
    "'",
    '"',
    '"""',
    "'''",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\x00",
    "\x0c",
    "\x1f",
    "\x85",
    "\u2028",
    "\u202e",
    "\ud800",
    "\U0001f600",
    "\\N{DASH}",
    "\\xAB",
    "{{ x }}",
    "{% raw %}",
    "{}",
    "%s",
    "#",
    "__import__('os')",
    "- ",
    "1. ",
    "```\n",
    "  ",
    "word " * 20,
)
TEXTS = st.lists(
    st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=()), max_size=9)),
    max_size=12,
).map("".join)


# Code.


def test_code_is_made_of_code_and_identifiers() -> None:
    """A template is filled with source, and the braces of that are nobody's business."""
    filled = code("{}: {{}} = {}", Identifier("name"), Code("{}"))

    assert Code("name: {} = {}") == filled
    assert isinstance(filled, Code)
    assert isinstance(joined(", ", [filled, Identifier("x")]), Code)


@pytest.mark.parametrize("text", ["x", "", "import os"])
def test_code_refuses_mere_text(text: str) -> None:
    """A text that is not marked as source is refused wherever source is put together."""
    with pytest.raises(TypeError, match="neither Code nor an Identifier"):
        code("{}", text)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError, match="neither Code nor an Identifier"):
        joined("", [text])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    "made",
    [
        Code("a") + "b",
        Code("a").upper(),
        f"{Code('a')}",
        Code("a")[:1],
        Code("{}").format("b"),
        Code(",").join(["a"]),
        Identifier("a") + "b",
    ],
)
def test_whatever_is_done_to_code_gives_mere_text(made: str) -> None:
    """The operations of `str` lose the mark, so that nothing unquoted gets in by them."""
    assert type(made) is str


# Literals.


@given(TEXTS)
def test_literal_has_the_text_as_its_value(text: str) -> None:
    """Any text comes back from its literal."""
    assert text == ast.literal_eval(literal(text))


@given(TEXTS)
def test_literal_is_one_line_that_black_leaves(text: str) -> None:
    """A literal is printable ASCII, in the quotes that black prefers."""
    written = literal(text)

    assert written.isascii()
    assert written.isprintable()
    assert_black_leaves(f"value = {written}\n", line_length=len(written) + 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", '""'),
        ("plain", '"plain"'),
        ("it's", '"it\'s"'),
        ('say "yes"', "'say \"yes\"'"),
        ("'\"", '"\'\\""'),
        ("a\\b", r'"a\\b"'),
        ("\n\r\t\0", r'"\n\r\t\x00"'),
        ("é\u2028\ud800\U0001f600", r'"\xe9\u2028\ud800\U0001f600"'),
        ("{{ x }}", '"{{ x }}"'),
    ],
)
def test_literal_reads_well(text: str, expected: str) -> None:
    """Double quotes are the rule, and no more is escaped than has to be."""
    assert expected == literal(text)


# Docstrings.


@given(TEXTS, st.sampled_from([0, 4, 8]))
@example('ends with "quotes"', 4)
@example("\\", 4)
@example('\\"', 4)
@example('"', 4)
@example("first\n  all indented\n  alike", 4)
@example("word " * 17 + "1.", 0)
def test_docstring_says_what_the_text_says(text: str, indent: int) -> None:
    """Any text becomes one string with the same words in the same order."""
    written = docstring(text, indent)

    tree = ast.parse(written.lstrip(" "))
    if not text.split():
        assert Code() == written
    else:
        (statement,) = tree.body
        assert isinstance(statement, ast.Expr)
        assert text.split() == ast.literal_eval(statement.value).split()


@given(TEXTS)
@example('"')
@example("\\")
@example("a\\ \nb")
@example("word " * 17 + "word")
@example('"' + "word " * 17)
@example("x" * 83)
@example("first\n\n    code\n      more")
def test_black_leaves_docstrings(text: str) -> None:
    """Black finds nothing to do in the docstring of a module, class or method, or of a name."""
    outer, inner, innermost = (docstring(text, indent) for indent in (0, 4, 8))
    if not outer:
        return
    assert_black_leaves(f"{outer}\n")
    assert_black_leaves(
        f"class Example:\n{inner}\n\n    name: str\n{inner}\n\n"
        f"    def method(self):\n{innermost}\n        return 1\n"
    )


@given(TEXTS)
def test_docstrings_show_all_that_they_hold(text: str) -> None:
    """Nothing invisible stands in a docstring, and no space ends a line."""
    lines = docstring(text, 4).split("\n")

    assert not [line for line in lines if line != line.rstrip()]
    assert not [line for line in lines if set(line) & set("\x00\x0c\x1f\x85\u2028\u202e\ud800")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.", '    """One."""'),
        (' \n "One" ', '    """ "One" """'),
        (r"C:\temp", r'    r"""C:\temp"""'),
        ("C:\\", '    """C:\\\\"""'),
        ('\\d """', '    """\\\\d \\"\\"\\" """'),
        ("a\0b", '    """a\\x00b"""'),
        ("é — \U0001f600", '    """é — \U0001f600"""'),
        ("One.\nTwo.", '    """One.\n    Two.\n    """'),
        ("One.\n\n\n- a\n  b\n", '    """One.\n\n\n    - a\n      b\n    """'),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen.",
            (
                '    """one two three four five six seven eight nine ten eleven twelve thirteen\n'
                '    fourteen.\n    """'
            ),
        ),
        (
            (
                "- one two three four five six seven eight nine ten eleven twelve thirteen "
                "fourteen\n- two"
            ),
            (
                '    """- one two three four five six seven eight nine ten eleven twelve thirteen\n'
                '      fourteen\n    - two\n    """'
            ),
        ),
        (
            "One.\n\n```\n" + "word " * 18 + "\n```",
            '    """One.\n\n    ```\n    ' + ("word " * 18).strip() + '\n    ```\n    """',
        ),
    ],
)
def test_docstring_reads_well(text: str, expected: str) -> None:
    """A docstring is laid out as one that was written by hand."""
    assert expected == docstring(text, 4)


@pytest.mark.parametrize("start", ["-", "+", "1.", "10)", "#", "==", ">", "```"])
def test_docstring_wraps_no_line_into_markup(start: str) -> None:
    """A line is not broken in front of what would begin a block there."""
    texts = [f"{'x' * width} {start} y {'z' * 20}" for width in range(50, 90)]

    lines = [line for text in texts for line in docstring(text, 4).split("\n")]

    assert not [line for line in lines if line.strip().startswith(start)]


# Comments.


@given(TEXTS)
def test_comment_is_a_comment_and_no_directive(text: str) -> None:
    """Any text becomes one comment, without what directives need."""
    written = comment(text)

    tokens = list(tokenize.generate_tokens(io.StringIO(f"{written}\n").readline))
    assert [written] == [token.string for token in tokens if token.type == tokenize.COMMENT]
    assert not set(written[1:]) & set('#:;=\\"')
    assert_black_leaves(f"{written}\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- boto3-rst/client/list_jobs", "# - boto3-rst/client/list_jobs"),
        ("type: ignore", "# type%3A ignore"),
        ("-*- coding=utf-7 -*-", "# -%2A- coding%3Dutf-7 -%2A-"),
        ("a\nimport os", "# a%0Aimport os"),
        ("é", "# %C3%A9"),
        (" ", "#"),
    ],
)
def test_comment_shows_what_it_can(text: str, expected: str) -> None:
    """Plain words stay; the rest is written as in a URL."""
    assert expected == comment(text)
