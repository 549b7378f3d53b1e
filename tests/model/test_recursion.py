"""Which of the values around it a recursion repeats."""

import pytest
from support.facts import STRING, list_of, map_of, page, repeated, structure

from generator.model import ir
from generator.model.assembly import assemble
from generator.model.facts import MemberFacts, ValueFacts
from generator.model.kinds import Kind


def found(tree: ValueFacts, shape: str, member: str) -> ir.Member:
    """Return a member of a shape, in the model of one page."""
    service = assemble([page("GetTree", output=structure(tree=tree))]).service
    return service.shapes[shape].members[member]


def said(name: str, value: ValueFacts, text: str) -> MemberFacts:
    """Return a member with a text."""
    return MemberFacts(name=name, value=value, documentation=text)


@pytest.mark.parametrize(
    ("siblings", "expected"),
    [({}, "Tree"), ({"or": list_of(repeated())}, "Filter"), ({"type": STRING}, "Filter")],
    ids=["alone", "list", "type"],
)
def test_few_structures_repeat_themselves_in_a_member(
    siblings: dict[str, ValueFacts], expected: str
) -> None:
    """Those do that repeat something in a list as well, or that describe a type."""
    tree = structure(filter=structure(**{"not": repeated()}, **siblings))

    assert expected == found(tree, "Filter", "not").shape


def test_a_member_of_the_same_name_is_likeliest() -> None:
    """Whatever else speaks for others."""
    tree = structure(part=structure(a=structure(part=repeated(), type=STRING)))

    assert found(tree, "A", "part").shape == "Part"


def test_what_the_text_mentions_is_likelier_than_what_is_near() -> None:
    """As code in the text of the member, or as the last word of the item's own."""
    mentioned = structure(a=structure(b=structure(x=said("x", repeated(), "Like `a`."))))
    item = ValueFacts(kind=Kind.DICT, recursive=True, documentation="Summary of the tree.")
    named = structure(b=structure(items=list_of(item)))

    assert found(mentioned, "B", "x").shape == "A"
    assert found(named, "B", "items").items == ir.Type(
        kind=Kind.STRUCTURE, shape="Tree", recursion="guessed"
    )


@pytest.mark.parametrize(("name", "kind"), [("subSlots", Kind.MAP), ("subSlot", Kind.STRUCTURE)])
def test_a_plural_repeats_the_map(name: str, kind: Kind) -> None:
    """What is called as the map is the map, and what is called as one of its values is one."""
    slot = structure(**{name: repeated(), "values": list_of(repeated())})

    assert kind == found(structure(slots=map_of(slot)), "SlotsValue", name).kind


@pytest.mark.parametrize("name", ["actions", "children"])
def test_syntax_alone_shows_a_list_like_a_structure(name: str) -> None:
    """So it is the list of that name, or that holds what the plural stands in."""
    undescribed = repeated(Kind.ANY)
    tree = structure(actions=list_of(structure(**{name: undescribed})))

    member = found(tree, "ActionsItem", name)

    assert member.kind is Kind.LIST
    assert member.items is not None
    assert member.items.shape == "ActionsItem"


def test_described_as_a_dictionary_it_is_no_list() -> None:
    """Then it is an item of the list."""
    tree = structure(actions=list_of(structure(part=structure(actions=repeated()))))

    assert found(tree, "Part", "actions").shape == "ActionsItem"
