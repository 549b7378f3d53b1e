"""One page says the same in each rendition, but for what a rendition has lost."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec import structs
from support.apiref_blocks import (
    RENDITIONS,
    code,
    end,
    facts,
    heading,
    member,
    prose,
    title,
)

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

OPERATION = [
    *title("DoThing"),
    heading("Request Syntax"),
    code(
        "POST /things/{{id}}?dryRun={{DryRun}} HTTP/1.1\nContent-type: application/json\n\n"
        '{\n   "kinds": [ "{{string}}" ]\n}'
    ),
    heading("URI Request Parameters"),
    *prose("The request uses the following URI parameters."),
    *member("id", "Which.", "Required: Yes", anchor="API-DoThing-request-uri-id", linked=True),
    *member("dryRun", "Whether.", anchor="API-DoThing-request-uri-DryRun", linked=True),
    heading("Request Body"),
    *prose("The request accepts the following data in JSON format."),
    *member(
        *("kinds", "What sorts.", "Type: Array of strings"),
        *("Array Members: Minimum number of 1 item.", "Valid Values: A | B", "Required: No"),
        anchor="API-DoThing-request-kinds",
        linked=True,
    ),
    heading("Response Syntax"),
    code('HTTP/1.1 202\nContent-type: application/json\n\n{\n   "thing": { "n": number }\n}'),
    heading("Response Elements"),
    *prose("The following data is returned in JSON format by the service."),
    *member("thing", "It.", "Type: Thing object", anchor="API-DoThing-response-thing", linked=True),
    heading("Errors"),
    *member("Conflict", "Taken."),
    *member("resource", "Which one.", anchor="nested"),
    *prose("HTTP Status Code: 409"),
    *end(),
]

TYPE = [
    *title("Thing"),
    heading("Contents"),
    *member(
        *("name", "Its name.", "Type: String", "Length Constraints: Maximum length of 9."),
        *("Pattern: a  b", "Required: Yes"),
        anchor="API-Type-Thing-name",
    ),
    *member("n", "How many.", "Type: Integer", "Required: No", anchor="API-Type-Thing-n"),
    *end(),
]


def unlined(value: Any) -> Any:
    """Return facts without their lines."""
    if isinstance(value, tuple | list):
        return tuple(map(unlined, cast(Sequence[Any], value)))
    if not hasattr(value, "__struct_fields__"):
        return value
    changed = {name: unlined(getattr(value, name)) for name in value.__struct_fields__}
    return structs.replace(value, **changed | ({"line": 0} if "line" in changed else {}))


def page_facts(rendition: str, kind: PageKind, subject: str, **stated: Any) -> PageFacts:
    """Return what a page states that all of its kind do."""
    covers = ["structure", "required", "enums", "constraints", "docs"]
    if kind is PageKind.OPERATION:
        covers[4:] = ["binding", "errors", "docs"]
    service = ServiceFacts(
        title={"html": "A Service", "text": "A Service"}.get(rendition),
        uid=None if rendition == "text" else "things-2024-01-01",
        protocol="rest-json" if kind is PageKind.OPERATION else None,
    )
    return PageFacts(
        file="page",
        rendition={"html": "apiref-html", "text": "apiref-text"}.get(rendition, "apiref-markdown"),
        kind=kind,
        subject=subject,
        covers=tuple(covers),
        plain=rendition == "text",
        service=service,
        **stated,
    )


def operation_facts(rendition: str) -> PageFacts:
    """Return what the page on the operation states in that rendition."""
    # What converters leave shows one name alone: the member's is that which the URI has.
    dry_run = MemberFacts(
        name="DryRun",
        wire_name="dryRun",
        value=ValueFacts(kind=Kind.ANY),
        documentation="Whether.",
        location=Location.QUERYSTRING,
    )
    is_anchored = rendition in ("html", "site's Markdown")
    label = MemberFacts(
        name="id",
        value=ValueFacts(kind=Kind.ANY),
        required=True,
        documentation="Which.",
        location=Location.URI,
        named_on_wire=not is_anchored,
    )
    values = (EnumValue(value="A"), EnumValue(value="B"))
    kinds = ValueFacts(kind=Kind.LIST, min=1, items=ValueFacts(kind=Kind.STRING, enum=values))
    count = MemberFacts(name="n", value=ValueFacts(kind=Kind.NUMBER))
    thing = ValueFacts(kind=Kind.STRUCTURE, name="Thing", members=(count,))
    body = Location.BODY
    given = (
        label,
        dry_run,
        MemberFacts(
            name="kinds", value=kinds, required=False, documentation="What sorts.", location=body
        ),
    )
    returned = (MemberFacts(name="thing", value=thing, documentation="It.", location=body),)
    resource = MemberFacts(
        name="resource", value=ValueFacts(kind=Kind.ANY), documentation="Which one."
    )
    operation = OperationFacts(
        name="DoThing",
        documentation="What it does.",
        has_input=True,
        input=ValueFacts(kind=Kind.STRUCTURE, members=given),
        has_output=True,
        output=ValueFacts(kind=Kind.STRUCTURE, members=returned),
        http=HttpFacts(
            method="POST",
            uri="/things/{id}?dryRun={DryRun}",
            content_type="application/json",
            status=202,
        ),
        errors=(
            ErrorFacts(name="Conflict", documentation="Taken.", status=409, members=(resource,)),
        ),
    )
    return page_facts(rendition, PageKind.OPERATION, "DoThing", operations=(operation,))


def type_facts(rendition: str) -> PageFacts:
    """Return what the page on the data type states in that rendition."""
    name = ValueFacts(kind=Kind.STRING, max=9, pattern="a  b")
    members = (
        MemberFacts(
            name="name",
            value=name,
            required=True,
            required_in_output=True,
            documentation="Its name.",
        ),
        MemberFacts(
            name="n",
            value=ValueFacts(kind=Kind.INTEGER),
            required=False,
            required_in_output=False,
            documentation="How many.",
        ),
    )
    value = ValueFacts(
        kind=Kind.STRUCTURE, name="Thing", documentation="What it does.", members=members
    )
    return page_facts(rendition, PageKind.TYPE, "Thing", types=(value,))


@pytest.mark.parametrize("rendition", RENDITIONS)
def test_an_operation_is_read_by_value(rendition: str) -> None:
    """Every fact of the page comes out, and nothing else."""
    assert operation_facts(rendition) == unlined(facts(RENDITIONS[rendition](OPERATION)))


@pytest.mark.parametrize("rendition", RENDITIONS)
def test_a_data_type_is_read_by_value(rendition: str) -> None:
    """Every fact of the page comes out, a pattern with its spaces."""
    assert type_facts(rendition) == unlined(facts(RENDITIONS[rendition](TYPE)))


@pytest.mark.parametrize("rendition", RENDITIONS)
@pytest.mark.parametrize("page", [OPERATION, TYPE])
def test_facts_have_the_lines_on_which_they_stand(rendition: str, page: list[Any]) -> None:
    """The line of a member is that of its name."""
    text = RENDITIONS[rendition](page)
    lines = text.split("\n")
    read = facts(text)

    values = [*read.types, *(side for one in read.operations for side in (one.input, one.output))]
    described = [one for value in values if value for one in value.members or ()]
    assert len(described) in (2, 4)
    for one in described:
        assert (one.wire_name or one.name) in lines[one.line - 1]


# --- real pages ---------------------------------------------------------------------------------


def _stated(page: PageFacts) -> Any:
    """Return what a page states that no rendition of it loses."""
    return [_bare(value) for value in (*page.operations, *page.types)]


def _bare(value: Any) -> Any:
    """Drop lines, prose, and names that a rendition keeps apart from those on the wire."""
    if isinstance(value, tuple | list):
        return [_bare(one) for one in cast(Sequence[Any], value)]
    if not hasattr(value, "__struct_fields__"):
        return value
    kept = {name: _bare(getattr(value, name)) for name in value.__struct_fields__}
    for lost in ("line", "documentation", "named_on_wire"):
        kept.pop(lost, None)
    if isinstance(value, MemberFacts):
        kept["name"] = {value.name, value.wire_name} - {None}
        kept.pop("wire_name")
    return kept


def _renditions(shared: Path) -> dict[tuple[str, str], list[Path]]:
    """Return all pages on each subject of each service."""
    pages: dict[tuple[str, str], list[Path]] = {}
    for folder in ("apiref-html", "apiref-markdown", "apiref-official-markdown", "apiref-text"):
        for page in sorted((shared / "corpus" / folder).glob("*/*")):
            if page.suffix in (".html", ".md", ".txt"):
                stem = page.name.split(".")[0].lower().replace("-", "_")
                pages.setdefault((page.parent.name, stem), []).append(page)
    return pages


@pytest.mark.slow
def test_real_pages_say_the_same_in_all_renditions(shared: Path) -> None:
    """Each page on a subject states the same, apart from prose and names that were kept apart."""
    compared = 0
    for first, *others in _renditions(shared).values():
        expected = _stated(facts(first.read_text())) if others else None
        for other in others:
            assert expected == _stated(facts(other.read_text())), (first.name, other.name)
            compared += 1

    assert compared > 700
