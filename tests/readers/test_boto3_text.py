"""boto3's pages, flattened to text."""

import pytest
from support.facts import members_of

from generator.model.facts import OperationFacts, PageFacts, PageKind
from generator.model.kinds import Kind
from generator.readers import boto3_text

HEAD = """\
Things.Client.
list_things
(**kwargs)¶Lists things. They come
sorted.
See also: AWS API Documentation
"""
REQUEST = """\
Request Syntax
response = client.list_things(
Name='string',
Tags={
'string': 'string'
}
)
A name.
"""
RESPONSE = """\
dict
Response Syntax
{
'Things': [
{
'Sizes': [
123,
],
'Kind': 'A'|'B'
},
],
}
Response Structure
(dict) --
Things (list) --
The things.
(dict) --
One thing.
Sizes (list) --
All its
sizes
, in centimetres.
Kind (string) --
"""
ERRORS = """\
Exceptions
Things.Client.exceptions.NotFound
"""
PAGE = HEAD + REQUEST + RESPONSE + ERRORS


def page(text: str = PAGE) -> tuple[PageFacts, OperationFacts]:
    """Return the facts of a page that reads."""
    reading = boto3_text.read(text, "page.txt")
    assert reading.facts is not None, reading.problems
    assert reading.facts.operation is not None
    return reading.facts, reading.facts.operation


def test_a_client_page() -> None:
    """The class and the method are stated, the wire name is not."""
    facts, operation = page()

    assert (facts.kind, facts.subject, facts.plain) == (PageKind.CLIENT, "list_things", True)
    assert (facts.service.class_name, facts.service.id) == ("Things", None)
    assert (operation.name, operation.python_name) == (None, "list_things")
    assert operation.documentation == "Lists things.\nThey come sorted."
    assert [error.name for error in operation.errors or ()] == ["NotFound"]


def test_inputs_are_what_the_syntax_block_shows() -> None:
    """Names and kinds of inputs are there; requiredness and documentation were lost."""
    _, operation = page()

    found = [(m.name, m.value.kind, m.required) for m in members_of(operation.input)]
    assert found == [("Name", Kind.STRING, None), ("Tags", Kind.MAP, None)]


def test_the_response_is_read_along_its_syntax() -> None:
    """Entries follow the syntax; an item whose entry was lost is known all the same."""
    _, operation = page()

    (things,) = members_of(operation.output)
    assert things.documentation == "The things."
    assert things.value.items is not None
    assert things.value.items.documentation == "One thing."
    sizes, kind = members_of(things.value.items)
    assert sizes.documentation == "All its sizes, in centimetres."
    assert sizes.value.items is not None
    assert sizes.value.items.kind is Kind.INTEGRAL
    assert [value.value for value in kind.value.enum or ()] == ["A", "B"]


def test_nothing_is_returned() -> None:
    """A page that says None has no response."""
    _, operation = page(HEAD + REQUEST + "None\n" + ERRORS)

    assert (operation.has_output, operation.output) == (False, None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Response Syntax\n{\n", "Response Syntax\n", "'{'"),
        ("Response Syntax\n{", "{\nResponse Syntax", "'{'"),
        ("Response Syntax\n", "None\n", "the heading 'Response Syntax', or 'None'"),
        ("Name='string',", "Name='string')", "no more of the syntax block"),
        ("response = client.list_things(\n", "", "a call"),
        ("Kind (string) --", "Kid (string) --", "the entry of the member 'Kind'"),
        ("Kind (string) --", "Kind (list) --", "the entry of the member 'Kind'"),
        ("(dict) --\nThings", "(list) --\nThings", "the entry of the member 'Things'"),
        ("Kind (string) --\n", "Kind (string) --\nMore (string) --\n", "the end of the entries"),
        ("Response Structure\n", "", "the heading 'Response Structure'"),
        ("Request Syntax\n", "", "the heading 'Request Syntax'"),
    ],
)
def test_damage_is_never_a_smaller_model(old: str, new: str, expected: str) -> None:
    """A page that lost a bracket, a heading or an entry is a problem."""
    assert old in PAGE

    reading = boto3_text.read(PAGE.replace(old, new, 1), "page.txt")

    assert reading.facts is None
    assert expected in reading.problems[0].expected
