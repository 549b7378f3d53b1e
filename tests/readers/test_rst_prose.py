import html
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from boto3.docs.service import ServiceDocumenter
from boto3.session import Session
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.model.documentation import normalise
from generator.readers.boto3 import rst_doctree
from generator.readers.boto3.rst_prose import convert_simple, dedented, to_commonmark


def shown(markdown: str) -> str:
    """Return the text that a reader sees, without white space."""
    rendered = MarkdownIt("commonmark").render(markdown)
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", rendered)).split())


SIMPLE = [
    ("    The name.", "The name."),
    ("The name.\n\n    More of\n    it. And more.\n\n  ", "The name.\n\nMore of it.\nAnd more."),
    ("a ``b c``  d", "a `b c` d"),
    ("a ( ``b``) and ``Tag``s", "a (`b`) and `Tag`s"),
    ("see `A\\: b <https://a.b/c_d(e)>`__.", "see [A: b](https://a.b/c_d%28e%29)."),
    ("**Bold words** and *others*, 'a'", "**Bold words** and *others*, 'a'"),
    ("  Values:\n\n  * ``A`` - one\n   \n  * ``B`` - *two*\n  \n  End.",
     "Values:\n\n- `A` - one\n- `B` - *two*\n\nEnd."),
    ("snake_case, C:\\a and \\u00FF in ``\\u00FF``", "snake_case, C:\\a and \\u00FF in `\\u00FF`"),
    ("A &lt;b> and <b> & AT&T", "A \\&lt;b> and \\<b> & AT&T"),
    ("``a`` | b", "`a` | b"),
    ("[A b] c (_), _ and (__).", "[A b] c (\\_), _ and (\\_\\_)."),
    ("{a} and $b", "{a} and $b"),
    (".. note::\n\n  One. Two.\n\n  * a", "> **Note:** One.\n> Two.\n>\n> - a"),
    ("a\n\n.. danger::\n\n  b\n\nc", "a\n\n> **Danger:** b\n\nc"),
    ("\n  * a\n\n  .. warning::\n\n    * b\n\n    * c",
     "- a\n\n> **Warning:**\n>\n> - b\n> - c"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "markdown"), SIMPLE)
def test_simple_prose_is_converted(text: str, markdown: str) -> None:
    """Paragraphs, code, links, emphasis and flat lists are read alike by both ways."""
    fragment = dedented(normalise(text))

    assert markdown == to_commonmark(text)
    assert markdown == convert_simple(fragment)
    assert markdown == rst_doctree.convert(fragment)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (".. note::\n\n  * a\n\n    * b", "> **Note:**\n>\n> - a\n>\n>   - b"),
        (".. note::\n\n  a\n\n  .. tip::\n\n    b", "> **Note:** a\n>\n> > **Tip:** b"),
        (".. note::    This is    so.", "> **Note:** This is so."),
        ("* a\n\n  * b\n   \n  * c\n\n* d", "- a\n\n  - b\n  - c\n\n- d"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("3) a\n4) b", "3. a\n4. b"),
        ("a::\n\n  b\n    \\c ``d``\n\n    .. raw:: e\n\nf",
         "a:\n\n```\nb\n  \\c ``d``\n\n  .. raw:: e\n```\n\nf"),
        ("a:\n\n::\n\n  b", "a:\n\n```\nb\n```"),
        (":py:meth:`A.b.c` and :class:`.Stream` and :py:class:`~a.b.C`",
         "`A.b.c` and `Stream` and `C`"),
        (":ref:`the guide<a_b>` or :doc:`it <../a>`", "the guide or it"),
        (":nobody-knows:`this`", "`this`"),
        ("a `b` c", "a `b` c"),
        ("see https://a.b/c. Mail a@b.c, tag:Name.", "see <https://a.b/c>.\nMail a@b.c, tag:Name."),
        ("`<https://a.b>`__ or `a <b.html>`__ or `c`__", "<https://a.b> or a or c"),
        ("`a <https://b.c>`_ twice `a <https://b.c>`_", "[a](https://b.c) twice [a](https://b.c)"),
        ("Title\n=====\n\na", "**Title**\n\na"),
        ("=====  ===\nOne    a\n=====  ===", "One a"),
    ],
)  # fmt: skip
def test_other_prose_is_read_by_docutils(text: str, markdown: str) -> None:
    """Directives, nested lists, roles and blocks of code are converted by way of docutils."""
    assert convert_simple(text) is None
    assert markdown == to_commonmark(text)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("any *.png or *nix", r"any \*.png or \*nix"),
        ("the **Yes **in a column", "the **Yes** in a column"),
        ("**All queues:**Use it", "**All queues:** Use it"),
        ("``a ``is, ``b``=``c`` and ``d", r"`a` is, `b`=`c` and \`\`d"),
        ("the `one and |two and [3]_ and four_", r"the \`one and |two and [3]_ and four_"),
        (r"^[\w.\-\\]*$ or \* or \d+", r"^[\w.\\-\\\\]\*$ or * or \d+"),
        ("a\n    b\n\n c", "a b\n\nc"),
        ("  a\n\nb\n      c", "a\n\nb c"),
        ("* a\nb", "- a\n\nb"),
        ("A. Einstein", "A. Einstein"),
        ("i. e. this", "i. e. this"),
        ("* - .", r"- \- ."),
        ("* * (all)", r"- \* (all)"),
        ("-1 is all", "-1 is all"),
        ("a\n\n--\n\nb", "a\n\n\\--\n\nb"),
        ("Foo\n---\n\n* Bar\n  ---", "**Foo**\n\n- Bar ---"),
        ("+---+\n| a |\n+---+", "| a |"),
        (".. note::", ".. note::"),
        (".. a comment", "a comment"),
        (".. .. include:: a", "a"),
        (".. a:: .. b:: c", "c"),
        ("..", ""),
        (".. [1] a\n.. _b: c", r"[1] a \_b: c"),
        (".. versionadded:: 1.2\n   Since then.", "1.2 Since then."),
        (".. image:: a.png\n   :alt: b", "a.png :alt: b"),
        ("", ""),
    ],
)
def test_broken_markup_is_kept_as_text(text: str, markdown: str) -> None:
    """What is no RST, or not in this place, keeps its words."""
    assert markdown == to_commonmark(text)


@pytest.mark.parametrize(
    "directive",
    ["include:: {}", "literalinclude:: {}", "raw:: html\n   :file: {}",
     "csv-table::\n   :file: {}", "figure:: {}\n   :figwidth: image"],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "* ", "1. ", ":a: ", "a\n  ", "| ", ".. ", ".. a:: "])
def test_no_file_is_read(prefix: str, directive: str, tmp_path: Path) -> None:
    """A page can't pull a file into the documentation."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")

    assert "words" not in to_commonmark(f"{prefix}.. {directive.format(secret)}")


def test_one_text_does_not_change_how_another_is_read() -> None:
    """Roles and substitutions that a text defines end with it, or never begin."""
    to_commonmark(
        ".. default-role:: math\n\n.. role:: x(raw)\n   :format: html\n\n* .. default-role:: math"
    )

    assert "`a` and `b`" == to_commonmark("`a` and :x:`b`")


def test_docutils_stays_unimported_for_simple_prose() -> None:
    """Reading simple prose costs no import of docutils."""
    program = (
        "import sys\n"
        "from generator.readers.boto3.rst_prose import to_commonmark\n"
        "to_commonmark('\\n  The ``A``.\\n\\n  * b')\n"
        "sys.exit('docutils' in sys.modules)\n"
    )

    assert 0 == subprocess.run([sys.executable, "-c", program], check=False).returncode


# --- any text -----------------------------------------------------------------------------------

INLINE = [
    "a",
    "b",
    "Cd",
    " ",
    " ",
    "(_)",
    ", ",
    "*",
    "**",
    "`",
    "``",
    "_",
    "__",
    "|",
    "\\",
    "(",
    "[",
    "]_",
    ".",
]
LINES = [
    "\n",
    "\n",
    "\n\n",
    "\n  ",
    "\n    ",
    "\n* ",
    "\n  * ",
    "\n- ",
    "\n.. ",
    "\n===\n",
    "\n--\n",
    "\nA. ",
    "\n| ",
    "\n>>> ",
    "\n-a  ",
    "\n/A  ",
    "\n= ==\n",
    "\n+-+\n",
    " (b)::\n\n  ",
    "\n__ ",
    "\n.. note::",
    "\n\n.. note::\n\n  ",
    "\n\n  * ",
]
RST = st.lists(st.sampled_from(INLINE + LINES)).map("".join)
UNSAFE = [
    "::",
    ":",
    "<",
    ">",
    ".. note:: ",
    ":a:`",
    "`__",
    "https://a",
    "1. ",
    "\t",
    "\x00",
    "\u2028",
    ".. include:: ",
]
ANY = st.text() | st.lists(st.sampled_from(INLINE + LINES + UNSAFE)).map("".join)


@given(ANY)
def test_any_text_is_converted(text: str) -> None:
    """Nothing raises, prints or leaves control characters; both ways agree where both can read."""
    fragment = dedented(normalise(text))
    simple = convert_simple(fragment)

    markdown = to_commonmark(text)

    assert markdown == normalise(markdown)
    assert simple is None or simple == rst_doctree.convert(fragment)


@given(RST)
def test_no_letter_is_lost(text: str) -> None:
    """However broken the markup is, its letters are shown, and in their order."""
    letters = re.sub("note|[^A-Za-z]", "", text)

    assert letters == re.sub("[Nn]ote|[^A-Za-z]", "", shown(to_commonmark(text)))


WORDS = st.lists(st.text("abc.,;xyz'éЖ").map("w{}".format), min_size=1).map(" ".join)


@given(st.lists(WORDS, min_size=1))
def test_words_without_markup_are_kept(paragraphs: list[str]) -> None:
    """Paragraphs without markup show their text and nothing else."""
    assert "".join("".join(paragraphs).split()) == shown(to_commonmark("\n\n".join(paragraphs)))


def test_depth_is_no_danger(capfd: pytest.CaptureFixture[str]) -> None:
    """Text nested deeper than any parser goes is still text."""
    deep = "\n\n".join(f"{'  ' * depth}* a{depth}" for depth in range(400))

    markdown = to_commonmark(deep)

    assert all(f"a{depth}" in markdown for depth in range(400))
    assert ("", "") == capfd.readouterr()


# --- real texts ---------------------------------------------------------------------------------

MEMBER = re.compile(
    r"( *)(?:- (?:\*\*\w+\*\* )?\*\(.*?\) --\*|:param \w+:)(?: \*\*\[REQUIRED\]\*\*)? ?(.*)"
)


def descriptions(page: str) -> Iterator[list[str]]:
    """Yield the lines below each member of a page, up to the next or to the end of their block."""
    lines = page.split("\n")
    for number, line in enumerate(lines, 1):
        if member := MEMBER.fullmatch(line):
            below = [member[2]]
            for following in lines[number:]:
                margin = len(following) - len(following.lstrip())
                if MEMBER.fullmatch(following) or (following.strip() and margin <= len(member[1])):
                    break
                below.append(following)
            if any(map(str.strip, below)):
                yield below


@pytest.fixture(scope="module")
def real_texts(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the different descriptions of members on some of boto3's pages, dedented."""
    folder = tmp_path_factory.mktemp("pages")
    session = Session("key", "secret", region_name="us-east-1")
    for service in ("sqs", "kms", "organizations"):
        documenter = ServiceDocumenter(service, session, str(folder))  # type: ignore[arg-type] # boto3's session, whatever its stubs say
        documenter.document_service()
    pages = sorted(folder.rglob("*.rst"))
    found = {
        dedented(normalise("\n".join(lines)))
        for page in pages
        for lines in descriptions(page.read_text(encoding="utf-8"))
    }
    return sorted(found)


def test_both_ways_agree_on_real_texts(real_texts: list[str]) -> None:
    """Of boto3's pages, most is simple, and is read as docutils reads it."""
    simple = {
        text: markdown for text in real_texts if (markdown := convert_simple(text)) is not None
    }

    assert len(simple) > 500
    assert len(simple) > 0.8 * len(real_texts)
    assert {text: rst_doctree.convert(text) for text in simple} == simple


def words(text: str) -> set[str]:
    """Return the words and numbers of a text."""
    return set(re.findall("[A-Za-z0-9]+", text))


def test_no_word_of_a_real_text_is_lost(real_texts: list[str]) -> None:
    """All words of boto3's pages stay, but for names of directives and roles, and dead targets."""
    for text in real_texts:
        markdown = to_commonmark(text)
        source = re.sub(r"\.\. \w+::|:[\w:]+:(?=`)|<(?!http)[^>]*>`__", "", text)

        assert not words(source) - words(markdown)
