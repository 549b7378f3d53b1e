"""What is on the disk below a folder."""

from pathlib import Path

_WORKSHOP = ".shapewright"


def tree(root: Path) -> dict[str, bytes]:
    """Return the content of every file, but for the workshop's, by path below the folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and _WORKSHOP not in path.parts
    }


def states(root: Path) -> dict[Path, tuple[int, int]]:
    """Say which file each path is, and of when; whatever is written shows here."""
    paths = (root, *root.rglob("*"))
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}
