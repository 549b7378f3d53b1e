"""The cache: results that are kept between runs, by the hash of all that they are made from.

It lies in the user's folder for caches, and any number of runs may use it at once. It only saves
time: where it can't be read or written, is damaged or gone, everything is made anew.
"""

import os
import sqlite3
import time
import zlib
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from platformdirs import user_cache_path

from generator.program import program_digest

ENVIRONMENT_VARIABLE = "SHAPEWRIGHT_CACHE"
"""Names the folder of the cache; empty, there is none."""

_FILE = "cache.sqlite"
_DAYS_KEPT = 30
_SECONDS_A_DAY = 86_400
_PATIENCE = 5.0
"""Seconds to wait for another run that is writing."""
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS results (
        key BLOB PRIMARY KEY, day INTEGER NOT NULL, value BLOB NOT NULL
    ) WITHOUT ROWID
"""


def key_of(sort: str, *inputs: bytes) -> bytes:
    """Return the key of a result of reading: the hash of its inputs and of what reads them.

    Args:
        sort: What sort of result it is.
        inputs: All that it is made from.
    """
    hashed = blake2b(digest_size=20, key=_readers_digest())
    for part in (sort.encode(), *inputs):
        hashed.update(len(part).to_bytes(8))
        hashed.update(part)
    return hashed.digest()


@lru_cache(maxsize=1)
def _readers_digest() -> bytes:
    return bytes.fromhex(program_digest("readers", "model"))


@dataclass(frozen=True)
class Cache:
    """A cache in some folder, which is made when there is something to keep."""

    folder: Path

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the results that are kept under some keys."""
        found: dict[bytes, bytes] = {}
        if not (self.folder / _FILE).exists():
            return found
        today = _today()
        with suppress(sqlite3.Error, OSError, zlib.error), self._opened() as database:
            stale: list[tuple[int, bytes]] = []
            for key in keys:
                row = database.execute(
                    "SELECT day, value FROM results WHERE key = ?", (key,)
                ).fetchone()
                if row is not None:
                    found[key] = zlib.decompress(row[1])
                    if row[0] != today:
                        stale.append((today, key))
            database.executemany("UPDATE results SET day = ? WHERE key = ?", stale)
        return found

    def put(self, results: Mapping[bytes, bytes]) -> None:
        """Keep results, and let go of those that were of no use for a month."""
        today = _today()
        rows = [(key, today, zlib.compress(value, 1)) for key, value in results.items()]
        with suppress(sqlite3.Error, OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._opened() as database:
                database.execute("DELETE FROM results WHERE day < ?", (today - _DAYS_KEPT,))
                database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)

    @contextmanager
    def _opened(self) -> Generator[sqlite3.Connection]:
        """Open the database for one transaction; a damaged one is deleted."""
        path = self.folder / _FILE
        try:
            with closing(sqlite3.connect(path, timeout=_PATIENCE)) as database, database:
                # A result that is lost with the machine's power is made again.
                database.execute("PRAGMA synchronous = OFF")
                database.execute(_SCHEMA)
                yield database
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            raise


def default_cache() -> Cache | None:
    """Return the cache in the folder that the environment names, or else in the user's own.

    Returns:
        None where the environment says that there is none.
    """
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    if named is None:
        return Cache(user_cache_path("shapewright"))
    return Cache(Path(named)) if named else None


def _today() -> int:
    return int(time.time()) // _SECONDS_A_DAY
