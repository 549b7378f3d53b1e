"""What the program is: hashes of its code and of the libraries that it runs on.

What is kept on a machine between two runs holds only for the program that made it.
"""

import sys
from pathlib import Path

from generator.lock import digest_of_all

_PACKAGE = Path(__file__).parent


def program_digest(*parts: str, beside: tuple[tuple[str, bytes], ...] = ()) -> str:
    """Return one hash of the program's code, the Python that runs it and all that is installed.

    Args:
        parts: The packages of the program that matter; all of it where none is named.
        beside: What else matters, as named contents.
    """
    folders = [_PACKAGE / part for part in parts] or [_PACKAGE]
    code = [
        (path.relative_to(_PACKAGE).as_posix(), path.read_bytes())
        for folder in folders
        for path in folder.rglob("*")
        if path.parent.name != "__pycache__" and path.is_file()
    ]
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    environment = "\n".join([python, *_installed()])
    return digest_of_all([*code, *beside, ("environment", environment.encode())])


def _installed() -> list[str]:
    """Name all that is installed, with versions: the program's own, and those of its libraries.

    The names of folders say it, and importlib.metadata takes longer to import than all else.
    """
    return sorted({path.name for place in sys.path for path in Path(place).glob("*.dist-info")})
