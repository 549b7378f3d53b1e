"""Reading: the pages of a service become Facts, in parallel where that pays, and only what is new.

What was read of a page is kept in the cache, by the hash of the page, its name and the readers.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import msgspec

from generator import parallel
from generator.cache import Cache, key_of
from generator.model.facts import PageFacts, Reading
from generator.model.problems import Problem
from generator.progress import Progress
from generator.readers.page import read_page

_PAGES_A_TASK = 32


@dataclass(frozen=True)
class Page:
    """A page as it is to be read."""

    name: str
    """How messages name it."""
    content: bytes


@dataclass(frozen=True)
class Read:
    """What came of some pages."""

    pages: list[PageFacts] = field(default_factory=list[PageFacts])
    aside: list[str] = field(default_factory=list[str])
    """Pages that hold nothing for the model, with the reason."""
    problems: list[Problem] = field(default_factory=list[Problem])
    """Why pages can't be read."""


def load_pages(files: Iterable[Path], named: Callable[[Path], str] = str) -> list[Page]:
    """Load pages from files.

    Args:
        files: The files.
        named: How messages name one.

    Raises:
        OSError: Where a file can't be read.
    """
    return [Page(named(file), file.read_bytes()) for file in files]


def read_pages(
    pages: Sequence[Page],
    *,
    cache: Cache | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Read:
    """Read the pages of one service.

    Args:
        pages: The pages.
        cache: Where to look for what was read before, and to keep what is read now.
        executor: Where to read; None for this process.
        progress: Called with the number of pages read, and to read.
    """
    read = Read()
    for reading in _readings(pages, cache, executor, progress):
        read.problems.extend(reading.problems)
        if reading.facts is not None:
            read.pages.append(reading.facts)
        elif reading.aside is not None:
            read.aside.append(reading.aside)
    return read


def _readings(
    pages: Sequence[Page],
    cache: Cache | None,
    executor: Executor | None,
    progress: Progress | None,
) -> Iterable[Reading]:
    if cache is None:
        return _read(pages, executor, progress)
    keys = {page: _key(page) for page in pages}
    kept = cache.get(keys.values())
    found: dict[Page, Reading] = {}
    for page, key in keys.items():
        if reading := _decoded(kept.get(key)):
            found[page] = reading
    missing = [page for page in keys if page not in found]
    found.update(zip(missing, _read(missing, executor, progress), strict=True))
    encoded = {keys[page]: _encoded(found[page]) for page in missing}
    cache.put({key: value for key, value in encoded.items() if isinstance(value, bytes)})
    return [found[page] for page in pages]


def _read(
    pages: Sequence[Page], executor: Executor | None, progress: Progress | None
) -> list[Reading]:
    tasks = [pages[n : n + _PAGES_A_TASK] for n in range(0, len(pages), _PAGES_A_TASK)]
    if executor is None:
        here = parallel.each(_read_some, tasks, None, weigh=len, progress=progress)
        return list(chain.from_iterable(here))
    there = parallel.each(_read_for_another, tasks, executor, weigh=len, progress=progress)
    return [
        one if isinstance(one, Reading) else _decoder.decode(one) for task in there for one in task
    ]


def _read_some(pages: Sequence[Page]) -> list[Reading]:
    return [read_page(page.content, page.name) for page in pages]


def _read_for_another(pages: Sequence[Page]) -> list[bytes | Reading]:
    """Read pages in a process that sends them to another: encoded, that takes a tenth."""
    return list(map(_encoded, _read_some(pages)))


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Reading)


def _encoded(reading: Reading) -> bytes | Reading:
    """Encode what was read of a page, unless it holds a number or a name that can't be."""
    try:
        return _encoder.encode(reading)
    except (OverflowError, UnicodeEncodeError):
        return reading


def _decoded(kept: bytes | None) -> Reading | None:
    if kept is None:
        return None
    try:
        return _decoder.decode(kept)
    except msgspec.MsgspecError:  # Damaged: the page is read again.
        return None


def _key(page: Page) -> bytes:
    return key_of("page", page.name.encode(errors="surrogatepass"), page.content)
