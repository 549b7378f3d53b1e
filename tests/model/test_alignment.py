"""Views of one place in the same terms."""

from typing import Any

import pytest
from msgspec.structs import replace
from support.facts import INTEGER, STRING, enum, list_of, map_of, members_of, named, structure

from generator.model.alignment import View, aligned
from generator.model.facts import (
    Location,
    MemberFacts,
    PageFacts,
    PageKind,
    ServiceFacts,
    ValueFacts,
)
from generator.model.kinds import Kind
from generator.model.rules import source_of

TEXT = ValueFacts(kind=Kind.TEXT)


def view(rendition: str, value: ValueFacts, kind: PageKind = PageKind.CLIENT) -> View:
    """Return what a page says."""
    page = PageFacts(
        file="page",
        rendition=rendition,
        kind=kind,
        subject="Get",
        covers=(),
        service=ServiceFacts(),
    )
    return View(source_of(page), value)


def on_wire(name: str, value: ValueFacts = TEXT, **facts: Any) -> MemberFacts:
    """Return a member of which the page shows only the name on the wire."""
    return MemberFacts(name=name, value=value, named_on_wire=True, **facts)


def element(*members: MemberFacts, kind: Kind = Kind.ANY) -> ValueFacts:
    """Return an element of XML."""
    return ValueFacts(kind=kind, members=members)


def body(*members: MemberFacts) -> ValueFacts:
    """Return a body in XML."""
    return ValueFacts(kind=Kind.STRUCTURE, members=members, xml_name="GetRequest")


def against(boto3: ValueFacts, other: ValueFacts) -> ValueFacts:
    """Return what the API Reference says, in boto3's terms, whichever of the two comes first."""
    ours = view("boto3-rst", boto3)
    theirs = view("apiref-html", other, PageKind.OPERATION)
    found = aligned([ours, theirs])[1].value
    assert aligned([theirs, ours])[0].value == found
    return found


def names(value: ValueFacts) -> list[tuple[str, str | None, bool]]:
    """Return the names of members, those on the wire, and whether only these are known."""
    return [(one.name, one.wire_name, one.named_on_wire) for one in value.members or ()]


@pytest.mark.parametrize(
    ("boto3", "wire"),
    [
        ("SSEKMS", "SSE-KMS"),
        ("ApiId", "apiId"),
        ("InstanceIds", "InstanceId"),
        ("Policies", "Policy"),
        ("Addresses", "Address"),
        ("Ipv4Prefixes", "Ipv4PrefixSet"),
        ("Reservations", "reservationSet"),
    ],
)
def test_members_by_their_letters(boto3: str, wire: str) -> None:
    """Case, punctuation, and how a name says that there are several, make no difference."""
    other = element(on_wire(wire), on_wire("Rest"), kind=Kind.STRUCTURE)

    found = against(structure(**{boto3: list_of(STRING), "Rest": STRING, "More": STRING}), other)

    assert names(found) == [(boto3, wire, False), ("Rest", None, False)]


def test_the_one_that_is_left_over_on_either_side() -> None:
    """What has no like by name is the same if nothing else is left."""
    other = element(on_wire("Rest"), on_wire("CidrCollectionId"), kind=Kind.STRUCTURE)

    found = against(structure(Id=STRING, Rest=STRING), other)

    assert names(found) == [("Rest", None, False), ("Id", "CidrCollectionId", False)]


@pytest.mark.parametrize(
    "boto3",
    [
        structure(Id=INTEGER, Rest=STRING),
        structure(Id=STRING, Number=STRING, Rest=STRING),
    ],
)
def test_what_may_be_another_stays_itself(boto3: ValueFacts) -> None:
    """Kinds that exclude each other, or a second candidate, leave the matter open."""
    other = element(on_wire("Rest"), on_wire("Code"), kind=Kind.STRUCTURE)

    assert names(against(boto3, other))[1] == ("Code", None, True)


def test_a_name_that_is_stated_is_not_guessed_at() -> None:
    """A member of a page that states names is another one, though it alone is left over."""
    other = structure(Rest=STRING, Code=STRING)

    assert names(against(structure(Id=STRING, Rest=STRING), other))[1] == ("Code", None, False)


def test_a_label_may_have_another_name() -> None:
    """What stands in the URI is called there as the URI calls it."""
    code = MemberFacts(name="Code", value=STRING, location=Location.URI)

    found = against(structure(Id=STRING, Rest=STRING), structure(Rest=STRING, Code=code))

    assert names(found)[1] == ("Id", "Code", False)


def test_values_and_parts_of_names_tell_on_a_page_that_shows_the_wire() -> None:
    """Where one name differs only in case, others may differ in more."""
    boto3 = structure(VolumeId=STRING, State=enum("a", "b"), KernelId=STRING, Rest=STRING)
    other = structure(volumeId=STRING, status=enum("b", "a"), kernel=STRING)

    assert [name for name, _, _ in names(against(boto3, other))] == [
        "VolumeId",
        "State",
        "KernelId",
    ]


def described(name: str, value: ValueFacts, text: str) -> MemberFacts:
    """Return a member with its documentation."""
    return MemberFacts(name=name, value=value, documentation=text)


def test_the_first_sentence_tells_on_a_page_that_shows_the_wire() -> None:
    """Names may have nothing in common where members are described in the same words."""
    same, other = "What `it` says.\nOf late.", "What it says.\nAt times."
    boto3 = structure(
        VolumeId=STRING,
        Keys=described("Keys", list_of(STRING), "The keys."),
        StateMessage=described("StateMessage", STRING, same),
    )
    shown = structure(
        volumeId=on_wire("volumeId"),
        statusText=on_wire("statusText", documentation=other),
    )

    assert names(against(boto3, shown))[1] == ("StateMessage", "statusText", False)


def test_what_two_members_have_in_common_tells_neither() -> None:
    """A match has to be the only one, from either side."""
    boto3 = structure(VolumeId=STRING, Rest=described("Rest", STRING, "Unused."))
    shown = structure(
        volumeId=on_wire("volumeId"),
        one=on_wire("one", documentation="Unused."),
        two=on_wire("two", documentation="Unused."),
    )

    assert [name for name, _, _ in names(against(boto3, shown))] == ["VolumeId", "one", "two"]


def test_an_element_around_items_is_a_list() -> None:
    """The element inside is what each item is called."""
    found = against(list_of(STRING), element(on_wire("Item")))

    assert (found.kind, found.item_name, found.flattened) == (Kind.LIST, "Item", None)
    assert found.items == TEXT


def test_an_element_around_structures_is_a_list() -> None:
    """Even where the items have a member that is called as they are."""
    inner = element(on_wire("Rule"), on_wire("Id"), kind=Kind.STRUCTURE)

    found = against(list_of(structure(Rule=STRING, Id=STRING)), element(on_wire("Rule", inner)))

    assert (found.item_name, found.flattened, found.items) == ("Rule", None, inner)


def test_an_element_that_is_an_item_is_a_flattened_list() -> None:
    """It shows what an item holds, be it one member or several."""
    items = structure(Id=STRING, Name=STRING)
    one, several = (
        element(on_wire("Id")),
        element(on_wire("Id"), on_wire("Name"), kind=Kind.STRUCTURE),
    )

    for shown in (one, several):
        in_body = against(structure(Rules=list_of(items)), body(on_wire("Rules", shown)))
        rules = members_of(in_body)[0].value
        theirs = View(view("apiref-html", in_body, PageKind.OPERATION).source, rules, xml=True)
        (_, found) = aligned([view("boto3-rst", list_of(items)), theirs])

        assert found.value.flattened is True
        assert [name for name, _, _ in names(found.value.items or STRING)][:1] == ["Id"]


def test_a_text_in_xml_may_be_an_item() -> None:
    """A flattened list of texts looks like a text."""
    shown = View(view("apiref-html", TEXT, PageKind.OPERATION).source, TEXT, xml=True)

    (_, found) = aligned([view("boto3-rst", list_of(STRING)), shown])

    assert (found.value.kind, found.value.flattened, found.value.items) == (Kind.LIST, True, TEXT)


def test_a_text_in_json_is_no_item() -> None:
    """There a list has brackets: the two contradict each other."""
    assert against(list_of(STRING), TEXT) == TEXT


def test_an_element_may_be_a_map_or_a_structure() -> None:
    """What the other page shows decides."""
    entry = element(
        on_wire("key"), on_wire("value", ValueFacts(kind=Kind.INTEGER)), kind=Kind.STRUCTURE
    )
    shown = element(on_wire("entry", entry))

    as_map = against(map_of(INTEGER), shown)
    assert (as_map.kind, as_map.flattened) == (Kind.MAP, None)
    assert (as_map.keys, as_map.values) == (TEXT, ValueFacts(kind=Kind.INTEGER))
    assert against(structure(entry=structure(key=STRING)), shown).kind is Kind.STRUCTURE


def in_body(name: str, value: ValueFacts = STRING) -> MemberFacts:
    """Return a member that a page shows in the body of a message."""
    return MemberFacts(name=name, value=value, location=Location.BODY)


HEADER = MemberFacts(name="VersionId", value=STRING, location=Location.HEADER, wire_name="x-id")


def test_a_body_that_is_one_member_is_the_payload() -> None:
    """A page of the message shows what the member holds, with the root that it has in XML."""
    boto3 = structure(
        CopyResult=structure(ETag=STRING, Day=STRING, Hash=STRING), VersionId=STRING, Rest=STRING
    )
    shown = structure(VersionId=HEADER, ETag=in_body("ETag"), day=in_body("day"))
    found = against(boto3, replace(shown, xml_name="CopyResult", xml_namespace="urn:x"))

    assert found.xml_name is None
    assert found.xml_namespace is None
    header, payload = members_of(found)
    assert header == HEADER
    assert (payload.name, payload.location) == ("CopyResult", Location.PAYLOAD)
    assert (payload.value.xml_name, payload.value.xml_namespace) == ("CopyResult", "urn:x")
    inside = members_of(payload.value)
    assert [("ETag", None), ("day", None)] == [(one.name, one.location) for one in inside]


def test_the_events_of_a_stream_are_inside_of_it() -> None:
    """A page of the message shows an event where boto3's has the stream of them."""
    stream = replace(structure(chunk=structure(bytes=STRING)), event_stream=True)

    (found,) = members_of(
        against(structure(stream=stream), structure(chunk=in_body("chunk", named("Chunk"))))
    )

    assert (found.name, found.location) == ("stream", Location.PAYLOAD)
    assert ["chunk"] == [one.name for one in members_of(found.value)]


TWO = structure(Id=STRING, Name=STRING)


@pytest.mark.parametrize(
    ("boto3", "shown"),
    [
        pytest.param({"One": TWO, "Other": TWO}, ["Id"], id="two members hold it"),
        pytest.param({"Many": list_of(TWO)}, ["Id"], id="the items of a list hold it"),
        pytest.param({"One": TWO}, ["Id", "Code"], id="it holds only a part of it"),
        pytest.param({"One": TWO, "Id": STRING}, ["Id"], id="the side has it, too"),
        pytest.param({"One": TWO}, ["Id", "One"], id="the page shows the member itself"),
    ],
)
def test_a_body_that_may_be_the_sides_own_stays(
    boto3: dict[str, ValueFacts], shown: list[str]
) -> None:
    """Only if all of a body is in one member alone, that member is the body."""
    reference = structure(**{name: in_body(name) for name in shown})

    assert against(structure(**boto3), reference) == reference


def test_pages_of_one_sort_stay_as_they_are() -> None:
    """Two of boto3's pages need no alignment, and get none."""
    views = [view("boto3-rst", structure(a=STRING)), view("boto3-rst", named("X"))]

    assert aligned(views) is views
