r"""From the dialect in which patterns are published to that of Python.

Patterns are published in the dialect of ECMA 262, which Smithy's `pattern` trait names, while many
services run Java; Python reads both a little differently. A pattern is translated under one
promise: what is enforced refuses nothing that either of the two accepts.

* Where Python can say what ECMA 262 says, and Java accepts no more, the pattern is `exact`, even if
  Python has to spell it in another way: `$` becomes `\Z`, `\d` is read in ASCII. What only one of
  the two engines can read means what it means there.
* Where Java accepts more (`\S` admits a no-break space), or Python has no such notion (`\p{L}`),
  the piece admits whatever any reading admits, and the pattern is `widened`.
* Under a negation (`(?!...)`, `(?<!...)`, `[^...]`) it is the narrower reading that refuses less. A
  piece that can only be widened makes the pattern `not enforced` there; so does, anywhere, a
  construct of which the engines make different things.

Patterns are taken to match code points, not halves of surrogate pairs.

What is enforced has to match a value as a whole. How much of it the pattern itself has to match is
for each of its outermost alternatives to say: without anchors, or between both, the whole value;
behind a `^` alone what the value begins with, before a `$` alone what it ends with. Where less than
the whole is asked for, anything may stand in the rest, line breaks included.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.patterns.classes import EITHER, Account, translate_class, translate_escape
from generator.model.patterns.ecma import takes_unicode_flag
from generator.model.patterns.syntax import (
    SURROGATES,
    TOKEN,
    Anchors,
    UnenforceableError,
    anchors,
    character,
    class_atoms,
    is_last,
)


class Translation(NamedTuple):
    """A pattern in Python's dialect."""

    regex: str
    """What a whole value has to match."""
    reasons: tuple[str, ...] = ()
    """Why it is wider than the pattern; none where it is not."""


def translate(source: str) -> Translation:
    """Translate a pattern into Python's dialect.

    Args:
        source: The pattern as published.

    Returns:
        The translation, of which Python has still to say whether it is a regular expression.

    Raises:
        UnenforceableError: Where none is known to be wide enough.
    """
    translation = _Translation(source)
    regex = translation.run()
    return Translation(regex, tuple(translation.account.reasons))


_ELSEWHERE = {
    "^": "^",
    r"\A": r"\A",
    r"\z": r"\Z",
    r"\R": r"(?:\r\n|[\n-\r\x85\u2028\u2029])",
    "{": r"\{",
}
"""How Python spells, outside of classes, what has one meaning and is no character."""

_END = ("$", r"\Z")
# Java lets these match before a last line break, too; ECMA 262 knows them at the very end alone.
_BEFORE_LAST_BREAK = r"(?=(?:\r\n|[\n\r\x85\u2028\u2029])?\Z)"
_ANYTHING = r"[\s\S]*"


@dataclass
class _Scope:
    """What holds up to the end of a group."""

    positive: bool = True
    """Whether to match here is to be accepted, not refused."""
    dot_all: bool = False
    """Flag `s`: a dot takes in line breaks."""
    reopened: bool = False
    """Flag `i` was set on the way, for which a group of our own was opened."""


class _Translation:
    """The way of one pattern into Python's dialect; used once."""

    def __init__(self, source: str) -> None:
        self.account = Account()
        self._source = source
        self._scopes = [_Scope()]
        self._anchors = Anchors(start=True, end=True)
        self._rigid = False

    def run(self) -> str:
        """Return the enforced form.

        Raises:
            UnenforceableError: Where there is none.
        """
        if self._source.startswith("/^") and self._source.endswith("$/"):
            raise UnenforceableError("it stands between slashes, so no value can match")
        self.account.knows_properties = takes_unicode_flag(self._source)
        enforced = "".join(self._pieces())
        if self._scope.reopened:
            enforced += ")"
        if self._rigid and (self.account.reasons or self.account.differs):
            raise UnenforceableError("what is possessive or atomic can't be widened")
        return f"(?a:{enforced})" if self.account.ascii else enforced

    def _pieces(self) -> Iterator[str]:
        alternatives = iter(anchors(self._source))
        yield self._begin(next(alternatives))
        position = 0
        while token := TOKEN.match(self._source, position):
            position = token.end()
            match token.lastgroup:
                case "set":
                    atoms, position = class_atoms(self._source, position)
                    raw = self._source[token.start() : position]
                    yield translate_class(raw, atoms, self.account, positive=self._scope.positive)
                case "group" | "switch":
                    yield self._open(token)
                case "close":
                    yield self._close()
                case "bar":
                    outermost = len(self._scopes) == 1
                    yield self._rest() if outermost else ""
                    yield ")|(?i:" if self._scope.reopened else "|"
                    yield self._begin(next(alternatives)) if outermost else ""
                case "quotation":
                    yield re.escape(token["quoted"])
                case "repeat":
                    self._rigid |= token["mode"] == "+"
                    yield token[0]
                case "unclear":
                    raise UnenforceableError(f"what {token[0]} means is not certain")
                case _ if token[0] in _END:
                    yield self._end(token[0], last=is_last(self._source, position))
                case _:
                    yield self._atom(token[0])
        yield self._rest()

    def _begin(self, found: Anchors) -> str:
        """Begin an outermost alternative: return what admits anything before it."""
        self._anchors = found
        return _ANYTHING if found.end and not found.start else ""

    def _rest(self) -> str:
        """Return what admits anything behind an outermost alternative."""
        return _ANYTHING if self._anchors.start and not self._anchors.end else ""

    @property
    def _scope(self) -> _Scope:
        return self._scopes[-1]

    def _open(self, token: re.Match[str]) -> str:
        letters = token["switched"] or token["flags"] or ""
        if not {"i", "s"}.issuperset(letters):
            raise UnenforceableError(f"what {token[0]} means is not certain")
        scope = self._scope
        dot_all = scope.dot_all or "s" in letters
        # Java folds the case of ASCII letters alone.
        self.account.ascii |= "i" in letters
        self.account.folds |= "i" in letters
        if token["switch"]:
            scope.dot_all = dot_all
            if scope.reopened or "i" not in letters:
                return ""
            scope.reopened = True
            return "(?i:"
        negative = token[0] in ("(?!", "(?<!")
        self._scopes.append(_Scope(scope.positive != negative, dot_all))
        self._rigid |= token[0] == "(?>"
        if letters:
            return "(?i:" if "i" in letters else "(?:"
        return "(" if token["name"] else token[0]

    def _close(self) -> str:
        if len(self._scopes) == 1:
            raise UnenforceableError("it closes a group that it does not open")
        return "))" if self._scopes.pop().reopened else ")"

    def _end(self, atom: str, *, last: bool) -> str:
        last = last and not self._rest()
        if last or not self._scope.positive:
            return r"\Z"
        self.account.widen(f"ECMA 262 and Java differ on {atom}", EITHER, positive=True)
        return _BEFORE_LAST_BREAK

    def _atom(self, atom: str) -> str:
        scope = self._scope
        if atom in _ELSEWHERE:
            return _ELSEWHERE[atom]
        if atom == "." and scope.dot_all:
            return r"[\s\S]"
        if atom == r"\b":
            self.account.widen(r"engines differ on \b", "it is left out", scope.positive)
            return "(?:)"
        if translated := translate_escape(atom, self.account, positive=scope.positive):
            return translated
        code, spelling = character(atom)
        if code in SURROGATES:
            raise UnenforceableError("it holds half a surrogate pair")
        return spelling
