import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from generator.emit import render as rendering
from generator.emit.quoting import Code
from generator.emit.render import output_paths, render, template_files, templates_folder
from generator.model.names import Identifier


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder of templates, in place of the repository's."""
    monkeypatch.setattr(rendering, "templates_folder", lambda: tmp_path)
    return tmp_path


def put(folder: Path, path: str, text: str) -> None:
    """Write a template."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text)


@pytest.mark.parametrize("value", [Code("x = {{ y }}"), Identifier("name")])
def test_source_is_written_as_it_stands(folder: Path, value: Code | Identifier) -> None:
    """Code and names go into a text unchanged, whatever braces are in them."""
    put(folder, "a.py.j2", "{{ value }}\n")

    assert f"{value}\n" == render("a.py", value=value)


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("{{ value }}", "import os"),
        ("{{ value }}", ""),
        ("{{ value }}", 3),
        ("{{ value }}", None),
        ("{{ value }}", ["x"]),
        ("{{ value ~ value }}", Code("x")),
        ("{{ value | upper }}", Code("x")),
        ("{{ value | safe }}", "x"),
        ("{{ value.title() }}", Code("x")),
        ("{{ [value] | join(',') }}", Code("x")),
        ("{{ 'constant' }}", Code("x")),
        ("{% set copy %}{{ value }}{% endset %}{{ copy }}", Code("x")),
    ],
)
def test_all_else_is_refused(folder: Path, template: str, value: object) -> None:
    """What is not known to be source stops the rendering, even if it was made of source."""
    put(folder, "a.py.j2", template)

    with pytest.raises(TypeError, match="Code and Identifiers only"):
        render("a.py", value=value)


@pytest.mark.parametrize(
    "template", ["{{ nothing }}", "{% if nothing %}{% endif %}", "{{ value.nothing }}"]
)
def test_what_no_view_has_is_an_error(folder: Path, template: str) -> None:
    """A name that is not there never becomes an empty text, nor counts as false."""
    put(folder, "a.py.j2", template)

    with pytest.raises(UndefinedError, match="nothing"):
        render("a.py", value=Code("x"))


def test_blocks_leave_no_lines_behind(folder: Path) -> None:
    """A line with nothing but a block tag is not in the text, and the last newline is."""
    put(
        folder,
        "a.py.j2",
        "{% for v in values %}\n  {% if v %}\n{{ v }}\n  {% endif %}\n{% endfor %}\n",
    )

    assert render("a.py", values=[Code("a"), Code(), Code("b")]) == "a\nb\n"


def test_the_tree_of_templates_is_the_tree_of_files(folder: Path) -> None:
    """Each template is a file of the output, but for those that are parts of others."""
    for path in ("s/client.py.j2", "s/__init__.py.j2", "s/_part.py.j2", "s/in/er.pyi.j2", "x.j2"):
        put(folder, path, path)

    assert output_paths("s") == ["__init__.py", "client.py", "in/er.pyi"]
    assert ("s/_part.py.j2", b"s/_part.py.j2") in template_files()


def test_a_checkout_uses_its_own_templates() -> None:
    """The repository's templates count, not the copy that an installation left."""
    assert Path(__file__).parents[2] / "templates" == templates_folder()


def test_a_wheel_uses_the_templates_that_it_carries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of a checkout the package's own folder counts, whatever else is called templates."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "generator" / "emit").mkdir(parents=True)
    monkeypatch.setattr(rendering, "__file__", str(tmp_path / "generator" / "emit" / "render.py"))

    assert tmp_path / "generator" / "templates" == templates_folder()


def test_emission_imports_neither_jinja2_nor_black_before_it_renders() -> None:
    """A run with nothing to do does not pay for what it does not use."""
    program = (
        "import sys, generator.emit.emission\n"
        "print({'jinja2', 'black', 'docutils', 'boto3'} & {*sys.modules})"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.strip() == b"set()"
