"""The golden service: what is emitted for it is kept, so that every change is seen.

    PYTHONPATH=tests python -m support.golden

writes it anew; the diff is to be reviewed.
"""

from pathlib import Path

from generator.emit.emission import emit_service
from generator.model import ir
from generator.model.checks import read_ir

FOLDER = Path(__file__).parents[1] / "golden"
_MODEL = FOLDER / "zoo.yaml"


def model() -> ir.Service:
    """Read the model."""
    return read_ir(_MODEL.read_text("utf-8"), _MODEL.name)


def emitted() -> dict[str, str]:
    """Emit it anew: texts by path."""
    return emit_service(model())


def kept() -> dict[str, str]:
    """Return what was emitted when it was last reviewed."""
    return {
        path.relative_to(FOLDER).as_posix(): path.read_text("utf-8")
        for path in sorted((FOLDER / "zoo").iterdir())
        if path.is_file()
    }


def main() -> None:
    """Write what is emitted."""
    texts = emitted()
    for path in kept().keys() - texts.keys():
        (FOLDER / path).unlink()
    for path, text in texts.items():
        (FOLDER / path).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
