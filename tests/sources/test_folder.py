"""Pages in files and folders."""

from pathlib import Path

import pytest

from generator.sources.folder import page_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with pages at two depths, and what is no page."""
    pages = tmp_path / "pages"
    (pages / "client").mkdir(parents=True)
    for name in ("b.rst", "a.rst", "client/c.rst", ".hidden", ".git/x"):
        (pages / name).parent.mkdir(exist_ok=True)
        (pages / name).write_text("x")
    return pages


def names(found: list[Path], folder: Path) -> list[str]:
    """Return pages as paths below a folder."""
    return [path.relative_to(folder).as_posix() for path in found]


def test_everything_below_a_folder_but_what_is_hidden(folder: Path) -> None:
    """Pages come sorted, each once, whatever a leading dot hides left out."""
    found = page_files([folder, folder / "a.rst"])

    assert ["a.rst", "b.rst", "client/c.rst"] == names(found, folder)


def test_linked_folders_count(folder: Path, tmp_path: Path) -> None:
    """A linked folder is read as any other, and one that leads back only once."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "d.rst").write_text("x")
    (folder / "linked").symlink_to(other)
    (folder / "round").symlink_to(folder)

    assert "linked/d.rst" in names(page_files([folder]), folder)


def test_a_link_that_leads_nowhere_is_an_error(folder: Path, tmp_path: Path) -> None:
    """No page goes unread in silence."""
    (folder / "broken.rst").symlink_to(tmp_path / "nowhere")

    with pytest.raises(FileNotFoundError, match=r"broken\.rst"):
        page_files([folder])
