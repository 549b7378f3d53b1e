"""Rendering: templates and views become text.

Jinja2 is imported by the first text that is rendered, so that a run with nothing to do goes
without.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.emit.quoting import Source

if TYPE_CHECKING:
    from jinja2 import Environment

_SUFFIX = ".j2"


def templates_folder() -> Path:
    """Return the folder of templates: the repository's, or the copy that the wheel carries.

    An editable installation leaves a copy, too, which nobody keeps up to date: the repository's
    comes first.
    """
    package = Path(__file__).parents[1]
    repository = package.parent
    if (repository / "pyproject.toml").is_file() and (repository / "templates").is_dir():
        return repository / "templates"
    return package / "templates"


def template_files() -> list[tuple[str, bytes]]:
    """Return every template with its content, by path below the folder of templates."""
    root = templates_folder()
    paths = sorted(root.rglob(f"*{_SUFFIX}"))
    return [(path.relative_to(root).as_posix(), path.read_bytes()) for path in paths]


def output_paths(folder: str) -> list[str]:
    """Return the paths of the files that a folder's templates make, relative to that folder.

    Templates whose names begin with one underscore are parts of others.
    """
    root = templates_folder() / folder
    found = sorted(root.rglob(f"*{_SUFFIX}"))
    return [
        path.relative_to(root).as_posix().removesuffix(_SUFFIX)
        for path in found
        if not re.match("_(?!_)", path.name)
    ]


def render(path: str, **views: object) -> str:
    """Render a template.

    Args:
        path: The path of the file that it makes, below the folder of templates.
        views: What it shows.

    Raises:
        TypeError: Where it would write text that is neither code nor a name.
        jinja2.TemplateError: Where it fails otherwise, as at a name that no view has.
    """
    environment = _environment(templates_folder())
    return environment.get_template(f"{path}{_SUFFIX}").render(views)


@cache
def _environment(folder: Path) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        auto_reload=False,
        undefined=StrictUndefined,
        finalize=source_only,
        autoescape=False,  # noqa: S701 (this is not HTML; source_only refuses what is not quoted)
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def source_only(value: object) -> object:
    """Refuse to write what is not known to be source: the environment's `finalize`.

    Raises:
        TypeError: Where the value is neither code nor an identifier.
    """
    from jinja2 import Undefined

    if isinstance(value, Source | Undefined):
        return value  # Undefined raises by itself, and names what is missing.
    raise TypeError(f"a template may write Code and Identifiers only, not {value!r}")
