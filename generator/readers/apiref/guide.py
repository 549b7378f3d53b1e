"""Pages of a guide that are about no single operation or data type.

One lists the errors that every operation has. The others list pages, or say what all requests of a
protocol share; a model has nothing of them.
"""

import re
from collections.abc import Sequence

from generator.readers.apiref.document import Document

_OTHERS = {
    "Actions": "a list of operations",
    "Common Parameters": "the parameters that all requests share",
    "Common Query Parameters": "the parameters that all requests share",
    "Data Types": "a list of data types",
    "Welcome": "an introduction",
}
"""Titles of pages that hold nothing for a model, with what such a page is."""
_COMMON_ERRORS = ("Common Errors", "Common Error Types")
TITLES = (*_COMMON_ERRORS, *_OTHERS)
_LIST = re.compile(r"The following (?:actions|data types) are supported by ")
_OF_GUIDE = re.compile(r"\bAPI_\w|\bdocs\.aws\.amazon\.com\b|\bX-Amz-|\bHTTP Status Code: [1-5]")
"""What tells a page of a guide from all others that may have such a title."""


def is_common_errors(title: str) -> bool:
    """Tell whether the page of that title lists the errors of every operation."""
    return title in _COMMON_ERRORS


def is_of_guide(text: str) -> bool:
    """Tell whether a page has what none but those of API References do."""
    return _OF_GUIDE.search(text) is not None or is_list(text)


def is_list(text: str) -> bool:
    """Tell whether a page lists operations or data types, as one of several services' may be."""
    return _LIST.search(text) is not None


def reason_aside(document: Document) -> str | None:
    """Return what a page is that holds nothing for a model; None where it may hold something."""
    if is_common_errors(document.name):
        return None
    if any(_LIST.match(part.text) for part in document.description[:2]):
        return "a list of operations or data types"
    return _OTHERS.get(document.name)


def flat_guide(lines: Sequence[str]) -> tuple[int, str, str | None] | None:
    """Find the title of such a page among the lines of one that lost its markup.

    Returns:
        The index of the line behind which the page's text begins, the title, and that of the
        service, if the page names it.
    """
    first = next((index for index, line in enumerate(lines) if line), 0)
    at = {line: index for index, line in reversed(list(enumerate(lines))) if line in TITLES}
    for index, line in enumerate(lines):
        title, dash, service = line.partition(" - ")
        if dash and title in at:
            return max(index, at[title]), title, service
    return (first, lines[first], None) if lines and lines[first] in TITLES else None
