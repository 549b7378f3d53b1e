"""Packages that import what they offer when it is first used."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType


def loader(package: str, **homes: str) -> Callable[[str], object]:
    """Return a package's `__getattr__` (PEP 562).

    A module `_custom` in the package, if someone put it there, comes first: what it
    defines stands in place of what was generated.

    Args:
        package: The package's name.
        homes: By name of what the package offers, the module that has it.
    """

    def load(name: str) -> object:
        if not name.startswith("__"):
            custom = _custom(package)
            if hasattr(custom, name):
                offered = getattr(custom, name)
                # A module that it imports is not the package's of the same name.
                if not isinstance(offered, type(sys)):
                    return offered
            if name in homes:
                return getattr(_import(f"{package}.{homes[name]}"), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return load


def _custom(package: str) -> ModuleType | None:
    name = f"{package}._custom"
    try:
        return _import(name)
    except ModuleNotFoundError as error:
        if error.name == name:
            return None
        raise


def _import(name: str) -> ModuleType:
    from importlib import import_module

    return import_module(name)
