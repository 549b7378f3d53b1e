"""The judge of API References: it sees what is wrong, and what only another time made different.

The service is invented; its pages and its model have facts of every sort, and agree. Spoilt in the
model that was built from the pages, a fact is wrong, and no page may excuse it; changed in
botocore's model, it is of another time, and the page is the witness.
"""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from support import reference

from generator.audit.auditing import Audit, audit_service
from generator.audit.differences import set_apart
from generator.audit.judge import judge
from generator.audit.lost import HTML, MARKDOWN, REFERENCES, TABLE, TEXT, Lost, is_lost
from generator.audit.raw_page import RawPage
from generator.audit.verdict import Fact, Verdict
from generator.model import ir
from generator.model.assembly import assemble
from generator.model.facts import Location, PageKind
from generator.model.kinds import Kind
from generator.model.patterns import analyse
from generator.readers.page import read_page

Spoil = Callable[[ir.Service], object]
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let botocore find the model of the service, and return where it looks for it."""
    monkeypatch.setenv("AWS_DATA_PATH", str(tmp_path / "models"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    reference.install(reference.model(), tmp_path / "models")
    return tmp_path / "models"


class Things(NamedTuple):
    """The service as its pages have it."""

    model: ir.Service
    pages: list[RawPage]


@pytest.fixture(scope="module")
def things() -> Things:
    """Read the pages of the service."""
    facts = [read_page(page.encode(), name).facts for name, page in reference.PAGES.items()]
    read = [one for one in facts if one is not None]
    pages = [
        RawPage(one.file, one.rendition, one.subject, page, is_type=one.kind is PageKind.TYPE)
        for one, page in zip(read, reference.PAGES.values(), strict=True)
    ]
    return Things(assemble(read, service_id="things").service, pages)


def _judged(model: ir.Service, pages: list[RawPage]) -> Verdict:
    return set_apart(judge(model, "things"), pages)


def _set(node: msgspec.Struct | None, **fields: object) -> None:
    assert node is not None
    for field, value in fields.items():
        assert getattr(node, field) != value
        setattr(node, field, value)


def _in(service: ir.Service, name: str) -> ir.Member:
    return service.shapes["PutThingRequest"].members[name]


def _of(service: ir.Service, shape: str, name: str) -> ir.Member:
    return service.shapes[shape].members[name]


def _add(members: dict[str, ir.Member], name: str) -> None:
    members[name] = ir.Member(kind=Kind.STRING, required=False, location=Location.BODY)


def _forget(shape: ir.Shape, member: str) -> None:
    shape.complete = False
    del shape.members[member]


def _put(service: ir.Service) -> ir.Operation:
    return service.operations["PutThing"]


def _http(service: ir.Service) -> ir.Http:
    http = _put(service).http
    assert http is not None
    return http


OTHER = analyse("[0-9]+")

SPOILT: dict[str, tuple[Fact, Spoil]] = {
    "length in a parameter": (Fact.CONSTRAINT, lambda s: _set(_in(s, "ShelfId"), max=9)),
    "length lost": (Fact.CONSTRAINT, lambda s: _set(_in(s, "ShelfId"), min=None)),
    "range": (Fact.CONSTRAINT, lambda s: _set(_in(s, "Weight"), max=90)),
    "range lost": (Fact.CONSTRAINT, lambda s: _set(_in(s, "Weight"), min=None, max=None)),
    "number of items": (Fact.CONSTRAINT, lambda s: _set(_in(s, "Labels"), max=50)),
    "length of items": (Fact.CONSTRAINT, lambda s: _set(_in(s, "Labels").items, min=2)),
    "items' length for their number": (
        Fact.CONSTRAINT,
        lambda s: _set(_in(s, "Labels"), max=64),
    ),
    "number of entries": (Fact.CONSTRAINT, lambda s: _set(_in(s, "Prices"), max=None)),
    "least number of entries": (Fact.CONSTRAINT, lambda s: _set(_in(s, "Prices"), min=None)),
    "length of a map's values": (
        Fact.CONSTRAINT,
        lambda s: _set(_in(s, "Prices").values, max=None),
    ),
    "length of a map's keys": (Fact.CONSTRAINT, lambda s: _set(_in(s, "Prices").keys, max=64)),
    "range in a type": (Fact.CONSTRAINT, lambda s: _set(_of(s, "Part", "Ratio"), min=None)),
    "length in a syntax block": (Fact.CONSTRAINT, lambda s: _set(_of(s, "Thing", "Id"), max=9)),
    "limit of what has none": (Fact.CONSTRAINT, lambda s: _set(_of(s, "Thing", "Made"), min=1)),
    "pattern": (Fact.PATTERN, lambda s: _set(_in(s, "ShelfId"), pattern=OTHER)),
    "pattern lost": (Fact.PATTERN, lambda s: _set(_in(s, "ShelfId"), pattern=None)),
    "pattern invented": (Fact.PATTERN, lambda s: _set(_in(s, "ThingName"), pattern=OTHER)),
    "pattern of items": (Fact.PATTERN, lambda s: _set(_in(s, "Labels").items, pattern=None)),
    "pattern of a map's values": (
        Fact.PATTERN,
        lambda s: _set(_in(s, "Prices").values, pattern=None),
    ),
    "pattern in a type": (Fact.PATTERN, lambda s: _set(_of(s, "Part", "Name"), pattern=OTHER)),
    "pattern in a syntax block": (
        Fact.PATTERN,
        lambda s: _set(_of(s, "Thing", "Id"), pattern=OTHER),
    ),
    "values of a parameter": (Fact.ENUM, lambda s: _set(_in(s, "Colour"), enum=["RED"])),
    "values lost": (Fact.ENUM, lambda s: _set(_of(s, "Part", "Colour"), enum=[])),
    "values of keys": (Fact.ENUM, lambda s: _set(_in(s, "Prices").keys, enum=[])),
    "keys' values for the values'": (
        Fact.ENUM,
        lambda s: _set(_in(s, "Prices").values, enum=["RED", "BLUE"]),
    ),
    "values in a syntax block": (Fact.ENUM, lambda s: _set(_of(s, "Thing", "Id"), enum=["A"])),
    "place in the request": (
        Fact.BINDING,
        lambda s: _set(_in(s, "Colour"), location=Location.HEADER),
    ),
    "place lost": (Fact.BINDING, lambda s: _set(_in(s, "Weight"), location=None)),
    "place in the response": (
        Fact.BINDING,
        lambda s: _set(_of(s, "PutThingResponse", "Location"), location=Location.BODY),
    ),
    "name of a header": (Fact.WIRE_NAME, lambda s: _set(_in(s, "Token"), wire_name="x-word")),
    "name of a header lost": (Fact.WIRE_NAME, lambda s: _set(_in(s, "Token"), wire_name=None)),
    "name in a body": (Fact.WIRE_NAME, lambda s: _set(_in(s, "Weight"), wire_name="weight")),
    "name in a type": (Fact.WIRE_NAME, lambda s: _set(_of(s, "Part", "Name"), wire_name="name")),
    "method": (Fact.BINDING, lambda s: _set(_put(s).http, method="POST")),
    "label no longer greedy": (
        Fact.BINDING,
        lambda s: _set(_put(s).http, uri="/shelves/{ShelfId}/things/{ThingName}?replace"),
    ),
    "label for a constant": (
        Fact.BINDING,
        lambda s: _set(_put(s).http, uri="/{shelves}/{ShelfId}/things/{ThingName+}?replace"),
    ),
    "constant of the query lost": (
        Fact.BINDING,
        lambda s: _set(_put(s).http, uri="/shelves/{ShelfId}/things/{ThingName+}"),
    ),
    "status": (Fact.BINDING, lambda s: _set(_put(s).http, status=200)),
    "host prefix": (Fact.BINDING, lambda s: _set(_put(s).http, host_prefix="{ShelfId}.")),
    "no binding": (Fact.BINDING, lambda s: _set(_put(s), http=None)),
    "error lost": (Fact.MISSING, lambda s: _set(_put(s), errors=["Oops"])),
    "errors unknown": (Fact.MISSING, lambda s: _set(_put(s), errors="unknown")),
    "error invented": (Fact.EXTRA, lambda s: _set(_put(s), errors=["NoSuchShelf", "Oops", "Part"])),
    "error's status": (Fact.STATUS, lambda s: _set(s.shapes["NoSuchShelf"], status=400)),
    "error's status lost": (Fact.STATUS, lambda s: _set(s.shapes["Oops"], status="unknown")),
    "error's member lost": (Fact.MISSING, lambda s: s.shapes["NoSuchShelf"].members.clear()),
    "error's member invented": (Fact.EXTRA, lambda s: _add(s.shapes["Oops"].members, "Height")),
    "uid lost": (Fact.NAME, lambda s: _set(s, uid=None)),
    "API version": (Fact.NAME, lambda s: _set(s, api_version="2020-01-02")),
    "union lost": (Fact.UNION, lambda s: _set(s.shapes["Choice"], kind="structure")),
    "union invented": (Fact.UNION, lambda s: _set(s.shapes["Part"], kind="union")),
    "union in a syntax block": (Fact.UNION, lambda s: _set(s.shapes["Thing"], kind="union")),
    "union of all members": (
        Fact.UNION,
        lambda s: _set(s.shapes["PutThingRequest"], kind="union"),
    ),
    "parameter in the URI": (
        Fact.BINDING,
        lambda s: _set(_put(s).http, uri=_http(s).uri.replace("colour=", "color=")),
    ),
    "label of the host": (Fact.BINDING, lambda s: _set(_in(s, "ShelfId"), host_label=True)),
    "attribute": (Fact.BINDING, lambda s: _set(_of(s, "Part", "Name"), xml_attribute=True)),
    "protocol": (Fact.BINDING, lambda s: _set(s, protocols=["json"])),
    "target prefix": (Fact.BINDING, lambda s: _set(s, target_prefix="Things")),
    "JSON version": (Fact.BINDING, lambda s: _set(s, json_version="1.1")),
    "XML namespace": (Fact.BINDING, lambda s: _set(s, xml_namespace="http://example.com/")),
    "input lost": (Fact.MISSING, lambda s: _set(_put(s), input="none")),
    "output unknown": (Fact.MISSING, lambda s: _set(_put(s), output="unknown")),
    "member lost": (Fact.MISSING, lambda s: s.shapes["PutThingRequest"].members.pop("Weight")),
    "member of a type lost": (Fact.MISSING, lambda s: s.shapes["Part"].members.pop("Ratio")),
    "member shown lost": (Fact.MISSING, lambda s: s.shapes["Thing"].members.pop("Made")),
    "member unsure": (Fact.MISSING, lambda s: _forget(s.shapes["Part"], "Ratio")),
    "member invented": (Fact.EXTRA, lambda s: _add(s.shapes["PutThingRequest"].members, "Height")),
    "member of a type invented": (Fact.EXTRA, lambda s: _add(s.shapes["Part"].members, "Height")),
    "member of the wrong type": (Fact.EXTRA, lambda s: _add(s.shapes["Part"].members, "Text")),
    "member one level too high": (
        Fact.EXTRA,
        lambda s: _add(s.shapes["PutThingResponse"].members, "Made"),
    ),
    "page of a type lost": (Fact.MISSING, lambda s: s.shapes["Choice"].pages.clear()),
    "kind in a body": (Fact.TYPE, lambda s: _set(_in(s, "Weight"), kind=Kind.LONG)),
    "vague kind in a body": (Fact.TYPE, lambda s: _set(_in(s, "Weight"), kind=Kind.NUMBER)),
    "vague kind in a type": (Fact.TYPE, lambda s: _set(_of(s, "Part", "Ratio"), kind=Kind.ANY)),
    "kind in a syntax block": (Fact.TYPE, lambda s: _set(_of(s, "Thing", "Id"), kind=Kind.BLOB)),
    "no kind in a syntax block": (Fact.TYPE, lambda s: _set(_of(s, "Thing", "Id"), kind=Kind.ANY)),
    "structure for a list": (
        Fact.NESTING,
        lambda s: _set(_in(s, "Labels"), kind=Kind.STRUCTURE, shape="Part"),
    ),
    "another type": (Fact.NAME, lambda s: _set(_in(s, "Part"), shape="Choice")),
    "no longer required": (Fact.REQUIRED, lambda s: _set(_in(s, "Weight"), required=False)),
    "perhaps required": (Fact.REQUIRED, lambda s: _set(_in(s, "Labels"), required="unknown")),
    "parameter perhaps required": (
        Fact.REQUIRED,
        lambda s: _set(_in(s, "ShelfId"), required="unknown"),
    ),
    "parameter required": (Fact.REQUIRED, lambda s: _set(_in(s, "Colour"), required=True)),
    "required in a type": (Fact.REQUIRED, lambda s: _set(_of(s, "Part", "Next"), required=True)),
    "perhaps required in a type": (
        Fact.REQUIRED,
        lambda s: _set(_of(s, "Part", "Name"), required_in_output="unknown"),
    ),
    "token invented": (
        Fact.IDEMPOTENCY,
        lambda s: _set(_in(s, "Weight"), idempotency_token=True),
    ),
    "deprecated": (Fact.DEPRECATED, lambda s: _set(_put(s), deprecated=True)),
}


def test_nothing_is_wrong(things: Things) -> None:
    """The pages and the model agree; every page is read and compared."""
    verdict = _judged(things.model, things.pages)

    assert ((), (), 2) == (verdict.wrong, verdict.newer, verdict.types)


@pytest.mark.parametrize(("fact", "spoil"), SPOILT.values(), ids=SPOILT.keys())
def test_spoilt_fact_is_found(fact: Fact, spoil: Spoil, things: Things) -> None:
    """A spoilt fact is found, as what it is, and no page that tells the truth excuses it."""
    spoilt = deepcopy(things.model)
    spoil(spoilt)

    verdict = _judged(spoilt, things.pages)

    assert ({fact}, ()) == ({wrong.fact for wrong in verdict.wrong}, verdict.newer)


def _tagging(service: ir.Service) -> ir.Shape:
    return service.shapes["TagThingRequest"]


SPOILT_XML: dict[str, tuple[Fact, Spoil]] = {
    "root element": (Fact.BINDING, lambda s: _set(_tagging(s), xml_name="Tag")),
    "root element lost": (Fact.BINDING, lambda s: _set(_tagging(s), xml_name=None)),
    "namespace of a body": (Fact.BINDING, lambda s: _set(_tagging(s), xml_namespace="http://x/")),
    "namespace lost": (Fact.BINDING, lambda s: _set(s, xml_namespace=None)),
    "name of items": (
        Fact.WIRE_NAME,
        lambda s: _set(_tagging(s).members["Tags"], item_name="member"),
    ),
    "name of items lost": (
        Fact.WIRE_NAME,
        lambda s: _set(_tagging(s).members["Tags"], item_name=None),
    ),
    "no longer flattened": (
        Fact.BINDING,
        lambda s: _set(_tagging(s).members["Lids"], flattened=False),
    ),
    "flattened": (Fact.BINDING, lambda s: _set(_tagging(s).members["Tags"], flattened=True)),
}


@pytest.mark.parametrize(
    ("fact", "spoil"), [(None, None), *SPOILT_XML.values()], ids=["nothing", *SPOILT_XML]
)
def test_spoilt_fact_about_xml_is_found(fact: Fact | None, spoil: Spoil | None, data: Path) -> None:
    """So are those of a service that is spoken to in XML, of which nothing else is wrong."""
    reference.install(reference.xml_model(), data)
    facts = [read_page(page.encode(), name).facts for name, page in reference.XML_PAGES.items()]
    model = assemble([one for one in facts if one], service_id="things").service
    if spoil is not None:
        spoil(model)

    verdict = judge(model, "things")

    assert ({fact} if fact else set()) == {wrong.fact for wrong in verdict.wrong}


@pytest.mark.parametrize("shown", [(), ("target prefix", "JSON version")])
def test_headers_of_json_are_lost_only_where_no_page_shows_them(
    shown: tuple[str, ...], things: Things, data: Path
) -> None:
    """Examples alone show them: where one does, a reader that does not see it is wrong."""
    changed = reference.model()
    changed["metadata"] |= {
        "protocol": "json",
        "protocols": ["json"],
        "jsonVersion": "1.1",
        "targetPrefix": "Things",
    }
    reference.install(changed, data)
    model = deepcopy(things.model)
    model.protocols = ["json"]

    verdict = judge(model, "things", shown=shown)

    paths = {wrong.path for wrong in verdict.wrong}
    assert set(shown) == paths & {"target prefix", "JSON version"}
    assert verdict.lost.get(Lost.PROTOCOL, 0) == 2 - len(shown)


def _members(model: dict[str, Any], shape: str) -> dict[str, Any]:
    members: dict[str, Any] = model["shapes"][shape]["members"]
    return members


def _shape(model: dict[str, Any], name: str) -> dict[str, Any]:
    shape: dict[str, Any] = model["shapes"][name]
    return shape


def _own(model: dict[str, Any], holder: str, member: str, shape: dict[str, Any]) -> None:
    """Give a member a shape of its own."""
    model["shapes"]["Own"] = shape
    _members(model, holder)[member]["shape"] = "Own"


NEWER: dict[str, tuple[Fact, Change, str]] = {
    "member added": (
        Fact.MISSING,
        lambda m: _members(m, "PutThingRequest").update(Height={"shape": "Weight"}),
        "## Request Syntax",
    ),
    "member added to a type": (
        Fact.MISSING,
        lambda m: _members(m, "Part").update(Height={"shape": "Weight"}),
        "## Contents",
    ),
    "member added to what only a block shows": (
        Fact.MISSING,
        lambda m: _members(m, "Thing").update(Height={"shape": "Weight"}),
        "## Response Syntax",
    ),
    "member gone": (
        Fact.EXTRA,
        lambda m: _members(m, "PutThingRequest").pop("Labels"),
        '   "Labels": [ "string" ],',
    ),
    "member of a type gone": (Fact.EXTRA, lambda m: _members(m, "Part").pop("Ratio"), "**Ratio**"),
    "error added": (
        Fact.MISSING,
        lambda m: (
            m["shapes"].update(Ouch=m["shapes"]["Oops"]),
            m["operations"]["PutThing"]["errors"].append({"shape": "Ouch"}),
        ),
        "## Errors",
    ),
    "error gone": (
        Fact.EXTRA,
        lambda m: m["operations"]["PutThing"]["errors"].pop(),
        "**Oops**",
    ),
    "error's status": (
        Fact.STATUS,
        lambda m: _shape(m, "NoSuchShelf")["error"].update(httpStatusCode=410),
        "HTTP Status Code: 404",
    ),
    "error's fault": (
        Fact.STATUS,
        lambda m: _shape(m, "Oops").pop("fault"),
        "HTTP Status Code: 500",
    ),
    "error's member added": (
        Fact.MISSING,
        lambda m: _members(m, "Oops").update(
            Height={"shape": "Weight", "documentation": "<p>From where.</p>"}
        ),
        "**Oops**",
    ),
    "error's member gone": (
        Fact.EXTRA,
        lambda m: _members(m, "NoSuchShelf").pop("ShelfId"),
        "**ShelfId**",
    ),
    "value added": (
        Fact.ENUM,
        lambda m: _own(m, "Part", "Colour", {"type": "string", "enum": ["RED", "BLUE", "TAN"]}),
        "Valid Values: `RED | BLUE`",
    ),
    "values gone": (
        Fact.ENUM,
        lambda m: _own(m, "PutThingRequest", "Colour", {"type": "string"}),
        "Valid Values: `RED | BLUE`",
    ),
    "values where the page has none": (
        Fact.ENUM,
        lambda m: _own(m, "Choice", "Text", {"type": "string", "enum": ["CORK"]}),
        "**Text**",
    ),
    "longer": (
        Fact.CONSTRAINT,
        lambda m: _own(m, "Part", "Name", {**m["shapes"]["Name"], "max": 128}),
        "Length Constraints: Minimum length of 1. Maximum length of 64.",
    ),
    "limited": (
        Fact.CONSTRAINT,
        lambda m: _own(m, "Choice", "Text", {"type": "string", "max": 5}),
        "**Text**",
    ),
    "more items": (
        Fact.CONSTRAINT,
        lambda m: _shape(m, "Labels").update(max=9),
        "Array Members: Minimum number of 1 item. Maximum number of 5 items.",
    ),
    "more entries": (
        Fact.CONSTRAINT,
        lambda m: _shape(m, "Prices").update(max=9),
        "Map Entries: Minimum number of 0 items. Maximum number of 7 items.",
    ),
    "smaller": (
        Fact.CONSTRAINT,
        lambda m: _shape(m, "Ratio").update(min=0.25),
        "Valid Range: Minimum value of 0.5.",
    ),
    "pattern": (
        Fact.PATTERN,
        lambda m: _own(m, "Part", "Name", {**m["shapes"]["Name"], "pattern": "[a-z]*"}),
        "Pattern: `[^|]*`",
    ),
    "no longer required": (
        Fact.REQUIRED,
        lambda m: _shape(m, "PutThingRequest")["required"].remove("Weight"),
        "Required: Yes",
    ),
    "kind": (
        Fact.TYPE,
        lambda m: _shape(m, "Weight").update(type="long"),
        "Type: Integer",
    ),
    "type renamed": (
        Fact.NAME,
        lambda m: (
            m["shapes"].update(Lid=m["shapes"]["Part"]),
            _members(m, "Choice").update(Lid={"shape": "Lid"}),
        ),
        "Type: [Part](api-part.md) object",
    ),
}


@pytest.mark.parametrize(("fact", "change", "line"), NEWER.values(), ids=NEWER.keys())
def test_a_change_of_the_model_is_of_another_time(
    fact: Fact, change: Change, line: str, data: Path, tmp_path: Path
) -> None:
    """What the page has otherwise than a newer model is not wrong; the page's line is named."""
    changed = reference.model()
    change(changed)
    reference.install(changed, data)

    audited = _audit(tmp_path)

    assert audited.verdict is not None
    assert () == audited.verdict.wrong
    assert {fact} == {one.fact for one in audited.verdict.newer}
    assert all(one.witness for one in audited.verdict.newer)
    assert line in {_line(one.lines[0]) for one in audited.verdict.newer}


def _audit(folder: Path) -> Audit:
    return audit_service(reference.publish(reference.PAGES, folder / "pages"), "things")


def _line(place: str) -> str:
    """Return the line of a page, given as `file:line`."""
    file, _, number = place.rpartition(":")
    return reference.PAGES[file.removeprefix("things/")].splitlines()[int(number) - 1]


LOST: dict[str, tuple[Lost, Change]] = {
    "least number of entries": (
        Lost.MAP_MINIMUM,
        lambda m: _own(
            m,
            "PutThingRequest",
            "Prices",
            {**m["shapes"]["Prices"], "min": 1},
        ),
    ),
    "name of a label": (
        Lost.MEMBER_NAME,
        lambda m: (
            _members(m, "PutThingRequest").update(
                Called=_members(m, "PutThingRequest").pop("ThingName")
            ),
            _shape(m, "PutThingRequest")["required"].append("Called"),
        ),
    ),
    "name in a type": (
        Lost.WIRE_NAME,
        lambda m: _members(m, "Part")["Ratio"].update(locationName="ratio"),
    ),
    "union that only a block shows": (Lost.UNION, lambda m: _shape(m, "Thing").update(union=True)),
}


@pytest.mark.parametrize(("kind", "change"), LOST.values(), ids=LOST.keys())
def test_what_no_page_can_state_is_lost(
    kind: Lost, change: Change, data: Path, tmp_path: Path
) -> None:
    """It is neither wrong nor of another time, and it is counted."""
    changed = reference.model()
    change(changed)
    reference.install(changed, data)
    before = _audit(tmp_path)

    pages = {
        name: page.replace("Minimum number of 0 items. Maximum number of 7", "Maximum number of 7")
        for name, page in reference.PAGES.items()
    }
    audited = before
    if kind is Lost.MAP_MINIMUM:
        audited = audit_service(reference.publish(pages, tmp_path / "pages"), "things")

    assert audited.verdict is not None
    assert ((), ()) == (audited.verdict.wrong, audited.verdict.newer)
    assert audited.verdict.lost[kind] >= 1


def test_a_name_that_a_block_shows_is_not_lost(data: Path, tmp_path: Path) -> None:
    """Beside a header stands the member's name: another one is no excuse for what was read."""
    changed = reference.model()
    members = _members(changed, "PutThingRequest")
    members["Word"] = members.pop("Token")
    reference.install(changed, data)

    audited = _audit(tmp_path)

    assert audited.verdict is not None
    paths = ["PutThing.input.Word", "PutThing.input.Token"]
    assert paths == [wrong.path for wrong in audited.verdict.wrong]


@pytest.mark.parametrize(
    ("kind", "renditions", "protocol", "lost"),
    [
        (Lost.UID, {TEXT}, "json", True),
        (Lost.UID, {MARKDOWN}, "json", False),
        (Lost.UID, {TEXT, HTML}, "json", False),
        (Lost.ERROR_NAME, {HTML}, "query", True),
        (Lost.ERROR_NAME, {HTML}, "rest-json", False),
        (Lost.SHAPE, {"boto3-rst"}, "json", False),
        (Lost.SHAPE, set[str](), "json", False),
    ],
)
def test_only_what_the_table_has_is_lost(
    kind: Lost, renditions: set[str], protocol: str, lost: bool
) -> None:
    """A fact is excused where each of the page's renditions loses it, and nowhere else."""
    assert lost is is_lost(kind, renditions, protocol)


@pytest.mark.parametrize("kind", list(Lost))
def test_every_loss_has_a_reason(kind: Lost) -> None:
    """Each kind has a row, about renditions of API References."""
    assert TABLE[kind].reason
    assert TABLE[kind].renditions <= REFERENCES
