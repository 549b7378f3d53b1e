"""Text files."""

from pathlib import Path

import pytest

from generator.model.problems import ProblemsError
from generator.model.text import read_text


@pytest.mark.parametrize("content", [b"a: \xc3\xa9\n", b"\xef\xbb\xbfa: \xc3\xa9\n"])
def test_text_in_utf_8(tmp_path: Path, content: bytes) -> None:
    """It is read, a byte order mark left out."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content)

    assert read_text(path, "a.yaml") == "a: é\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe- a", "a.yaml:1: expected text in UTF-8, found the byte 0xff"),
        (b"a\nb\n\x80", "a.yaml:3: expected text in UTF-8, found the byte 0x80"),
        (b"\xef\xbb\xbfa\n\xe9", "a.yaml:2: expected text in UTF-8, found the byte 0xe9"),
        (b"a\n\xc3", "a.yaml:2: expected text in UTF-8, found the byte 0xc3"),
    ],
)
def test_other_bytes(tmp_path: Path, content: bytes, message: str) -> None:
    """A byte that is no UTF-8 is a problem on its line."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content)

    with pytest.raises(ProblemsError) as caught:
        read_text(path, "a.yaml")

    assert message == str(caught.value)
