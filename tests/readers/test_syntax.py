"""The grammar of syntax blocks."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.facts import STRING, enum, list_of, map_of, structure

from generator.model.facts import MemberFacts, ValueFacts
from generator.model.kinds import Kind
from generator.readers.syntax.http import parse_http_request, parse_http_response
from generator.readers.syntax.json import parse_json
from generator.readers.syntax.python import parse_python
from generator.readers.unreadable import UnreadableError


def without_lines(value: ValueFacts | None) -> ValueFacts | None:
    """Return the same facts without the lines on which they stand."""
    if value is None:
        return None
    return ValueFacts(
        kind=value.kind,
        name=value.name,
        members=None
        if value.members is None
        else tuple(
            MemberFacts(name=member.name, value=without_lines(member.value) or STRING)
            for member in value.members
        ),
        items=without_lines(value.items),
        keys=without_lines(value.keys),
        values=without_lines(value.values),
        enum=value.enum,
        recursive=value.recursive,
        event_stream=value.event_stream,
        streaming=value.streaming,
    )


ANY = ValueFacts(kind=Kind.ANY)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("'string'", STRING),
        ("'A'|'B'", enum("A", "B")),
        ("'REST'", enum("REST")),
        ("'it's'|'a, b'|'c|d'", enum("it's", "a, b", "c|d")),
        ("True|False", ValueFacts(kind=Kind.BOOLEAN)),
        ("datetime(2015, 1, 1)", ValueFacts(kind=Kind.TIMESTAMP)),
        ("123", ValueFacts(kind=Kind.INTEGRAL)),
        ("123.0", ValueFacts(kind=Kind.DOUBLE)),
        ("...", ANY),
        ("b'bytes'", ValueFacts(kind=Kind.BLOB)),
        ("b'bytes'|file", ValueFacts(kind=Kind.BLOB, streaming=True)),
        ("StreamingBody()", ValueFacts(kind=Kind.BLOB, streaming=True)),
        ("{}", ValueFacts(kind=Kind.DICT)),
        ("{'... recursive ...'}", ValueFacts(kind=Kind.ANY, recursive=True)),
        ("{...}|[...]|123|123.4|'string'|True|None", ValueFacts(kind=Kind.DOCUMENT)),
        ("'string' or {'Bucket': 'string', 'Key': 'string'}", ANY),
        ("[\n    'string',\n]", list_of(STRING)),
        ("{\n    'string': 'string'\n}", map_of(STRING)),
        ("{\n'a': {\n}\n,\n'b': 'string'\n}", structure(a=ValueFacts(kind=Kind.DICT), b=STRING)),
        (
            "EventStream({\n    'Records': 'string'\n})",
            ValueFacts(
                kind=Kind.STRUCTURE,
                members=(MemberFacts(name="Records", value=STRING),),
                event_stream=True,
            ),
        ),
        ("response = client.put(\n    Name='string',\n)", structure(Name=STRING)),
        ("client.put()", structure()),
    ],
)
def test_python_literals(block: str, expected: ValueFacts) -> None:
    """Each form that the documenters print means what it stands for."""
    assert expected == without_lines(parse_python(block, 1))


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('"string"', ValueFacts(kind=Kind.TEXT)),
        ("number", ValueFacts(kind=Kind.NUMBER)),
        ("boolean", ValueFacts(kind=Kind.BOOLEAN)),
        ("blob", ValueFacts(kind=Kind.BLOB)),
        ("{ }", ValueFacts(kind=Kind.DICT)),
        ("{ ... }", ValueFacts(kind=Kind.DICT)),
        ('"Expression"', ValueFacts(kind=Kind.ANY, name="Expression", recursive=True)),
        ('[ "string" ]', list_of(ValueFacts(kind=Kind.TEXT))),
        (
            '{ "a": "string", "b": { "c": number } }',
            structure(a=ValueFacts(kind=Kind.TEXT), b=structure(c=ValueFacts(kind=Kind.NUMBER))),
        ),
    ],
)
def test_json_like_blocks(block: str, expected: ValueFacts) -> None:
    """Bare words stand for kinds, on one line or many."""
    assert expected == without_lines(parse_json(block, 1))


@pytest.mark.parametrize(
    ("block", "line", "expected"),
    [
        ("{\n    'a': 'string',\n    'b'", 12, "a key"),
        ("{\n    'a': 'string',\n", 12, "a key"),
        ("[\n    'string',\n", 12, "']'"),
        ("{\n    'a': what\n}", 11, "a value"),
        ("{}\nnonsense", 11, "the end of the block"),
        ("client.put(\n    'Name': 'string'\n)", 11, "an argument"),
    ],
)
def test_a_broken_block_is_refused_with_its_line(block: str, line: int, expected: str) -> None:
    """A block that is cut or changed names the line, and what was expected there."""
    with pytest.raises(UnreadableError) as caught:
        parse_python(block, 10)

    assert caught.value.line == line
    assert expected in caught.value.expected


@pytest.mark.parametrize("parse", [parse_python, parse_json])
def test_a_block_that_is_nested_without_end(parse: Callable[[str, int], ValueFacts]) -> None:
    """No page makes the parser exhaust Python's stack."""
    with pytest.raises(UnreadableError, match="levels of nesting"):
        parse("[" * 100_000, 1)


def test_every_value_knows_its_line() -> None:
    """Lines count from the first line of the block."""
    members = parse_python("{\n    'a': 'string',\n    'b': [\n        123,\n    ]\n}", 5).members

    assert members is not None
    assert [(m.name, m.line, m.value.line) for m in members] == [("a", 6, 6), ("b", 7, 7)]
    assert members[1].value.items is not None
    assert members[1].value.items.line == 8


def test_an_http_request() -> None:
    """Method, URI with query, headers and body are told apart, on one line or several."""
    request = parse_http_request(
        'POST /jobs?max=max HTTP/1.1 Content-type: application/json { "a": "string" }', 3
    )

    assert (request.method, request.uri) == ("POST", "/jobs?max=max")
    assert request.headers == (("Content-type", "application/json"),)
    assert request.body == '{ "a": "string" }'


def test_an_http_response() -> None:
    """The status and the headers stand before the body."""
    response = parse_http_response("HTTP/1.1 202\nX-Amz-Id: id\n\n{ }", 3)

    assert (response.status, response.headers) == (202, (("X-Amz-Id", "id"),))
    assert (response.body, response.body_line) == ("{ }", 6)


NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_.$-]{0,12}", fullmatch=True)
WORDS = st.from_regex(r"[A-Za-z0-9_ .,:/*@-]{1,12}", fullmatch=True).filter(
    lambda word: word != "string"
)
SCALARS = st.sampled_from(
    [STRING]
    + [ValueFacts(kind=kind) for kind in (Kind.BOOLEAN, Kind.INTEGRAL, Kind.DOUBLE, Kind.BLOB)]
) | st.lists(WORDS, min_size=1, max_size=4, unique=True).map(lambda values: enum(*values))


def _structures(inner: st.SearchStrategy[ValueFacts]) -> st.SearchStrategy[ValueFacts]:
    members = st.dictionaries(NAMES.filter(lambda name: name != "string"), inner, min_size=1)
    return members.map(lambda values: structure(**values))


VALUES = st.recursive(
    SCALARS,
    lambda inner: inner.map(list_of) | inner.map(map_of) | _structures(inner),
    max_leaves=12,
)

_PRINTED = {
    Kind.BOOLEAN: "True|False",
    Kind.INTEGRAL: "123",
    Kind.DOUBLE: "123.0",
    Kind.BLOB: "b'bytes'",
}


def printed(value: ValueFacts, indent: str = "") -> str:
    """Print a value as boto3's documenter does."""
    deeper = indent + "    "
    if value.items is not None:
        return f"[\n{deeper}{printed(value.items, deeper)},\n{indent}]"
    if value.values is not None:
        return f"{{\n{deeper}'string': {printed(value.values, deeper)}\n{indent}}}"
    if value.members is not None:
        members = (f"{deeper}'{m.name}': {printed(m.value, deeper)}" for m in value.members)
        return "{\n" + ",\n".join(members) + f"\n{indent}}}"
    if value.kind is Kind.STRING:
        return "|".join(f"'{item.value}'" for item in value.enum or ()) or "'string'"
    return _PRINTED[value.kind]


@given(VALUES)
def test_what_is_printed_is_read_back(value: ValueFacts) -> None:
    """Any value that the documenter can print is read as it was, indented or flattened."""
    block = printed(value)
    flat = "\n".join(line.strip() for line in block.split("\n"))

    assert value == without_lines(parse_python(block, 1))
    assert value == without_lines(parse_python(flat, 1))
