"""Flattened API Reference pages are read by value, and what can't be read is a problem."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.facts import unlined

from generator.model.documentation import from_plain
from generator.model.facts import (
    EnumValue,
    ErrorFacts,
    HttpFacts,
    Location,
    MemberFacts,
    OperationFacts,
    PageFacts,
    PageKind,
    ServiceFacts,
    ValueFacts,
)
from generator.model.kinds import Kind
from generator.model.problems import Problem
from generator.readers.apiref import text as apiref_text
from generator.readers.page import uniform

SPECS = Path(__file__).parents[2] / "specs"
OURS = SPECS / "cleanroomsml" / "pages" / "API_StartAudienceExportJob.txt"


def facts(text: str) -> PageFacts:
    """Read a page that has nothing wrong."""
    reading = apiref_text.read(text, "page.txt")
    assert not reading.problems
    assert reading.facts is not None
    return reading.facts


def operation(text: str) -> OperationFacts:
    """Read a page on an operation."""
    read = facts(text).operation
    assert read is not None
    return read


def problems(text: str) -> tuple[Problem, ...]:
    """Read a page that can't be read."""
    reading = apiref_text.read(text, "page.txt")
    assert reading.facts is None
    return reading.problems


def found(text: str) -> list[tuple[int, str, str]]:
    """Return the problems of a page without what they have in common."""
    return [(problem.line, problem.expected, problem.found) for problem in problems(text)]


def join(*blocks: str) -> str:
    """Make a page of blocks; each of one line stands two lines below the one before."""
    return "\n\n".join(blocks)


def type_page(*contents: str) -> str:
    """Make a page on a data type; its contents begin on line 9."""
    head = ("Thing - Thing Service", "Thing", "What things are.", "Contents")
    return join(*head, *contents, "See Also", "For more information, see the following:")


def rest_page(
    request: str = "POST /things HTTP/1.1",
    uri: Sequence[str] = ("The request does not use any URI parameters.",),
    body: Sequence[str] = ("The request does not have a request body.",),
    response: str = "HTTP/1.1 200",
    elements: Sequence[str] = ("The service sends back a response with an empty HTTP body.",),
    errors: Sequence[str] = (),
    examples: Sequence[str] = (),
) -> str:
    """Make a page on an operation; the request's block is on line 9."""
    return join(
        *("DoThing - Thing Service", "DoThing", "Does it.", "Request Syntax", request),
        *("URI Request Parameters", *uri),
        *("Request Body", *body),
        *("Response Syntax", response),
        *("Response Elements", *elements),
        *(("Errors", *errors) if errors else ()),
        *(("Examples", *examples) if examples else ()),
        *("See Also", "For more information, see the following:"),
    )


def rpc_page(*sections: str) -> str:
    """Make a page on an operation of a protocol without request lines; its sections begin on 7."""
    return join("DoThing - Thing Service", "DoThing", "Does it.", *sections, "See Also")


EMPTY = ("Response Elements", "The service sends back a response with an empty HTTP body.")


def line_of(text: str, line: str) -> int:
    """Return the number of the first line that reads so."""
    return text.split("\n").index(line) + 1


@pytest.fixture(params=["ours", "real"])
def export_job(request: pytest.FixtureRequest) -> str:
    """Return the page on StartAudienceExportJob, as we reworded it and as it really is."""
    if request.param == "ours":
        return OURS.read_text()
    shared: Path = request.getfixturevalue("shared")
    return next((shared / "seeds").glob("001_*.txt")).read_text()


def export_job_facts(text: str, file: str) -> PageFacts:
    """Return what the page must be read as; its prose is taken from the lines where it stands."""
    lines = text.split("\n")

    def prose(number: int) -> str:
        return from_plain([lines[number - 1]])

    def member(name: str, line: int, required: bool, value: ValueFacts) -> MemberFacts:
        return MemberFacts(
            name=name,
            line=line,
            value=value,
            required=required,
            documentation=prose(line + 2),
            location=Location.BODY,
        )

    def nested(name: str, kind: Kind) -> MemberFacts:
        return MemberFacts(name=name, line=17, value=ValueFacts(kind=kind, line=17))

    def error(name: str, line: int, status: int) -> ErrorFacts:
        return ErrorFacts(name=name, line=line, documentation=prose(line + 2), status=status)

    arn = (
        "arn:aws[-a-z]*:cleanrooms-ml:[-a-z0-9]+:[0-9]{12}:audience-generation-job/[-a-zA-Z0-9_/.]+"
    )
    characters = r"\u0020-\uD7FF\uE000-\uFFFD\uD800\uDBFF-\uDC00\uDFFF\t"
    size = (nested("type", Kind.TEXT), nested("value", Kind.NUMBER))
    structure = ValueFacts(kind=Kind.STRUCTURE, line=43, name="AudienceSize", members=size)
    members = (
        member(
            *("audienceGenerationJobArn", 27, True),
            string(line=31, min=20, max=2048, pattern=arn),
        ),
        member("audienceSize", 39, True, structure),
        member(
            *("description", 47, False),
            string(line=51, min=0, max=255, pattern=rf"[{characters}\r\n]*"),
        ),
        member(
            *("name", 59, True),
            string(line=63, min=1, max=63, pattern=rf"(?!\s*$)[{characters}]*"),
        ),
    )
    return PageFacts(
        file=file,
        rendition="apiref-text",
        kind=PageKind.OPERATION,
        subject="StartAudienceExportJob",
        covers=("structure", "required", "enums", "constraints", "binding", "errors", "docs"),
        plain=True,
        service=ServiceFacts(title="AWS Clean Rooms ML", protocol="rest-json", line=10),
        operations=(
            OperationFacts(
                name="StartAudienceExportJob",
                line=10,
                documentation=prose(13),
                has_input=True,
                input=ValueFacts(kind=Kind.STRUCTURE, line=17, members=members),
                has_output=False,
                http=HttpFacts(
                    method="POST",
                    uri="/audience-export-job",
                    content_type="application/json",
                    status=200,
                ),
                errors=(
                    error("AccessDeniedException", 83, 403),
                    error("ConflictException", 89, 409),
                    error("ResourceNotFoundException", 95, 404),
                    error("ServiceQuotaExceededException", 101, 402),
                    error("ValidationException", 107, 400),
                ),
            ),
        ),
    )


def test_an_operation_is_read_by_value(export_job: str) -> None:
    """Every fact of a real page comes out with its line, and nothing of what surrounds the page."""
    assert apiref_text.recognise(export_job)
    assert export_job_facts(export_job, "page.txt") == facts(export_job)


def test_a_data_type_is_read_by_value() -> None:
    """A data type has its description, and members that may be of either direction."""
    page = type_page(
        "Note",
        "In the following list, the required parameters are described first.",
        "kind",
        "Tip",
        "One of two.",
        "Type: String",
        "Valid Values: A | B",
        "Required: Yes",
        "Note",
        "OTHER",
        "Type: Long",
        "Required: No",
    )

    values = (EnumValue(value="A"), EnumValue(value="B"))
    members = (
        MemberFacts(
            name="kind",
            line=13,
            value=ValueFacts(kind=Kind.STRING, line=19, enum=values),
            required=True,
            required_in_output=True,
            documentation="Tip\n\nOne of two.",
        ),
        MemberFacts(
            name="Note",
            line=25,
            value=ValueFacts(kind=Kind.LONG, line=29),
            required=False,
            required_in_output=False,
            documentation="OTHER",
        ),
    )
    expected = PageFacts(
        file="page.txt",
        rendition="apiref-text",
        kind=PageKind.TYPE,
        subject="Thing",
        covers=("structure", "required", "enums", "constraints", "docs"),
        plain=True,
        service=ServiceFacts(title="Thing Service", line=1),
        types=(
            ValueFacts(
                kind=Kind.STRUCTURE,
                line=1,
                name="Thing",
                documentation="What things are.",
                members=members,
            ),
        ),
    )
    assert apiref_text.recognise(page)
    assert expected == facts(page)


@pytest.mark.parametrize(
    ("head", "line", "title", "documentation"),
    [
        (["X - A Service", "X", "Text."], 1, "A Service", "Text."),
        (["X", "X - A Service", "Text."], 3, "A Service", "Text."),
        (["Menu", "X", "Menu\nX - A Service\nMenu", "Text."], 6, "A Service", "Text."),
        (
            ["Menu\nX - A Service", "X", "Text.", "Note", "More."],
            2,
            "A Service",
            "Text.\n\nNote\n\nMore.",
        ),
        (["Y - B", "X - A - B", "X", "X", "Text."], 3, "A - B", "X\n\nText."),
        (["X - A Service", "X"], 1, "A Service", None),
    ],
)
def test_the_title_is_told_from_furniture_by_position(
    head: list[str], line: int, title: str, documentation: str | None
) -> None:
    """The description begins behind the later of the title's block and the name on its own."""
    read = facts(join(*head, "Contents", "See Also", "X - Furniture", "X"))

    assert ServiceFacts(title=title, line=line) == read.service
    assert documentation == read.types[0].documentation


STRING, INTEGER = ValueFacts(kind=Kind.STRING), ValueFacts(kind=Kind.INTEGER)
TAG = ValueFacts(kind=Kind.STRUCTURE, name="Tag", complete=False)


def list_of(items: ValueFacts, **limits: Any) -> ValueFacts:
    """Return a list."""
    return ValueFacts(kind=Kind.LIST, items=items, **limits)


def map_of(values: ValueFacts, keys: ValueFacts = STRING, **limits: Any) -> ValueFacts:
    """Return a map."""
    return ValueFacts(kind=Kind.MAP, keys=keys, values=values, **limits)


def string(**limits: Any) -> ValueFacts:
    """Return a string with its limits."""
    return ValueFacts(kind=Kind.STRING, **limits)


ENUM = (EnumValue(value="A"), EnumValue(value="B"))


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["Type: String"], STRING),
        (["Type: Timestamp"], ValueFacts(kind=Kind.TIMESTAMP)),
        (["Type: JSON value"], ValueFacts(kind=Kind.DOCUMENT)),
        (["Type: Tag object"], TAG),
        (["Type: Array of Tag objects"], list_of(TAG)),
        (["Type: String to array of Tag objects map"], map_of(list_of(TAG))),
        (
            ["Type: String", "Length Constraints: Maximum length of 9.", "Pattern: [a-z]+"],
            string(max=9, pattern="[a-z]+"),
        ),
        (
            ["Type: Integer", "Valid Range: Minimum value of -1. Maximum value of 2."],
            ValueFacts(kind=Kind.INTEGER, min=-1, max=2),
        ),
        (["Type: String", "Valid Values: A | B"], string(enum=ENUM)),
        (
            [
                "Type: Array of strings",
                "Array Members: Fixed number of 2 items.",
                "Length Constraints: Minimum length of 1.",
                "Pattern: a",
                "Valid Values: A | B",
            ],
            list_of(string(min=1, pattern="a", enum=ENUM), min=2, max=2),
        ),
        (
            [
                "Type: Array of arrays of integers",
                "Array Members: Maximum number of 3 items.",
                "Valid Range: Maximum value of 7.",
            ],
            list_of(list_of(ValueFacts(kind=Kind.INTEGER, max=7))),  # Whose items, no line says.
        ),
        (
            [
                "Type: Array of arrays of integers",
                "Array Members: Maximum number of 3 items.",
                "Array Members: Maximum number of 2 items.",
            ],
            list_of(list_of(INTEGER, max=2), max=3),
        ),
        (
            [
                "Type: String to string map",
                "Map Entries: Maximum number of 5 items.",
                "Key Length Constraints: Maximum length of 1.",
                "Key Pattern: k",
                "Valid Keys: A | B",
                "Value Length Constraints: Maximum length of 2.",
                "Value Pattern: v",
                "Value Valid Values: A | B",
            ],
            map_of(
                string(max=2, pattern="v", enum=ENUM), string(max=1, pattern="k", enum=ENUM), max=5
            ),
        ),
        (
            [
                "Type: String to array of strings map",
                "Array Members: Minimum number of 1 item.",
                "Length Constraints: Maximum length of 4.",
            ],
            map_of(list_of(string(max=4), min=1)),
        ),
        (
            [
                "Type: Array of string to string maps",
                "Array Members: Minimum number of 1 item.",
                "Map Entries: Minimum number of 2 items.",
                "Key Pattern: k",
            ],
            list_of(map_of(STRING, string(pattern="k"), min=2), min=1),
        ),
        (
            [
                "Type: Array of Tag objects",
                "Note: This object is a Union. Only one member of it can be specified.",
            ],
            list_of(msgspec.structs.replace(TAG, union=True)),
        ),
        (
            ["Type: String to Tag object map", "Note: This object is a Union."],
            map_of(msgspec.structs.replace(TAG, union=True)),
        ),
    ],
)
def test_constraint_lines_make_the_value(lines: list[str], value: ValueFacts) -> None:
    """The type line gives the kind, and each other line limits the part that it speaks of."""
    read = facts(type_page("name", "Text.", *lines, "Required: No")).types[0]

    assert read is not None
    assert read.members is not None
    assert unlined(value) == unlined(read.members[0].value)


def test_a_union_says_so() -> None:
    """The sentence on the data type is a fact and no documentation."""
    sentence = "This data type is a UNION, so only one of the following members can be specified."
    read = facts(
        type_page("Important", sentence, "a", "Text.", "Type: Float", "Required: No")
    ).types[0]

    assert read is not None
    assert read.union
    assert read.documentation == "What things are."


def body(name: str, value: ValueFacts, **stated: Any) -> MemberFacts:
    """Return a member of a body."""
    return MemberFacts(name=name, value=value, location=Location.BODY, **stated)


@pytest.mark.parametrize(
    ("shown", "line", "value"),
    [
        ('"string"', "Type: Timestamp", ValueFacts(kind=Kind.TIMESTAMP)),
        ("number", "Type: Timestamp", ValueFacts(kind=Kind.TIMESTAMP)),
        ("number", "Type: Long", ValueFacts(kind=Kind.LONG)),
        ("blob", "Type: Base64-encoded binary data object", ValueFacts(kind=Kind.BLOB)),
        ("{ ... }", "Type: Tag object", TAG),
        ("{ }", "Type: Tag object", TAG),
        ('[ "string" ]', "Type: Array of strings", list_of(STRING)),
        (
            '{ "string" : [ number ] }',
            "Type: String to array of integers map",
            map_of(list_of(INTEGER)),
        ),
        (
            '[ { "a": "string", "b": number } ]',
            "Type: Array of Tag objects",
            list_of(
                ValueFacts(
                    kind=Kind.STRUCTURE,
                    name="Tag",
                    members=(
                        MemberFacts(name="a", value=ValueFacts(kind=Kind.TEXT)),
                        MemberFacts(name="b", value=ValueFacts(kind=Kind.NUMBER)),
                    ),
                )
            ),
        ),
        (
            '{ "string": boolean }',
            "Type: Tag object",
            ValueFacts(
                kind=Kind.STRUCTURE,
                name="Tag",
                members=(MemberFacts(name="string", value=ValueFacts(kind=Kind.BOOLEAN)),),
            ),
        ),
        (
            '{ "L": [ "Tag" ] }',
            "Type: Tag object",
            ValueFacts(
                kind=Kind.STRUCTURE,
                name="Tag",
                members=(
                    MemberFacts(
                        name="L",
                        value=list_of(ValueFacts(kind=Kind.ANY, name="Tag", recursive=True)),
                    ),
                ),
            ),
        ),
    ],
)
def test_syntax_and_type_line_are_combined(shown: str, line: str, value: ValueFacts) -> None:
    """The block shows how deep a value goes, the type line its exact kind and names."""
    page = rpc_page(
        "Request Syntax",
        f'{{ "a": {shown} }}',
        "Request Parameters",
        "The request accepts the following data in JSON format.",
        *("a", "Text.", line, "Required: Yes"),
        *EMPTY,
    )

    read = operation(page).input
    expected = body("a", value, required=True, documentation="Text.")
    assert unlined(ValueFacts(kind=Kind.STRUCTURE, members=(expected,))) == unlined(read)


def test_a_protocol_without_request_lines() -> None:
    """A page that binds nothing to HTTP has no HTTP facts; members keep the block's order."""
    page = rpc_page(
        *("Request Syntax", '{ "b": number, "a": "string" }', "Request Parameters"),
        *("a", "Type: String", "Required: Yes", "b", "Type: Integer", "Required: No"),
        *("Response Syntax", '{ "Errors": [ "string" ] }', "Response Elements"),
        "The following data is returned in JSON format by the service.",
        *("Errors", "What went wrong.", "Type: Array of strings"),
        *("Errors", "Common errors are elsewhere."),
    )

    read = operation(page)
    members = (body("b", INTEGER, required=False), body("a", STRING, required=True))
    output = (body("Errors", list_of(STRING), documentation="What went wrong."),)
    expected = OperationFacts(
        name="DoThing",
        documentation="Does it.",
        has_input=True,
        input=ValueFacts(kind=Kind.STRUCTURE, members=members),
        has_output=True,
        output=ValueFacts(kind=Kind.STRUCTURE, members=output),
        errors=(),
    )
    assert unlined(expected) == unlined(read)


def test_an_operation_without_input_and_output() -> None:
    """What the page shows on no side is stated to be nothing, and what it leaves out is unknown."""
    read = operation(rpc_page(*EMPTY))

    nothing = OperationFacts(
        name="DoThing", documentation="Does it.", has_input=False, has_output=False
    )
    assert unlined(nothing) == unlined(read)


def bound(
    name: str, location: Location, value: ValueFacts, documentation: str, **stated: Any
) -> MemberFacts:
    """Return a member outside the body."""
    return MemberFacts(
        name=name, location=location, value=value, documentation=documentation, **stated
    )


def test_members_outside_the_body() -> None:
    """They are bound by name, and of what kind they are is only what their limits tell."""
    page = rest_page(
        "PUT /policy/path+?max_results=MaxResults&mode=import&keys=keys&tags=tags HTTP/1.1"
        ' x-check: Check Content-type: application/json { "policy": "string" }',
        uri=(
            "The request uses the following URI parameters.",
            *("Check", "How.", "Valid Values: A | B"),
            *("keys", "Which.", "Length Constraints: Maximum length of 9.", "Required: Yes"),
            *("MaxResults", "How many.", "keys", "Valid Range: Maximum value of 5."),
            *("path", "Where.", "Pattern: p", "Required: Yes"),
            *("tags", "Labels.", "Array Members: Maximum number of 3 items.", "Pattern: t"),
        ),
        body=("policy", "What.", "Type: String", "Required: No"),
    )

    read = operation(page)
    query = Location.QUERYSTRING
    unknown, number = ValueFacts(kind=Kind.ANY), ValueFacts(kind=Kind.NUMBER, max=5)
    expected = (
        bound(
            *("Check", Location.HEADER, msgspec.structs.replace(unknown, enum=ENUM), "How."),
            wire_name="x-check",
        ),
        bound("keys", query, msgspec.structs.replace(unknown, max=9), "Which.", required=True),
        bound("MaxResults", query, number, "How many.\n\nkeys", wire_name="max_results"),
        bound(
            *("path", Location.URI, string(pattern="p"), "Where."),
            required=True,
            named_on_wire=True,
        ),
        bound("tags", query, list_of(string(pattern="t"), max=3), "Labels."),
        body("policy", STRING, required=False, documentation="What."),
    )
    http = HttpFacts(
        method="PUT",
        uri="/policy/{path+}?max_results={MaxResults}&mode=import&keys={keys}&tags={tags}",
        content_type="application/json",
        status=200,
    )
    assert unlined(ValueFacts(kind=Kind.STRUCTURE, members=expected)) == unlined(read.input)
    assert http == read.http


def test_members_without_any_limit_follow_each_other() -> None:
    """Where nothing constrains a member, the syntax block tells the name of the next from prose."""
    page = rest_page(
        "GET /things?a=a&b=b HTTP/1.1",
        uri=("The request uses the following URI parameters.", "a", "Or:", "NOTHING", "b", "Text."),
    )

    read = operation(page).input
    expected = (
        bound("a", Location.QUERYSTRING, ValueFacts(kind=Kind.ANY), "Or:\n\nNOTHING"),
        bound("b", Location.QUERYSTRING, ValueFacts(kind=Kind.ANY), "Text."),
    )
    assert unlined(ValueFacts(kind=Kind.STRUCTURE, members=expected)) == unlined(read)


def test_a_member_outside_the_body_may_have_a_type() -> None:
    """Where there is a type line, nothing else tells the kind."""
    lines = ("a", "Text.", "Type: Array of integers", "Valid Range: Maximum value of 9.")
    page = rest_page("GET /things?a=a HTTP/1.1", uri=("The following parameters.", *lines))

    read = operation(page).input
    value = list_of(ValueFacts(kind=Kind.INTEGER, max=9))
    expected = (bound("a", Location.QUERYSTRING, value, "Text."),)
    assert unlined(ValueFacts(kind=Kind.STRUCTURE, members=expected)) == unlined(read)


def test_payloads_and_headers_of_both_sides() -> None:
    """A word in place of a body is the payload; sentences between members belong to none."""
    page = rest_page(
        "POST /things HTTP/1.1 Content-Type: ContentType Content",
        uri=("The request uses the following URI parameters.", "ContentType", "Its type."),
        body=("The request accepts the following binary data.", "Content", "It.", "Required: Yes"),
        response="HTTP/1.1 201 Version-Number: VersionNumber Content",
        elements=(
            "If the action is successful, the service sends back an HTTP 201 response.",
            "The response returns the following HTTP headers.",
            *("VersionNumber", "Which."),
            "The response returns the following as the HTTP body.",
            *("Content", "All of it."),
        ),
    )

    read = operation(page)
    unknown, text = ValueFacts(kind=Kind.ANY), ValueFacts(kind=Kind.TEXT)
    header, payload = Location.HEADER, Location.PAYLOAD
    sent = (
        bound("ContentType", header, unknown, "Its type.", wire_name="Content-Type"),
        bound("Content", payload, text, "It.", required=True),
    )
    returned = (
        bound("VersionNumber", header, unknown, "Which.", wire_name="Version-Number"),
        bound("Content", payload, text, "All of it."),
    )
    assert unlined(ValueFacts(kind=Kind.STRUCTURE, members=sent)) == unlined(read.input)
    assert unlined(ValueFacts(kind=Kind.STRUCTURE, members=returned)) == unlined(read.output)
    assert HttpFacts(method="POST", uri="/things", status=201) == read.http


def test_headers_and_a_body_of_a_response() -> None:
    """A response may return headers, without types, above a body in JSON."""
    page = rest_page(
        response='HTTP/1.1 200 x-id: Id Content-type: application/json { "a": "string" }',
        elements=(
            "The response returns the following HTTP headers.",
            *("Id", "Its id."),
            "The following data is returned in JSON format by the service.",
            *("a", "Text.", "Type: String", "Length Constraints: Minimum length of 1."),
        ),
    )

    read = operation(page).output
    expected = (
        bound("Id", Location.HEADER, ValueFacts(kind=Kind.ANY), "Its id.", wire_name="x-id"),
        body("a", string(min=1), documentation="Text."),
    )
    assert unlined(ValueFacts(kind=Kind.STRUCTURE, members=expected)) == unlined(read)


def error(name: str, documentation: str | None, status: int | None, *members: str) -> ErrorFacts:
    """Return an error; its members are documented by one sentence."""
    held = tuple(
        MemberFacts(name=member, value=ValueFacts(kind=Kind.ANY), documentation="Text.")
        for member in members
    )
    return ErrorFacts(name=name, documentation=documentation, status=status, members=held or None)


@pytest.mark.parametrize(
    ("lines", "errors"),
    [
        ([], []),
        (["QueueDeleted", "Text.", "HTTP Status Code: 400"], [error("QueueDeleted", "Text.", 400)]),
        (["Gone", "HTTP Status Code: 410"], [error("Gone", None, 410)]),
        (
            ["BadThing", "Text.", "code", "Text.", "Details", "Text.", "HTTP Status Code: 400"],
            [error("BadThing", "Text.", 400, "code", "Details")],
        ),
        (
            ["BadThing", "One of:", "A", "B", "Important", "Text.", "HTTP Status Code: 400"],
            [error("BadThing", "One of:\n\nA\n\nB\n\nImportant\n\nText.", 400)],
        ),
        (
            ["AFault", "Text.", "BException", "Text.", "HTTP Status Code: 500"],
            [error("AFault", "Text.", None), error("BException", "Text.", 500)],
        ),
        (
            ["A", "Text.", "HTTP Status Code: 400", "BError", "Text."],
            [error("A", "Text.", 400), error("BError", "Text.", None)],
        ),
        (
            ["Bad", "Text.", "Worse", "Text."],
            [error("Bad", "Text.", None), error("Worse", "Text.", None)],
        ),
    ],
)
def test_errors(lines: list[str], errors: list[ErrorFacts]) -> None:
    """An error has a name, prose, members and a status, of which the name alone is certain."""
    read = operation(rest_page(errors=("Common errors are elsewhere.", *lines))).errors

    assert unlined(errors) == unlined(list(read or ()))


def test_examples_are_passed_over() -> None:
    """What stands between `Examples` and the end is of no interest, whatever it looks like."""
    examples = ("Title", "Type: Nonsense", "HTTP/1.1 200", "{", "HTTP Status Code: x", "Contents")

    assert operation(rest_page()) == operation(rest_page(examples=examples))


REST = rest_page(
    'POST /things/id HTTP/1.1 Content-type: application/json { "a": "string", "b": [ number ] }',
    uri=("The request uses the following URI parameters.", "id", "Which.", "Required: Yes"),
    body=(
        "The request accepts the following data in JSON format.",
        *("a", "Text.", "Type: String", "Pattern: a", "Required: Yes"),
        *("b", "Text.", "Type: Array of integers", "Required: No"),
    ),
    response='HTTP/1.1 200 Content-type: application/json { "c": "string" }',
    elements=("The following data is returned.", "c", "Text.", "Type: String"),
    errors=("Common errors are elsewhere.", "Bad", "Text.", "HTTP Status Code: 400"),
)
SYNTAX = line_of(REST, "Request Syntax") + 2


def changed(old: str, new: str) -> str:
    """Change the first place of the page that reads so."""
    assert old in REST
    return REST.replace(old, new, 1)


def test_the_page_that_the_next_tests_break_is_whole() -> None:
    """What they report is what they broke."""
    assert operation(REST).has_output


@pytest.mark.parametrize(
    ("page", "line", "expected", "text"),
    [
        (REST[: REST.index('"string"')], SYNTAX, "a value", "the end of the block"),
        (changed('"b": [ number ]', '"b": [ numbr ]'), SYNTAX, "a value", "'numbr ] }'"),
        (
            changed('{ "c": "string" }', '[ { "c": "string" } ]'),
            *(line_of(REST, "Response Syntax") + 2, "an object", "a list"),
        ),
        (changed("POST /things", "FETCH /things"), SYNTAX, "an HTTP request line", "'FETCH"),
        (
            changed("HTTP/1.1 200 Content-type: application/json ", ""),
            *(line_of(REST, "Response Syntax") + 2, "an HTTP status line", '\'{ "c"'),
        ),
        (
            changed("HTTP/1.1 200", "HTTP/1.1 StatusCode"),
            *(line_of(REST, "Response Syntax") + 2, "the member 'StatusCode' described", "no"),
        ),
        (
            changed("b\n\nText.\n\nType: Array of integers\n\nRequired: No\n\n", ""),
            *(SYNTAX, "the member 'b' described", "no description of it"),
        ),
        (
            changed(', "b": [ number ]', ""),
            *(line_of(REST, "b"), "a member that the syntax block shows", "description of 'b'"),
        ),
        (
            changed("/things/id", "/things/Id"),
            *(line_of(REST, "id"), "a member that the syntax block shows", "description of 'id'"),
        ),
        (
            changed("/things/id", "/things/id?max-results=MaxResults"),
            *(SYNTAX, "the member 'MaxResults' described", "no description of it"),
        ),
        (
            changed("HTTP/1.1 Content-type", "HTTP/1.1 x-id: Id Content-type"),
            *(SYNTAX, "the member 'Id' described", "no description of it"),
        ),
        (
            changed("Type: Array of integers", "Type: Array of strings"),
            *(line_of(REST, "Type: Array of integers"), "a number", "a string"),
        ),
        (
            changed("Type: Array of integers", "Type: Tag object"),
            *(line_of(REST, "Type: Array of integers"), "a list", "a structure"),
        ),
        (
            changed("Type: Array of integers", "Type: Aray of integers"),
            *(line_of(REST, "Type: Array of integers"), "a type such as", "'Type: Aray"),
        ),
        (
            changed("Pattern: a", "Length Constraints: Minimal length of 1."),
            *(line_of(REST, "Pattern: a"), "a minimum, maximum or fixed length", "'Length Con"),
        ),
        (
            changed("Pattern: a", "Valid Range: Minimum value of 1."),
            *(line_of(REST, "Pattern: a"), "a constraint that suits a string", "a range"),
        ),
        (
            changed("Pattern: a", "Array Members: Minimum number of 1 item."),
            *(line_of(REST, "Pattern: a"), "a constraint that suits a string", "a size"),
        ),
        (
            changed("Pattern: a", "Key Pattern: a"),
            *(line_of(REST, "Pattern: a"), "a constraint that suits a string", "a pattern"),
        ),
        (
            changed("Pattern: a", "Pattern: a\n\nPattern: b"),
            *(line_of(REST, "Pattern: a") + 2, "one such line in a description", "'Pattern: b'"),
        ),
        (
            changed("Pattern: a", "Pattern:"),
            *(line_of(REST, "Pattern: a"), "a regular expression", "'Pattern:'"),
        ),
        (
            changed("Pattern: a", "Valid Values: A |"),
            *(line_of(REST, "Pattern: a"), "a value behind the last |", "'Valid Values: A |'"),
        ),
        (
            changed("Required: No", "Required: No\n\nRequired: Yes"),
            *(line_of(REST, "Required: No") + 2, "one such line", "'Required: Yes'"),
        ),
        (changed('"b": [ num', '"a": number, "b": [ num'), SYNTAX, "each key once", "'a' again"),
        (
            changed("[ number ]", '[ { "c": number, "c": "string" } ]'),
            *(SYNTAX, "each key once", "'c' again"),
        ),
        (
            changed("/things/id", "/things/a").replace("\n\nid\n\n", "\n\na\n\n"),
            *(line_of(REST, "a"), "each member once", "'a' again"),
        ),
        (
            changed("Type: String\n\n", ""),
            *(line_of(REST, "a"), "a `Type` line of the member 'a'", "none"),
        ),
        (
            changed("Type: String\n\nErrors", "Errors"),
            *(line_of(REST, "c"), "a `Type` line of the member 'c'", "none"),
        ),
        (
            changed("Pattern: a\n\nRequired: Yes", "Pattern: a"),
            *(line_of(REST, "a"), "a line `Required: ...`", "none"),
        ),
        (
            changed("Required: No", "Required: Sometimes"),
            *(line_of(REST, "Required: No"), "`Yes` or `No`", "'Required: Sometimes'"),
        ),
        (
            changed("Required: No", "Required: No\n\nMore prose."),
            *(line_of(REST, "Required: No") + 2, "the name of a member", "'More prose.'"),
        ),
        (
            changed("Required: No", "Required: No\n\nHTTP Status Code: 400"),
            *(line_of(REST, "Required: No") + 2, "the description of a member", "'HTTP Status"),
        ),
        (
            changed("Required: No", "Required: No\n\na\n\nType: String\n\nRequired: Yes"),
            *(line_of(REST, "Required: No") + 2, "each member once", "'a' again"),
        ),
        (
            changed("\n\na\n\nText.", ""),
            *(line_of(REST, "a"), "the names of the members", "some of them"),
        ),
        (
            changed("HTTP Status Code: 400", "HTTP Status Code: none"),
            *(line_of(REST, "HTTP Status Code: 400"), "a status code", "'HTTP Status Code: none'"),
        ),
        (
            changed("HTTP Status Code: 400", "HTTP Status Code: 400\n\nMore prose."),
            *(line_of(REST, "HTTP Status Code: 400") + 2, "the name of an error", "'More prose.'"),
        ),
        (
            changed("Bad\n\nText.", "Text."),
            *(line_of(REST, "HTTP Status Code: 400") - 2, "the name of an error", "'HTTP Status"),
        ),
        (
            changed("HTTP Status Code: 400", "Type: String"),
            *(line_of(REST, "HTTP Status Code: 400"), "the description of an error", "'Type: S"),
        ),
        (
            changed("HTTP Status Code: 400", "HTTP Status Code: 400\n\nBad\n\nText."),
            *(line_of(REST, "HTTP Status Code: 400") + 2, "each error once", "'Bad' again"),
        ),
        (
            changed("Response Elements", "Request Syntax"),
            *(line_of(REST, "Response Elements"), "each section once", "'Request Syntax'"),
        ),
        (changed("Response Syntax\n\n", ""), 7, "a section 'Response Syntax'", "none"),
        (changed("See Also", "See"), len(REST.split("\n")), "the heading 'See Also'", "the end"),
        (join("Thing - Thing Service", "Thing", "See Also"), 1, "sections below the title", "none"),
        (changed("DoThing - Thing Service", "DoThing"), 1, "a title such as", "'DoThing'"),
        (changed("\n\nDoThing\n\n", "\n\n"), 1, "a title such as", "'DoThing - Thing Service'"),
    ],
)
def test_a_broken_page_names_the_line(page: str, line: int, expected: str, text: str) -> None:
    """Each breach is a problem with its line, what was expected there and what was found."""
    assert any(
        line == at and expected in stated and text in shown for at, stated, shown in found(page)
    ), found(page)


def without(page: str, start: str, end: str) -> str:
    """Cut a page from the first line that reads so to before another."""
    lines = page.split("\n")
    return "\n".join(lines[: lines.index(start)] + lines[lines.index(end) :])


RPC = rpc_page(
    *("Request Syntax", '{ "a": "string" }', "Request Parameters"),
    *("The request accepts the following data in JSON format.", "a"),
    *("Type: String", "Length Constraints: Minimum length of 1.", "Required: Yes"),
    *("Response Syntax", '{ "b": "string" }', "Response Elements"),
    *("The following data is returned in JSON format by the service.", "b", "Type: Timestamp"),
    *("Errors", "Common errors are elsewhere.", "Bad", "Text.", "HTTP Status Code: 400"),
)
BOUND = rest_page("GET /things/id HTTP/1.1", uri=("The following.", "id", "Which."))


@pytest.mark.parametrize("page", [RPC, BOUND])
def test_the_pages_that_the_next_test_cuts_are_whole(page: str) -> None:
    """What it reports is what it cut."""
    assert operation(page).has_input


@pytest.mark.parametrize(
    ("page", "line", "expected", "text"),
    [
        (without(RPC, "Does it.", "Type: String"), 5, "a section above", "'Type: String'"),
        (without(RPC, "Request Syntax", "a"), 9, "a section above", "'Type: String'"),
        (without(RPC, "Request Syntax", "Required: Yes"), 7, "a section above", "'Required: Yes'"),
        (without(RPC, "Request Parameters", "Response Syntax"), 7, "'Request Parameters'", "none"),
        (without(RPC, "Required: Yes", "b"), 7, "a section 'Response Elements'", "none"),
        (without(RPC, "Response Syntax", "Errors"), 7, "a section 'Response Elements'", "none"),
        (without(RPC, "Type: Timestamp", "Bad"), 31, "a `Type` line of the member 'b'", "none"),
        (without(RPC, "Errors", "Bad"), 35, "a `Type` line of the member 'Bad'", "none"),
        (
            without(BOUND, "Request Syntax", "Response Syntax"),
            *(7, "a section 'URI Request Parameters'", "none"),
        ),
        (without(BOUND, "Request Syntax", "HTTP/1.1 200"), 7, "a section above", "'HTTP/1.1 200'"),
        (
            without(BOUND, "URI Request Parameters", "Response Syntax"),
            *(7, "a section 'Request Body'", "none"),
        ),
    ],
)
def test_a_page_with_a_cut_is_no_smaller_model(
    page: str, line: int, expected: str, text: str
) -> None:
    """What is left of sections that lost their headings or their beginnings is a problem."""
    assert any(
        line == at and expected in stated and text in shown for at, stated, shown in found(page)
    ), found(page)


TYPE = type_page("a", "Text.", "Type: String", "Required: No")
OTHER = RPC.replace("DoThing", "DoOther")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (join(REST, OTHER), "DoOther - Thing Service"),
        (join(TYPE, OTHER), "DoOther - Thing Service"),
        (join(REST, REST), "DoThing - Thing Service"),
        (join(RPC, TYPE), "Thing - Thing Service"),
        (join("DoThing - Thing Service", "DoThing", "Does", OTHER), "DoOther - Thing Service"),
        (join(TYPE[: TYPE.index("Type:")], TYPE), "Thing - Thing Service"),
        (join(RPC[: RPC.index("HTTP Status")], TYPE), "Thing - Thing Service"),
    ],
)
def test_a_second_page_in_a_file_is_a_problem(page: str, title: str) -> None:
    """Neither is the second of two pages lost, nor what is left of the first taken for its own."""
    lines = page.split("\n")
    line = len(lines) - lines[::-1].index(title)

    assert (line, "one page in a file", repr(title)) in found(page)


QUERY_PAGE = rpc_page(
    "Request Parameters",
    "For information about the parameters that are common to all actions, see Common Parameters.",
    *("Name", "Text.", "Type: String", "Required: Yes"),
    *("Names.member.N", "Text.", "Type: Array of strings", "Required: No"),
    *("Filter.N", "Text.", "Type: Array of strings", "Required: No"),
    *("Tags", "Tags.entry.N.key (key)", "Tags.entry.N.value (value)", "Text."),
    *("Type: String to string map", "Required: No"),
    "Response Elements",
    "The following element is returned by the service.",
    *("Id", "Text.", "Type: String"),
)


def test_parameters_of_a_query() -> None:
    """A page without syntax blocks shows in its names how lists and maps are written."""
    read = operation(QUERY_PAGE)

    assert facts(QUERY_PAGE).service.protocol == "query"
    assert read.input is not None
    assert read.output is not None
    members = {member.name: member for member in read.input.members or ()}
    forms = {
        name: (one.value.item_name, one.value.flattened, one.named_on_wire, one.documentation)
        for name, one in members.items()
    }
    assert {
        "Name": (None, None, False, "Text."),
        "Names": ("member", None, False, "Text."),
        "Filter": (None, True, True, "Text."),
        "Tags": ("entry", None, False, "Text."),
    } == forms
    assert ["Id"] == [member.name for member in read.output.members or ()]


def xml_page(body: str, *described: str) -> str:
    """Make a page on an operation that takes XML."""
    return rest_page(
        f"POST /things HTTP/1.1 {body}",
        response="HTTP/1.1 204",
        body=("The request accepts the following data in XML format.", *described),
    )


ROOT = ("Root level tag for the DoThingRequest parameters.", "Required: Yes")


def test_bodies_in_xml() -> None:
    """An element is a member; what stands in one of a list's items names the item."""
    page = xml_page(
        '<DoThingRequest xmlns="https://a/"> <SSE-KMS>string</SSE-KMS> <Names> <Name>string</Name>'
        " </Names> <Parts> <A>integer</A> <B>long</B> </Parts> <One> <A>string</A> </One>"
        " </DoThingRequest>",
        *("DoThingRequest", *ROOT),
        *("Names", "Text.", "Type: Array of strings", "Required: No"),
        *("One", "Text.", "Type: One data type", "Required: No"),
        *("Parts", "Text.", "Type: Array of Part data types", "Required: No"),
        *("SSEKMS", "Text.", "Type: String", "Required: No"),
    )

    read = operation(page).input
    assert read is not None
    assert ("DoThingRequest", "https://a/") == (read.xml_name, read.xml_namespace)
    kms, names, parts, one = list(read.members or ())
    assert ("SSEKMS", "SSE-KMS") == (kms.name, kms.wire_name)
    assert ("Names", "Name") == (names.name, names.value.item_name)
    assert unlined(STRING) == unlined(names.value.items)
    assert (Kind.LIST, True) == (parts.value.kind, parts.value.flattened)
    assert ["A", "B"] == [m.name for m in (parts.value.items or TAG).members or ()]
    assert (Kind.STRUCTURE, "One") == (one.value.kind, one.value.name)


def test_a_root_of_another_name_is_a_payload() -> None:
    """The body is then the value of a member, of which only the name on the wire is known."""
    page = xml_page(
        "<Tagging> <TagSet>string</TagSet> </Tagging>",
        *("Tagging", "Root level tag for the Tagging parameters.", "Required: Yes"),
        *("TagSet", "Text.", "Type: String", "Required: No"),
    )

    read = operation(page).input
    assert read is not None
    assert read.members is not None
    (payload,) = list(read.members)
    assert ("Tagging", Location.PAYLOAD, True) == (
        payload.name,
        payload.location,
        payload.named_on_wire,
    )
    assert ["TagSet"] == [member.name for member in payload.value.members or ()]


def test_a_page_whose_lines_are_broken_at_markup() -> None:
    """Names stand between dashes, labels before what they say, and code on lines of its own."""
    page = """DoThing
Does
it
, and well.
Request Syntax
PUT /things/id
?mode=mode
 HTTP/1.1
Content-type: application/json
{
"string
" : "string
",
"b": boolean
}
URI Request Parameters
The request uses the following URI parameters.
- id
-
What.
Pattern:
[a-z]+
Required: Yes
- mode
-
How.
Request Body
The request accepts the following data in JSON format.
- b
-
Whether to use
Code
.Type: Boolean
Required: No
- string
-
Text.
Type: String
Required: Yes
Response Syntax
HTTP/1.1 200
Response Elements
If the action is successful, the service sends back an HTTP 200 response.
Errors
- Broken
-
It is.
- id
-
Which.
HTTP Status Code: 400
See Also
"""

    read = operation(page)
    assert read.input is not None
    shown = [
        (m.name, m.location, m.value.pattern, m.documentation) for m in read.input.members or ()
    ]
    assert [
        ("id", Location.URI, "[a-z]+", "What."),
        ("mode", Location.QUERYSTRING, None, "How."),
        ("string", Location.BODY, None, "Text."),
        ("b", Location.BODY, None, "Whether to use Code."),
    ] == shown
    assert "Does it, and well." == read.documentation
    assert "/things/{id}?mode={mode}" == (read.http.uri if read.http else None)
    (error,) = list(read.errors or ())
    assert ("Broken", 400, ["id"]) == (
        error.name,
        error.status,
        [m.name for m in error.members or ()],
    )


@pytest.mark.parametrize(
    "text", ["", "Contents", "See Also", "X - Y\n\nX", "# Thing\n\n## Contents\n\n## See Also\n"]
)
def test_other_pages_are_not_recognised(text: str) -> None:
    """A page needs a heading as API References have it, and a title or an end."""
    assert not apiref_text.recognise(text)


def test_a_block_may_stand_on_several_lines() -> None:
    """Where an extractor kept the lines of a block, its facts have their own lines."""
    block = REST.split("\n")[SYNTAX - 1]
    split = (
        block.replace("HTTP/1.1 ", "HTTP/1.1\n").replace("json ", "json\n\n").replace(", ", ",\n")
    )

    read = operation(REST.replace(block, split))
    assert unlined(operation(REST)) == unlined(read)


OUR_LINES = OURS.read_text().split("\n")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw our page with lines deleted, repeated, moved, cut short and run together."""
    lines = list(OUR_LINES)
    for _ in range(draw(st.integers(1, 6))):
        change = draw(st.sampled_from(["delete", "repeat", "move", "cut", "join"]))
        start = draw(st.integers(0, len(lines) - 1))
        taken = lines[start : start + draw(st.integers(1, 4))]
        target = draw(st.integers(0, len(lines) - 1))
        if change in ("delete", "move"):
            del lines[start : start + len(taken)]
        if change in ("repeat", "move"):
            lines[target:target] = taken
        if change == "cut":
            lines[start] = lines[start][: target % 40]
        if change == "join":
            lines[start : start + len(taken)] = [" ".join(taken)]
    return "\n".join(lines)


@given(mutated() | st.permutations(OUR_LINES).map("\n".join))
def test_a_mutated_page_is_never_an_exception(page: str) -> None:
    """Whatever happened to a page, it has facts, or problems with lines of the page."""
    reading = apiref_text.read(page, "page.txt")

    assert (reading.facts is None) == bool(reading.problems)
    assert all(1 <= problem.line <= page.count("\n") + 1 for problem in reading.problems)


@given(st.integers(0, len(OURS.read_text()) - 1))
def test_a_page_that_is_cut_short_is_no_smaller_model(end: int) -> None:
    """Before its end is seen, no page is read."""
    whole = OURS.read_text()
    text = whole[: min(end, whole.index("See Also") + len("See Als"))]

    assert apiref_text.read(text, "page.txt").problems


STRUCTURAL = [
    number
    for number, line in enumerate(OUR_LINES, 1)
    if re.match(
        r"[a-zA-Z]+$|StartAudienceExportJob - |[A-Z][a-z]+ [SRPBE]\w+$|POST|HTTP/|Type:|Required:",
        line,
    )
]


@pytest.mark.parametrize("number", STRUCTURAL)
def test_no_line_that_carries_structure_can_be_lost(number: int) -> None:
    """A page that lost a name, a heading, a block, a type or a requiredness is not read."""
    text = "\n".join(OUR_LINES[: number - 1] + OUR_LINES[number:])

    assert apiref_text.read(text, "page.txt").problems


def test_a_member_of_a_body_is_no_parameter_of_a_query() -> None:
    """Words with dots describe a member, unless a whole line is in a query protocol's notation."""
    dotted = (
        "Tags.N.",
        "Tags.Nth",
        "see Tags.N",
        "Tags.N (the first one)",
        ".N",
        "a" + ".N" * 9999,
    )

    read = facts(
        type_page("a", *dotted[:-1], f"{dotted[-1]} x", "Type: Long", "Required: No")
    ).types[0]
    assert read is not None
    assert read.members is not None
    assert from_plain([*dotted[:-1], f"{dotted[-1]} x"]) == read.members[0].documentation


def test_a_page_of_many_members() -> None:
    """A page may be long: many members, each known by its name, and many lines like titles."""
    names = [f"m{number}" for number in range(20_000)]
    titles = ["Other - Service"] * len(names)
    contents = [line for name in names for line in (name, "Type: String", "Required: No")]

    read = facts("\n".join([*titles, type_page(*contents)])).types[0]
    assert read is not None
    assert names == [member.name for member in read.members or ()]


def test_deep_nesting_is_a_problem() -> None:
    """A block that is nested beyond reason is a problem and no exhaustion of the stack."""
    page = rpc_page("Request Syntax", '{ "a": ' * 5000, "Request Parameters", *EMPTY)

    assert [at[:2] for at in found(page)] == [(9, "no more than 100 levels of nesting")]


JSON_SERVICES = (
    *("accessanalyzer", "account", "acm", "appconfig"),
    *("discovery", "dynamodb", "s3vectors", "sqs"),
)
UNREAD: frozenset[str] = frozenset()
"""Pages of JSON services, as `service/name`, that are not read yet."""


def test_real_pages_of_json_services_are_read(shared: Path) -> None:
    """Every page with blocks kept apart is read, but for those that are listed here."""
    folders = [shared / "corpus" / "apiref-text" / service for service in JSON_SERVICES]
    pages = sorted(page for folder in folders for page in folder.glob("*.[bc].txt"))

    unread = {
        f"{page.parent.name}/{page.name}"
        for page in pages
        if apiref_text.read(uniform(page.read_text()), page.name).problems
    }
    assert len(pages) > 70
    assert unread == UNREAD


def test_all_real_pages_are_read(shared: Path) -> None:
    """A page of any style and protocol is recognised and read."""
    pages = sorted((shared / "corpus" / "apiref-text").rglob("*.txt"))

    assert len(pages) > 200
    for page in pages:
        if page.name != "README.md":
            text = uniform(page.read_text())
            assert apiref_text.recognise(text)
            assert () == apiref_text.read(text, page.name).problems
