"""What holds for the pages of every service, whatever they say.

A service is made up; boto3's pages show it in one way, an API Reference in another, each with gaps
and with values of its own.
"""

from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.model import ir
from generator.model.assembly import Assembled, assemble
from generator.model.facts import (
    EnumValue,
    ErrorFacts,
    HttpFacts,
    MemberFacts,
    OperationFacts,
    PageFacts,
    PageKind,
    ServiceFacts,
    ValueFacts,
)
from generator.model.kinds import Kind
from generator.model.yaml import dump

MEMBERS = ("Id", "Name", "State", "Items", "Details", "Tags")
TYPES = ("Thing", "Part", "Detail")
Draw = Any

SCALARS = st.sampled_from([Kind.STRING, Kind.INTEGER, Kind.BOOLEAN, Kind.TIMESTAMP])
COARSE = {Kind.INTEGER: Kind.INTEGRAL, Kind.TIMESTAMP: Kind.TIMESTAMP}


@st.composite
def values(draw: Draw, below: int) -> ValueFacts:
    """Draw what a member holds: of types, only those that come before its own."""
    sort = draw(
        st.sampled_from(["scalar", "scalar", "list", "map", "type"] if below else ["scalar"])
    )
    if sort == "scalar":
        return ValueFacts(kind=draw(SCALARS))
    if sort == "list":
        return ValueFacts(kind=Kind.LIST, items=draw(values(below - 1)))
    if sort == "map":
        keys = ValueFacts(kind=Kind.STRING)
        return ValueFacts(kind=Kind.MAP, keys=keys, values=draw(values(below - 1)))
    name: str = draw(st.sampled_from(TYPES[:below]))
    return ValueFacts(kind=Kind.STRUCTURE, name=name, complete=False)


@st.composite
def structures(draw: Draw, below: int) -> dict[str, ValueFacts]:
    """Draw the members of a structure."""
    names = draw(st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=4, unique=True))
    return {name: draw(values(below)) for name in names}


class Shown:
    """Shows structures as pages of one sort do.

    Args:
        draw: Hypothesis' source of choices.
        types: The members of each type.
        reference: Whether it is an API Reference.
    """

    def __init__(
        self, draw: Draw, types: dict[str, dict[str, ValueFacts]], *, reference: bool
    ) -> None:
        self.draw = draw
        self.types = types
        self.reference = reference

    def maybe(self, value: Any) -> Any:
        """Leave out a fact now and then."""
        return value if self.draw(st.booleans()) else None

    def structure(self, members: dict[str, ValueFacts], name: str | None = None) -> ValueFacts:
        """Show the members, some of them left out."""
        kept = {key: value for key, value in members.items() if self.draw(st.integers(0, 5))}
        order = sorted(kept) if self.reference else list(kept)
        shown = tuple(
            MemberFacts(
                name=key,
                line=number,
                value=self.value(kept[key]),
                required=self.maybe(self.draw(st.booleans())),
                documentation=self.maybe(f"About {key}."),
                wire_name=self.maybe(key.lower()) if self.reference else None,
            )
            for number, key in enumerate(order)
        )
        return ValueFacts(kind=Kind.STRUCTURE, name=name if self.reference else None, members=shown)

    def value(self, value: ValueFacts) -> ValueFacts:
        """Show a value, with constraints if it is a scalar."""
        if value.kind is Kind.STRUCTURE:
            if self.reference and self.draw(st.booleans()):
                return value
            return self.structure(self.types[value.name or ""], value.name)
        if value.items is not None:
            return replace(value, items=self.value(value.items))
        if value.values is not None:
            return replace(value, values=self.value(value.values))
        return self.scalar(value)

    def scalar(self, value: ValueFacts) -> ValueFacts:
        """Show a scalar with its constraints."""
        enum = tuple(EnumValue(value=one) for one in self.draw(st.sampled_from(["A", "AB", "BA"])))
        if not self.reference:
            shown = replace(value, kind=COARSE.get(value.kind, value.kind))
            return replace(shown, enum=self.maybe(enum)) if value.kind is Kind.STRING else shown
        limit = self.maybe(self.draw(st.integers(1, 2)))
        if value.kind is Kind.STRING:
            return replace(value, max=limit, pattern=self.maybe("[a-z]+"), enum=self.maybe(enum))
        return replace(value, max=limit) if value.kind is Kind.INTEGER else value


@st.composite
def services(draw: Draw) -> list[PageFacts]:
    """Draw the pages of a service: some of boto3's, some of an API Reference's."""
    types = {name: draw(structures(index)) for index, name in enumerate(TYPES)}
    boto3, reference = (Shown(draw, types, reference=flag) for flag in (False, True))
    pages = [
        page(PageKind.TYPE, name, types=(replace(flat(reference, members), name=name),))
        for name, members in types.items()
    ]
    for operation in ("Get", "List"):
        sides = {side: draw(structures(len(TYPES))) for side in ("input", "output")}
        for shown, kind in ((boto3, PageKind.CLIENT), (reference, PageKind.OPERATION)):
            facts = OperationFacts(
                name=operation,
                has_input=True,
                has_output=True,
                input=shown.structure(sides["input"]),
                output=shown.structure(sides["output"]),
                errors=shown.maybe((ErrorFacts(name="Conflict", status=shown.maybe(409)),)),
                http=shown.maybe(HttpFacts(method="GET", uri="/", status=shown.maybe(200)))
                if shown.reference
                else None,
            )
            pages.append(page(kind, operation, operations=(facts,)))
    chosen = draw(st.sets(st.integers(0, len(pages) - 1), min_size=1))
    return [pages[index] for index in sorted(chosen)]


def flat(reference: Shown, members: dict[str, ValueFacts]) -> ValueFacts:
    """Show a type as its own page does: what its members hold by name alone."""
    shown = reference.structure(members)
    kept = {member.name for member in shown.members or ()}
    by_name = {name: _by_name(reference, value) for name, value in members.items() if name in kept}
    return replace(
        shown,
        members=tuple(replace(one, value=by_name[one.name]) for one in shown.members or ()),
    )


def _by_name(reference: Shown, value: ValueFacts) -> ValueFacts:
    if value.kind is Kind.STRUCTURE:
        return value
    if value.items is not None:
        return replace(value, items=_by_name(reference, value.items))
    if value.values is not None:
        return replace(value, values=_by_name(reference, value.values))
    return reference.scalar(value)


def page(kind: PageKind, subject: str, **facts: Any) -> PageFacts:
    """Return a page of boto3's or of the API Reference."""
    rendition = "boto3-rst" if kind is PageKind.CLIENT else "apiref-html"
    return PageFacts(
        file=f"{subject}.{rendition}",
        rendition=rendition,
        kind=kind,
        subject=subject,
        covers=("structure",),
        service=ServiceFacts(title="Things"),
        **facts,
    )


Stated = tuple[str, str]


def stated(service: ir.Service) -> set[Stated]:
    """Return what a model states: each fact by its place among the operations, without its value.

    The values of an enumeration are facts, each by itself.
    """
    return set(_stated(service))


def _stated(service: ir.Service) -> Iterator[Stated]:
    for name, operation in service.operations.items():
        for field in ("method", "uri", "status"):
            if operation.http and getattr(operation.http, field) is not None:
                yield name, field
        for error in operation.errors if operation.errors != "unknown" else ():
            yield name, f"error {error}"
            if service.shapes[error].status != "unknown":
                yield error, "status"
        for side in ("input", "output"):
            value = getattr(operation, side)
            if isinstance(value, ir.Side):
                target = ir.Type(kind=Kind.STRUCTURE, shape=value.shape)
                yield from _of_target(service, f"{name}.{side}", target)


def _of_target(service: ir.Service, place: str, target: ir.Target) -> Iterator[Stated]:
    yield place, "kind"
    for field in ("min", "max", "pattern"):
        if getattr(target, field) is not None:
            yield place, field
    for value in target.enum:
        yield place, f"enum {value}"
    if target.shape is not None:
        for name, member in service.shapes[target.shape].members.items():
            here = f"{place}.{name}"
            yield here, "member"
            for field in ("wire_name", "documentation"):
                if getattr(member, field) is not None:
                    yield here, field
            if member.required not in (None, "unknown"):
                yield here, "required"
            yield from _of_target(service, here, member)
    for field, inside in (("items", "[]"), ("keys", "{key}"), ("values", "{}")):
        if (part := getattr(target, field)) is not None:
            yield from _of_target(service, place + inside, part)


def parted(before: Assembled, after: Assembled) -> set[str]:
    """Return the places that were taken for one shape with others or for a type, and no longer are.

    What only these stated was lent to them.
    """
    one, other = before.ledger, after.ledger
    return {
        place
        for place, name in one.items()
        if (name in TYPES and other[place] != name)
        or any(shared == name and other[also] != other[place] for also, shared in one.items())
    }


@given(services(), st.randoms(use_true_random=False))
def test_the_order_of_pages_does_not_matter(pages: list[PageFacts], random: Any) -> None:
    """The same bytes come of them in any order."""
    shuffled = list(pages)
    random.shuffle(shuffled)

    one, other = assemble(pages), assemble(shuffled)

    assert dump(one.service) == dump(other.service)
    assert one.ledger == other.ledger


@given(services())
def test_merging_is_idempotent(pages: list[PageFacts]) -> None:
    """Pages that come twice say nothing more, and names once given give the same model."""
    once = assemble(pages)

    assert dump(assemble(pages + pages).service) == dump(once.service)
    assert dump(assemble(pages, ledger=once.ledger).service) == dump(once.service)


@given(services(), st.data())
def test_a_page_never_removes_a_fact(pages: list[PageFacts], data: st.DataObject) -> None:
    """What the pages without it state is still stated with it, if with another value.

    A page may show that two structures which looked alike are two; then they lend each other
    nothing.
    """
    removed = data.draw(st.sampled_from(pages))
    fewer = [one for one in pages if one is not removed]
    if not fewer:
        return

    before, after = assemble(fewer), assemble(pages)

    lost = stated(before.service) - stated(after.service)
    assert {(place, fact) for place, fact in lost if not _within(place, before, after)} == set()


def _within(place: str, before: Assembled, after: Assembled) -> bool:
    return any(place == at or place.startswith(f"{at}.") for at in parted(before, after))


@given(services())
def test_what_only_one_side_knows_completes_the_other(pages: list[PageFacts]) -> None:
    """Every fact of every page alone is in the model of all."""
    after = stated(assemble(pages).service)

    for one in pages:
        assert stated(assemble([one]).service) - after == set()
