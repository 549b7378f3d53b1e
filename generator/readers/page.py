"""Reads a page of any rendition: makes the text uniform, recognises the rendition, reads it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from generator.model.facts import Reading
from generator.model.problems import Problem, quoted
from generator.readers.apiref import html as apiref_html
from generator.readers.apiref import markdown as apiref_markdown
from generator.readers.apiref import text as apiref_text
from generator.readers.apiref.resource import reader as apiref_resource
from generator.readers.boto3 import html as boto3_html
from generator.readers.boto3 import rst as boto3_rst
from generator.readers.boto3 import text as boto3_text


class _Reader(NamedTuple):
    rendition: str
    recognise: Callable[[str], bool]
    read: Callable[[str, str], Reading]
    largest: int = 8_000_000
    """How large a page may be, in characters: several times what the largest real one is."""


_MARKDOWN = 2_000_000
"""Markdown takes its parser long where it is odd."""

_READERS = (
    _Reader(boto3_html.RENDITION, boto3_html.recognise, boto3_html.read),
    _Reader(boto3_rst.RENDITION, boto3_rst.recognise, boto3_rst.read),
    _Reader(boto3_text.RENDITION, boto3_text.recognise, boto3_text.read),
    _Reader(apiref_html.RENDITION, apiref_html.recognise, apiref_html.read),
    _Reader(apiref_markdown.RENDITION, apiref_markdown.recognise, apiref_markdown.read, _MARKDOWN),
    _Reader(apiref_resource.RENDITION, apiref_resource.recognise, apiref_resource.read, _MARKDOWN),
    _Reader(apiref_text.RENDITION, apiref_text.recognise, apiref_text.read),
)
"""The first that recognises a page reads it."""

RENDITIONS = tuple(reader.rendition for reader in _READERS)

_VERBATIM = re.compile(r"\s*(?:<p>)?[A-Za-z ]*Pattern:\s")
"""What follows on such a line is a regular expression, in which a no-break space is itself."""


def read_page(content: bytes, file: str) -> Reading:
    """Read one page.

    Args:
        content: The file's content.
        file: Its name, for messages.

    Returns:
        The facts, or the problems that keep them from being read.
    """
    if b"\0" in content:
        return _failed(file, "text in UTF-8", "a binary file")
    try:
        text = uniform(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _failed(file, "text in UTF-8", f"the byte 0x{content[error.start]:02x}", line)
    if not text.strip():
        return _failed(file, "a documentation page", "an empty file")
    for reader in _READERS:
        if reader.recognise(text):
            if len(text) > reader.largest:
                return _failed(file, f"at most {reader.largest:,} characters", f"{len(text):,}")
            return reader.read(text, file)
    first_line = next(line for line in text.split("\n") if line.strip())
    return _failed(
        file, f"a page of a known rendition ({', '.join(RENDITIONS)})", quoted(first_line), 1
    )


def _failed(file: str, expected: str, found: str, line: int = 1) -> Reading:
    advice = "remove the file or fetch the page again"
    return Reading(None, (Problem(file, line, expected, found, advice),))


def uniform(text: str) -> str:
    """Make line ends and spaces uniform, so that a page reads the same however it was saved."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\xa0" not in text:
        return text
    lines = text.split("\n")
    return "\n".join(_uniform_line(line) if "\xa0" in line else line for line in lines)


def _uniform_line(line: str) -> str:
    verbatim = _VERBATIM.match(line)
    start = verbatim.end() if verbatim else len(line)
    return line[:start].replace("\xa0", " ") + line[start:]
