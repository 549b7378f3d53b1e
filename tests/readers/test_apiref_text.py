"""Flattened API Reference pages are read by value, and what can't be read is a problem."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from generator.readers import apiref_text
from generator.readers.page import uniform

SPECS = Path(__file__).parents[2] / "specs"
OURS = SPECS / "cleanroomsml" / "pages" / "API_StartAudienceExportJob.txt"


def facts(text: str) -> PageFacts:
    """Read a page that has nothing wrong."""
    reading = apiref_text.read(text, "page.txt")
    assert () == reading.problems
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


def unlined(value: object) -> object:
    """Return facts as plain values, without their lines."""
    return _without_lines(msgspec.to_builtins(value))


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(held) for key, held in value.items() if key != "line"}
    return [_without_lines(held) for held in value] if isinstance(value, list) else value


def join(*blocks: str) -> str:
    """Make a page of blocks; the first stands on line 1, and each of one line two below the last."""
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

    def member(name: str, line: int, type_line: int, required: bool, **value: Any) -> MemberFacts:
        return MemberFacts(
            name=name,
            line=line,
            value=ValueFacts(**{"kind": Kind.STRING, "line": type_line, **value}),
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
    members = (
        member("audienceGenerationJobArn", 27, 31, True, min=20, max=2048, pattern=arn),
        member(
            "audienceSize", 39, 43, True, kind=Kind.STRUCTURE, name="AudienceSize", members=size
        ),
        member("description", 47, 51, False, min=0, max=255, pattern=rf"[{characters}\r\n]*"),
        member("name", 59, 63, True, min=1, max=63, pattern=rf"(?!\s*$)[{characters}]*"),
    )
    return PageFacts(
        file=file,
        rendition="apiref-text",
        kind=PageKind.OPERATION,
        subject="StartAudienceExportJob",
        covers=("structure", "required", "enums", "constraints", "binding", "errors", "docs"),
        plain=True,
        service=ServiceFacts(title="AWS Clean Rooms ML", line=10),
        operation=OperationFacts(
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
        type=ValueFacts(
            kind=Kind.STRUCTURE,
            line=1,
            name="Thing",
            documentation="What things are.",
            members=members,
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
        (["Menu\nX - A Service", "X", "Text.", "Note", "More."], 2, "A Service", "Text.\n\nNote\n\nMore."),
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
    assert ("X", documentation) == (read.subject, read.type and read.type.documentation)


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
            list_of(list_of(ValueFacts(kind=Kind.INTEGER, max=7)), max=3),
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
    ],
)
def test_constraint_lines_make_the_value(lines: list[str], value: ValueFacts) -> None:
    """The type line gives the kind, and each other line limits the part that it speaks of."""
    read = facts(type_page("name", "Text.", *lines, "Required: No")).type

    assert read is not None
    assert read.members is not None
    assert unlined(value) == unlined(read.members[0].value)


def test_a_union_says_so() -> None:
    """The sentence on the data type is a fact and no documentation."""
    sentence = "This data type is a UNION, so only one of the following members can be specified."
    read = facts(type_page("Important", sentence, "a", "Text.", "Type: Float", "Required: No")).type

    assert read is not None
    assert (True, "What things are.") == (read.union, read.documentation)


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
                        name="L", value=list_of(ValueFacts(kind=Kind.ANY, name="Tag", recursive=True))
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
    read = operation(rpc_page("Response Elements", "A response with an empty HTTP body."))

    assert (False, None) == (read.has_input, read.input)
    assert (False, None) == (read.has_output, read.output)
    assert (None, None) == (read.http, read.errors)


def test_members_outside_the_body() -> None:
    """Members of the URI and of headers are bound by name, and their kind is what limits tell."""
    page = rest_page(
        "PUT /policy/policy/path+?max_results=MaxResults&mode=import&keys=keys&tags=tags HTTP/1.1"
        ' x-check: Check Content-type: application/json { "policy": "string" }',
        uri=(
            "The request uses the following URI parameters.",
            *("Check", "How.", "Valid Values: A | B"),
            *("keys", "Which.", "Length Constraints: Maximum length of 9.", "Required: Yes"),
            *("MaxResults", "How many.", "keys", "Valid Range: Maximum value of 5."),
            *("path", "Where.", "policy", "Pattern: p", "Required: Yes"),
            *("tags", "Array Members: Maximum number of 3 items.", "Pattern: t"),
        ),
        body=("policy", "What.", "Type: String", "Required: No"),
    )

    ...


