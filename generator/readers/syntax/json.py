"""The grammar of syntax blocks in JSON, in which bare words stand for values."""

import re

from generator.model.facts import MemberFacts, ValueFacts
from generator.model.kinds import Kind
from generator.readers.syntax.scanner import Scanner, list_of, map_of
from generator.readers.unreadable import UnreadableError

_JSON_KEY = re.compile(r'\s*"([^"\n]+)"\s*:\s*')
_JSON_STRING = re.compile(r'\s*"([^"\n]*)"')
_JSON_SCALARS = {
    "number": Kind.NUMBER,
    "integer": Kind.INTEGRAL,
    "boolean": Kind.BOOLEAN,
    "enum": Kind.STRING,
    "blob": Kind.BLOB,
    "JSON value": Kind.DOCUMENT,
}


def parse_json(text: str, first_line: int) -> ValueFacts:
    """Read a block of JSON-like syntax, in which bare words stand for values.

    Args:
        text: The block, on any number of lines.
        first_line: The line of the page on which the block begins.

    Raises:
        UnreadableError: Where the block does not follow the grammar.
    """
    scanner = Scanner(text, first_line)
    value = _json_value(scanner)
    scanner.expect_end()
    return value


def _json_value(scanner: Scanner) -> ValueFacts:
    return scanner.one_level_deeper(_json_level)


def _json_level(scanner: Scanner) -> ValueFacts:
    scanner.skip_space()
    line = scanner.line
    if scanner.take("{"):
        return _json_object(scanner, line)
    if scanner.take("["):
        return list_of(scanner, line, _json_value)
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


def _json_object(scanner: Scanner, line: int) -> ValueFacts:
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
        return map_of(members[0].value, line)
    return ValueFacts(kind=Kind.STRUCTURE, line=line, members=tuple(members))
