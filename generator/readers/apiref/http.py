"""HTTP bindings: where a syntax block of the API Reference shows members outside a JSON body.

A flattened block has lost the braces of its labels: `GET /finding/id?analyzerArn=analyzerArn`.
Which words of it stand for members can be told only with the names that the page describes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.facts import Location


class Slot(NamedTuple):
    """Where a member is bound."""

    name: str
    """The member's, also where the page describes it by its name on the wire."""
    location: Location
    wire_name: str | None = None
    """Where it differs from the member's name."""
    on_wire: bool = False
    """Whether `name` is only the one on the wire."""


@dataclass
class _Parameter:
    """A parameter of the query, or a header."""

    location: Location
    wire_name: str
    word: str
    """What stands for the value: the member's name, or else a constant."""
    is_marked: bool = False
    """Whether the page marks the word as one that stands for a value."""
    bound: bool = False

    @property
    def is_member(self) -> bool:
        """Whether the word can be no constant, even if no description says so."""
        if self.is_marked:
            return True
        if self.location is Location.HEADER:
            return True
        return bool(self.word) and _letters(self.word) == _letters(self.wire_name)


class Binding:
    """What a request or a response shows outside a JSON body, and which members that binds.

    Args:
        uri: The request URI, with or without the braces of its labels.
        headers: Names and values, in order; what can't be a member's name is a constant.
        payload: The word that stands in place of a body.
        status: The word that stands in place of the status.
    """

    def __init__(
        self,
        uri: str = "",
        headers: Sequence[tuple[str, str]] = (),
        payload: str | None = None,
        status: str | None = None,
    ) -> None:
        path, _, query = uri.partition("?")
        self._segments = path.split("/")
        # A constant that is the same word stands before its label: /language/{language}. Some pages
        # mark that constant, too; a URI has each label once.
        self._places = {_label(segment): i for i, segment in enumerate(self._segments)}
        self._segments = [
            _label(segment) if self._places[_label(segment)] != i else segment
            for i, segment in enumerate(self._segments)
        ]
        braced = (segment for segment in self._segments if segment.startswith("{"))
        self._unbound_labels = dict.fromkeys(map(_label, braced))
        self.payload = payload
        self._payload_bound = False
        self._status = status
        self._status_bound = False
        self._parameters = [
            *(_query_parameter(text) for text in query.split("&") if text),
            *(
                _Parameter(Location.HEADER, name, word.strip("{}"), "{" in word)
                for name, word in headers
                if is_member_name(word.strip("{}"))
            ),
        ]
        self._by_word = {one.word: one for one in reversed(self._parameters)}
        self._by_wire_name = {one.wire_name: one for one in reversed(self._parameters)}

    @property
    def names(self) -> frozenset[str]:
        """Every word that may be what a member is called."""
        words = {_label(segment) for segment in self._segments}
        for parameter in self._parameters:
            words |= {parameter.wire_name, parameter.word}
        return frozenset(words | {self.payload or "", self._status or ""}) - {""}

    def bind(self, shown: str, member: str | None = None) -> Slot | None:
        """Bind a member that the page describes, and say where; None where nothing shows it.

        Args:
            shown: What the page calls it: its name, or the one on the wire.
            member: Its name, where the page states both.
        """
        parameter = self._by_word.get(shown) or self._by_wire_name.get(shown)
        if parameter is not None:
            parameter.bound = True
            named = parameter.word if is_member_name(parameter.word) else shown
            if member is not None and member != shown:
                named = member
            differs = parameter.wire_name != named
            return Slot(named, parameter.location, parameter.wire_name if differs else None)
        if shown == self.payload:
            self._payload_bound = True
            return Slot(member or shown, Location.PAYLOAD)
        if shown == self._status:
            self._status_bound = True
            return Slot(member or shown, Location.STATUS)
        return self._bind_label(shown, member)

    def _bind_label(self, shown: str, member: str | None) -> Slot | None:
        index = self._places.get(shown)
        if index is None:
            return None
        greedy = "+" if "+" in self._segments[index] else ""
        self._segments[index] = f"{{{shown}{greedy}}}"
        self._unbound_labels.pop(shown, None)
        if member is None:
            return Slot(shown, Location.URI, on_wire=True)
        return Slot(member, Location.URI, shown if member != shown else None)

    def unbound(self) -> list[str]:
        """Return the words that stand for members of which none was bound."""
        words = list(self._unbound_labels)
        words += [one.word for one in self._parameters if one.is_member and not one.bound]
        if self.payload is not None and not self._payload_bound:
            words.append(self.payload)
        if self._status is not None and not self._status_bound:
            words.append(self._status)
        return words

    @property
    def uri(self) -> str:
        """The request URI, the labels of all bound members in braces."""
        query = "&".join(
            _written(one) for one in self._parameters if one.location is Location.QUERYSTRING
        )
        path = "/".join(self._segments)
        return f"{path}?{query}" if query else path


_NAME = re.compile(r"[A-Za-z_]\w*")


def is_member_name(word: str) -> bool:
    """Tell whether a word that stands for a value may be the name of a member."""
    return _NAME.fullmatch(word) is not None


def _letters(word: str) -> str:
    return re.sub(r"[\W_]", "", word).lower()


def _label(segment: str) -> str:
    return segment.strip("{}").removesuffix("+")


def _query_parameter(text: str) -> _Parameter:
    wire_name, _, word = text.partition("=")
    return _Parameter(Location.QUERYSTRING, wire_name, word.strip("{}"), "{" in word)


def _written(parameter: _Parameter) -> str:
    if parameter.bound:
        return f"{parameter.wire_name}={{{parameter.word or parameter.wire_name}}}"
    return "=".join(filter(None, (parameter.wire_name, parameter.word)))
