"""The cache of results between runs."""

import multiprocessing
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cache, program
from generator.cache import Cache, default_cache, key_of
from generator.program import program_digest

KEY, OTHER = key_of("page", b"a"), key_of("page", b"b")


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """Give a cache that keeps one result."""
    kept = Cache(tmp_path / "cache")
    kept.put({KEY: b"result"})
    return kept


def test_what_is_kept_is_found(kept: Cache) -> None:
    """A result comes back under its key, and under no other."""
    assert {KEY: b"result"} == kept.get([KEY, OTHER])


def test_a_later_result_replaces_an_earlier_one(kept: Cache) -> None:
    """Of two results under one key, the later is kept."""
    kept.put({KEY: b"later", OTHER: b"other"})

    assert {KEY: b"later", OTHER: b"other"} == kept.get([KEY, OTHER])


def test_to_look_for_something_makes_nothing(tmp_path: Path) -> None:
    """Only what is kept takes up room."""
    assert {} == Cache(tmp_path / "none").get([KEY])
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_cache_is_none(kept: Cache, content: bytes) -> None:
    """Nothing is found in it, and it is a cache again once there is something to keep."""
    (kept.folder / "cache.sqlite").write_bytes(content)

    assert {} == kept.get([KEY])
    kept.put({KEY: b"new"})
    kept.put({KEY: b"new"})
    assert {KEY: b"new"} == kept.get([KEY])


def test_a_damaged_result_is_none(kept: Cache) -> None:
    """A result that can't be read is made again."""
    with sqlite3.connect(kept.folder / "cache.sqlite") as database:
        database.execute("UPDATE results SET value = x'00'")

    assert {} == kept.get([KEY])


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    """Where nothing can be kept, nothing is, and nobody is told."""
    (tmp_path / "file").write_text("")
    nowhere = Cache(tmp_path / "file" / "cache")

    nowhere.put({KEY: b"result"})

    assert {} == nowhere.get([KEY])


def test_what_nobody_put_there_is_none(kept: Cache) -> None:
    """A value of another type is not found."""
    with sqlite3.connect(kept.folder / "cache.sqlite") as database:
        database.execute("UPDATE results SET value = 5")

    assert {} == kept.get([KEY])


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    """A folder that can't be is no cache."""
    nowhere = Cache(tmp_path / ("a" * 300))

    nowhere.put({KEY: b"result"})

    assert {} == nowhere.get([KEY])


def test_what_was_of_no_use_for_a_month_goes(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result stays for thirty days after it was last found."""
    today = 100_000
    monkeypatch.setattr(cache, "_today", lambda: today)
    kept.put({KEY: b"found", OTHER: b"forgotten"})
    today += 20
    kept.get([KEY])
    today += 20
    kept.put({key_of("page", b"c"): b"new"})

    assert {KEY: b"found"} == kept.get([KEY, OTHER])


def _put_many(folder: Path, number: int) -> None:
    for count in range(20):
        Cache(folder, patience=60).put({key_of("page", bytes([number, count])): bytes([number])})


def test_many_may_write_at_once(tmp_path: Path) -> None:
    """Runs that write at the same time wait for each other, and lose nothing."""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_put_many, args=(tmp_path, number)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    keys = [key_of("page", bytes([number, count])) for number in range(4) for count in range(20)]
    assert set(keys) == set(Cache(tmp_path).get(keys))


def test_keys_tell_inputs_apart() -> None:
    """No two lists of inputs have one key, wherever one input ends and the next begins."""
    inputs = [("page",), ("page", b""), ("page", b"ab"), ("page", b"a", b"b"), ("model", b"ab")]

    assert len(inputs) == len({key_of(sort, *parts) for sort, *parts in inputs})  # type: ignore[arg-type]  # the first is the sort


def test_another_reader_has_other_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one reader made is nothing to another; how code is emitted makes no difference."""
    for part in ("readers", "model", "emit"):
        (tmp_path / part).mkdir()
    monkeypatch.setattr(program, "_PACKAGE", tmp_path)
    digests: list[str] = []
    for number, change in enumerate(("readers/boto3.py", "model/facts.py", "emit/views.py")):
        (tmp_path / change).write_text(f"# {number}")
        digests.append(program_digest("readers", "model"))

    assert digests[0] != digests[1] == digests[2]


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable names it, empty there is none, and without it is the user's own."""
    monkeypatch.setenv("SHAPEWRIGHT_CACHE", str(tmp_path))
    assert Cache(tmp_path) == default_cache()
    monkeypatch.setenv("SHAPEWRIGHT_CACHE", "")
    assert default_cache() is None
    monkeypatch.delenv("SHAPEWRIGHT_CACHE")
    own = default_cache()
    assert own is not None
    assert own.folder.name == "shapewright"


def test_a_kill_leaves_a_whole_cache(kept: Cache) -> None:
    """A process that ends in the middle of its writing leaves what was there."""
    program_text = (
        "import os, sys; from pathlib import Path; from generator.cache import Cache\n"
        "with Cache(Path(sys.argv[1]))._opened() as database:\n"
        "    database.execute('DELETE FROM results')\n"
        "    os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", program_text, str(kept.folder)], check=False)

    assert {KEY: b"result"} == kept.get([KEY])
