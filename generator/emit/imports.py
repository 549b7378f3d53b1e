"""Imports: what a generated module imports, in isort's order."""

from generator.emit.layout import import_of
from generator.emit.quoting import Code, joined
from generator.model.names import Identifier


class Imports:
    """Collects the imports of one module."""

    def __init__(self) -> None:
        self._names: dict[Code, set[Identifier]] = {}

    def use(self, module: Code, name: Identifier) -> Identifier:
        """Import a name, and return it."""
        self._names.setdefault(module, set()).add(name)
        return name

    def groups(self, indent: int = 0) -> tuple[Code, ...]:
        """Write the imports: the standard library's, then those of this package."""
        modules = sorted(self._names, key=lambda module: (-_dots(module), module))
        groups = [
            [
                import_of(module, sorted(self._names[module], key=_order), indent)
                for module in modules
                if (_dots(module) > 0) is local
            ]
            for local in (False, True)
        ]
        return tuple(joined("\n", group) for group in groups if group)


def _dots(module: Code) -> int:
    return len(module) - len(module.lstrip("."))


def _order(name: Identifier) -> tuple[int, Identifier]:
    """Constants come first, then classes, then functions."""
    if name.isupper():
        return 0, name
    return (1 if name[0].isupper() else 2), name
