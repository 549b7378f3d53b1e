"""Reads the entries of boto3's pages in HTML: types, requiredness and prose, nested as lists.

Sphinx has made one entry of a parameter's type and its text, `<strong>Name</strong>
(<em>string</em>) – …`; those inside it, and those of the response, are `<strong>Name</strong>
<em>(string) –</em> …`. Both have a mark of the required ones in their text.
"""

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from generator.model.documentation import Span
from generator.model.problems import quoted
from generator.readers import html_tree
from generator.readers.entries import AUTOMATIC, AUTOPOPULATED, UNION, Entry
from generator.readers.html_prose import spans, to_commonmark
from generator.readers.unreadable import UnreadableError

_TYPE = re.compile(r"\s*\((?P<type>[^()]+)\)\s*(?:(?:–|—|--)\s*|\Z)")
_SPECIAL = ("document", "StreamingBody", "EventStream")
"""Types that are no emphasised words but refer to a page of their own."""
_REQUIRED = "[REQUIRED]"


def parameters(field: LexborNode) -> list[Entry]:
    """Read the entries of the parameters; a single one stands without a list.

    Raises:
        UnreadableError: Where something else stands in place of an entry.
    """
    parts = list(html_tree.blocks(field))
    if len(parts) == 1 and parts[0].tag == "ul":
        holders = [list(html_tree.blocks(item)) for item in parts[0].iter()]
    else:
        holders = [parts]
    return [_entry(holder, required=False) for holder in holders if holder]


def listed(parts: Sequence[LexborNode], required: bool | None) -> list[Entry]:
    """Read the lists of entries among some blocks; `required` is what no mark means.

    Raises:
        UnreadableError: Where something else stands in place of an entry.
    """
    return [entry for part in parts for entry in _nested(part, required)]


def _nested(part: LexborNode, required: bool | None) -> Iterator[Entry]:
    """Take the lists of entries out of a block, wherever in it they stand.

    A list of prose right before them may have swallowed them: the indentation of both is the same.
    """
    if part.tag not in ("ul", "ol", "li", "dl", "dd", "div"):
        return
    if not _lists_entries(part):
        for child in list(part.iter()):
            yield from _nested(child, required)
        return
    for item in part.iter():
        yield _entry(list(html_tree.blocks(item)), required)
    part.remove()


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
    return rest[0].style == "emphasis" or match["type"] in _SPECIAL


def _entry(parts: Sequence[LexborNode], required: bool | None) -> Entry:
    """Read an entry: its head, and the entries and the prose below it."""
    line = html_tree.line_of(parts[0]) if parts else 1
    runs = spans(parts[0]) if parts and parts[0].tag == "p" else []
    name = runs.pop(0).text if runs and runs[0].style == "bold" else None
    match = _TYPE.match("".join(run.text for run in runs))
    if match is None:
        found = quoted(html_tree.text_of(parts[0])) if parts else "an empty item"
        raise UnreadableError(line, "an entry such as 'Name (string) –'", found)
    entry = Entry(line=line, type=match["type"].strip(), name=name, required=required)
    below = list(parts[1:])
    entry.children = [child for part in below for child in _nested(part, required)]
    prose = [part for part in below if part.parent is not None]
    _describe(entry, _dropped(runs, match.end()), prose)
    return entry


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
    others = [part for part in prose if not _is_fixed(part)]
    notes = [part for part in prose if _is_union_note(part)]
    entry.automatic = any(AUTOMATIC.search(html_tree.text_of(part)) for part in prose)
    entry.union = bool(notes) if notes or others or lead else None
    if others and html_tree.text_of(others[-1]) == AUTOPOPULATED:
        entry.autopopulated = True
        others.pop()
    entry.documentation = to_commonmark(others, lead)


def _without_mark(entry: Entry, runs: list[Span]) -> list[Span]:
    """Take the mark of a required member off; a damaged one is not the absence of one."""
    if runs and runs[0].style == "bold" and runs[0].text.upper().startswith("[RE"):
        if runs[0].text != _REQUIRED:
            raise UnreadableError(entry.line, "'[REQUIRED]'", quoted(runs[0].text))
        entry.required = True
        runs = runs[1:]
    return runs if any(run.text.strip() for run in runs) else []


def _is_fixed(part: LexborNode) -> bool:
    return _is_union_note(part) or AUTOMATIC.search(html_tree.text_of(part)) is not None


def _is_union_note(part: LexborNode) -> bool:
    is_note = "admonition" in html_tree.classes(part)
    return is_note and UNION.search(html_tree.text_of(part)) is not None
