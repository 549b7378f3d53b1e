"""Which service the pages are of.

A breadcrumb states the id; the uid in links to SDKs, a class name and a title only derive it.
Titles never contradict.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.model.facts import PageFacts
from generator.model.names import pascal_case
from generator.model.problems import Problem, ProblemsError

_API_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}$")
_COMPANY = re.compile(r"^(?:AWS|Amazon)\s+")


@dataclass(frozen=True)
class Identity:
    """What the pages say of their service."""

    id: str
    id_origin: Literal["stated", "derived", "given"]
    class_name: str
    class_name_origin: Literal["stated", "derived"]
    title: str | None
    uid: str | None
    api_version: str | None


def identify(pages: Sequence[PageFacts], given: str | None, *, settled: bool) -> Identity:
    """Find out which service the pages are of.

    Args:
        pages: In page order.
        given: The id that the caller expects.
        settled: Whether `given` holds even where a page states another.

    Raises:
        ProblemsError: Where pages are of two services, or of another than the one given.
    """
    if not settled:
        _refuse_strangers(pages, given)
    stated = next((page.service.id for page in pages if page.service.id), None)
    class_name = next((p.service.class_name for p in pages if p.service.class_name), None)
    title = next((page.service.title for page in pages if page.service.title), None)
    uid = max((page.service.uid for page in pages if page.service.uid), default=None)
    derived = _derived(uid, class_name, title)
    service_id = given or stated or derived
    version = _API_VERSION.search(uid or "")
    return Identity(
        id=service_id,
        id_origin=_origin(service_id, stated, derived),
        class_name=class_name or _class_from_title(title or service_id),
        class_name_origin="stated" if class_name else "derived",
        title=title,
        uid=uid,
        api_version=version.group() if version else None,
    )


def _derived(uid: str | None, class_name: str | None, title: str | None) -> str:
    """Derive an id; nearly all services have that of their uid."""
    if uid:
        return _stem(uid)
    return class_name.lower() if class_name else _id_from_title(title or "")


def _stem(uid: str) -> str:
    """Return a uid without the version behind it."""
    return _API_VERSION.sub("", uid).rstrip("-").lower()


def _origin(
    service_id: str, stated: str | None, derived: str
) -> Literal["stated", "derived", "given"]:
    if service_id == stated:
        return "stated"
    return "derived" if service_id == derived else "given"


def _id_from_title(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _COMPANY.sub("", title).lower())


def _class_from_title(title: str) -> str:
    return pascal_case(_COMPANY.sub("", title))


def _refuse_strangers(pages: Sequence[PageFacts], given: str | None) -> None:
    with_id = [page for page in pages if page.service.id]
    with_class = [page for page in pages if page.service.class_name]
    with_uid = [page for page in pages if page.service.uid]
    problems: list[Problem] = []
    if with_id:
        reason = "as the folder or the caller says" if given else f"as {with_id[0].file} is"
        expected = given or with_id[0].service.id or ""
        for page in with_id:
            problems += _stranger(page, page.service.id, expected, reason)
    if with_class:
        first = with_class[0]
        for page in with_class:
            expected = first.service.class_name or ""
            problems += _stranger(page, page.service.class_name, expected, f"as {first.file} is")
    for page in with_uid[1:]:
        stem, expected = (_stem(one.service.uid or "") for one in (page, with_uid[0]))
        problems += _stranger(page, stem, expected, f"as {with_uid[0].file} is")
    if problems:
        raise ProblemsError(problems)


def _stranger(page: PageFacts, stated: str | None, expected: str, reason: str) -> list[Problem]:
    if stated == expected:
        return []
    return [
        Problem(
            page.file,
            page.service.line,
            f"a page of {expected}, {reason}",
            f"one of {stated}",
            "keep the pages of each service in a folder of their own, or give --service",
        )
    ]
