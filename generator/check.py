"""What differs between the disk and a generation, as a unified diff that git can apply."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff
from io import StringIO
from pathlib import Path

from generator.emit.publication import Changes

_NOTHING = "/dev/null"


def differences(root: Path, texts: Mapping[str, str], changes: Changes) -> Iterator[str]:
    """Yield how each file changes that publishing would write or delete, in the order of paths.

    Args:
        root: The project's folder.
        texts: Every text of the generation, by path below it.
        changes: What publishing would do.
    """
    for path in sorted((*changes.written, *changes.deleted)):
        place = root / path
        old = place.read_bytes() if place.is_file() else None
        yield difference(path, old, texts[path].encode() if path in texts else None)


def difference(path: str, old: bytes | None, new: bytes | None) -> str:
    """Return how a file changes, as git writes it; None stands for a file that is not there."""
    head = f"diff --git a/{path} b/{path}\n"
    before, after = f"a/{path}", f"b/{path}"
    if old is None:
        head += "new file mode 100644\n"
        before = _NOTHING
    if new is None:
        head += "deleted file mode 100644\n"
        after = _NOTHING
    try:
        lines = unified_diff(_lines(old), _lines(new), before, after)
        return head + "".join(map(_ended, lines))
    except UnicodeDecodeError:
        return f"{head}Binary files {before} and {after} differ\n"


def _lines(content: bytes | None) -> list[str]:
    """Divide a file at line feeds only, as git does, and keep them."""
    return list(StringIO((content or b"").decode(), newline="\n"))


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
