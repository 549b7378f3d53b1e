"""How a generation, a mapping of paths to texts, becomes files: all of it or nothing.

A root holds one folder that is published whole, `generated/`, and single files elsewhere, such as
`specs/<service>/service.yaml`. A publication has four stages, and can be killed in any of them:

1. Staging. All that is new is built in `.shapewright/publication/new`, which mirrors the root. What
   stays as it is in `generated/`, whoever made it, is hard-linked. Recovery deletes the stage.
2. Journal. Once the stage is safe on the disk, a journal of every path to be moved appears by one
   rename. From here on recovery completes the publication; each step may be repeated. It withdraws
   it only if nothing has moved yet and someone has changed what `generated/` was to keep.
3. Swap. The old folder is renamed aside and the new one into its place; then each single file is
   replaced by one rename, and single files that are no longer made are moved aside.
4. Tidying. The journal is removed; then what was moved aside, the lock and the empty workshop.

The windows that remain: between the two renames `generated/` is absent, and until the last rename
some single files are still the old ones. Either lasts a few system calls or, if the run is killed
right there, until the next command on that root. A file that an editor replaces in `generated/`
between the last look at the folder and its first rename, which follows at once, is lost with the
old folder; one that it writes in place is kept, because both folders hold the same file.
"""

import json
import os
import shutil
import stat
import sys
from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

if sys.platform != "win32":
    import fcntl

FOLDER = "generated"
WORKSHOP = ".shapewright"
"""Below the root. It is made for a publication and removed behind it if nothing else is kept here,
as the seal is; what else there is stays."""


class PublicationError(Exception):
    """A generation cannot be published; the message says why and what to do."""


class BusyError(PublicationError):
    """Another run is publishing in the same root."""


@dataclass(frozen=True)
class Changes:
    """What publishing changes on the disk; true if that is anything at all."""

    written: tuple[str, ...] = ()
    """Paths whose text is new or another one, sorted."""
    unchanged: int = 0
    """The number of files that hold their text already."""
    deleted: tuple[str, ...] = ()
    """Paths that were made formerly, are made no longer and still exist, sorted."""

    def __bool__(self) -> bool:
        return bool(self.written or self.deleted)


def plan(root: Path, texts: Mapping[str, str], formerly: Collection[str]) -> Changes:
    """Compare a generation with what is on the disk, and write nothing.

    Args:
        root: The project's folder.
        texts: Every text the generation wants to have, by POSIX path relative to the root.
        formerly: The paths that the last generation made. Only these are ever deleted.

    Raises:
        ValueError: A path leaves the root, is not in its plainest form, or cannot hold a text.
    """
    for path in (*texts, *formerly):
        _require_plain(path)
    written = {path for path, text in texts.items() if not _holds(root / path, text.encode())}
    deleted = {path for path in formerly if path not in texts and _is_made(root, path)}
    return Changes(tuple(sorted(written)), len(texts) - len(written), tuple(sorted(deleted)))


def publish(root: Path, texts: Mapping[str, str], formerly: Collection[str]) -> Changes:
    """Make the disk hold a generation; with nothing to change, write nothing at all.

    The arguments are those of `plan`. A publication that was interrupted is recovered first.

    Raises:
        BusyError: Another run is publishing in this root.
        PublicationError: Something stands in the way of a file, or changed meanwhile.
        ValueError: A path leaves the root, is not in its plainest form, or cannot hold a text.
    """
    recover(root)
    changes = plan(root, texts, formerly)
    if changes:
        workshop = _Workshop(root)
        with workshop.held():
            changes = plan(root, texts, formerly)  # Others may have published before the lock.
            if changes:
                workshop.stage(texts, changes)
                workshop.write_journal(changes)
                workshop.complete(changes)
    return changes


def recover(root: Path) -> None:
    """Complete or roll back a publication that was interrupted; with none pending, only look.

    Raises:
        BusyError: Another run is publishing in this root.
        PublicationError: Neither is possible, and the message says what to do by hand.
    """
    workshop = _Workshop(root)
    if workshop.lock.exists() or workshop.bench.exists():
        with workshop.held():
            pass


def write_atomically(path: Path, content: str | bytes) -> bool:
    """Make one file hold this, by a temporary file beside it; return whether it was written.

    A symbolic link is followed; a device or a pipe is written to as it stands.
    """
    data = content.encode() if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return True
    path = path.resolve()
    if _holds(path, data):
        return False
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        _create(temporary, data, like=path)
        _flush(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _flush(path.parent)
    return True


class _Workshop:
    """Where a publication into a root is prepared, and whence it is carried out."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lock = root / WORKSHOP / "lock"
        self.bench = root / WORKSHOP / "publication"
        self.new = self.bench / "new"
        self.old = self.bench / "old"
        self.journal = self.bench / "journal.json"

    @contextmanager
    def held(self) -> Generator[None, None, None]:
        """Hold the sole right to publish, with an earlier run's publication out of the way."""
        with _locked(self.lock):
            try:
                self._resume()
                yield
            finally:
                if not self.journal.exists():
                    _remove(self.bench)

    def stage(self, texts: Mapping[str, str], changes: Changes) -> None:
        """Build all that is new, and refuse what the moves would stumble over."""
        changed = {*changes.written, *changes.deleted}
        self.new.mkdir(parents=True)
        if any(map(_in_folder, changed)):
            self._stage_kept(changed)
        for path in changed:
            if not _in_folder(path):
                self._require_movable(path)
        for path in changes.deleted:
            _prune(self.new, path)
        for path in changes.written:
            _require_way(self.new, path)
            (self.new / path).parent.mkdir(parents=True, exist_ok=True)
            _create(self.new / path, texts[path].encode(), like=self.root / path)
        if any(map(_in_folder, changed)):
            (self.new / FOLDER).mkdir(exist_ok=True)  # Its being there means that it must move.

    def write_journal(self, changes: Changes) -> None:
        """Promise to complete the publication, once all that this needs is safe on the disk."""
        for path in changes.written:
            _flush(self.new / path)
        for parent, _, _ in os.walk(self.bench, topdown=False):
            _flush(Path(parent))
        _flush(self.bench.parent)
        _flush(self.root)
        moves = {"written": changes.written, "deleted": changes.deleted}
        write_atomically(self.journal, json.dumps(moves, indent=1) + "\n")

    def complete(self, changes: Changes) -> None:
        """Do what the journal names, however much of it is done already."""
        if (self.new / FOLDER).exists():
            self._swap_folder(changes)
        for path in changes.written:
            if not _in_folder(path) and (self.new / path).exists():
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
                (self.new / path).replace(self.root / path)
        for path in changes.deleted:
            if not _in_folder(path):
                self._set_aside(path)
            _prune(self.root, path)
        self._remove_journal(changes)

    def _resume(self) -> None:
        if self.journal.exists():
            try:
                self.complete(self._read_journal())
            except PublicationError:
                if self.journal.exists():  # Else it was withdrawn, and the old tree is whole.
                    raise
        _remove(self.bench)

    def _read_journal(self) -> Changes:
        try:
            moves = cast("dict[str, list[str]]", json.loads(self.journal.read_text("utf-8")))
            changes = Changes(written=tuple(moves["written"]), deleted=tuple(moves["deleted"]))
            for path in (*changes.written, *changes.deleted):
                _require_plain(path)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            message = (
                f"damaged: {self.journal}; see that {FOLDER}/ is whole, then delete {self.bench}"
            )
            raise PublicationError(message) from error
        return changes

    def _stage_kept(self, changed: Collection[str]) -> None:
        source = self.root / FOLDER
        if source.is_symlink():
            raise PublicationError(f"{source} is a symbolic link; put a folder in its place")
        if source.exists():
            _make_like(self.new / FOLDER, source)
        for path, entry in _tree(self.root):
            if entry.is_dir(follow_symlinks=False):
                _make_like(self.new / path, Path(entry.path))
            elif path not in changed:
                _link(entry, self.new / path)

    def _require_movable(self, path: str) -> None:
        """Refuse a single file that no rename could bring to its place, or away from it."""
        _require_way(self.root, path)
        parent = next(parent for parent in (self.root / path).parents if parent.exists())
        if not os.access(parent, os.W_OK):
            raise PublicationError(f"{path}: {parent} is not writable")
        if parent.stat().st_dev != self.new.stat().st_dev:
            raise PublicationError(f"{path}: {parent} is not on the file system of {self.new}")

    def _swap_folder(self, changes: Changes) -> None:
        new, old, target = self.new / FOLDER, self.old / FOLDER, self.root / FOLDER
        if not old.exists():
            self._require_same_kept({*changes.written, *changes.deleted})
            try:
                self._set_aside(FOLDER)
            except OSError as error:  # A mount point, or a folder that may not be written to.
                self._remove_journal(Changes())
                raise PublicationError(f"{target} cannot be moved: {error.strerror}") from error
        try:
            new.rename(target)
        except OSError as error:
            message = f"{error.strerror}: {new} must become {target}; clear the way and run again"
            raise PublicationError(message) from error

    def _require_same_kept(self, changed: Collection[str]) -> None:
        """Withdraw the publication if the files that it keeps are no longer those staged."""
        now, staged = _signatures(self.root, changed), _signatures(self.new, changed)
        moved = sorted(path for path in now | staged if now.get(path) != staged.get(path))
        if moved:
            self._remove_journal(Changes())
            raise PublicationError(f"{', '.join(moved[:3])}: changed by others; run again")

    def _set_aside(self, path: str) -> None:
        place, aside = self.root / path, self.old / path
        if os.path.lexists(place) and not os.path.lexists(aside):
            aside.parent.mkdir(parents=True, exist_ok=True)
            place.rename(aside)

    def _remove_journal(self, changes: Changes) -> None:
        """End the promise, once the moves are safe on the disk."""
        singles = (path for path in (*changes.written, *changes.deleted) if not _in_folder(path))
        touched = {parent for path in singles for parent in PurePosixPath(path).parents}
        for parent in (self.root, *(self.root / parent for parent in touched)):
            if parent.exists():
                _flush(parent)
        self.journal.unlink()
        _flush(self.bench)


@contextmanager
def _locked(lock: Path) -> Generator[None, None, None]:
    """Hold a lock file; remove it at the end, and its folder if that is empty."""
    if sys.platform == "win32":
        yield
    else:
        with _take(lock):
            try:
                yield
            finally:
                lock.unlink(missing_ok=True)
                with suppress(OSError):
                    lock.parent.rmdir()


def _take(lock: Path) -> IO[bytes]:
    while True:  # A run that ends removes the file it has locked, and perhaps the folder.
        lock.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = lock.open("ab")
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.close()
            message = f"another run is publishing in {lock.parent.parent}; run again when it ends"
            raise BusyError(message) from error
        if lock.exists() and os.path.samestat(os.fstat(file.fileno()), lock.stat()):
            return file
        file.close()


def _in_folder(path: str) -> bool:
    return path.startswith(f"{FOLDER}/")


def _parents(path: str) -> list[str]:
    """Return the folders around a path, the innermost first, without the root."""
    return [str(parent) for parent in PurePosixPath(path).parents][:-1]


def _require_plain(path: str) -> None:
    parts = path.split("/")
    if {"", ".", ".."} & {*parts} or "\\" in path or parts[0] == WORKSHOP or path == FOLDER:
        raise ValueError(f"not a path to publish a file at: {path!r}")


def _require_way(base: Path, path: str) -> None:
    """Refuse a path that leads through anything but folders, or to a folder."""
    for parent in _parents(path):
        place = base / parent
        if place.is_symlink():
            raise PublicationError(f"{path}: nothing is written through the link {parent}")
        if place.exists() and not place.is_dir():
            raise PublicationError(f"{path}: {parent} must be a folder; move the file away")
    if (base / path).is_dir() and not (base / path).is_symlink():
        raise PublicationError(f"{path}: must be a file; move the folder away")


def _is_made(root: Path, path: str) -> bool:
    """Whether a file made formerly is still there; a folder, or what links lead to, is not."""
    place = root / path
    is_folder = place.is_dir() and not place.is_symlink()
    is_linked = any((root / parent).is_symlink() for parent in _parents(path))
    return os.path.lexists(place) and not is_folder and not is_linked


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return False


def _tree(base: Path, path: str = FOLDER) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all that is below a folder except bytecode, by its path from the base, outer first."""
    if not (base / path).is_dir():
        return
    with os.scandir(base / path) as entries:
        for entry in entries:
            inner = f"{path}/{entry.name}"
            if not entry.is_dir(follow_symlinks=False):
                yield inner, entry
            elif entry.name != "__pycache__":
                yield inner, entry
                yield from _tree(base, inner)


def _signatures(base: Path, changed: Collection[str]) -> dict[str, object]:
    """By path, what tells a kept file from another one that took its place."""
    signatures: dict[str, object] = {}
    for path, entry in _tree(base):
        if path in changed or entry.is_dir(follow_symlinks=False):
            continue
        if entry.is_symlink():
            signatures[path] = Path(entry.path).readlink()
        else:
            signatures[path] = (entry.stat().st_size, entry.stat().st_mtime_ns)
    return signatures


def _link(entry: os.DirEntry[str], place: Path) -> None:
    if entry.is_symlink():
        place.symlink_to(Path(entry.path).readlink())
        return
    try:
        place.hardlink_to(entry.path)
    except OSError:  # The file system has no hard links, or permits none to files of others.
        shutil.copy2(entry.path, place)


def _make_like(place: Path, folder: Path) -> None:
    place.mkdir()
    place.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)


def _create(place: Path, data: bytes, like: Path) -> None:
    """Create a file, with the mode of the one that it is to replace."""
    with place.open("xb") as file:
        file.write(data)
    if like.is_file():
        place.chmod(stat.S_IMODE(like.stat().st_mode))


def _flush(path: Path) -> None:
    """Have a file, or the names in a folder, survive a loss of power."""
    if sys.platform != "win32":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _prune(base: Path, path: str) -> None:
    """Remove the folders around a deleted file that are empty now."""
    for parent in _parents(path):
        with suppress(OSError):
            (base / parent).rmdir()


def _remove(folder: Path) -> None:
    """Delete a folder, even with folders in it that may not be written to."""
    if folder.exists():
        for parent, _, _ in os.walk(folder):
            Path(parent).chmod(stat.S_IRWXU)
        shutil.rmtree(folder)
