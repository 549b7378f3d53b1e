"""The committed pages of API References state what real ones do, in other words."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

SPECS = Path(__file__).parents[2] / "specs"

ORIGINALS = {
    "cleanroomsml": "apiref-official-markdown/cleanroomsml",
    "dataexchange": "apiref-official-markdown/dataexchange",
    "discovery": "apiref-official-markdown/discovery",
    "pinpoint": "apiref-resource-markdown/pinpoint",
}

LABEL = (
    r"Type|Required|Pattern|Valid\ Values|Valid\ Range|Length\ Constraints|Array\ Members"
    r"|Map\ Entries|(?:Key|Value)\ (?:Length\ Constraints|Pattern)|HTTP\ Status\ Code"
)

LAYOUT = re.compile(
    rf"""
      \#+\ .+ | <a\ name="[^"]+"></a>               # a heading and its anchor
    | \ \*\*\ .+\ \*\*(?:\ +<a\ name="[^"]+"></a>)? # a member, an error
    | (?:{LABEL}):\ .+
    | \*\*(?:Note|Important|(?:Path|Query|Header)\ parameters|Responses)\*\*
    | \*\*Operation\ ID:\*\*\ `\w+` | `/v1/\S+`
    | \|\ ---.* | \|\ (?:Name|Property|Status\ code)\ \|.*
    | \+\ +\[.+\]\((?:https://docs\.aws\.amazon\.com)?/goto/[\w/.-]+\)
    # What follows is what the documenters write on every page.
    | This\ data\ type\ is\ a\ UNION,\ so\ only\ one\ of\ the\ following\ members\ can\ be\ .+
    | \ \*\*Note:\ \*\*This\ object\ is\ a\ Union\.\ Only\ one\ member\ of\ this\ object\ can\ .+
    | The\ request\ (?:uses\ the\ following|does\ not\ use\ any)\ URI\ parameters\.
    | The\ request\ does\ not\ have\ a\ request\ body\.
    | The\ request\ accepts\ the\ following\ data\ in\ JSON\ format\.
    | If\ the\ action\ is\ successful,\ the\ service\ sends\ back\ .+
    | The\ following\ data\ is\ returned\ in\ JSON\ format\ by\ the\ service\.
    | For\ information\ about\ the\ \w+\ that\ are\ common\ to\ all\ actions,\ see\ .+
    | For\ more\ information\ about\ using\ this\ API\ in\ one\ of\ the\ language-specific\ .+
    """,
    re.VERBOSE,
)

ROW = re.compile(r"(?P<before>\| (?:.+ (?<!\\)\| )?)(?P<prose>.+)(?P<after> \|)")
PROSE = re.compile(r"(?P<before>\s*(?:\+  `\w+` - )?)(?P<prose>\S.*)(?P<after>)")

MARKUP = re.compile(r"`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\)")
FACT = re.compile(r"\b(?:[A-Z]{2,}|\w*\d\w*)\b|\(\w+(?:Exception|Error)\)")


class Line(NamedTuple):
    """One line of a page: layout, prose if there is any, layout again."""

    before: str
    prose: str = ""
    after: str = ""


def split_prose(text: str) -> Iterator[Line]:
    """Tell the prose of each line from its layout, by the shape of the lines alone."""
    verbatim = ""
    for line in text.split("\n"):
        fence = line if line in {"---", "```"} else ""
        if verbatim or fence or not line.strip() or LAYOUT.fullmatch(line):
            yield Line(line)
        else:
            match = ROW.fullmatch(line) or PROSE.fullmatch(line)
            assert match is not None
            yield Line(**match.groupdict())
        if fence:
            verbatim = "" if verbatim == fence else verbatim or fence


def prose_of(text: str) -> list[str]:
    """Return the pieces of prose in the order of the page."""
    return [line.prose for line in split_prose(text) if line.prose]


def strip_prose(text: str) -> list[str]:
    """Return the lines with the same mark in place of every piece of prose."""
    return [f"{one.before}{one.prose and '<prose>'}{one.after}" for one in split_prose(text)]


def pages_of(service: str) -> dict[str, str]:
    """Return the committed pages of a service by name."""
    return read(SPECS / service / "pages/api-reference")


def read(folder: Path) -> dict[str, str]:
    """Return the pages in a folder by name, without touching their line ends."""
    return {
        page.name: page.read_bytes().decode()
        for page in sorted(folder.glob("*.md"))
        if page.name != "README.md"
    }


@pytest.fixture(params=ORIGINALS)
def pairs(request: pytest.FixtureRequest, shared: Path) -> list[tuple[str, str]]:
    """Return each real page of a service with the page written after it."""
    service: str = request.param
    originals, pages = read(shared / "corpus" / ORIGINALS[service]), pages_of(service)
    assert originals.keys() == pages.keys()
    assert pages
    return [(original, pages[name]) for name, original in originals.items()]


def test_pages_state_the_facts_of_real_ones(pairs: list[tuple[str, str]]) -> None:
    """With the prose stripped, the two are the same, byte for byte."""
    for original, page in pairs:
        assert strip_prose(original) == strip_prose(page)


def test_pages_copy_no_sentence(pairs: list[tuple[str, str]]) -> None:
    """No piece of prose is kept, nor any sentence that has more than four words."""
    for original, page in pairs:
        written = prose_of(page)
        sentences = [
            sentence
            for prose in prose_of(original)
            for sentence in re.split(r"(?<=[.:;])\s+", prose)
            if len(sentence.split()) > 4
        ]

        assert [] == [
            old for old, new in zip(prose_of(original), written, strict=True) if old == new
        ]
        assert [] == [sentence for sentence in sentences if any(sentence in new for new in written)]


@pytest.mark.parametrize("what", [MARKUP, FACT], ids=["markup", "facts"])
def test_descriptions_keep_what_is_no_wording(
    pairs: list[tuple[str, str]], what: re.Pattern[str]
) -> None:
    """Each has the literals, strong words and links of the real one, its numbers and acronyms."""
    for original, page in pairs:
        expected = [sorted({*what.findall(prose)}) for prose in prose_of(original)]
        actual = [sorted({*what.findall(prose)}) for prose in prose_of(page)]

        assert expected == actual


@pytest.mark.parametrize(
    "layout",
    [
        "---\nsource_url: https://x/API_X.html\n---",
        "## Contents",
        '<a name="API_X_Contents"></a>',
        ' ** Name **   <a name="API-Type-X-Name"></a>',
        " ** NotFoundException **",
        "Type: Array of [X](API_X.md) objects",
        "Pattern: `[a-z]+`",
        "```\nPOST / HTTP/1.1\n---\nSome prose\n```",
        "| Name | Type | Required | Description |",
        "| --- |--- |--- |--- |",
        "**Operation ID:** `GetX`",
        "+  [AWS SDK for Ruby V3](https://docs.aws.amazon.com/goto/SdkForRubyV3/x-2020-01-01/X)",
        "The request does not have a request body.",
    ],
)
def test_layout_is_not_stripped(layout: str) -> None:
    """What a documenter writes by itself stays as it is."""
    assert layout.split("\n") == strip_prose(layout)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("<prose>", "Names the thing."),
        ("+  `AgentId` - <prose>", "+  `AgentId` - how the agent is called"),
        (
            r"| X | string<br />Values: `A \| B` | True | <prose> |",
            r"| X | string<br />Values: `A \| B` | True | Names it. |",
        ),
        ("<prose>", "**Note:** this has been said before."),
        ("<prose>", "Type of the thing."),
    ],
)
def test_prose_is_stripped(expected: str, text: str) -> None:
    """Prose gives way to the mark, and what stands around it stays."""
    assert [expected] == strip_prose(text)
