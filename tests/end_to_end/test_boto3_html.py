"""boto3's pages in HTML state what the same pages in RST do, and botocore's models agree."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import msgspec
import pytest
from support.boto3_pages import pages
from support.judged import assert_agrees

from generator.audit.auditing import audit_service
from generator.model.facts import Reading
from generator.readers.page import read_page

Folders = Callable[[str], Path]

SERVICES = [
    "sqs",
    *(
        pytest.param(service, marks=pytest.mark.slow)
        for service in (
            "kms",
            "dynamodb",
            "lambda",
            "cleanroomsml",
            "dataexchange",
            "discovery",
            "fsx",
            "pinpoint",
        )
    ),
]
"""Publishing takes Sphinx up to a minute."""

LOST = (
    ("backslash (\\\\)", "backslash ()"),  # RST reads a lone one as an escape.
    ('set ("`SS`"', 'set (" `SS`"'),  # Sphinx makes a closing quote of the opening one.
    ("supports `MULTI_AZ_1`", "supports\n\n`MULTI_AZ_1`"),  # A line separator ends the paragraph.
)
"""What a text in RST reads as, and what the same text in HTML does."""


@pytest.mark.parametrize("service", SERVICES)
def test_html_states_what_rst_does(service: str, boto3_pages: Folders, boto3_site: Folders) -> None:
    """Both renditions of a page give the same facts, or are set aside for the same reason."""
    expected = _statements(boto3_pages(service))
    found = _statements(boto3_site(service))

    assert expected.keys() == found.keys()
    assert {name: one for name, one in expected.items() if one != found[name]} == {}


@pytest.mark.parametrize("service", SERVICES)
def test_ir_from_html_agrees_with_model(service: str, boto3_site: Folders) -> None:
    """Every page is read, every operation is there, and no fact is wrong."""
    assert_agrees(audit_service(boto3_site(service), service))


def _statements(folder: Path) -> dict[str, object]:
    """Return what each page states, by the page's kind and name."""
    return {
        f"{page.parent.name}/{page.stem}": _statement(read_page(page.read_bytes(), page.stem))
        for page in pages(folder)
    }


def _statement(reading: Reading) -> object:
    assert reading.problems == ()
    return _comparable(msgspec.to_builtins((reading.facts, reading.aside)))


def _comparable(content: object) -> object:
    """Return facts without what differs between renditions: where they stand, and typography."""
    match content:
        case dict():
            items = cast(dict[str, object], content).items()
            return {
                name: _comparable(one) for name, one in items if name not in ("line", "rendition")
            }
        case list() | tuple():
            return [_comparable(one) for one in cast(list[object], content)]
        case str():
            return _typewritten(content)
        case _:
            return content


_TYPEWRITTEN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "—": "--", "…": "..."})


def _typewritten(text: str) -> str:
    """Undo Sphinx's quotes and dashes."""
    text = text.translate(_TYPEWRITTEN).replace("---", "–").replace("--", "–")
    for in_rst, in_html in LOST:
        text = text.replace(in_rst, in_html)
    return text
