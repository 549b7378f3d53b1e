"""Pages on resources of API References are read by value, and what can't be read is a problem."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.facts import unlined
from support.resource_html import published

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
from generator.readers.apiref.resource import reader as apiref_resource

SERVED = """\
---
source_url: https://docs.aws.amazon.com/zoo/latest/api/cages.html
---

**News:** The zoo is open.

# Cages
<a name="cages"></a>

All cages.

## URI
<a name="cages-url"></a>

`/v1/zoos/{{zoo-id}}/cages`

## HTTP methods
<a name="cages-http-methods"></a>

### GET
<a name="cagesget"></a>

**Operation ID:** `ListCages`

Lists the cages.

**Path parameters**

| Name | Type | Required | Description |
| --- |--- |--- |--- |
| {{zoo-id}} | String | True | Which zoo. |

**Header parameters**

| Name | Type | Required | Description |
| --- |--- |--- |--- |
| accept | String | False | Content types. |
| x-trace | String | True | A *trace*. |

**Query parameters**

| Name | Type | Required | Description |
| --- |--- |--- |--- |
| token | String | False | From `NextToken`. |

**Responses**

| Status code | Response model | Description |
| --- |--- |--- |
| 200 | CageList | Done. |
| 400 | MalformedException | Not understood. |
| 404 | LostException | No such zoo. |

### PUT
<a name="cagesput"></a>

**Operation ID:** `BuildCage`

Builds one.

**Path parameters**

| Name | Type | Required | Description |
| --- |--- |--- |--- |
| {{zoo-id}} | String | True | Which zoo. |

**Responses**

| Status code | Response model | Description |
| --- |--- |--- |
| 201 | None | Built. |
| 400 | MalformedException | Not understood. |

### OPTIONS
<a name="cagesoptions"></a>

For browsers.

**Responses**

| Status code | Response model | Description |
| --- |--- |--- |
| 200 | None | Done. |

## Schemas
<a name="cages-schemas"></a>

### Request bodies
<a name="cages-request-examples"></a>

#### PUT schema
<a name="cages-request-body-put-example"></a>

```
{
  "name": "string",
  "walls": integer,
  "labels": {
  }
}
```

### Response bodies
<a name="cages-response-examples"></a>

#### CageList schema
<a name="cages-response-body-cagelist-example"></a>

```
{
  "items": [
    {
      "built": "string",
      "kind": enum,
      "state": enum,
      "names": [
        "string"
      ]
    }
  ],
  "token": "string"
}
```

#### MalformedException schema
<a name="cages-response-body-malformedexception-example"></a>

```
{
  "message": "string"
}
```

#### LostException schema
<a name="cages-response-body-lostexception-example"></a>

```
{
  "message": "string",
  "zoo": "string"
}
```

## Properties
<a name="cages-properties"></a>

### BuildCageInput
<a name="cages-model-buildcageinput"></a>

What to build.

| Property | Type | Required | Description |
| --- |--- |--- |--- |
| labels | [Labels](#cages-model-labels) | False | Any labels. |
| name | string<br />Pattern: `^[a-z\\|\\]]*$`<br />MinLength: 1<br />MaxLength: 9 | True | A. |
| walls | integer<br />Format: int32<br />Minimum: 3 | False | How many. |

### Cage
<a name="cages-model-cage"></a>

One cage.

| Property | Type | Required | Description |
| --- |--- |--- |--- |
| built | string<br />Format: date-time | True | When. |
| kind | [CageKind](#cages-model-cagekind) | False | Which kind. |
| names | Array of type string<br />MinItems: 1<br />MaxLength: 5 | False | What it is called. |
| state | string<br />Values: `OPEN \\| SHUT` | False | How it is. |

### CageKind
<a name="cages-model-cagekind"></a>

Kinds.
+ `AVIARY`
+ `TANK`

### CageList
<a name="cages-model-cagelist"></a>

Cages.

| Property | Type | Required | Description |
| --- |--- |--- |--- |
| items | Array of type [Cage](#cages-model-cage) | True | The cages. |
| token | string | False | For the next page. |

### Labels
<a name="cages-model-labels"></a>

Labels.

| Property | Type | Required | Description |
| --- |--- |--- |--- |
| * | string | False | A label. |

### LostException
<a name="cages-model-lostexception"></a>

Lost.

| Property | Type | Required | Description |
| --- |--- |--- |--- |
| message | string | False | Why. |
| zoo | string | False | Which. |

### MalformedException
<a name="cages-model-malformedexception"></a>

Malformed.

| Property | Type | Required | Description |
| --- |--- |--- |--- |
| message | string | False | Why. |

## See also
<a name="cages-see-also"></a>

More:

### ListCages
<a name="ListCages-see-also"></a>
+ [AWS SDK for C\\+\\+](/goto/SdkForCpp/zoo-2020-02-02/ListCages)

### BuildCage
<a name="BuildCage-see-also"></a>
+ [AWS SDK for C\\+\\+](/goto/SdkForCpp/zoo-2020-02-02/BuildCage)
"""


def glued(text: str) -> str:
    """Return a page as a converter leaves its HTML: no anchors, cells run together."""
    text = text[text.index("# Cages") :]
    text = re.sub(r"\n<a name=.*", "", text).replace("{{", "").replace("}}", "")
    text = re.sub(r"\n#### .* schema\n", "", text).replace("```\n{", "```json\n\n{")
    text = text.replace("](/goto/", "](../../../../reference/goto/")
    text = re.sub(
        r"(?:\*\*(.*)\*\*\n\n)?((?:\|.*\n)+)", lambda match: _glued_table(match[1], match[2]), text
    )
    text = re.sub(r"\n\+ ", "\n\n- ", text)
    return f"{text}\n[Document Conventions](../a.md)\n\nZebras\n"


def _glued_table(title: str | None, table: str) -> str:
    head, _, *rows = (_cells(line) for line in table.splitlines())
    if title is None:
        parts = "\n\n".join(_glued_property(*row) for row in rows)
        gap = "\n\n" if rows[0][0] == "*" else ""
        return f"{''.join(head)}{gap}{parts}\n"
    parts = "\n\n".join(_glued_row(row) for row in rows)
    return f"{title}{''.join(head)}{parts}\n"


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _glued_row(row: Sequence[str]) -> str:
    *others, prose = row
    codes = [others[0], *others[1:]] if len(others) == 2 else [others[0]]
    code = "".join(f"`{one}`" if one != "None" else one for one in codes)
    return f"{code}{''.join(others[len(codes) :])}\n\n{prose}"


def _glued_property(name: str, types: str, required: str, prose: str) -> str:
    lines = types.split("<br />")
    return "\n\n".join([f"`{name}`", *lines, required, prose])


GLUED = glued(SERVED)
PUBLISHED = published(SERVED)
FORMS = pytest.mark.parametrize(
    "page", [SERVED, GLUED, PUBLISHED], ids=["as served", "converted", "published"]
)
MARKDOWN = pytest.mark.parametrize("page", [SERVED, GLUED], ids=["as served", "converted"])


def facts(text: str) -> PageFacts:
    """Read a page that has nothing wrong."""
    assert apiref_resource.recognise(text)
    reading = apiref_resource.read(text, "page.md")
    assert not reading.problems
    assert reading.facts is not None
    return reading.facts


def found(text: str) -> list[tuple[int, str, str]]:
    """Return the problems of a page without what they have in common."""
    reading = apiref_resource.read(text, "page.md")
    assert reading.facts is None
    return [(problem.line, problem.expected, problem.found) for problem in reading.problems]


def operations(text: str) -> dict[str, OperationFacts]:
    """Return a page's operations by name."""
    return {operation.name or "": operation for operation in facts(text).operations}


def members(value: ValueFacts | None) -> Sequence[MemberFacts]:
    """Return the members of what has some."""
    assert value is not None
    assert value.members is not None
    return value.members


def same(expected: object, actual: object) -> bool:
    """Tell whether facts are the same but for lines."""
    return bool(unlined(expected) == unlined(actual))


def member(name: str, value: ValueFacts, documentation: str, **more: Any) -> MemberFacts:
    """Return a member as a page on a resource states it."""
    return MemberFacts(
        name=name, value=value, documentation=documentation, named_on_wire=True, **more
    )


STRING = ValueFacts(kind=Kind.STRING)
ZOO_ID = member("zoo-id", STRING, "Which zoo.", required=True, location=Location.URI)
MALFORMED = ErrorFacts(
    name="MalformedException",
    documentation="Not understood.",
    status=400,
    members=(member("message", STRING, "Why.", required_in_output=False, location=Location.BODY),),
)


def test_all_forms_say_the_same() -> None:
    """HTML or Markdown, whoever made it, and whatever it lost: the facts are the same."""
    served, converted = unlined(facts(SERVED)), unlined(facts(GLUED))

    assert unlined(facts(PUBLISHED)) == served
    assert served.pop("url") == "https://docs.aws.amazon.com/zoo/latest/api/cages.html"
    assert converted == served


@FORMS
def test_a_page(page: str) -> None:
    """A page tells what it is about, and of which service."""
    read = facts(page)

    assert read.kind is PageKind.RESOURCE
    assert read.subject == "/v1/zoos/{zoo-id}/cages"
    assert same(ServiceFacts(uid="zoo-2020-02-02"), read.service)
    assert [operation.name for operation in read.operations] == ["ListCages", "BuildCage"]
    names = [described.name for described in read.types]
    assert names == ["BuildCageInput", "Cage", "CageList"]


@FORMS
def test_what_a_method_is_bound_to(page: str) -> None:
    """Method, URI, status and parameters are read; a header that is HTTP's own is no member."""
    read = operations(page)["ListCages"]

    http = HttpFacts(method="GET", uri="/v1/zoos/{zoo-id}/cages", status=200)
    header, query = Location.HEADER, Location.QUERYSTRING
    anything = ValueFacts(kind=Kind.ANY)
    listed = (
        ZOO_ID,
        member("x-trace", anything, "A *trace*.", required=True, location=header),
        member("token", anything, "From `NextToken`.", required=False, location=query),
    )
    assert read.http == http
    assert read.documentation == "Lists the cages."
    assert same(ValueFacts(kind=Kind.STRUCTURE, members=listed), read.input)


@FORMS
def test_a_body(page: str) -> None:
    """What is sent are the members of the model that is named for the operation."""
    read = operations(page)["BuildCage"]

    body, integer = Location.BODY, ValueFacts(kind=Kind.INTEGER, min=3)
    labels = ValueFacts(kind=Kind.MAP, keys=STRING, values=STRING)
    name = ValueFacts(kind=Kind.STRING, min=1, max=9, pattern=r"^[a-z|\]]*$")
    listed = (
        ZOO_ID,
        member("labels", labels, "Any labels.", required=False, location=body),
        member("name", name, "A.", required=True, location=body),
        member("walls", integer, "How many.", required=False, location=body),
    )
    assert same(ValueFacts(kind=Kind.STRUCTURE, members=listed), read.input)
    assert read.has_input
    assert read.has_output is False
    assert read.http is not None
    assert read.http.status == 201


@FORMS
def test_an_output(page: str) -> None:
    """What is returned are the members of the response's model, required in it or not."""
    read = operations(page)["ListCages"].output

    cage = ValueFacts(kind=Kind.STRUCTURE, name="Cage", complete=False)
    cages, body = ValueFacts(kind=Kind.LIST, items=cage), Location.BODY
    listed = (
        member("items", cages, "The cages.", required_in_output=True, location=body),
        member("token", STRING, "For the next page.", required_in_output=False, location=body),
    )
    assert same(ValueFacts(kind=Kind.STRUCTURE, members=listed), read)


@FORMS
def test_errors(page: str) -> None:
    """An error has the status of its row, and the members of its model."""
    read = operations(page)

    assert same((MALFORMED,), read["BuildCage"].errors)
    assert read["ListCages"].errors is not None
    lost = read["ListCages"].errors[1]
    assert (lost.name, lost.status, lost.documentation) == ("LostException", 404, "No such zoo.")
    assert [one.name for one in lost.members or ()] == ["message", "zoo"]


@FORMS
def test_a_type(page: str) -> None:
    """A structure says of which kind its members are; enumerations stand where they are used."""
    cage = next(described for described in facts(page).types if described.name == "Cage")

    def stated(name: str, value: ValueFacts, documentation: str, required: bool) -> MemberFacts:
        both = {"required": required, "required_in_output": required}
        return member(name, value, documentation, **both)

    def enum(*values: str) -> ValueFacts:
        held = tuple(EnumValue(value=value) for value in values)
        return ValueFacts(kind=Kind.STRING, enum=held)

    names = ValueFacts(kind=Kind.LIST, items=ValueFacts(kind=Kind.STRING, max=5), min=1)
    listed = (
        stated("built", ValueFacts(kind=Kind.TIMESTAMP), "When.", True),
        stated("kind", enum("AVIARY", "TANK"), "Which kind.", False),
        stated("names", names, "What it is called.", False),
        stated("state", enum("OPEN", "SHUT"), "How it is.", False),
    )
    expected = ValueFacts(
        kind=Kind.STRUCTURE, name="Cage", documentation="One cage.", members=listed
    )
    assert same(expected, cage)


APART = [
    (" | MalformedException | Not understood.", " | Message | Not (MalformedException)."),
    (" | LostException | No such zoo.", " | Message | Not (LostException)."),
    ("#### LostException schema", "#### Message schema"),
    ("### LostException\n", "### Message\n"),
]


def test_bodies_where_errors_are_named_apart() -> None:
    """Where a model is no shape's name, bodies stand in a member, of which the name isn't told."""
    text = SERVED
    for old, new in APART:
        text = text.replace(old, new)
    read = operations(text)

    def payload(name: str) -> MemberFacts:
        value = ValueFacts(kind=Kind.STRUCTURE, name=name, complete=False)
        return MemberFacts(name=name, value=value, location=Location.PAYLOAD, named_on_wire=True)

    sent = ValueFacts(kind=Kind.STRUCTURE, members=(ZOO_ID, payload("BuildCageInput")))
    returned = ValueFacts(kind=Kind.STRUCTURE, members=(payload("CageList"),))
    assert same(sent, read["BuildCage"].input)
    assert same(returned, read["ListCages"].output)
    errors = read["ListCages"].errors
    assert errors is not None
    assert [error.name for error in errors] == ["MalformedException", "LostException"]
    assert [one.name for one in errors[0].members or ()] == ["message", "zoo"]


def test_an_error_without_a_name() -> None:
    """What is returned with several statuses is no error's name, so the errors are unknown."""
    text = SERVED.replace("MalformedException", "AnyError").replace("LostException", "AnyError")
    text = text[: text.index("#### AnyError")] + text[text.index("## Properties") :]
    start = text.rindex("### AnyError")
    text = text[:start] + text[text.index("## See also") :]

    assert operations(text)["ListCages"].errors is None


@pytest.mark.parametrize("name", ["BuildCage", "BuildCageInput", "BuildCageRequest", "Plan"])
@FORMS
def test_which_model_is_sent(page: str, name: str) -> None:
    """A body's model is known by its name, or because it is the only one that may be sent."""
    read = operations(page.replace("BuildCageInput", name))["BuildCage"]

    assert read.input is not None
    assert [one.name for one in read.input.members or ()] == ["zoo-id", "labels", "name", "walls"]
    assert read.input.complete


def test_a_body_of_several_models() -> None:
    """Where several models may be the one that is sent, only what the schema shows is known."""
    start, end = SERVED.index("### BuildCageInput"), SERVED.index("### Cage\n")
    twin = SERVED[start:end].replace("BuildCageInput", "Plan")
    other = SERVED.replace("BuildCageInput", "Sketch")
    text = other.replace("### Cage\n", twin + "### Cage\n")
    read = operations(text)["BuildCage"].input

    assert read is not None
    kinds = {one.name: one.value.kind for one in read.members or ()}
    assert kinds["walls"] is Kind.INTEGRAL
    assert kinds["labels"] is Kind.DICT
    assert {one.required for one in (read.members or ())[1:]} == {None}


def test_a_body_of_an_unknown_method() -> None:
    """Where neither name nor elimination tells who sends a body, the inputs are not complete."""
    text = GLUED.replace("BuildCageInput", "Plan").replace("### GET", "### POST")
    read = operations(text)

    assert [one.input and one.input.complete for one in read.values()] == [False, False]
    assert [len(one.input.members or ()) for one in read.values() if one.input] == [3, 1]


@pytest.mark.parametrize(
    ("shown", "kind"), [('"string"', Kind.TEXT), ("[\n  boolean\n]", Kind.LIST)]
)
@MARKDOWN
def test_a_model_that_only_a_schema_shows(page: str, shown: str, kind: Kind) -> None:
    """A body that is no structure stands in a member of its own."""
    block = re.compile(r'\{\s*"items".*?\n\}', re.DOTALL)
    text = block.sub(shown, page).replace("CageList", "Drawing", 1)
    text = text.replace("#### CageList", "#### Drawing")
    (held,) = members(operations(text)["ListCages"].output)

    assert (held.name, held.location, held.value.kind) == ("Drawing", Location.PAYLOAD, kind)


CELLS: dict[str, tuple[str, ValueFacts]] = {
    "boolean": ("boolean", ValueFacts(kind=Kind.BOOLEAN)),
    "integer": ("integer", ValueFacts(kind=Kind.INTEGRAL)),
    "long": ("integer<br />Format: int64", ValueFacts(kind=Kind.LONG)),
    "number": ("number", ValueFacts(kind=Kind.NUMBER)),
    "double": ("number<br />Format: double", ValueFacts(kind=Kind.DOUBLE)),
    "object": ("object", ValueFacts(kind=Kind.DICT)),
    "string of a format": ("string<br />Format: uri", STRING),
    "unused": ("string<br />Default: a", STRING),
    "a fraction": (
        "number<br />Minimum: -0.5<br />Maximum: 1e3",
        ValueFacts(kind=Kind.NUMBER, min=Decimal("-0.5"), max=Decimal("1e3")),
    ),
    "lists": (
        "Array of type Array of type integer<br />Maximum: 2<br />MaxItems: 3",
        ValueFacts(
            kind=Kind.LIST,
            max=3,
            items=ValueFacts(kind=Kind.LIST, items=ValueFacts(kind=Kind.INTEGRAL, max=2)),
        ),
    ),
}


@pytest.mark.parametrize(("cell", "expected"), CELLS.values(), ids=CELLS)
def test_a_cell_of_types(cell: str, expected: ValueFacts) -> None:
    """A type and the constraints below it make a value."""
    text = SERVED.replace("| token | string | False | For", f"| token | {cell} | False | For")
    text = _without_response_schemas(text)
    described = next(one for one in facts(text).types if one.name == "CageList")

    assert same(expected, members(described)[1].value)


def _without_response_schemas(text: str) -> str:
    return text[: text.index("### Response bodies")] + text[text.index("## Properties") :]


WRONG: dict[str, tuple[str, str, str]] = {
    "no end": (SERVED[SERVED.index("## See also") :], "", "a section 'See also'"),
    "two pages": ("## URI", "# Other\n\n## URI", "one page with one title"),
    "section": ("## Schemas", "## Shapes", "each once and in this order"),
    "method": ("### OPTIONS", "### LOOK", "an HTTP method"),
    "two methods": ("### OPTIONS", "### GET", "each method once"),
    "operation": ("**Operation ID:** `BuildCage`\n", "", "the operations of the links"),
    "URI": ("`/v1/zoos/{{zoo-id}}/cages`", "unknown", "a URI"),
    "label": ("`/v1/zoos/{{zoo-id}}", "`/v1/zoos/{{zoo}}", "a label 'zoo-id'"),
    "parameter": ("| {{zoo-id}} | String | True | Which zoo. |\n", "", "'zoo-id' described"),
    "columns": ("| Name | Type | Required |", "| Name | Kind | Required |", "a table of Name"),
    "title of a table": ("**Path parameters**\n", "**Path**\n", "a table of Property"),
    "text below tables": ("### PUT\n", "More.\n\n### PUT\n", "a table, or its title"),
    "required": ("| token | string | False |", "| token | string | Maybe |", "True or False"),
    "type": ("| token | string |", "| token | strin |", "a type, or a model"),
    "model": ("| items | Array of type [Cage]", "| items | Array of type [Cages]", "a type, or"),
    "constraint": ("MaxLength: 9", "MaxLength: many", "a constraint of a string"),
    "constraint of another kind": ("MaxLength: 9", "Maximum: 9", "a constraint of a string"),
    "property twice": ("| zoo | string |", "| message | string |", "each property once"),
    "property": ("| zoo | string | False | Which. |\n", "", "are those of a model"),
    "nested property": ("| built | string", "| made | string", "are those of a model"),
    "kind": ("| walls | integer<br />Format: int32<br />Minimum: 3 |", "| walls | boolean |",
             "are those of a model"),
    "model twice": ("### Labels\n", "### Cage\n", "each model once"),
    "head of a table": ("| Property | Type | Required | Description |\n| --- |--- |--- |--- |\n| *",
                        "| *", "prose"),
    "status": ("| 201 |", "| done |", "a status of three digits"),
    "success": ("| 201 |", "| 101 |", "a response that tells of success"),
    "responses": ("**Responses**", "**Query parameters**", "a table of Name"),
    "schema": ('"walls": integer', '"walls": 3', "a value"),
    "title of a schema": ("#### PUT schema", "#### PUT", "the title of a schema"),
    "half of schemas": ("### Request bodies", "### Requests", "headings 'Request bodies'"),
    "returned": ("| 200 | CageList |", "| 200 | Cages |", "a model that the page describes"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), WRONG.values(), ids=WRONG)
def test_what_is_wrong(old: str, new: str, expected: str) -> None:
    """A page that has another layout, or contradicts itself, is a problem."""
    assert old in SERVED
    problems = found(SERVED.replace(old, new, 1))

    assert any(expected in problem[1] for problem in problems), problems


WRONG_GLUED: dict[str, tuple[str, str, str]] = {
    "row": ("`token`StringFalse", "`token`String", "a row of the table"),
    "property": ("\n\nFalse\n\nFor the next", "\n\nNo\n\nFor the next", "are those of a model"),
    "head of a map": ("PropertyTypeRequiredDescription\n\n`*`", "`*`", "prose"),
    "head of responses": ("ResponsesStatus code", "Status code", "one table of responses"),
    "responses": ("### Response bodies\n", "", "schemas at most"),
    "lost label": (
        "Path parametersNameTypeRequiredDescription`zoo-id`StringTrue\n\nWhich zoo.\n\nHeader",
        "Header",
        "path parameters that make",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), WRONG_GLUED.values(), ids=WRONG_GLUED)
def test_what_is_wrong_with_a_converted_page(old: str, new: str, expected: str) -> None:
    """A row that has lost a cell, or a table its head, is a problem."""
    assert old in GLUED
    problems = found(GLUED.replace(old, new, 1))

    assert any(expected in problem[1] for problem in problems), problems


def test_html_without_content() -> None:
    """Where a page of the site lacks what holds its content, there is nothing to read."""
    text = PUBLISHED.replace('id="main-col-body"', 'id="main"')

    assert [(line, actual) for line, _, actual in found(text)] == [(1, "none")]


def test_a_problem_has_its_line() -> None:
    """Lines count from the top of the file, whatever stands before the title."""
    text = SERVED.replace("| token | string |", "| token | strin |")
    number = next(n for n, line in enumerate(text.split("\n"), 1) if "| strin |" in line)

    assert [line for line, _, _ in found(text)] == [number]


@MARKDOWN
@given(data=st.data())
def test_a_page_cut_short(page: str, data: st.DataObject) -> None:
    """Of a page that ends before its last section, nothing is taken for the whole."""
    end = data.draw(st.integers(page.index("## HTTP methods\n") + 16, page.index("## See also")))

    assert found(page[:end])


@given(
    st.lists(
        st.sampled_from(
            ["`a`", "string", "True", "| a |", "| --- |", "### GET", "#### PUT schema", "```", "{"]
        )
    )
)
def test_no_page_breaks_the_reader(lines: list[str]) -> None:
    """Whatever stands between the headings, problems are values."""
    text = "\n".join(["# A", "", "## URI", "## HTTP methods", *lines, "## Properties", *lines])

    assert apiref_resource.recognise(text)
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "# URI\n",
        "URI\n\nHTTP methods\n",
        "## URI\n## Methods\n",
        "<h2>URI</h2><h2>HTTP methods</h2>",
        "<awsdocs-a><h2>URI</h2>HTTP methods",
    ],
)
def test_other_pages_are_not_recognised(text: str) -> None:
    """Only both headings, each on a line of its own, make a page on a resource."""
    assert not apiref_resource.recognise(text)
