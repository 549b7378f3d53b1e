"""Emission: the model of a service becomes the texts of its files.

Each function returns texts by path relative to the folder of all that is generated. Which files
there are, the tree of templates says.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.emit.render import output_paths, render
from generator.emit.views_service import package_view, service_view
from generator.model import ir

_RUNTIME = Path(__file__).parents[1] / "runtime"


def emit_service(service: ir.Service, pages_note: Sequence[str] | None = None) -> dict[str, str]:
    """Return the files of one service: its client and its types.

    Args:
        service: The model.
        pages_note: What the head of each file names as its pages; else their ids or, where they
            are many, how many there are of each kind.

    Raises:
        ValueError: Where the model holds a name that can't be one in Python.
    """
    view = service_view(service, pages_note)
    return {
        f"{view.module}/{path}": render(f"service/{path}", service=view)
        for path in output_paths("service")
    }


def emit_package(service_ids: Iterable[str]) -> dict[str, str]:
    """Return the files that make the folder of all services a package, and a typed one.

    Raises:
        ValueError: Where an id gives no module, or two give the same.
    """
    package = package_view(service_ids)
    return {name: render(name, package=package) for name in ("__init__.py", "py.typed")}


def emit_runtime() -> dict[str, str]:
    """Return the files of the library that generated code imports, byte for byte."""
    return {
        f"_runtime/{path.relative_to(_RUNTIME).as_posix()}": path.read_bytes().decode()
        for path in sorted(_RUNTIME.rglob("*.py"))
    }
