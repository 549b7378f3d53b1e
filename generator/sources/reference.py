"""How the API Reference of a service lies on the web, and what its pages say of each other.

A guide is a folder of pages, each in Markdown, in HTML, or in both. One page lists the operations,
`API_X` is the page of an operation or a type. A guide of several services sets those of one apart
by a word, as `API_control_X`. Where an API consists of resources, each of them has a page instead.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from generator.model.problems import Problem, ProblemsError, quoted

FOLDER = "api-reference"
"""The folder that holds these pages of a service, so that they meet no others."""
MARKDOWN, HTML, JSON = ".md", ".html", ".json"

OPERATIONS, TYPES, RESOURCES = "API_Operations", "API_Types", "resources"
"""The pages that list what their names say."""
CONTENTS = "toc-contents"
"""The guide's table of contents, which the site keeps as JSON."""
WELCOME = "Welcome"
EXAMPLE = "https://docs.aws.amazon.com/cleanrooms-ml/latest/APIReference/"

_LIST = re.compile(rf"{OPERATIONS}(?:_[\w-]+)?|{TYPES}(?:_[\w-]+)?|{RESOURCES}", re.ASCII)
_SUBJECT = re.compile(r"API_(?P<word>[A-Za-z0-9-]+_(?=[A-Z]))?[A-Za-z]\w*", re.ASCII)
_FILE = re.compile(r"(?P<name>\w[\w-]*)\.(?:md|html)", re.ASCII)
_NO_RESOURCES = {RESOURCES, "operations", "welcome", "api-reference", "document-history"}
"""Pages of a guide to resources that are of none of them, in lower case."""

_MARKDOWN_LINK = re.compile(r"\]\(\s*<?([^\s()<>]+)")
_JSON_LINK = re.compile(r'"href"\s*:\s*"([^"\\]+)"')
_SOURCE = re.compile(r"^source_url:[ \t]*(\S+)", re.MULTILINE)
_TITLE = re.compile(r'^# .*\n+<a name="([^"\n]+)">', re.MULTILINE)
_HTML_START = re.compile(r"\s*<(?:!doctype|html)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """The API Reference of one service."""

    guide: str
    """The address of the guide, with the slash at its end."""
    word: str | None = None
    """What sets the names of the service's pages apart: `control_`, or nothing; None if unknown."""
    start: str = OPERATIONS
    """The page that should list the operations."""


def read_reference(url: str) -> Reference:
    """Read the address of a guide, or of a page in it that shows which service is meant.

    Raises:
        ProblemsError: Where it is no such address.
    """
    parts = None
    with suppress(ValueError):
        parts = urlsplit(url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        expected = f"the address of an API Reference, as {EXAMPLE}"
        raise ProblemsError([Problem("--reference", 0, expected, quoted(url))])
    folder, _, file = parts.path.rpartition("/")
    page = _FILE.fullmatch(file)
    base = f"{parts.scheme}://{parts.netloc}"
    if page is None:
        return Reference(f"{base}{parts.path.rstrip('/')}/")
    guide, name = f"{base}{folder}/", page["name"]
    if _LIST.fullmatch(name) and not name.startswith(TYPES):
        return Reference(guide, start=name)
    return Reference(guide, word_of(name) if is_subject(name) else None)


def is_subject(name: str) -> bool:
    """Tell whether a page is of an operation or a type, by its name."""
    return bool(_SUBJECT.fullmatch(name)) and not _LIST.fullmatch(name)


def word_of(name: str) -> str:
    """Return what sets the pages of a subject's service apart; often that is nothing."""
    subject = _SUBJECT.fullmatch(name)
    return (subject["word"] or "") if subject else ""


def part_of(name: str, whole: str) -> bool:
    """Tell whether a page has a part of what another lists: `API_Types_S3` of `API_Types`."""
    return name.startswith(f"{whole}_")


def only_word(subjects: Iterable[str], url: str) -> str | Problem:
    """Return what sets the pages apart of the only service that a guide is of.

    Args:
        subjects: Its operations.
        url: What lists them, for messages.
    """
    words = Counter(map(word_of, subjects))
    if len(words) == 1:
        return next(iter(words))
    found = ", ".join(f"{number} as API_{word}X" for word, number in sorted(words.items()))
    advice = "give the address of any page of the service as --reference"
    return Problem(url, 0, "the operations of one service", found, advice)


def is_resource(name: str) -> bool:
    """Tell whether a page that a list of resources links to may be of one, by its name."""
    return name.lower() not in _NO_RESOURCES and not _LIST.fullmatch(name)


def linked(text: str, url: str, guide: str) -> list[str]:
    """Return the names of the other pages of a guide that one links to, in its order, each once.

    Args:
        text: The page, in the form that its address ends in.
        url: Its address.
        guide: That of the guide.
    """
    names: dict[str, None] = {}
    for target in _targets(text, url):
        with suppress(ValueError):  # urllib refuses what looks like a wrong IPv6 address.
            address = urljoin(url, target).partition("#")[0].partition("?")[0]
            file = _FILE.fullmatch(address.removeprefix(guide))
            if address.startswith(guide) and file:
                names[file["name"]] = None
    names.pop(name_at(url), None)
    return list(names)


def _targets(text: str, url: str) -> Iterator[str]:
    if url.endswith(HTML):
        tree = LexborHTMLParser(text)
        links = tree.css("#main-col-body a[href]") or tree.css("body a[href]")
        yield from (link.attributes.get("href") or "" for link in links)
    else:
        yield from (_JSON_LINK if url.endswith(JSON) else _MARKDOWN_LINK).findall(text)


def is_another(text: str, url: str) -> bool:
    """Tell whether a page names itself otherwise than by the address that it was asked for at.

    So does a page that a site gives for one that it has not.
    """
    own = _own_name(text, url)
    return own is not None and own.lower() != name_at(url).lower()


def name_at(url: str) -> str:
    """Return the name of the page at an address, without its form."""
    return re.sub(r"\.\w+\Z", "", urlsplit(url).path.rpartition("/")[2])


def _own_name(text: str, url: str) -> str | None:
    if url.endswith(HTML):
        tree = LexborHTMLParser(text)
        canonical = tree.css_first("link[rel=canonical]")
        if canonical is not None and (address := canonical.attributes.get("href")):
            return _name_in(address)
        title = tree.css_first("h1[id]")
        return None if title is None else title.attributes.get("id")
    if _HTML_START.match(text):
        return ""
    if (source := _SOURCE.search(text[:1000])) is not None:
        return _name_in(source[1])
    title_anchor = _TITLE.search(text)
    return None if title_anchor is None else title_anchor[1]


def _name_in(address: str) -> str | None:
    with suppress(ValueError):
        return name_at(address) or None
    return None
