"""Reads the entries of boto3's pages in HTML: types, requiredness and prose, nested as lists.

Sphinx has made one entry of a parameter's type and its text, `<strong>Name</strong>
(<em>string</em>) – …`, unless something shifted the page: then both are fields of their own, `type
Name` and `param Name`. Entries inside a parameter, and those of the response, are
`<strong>Name</strong> <em>(string) –</em> …`. All have a mark of the required ones in their text.
"""

import re
from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborNode

from generator.model.documentation import Span
from generator.model.problems import quoted
from generator.readers import html_tree
from generator.readers.boto3.entries import AUTOMATIC, AUTOPOPULATED, KINDS, UNION, Entry
from generator.readers.boto3.html_prose import spans, to_commonmark
from generator.readers.unreadable import UnreadableError

_TYPE = re.compile(r"\s*\((?P<type>[^()]+)\)\s*(?:(?:–|—|--)\s*|\Z)")
_REQUIRED = "[REQUIRED]"


class Entries:
    """The entries that blocks of a page list.

    What stands between two of them describes the first, however deep it stands: prose that a page
    has too far to the left ends all lists that it is in, and what follows begins new ones.
    """

    def __init__(self, *, required: bool | None) -> None:
        self.required = required
        """What the absence of a mark means."""
        self.top: list[Entry] = []
        """The entries that stand in no other, as the lists nest."""
        self._prose: list[tuple[Entry, list[Span], list[LexborNode]]] = []
        """What describes each entry: the runs of text behind its head, and the blocks below."""

    def add_parameters(self, field: LexborNode) -> None:
        """Add the entries of the parameters; a single one stands without a list.

        Raises:
            UnreadableError: Where something else stands in place of an entry.
        """
        parts = list(html_tree.blocks(field))
        if len(parts) == 1 and parts[0].tag == "ul":
            holders = [list(html_tree.blocks(item)) for item in parts[0].iter()]
        else:
            holders = [parts]
        for holder in filter(None, holders):
            self._add_entry(holder, self.top)

    def add_parameter(self, name: str, type_: str, field: LexborNode) -> None:
        """Add the entry that the fields of a parameter's type and text make."""
        entry = Entry(html_tree.line_of(field), type_, name, self.required)
        self.top.append(entry)
        self._prose.append((entry, [], []))
        self.add(html_tree.blocks(field), entry.children)

    def add(self, parts: Iterable[LexborNode], siblings: list[Entry] | None = None) -> None:
        """Add what blocks hold, entries and prose, in whatever they stand.

        Args:
            parts: The blocks.
            siblings: Where to add the entries, unless at the top.

        Raises:
            UnreadableError: Where something else stands in place of an entry.
        """
        siblings = self.top if siblings is None else siblings
        for part in parts:
            if _lists_entries(part):
                for item in part.iter():
                    self._add_entry(list(html_tree.blocks(item)), siblings)
            elif not any(map(_lists_entries, part.css("ul"))):
                self._add_prose(part)
            elif part.tag in ("dl", "dd"):
                self.add(html_tree.blocks(part), siblings)
            else:
                self._add_prose(part)
                self._add_swallowed(part, siblings)

    def described(self) -> list[Entry]:
        """Return the entries with their documentation."""
        for entry, lead, prose in self._prose:
            _describe(entry, lead, prose)
        return self.top

    def _add_prose(self, part: LexborNode) -> None:
        if self._prose:
            self._prose[-1][2].append(part)

    def _add_swallowed(self, part: LexborNode, siblings: list[Entry]) -> None:
        """Take entries out of a list or a note right before them, indented as they are."""
        for child in list(part.iter()):
            if _lists_entries(child):
                self.add([child], siblings)
                child.remove(recursive=False)  # What is in it stays together, to be described.
            else:
                self._add_swallowed(child, siblings)

    def _add_entry(self, parts: Sequence[LexborNode], siblings: list[Entry]) -> None:
        """Add an entry: its head, and the entries and the prose below it."""
        line = html_tree.line_of(parts[0]) if parts else 1
        runs = spans(parts[0]) if parts and parts[0].tag == "p" else []
        name = runs.pop(0).text if runs and runs[0].style == "bold" else None
        match = _TYPE.match("".join(run.text for run in runs))
        if match is None:
            found = quoted(html_tree.text_of(parts[0])) if parts else "an empty item"
            raise UnreadableError(line, "an entry such as 'Name (string) –'", found)
        entry = Entry(line, match["type"].strip(), name, self.required)
        siblings.append(entry)
        self._prose.append((entry, _dropped(runs, match.end()), []))
        self.add(parts[1:], entry.children)


def _lists_entries(part: LexborNode) -> bool:
    if part.tag != "ul" or part.first_child is None:
        return False
    first = next((block for item in part.iter() for block in html_tree.blocks(item)), None)
    return first is not None and first.tag == "p" and _is_head(spans(first))


def _is_head(runs: Sequence[Span]) -> bool:
    """Tell an entry inside others from an item of any list."""
    rest = [run for run in runs if run.text.strip()]
    if rest and rest[0].style == "bold":
        rest = rest[1:]
    match = _TYPE.match("".join(run.text for run in rest))
    if match is None:
        return False
    return rest[0].style == "emphasis" or match["type"] in KINDS


def _dropped(runs: Sequence[Span], length: int) -> list[Span]:
    """Return runs of text without so many characters at their beginning."""
    rest: list[Span] = []
    for run in runs:
        rest.append(run._replace(text=run.text[length:]))
        length = max(0, length - len(run.text))
    return [run for run in rest if run.text]


def _describe(entry: Entry, lead: list[Span], prose: list[LexborNode]) -> None:
    """Give an entry its documentation, and take the documenters' own sentences out of it."""
    lead = _without_mark(entry, lead)
    if not lead and prose and prose[0].tag == "p":
        lead = _without_mark(entry, spans(prose.pop(0)))
    automatic = [paragraph for part in prose for paragraph in _automatic_in(part)]
    for paragraph in automatic:
        paragraph.remove(recursive=False)
    entry.automatic = bool(automatic)
    notes = [part for part in prose if _is_union_note(part)]
    others = [part for part in prose if part.parent is not None and part not in notes]
    entry.union = bool(notes) if notes or others or lead else None
    documentation = to_commonmark(others, lead) or ""
    entry.autopopulated = documentation.endswith(AUTOPOPULATED)
    entry.documentation = documentation.removesuffix(AUTOPOPULATED).rstrip() or None


def _without_mark(entry: Entry, runs: list[Span]) -> list[Span]:
    """Take the mark of a required member off; a damaged one is not the absence of one."""
    if runs and runs[0].style == "bold" and runs[0].text.upper().startswith("[RE"):
        if runs[0].text != _REQUIRED:
            raise UnreadableError(entry.line, "'[REQUIRED]'", quoted(runs[0].text))
        entry.required = True
        runs = runs[1:]
    return runs if any(run.text.strip() for run in runs) else []


def _automatic_in(part: LexborNode) -> list[LexborNode]:
    """Return the paragraphs that say that the SDK fills the member in; a note may hold one."""
    paragraphs = part.css("p") or [part]
    return [one for one in paragraphs if AUTOMATIC.search(html_tree.text_of(one))]


def _is_union_note(part: LexborNode) -> bool:
    is_note = "admonition" in html_tree.classes(part)
    return is_note and UNION.search(html_tree.text_of(part)) is not None
