"""boto3's pages as flattened text state what is left in it, and botocore's models agree."""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import cast

import msgspec
import pytest
from support.boto3_flat import FLATTENINGS, SEED, Flattening
from support.boto3_pages import pages
from support.judged import assert_agrees

from generator.audit.auditing import audit_service
from generator.model.facts import Reading
from generator.readers.page import read_page

Folders = Callable[[str], Path]
Texts = Callable[[str, Flattening], Path]

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
            "pinpoint",
            "lex-runtime",
            "glacier",
            "fsx",
        )
    ),
]
"""The last three have what the others lack: JSON in strings, hidden members, fields left apart."""

each_flattening = pytest.mark.parametrize("how", FLATTENINGS, ids=lambda how: how.name)


@pytest.mark.parametrize("service", SERVICES)
@each_flattening
def test_ir_from_text_agrees_with_model(service: str, how: Flattening, boto3_text: Texts) -> None:
    """Every page is read, every operation is there, and no fact is wrong."""
    assert_agrees(audit_service(boto3_text(service, how), service))


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    "how", [how for how in FLATTENINGS if how is not SEED], ids=lambda how: how.name
)
def test_text_states_what_rst_does(
    service: str, how: Flattening, boto3_pages: Folders, boto3_text: Texts
) -> None:
    """Where the entries are left, a page states what it does in RST, or leaves it unknown."""
    expected = _statements(boto3_pages(service))
    found = _statements(boto3_text(service, how))

    assert expected.keys() == found.keys()
    differences = {name: list(_differences(expected[name], found[name])) for name in expected}
    assert {name: one for name, one in differences.items() if one} == {}


@pytest.mark.slow
def test_the_seed_is_flattened_like_this(shared: Path, boto3_text: Texts) -> None:
    """Whatever of the real page botocore still has is in ours, in the same order."""
    (seed,) = (shared / "seeds").glob("002_*.txt")
    page = boto3_text("dataexchange", SEED) / "paginator" / "ListJobs.txt"

    ours = iter(page.read_text("utf-8").splitlines())
    assert [line for line in seed.read_text("utf-8").splitlines() if line not in ours] == []


def _statements(folder: Path) -> dict[str, Reading]:
    """Return what each page states, by the page's kind and name."""
    return {
        f"{page.parent.name}/{page.stem}": read_page(page.read_bytes(), page.stem)
        for page in pages(folder)
    }


def _differences(expected: Reading, found: Reading) -> Iterator[str]:
    if found.problems or (expected.aside is None) != (found.aside is None):
        yield f"{found.problems}, {found.aside}"
    elif found.facts is not None:
        facts = (msgspec.to_builtins(reading.facts) for reading in (expected, found))
        yield from _differ("", *facts)


_OF_THE_RENDITION = ("line", "rendition", "plain", "covers")
_MAY_BE_UNKNOWN = ("id", "uid", "name", "required", "union", "errors")
"""What got lost with the links, and what is in doubt where a page shows no mark of its sort."""


def _differ(place: str, expected: object, found: object) -> Iterator[str]:
    """Tell where facts are other ones; an unknown fact may take the place of one."""
    field = place.rpartition(".")[2]
    match expected, found:
        case dict(), dict():
            ones, others = cast(dict[str, object], expected), cast(dict[str, object], found)
            for name in dict.fromkeys([*ones, *others]):
                if name not in _OF_THE_RENDITION:
                    yield from _differ(f"{place}.{name}", ones.get(name), others.get(name))
        case (list() | tuple(), list() | tuple()):
            sequences = cast(list[object], expected), cast(list[object], found)
            for number, (one, other) in enumerate(zip_longest(*sequences)):
                yield from _differ(f"{place}[{number}]", one, other)
        case str(), str() if field == "documentation" and _letters(expected) == _letters(found):
            pass
        case None | False | str() | list() | tuple(), None if field in _MAY_BE_UNKNOWN:
            pass
        case _ if expected != found:
            yield f"{place}: {expected!r}, found {found!r}"
        case _:
            pass


def _letters(text: str) -> str:
    """Return what no markup and no typography change."""
    text = re.sub(r"\]\((?:[^()\s]|\([^()\s]*\))*\)", "", text)
    return "".join(re.findall(r"[A-Za-z0-9]+", text))
