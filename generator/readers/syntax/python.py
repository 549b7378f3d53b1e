"""The grammar of boto3's syntax blocks: Python literals that show a value by example.

`'A'|'B'` is an enumeration, `123` an integer of some width. What a block shows is the structure and
the kinds; what it says of each value stands elsewhere on the page. The grammar is what botocore's
documenters print: a key is a quoted string; in a call it is a bare name followed by `=`.
"""

import re
import unicodedata

from generator.model.facts import EnumValue, MemberFacts, ValueFacts
from generator.model.kinds import Kind
from generator.model.problems import quoted
from generator.readers.syntax.scanner import Scanner, list_of, map_of
from generator.readers.unreadable import UnreadableError

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

_CALL = re.compile(r"\s*(?:\w+ = )?[A-Za-z_]\w*\.\w+\s*(?=\()")


def parse_python(text: str, first_line: int) -> ValueFacts:
    """Read a block of Python-literal syntax, to its end.

    Args and errors are those of `parse_python_prefix`.
    """
    value, rest = parse_python_prefix(text, first_line)
    Scanner(text, first_line, rest).expect_end()
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
    scanner = Scanner(text, first_line)
    value = _call_arguments(scanner) if scanner.match(_CALL) else _python_value(scanner)
    return value, scanner.position


def _call_arguments(scanner: Scanner) -> ValueFacts:
    line = scanner.line
    scanner.expect("(")
    members: list[MemberFacts] = []
    while not scanner.take(")"):
        key = scanner.match(_CALL_KEY)
        if key is None:
            raise scanner.error("an argument, or ')'")
        members.append(_member(scanner, key))
    return ValueFacts(kind=Kind.STRUCTURE, line=line, members=tuple(members))


def _member(scanner: Scanner, key: re.Match[str]) -> MemberFacts:
    line = scanner.line
    value = _python_value(scanner)
    scanner.take(",")
    return MemberFacts(name=key[1], line=line, value=value)


def _python_value(scanner: Scanner) -> ValueFacts:
    return scanner.one_level_deeper(_python_level)


def _python_level(scanner: Scanner) -> ValueFacts:
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
            return list_of(scanner, line, _python_value)
        case _:
            if scanner.take("EventStream("):
                return _event_stream(scanner, line)
            scalar = scanner.match(_PYTHON_SCALAR)
            if scalar is None:
                raise scanner.error("a value")
            return _with_line(_PYTHON_SCALARS[scalar[0]], line)


def _event_stream(scanner: Scanner, line: int) -> ValueFacts:
    members = () if scanner.at(")") else _python_dict(scanner).members
    scanner.expect(")")
    return ValueFacts(kind=Kind.STRUCTURE, line=line, members=members, event_stream=True)


def _python_dict(scanner: Scanner) -> ValueFacts:
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
        return map_of(members[0].value, line)
    return ValueFacts(kind=Kind.STRUCTURE, line=line, members=tuple(members))


def _enumeration(scanner: Scanner, line: int) -> ValueFacts:
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


def _printable(value: str, scanner: Scanner) -> str:
    """Check a value of an enumeration: what nobody sees on a page is damage."""
    hidden = () if value.isprintable() else map(unicodedata.category, value)
    if "|'" in value or not {"Cc", "Cf"}.isdisjoint(hidden):
        raise UnreadableError(scanner.line, "a value of printable characters", quoted(value))
    return value


def _with_line(value: ValueFacts, line: int) -> ValueFacts:
    return ValueFacts(kind=value.kind, line=line, streaming=value.streaming)
