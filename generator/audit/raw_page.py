"""A page as plain lines: enough to look something up in it, without the help of the readers."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum


class Region(Enum):
    """A stretch of a page that is about one thing, by its headings."""

    REQUEST = frozenset(
        {"Request Syntax", "URI Request Parameters", "Request Parameters", "Request Body"}
    )
    RESPONSE = frozenset({"Response Syntax", "Response Elements"})
    CONTENTS = frozenset({"Contents"})
    ERRORS = frozenset({"Errors"})
    REST = frozenset({"Examples", "See Also"})


_LABELS = (
    "Type",
    "Required",
    "Pattern",
    "Length Constraints",
    "Valid Values",
    "Valid Range",
    "Array Members",
    "Map Entries",
    "Key Length Constraints",
    "Key Pattern",
    "Valid Keys",
    "Value Length Constraints",
    "Value Pattern",
)
_BLOCKS = re.compile(r"(?=<(?:h\d|p|dt|dd|div|pre|li|code class=\"nohighlight\")[ >])")
_TAG = re.compile(r"<[^>]*>")
_ANCHOR = re.compile(r"<a name=[^>]*></a>")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TERM = {
    "html": re.compile(r"\s*<dt\b"),
    "markdown": re.compile(r" ?\*\* ?\[?[^\s\]*:]+(?: \\?\(\w+\\?\)|\]\([^)]*\)|\])* ?\*\*"),
    "text": re.compile(r"[- ]*[A-Za-z][\w.-]*(?: \(\w+\))?\s*$"),
}


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    """Without any markup."""
    is_term: bool
    """Whether it looks like the name of what follows."""


@dataclass(frozen=True)
class Entry:
    """Some lines of a page, of which the first tells what they are about."""

    lines: Sequence[_Line]

    @property
    def line(self) -> int:
        """The number of the first line."""
        return self.lines[0].number if self.lines else 1

    @property
    def is_described(self) -> bool:
        """Whether there is any line on its type or a constraint."""
        return any(True for _ in self.labelled(*_LABELS))

    def labelled(self, *labels: str) -> Iterator[tuple[int, str, str]]:
        """Find lines that begin with a label; what they say may stand on the next.

        Yields:
            The number of the line, the label, and what follows it.
        """
        for position, line in enumerate(self.lines):
            label, colon, said = line.text.partition(":")
            if colon and label in labels:
                following = (one.text for one in self.lines[position + 1 :] if one.text)
                yield line.number, label, said.strip() or next(following, "")

    def mentions(self, name: str) -> Iterator[tuple[int, str]]:
        """Find a name as a term, or as a key or an element of a syntax block."""
        shown = re.compile(rf'"{re.escape(name)}" ?:|</?{re.escape(name)}[ />]')
        for line in self.lines:
            if (line.is_term and _named(line.text, [name])) or shown.search(line.text):
                yield line.number, line.text

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
        """Find what the first group of a pattern matches."""
        for line in self.lines:
            yield from ((line.number, found[1]) for found in pattern.finditer(line.text))

    def errors(self, names: Sequence[str]) -> Iterator["Entry"]:
        """Find errors by their names; each goes down to the line with its status."""
        for position, line in enumerate(self.lines):
            if line.is_term and _named(line.text, names):
                rest = self.lines[position:]
                ends = [i for i, one in enumerate(rest) if one.text.startswith("HTTP Status Code:")]
                yield Entry(rest[: ends[0] + 1] if ends else rest)


class RawPage:
    """A page, in lines without markup.

    Args:
        file: Its name, for messages.
        rendition: Which one it is in.
        subject: The operation or type that it is about.
        text: What it holds.
        is_type: Whether it is about a type.
    """

    def __init__(
        self, file: str, rendition: str, subject: str, text: str, *, is_type: bool
    ) -> None:
        self.file = file
        self.subject = subject
        self.is_type = is_type
        self._lines = list(_plain(text, rendition.rpartition("-")[2]))

    @property
    def texts(self) -> Iterator[str]:
        """All lines."""
        return (line.text for line in self._lines)

    @property
    def titles(self) -> Iterator[tuple[int, str]]:
        """The lines that are the subject and nothing else."""
        return ((line.number, line.text) for line in self._lines if line.text == self.subject)

    def lines(self, region: Region) -> Entry:
        """Return the lines below the headings of a region."""
        current: Region | None = None
        found: list[_Line] = []
        for line in self._lines:
            heading = [one for one in Region if line.text in one.value]
            current = heading[0] if heading else current
            if current is region:
                found.append(line)
        return Entry(found)

    def entries(self, region: Region, names: Sequence[str]) -> Iterator[Entry]:
        """Find the descriptions of a member in a region, each down to the next term."""
        lines = self.lines(region).lines
        terms = [position for position, line in enumerate(lines) if line.is_term]
        for position in terms:
            if _named(lines[position].text, names):
                following = (
                    end for end in terms if end > position and _is_followed(lines, position, end)
                )
                yield Entry(lines[position : next(following, len(lines))])


_PROTOCOL = {
    "target prefix": re.compile(r"^X-Amz-Target\s*:", re.IGNORECASE),
    "JSON version": re.compile(r"^Content-Type\s*:\s*application/x-amz-json-", re.IGNORECASE),
}


def shown_of_protocol(pages: Iterable[RawPage]) -> set[str]:
    """Tell which facts on a service's protocol some page shows, if only in an example."""
    lines = (line for page in pages for line in page.texts)
    return {what for line in lines for what, shown in _PROTOCOL.items() if shown.search(line)}


def _is_followed(lines: Sequence[_Line], position: int, end: int) -> bool:
    """Tell whether a description, once begun, has a constraint before another term."""
    return Entry(lines[position:end]).is_described


def _named(text: str, names: Sequence[str]) -> bool:
    """Tell whether a term is one of some names; query protocols count the items of lists."""
    word = re.split(r"\.(?:N|member|entry|Member)\b| ", text.lstrip("- "), maxsplit=1)[0]
    return word in names


def _plain(text: str, form: str) -> Iterator[_Line]:
    for number, line in enumerate(text.splitlines(), 1):
        for part in _BLOCKS.split(line) if form == "html" else [line]:
            yield _Line(number, _without_markup(part, form), bool(_TERM[form].match(part)))


def _without_markup(text: str, form: str) -> str:
    if form == "html":
        text = html.unescape(_TAG.sub("", text))
    elif form == "markdown":
        text = _ANCHOR.sub("", _LINK.sub(r"\1", text)).replace("**", "").lstrip("# ")
        label, colon, said = text.partition(": ")
        if colon and label in _LABELS:
            text = f"{label}: {said.strip().removeprefix('`').removesuffix('`')}"
        else:
            text = text.replace("\\", "")
    return text.strip().removeprefix("- ")
