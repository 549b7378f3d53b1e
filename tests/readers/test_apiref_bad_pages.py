"""Pages that are cut, mixed up, foreign or hostile: read as they are, or refused with a reason."""

import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.apiref_blocks import (
    RENDITIONS,
    code,
    end,
    facts,
    heading,
    member,
    prose,
    reading,
    title,
)
from support.apiref_documenter import Block

from generator.model.facts import ErrorFacts, PageFacts, PageKind
from generator.readers.page import read_page

if TYPE_CHECKING:
    from _typeshed import TraceFunction

CONTENTS = [
    heading("Contents"),
    *member("a", "Text.", "Type: String", "Required: Yes"),
    *member("b", "Text.", "Type: Long", "Required: No"),
]
TYPE = [*title("Thing"), *CONTENTS, *end()]
SECTIONS = [
    [heading("Request Syntax"), code('{\n   "a": "{{string}}"\n}')],
    [heading("Request Parameters"), *member("a", "Text.", "Type: String", "Required: Yes")],
    [heading("Response Syntax"), code('{\n   "b": number\n}')],
    [heading("Response Elements"), *member("b", "Text.", "Type: Long")],
    [heading("Errors"), *member("Bad", "Text.", "HTTP Status Code: 400")],
]
OPERATION = [*title("DoThing"), *(block for one in SECTIONS for block in one), *end()]
PAGES = {"a type": TYPE, "an operation": OPERATION}

of_each_rendition = pytest.mark.parametrize("rendition", RENDITIONS)


def found(page: str) -> list[tuple[str, str]]:
    """Return what a page that can't be read lacks, and what was found there."""
    read = reading(page)
    assert read.facts is None
    assert read.aside is None
    return [(problem.expected, problem.found) for problem in read.problems]


def stated(page: PageFacts) -> object:
    """Return what a page states of its subject."""
    return page.operations, page.types


@of_each_rendition
@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_cut_is_whole_or_refused(rendition: str, name: str) -> None:
    """Wherever a page is cut, nothing of it is lost in silence."""
    text = RENDITIONS[rendition](PAGES[name])
    whole = stated(facts(text))

    read = [reading(text[:end]) for end in range(len(text))]
    assert all(one.facts is None or stated(one.facts) == whole for one in read)
    assert all(one.problems for one in read if one.facts is None)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["html", "markdown", "official-markdown", "text"])
def test_real_pages_that_are_cut_are_whole_or_refused(shared: Path, folder: str) -> None:
    """The same holds of real pages, cut behind any line."""
    pages = sorted((shared / "corpus" / f"apiref-{folder}").glob("*/API_*"))
    pages += sorted((shared / "corpus" / f"apiref-{folder}").glob("*/api-*"))
    for page in random.Random(0).sample([one for one in pages if one.stat().st_size < 9000], 5):
        lines = page.read_text().split("\n")
        whole = stated(facts("\n".join(lines)))
        for count in range(1, len(lines)):
            read = reading("\n".join(lines[:count]))
            assert read.problems or (read.facts and stated(read.facts) == whole), (page, count)


@of_each_rendition
@given(order=st.permutations(range(len(SECTIONS))))
def test_sections_out_of_order_are_refused(rendition: str, order: list[int]) -> None:
    """A page has its sections in one order; in any other something is missing or mixed up."""
    shuffled = [block for index in order for block in SECTIONS[index]]
    text = RENDITIONS[rendition]([*title("DoThing"), *shuffled, *end()])

    in_order = order == sorted(order)
    assert in_order == (reading(text).facts is not None)


@of_each_rendition
@pytest.mark.parametrize("lost", range(len(SECTIONS) - 1))
def test_a_lost_section_is_missed(rendition: str, lost: int) -> None:
    """Without any of its sections but the last a page is no smaller operation."""
    kept = [block for index, one in enumerate(SECTIONS) if index != lost for block in one]

    assert found(RENDITIONS[rendition]([*title("DoThing"), *kept, *end()]))


@of_each_rendition
@pytest.mark.parametrize("second", PAGES)
@pytest.mark.parametrize("first", PAGES)
def test_two_pages_in_a_file_are_refused(rendition: str, first: str, second: str) -> None:
    """Neither is the second lost, nor what is in it taken for the first's."""
    render = RENDITIONS[rendition]

    assert found(render(PAGES[first]) + "\n\n" + render(PAGES[second]))


@of_each_rendition
def test_a_section_of_another_page_is_refused(rendition: str) -> None:
    """A user guide's page may have the same headings among others."""
    guide = [*title("Thing"), heading("How it works"), *prose("Well."), *CONTENTS, *end()]
    if rendition == "text":
        pytest.skip("here a heading is a line as others are")

    assert ("a section that pages of API References have", "'How it works'") in found(
        RENDITIONS[rendition](guide)
    )


@of_each_rendition
def test_a_title_that_is_no_name_is_refused(rendition: str) -> None:
    """What has a sentence for a title is about no operation and no data type."""
    assert found(RENDITIONS[rendition]([*title("Working with things"), *CONTENTS, *end()]))


FOREIGN = {
    "an encyclopedia in Markdown": """# Thing

A **thing** is one.

## Contents

1. [History](#History)
2. [See also](#See_also)

## History

Long.

## See also

* [Other](Other)
""",
    "a page in Japanese": "# スレッド\n\n## 内容\n\n**名前**\n\n型: 文字列\n\n## 関連項目\n",
    "a Japanese page of the same layout": """# Thing

説明。

## Contents

**名前**

説明。

型: 文字列

必須: はい

## See Also
""",
    "an RFC": """RFC 9999                Things                 May 2024

Table of Contents

   1. Introduction ..... 2

1.  Introduction

Errors
""",
    "a readme": "# Welcome\n\nThis is a project.\n\n## Install\n\n    pip install it\n",
    "a guide in HTML": """<awsdocs-view></awsdocs-view><div id="main-col-body">
<h1>Working with it</h1><h2>Contents</h2><ul><li>One</li></ul><h2>See Also</h2></div>""",
    "HTML of no one": "<html><body><h1>Thing</h1><h2>Contents</h2><p>x</p></body></html>",
}


@pytest.mark.parametrize("page", FOREIGN.values(), ids=FOREIGN)
def test_foreign_pages_are_refused(page: str) -> None:
    """What is no page of an API Reference has no facts."""
    assert found(page)


# --- pages about no single operation ------------------------------------------------------------

ASIDE = {
    "Actions": ("See API_DoThing.", "a list of operations"),
    "Amazon Things": (
        "The following data types are supported by Things:",
        "a list of operations or data types",
    ),
    "Data Types": ("See API_Thing.", "a list of data types"),
    "Common Parameters": ("Such as X-Amz-Date.", "the parameters that all requests share"),
    "Common Query Parameters": ("Such as X-Amz-Date.", "the parameters that all requests share"),
    "Welcome": ("See docs.aws.amazon.com for more.", "an introduction"),
}


@of_each_rendition
@pytest.mark.parametrize("name", ASIDE)
def test_pages_that_hold_nothing_are_set_aside(rendition: str, name: str) -> None:
    """Lists of pages, introductions and what all requests share are known, and not refused."""
    text, reason = ASIDE[name]
    if (rendition, name) == ("text", "Amazon Things"):
        pytest.skip("without markup, a service's name is known for no title")
    page = [Block("title", name, anchor=f"API_{name}"), *prose(text)]

    read = reading(RENDITIONS[rendition](page))
    assert read.facts is None
    assert () == read.problems
    assert f"page: {reason}" == read.aside


COMMON = [
    *prose("These are the errors of every operation."),
    *member("AccessDeniedException", "Not allowed.", "HTTP Status Code: 403"),
    *member("InternalFailure", "Broken.", "Try again.", "HTTP Status Code: 500"),
]


@of_each_rendition
@pytest.mark.parametrize("name", ["Common Errors", "Common Error Types"])
def test_the_errors_of_every_operation(rendition: str, name: str) -> None:
    """The page that lists them states these, and is about no operation."""
    page = [Block("title", name, anchor="CommonErrors"), *COMMON]

    read = facts(RENDITIONS[rendition](page))
    errors = read.common_errors or ()
    expected = [
        ErrorFacts(name="AccessDeniedException", documentation="Not allowed.", status=403),
        ErrorFacts(name="InternalFailure", documentation="Broken.\n\nTry again.", status=500),
    ]
    unlined = [
        ErrorFacts(name=one.name, documentation=one.documentation, status=one.status)
        for one in errors
    ]
    assert (PageKind.COMMON_ERRORS, name, ("errors", "docs")) == (
        read.kind,
        read.subject,
        read.covers,
    )
    assert expected == unlined
    assert () == read.operations


@of_each_rendition
def test_a_common_error_has_a_status(rendition: str) -> None:
    """A page of common errors that is cut within one is no shorter list; nor may it have none."""
    begun = [Block("title", "Common Errors", anchor="CommonErrors"), *COMMON[:2]]
    page = RENDITIONS[rendition]([*begun, *prose("See docs.aws.amazon.com.")])

    assert found(page)


# --- hostile pages ------------------------------------------------------------------------------

UNITS = (
    *(
        "**",
        "*a* ",
        "a**",
        "[",
        "[a](",
        "![",
        "{{",
        "}}",
        "<",
        "<a ",
        "`",
        "`a``",
        "<!--",
        "&",
        "_a ",
    ),
    *("- ", "> ", "1. ", "# ", "a\n", "a\n\n", "\n", "a", "_", ".N", "a.entry.N.key (key)", "a, "),
    *("<p>", "<div>", "<ul><li>", "<dl><dd>", "<pre>", "<span>", "<b>", "</p>", "<table><tr><td>"),
    *("Type: String\n\n", "Array of ", "String to ", "Contents\n", "See Also\n\n", "Errors\n\n"),
    *("Thing - S\n\nThing\n\n", "- a\n-\n", "Pattern: a\n\n", "HTTP Status Code: 400\n\n"),
)


def steps(run: Callable[[], object]) -> int:
    """Count the lines of Python that a call runs: a measure of work that no machine changes."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> "TraceFunction":
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


@of_each_rendition
@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_as_the_page_does(rendition: str, unit: str) -> None:
    """Of whatever a page holds much, twice as much makes no more than about twice the work."""

    def read(times: int) -> Callable[[], object]:
        text = RENDITIONS[rendition]([*title("Thing"), *prose("@@"), *CONTENTS, *end()])
        page = text.replace("@@", unit * times).encode()
        return lambda: read_page(page, "page")

    read(1)()
    once, twice = steps(read(150)), steps(read(300))
    assert twice < 2.9 * once


@pytest.mark.parametrize("unit", ["<div>", "<ul><li>", "<dl><dd>", "<span>", "<b><div>", "<x>"])
def test_elements_are_not_nested_without_end(unit: str) -> None:
    """What would take the parser the square of its time is refused before it is parsed."""
    page = f'<awsdocs-view><div id="main-col-body"><h1>Thing</h1>{unit * 400_000}<h2>Contents</h2>'

    assert [("no more than 200 levels of elements", "more")] == found(page)


@pytest.mark.parametrize("letter", ["a", "_", "a.", "a.N ", "a,a.entry.N.key (key"])
def test_no_line_is_too_long_to_be_a_name(letter: str) -> None:
    """A line of megabytes is prose; it takes no search for the names that it might be."""
    line = letter * (2_000_000 // len(letter))
    page = (
        f"Thing - S\n\nThing\n\nContents\n\na\n\n{line}\n\nType: String\n\nRequired: No\n\nSee Also"
    )

    assert ["a"] == [one.name for one in facts(page).types[0].members or ()]


@of_each_rendition
@given(data=st.data())
def test_a_mutated_page_is_never_an_exception(rendition: str, data: st.DataObject) -> None:
    """Whatever happens to the lines of a page, it has facts, or problems with lines of the page."""
    lines = RENDITIONS[rendition](data.draw(st.sampled_from([TYPE, OPERATION]))).split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(lines) - 1))
        taken = lines[start : start + data.draw(st.integers(1, 3))]
        change = data.draw(st.sampled_from(["delete", "repeat", "join", "cut"]))
        if change == "delete" and len(lines) > len(taken):
            del lines[start : start + len(taken)]
        elif change == "repeat":
            lines[start:start] = taken
        elif change == "join":
            lines[start : start + len(taken)] = [" ".join(taken)]
        else:
            lines[start] = lines[start][: len(lines[start]) // 2]
    page = "\n".join(lines)

    read = reading(page)
    assert (read.facts is None) == bool(read.problems or read.aside)
    assert all(1 <= problem.line <= page.count("\n") + 1 for problem in read.problems)
