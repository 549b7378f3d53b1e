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
from functools import cache
from hashlib import blake2b
from pathlib import Path

from platformdirs import user_cache_path

from generator.program import program_digest

ENVIRONMENT_VARIABLE = "SHAPEWRIGHT_CACHE"
"""Names the folder of the cache; empty, there is none."""

_FILE = "cache.sqlite"
_DAYS_KEPT = 30
_SECONDS_A_DAY = 86_400
_FAILURES = (sqlite3.Error, OSError, TypeError, zlib.error)
"""What goes wrong with a cache that can't be used, or holds what nobody put there."""
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS results (
        key BLOB PRIMARY KEY, day INTEGER NOT NULL, value BLOB NOT NULL
    ) WITHOUT ROWID
"""


def key_of(sort: str, *inputs: bytes) -> bytes:
    """Return the key of a result: the hash of its inputs and of the code that makes it.

    Args:
        sort: What sort of result it is: what is read of a "page" depends on the readers alone.
        inputs: All that it is made from.
    """
    hashed = blake2b(digest_size=20, key=_code(sort))
    for part in (sort.encode(), *inputs):
        hashed.update(len(part).to_bytes(8))
        hashed.update(part)
    return hashed.digest()


@cache
def _code(sort: str) -> bytes:
    parts = ("readers", "model") if sort == "page" else ()
    return bytes.fromhex(program_digest(*parts))


@dataclass(frozen=True)
class Cache:
    """A cache in some folder, which is made when there is something to keep."""

    folder: Path
    patience: float = 1.0
    """Seconds to wait for another run that is writing."""

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the results that are kept under some keys."""
        found: dict[bytes, bytes] = {}
        today = _today()
        with suppress(*_FAILURES), self._opened(exists=True) as database:
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
        with suppress(*_FAILURES):
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._opened() as database:
                database.execute("DELETE FROM results WHERE day < ?", (today - _DAYS_KEPT,))
                database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)

    @contextmanager
    def _opened(self, *, exists: bool = False) -> Generator[sqlite3.Connection]:
        """Open the database for one transaction; a damaged one is deleted."""
        path = self.folder / _FILE
        if exists:
            path.stat()
        try:
            with closing(sqlite3.connect(path, timeout=self.patience)) as database, database:
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
        None where the environment says that there is none, or a user has no folder.
    """
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    if named is None:
        with suppress(RuntimeError):
            return Cache(user_cache_path("shapewright"))
        return None
    return Cache(Path(named)) if named else None


def _today() -> int:
    return int(time.time()) // _SECONDS_A_DAY
