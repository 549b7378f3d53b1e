"""Merging what several pages say."""

from typing import Any

from msgspec.structs import replace
from support.facts import (
    INTEGER,
    STRING,
    enum,
    list_of,
    members_of,
    page,
    repeated,
    required,
    structure,
)

from generator.model.alignment import View
from generator.model.assembly import assemble
from generator.model.facts import (
    HttpFacts,
    Location,
    MemberFacts,
    PageFacts,
    PageKind,
    ServiceFacts,
    ValueFacts,
)
from generator.model.kinds import Kind
from generator.model.merge import Merger, compatible
from generator.model.rules import source_of
from generator.model.yaml import dump


def view(page_id: str, value: ValueFacts, rendition: str = "boto3-rst", **of: Any) -> View:
    """Return what a page says of a value; by default one of boto3's on a client method."""
    facts = PageFacts(
        file=f"{page_id}.txt",
        rendition=rendition,
        kind=of.get("kind", PageKind.CLIENT),
        subject=page_id,
        covers=(),
        plain=of.get("plain", False),
        service=ServiceFacts(),
    )
    return View(source_of(facts), value)


def merged(*values: ValueFacts) -> tuple[ValueFacts, list[tuple[str, str, str]]]:
    """Merge views of pages A, B, C... and return the result with the conflicts."""
    merger = Merger()
    result = merger.value(
        [view(name, value) for name, value in zip("ABC", values, strict=False)], "Op.input"
    )
    conflicts = [one.conflict for one in merger.disagreements]
    return result, [(c.fact, c.kept, c.dropped) for c in conflicts]


def test_the_more_specific_kind_wins() -> None:
    """What one page calls a number and another an integer is an integer."""
    value, conflicts = merged(ValueFacts(kind=Kind.NUMBER), INTEGER)

    assert (value.kind, conflicts) == (Kind.INTEGRAL, [])


def test_kinds_that_exclude_each_other_are_a_conflict() -> None:
    """The first page's kind is kept, and the other is recorded."""
    value, conflicts = merged(STRING, INTEGER)

    assert value.kind is Kind.STRING
    assert conflicts == [("Op.input kind", "string", "integral")]


def test_members_of_all_pages_in_the_order_of_the_first() -> None:
    """A member that only a later page shows stands behind its predecessor there."""
    value, _ = merged(structure(a=STRING, c=STRING), structure(a=STRING, b=STRING, c=STRING))

    assert [member.name for member in members_of(value)] == ["a", "b", "c"]


def test_two_wordings_are_no_conflict() -> None:
    """Documentation of the first page that has some is kept in silence."""
    one = structure(a=MemberFacts(name="a", value=STRING, documentation="One."))
    other = structure(a=MemberFacts(name="a", value=STRING, documentation="Other."))

    value, conflicts = merged(one, other)

    assert members_of(value)[0].documentation == "One."
    assert conflicts == []


def test_enumerations_that_differ_are_united_and_recorded() -> None:
    """No value of any page is lost."""
    value, conflicts = merged(enum("A", "B"), enum("B", "C"))

    assert [item.value for item in value.enum or ()] == ["A", "B", "C"]
    assert conflicts == [("Op.input enum", "['A', 'B']", "['B', 'C']")]


def test_a_page_that_shows_a_structure_beats_one_that_repeats() -> None:
    """A recursion tells nothing that another page would not."""
    value, _ = merged(repeated(), structure(a=STRING))

    assert not value.recursive
    assert [member.name for member in members_of(value)] == ["a"]


def test_limits_of_what_turns_out_to_be_a_list() -> None:
    """A page that leaves the kind open states the limits of the items."""
    value, _ = merged(list_of(STRING), ValueFacts(kind=Kind.ANY, min=1, max=128))

    assert (value.kind, value.min, value.max) == (Kind.LIST, None, None)
    assert value.items is not None
    assert (value.items.kind, value.items.min, value.items.max) == (Kind.STRING, 1, 128)


def test_requiredness_in_conflict() -> None:
    """Requiredness that differs is kept from the first page and recorded."""
    value, conflicts = merged(
        structure(a=required("a")), structure(a=required("a", is_required=False))
    )

    assert members_of(value)[0].required is True
    assert conflicts == [("Op.input.a required", "True", "False")]


def test_compatible_structures() -> None:
    """What only one of two structures states does not make them different."""
    stated = structure(a=required("a", enum("X")))
    unstated = structure(a=ValueFacts(kind=Kind.TEXT))

    assert compatible(stated, unstated)
    assert not compatible(stated, structure(a=ValueFacts(kind=Kind.TEXT), b=STRING))
    assert not compatible(list_of(STRING), list_of(INTEGER))


def test_a_conflict_names_both_pages() -> None:
    """In the IR a conflict says what was kept, from where, and by which rule."""
    service = assemble(
        [
            page("Get", input=structure(a=STRING)),
            page("Get", input=structure(a=INTEGER), kind=PageKind.OPERATION),
        ]
    ).service

    (conflict,) = service.conflicts
    assert (conflict.fact, conflict.kept, conflict.dropped) == (
        "Get.input.a kind",
        "string",
        "integral",
    )
    assert conflict.kept_from == "boto3-rst/client/Get"
    assert conflict.dropped_from == "boto3-rst/operation/Get"


def test_bindings_in_conflict() -> None:
    """Two bindings of one operation are a conflict too."""
    service = assemble(
        [
            page("Get", http=HttpFacts(method="GET", uri="/a")),
            page("Get", http=HttpFacts(method="GET", uri="/b"), kind=PageKind.OPERATION),
        ]
    ).service

    assert service.operations["Get"].http is not None
    assert service.operations["Get"].http.uri == "/a"
    assert [conflict.fact for conflict in service.conflicts] == ["Get http uri"]


def test_a_body_that_boto3_has_in_one_member_adds_none_of_its_own() -> None:
    """The model has the members once, in the payload, in whatever order the pages come."""
    result = structure(ETag=STRING, Day=STRING)
    body = [
        MemberFacts(name=name, value=STRING, location=Location.BODY) for name in ("Day", "ETag")
    ]
    shown = replace(structure(**{one.name: one for one in body}), xml_name="CopyResult")
    pages = [
        page("Copy", output=structure(Version=STRING, Result=result)),
        replace(
            page("Copy", output=shown, kind=PageKind.OPERATION),
            rendition="apiref-html",
        ),
    ]

    service = assemble(pages).service

    (side, inside) = (service.shapes[name] for name in ("CopyResponse", "Result"))
    assert ["Version", "Result"] == list(side.members)
    assert ["ETag", "Day"] == list(inside.members)
    assert (None, "CopyResult") == (side.xml_name, inside.xml_name)
    assert Location.PAYLOAD == side.members["Result"].location
    assert dump(service) == dump(assemble(pages[::-1]).service)
