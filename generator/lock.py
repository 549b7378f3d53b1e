"""The lock file `generated/shapewright.lock`: what the generated tree was made from.

It lists hashes of pages, IR, templates and files, so that a later run knows which files are its
own, and a reader knows whether anything was edited by hand.
"""

import hashlib
import json
from collections.abc import Iterable

import msgspec

from generator.model.problems import Problem, ProblemsError

LOCK = "generated/shapewright.lock"


class ServiceLock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one service's output was made from, and the files it consists of."""

    pages: dict[str, str]
    ir: str
    names: str
    files: dict[str, str]
    """Hashes by path below `generated/`."""
    overrides: str | None = None


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole lock file."""

    shapewright: str
    templates: str
    services: dict[str, ServiceLock]
    files: dict[str, str]
    """Files that belong to no single service."""

    def paths(self) -> list[str]:
        """Return all files listed, as paths below the project's root."""
        lists = [self.files, *(service.files for service in self.services.values())]
        return [LOCK, *(f"generated/{path}" for files in lists for path in files)]


def digest(content: str | bytes) -> str:
    """Return the hash of a file's content."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def digest_of_all(contents: Iterable[tuple[str, bytes]]) -> str:
    """Return one hash of several named files."""
    total = hashlib.sha256()
    for name, content in sorted(contents):
        total.update(f"{name}\0{digest(content)}\n".encode())
    return total.hexdigest()


def read_lock(text: str, file: str) -> Lock:
    """Read a lock file.

    Raises:
        ProblemsError: Where it is damaged, or lists what is outside of `generated/`.
    """
    try:
        lock = msgspec.convert(json.loads(text), Lock)
    except json.JSONDecodeError as error:
        raise ProblemsError([_damage(file, error.lineno, error.msg)]) from error
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        raise ProblemsError([_damage(file, 1, str(error))]) from error
    lists = [lock.files, *(service.files for service in lock.services.values())]
    strays = [path for files in lists for path in files if not _is_inside(path)]
    strays += [name for name in lock.services if "/" in name or not _is_inside(name)]
    if strays:
        raise ProblemsError(
            _damage(file, _line_of(stray, text), f"the path {stray!r}") for stray in strays
        )
    return lock


def _is_inside(path: str) -> bool:
    """Tell whether a path leads to a file below the folder that it starts from."""
    return "\0" not in path and not {"", ".", ".."}.intersection(path.split("/"))


def _line_of(key: str, text: str) -> int:
    """Find a key as `write_lock` writes it; 1 where it is written in another way."""
    return text.count("\n", 0, max(text.find(json.dumps(key)), 0)) + 1


def _damage(file: str, line: int, found: str) -> Problem:
    advice = "restore it from version control, or remove it and generate again"
    return Problem(file, line, "a lock file of shapewright", found, advice)


def write_lock(lock: Lock) -> str:
    """Return the lock file's text, in ASCII, since a page's name on disk may be no Unicode."""
    content = msgspec.to_builtins(lock)
    return json.dumps(content, indent=2, sort_keys=True) + "\n"
