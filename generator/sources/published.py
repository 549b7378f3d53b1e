"""Where the published RST sources of boto3's documentation are, and what is known of them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

import msgspec

from generator.model.problems import Problem, quoted
from generator.sources.layout import KINDS, SERVICE, front_page

BASE_URL = "https://docs.aws.amazon.com/boto3/latest/_sources/reference/services"
"""Below it are each service's front page, `sqs.rst.txt`, and its pages, `sqs/client/x.rst.txt`."""

_SUFFIX = ".txt"
_PLACE = re.compile(
    rf"/(?P<service>{SERVICE.pattern})(?:/(?P<page>(?:{'|'.join(KINDS)})/\w+))?\.rst\.txt",
    re.ASCII,
)
_TOCTREE = re.compile(r"\s*\.\. toctree::")
_OPTION = re.compile(r"\s*:\w+:")
_ENTRY = re.compile(r"(?P<service>[^/\s]+)/(?P<page>(?P<folder>[\w-]+)/\w+)", re.ASCII)


def address(base: str, service: str, page: str) -> str:
    """Return where a page is published, given its path below the service's folder."""
    inner = page if page == front_page(service) else f"{service}/{page}"
    return f"{base.rstrip('/')}/{inner}{_SUFFIX}"


def listed_pages(front: str, service: str, url: str) -> tuple[list[str], list[Problem]]:
    """Return the pages that a front page lists but those on boto3's resources.

    Args:
        front: The front page's text.
        service: The service that it must be of.
        url: Where it came from, for messages.

    Returns:
        Paths below the service's folder, and what is wrong with entries.
    """
    pages: dict[str, None] = {}
    problems: list[Problem] = []
    for number, entry in _entries(front.split("\n")):
        found = _ENTRY.fullmatch(entry)
        if not found or found["service"] != service:
            expected = f"an entry such as {service}/client/NAME"
            problems.append(Problem(url, number, expected, quoted(entry)))
        elif found["folder"] in KINDS:
            pages[f"{found['page']}.rst"] = None
    if not pages and not problems:
        problems.append(Problem(url, 0, "a page that lists the service's others", "no entries"))
    return list(pages), problems


def _entries(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the entries of all tables of contents, with the numbers of their lines."""
    depth: int | None = None
    for number, line in enumerate(lines, start=1):
        indent = len(line) - len(line.lstrip())
        if _TOCTREE.match(line):
            depth = indent
        elif depth is not None and line.strip():
            if indent <= depth:
                depth = None
            elif not _OPTION.match(line):
                yield number, line.strip()


def read_addresses(
    text: str, file: str, base: str
) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Read a list of addresses, one a line; empty lines and those that start with `#` are none.

    Args:
        text: The list.
        file: Its name, for messages.
        base: Where all pages are published.

    Returns:
        For each service the addresses by page, and what is wrong with lines.
    """
    services: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        url = line.strip()
        if not url or url.startswith("#"):
            continue
        start = base.rstrip("/")
        found = _PLACE.fullmatch(url.removeprefix(start)) if url.startswith(start) else None
        if found is None:
            expected = f"an address such as {address(base, 'sqs', 'client/send_message.rst')}"
            advice = "--base-url says where they start"
            problems.append(Problem(file, number, expected, quoted(url), advice))
            continue
        service = found["service"]
        page = f"{found['page']}.rst" if found["page"] else front_page(service)
        services.setdefault(service, {})[page] = url
    return services, problems


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a page that arrived."""

    url: str
    digest: str
    """The hash of its content: a page that was edited since is not the one that arrived."""
    etag: str = ""
    modified: str = ""


def read_known(content: bytes) -> dict[str, Known]:
    """Return what `write_known` wrote, by page; damage costs time alone, so it is no problem."""
    with suppress(ValueError, RecursionError, msgspec.ValidationError):
        return msgspec.convert(json.loads(content), dict[str, Known])
    return {}


def write_known(known: Mapping[str, Known]) -> str:
    """Return what is known of pages as text."""
    return json.dumps(msgspec.to_builtins(known), indent=1, sort_keys=True) + "\n"
