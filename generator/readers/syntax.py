"""One grammar for syntax blocks: boto3's Python literals, and the API Reference's JSON.

Both show a value by example: `'A'|'B'` is an enumeration, `123` an integer of some width. What a
block shows is the structure and the kinds; what it says of each value stands elsewhere on the page.

The grammar of the Python side is what botocore's documenters print. A key is a quoted string; in a
call it is a bare name followed by `=`.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from generator.model.facts import EnumValue, MemberFacts, ValueFacts
from generator.model.kinds import Kind
from generator.model.problems import quoted
from generator.readers.unreadable import UnreadableError

_SPACE = re.compile(r"\s*")

# A value may hold commas and quotes of its own, so a quote closes only where the value can end.
_PYTHON_STRING = re.compile(r"\s*'(.*?)'(?=\||,?[ \t]*(?:\n|$)|\s*[,}\])]\s*(?:\n|$)|: )")
_PYTHON_KEY = re.compile(r"\s*'([^'\n]+)'\s*:\s*")
_CALL_KEY = re.compile(r"\s*([^\s=:,'\"(){}\[\]][^=:,'\"(){}\[\]\n]*)=")
_RECURSIVE = re.compile(r"\s*\{\s*'\.\.\. recursive \.\.\.'\s*\}")
_STRING_OR_DICT = re.compile(r"\s*'string' or \{[^{}]*\}")
_DOCUMENT = "{...}|[...]|123|123.4|'string'|True|None"

_PYTHON_SCALARS = {
    "True|False": ValueFacts(kind=Kind.BOOLEAN),
    "datetime(2015, 1, 1)": ValueFacts(kind=Kind.TIMESTAMP),
    "123.0": ValueFacts(kind=Kind.DOUBLE),
    "123": ValueFacts(kind=Kind.INTEGRAL),
    "b'bytes'|file": ValueFacts(kind=Kind.BLOB, streaming=True),
    "b'bytes'": ValueFacts(kind=Kind.BLOB),
    "StreamingBody()": ValueFacts(kind=Kind.BLOB, streaming=True),
    "...": ValueFacts(kind=Kind.ANY),
}
"""What a scalar looks like; longer spellings stand before those that they begin with."""
_PYTHON_SCALAR = re.compile("|".join(map(re.escape, _PYTHON_SCALARS)))
_PLAIN_STRING = ("'string',\n", "'string'\n")

_DEEPEST = 100

_JSON_KEY = re.compile(r'\s*"([^"\n]+)"\s*:\s*')
_JSON_STRING = re.compile(r'\s*"([^"\n]*)"')
_JSON_SCALARS = {
    "number": Kind.NUMBER,
    "boolean": Kind.BOOLEAN,
    "blob": Kind.BLOB,
    "JSON value": Kind.DOCUMENT,
}


@dataclass
class _Scanner:
    """A position in a block, and the means to move it."""

    text: str
    first_line: int
    position: int = 0
    depth: int = 0
    _counted: int = 0
    _line: int = 0

    @property
    def line(self) -> int:
        self._line += self.text.count("\n", self._counted, self.position)
        self._counted = self.position
        return self.first_line + self._line

    def skip_space(self) -> None:
        if self.text[self.position : self.position + 1].isspace():
            match = _SPACE.match(self.text, self.position)
            if match:
                self.position = match.end()

    def at(self, literal: str) -> bool:
        return self.text.startswith(literal, self.position)

    def take(self, literal: str) -> bool:
        self.skip_space()
        if not self.at(literal):
            return False
        self.position += len(literal)
        return True

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match a pattern, which begins with the space that may stand before it."""
        match = pattern.match(self.text, self.position)
        if match:
            self.position = match.end()
        return match

    def expect(self, literal: str) -> None:
        if not self.take(literal):
            raise self.error(f"{literal!r}")

    def one_level_deeper(self, read: Callable[["_Scanner"], ValueFacts]) -> ValueFacts:
        """Read a nested value, to no depth at which Python would give up."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.error(f"no more than {_DEEPEST} levels of nesting")
        value = read(self)
        self.depth -= 1
        return value

    def error(self, expected: str) -> UnreadableError:
        self.skip_space()
        rest = self.text[self.position :]
        found = quoted(rest.partition("\n")[0]) if rest else "the end of the block"
        return UnreadableError(self.line, expected, found)

    def expect_end(self) -> None:
        self.skip_space()
        if self.position < len(self.text):
            raise self.error("the end of the block")


_CALL = re.compile(r"\s*(?:\w+ = )?[A-Za-z_]\w*\.\w+\s*(?=\()")


def parse_python(text: str, first_line: int) -> ValueFacts:
    """Read a block of Python-literal syntax, to its end.

    Args and errors are those of `parse_python_prefix`.
    """
    value, rest = parse_python_prefix(text, first_line)
    _Scanner(text, first_line, rest).expect_end()
    return value


def parse_python_prefix(text: str, first_line: int) -> tuple[ValueFacts, int]:
    """Read a block of Python-literal syntax from where a text begins, and say where it ends.

    Args:
        text: The block: a literal, or a call such as `response = client.list_jobs(...)`, of which
            the arguments are read as the members of a structure.
        first_line: The line of the page on which the block begins.

    Raises:
        UnreadableError: Where the block does not follow the grammar.
    """
    scanner = _Scanner(text, first_line)
    value = _call_arguments(scanner) if scanner.match(_CALL) else _python_value(scanner)
    return value, scanner.position


def _call_arguments(scanner: _Scanner) -> ValueFacts:
    line = scanner.line
    scanner.expect("(")
    members: list[MemberFacts] = []
    while not scanner.take(")"):
        key = scanner.match(_CALL_KEY)
        if key is None:
            raise scanner.error("an argument, or ')'")
        members.append(_member(scanner, key))
    return ValueFacts(kind=Kind.STRUCTURE, line=line, members=tuple(members))


def _member(scanner: _Scanner, key: re.Match[str]) -> MemberFacts:
    line = scanner.line
    value = _python_value(scanner)
    scanner.take(",")
    return MemberFacts(name=key[1], line=line, value=value)


def _python_value(scanner: _Scanner) -> ValueFacts:
    return scanner.one_level_deeper(_python_level)


def _python_level(scanner: _Scanner) -> ValueFacts:
    scanner.skip_space()
    line = scanner.line
    match scanner.text[scanner.position : scanner.position + 1]:
        case "'":
            if scanner.match(_STRING_OR_DICT):
                return ValueFacts(kind=Kind.ANY, line=line)
            return _enumeration(scanner, line)
        case "{":
            if scanner.take(_DOCUMENT):
                return ValueFacts(kind=Kind.DOCUMENT, line=line)
            if scanner.match(_RECURSIVE):
                return ValueFacts(kind=Kind.ANY, line=line, recursive=True)
            return _python_dict(scanner)
        case "[":
            scanner.expect("[")
            return _list(scanner, line, _python_value)
        case _:
            if scanner.take("EventStream("):
                return _event_stream(scanner, line)
            scalar = scanner.match(_PYTHON_SCALAR)
            if scalar is None:
                raise scanner.error("a value")
            return _with_line(_PYTHON_SCALARS[scalar[0]], line)


def _event_stream(scanner: _Scanner, line: int) -> ValueFacts:
    members = () if scanner.at(")") else _python_dict(scanner).members
    scanner.expect(")")
    return ValueFacts(kind=Kind.STRUCTURE, line=line, members=members, event_stream=True)


def _python_dict(scanner: _Scanner) -> ValueFacts:
    line = scanner.line
    scanner.expect("{")
    members: list[MemberFacts] = []
    while not scanner.take("}"):
        key = scanner.match(_PYTHON_KEY)
        if key is None:
            raise scanner.error("a key, or '}'")
        members.append(_member(scanner, key))
    if not members:
        return ValueFacts(kind=Kind.DICT, line=line)
    if len(members) == 1 and members[0].name == "string":
        return _map(members[0].value, line)
    return ValueFacts(kind=Kind.STRUCTURE, line=line, members=tuple(members))


def _map(values: ValueFacts, line: int) -> ValueFacts:
    keys = ValueFacts(kind=Kind.STRING, line=line)
    return ValueFacts(kind=Kind.MAP, line=line, keys=keys, values=values)


def _list(scanner: _Scanner, line: int, read: Callable[[_Scanner], ValueFacts]) -> ValueFacts:
    items = read(scanner)
    scanner.take(",")
    scanner.expect("]")
    return ValueFacts(kind=Kind.LIST, line=line, items=items)


def _enumeration(scanner: _Scanner, line: int) -> ValueFacts:
    if scanner.text.startswith(_PLAIN_STRING, scanner.position):
        scanner.expect("'string'")
        return ValueFacts(kind=Kind.STRING, line=line, enum=())
    values: list[str] = []
    while True:
        match = scanner.match(_PYTHON_STRING)
        if match is None:
            raise scanner.error("a quoted string")
        values.append(_printable(match[1], scanner))
        if not scanner.at("|"):
            break
        scanner.take("|")
    if values == ["string"]:
        return ValueFacts(kind=Kind.STRING, line=line, enum=())
    enum = tuple(EnumValue(value=value) for value in values)
    return ValueFacts(kind=Kind.STRING, line=line, enum=enum)


def _printable(value: str, scanner: _Scanner) -> str:
    """Check a value of an enumeration: what nobody sees on a page is damage."""
    hidden = () if value.isprintable() else map(unicodedata.category, value)
    if "|'" in value or not {"Cc", "Cf"}.isdisjoint(hidden):
        raise UnreadableError(scanner.line, "a value of printable characters", quoted(value))
    return value


def _with_line(value: ValueFacts, line: int) -> ValueFacts:
    return ValueFacts(kind=value.kind, line=line, streaming=value.streaming)


def parse_json(text: str, first_line: int) -> ValueFacts:
    """Read a block of JSON-like syntax, in which bare words stand for values.

    Args:
        text: The block, on any number of lines.
        first_line: The line of the page on which the block begins.

    Raises:
        UnreadableError: Where the block does not follow the grammar.
    """
    scanner = _Scanner(text, first_line)
    value = _json_value(scanner)
    scanner.expect_end()
    return value


def _json_value(scanner: _Scanner) -> ValueFacts:
    return scanner.one_level_deeper(_json_level)


def _json_level(scanner: _Scanner) -> ValueFacts:
    scanner.skip_space()
    line = scanner.line
    if scanner.take("{"):
        return _json_object(scanner, line)
    if scanner.take("["):
        return _list(scanner, line, _json_value)
    string = scanner.match(_JSON_STRING)
    if string is not None:
        # A name in place of the word `string` is that of a shape which the block shows elsewhere.
        if string[1] == "string":
            return ValueFacts(kind=Kind.TEXT, line=line)
        return ValueFacts(kind=Kind.ANY, line=line, name=string[1], recursive=True)
    for word, kind in _JSON_SCALARS.items():
        if scanner.take(word):
            return ValueFacts(kind=kind, line=line)
    raise scanner.error("a value")


def _json_object(scanner: _Scanner, line: int) -> ValueFacts:
    if scanner.take("..."):
        scanner.expect("}")
        return ValueFacts(kind=Kind.DICT, line=line)
    members: list[MemberFacts] = []
    names: set[str] = set()
    while not scanner.take("}"):
        key = scanner.match(_JSON_KEY)
        if key is None:
            raise scanner.error("a key, or '}'")
        key_line = scanner.line
        if key[1] in names:
            raise UnreadableError(key_line, "each key once", f"{key[1]!r} again")
        names.add(key[1])
        members.append(MemberFacts(name=key[1], line=key_line, value=_json_value(scanner)))
        scanner.take(",")
    if not members:
        return ValueFacts(kind=Kind.DICT, line=line)
    if len(members) == 1 and members[0].name == "string":
        return _map(members[0].value, line)
    return ValueFacts(kind=Kind.STRUCTURE, line=line, members=tuple(members))


@dataclass(frozen=True)
class HttpRequest:
    """What stands before the body in a request block."""

    method: str
    uri: str
    headers: tuple[tuple[str, str], ...]
    body: str
    body_line: int


_REQUEST = re.compile(r"\s*(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+(\S+)(?:\s+HTTP/1\.1)?")
_STATUS = re.compile(r"\s*HTTP/1\.1\s+(\d{3})")
_HEADER = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]*):\s*([^\s{<]+)")


def parse_http_request(text: str, first_line: int) -> HttpRequest:
    """Read a request block: the request line, headers, and a body in some other syntax.

    Raises:
        UnreadableError: Where the block has no request line.
    """
    scanner = _Scanner(text, first_line)
    request = scanner.match(_REQUEST)
    if request is None:
        raise scanner.error("an HTTP request line")
    headers, body_line = _headers(scanner)
    return HttpRequest(request[1], request[2], headers, text[scanner.position :], body_line)


@dataclass(frozen=True)
class HttpResponse:
    """What stands before the body in a response block."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    body_line: int


def parse_http_response(text: str, first_line: int) -> HttpResponse:
    """Read a response block: the status line, headers, and a body in some other syntax.

    Raises:
        UnreadableError: Where the block has no status line.
    """
    scanner = _Scanner(text, first_line)
    status = scanner.match(_STATUS)
    if status is None:
        raise scanner.error("an HTTP status line")
    headers, body_line = _headers(scanner)
    return HttpResponse(int(status[1]), headers, text[scanner.position :], body_line)


def _headers(scanner: _Scanner) -> tuple[tuple[tuple[str, str], ...], int]:
    headers: list[tuple[str, str]] = []
    while True:
        header = scanner.match(_HEADER)
        if header is None:
            break
        headers.append((header[1], header[2]))
    scanner.skip_space()
    return tuple(headers), scanner.line
