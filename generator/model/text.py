"""Text files as this project reads them: UTF-8, or a problem that names the place."""

from pathlib import Path

from generator.model.problems import Problem, ProblemsError


def read_text(path: Path, name: str) -> str:
    """Read a file in UTF-8; a byte order mark at its start is left out.

    Args:
        path: The file.
        name: How messages name it.

    Raises:
        ProblemsError: Where a byte is no UTF-8, with the line that it is on.
        OSError: Where the file can't be read.
    """
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind a byte order mark, as `error.object` does.
        line = error.object[: error.start].count(b"\n") + 1
        found = f"the byte 0x{error.object[error.start]:02x}"
        raise ProblemsError([Problem(name, line, "text in UTF-8", found)]) from error
