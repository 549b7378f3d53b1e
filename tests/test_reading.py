"""Reading the pages of a service."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from generator import reading
from generator.cache import Cache
from generator.model.facts import Reading
from generator.readers.page import read_page
from generator.reading import Page, load_pages, read_pages
from generator.sources.folder import page_files

PAGES = Path(__file__).parent.parent / "specs"


@pytest.fixture
def pages() -> list[Page]:
    """Give pages that are read, and each sort of page that is not."""
    return [
        *load_pages(page_files([PAGES / "pinpoint" / "pages", PAGES / "discovery" / "pages"])),
        Page("bad.rst", b"no page"),
        Page("index.rst", b".. py:class:: Things.Client\n\n.. toctree::\n"),
    ]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list of the pages that are read from now on."""
    names: list[str] = []

    def read_and_tell(content: bytes, name: str) -> Reading:
        names.append(name)
        return read_page(content, name)

    monkeypatch.setattr(reading, "read_page", read_and_tell)
    return names


def test_everything_that_comes_of_pages(pages: list[Page]) -> None:
    """Facts, pages set aside and problems are told apart."""
    read = read_pages(pages)

    assert len(pages) - 2 == len(read.pages)
    assert ["index.rst: a page that lists others"] == read.aside
    assert ["bad.rst"] == [problem.file for problem in read.problems]


def test_the_cache_changes_no_result(pages: list[Page], tmp_path: Path, read: list[str]) -> None:
    """Without, with an empty and with a full one, what is read is the same to the byte."""
    cache = Cache(tmp_path)
    results = [read_pages(pages, cache=one) for one in (None, cache, cache)]

    assert len({msgspec.msgpack.encode((r.pages, r.aside, r.problems)) for r in results}) == 1
    assert [page.name for page in pages] * 2 == read


@pytest.mark.parametrize("change", ["content", "name"])
def test_what_changed_is_read_again(
    pages: list[Page], tmp_path: Path, read: list[str], change: str
) -> None:
    """A page under another name, or with another content, is another page."""
    cache = Cache(tmp_path)
    read_pages(pages, cache=cache)
    first = pages[0]
    if change == "content":
        pages[0] = Page(first.name, first.content.replace(b"\n", b"\r\n"))
    else:
        pages[0] = Page(f"other/{first.name}", first.content)
    read.clear()

    found = read_pages(pages, cache=cache)

    assert [pages[0].name] == read
    assert pages[0].name == found.pages[0].file


def damaged(_: Reading) -> bytes:
    """Return what can't be decoded."""
    return b"\xc1damaged"


def test_a_damaged_result_is_read_again(
    pages: list[Page], tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the cache holds is not trusted to be what was put there."""
    expected = read_pages(pages)
    cache = Cache(tmp_path)
    with monkeypatch.context() as damaging:
        damaging.setattr(reading, "_encoded", damaged)
        read_pages(pages, cache=cache)
    read.clear()

    assert expected == read_pages(pages, cache=cache)
    assert len(pages) == len(read)


def test_an_executor_changes_no_result(pages: list[Page]) -> None:
    """Pages are read elsewhere as they are read here."""
    with ThreadPoolExecutor(2) as executor:
        assert read_pages(pages) == read_pages(pages, executor=executor)


def test_numbers_beyond_the_cache() -> None:
    """A page with a number that can't be encoded is read, elsewhere too, and not kept."""
    huge = 10**30
    (page,) = load_pages(page_files([PAGES / "cleanroomsml" / "pages"]))[:1]
    pages = [Page(page.name, page.content.replace(b"length of 2048", b"length of %d" % huge))]
    with ThreadPoolExecutor(1) as executor:
        read = read_pages(pages, executor=executor)

    assert read_pages(pages) == read
    assert str(huge) in str(read.pages)


def test_progress_counts_pages(pages: list[Page], tmp_path: Path) -> None:
    """Only what is not in the cache is counted."""
    told: list[tuple[int, int]] = []
    cache = Cache(tmp_path)

    read_pages(pages[1:], cache=cache)
    read_pages(pages, cache=cache, progress=lambda done, total: told.append((done, total)))

    assert [(0, 1), (1, 1)] == told
