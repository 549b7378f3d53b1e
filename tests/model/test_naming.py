"""Which structures are one shape, and what it is called."""

import itertools
import random

import pytest
from support.facts import (
    INTEGER,
    STRING,
    enum,
    list_of,
    map_of,
    named,
    page,
    repeated,
    required,
    structure,
    type_page,
)

from generator.model.assembly import Assembled, assemble
from generator.model.facts import ErrorFacts, PageFacts, PageKind, ValueFacts
from generator.model.kinds import Kind


def names(*pages: PageFacts, ledger: dict[str, str] | None = None) -> dict[str, str]:
    """Return the name of every place."""
    return assemble(pages, ledger=ledger).ledger


def output(**members: ValueFacts) -> PageFacts:
    """Return the page of an operation `List` with this output."""
    return page("List", output=structure(**members))


def test_inputs_and_outputs() -> None:
    """Inputs and outputs are called after their operation, even if they are alike."""
    same = structure(a=STRING)

    assert names(page("Get", input=same, output=same), page("Put", input=same)) == {
        "Get.input": "GetRequest",
        "Get.output": "GetResponse",
        "Put.input": "PutRequest",
    }


def test_items_and_values() -> None:
    """A structure in a list is an Item, one in a map a Value, and nothing is made singular."""
    inner = structure(a=STRING)

    found = names(output(jobs=list_of(inner), tags=map_of(inner), size=inner))

    assert found["List.output.jobs[]"] == "JobsItem"
    assert found["List.output.tags{}"] == "TagsValue"
    assert found["List.output.size"] == "Size"


def test_equal_structures_in_members_of_one_name_are_one_shape() -> None:
    """The same member name with the same members is one shape, whoever holds it."""
    encryption = structure(key=STRING)

    found = names(
        output(a=structure(Encryption=encryption), b=structure(Encryption=encryption, c=STRING))
    )

    assert found["List.output.a.Encryption"] == "Encryption"
    assert found["List.output.b.Encryption"] == "Encryption"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (structure(a=STRING), structure(b=STRING)),
        (structure(a=STRING), structure(a=INTEGER)),
        (structure(a=enum("X")), structure(a=enum("Y"))),
        (structure(a=required("a")), structure(a=required("a", is_required=False))),
        (structure(a=list_of(STRING)), structure(a=list_of(INTEGER))),
    ],
)
def test_contested_names_take_the_holders_name_in_front(one: ValueFacts, other: ValueFacts) -> None:
    """Different structures in members of one name are different shapes, each lengthened."""
    found = names(output(job=structure(details=one), error=structure(details=other, x=STRING)))

    assert found["List.output.job.details"] == "JobDetails"
    assert found["List.output.error.details"] == "ErrorDetails"


def test_the_next_holder_goes_in_front_if_the_longer_name_is_taken() -> None:
    """A name that is still taken grows by one more holder."""
    found = names(
        output(
            b=structure(details=structure(x=STRING)),
            a=structure(b=structure(details=structure(y=STRING), z=STRING)),
            bDetails=structure(w=STRING),
        )
    )

    assert len(set(found.values())) == len(found)
    assert found["List.output.bDetails"] == "BDetails"
    assert found["List.output.b.details"] == "ListResponseBDetails"
    assert found["List.output.a.b.details"] == "ABDetails"


def test_a_name_in_the_ledger_stays_and_only_the_newcomer_is_lengthened() -> None:
    """What was named alone before keeps its name when a second claimant comes."""
    first = output(job=structure(details=structure(a=STRING)))
    ledger = names(first)

    found = names(
        first,
        page("Get", output=structure(error=structure(details=structure(b=STRING)))),
        ledger=ledger,
    )

    assert found["List.output.job.details"] == "Details"
    assert found["Get.output.error.details"] == "ErrorDetails"


def test_a_name_in_the_ledger_is_taken_even_if_its_page_is_not_there() -> None:
    """A name once given is not given again to something else."""
    ledger = names(output(details=structure(a=STRING)))

    found = names(page("Get", output=structure(details=structure(b=STRING))), ledger=ledger)

    assert found["Get.output.details"] == "GetResponseDetails"
    assert found["List.output.details"] == "Details"


def test_a_pages_name_counts_before_a_derived_one() -> None:
    """The shape that a page names keeps that name; the derived claimant is lengthened."""
    service = assemble(
        [
            page("Put", input=structure(size=named("Details"))),
            page("Get", output=structure(details=structure(b=STRING))),
            type_page(structure("Details", a=STRING)),
        ]
    ).service

    assert service.shapes["Details"].name_origin == "page"
    assert list(service.shapes["Details"].members) == ["a"]
    assert list(service.shapes["GetResponseDetails"].members) == ["b"]


def test_a_page_names_what_the_ledger_had_named_otherwise() -> None:
    """The ledger's name stays, and the documented name stands beside it."""
    first = page("Get", output=structure(size=structure(value=STRING)))
    ledger = {**names(first), "Get.output.size": "Magnitude"}

    second = page("Put", input=structure(size=structure("AudienceSize", value=STRING)))
    service = assemble([first, second], ledger=ledger).service

    assert service.shapes["Magnitude"].documented_name == "AudienceSize"
    assert service.operations["Put"].input != "none"
    assert service.shapes["PutRequest"].members["size"].shape == "Magnitude"


def test_two_names_that_turn_out_to_be_one_shape() -> None:
    """The older name stays and the other becomes an alias."""
    size = structure(value=STRING)
    ledger = {"Get.output.size": "Size", "Put.input.size": "OtherSize"}

    service = assemble(
        [page("Get", output=structure(size=size)), page("Put", input=structure(size=size))],
        ledger=ledger,
    ).service

    assert service.shapes["Size"].aliases == ["OtherSize"]
    assert service.shapes["PutRequest"].members["size"].shape == "Size"


def test_one_name_that_turns_out_to_be_two_shapes() -> None:
    """The place that the ledger lists first keeps the name."""
    ledger = {"Put.input.size": "Size", "Get.output.size": "Size"}

    found = names(
        page("Get", output=structure(size=structure(a=STRING))),
        page("Put", input=structure(size=structure(b=STRING))),
        ledger=ledger,
    )

    assert found["Put.input.size"] == "Size"
    assert found["Get.output.size"] == "GetResponseSize"


def test_what_structures_hold_keeps_them_apart() -> None:
    """Two structures are not one if what they hold turned out to be two shapes elsewhere."""
    optional = structure(key=required("key", is_required=False))
    needed = structure(key=required("key"))
    unstated = structure(key=STRING)

    service = assemble(
        [
            page("Add", input=structure(secret=optional)),
            page("Describe", output=structure(job=structure(secret=unstated))),
            page("Register", input=structure(job=structure(secret=needed))),
        ]
    ).service

    assert service.conflicts == []
    held = service.shapes["RegisterRequest"].members["job"].shape or ""
    secret = service.shapes[held].members["secret"].shape or ""
    assert service.shapes[secret].members["key"].required is True


def test_an_error_has_the_name_that_the_page_gives() -> None:
    """A derived name gives way to an error's."""
    service = assemble(
        [
            page(
                "Get",
                output=structure(Failed=structure(a=STRING)),
                errors=(ErrorFacts(name="Failed"),),
            )
        ]
    ).service

    assert service.shapes["Failed"].kind == "error"
    assert service.shapes["GetResponse"].members["Failed"].shape == "GetResponseFailed"


def test_an_error_whose_name_the_ledger_gave_away() -> None:
    """The operation lists the error's shape under the name that it has now."""
    failed = page(
        "Get", output=structure(failed=structure(a=STRING)), errors=(ErrorFacts(name="Failed"),)
    )
    ledger = {"Get.output.failed": "Failed"}

    service = assemble([failed], ledger=ledger).service

    assert service.operations["Get"].errors == ["Failed2"]
    assert service.shapes["Failed2"].kind == "error"
    assert service.shapes["Failed2"].documented_name == "Failed"


def test_a_type_without_a_page_is_unresolved() -> None:
    """A shape that a page names and none describes is recorded as such."""
    service = assemble([page("Put", input=structure(size=named("Size")))]).service

    assert service.shapes["Size"].unresolved
    assert not service.shapes["Size"].complete


class TestRecursion:
    """References back to an enclosing shape."""

    def test_one_candidate_is_certain(self) -> None:
        """With one enclosing structure there is no doubt."""
        tree = structure(name=STRING, child=repeated())

        member = assemble([output(tree=tree)]).service.shapes["Tree"].members["child"]

        assert (member.shape, member.recursion) == ("Tree", "certain")

    def test_several_candidates_are_guessed_by_name(self) -> None:
        """With several, the one held by a member of the same name is likeliest."""
        tree = structure(b=structure(tree=repeated()))

        member = assemble([output(tree=tree)]).service.shapes["B"].members["tree"]

        assert (member.shape, member.recursion) == ("Tree", "guessed")

    def test_a_list_that_repeats_itself(self) -> None:
        """A recursive list leads to the items of the enclosing list."""
        tree = list_of(structure(children=repeated(Kind.LIST)))

        member = assemble([output(tree=tree)]).service.shapes["TreeItem"].members["children"]

        assert member.kind is Kind.LIST
        assert member.items is not None
        assert (member.items.shape, member.items.recursion) == ("TreeItem", "certain")

    def test_a_page_that_shows_more_replaces_a_guess(self) -> None:
        """Where another page shows the structure itself, the guess is forgotten."""
        guessed = structure(a=structure(b=repeated()))
        shown = structure(a=structure(b=structure(c=STRING)))

        service = assemble(
            [
                output(tree=guessed),
                page("List", output=structure(tree=shown), kind=PageKind.PAGINATOR),
            ]
        ).service

        assert service.shapes["A"].members["b"].recursion is None
        assert list(service.shapes["B"].members) == ["c"]


def _random_pages(rng: random.Random) -> list[PageFacts]:
    """Make pages that hold few member names, so that claims collide."""

    def value(depth: int) -> ValueFacts:
        choice = rng.random()
        if depth == 0 or choice < 0.3:
            return rng.choice([STRING, INTEGER, enum("A"), enum("A", "B")])
        inner = structure(
            **{name: value(depth - 1) for name in rng.sample("abcde", rng.randint(1, 3))}
        )
        return inner if choice < 0.7 else list_of(inner) if choice < 0.9 else map_of(inner)

    def side() -> ValueFacts:
        return structure(**{name: value(3) for name in rng.sample("abcde", rng.randint(1, 4))})

    return [
        page(operation, input=side(), output=side())
        for operation in ("Get", "List", "Put", "Delete", "Tag")
    ]


@pytest.mark.parametrize("seed", range(60))
def test_no_order_of_arrival_changes_a_name(seed: int) -> None:
    """Pages that come later add names; a name in the ledger stays a name of its place."""
    rng = random.Random(seed)
    pages = _random_pages(rng)
    ledger: dict[str, str] = {}
    arrived: list[PageFacts] = []
    for new in rng.sample(pages, len(pages)):
        arrived.append(new)
        before = dict(ledger)
        assembled = assemble(rng.sample(arrived, len(arrived)), ledger=ledger)
        ledger = assembled.ledger

        assert {place: ledger[place] for place in before} == before
        _check_names(assembled)


def _check_names(assembled: Assembled) -> None:
    shapes = assembled.service.shapes
    all_names = list(itertools.chain(shapes, *(shape.aliases for shape in shapes.values())))
    assert sorted(set(all_names)) == sorted(all_names)
    assert set(assembled.ledger.values()) <= set(all_names)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_pages_does_not_matter(seed: int) -> None:
    """The same pages give the same model in whatever order they come."""
    rng = random.Random(seed)
    pages = _random_pages(rng)

    assert assemble(pages) == assemble(rng.sample(pages, len(pages)))
