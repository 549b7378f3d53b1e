"""Terms of API References: what they say of a member's name, and of its form in query strings.

A term is the member's name, or, in guides of query protocols, the name of a parameter, in which
`.N` counts the items of a list: `Filter.N`, `Tags.member.N`, `Tags.entry.N.key`.
"""

import re
from dataclasses import dataclass

from generator.readers.apiref.document import Term

NAME = re.compile(r"[A-Za-z_](?:[\w.-]*\w)?")
"""What members and errors may be called, on the wire, too."""
_LONGEST = 1000
"""Characters that a term may have: names are short, and what may stand for several is searched."""
_BOTH_WAYS = re.compile(r"(?P<request>\w+) \(request\), (?P<response>\w+) \(response\)")
_LIST = re.compile(r"(?P<name>\w+)(?:\.(?P<item>\w+))?\.N")
_MAP = re.compile(r"(?P<map>[\w.]+)\.(?P<entry>\w+)\.N\.\w+ \((?:key|value)\)")
_WITH_MAP = re.compile(
    r"(?P<name>\w+)[,\s]*(?:(?P=name)\.(?P<entry>\w+)\.N\.\w+ \((?:key|value)\)[,\s]*)+"
)


@dataclass(frozen=True)
class MemberName:
    """What a term says of a member."""

    name: str
    wire_name: str | None = None
    """Where both are stated."""
    on_wire: bool = False
    """Whether the name is only that on the wire."""
    is_stated: bool = False
    """Whether the page keeps the member's name apart from what it shows."""
    item_name: str | None = None
    """What stands between a list's name and the numbers of its items."""
    flattened: bool | None = None


def parse_term(term: Term) -> MemberName | None:
    """Return what a term says; None where it is none of a member."""
    shown = term.shown
    if len(shown) > _LONGEST:
        return None
    if both := _BOTH_WAYS.fullmatch(shown):
        return MemberName(both["request"], both["response"], on_wire=True)
    if listed := _LIST.fullmatch(shown):
        name, item = listed["name"], listed["item"]
        if item is None:
            return MemberName(name, on_wire=True, flattened=True)
        return MemberName(name, item_name=item)
    if mapped := _WITH_MAP.fullmatch(shown):
        return MemberName(mapped["name"], item_name=mapped["entry"])
    if NAME.fullmatch(shown) is None:
        return None
    if term.member is not None:
        differs = term.member != shown
        return MemberName(term.member, wire_name=shown if differs else None, is_stated=True)
    return MemberName(shown)


def entry_of(text: str) -> str | None:
    """Return what stands between a map's name and the numbers of its entries.

    Args:
        text: A line such as `Attributes.entry.N.key (key)`; of others None is returned.
    """
    match = _MAP.fullmatch(text)
    return match["entry"] if match else None
