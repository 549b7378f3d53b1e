"""boto3's pages, flattened to text."""

import pytest
from support.facts import members_of

from generator.model.facts import OperationFacts, PageFacts, PageKind
from generator.model.kinds import Kind
from generator.readers.boto3 import text as boto3_text

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


# --- the parameters ---------------------------------------------------------------------------

CALL = """\
Request Syntax
response = client.list_things(
Name='string',
Filter={
'Key': 'string',
'Values': [
'string',
]
},
Tags={
'string': 'string'
}
)
"""
ENTRIES = """\
Parameters:
Name (string) –
[REQUIRED]
A name.
Filter (dict) –
What to list.
Key (string) – [REQUIRED]
The key.
Values (list) –
The values.
(string) –
Tags (dict) – The tags.
(string) –
(string) –
Return type:
dict
Returns:
"""
NOTHING = "None\n"


def with_entries(entries: str = ENTRIES) -> OperationFacts:
    """Return the facts of a page that has kept the entries of its parameters."""
    return page(HEAD + CALL + entries + NOTHING)[1]


def test_parameters_are_read_along_the_request() -> None:
    """Where the entries are left, so are marks and text; no mark means not required."""
    name, filter_, tags = members_of(with_entries().input)

    found = [(m.name, m.required, m.documentation) for m in (name, filter_, tags)]
    assert found == [
        ("Name", True, "A name."),
        ("Filter", False, "What to list."),
        ("Tags", False, "The tags."),
    ]
    assert [m.required for m in members_of(filter_.value)] == [True, False]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (ENTRIES.replace("[REQUIRED]", ""), [None, None, None, None]),
        (ENTRIES.replace("– [REQUIRED]", "–"), [True, False, False, False]),
        (ENTRIES.replace("[REQUIRED]\n", "\n", 1), [None, None, True, False]),
    ],
    ids=["no mark", "of a parameter", "nested"],
)
def test_no_mark_means_something_where_marks_are_kept(
    entries: str, expected: list[bool | None]
) -> None:
    """A mark shows that such marks were kept; those of parameters may be lost by themselves."""
    name, filter_, _ = members_of(with_entries(entries).input)

    assert [m.required for m in (name, filter_, *members_of(filter_.value))] == expected


@pytest.mark.parametrize(
    ("marks", "covered"), [(ENTRIES, True), (ENTRIES.replace("[REQUIRED]", ""), False)]
)
def test_a_page_covers_what_it_shows(marks: str, covered: bool) -> None:
    """Requiredness is covered by a page that has marks, and by no other."""
    facts, _ = page(HEAD + CALL + marks + NOTHING)

    assert ("required" in facts.covers) is covered


def test_lost_entries_leave_what_the_syntax_shows() -> None:
    """A string that holds JSON looks like a document, and an entry could have told."""
    document = "{...}|[...]|123|123.4|'string'|True|None"
    call = REQUEST.replace("Name='string'", f"Name={document}")
    _, operation = page(HEAD + call + NOTHING)

    assert [m.value.kind for m in members_of(operation.input)] == [Kind.ANY, Kind.MAP]
    assert operation.too_large == ()


def test_a_member_that_only_its_text_tells_of() -> None:
    """What the SDK fills in is in no syntax block: without its entry the members are not all."""
    sentence = 'Note: this parameter is set to "-" by default if no value is not specified.\n'
    call = "Request Syntax\nresponse = client.list_things(\n\n)\n"
    _, described = page(HEAD + call + f"Parameters:\nId (string) –\n{sentence}" + NOTHING)
    _, lost = page(HEAD + call + sentence + NOTHING)

    assert [(m.name, m.required) for m in members_of(described.input)] == [("Id", False)]
    assert lost.input is not None
    assert (lost.input.members, lost.input.complete) == ((), False)


def test_a_parameter_without_a_text_has_no_dash() -> None:
    """And an item of a list in a text that looks like one is none."""
    entries = ENTRIES.replace("Tags (dict) – The tags.", "Tags (dict)").replace(
        "What to list.", "What to list:\nTitle (string)\nSeverity (string)"
    )
    _, filter_, tags = members_of(with_entries(entries).input)

    assert filter_.documentation == "What to list:\n\nTitle (string) Severity (string)"
    assert (tags.name, tags.documentation) == ("Tags", None)


def test_where_entries_have_bullets_nothing_else_is_one() -> None:
    """A text may tell of types as entries do."""
    entries = "".join(
        f"- {line}\n" if "(" in line else f"{line}\n" for line in ENTRIES.splitlines()
    ).replace("A name.", "Key (string) – a part of it.")
    name, filter_, _ = members_of(with_entries(entries).input)

    assert name.documentation == "Key (string) – a part of it."
    assert [m.name for m in members_of(filter_.value)] == ["Key", "Values"]


def test_fields_that_were_left_apart() -> None:
    """On some pages Sphinx makes no entry of a parameter's type and text."""
    entries = ENTRIES.replace("Name (string) –\n", "type Name:\nstring\nparam Name:\n").replace(
        "Return type:", "rtype:"
    )
    name, *_ = members_of(with_entries(entries.replace("Parameters:\n", "")).input)

    assert (name.required, name.documentation) == (True, "A name.")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Filter (dict) –", "Filters (dict) –", "the entry of the member 'Filter'"),
        ("Filter (dict) –\n", "", "the entry of the member 'Filter'"),
        ("Name (string) –\n[REQUIRED]\n", "", "the entry of the member 'Name'"),
        ("Values (list) –", "Values (string) –", "the entry of the member 'Values'"),
        ("Return", "Token (string) –\nA token.\nReturn", "the end of the entries"),
        ("[REQUIRED]\n", "[REQUIR\n", "'[REQUIRED]'"),
        ("[REQUIRED]\n", "REQUIRED]\n", "'[REQUIRED]'"),
    ],
)
def test_damaged_parameters(old: str, new: str, expected: str) -> None:
    """Entries that do not follow the request are a problem, as is a damaged mark."""
    assert old in ENTRIES

    text = HEAD + CALL + ENTRIES.replace(old, new, 1) + NOTHING
    reading = boto3_text.read(text, "page.txt")

    assert reading.facts is None
    assert expected in reading.problems[0].expected


# --- what the documenter adds -----------------------------------------------------------------


@pytest.mark.parametrize("broken", [False, True])
def test_a_union_is_one_by_its_note(broken: bool) -> None:
    """The note may have a new line at every name; it is no part of the text."""
    note = (
        "Note\nThis is a Tagged Union structure. Only one of the following top level keys can be"
        " set: Key, Values. If a client receives an unknown member it will set SDK_UNKNOWN_MEMBER"
        " as the top level key, which maps to the name or tag of the unknown member. The structure"
        " of SDK_UNKNOWN_MEMBER is as follows:\n'SDK_UNKNOWN_MEMBER': {'name': 'UnknownMemberName'}"
    )
    if broken:
        for code in ("Key", "Values", "SDK_UNKNOWN_MEMBER "):
            note = note.replace(code, f"{code.strip()}\n")
    name, filter_, _ = members_of(
        with_entries(ENTRIES.replace("What to list.", f"What to list.\n{note}")).input
    )

    assert (filter_.value.union, filter_.documentation) == (True, "What to list.")
    assert name.value.union is False


def test_without_any_note_a_union_is_unknown() -> None:
    """An extractor may leave notes out."""
    name, *_ = members_of(with_entries().input)

    assert name.value.union is None


def test_a_token_that_the_sdk_fills_in() -> None:
    """Its sentence is no part of the text."""
    sentence = "A name.\nThis field is autopopulated if not provided."
    name, *_ = members_of(with_entries(ENTRIES.replace("A name.", sentence)).input)

    assert (name.idempotency_token, name.documentation) == (True, "A name.")


def test_a_deprecated_operation() -> None:
    """The notice is no part of the text."""
    notice = (
        "(**kwargs)¶\nDanger\nThis operation is deprecated and may not function as expected. This"
        " operation should not be used going forward and is only kept for the purpose of backwards"
        " compatiblity.\n"
    )
    _, operation = page(PAGE.replace("(**kwargs)¶", notice))

    assert operation.deprecated
    assert operation.documentation == "Lists things.\nThey come sorted."


def test_a_section_that_was_too_large() -> None:
    """A notice in place of a section is no lost section."""
    notice = "# This section is too large to render.\n# Please see the documentation.\n"
    structure = RESPONSE.index("Response Structure\n")
    text = HEAD + REQUEST + f"Parameters\n{notice}" + RESPONSE[:structure]
    _, operation = page(text + f"Response Structure\n{notice}" + ERRORS)

    assert operation.too_large == ("Parameters", "Response Structure")
    assert [m.name for m in members_of(operation.output)] == ["Things"]


# --- the frame --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "Things / Client / list_things\nlist_things¶\nThings.Client.list_things(**kwargs)¶\n",
        "- Things.Client.list_things(**kwargs)¶\n",
        "  Things.Client. list_things ( ** kwargs ) ¶\n",
        "Things.Client.list_things(**kwargs)\n",
    ],
)
def test_signatures(head: str) -> None:
    """Extractors part the pieces of a signature each in its own way."""
    facts, operation = page(PAGE.replace("Things.Client.\nlist_things\n(**kwargs)¶", head))

    assert (facts.subject, operation.python_name) == ("list_things", "list_things")
    assert operation.documentation == "Lists things.\nThey come sorted."


def test_a_link_that_was_kept() -> None:
    """It names the service and the operation."""
    link = "(https://docs.aws.amazon.com/goto/WebAPI/things-2020-01-31/ListTHINGS)"
    facts, operation = page(PAGE.replace("Documentation\n", f"Documentation {link}\n", 1))

    assert (facts.service.uid, operation.name) == ("things-2020-01-31", "ListTHINGS")


def test_unlisted_errors_are_unknown() -> None:
    """A list of links alone is what extractors drop as being no text."""
    _, operation = page(HEAD + REQUEST + RESPONSE)

    assert operation.errors is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("client.list_things(", "client.list_other(", "a call of 'list_things'"),
        (ERRORS, ERRORS + "Foot.\nThings.Client.exceptions.Late\n", "an error below"),
        ("Exceptions\n", "", "an error below 'Exceptions'"),
        (ERRORS, ERRORS + PAGE, "one page a file"),
    ],
)
def test_two_pages_or_none(old: str, new: str, expected: str) -> None:
    """A page whose parts belong to different pages is a problem."""
    reading = boto3_text.read(PAGE.replace(old, new, 1), "page.txt")

    assert reading.facts is None
    assert expected in reading.problems[0].expected


@pytest.mark.parametrize(
    "signature", ["can_paginate\n(operation_name)¶", "upload\n(Name, Key='a',Config=None)¶"]
)
def test_methods_that_are_no_operations(signature: str) -> None:
    """Methods of every client, and those that boto3 adds by hand, are set aside."""
    reading = boto3_text.read(f"Things.Client.\n{signature}\nDoes it.\n", "page.txt")

    assert (reading.facts, reading.problems) == (None, ())
    assert reading.aside is not None


def test_nothing_in_a_text_is_no_missing_response() -> None:
    """A request whose text ends in the word None does not say that nothing is returned."""
    text = PAGE.replace("A name.", "One of\nNone").replace("Response Syntax", "Response")

    reading = boto3_text.read(text, "page.txt")

    assert reading.facts is None
    assert "the heading 'Response Syntax', or 'None'" in reading.problems[0].expected


# --- lines ------------------------------------------------------------------------------------


def test_a_syntax_block_on_one_line() -> None:
    """Some extractors fold it, and its heading with it; line numbers stay those of the page."""
    request = " ".join(CALL.split("\n"))
    shown = "Response Syntax { 'At': datetime(2015, 1, 1), 'Sizes': [ 123, ] } Response Structure"
    response = "- (dict) –\n- At (datetime) – When.\n- Sizes (list) –\n- (integer) –\n"
    text = f"{HEAD.rstrip()} {request}\n{ENTRIES}{shown}\n{response}{ERRORS}"
    _, operation = page(text)

    assert [m.name for m in members_of(operation.input)] == ["Name", "Filter", "Tags"]
    at, sizes = members_of(operation.output)
    assert (at.value.kind, at.documentation, sizes.value.kind) == (
        Kind.TIMESTAMP,
        "When.",
        Kind.LIST,
    )
    assert text.split("\n")[at.line - 1] == "- At (datetime) – When."


def test_what_follows_a_sentence_without_a_space() -> None:
    """Some extractors glue the next paragraph to a text that ends behind inline code."""
    glued = ENTRIES.replace("A name.\n", "A\nname.").replace("The values.\n", "The\nvalues\n.")
    glued = glued.replace("(string) –\nReturn", "(string) –\nOf any\nsort.Return")
    name, filter_, tags = members_of(with_entries(glued).input)

    assert name.documentation == "A name."
    assert [m.documentation for m in members_of(filter_.value)] == ["The key.", "The values."]
    assert tags.value.values is not None
    assert tags.value.values.documentation == "Of any sort."


def test_a_type_that_is_inline_code() -> None:
    """A line that ends behind inline code ends within the entry of a stream."""
    response = RESPONSE.replace("'Kind': 'A'|'B'", "'Kind': StreamingBody()").replace(
        "Kind (string) --", "Kind (StreamingBody\n) --"
    )
    _, operation = page(HEAD + REQUEST + response + ERRORS)

    (things,) = members_of(operation.output)
    assert things.value.items is not None
    _, kind = members_of(things.value.items)
    assert (kind.value.kind, kind.value.streaming) == (Kind.BLOB, True)


def test_which_of_two_entries_was_lost() -> None:
    """Where a map's key and value are alike, the text of the one that is left is nobody's."""
    entries = ENTRIES.replace("(string) –\n(string) –\nReturn", "(string) –\nWhose?\nReturn")
    *_, tags = members_of(with_entries(entries).input)

    assert tags.value.keys is not None
    assert tags.value.values is not None
    assert (tags.value.keys.documentation, tags.value.values.documentation) == (None, None)


def test_bullets_make_lists() -> None:
    """Empty lines part paragraphs, and bullets the items of a list."""
    text = "Lists:\n\n- big\n- small\n\nthings\n\nand others"
    _, operation = page(PAGE.replace("Lists things. They come\nsorted.", text))

    assert operation.documentation == "Lists:\n\n- big\n- small\n\nthings\n\nand others"


@pytest.mark.parametrize("damage", ["Things.Client.a(", "type Name:\n(StreamingBody"])
def test_white_space_costs_no_time(damage: str) -> None:
    """A page may hold any amount of it; this test would take minutes."""
    page(f"{damage}{' ' * 20_000}\n{PAGE}")


@pytest.mark.parametrize(
    "text",
    [
        "Polls\nThings.Client.get_thing()\nevery {}\nRequest Syntax\nwaiter.wait(\nId='string')\n",
        "Polls Things.Client.get_thing()every {} Request Syntax waiter.wait( Id='string' )\n",
    ],
)
def test_a_waiter(text: str) -> None:
    """How often it polls is read, and what it waits with, on however many lines."""
    polls = (
        "2 seconds until a successful state is reached. An error is raised after 9 failed checks."
    )
    facts, operation = page(
        "Things.Waiter.\nThingThere\n¶waiter = client.get_waiter('thing_there')\nwait\n"
        f"(**kwargs)¶{text.format(polls)}None\n"
    )

    assert (facts.subject, operation.python_name) == ("ThingThere", "get_thing")
    assert (operation.delay, operation.max_attempts) == (2, 9)
    assert [m.name for m in members_of(operation.input)] == ["Id"]
