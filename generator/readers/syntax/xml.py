"""The grammar of syntax blocks in XML.

An element that holds one other element may be a structure of one member or a list of such: the
block does not tell. `...` behind an element says that there may be more of it.
"""

import re

from generator.model.facts import MemberFacts, ValueFacts
from generator.model.kinds import Kind
from generator.readers.syntax.scanner import Scanner
from generator.readers.unreadable import UnreadableError

_DECLARATION = re.compile(r"\s*<\?xml\b[^<>]*\?>")
_START = re.compile(
    r"\s*<(?P<name>[A-Za-z_][\w.-]*)(?P<attributes>(?:\s+[\w:.-]+\s*=\s*\"[^\"<>]*\")*)\s*(?P<end>/?)>"
)
_ATTRIBUTE = re.compile(r"(?P<name>[\w:.-]+)\s*=\s*\"(?P<value>[^\"]*)\"")
_WORD = re.compile(r"\s*(?P<word>[A-Za-z_][\w-]*)\s*(?=</)")
_MORE = re.compile(r"\s*(?:\.\.\.|…)")

_SCALARS = {
    "string": Kind.TEXT,
    "boolean": Kind.BOOLEAN,
    "integer": Kind.INTEGER,
    "long": Kind.LONG,
    "float": Kind.FLOAT,
    "double": Kind.DOUBLE,
    "timestamp": Kind.TIMESTAMP,
    "blob": Kind.BLOB,
    "base64-encoded-binary-data": Kind.BLOB,
}


def parse_xml(text: str, first_line: int) -> ValueFacts:
    """Read a body in XML, to its end.

    Args:
        text: The body, on any number of lines.
        first_line: The line of the page on which it begins.

    Returns:
        The root as a structure, or of kind `DICT` where it is empty.

    Raises:
        UnreadableError: Where the body does not follow the grammar.
    """
    scanner = Scanner(text, first_line)
    scanner.match(_DECLARATION)
    line = scanner.line
    start = scanner.match(_START)
    if start is None:
        raise scanner.error("an element of XML")
    attributes = {
        found["name"]: found["value"] for found in _ATTRIBUTE.finditer(start["attributes"])
    }
    word, members = _content(scanner, start)
    if word is not None:
        raise UnreadableError(line, "elements in the root", word)
    scanner.expect_end()
    return ValueFacts(
        kind=Kind.STRUCTURE if members else Kind.DICT,
        line=line,
        members=members or None,
        xml_name=start["name"],
        xml_namespace=attributes.get("xmlns"),
    )


def _content(scanner: Scanner, start: re.Match[str]) -> tuple[str | None, tuple[MemberFacts, ...]]:
    """Read what an element holds, to behind its end: a word, or elements."""
    if start["end"]:
        return None, ()
    word = scanner.match(_WORD)
    members: dict[str, MemberFacts] = {}
    while word is None and not scanner.take("</"):
        if members and scanner.match(_MORE):
            name, last = members.popitem()
            members[name] = _repeated(last)
            continue
        member = _element(scanner)
        if member.name in members:
            raise UnreadableError(member.line, "each element once", f"{member.name!r} again")
        members[member.name] = member
    if word is not None:
        scanner.expect("</")
    scanner.expect(start["name"])
    scanner.expect(">")
    return (word["word"] if word else None), tuple(members.values())


def _element(scanner: Scanner) -> MemberFacts:
    scanner.skip_space()
    line = scanner.line
    start = scanner.match(_START)
    if start is None:
        raise scanner.error("an element of XML, or the end of one")
    value = scanner.one_level_deeper(lambda inner: _value(inner, start, line))
    return MemberFacts(name=start["name"], line=line, value=value, named_on_wire=True)


def _value(scanner: Scanner, start: re.Match[str], line: int) -> ValueFacts:
    word, members = _content(scanner, start)
    attributes = [
        _attribute(found["name"], found["value"], line)
        for found in _ATTRIBUTE.finditer(start["attributes"])
        if found["name"] != "xmlns" and not found["name"].startswith("xmlns:")
    ]
    if word is not None and not attributes:
        return _scalar(word, line)
    members = (*attributes, *members)
    if not members:
        return ValueFacts(kind=Kind.DICT, line=line)
    if [member.name for member in members] == ["entry"]:
        entry = _as_map(members[0].value, line)
        if entry is not None:
            return entry
    kind = Kind.STRUCTURE if len(members) > 1 or attributes else Kind.ANY
    return ValueFacts(kind=kind, line=line, members=members)


def _scalar(word: str, line: int) -> ValueFacts:
    kind = _SCALARS.get(word)
    if kind is not None:
        return ValueFacts(kind=kind, line=line)
    # In place of a type stands the name of a shape which the block shows elsewhere.
    return ValueFacts(kind=Kind.ANY, line=line, name=word, recursive=True)


def _attribute(name: str, word: str, line: int) -> MemberFacts:
    value = _scalar(word, line)
    return MemberFacts(name=name, line=line, value=value, named_on_wire=True, xml_attribute=True)


def _as_map(entry: ValueFacts, line: int) -> ValueFacts | None:
    members = {member.name: member.value for member in entry.members or ()}
    if list(members) != ["key", "value"]:
        return None
    return ValueFacts(
        kind=Kind.MAP, line=line, keys=members["key"], values=members["value"], item_name="entry"
    )


def _repeated(member: MemberFacts) -> MemberFacts:
    value = ValueFacts(
        kind=Kind.LIST,
        line=member.line,
        items=member.value,
        item_name=member.name,
        flattened=True,
    )
    return MemberFacts(name=member.name, line=member.line, value=value, named_on_wire=True)
