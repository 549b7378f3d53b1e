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
        ProblemsError: Where it is damaged.
    """
    try:
        return msgspec.json.decode(text, type=Lock)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        advice = "restore it from version control, or remove it and generate again"
        problem = Problem(file, 1, "a lock file of shapewright", str(error), advice)
        raise ProblemsError([problem]) from error


def write_lock(lock: Lock) -> str:
    """Return the lock file's text."""
    content = msgspec.to_builtins(lock)
    return json.dumps(content, indent=2, sort_keys=True) + "\n"
