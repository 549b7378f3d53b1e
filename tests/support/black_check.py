"""Holds generated source against black, which must have nothing to do.

black takes its time on first use: properties that are tested with it have no deadline.
"""

from black import format_str
from black.mode import Mode, TargetVersion

_VERSIONS: tuple[set[TargetVersion], ...] = (set(), {TargetVersion.PY311})
"""Whatever the source seems to need, as without configuration, and the oldest supported."""


def black_changes(source: tuple[str, str]) -> bool:
    """Tell whether black, as it is without configuration, would change a file.

    Args:
        source: Its path, which tells whether it is a stub file, and its text.
    """
    path, text = source
    return text != format_str(text, mode=Mode(is_pyi=path.endswith(".pyi")))


def assert_black_leaves(source: str, path: str = "module.py", *, line_length: int = 88) -> None:
    """Have black format a source; its path tells whether it is a stub file."""
    for versions in _VERSIONS:
        mode = Mode(target_versions=versions, line_length=line_length, is_pyi=path.endswith(".pyi"))
        assert source == format_str(source, mode=mode), path
