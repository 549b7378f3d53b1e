"""Reading a page of any rendition."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import msgspec
import pytest

from generator.model.facts import PageFacts
from generator.readers.page import read_page

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted(page for page in (ROOT / "specs").glob("*/pages/*") if page.is_file())
REFERENCE = sorted((ROOT / "specs").glob("*/pages/api-reference/*"))
RENDITIONS = {"API_": "apiref-text", "paginator-ListJobs.txt": "boto3-text"}


def facts(content: bytes, file: str = "page") -> PageFacts:
    """Return the facts of a page that reads."""
    reading = read_page(content, file)
    assert reading.facts is not None, reading.problems
    return reading.facts


@pytest.mark.parametrize("page", REFERENCE, ids=lambda page: page.name)
def test_the_renditions_of_references_are_recognised(page: Path) -> None:
    """Of the two layouts in Markdown one has pages on operations, the other on resources."""
    expected = "apiref-markdown" if page.name.startswith("API_") else "apiref-resource"

    assert expected == facts(page.read_bytes(), "a file of any name").rendition


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_rendition_is_recognised_from_its_content(page: Path) -> None:
    """The file's name plays no part."""
    expected = next(
        (r for name, r in RENDITIONS.items() if page.name.startswith(name)), "boto3-rst"
    )

    assert expected == facts(page.read_bytes(), "a file of any name").rendition


CHANGES: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "BOM": lambda text: "\ufeff" + text,
    "no-break spaces": lambda text: text.replace(" ", "\xa0"),
    "a last newline": lambda text: text.rstrip("\n") + "\n",
    "empty lines at the end": lambda text: text + "\n\n\n",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("page", [*PAGES, *REFERENCE], ids=lambda page: page.name)
def test_a_page_reads_the_same_however_it_was_saved(page: Path, change: str) -> None:
    """Line ends, a byte order mark and no-break spaces change no fact."""
    text = page.read_text("utf-8")

    changed = facts(CHANGES[change](text).encode("utf-8"))

    assert changed == facts(text.encode("utf-8"))


def test_a_pattern_keeps_its_no_break_space() -> None:
    """In a regular expression a no-break space is itself."""
    page = next(page for page in PAGES if page.name.startswith("API_"))
    text = page.read_text("utf-8").replace("Pattern: arn:aws", "Pattern:\xa0[\xa0]arn:aws")

    operation = facts(text.encode()).operation

    assert operation is not None
    assert operation.input is not None
    assert operation.input.members is not None
    assert (operation.input.members[0].value.pattern or "").startswith("[\xa0]arn:aws")


@pytest.mark.parametrize(
    ("content", "expected", "line"),
    [
        (b"", "a documentation page", 1),
        (b" \n\n", "a documentation page", 1),
        (b"PK\x03\x04\x00\x00", "text in UTF-8", 1),
        (b"fine\nfine\n\xff\xfe", "text in UTF-8", 3),
        (b"Dear reader,\n\nthis is a letter.\n", "a page of a known rendition", 1),
    ],
)
def test_what_is_no_page(content: bytes, expected: str, line: int) -> None:
    """An empty file, a binary one and one of something else are problems with file and line."""
    reading = read_page(content, "x.rst")

    (problem,) = reading.problems
    assert (reading.facts, problem.file, problem.line) == (None, "x.rst", line)
    assert expected in problem.expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_cut_anywhere_is_a_problem_or_reads_the_same(page: Path) -> None:
    """Of a page that was cut short nothing is read, unless what is missing held no fact."""
    lines = page.read_text("utf-8").split("\n")
    whole = facts("\n".join(lines).encode())

    smaller: list[int] = []
    for end in range(1, len(lines)):
        reading = read_page("\n".join(lines[:end]).encode(), page.name)
        assert (reading.facts is None) == bool(reading.problems)
        if reading.facts is not None and _skeleton(reading.facts) != _skeleton(whole):
            smaller.append(end)

    assert smaller == []


def _skeleton(facts: PageFacts) -> object:
    """Return the facts without documentation, which no reader can tell to be cut."""
    operation = facts.operation
    assert operation is not None
    content = cast(dict[str, object], msgspec.to_builtins(operation))
    # A page that lists no errors and one that was cut before its list look the same.
    content.pop("errors", None)
    return _without_documentation(content)


def _without_documentation(content: object) -> object:
    if isinstance(content, dict):
        items = cast(dict[str, object], content).items()
        # That a structure is no union is known from its documentation.
        return {
            key: _without_documentation(value)
            for key, value in items
            if key != "documentation" and (key, value) != ("union", False)
        }
    if isinstance(content, (list, tuple)):
        return [_without_documentation(value) for value in cast(Sequence[object], content)]
    return content


@pytest.mark.parametrize(
    ("page", "limit"),
    [
        ("# A\n\n## Contents\n\n", "2,000,000"),
        ("A - A Service\n\nA\n\nContents\n\nSee Also\n\n", "8,000,000"),
    ],
)
def test_a_page_of_ten_megabytes_is_refused(page: str, limit: str) -> None:
    """No page is that large, and parsers take long where a text is odd."""
    reading = read_page((page + "More words. " * 840_000).encode(), "page")

    assert [f"at most {limit} characters"] == [one.expected for one in reading.problems]
