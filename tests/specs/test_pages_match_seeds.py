"""The committed pages have the layout of real ones, and none of their prose."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

SPECS = Path(__file__).parents[2] / "specs"

PAGES = {
    "000": "cleanroomsml/pages/paginator-ListAudienceExportJobs.rst",
    "001": "cleanroomsml/pages/API_StartAudienceExportJob.txt",
    "002": "dataexchange/pages/paginator-ListJobs.txt",
    "003": "pinpoint/pages/client-get_segment_export_jobs.rst",
    "004": "discovery/pages/paginator-DescribeExportTasks.rst",
}

HEADING = (
    r"(?:Request|Response)\ Syntax|URI\ Request\ Parameters|Request\ Body"
    r"|Response\ (?:Structure|Elements)|Errors|Exceptions|See\ Also"
)

LAYOUT = re.compile(
    rf"""
      {HEADING} | \*\*(?:{HEADING})\*\*
    | [\w.]+                                        # a title, a member, an error; a stray full stop
    | \*+                                           # the line above or below an RST title
    | \w+\ -\ AWS\ .+                               # an API Reference page's title in the browser
    | \.\.\ py:\w+::\ .+ | :: | :(?:doc|type|param|rtype|returns)\b.+
    | paginator\ =\ .+ | (?:\(\*\*kwargs\))?¶.+
    | -\ (?:\*\*\w+\*\*\ )?\*\(\w+\)\ --\*(?:\ \*\*\[REQUIRED\]\*\*)?
    | (?:\w+\ )?\(\w+\)\ --(?:\ \[REQUIRED\])?
    | \*\ +:py:class:`[\w.]+`
    | (?:Type|Required|Length\ Constraints|Pattern|HTTP\ Status\ Code):\ .+
    | (?:GET|HEAD|POST|PUT|PATCH|DELETE)\ /.+ | HTTP/1\.1\ \d+
    # What follows is what the documenters write on every page.
    | Creates\ an\ iterator\ that\ will\ paginate\ through\ responses\ from\ .+ | See\ also:\ .+
    | A\ dictionary\ that\ provides\ parameters\ to\ control\ pagination\.
    | The\ total\ number\ of\ items\ to\ return\..+ | will\ be\ provided\ in\ the\ output\ .+
    | The\ size\ of\ each\ page\. | A\ token\ to\ resume\ pagination\.
    | A\ token\ to\ specify\ where\ to\ start\ paginating\..+ | from\ a\ previous\ response\.
    | The\ request\ does\ not\ use\ any\ URI\ parameters\.
    | The\ request\ accepts\ the\ following\ data\ in\ JSON\ format\.
    | If\ the\ action\ is\ successful,\ the\ service\ sends\ back\ .+
    | For\ information\ about\ the\ errors\ that\ are\ common\ to\ all\ actions,\ .+
    | For\ more\ information\ about\ using\ this\ API\ in\ one\ of\ the\ language-specific\ .+
    """,
    re.VERBOSE,
)

LISTED = re.compile(r"(?P<before>\s*\* ``[^`]+`` - )(?P<prose>.*\S)(?P<after>\s*)")
PROSE = re.compile(r"(?P<before>\s*)(?P<prose>\S(?:.*\S)?)(?P<after>\s*)")

MARKUP = re.compile(r"``[^`]+``|\*\*[^*]+\*\*|`[^`<]+<[^>]+>`__?")
FACT = re.compile(r"\b(?:[A-Z]{2,}|\w*\d\w*)\b")


class Line(NamedTuple):
    """One line of a page: layout, prose if there is any, layout again."""

    before: str
    prose: str = ""
    after: str = ""


def split_prose(text: str) -> Iterator[Line]:
    """Tell the prose of each line from its layout, by the shape of the lines alone."""
    depth = 0
    for line in text.split("\n"):
        content = line.strip()
        in_syntax = depth > 0 or content.endswith(("(", "[", "{"))
        if in_syntax:
            depth += content.endswith(("(", "[", "{")) - content.startswith((")", "]", "}"))
        if in_syntax or not content or LAYOUT.fullmatch(content):
            yield Line(line)
        else:
            match = LISTED.fullmatch(line) or PROSE.fullmatch(line)
            assert match is not None
            yield Line(**match.groupdict())


def strip_prose(text: str) -> str:
    """Put the same mark in place of every piece of prose; all white space stays."""
    return "\n".join(
        f"{before}{prose and '<prose>'}{after}" for before, prose, after in split_prose(text)
    )


def prose_of(text: str) -> list[str]:
    """Return the pieces of prose in the order of the page."""
    return [line.prose for line in split_prose(text) if line.prose]


def read(path: Path) -> str:
    """Read a page without touching its line ends."""
    return path.read_bytes().decode()


@pytest.fixture(params=PAGES)
def pair(request: pytest.FixtureRequest, shared: Path) -> tuple[str, str]:
    """Return the text of a seed and of the page written after it."""
    number: str = request.param
    [seed] = (shared / "seeds").glob(f"{number}_*.txt")
    return read(seed), read(SPECS / PAGES[number])


def test_page_has_the_layout_of_its_seed(pair: tuple[str, str]) -> None:
    """With the prose stripped, page and seed are the same, byte for byte."""
    seed, page = pair

    assert strip_prose(seed) == strip_prose(page)


def test_page_copies_no_sentence(pair: tuple[str, str]) -> None:
    """No sentence of the seed's prose that has more than four words stands in the page."""
    seed, page = pair
    sentences = [
        sentence
        for prose in prose_of(seed)
        for sentence in (prose, *re.split(r"(?<=\.)\s+", prose))
        if len(sentence.split()) > 4
    ]
    copied = [sentence for sentence in sentences if sentence in page]

    assert sentences
    assert not copied


def test_descriptions_keep_their_markup(pair: tuple[str, str]) -> None:
    """Each description has the literals, strong words and links of the seed's, in their order."""
    seed, page = pair

    expected = [MARKUP.findall(prose) for prose in prose_of(seed)]
    actual = [MARKUP.findall(prose) for prose in prose_of(page)]

    assert expected == actual


def test_descriptions_keep_their_facts(pair: tuple[str, str]) -> None:
    """Each description has the numbers and the acronyms of the seed's."""
    seed, page = pair

    expected = [set(FACT.findall(prose)) for prose in prose_of(seed)]
    actual = [set(FACT.findall(prose)) for prose in prose_of(page)]

    assert expected == actual


@pytest.mark.parametrize(
    "layout",
    [
        "",
        "    ",
        "  **Request Syntax**",
        "Response Elements",
        "*****",
        "ListThings",
        "ListThings - AWS Things",
        ":doc:`Things <../../things>` / Client / list_things",
        "  .. py:method:: paginate(**kwargs)",
        "    :param Name: **[REQUIRED]** ",
        "  - **Name** *(string) --* **[REQUIRED]** ",
        "  - *(dict) --* ",
        "Name (string) --",
        "(dict) --",
        "  *   :py:class:`Things.Client.exceptions.NotFound`",
        "Length Constraints: Minimum length of 1. Maximum length of 63.",
        "HTTP Status Code: 404",
        "POST /things HTTP/1.1 Content-type: application/json { }",
        "The size of each page.",
        "A token to resume pagination.",
        "response = client.list_things(\n    Name='some prose in a literal',\n    More=[\n    ]\n)",
    ],
)
def test_layout_is_not_stripped(layout: str) -> None:
    """What a documenter writes by itself stays as it is."""
    assert layout == strip_prose(layout)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("  <prose> ", "  Names the thing. "),
        ("<prose>", "ID of the thing"),
        ("<prose>", "``Name`` is required."),
        ("  * ``Name`` - <prose>", "  * ``Name`` - how the thing is called"),
        ("things(\n)\n<prose>", "things(\n)\nNames the thing."),
        ("Errors\n\n<prose>", "Errors\n\nThe thing has gone."),
        ("<prose>\n<prose>", "Olá, leitor\n© 2025, ninguém"),
    ],
)
def test_prose_is_stripped(expected: str, text: str) -> None:
    """Prose gives way to the mark, and its white space and list markup stay."""
    assert expected == strip_prose(text)
