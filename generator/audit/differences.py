"""Differences in time: facts in which page and model differ because one of them is newer.

The witness is the page's own text, searched in a plain way that knows nothing of the readers: a
difference counts only if the page has what was found, or lacks what was expected, where it should
stand; and never if the page has what was expected.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from generator.audit.constraints import limits
from generator.audit.raw_page import Entry, RawPage, Region
from generator.audit.verdict import INSIDE, Fact, Verdict, Wrong
from generator.model.ir import Number

_REGIONS = {
    "input": Region.REQUEST,
    "output": Region.RESPONSE,
    "http": Region.REQUEST,
    "errors": Region.ERRORS,
}
_HOST = re.compile(r"\bHost: ?([\w-]+)")
_Witness = tuple[int, str]


def set_apart(verdict: Verdict, pages: Iterable[RawPage]) -> Verdict:
    """Take what a page witnesses to be newer, or older, out of what is wrong.

    Args:
        verdict: What a judge found wrong.
        pages: The pages of API References from which the model was built.
    """
    by_subject: dict[str, list[RawPage]] = {}
    for page in pages:
        by_subject.setdefault(page.subject, []).append(page)
    witnesses = Witnesses(by_subject, verdict.known)
    found = [(wrong, witnesses.of(wrong)) for wrong in verdict.wrong]
    return replace(
        verdict,
        wrong=tuple(wrong for wrong, newer in found if newer is None),
        newer=tuple(newer for _, newer in found if newer is not None),
    )


class Witnesses:
    """Looks for what bears out that a fact is no mistake of the readers.

    Args:
        pages: The pages of a service, by the operations and types that they are about.
        known: The names of all members in the model.
    """

    def __init__(self, pages: Mapping[str, Sequence[RawPage]], known: Collection[str]) -> None:
        self.pages = pages
        self.known = known

    def of(self, wrong: Wrong) -> Wrong | None:
        """Return a wrong fact with its witness, or None where no page bears it out."""
        subject, *steps = wrong.path.removeprefix("operations.").split(".")
        pages = self.pages.get(subject, ())
        sided = bool(steps) and steps[0] in _REGIONS and not all(page.is_type for page in pages)
        for page in pages:
            if page.is_type is not sided or not steps:
                for line, text in self._witness(wrong, page, steps, sided=sided):
                    return replace(wrong, lines=(f"{page.file}:{line}",), witness=text)
        return None

    def _witness(
        self, wrong: Wrong, page: RawPage, steps: Sequence[str], *, sided: bool
    ) -> Iterator[_Witness]:
        region = _REGIONS[steps[0]] if sided else Region.CONTENTS
        if len(steps) <= sided:
            yield from page.titles if wrong.fact is Fact.EXTRA and not steps else ()
        elif sided and steps[0] == "http":
            yield from _of_http(wrong, page.lines(region), steps[1])
        elif region is Region.ERRORS:
            yield from _of_error(wrong, page, steps[1:])
        elif wrong.fact is Fact.MISSING:
            yield from _absence(page.lines(region), _names(wrong))
        elif wrong.fact is Fact.EXTRA and _names(wrong)[0] not in self.known:
            yield from page.lines(region).mentions(_names(wrong)[0])
        elif wrong.fact in _SEARCHES:
            for entry in page.entries(region, _names(wrong)):
                yield from _SEARCHES[wrong.fact](wrong, entry)


def _names(wrong: Wrong) -> list[str]:
    """Return what the member may be called that the end of a path is about."""
    member = INSIDE.sub("", wrong.path).rpartition(".")[2]
    return list(dict.fromkeys([member, *wrong.names]))


def _absence(lines: Entry, names: Sequence[str]) -> Iterator[_Witness]:
    """Look for members, as terms or as words of a syntax block; there must be none."""
    if lines.lines and not any(True for name in names for _ in lines.mentions(name)):
        yield lines.line, f"nothing down to the end of the section is called {' or '.join(names)}"


def _of_http(wrong: Wrong, section: Entry, what: str) -> Iterator[_Witness]:
    """Look for the name of the host; no other binding is known to differ."""
    if what == "host prefix":
        found, expected = (text.strip("{}.") for text in (wrong.found, wrong.expected))
        for line, host in section.matches(_HOST):
            if host == found != expected:
                yield line, f"Host: {host}"


def _of_error(wrong: Wrong, page: RawPage, steps: Sequence[str]) -> Iterator[_Witness]:
    name, *member = steps
    section = page.lines(Region.ERRORS)
    called = [name] if member else [name, *wrong.names]
    errors = list(section.errors(called))
    if wrong.fact is Fact.MISSING and not member:
        yield from _absence(section, called)
    elif wrong.fact is Fact.EXTRA and not member:
        yield from ((error.line, name) for error in errors)
    for error in errors:
        if wrong.fact is Fact.STATUS:
            yield from _stated(wrong, error, ["HTTP Status Code"], str)
        elif wrong.fact is Fact.MISSING and member:
            yield from _absence(error, [member[0], *wrong.names])
        elif wrong.fact is Fact.EXTRA and member:
            yield from error.mentions(member[0])


def _stated(
    wrong: Wrong, entry: Entry, labels: Sequence[str], said: Callable[[str], str], nothing: str = ""
) -> Iterator[_Witness]:
    """Look for lines with labels, one of which must say what was found, and none the expected.

    Args:
        wrong: The fact.
        entry: The description of the member.
        labels: How lines that say facts of this sort begin.
        said: Turns what such a line says into what the IR would have.
        nothing: What the IR has where there is no such line.
    """
    lines = [(line, label, text) for line, label, text in entry.labelled(*labels)]
    if any(said(text) == wrong.expected for _, _, text in lines):
        return
    for line, label, text in lines:
        if said(text) == wrong.found:
            yield line, f"{label}: {text}"
    if not lines and wrong.found == nothing and entry.is_described:
        yield entry.line, f"no line {' or '.join(labels)}"


def _enum(wrong: Wrong, entry: Entry) -> Iterator[_Witness]:
    labels = ["Valid Keys"] if wrong.path.endswith("{key}") else ["Valid Values"]
    yield from _stated(wrong, entry, labels, _values, "[]")


def _values(text: str) -> str:
    return str([value.strip() for value in text.split("|")])


_LIMITS = {
    "{key}": ["Key Length Constraints"],
    "{}": ["Value Length Constraints", "Length Constraints", "Valid Range", "Array Members"],
    "[]": ["Length Constraints", "Valid Range"],
    "": ["Length Constraints", "Valid Range", "Array Members", "Map Entries"],
}
_PATTERNS = {"{key}": ["Key Pattern"], "{}": ["Value Pattern", "Pattern"]}


def _part(path: str) -> str:
    return next((part for part in ("{key}", "{}", "[]") if path.endswith(part)), "")


def _constraint(wrong: Wrong, entry: Entry) -> Iterator[_Witness]:
    yield from _stated(wrong, entry, _LIMITS[_part(wrong.path)], _range, "none")


_BOUND = r"{} \w+ of (-?[\d.,]*\d)"


def _range(text: str) -> str:
    fixed, least, most = (_number(text, word) for word in ("Fixed", "Minimum", "Maximum"))
    return limits(fixed, fixed) if fixed is not None else limits(least, most)


def _number(text: str, word: str) -> Number | None:
    found = re.search(_BOUND.format(word), text)
    return None if found is None else Decimal(found[1].replace(",", ""))


def _pattern(wrong: Wrong, entry: Entry) -> Iterator[_Witness]:
    labels = _PATTERNS.get(_part(wrong.path), ["Pattern"])
    yield from _stated(wrong, entry, labels, lambda text: text, "None")


def _required(wrong: Wrong, entry: Entry) -> Iterator[_Witness]:
    says = {"Yes": "True", "No": "False"}
    yield from _stated(wrong, entry, ["Required"], lambda text: says.get(text, text), "unknown")


_WORDS = {
    "list": "Array of",
    "map": "map",
    "structure": "object|data type",
    "blob": "Base64-encoded binary data object",
    "document": "JSON value",
}


def _type(wrong: Wrong, entry: Entry) -> Iterator[_Witness]:
    found, expected = (
        re.compile(rf"\b(?:{_WORDS.get(kind, kind)})s?\b", re.IGNORECASE)
        for kind in (wrong.found, wrong.expected)
    )
    for line, _, text in entry.labelled("Type"):
        if found.search(text) and not expected.search(text):
            yield line, f"Type: {text}"
    if wrong.found == "any" and entry.is_described and not list(entry.labelled("Type")):
        yield entry.line, "no line Type"


_SEARCHES: dict[Fact, Callable[[Wrong, Entry], Iterator[_Witness]]] = {
    Fact.ENUM: _enum,
    Fact.CONSTRAINT: _constraint,
    Fact.PATTERN: _pattern,
    Fact.REQUIRED: _required,
    Fact.TYPE: _type,
    Fact.NESTING: _type,
    Fact.NAME: _type,
}
