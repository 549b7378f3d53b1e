import importlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FILES = {
    "__init__": """\
        from generator.runtime.lazy import loader
        __getattr__ = loader(__name__, Client="client", Other="client")
        __all__ = ["Client"]
        """,
    "client": """\
        class Client:
            origin = "generated"
        class Other: ...
        class Hidden: ...
        """,
    "types": "kind = 'types of the service'",
}


class Packages:
    """Makes packages as generated ones are, each with its own `_custom`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, custom: str | None = None) -> Any:
        """Make a package and import it."""
        name = f"lazy_package_{len(list(self._folder.iterdir()))}"
        (self._folder / name).mkdir()
        files: Mapping[str, str] = FILES if custom is None else {**FILES, "_custom": custom}
        for file, text in files.items():
            lines = (line.removeprefix(" " * 8) for line in text.splitlines())
            (self._folder / name / f"{file}.py").write_text("\n".join(lines))
        importlib.invalidate_caches()
        return importlib.import_module(name)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Packages]:
    """Give what makes packages."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    yield Packages(tmp_path)
    for name in [name for name in sys.modules if name.startswith("lazy_package_")]:
        del sys.modules[name]


def loaded(package: ModuleType) -> set[str]:
    """Return which of a package's modules have been imported."""
    prefix = f"{package.__name__}."
    return {name.removeprefix(prefix) for name in sys.modules if name.startswith(prefix)}


def from_import(package: ModuleType, name: str) -> Any:
    """Import something from a package, as a statement does."""
    names: dict[str, Any] = {}
    exec(f"from {package.__name__} import {name}", names)
    return names.get(name, names)


# Without a module of the user's.


def test_modules_are_imported_when_they_are_used(packages: Packages) -> None:
    """Importing the package imports none of them."""
    package = packages.make()
    before = loaded(package)

    client = package.Client

    assert set() == before
    assert "generated" == client.origin
    assert {"client"} == loaded(package)
    assert client is package.Client


@pytest.mark.parametrize("name", ["Hidden", "client_", "_custom", "__wrapped__"])
def test_a_package_offers_what_it_says_alone(packages: Packages, name: str) -> None:
    """Everything else is missing, as from any module."""
    package = packages.make()

    assert not hasattr(package, name)
    with pytest.raises(ImportError, match=f"cannot import name '{name}'"):
        from_import(package, name)


def test_submodules_can_be_imported(packages: Packages) -> None:
    """They are found though the package is asked first."""
    assert "types of the service" == from_import(packages.make(), "types").kind


def test_a_star_imports_what_is_offered(packages: Packages) -> None:
    """`__all__` says what that is."""
    names = from_import(packages.make(), "*")

    assert "generated" == names["Client"].origin
    assert "Other" not in names


# With one.


@pytest.mark.parametrize("source", [".client", "."])
def test_what_users_define_comes_first(packages: Packages, source: str) -> None:
    """They may extend the generated class under its own name, and add what is theirs."""
    package = packages.make(f"""\
        from {source} import Client as Generated
        class Client(Generated):
            origin = "custom, found " + Generated.origin
        def helper(): ...
        NOTHING = None
        """)

    assert "custom, found generated" == package.Client.origin
    assert package.Client is from_import(package, "Client")
    assert "helper" == package.helper.__name__
    assert package.NOTHING is None
    assert "Other" == package.Other.__name__
    assert not hasattr(package, "Hidden")


@pytest.mark.parametrize(
    ("custom", "error"),
    [
        ("import nowhere_to_be_found", ModuleNotFoundError),
        ("from . import nothing", ImportError),
        ("from .client import Nothing", ImportError),
        ("raise ImportError('no')", ImportError),
        ("def", SyntaxError),
        ("1 / 0", ZeroDivisionError),
    ],
)
def test_mistakes_of_users_are_not_hidden(
    packages: Packages, custom: str, error: type[Exception]
) -> None:
    """A broken module is not the same as none, even for who asks for a generated class."""
    package = packages.make(custom)

    for name in ("Client", "helper"):
        with pytest.raises(error):
            getattr(package, name)


def test_modules_that_users_import_hide_no_submodules(packages: Packages) -> None:
    """Their `types` is Python's; the package's is its own."""
    package = packages.make("import types, sys as client")

    assert "types of the service" == from_import(package, "types").kind
    assert "generated" == from_import(package, "client").Client.origin


def test_a_users_module_is_imported_when_something_is_asked_for(packages: Packages) -> None:
    """Neither by importing the package nor by what every package is asked for."""
    package = packages.make("asked = True")

    assert not hasattr(package, "__wrapped__")
    assert set() == loaded(package)
    assert package.asked
    assert {"_custom"} == loaded(package)
    assert package._custom.asked
