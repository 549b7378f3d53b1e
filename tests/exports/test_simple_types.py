"""The names that simple types get."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports.simple_types import Use, name_types, type_of, uses
from generator.model import ir
from generator.model.kinds import Kind

Shapes = dict[str, dict[str, ir.Type]]

STRING = ir.Type(kind=Kind.STRING)
SHORT = ir.Type(kind=Kind.STRING, max=8)
LONG = ir.Type(kind=Kind.STRING, max=800)
JOB = ir.Type(kind=Kind.STRUCTURE, shape="Job")


def list_of(items: ir.Type) -> ir.Type:
    """Return a list."""
    return ir.Type(kind=Kind.LIST, items=items)


def map_of(values: ir.Type, keys: ir.Type = STRING) -> ir.Type:
    """Return a map."""
    return ir.Type(kind=Kind.MAP, keys=keys, values=values)


def uses_of(shapes: Shapes) -> list[Use]:
    """Return the simple types of shapes."""
    return [
        use
        for shape, members in shapes.items()
        for member, target in members.items()
        for use in uses(shape, member, type_of(target))
    ]


def named(shapes: Shapes) -> dict[str, str]:
    """Return the names of simple types, by holder and place."""
    found = uses_of(shapes)
    names = name_types(found, shapes)
    return {f"{use.holder}.{use.place}": names[use.base, use.type] for use in found}


@pytest.mark.parametrize(
    ("target", "names"),
    [
        (STRING, {"Job.X": "String"}),
        (ir.Type(kind=Kind.INTEGRAL), {"Job.X": "Long"}),
        (ir.Type(kind=Kind.TEXT), {"Job.X": "String"}),
        (ir.Type(kind=Kind.DOCUMENT), {"Job.X": "Document"}),
        (list_of(STRING), {"Job.X": "StringList", "Job.XItem": "String"}),
        (list_of(JOB), {"Job.X": "JobList"}),
        (map_of(JOB), {"Job.X": "JobMap", "Job.XKey": "String"}),
        (
            map_of(list_of(JOB), keys=ir.Type(kind=Kind.LONG)),
            {"Job.X": "LongToJobListMap", "Job.XKey": "Long", "Job.XValue": "JobList"},
        ),
        (ir.Type(kind=Kind.LIST), {"Job.X": "StringList", "Job.XItem": "String"}),
    ],
)
def test_without_constraints(target: ir.Type, names: dict[str, str]) -> None:
    """A type without constraints is named by its content."""
    assert named({"Job": {"x": target}}) == names


@pytest.mark.parametrize(
    ("target", "names"),
    [
        (SHORT, {"Job.UserName": "UserName"}),
        (ir.Type(kind=Kind.STRING, enum=["A"]), {"Job.UserName": "UserName"}),
        (ir.Type(kind=Kind.DICT), {"Job.UserName": "UserName"}),
        (list_of(SHORT), {"Job.UserName": "UserName", "Job.UserNameItem": "UserNameItem"}),
        (
            ir.Type(kind=Kind.LIST, items=STRING, max=3),
            {"Job.UserName": "UserName", "Job.UserNameItem": "String"},
        ),
        (
            map_of(LONG, keys=SHORT),
            {
                "Job.UserName": "UserName",
                "Job.UserNameKey": "UserNameKey",
                "Job.UserNameValue": "UserNameValue",
            },
        ),
        (
            list_of(ir.Type(kind=Kind.STRING, documentation="A user.")),
            {"Job.UserName": "UserName", "Job.UserNameItem": "String"},
        ),
    ],
)
def test_by_place(target: ir.Type, names: dict[str, str]) -> None:
    """A type with constraints, or with documentation inside, is named by the member."""
    assert named({"Job": {"userName": target}}) == names


def test_one_content_one_name() -> None:
    """Members of one name and one content share a type."""
    shapes = {"Job": {"state": SHORT}, "Task": {"state": SHORT, "State": SHORT}}

    assert named(shapes) == {"Job.State": "State", "Task.State": "State"}


def test_contested() -> None:
    """Different types that claim one name take the name of their first holder in front."""
    shapes = {"Job": {"state": SHORT}, "Task": {"state": LONG}, "Unit": {"state": SHORT}}

    assert named(shapes) == {
        "Job.State": "JobState",
        "Task.State": "TaskState",
        "Unit.State": "JobState",
    }


def test_shapes_keep_their_names() -> None:
    """A simple type that claims the name of a shape gives way, however long that takes."""
    shapes: Shapes = {
        "String": {"unit": SHORT, "text": STRING},
        "Unit": {"long": ir.Type(kind=Kind.LONG)},
        "StringUnit": {"unit": SHORT},
        "Long": {},
    }

    assert named(shapes) == {
        "String.Unit": "StringUnit2",
        "String.Text": "String2",
        "Unit.Long": "Long2",
        "StringUnit.Unit": "StringUnit2",
    }


def test_content_goes_before_place() -> None:
    """A type named by its content keeps that name before one named by its place."""
    assert named({"Job": {"string": SHORT, "name": STRING}}) == {
        "Job.String": "JobString",
        "Job.Name": "String",
    }


NAMES = st.sampled_from(["A", "AB", "B", "BItem", "Long", "String", "StringList", "b", "bItem"])
KINDS = [kind for kind in Kind if kind not in (Kind.LIST, Kind.MAP, Kind.STRUCTURE)]
LEAVES = st.builds(ir.Type, kind=st.sampled_from(KINDS), max=st.sampled_from([None, 1, 2]))
STRUCTURES = st.builds(ir.Type, kind=st.just(Kind.STRUCTURE), shape=NAMES)
TYPES = st.recursive(
    LEAVES | STRUCTURES,
    lambda inner: st.builds(list_of, inner) | st.builds(map_of, inner, LEAVES),
    max_leaves=4,
)


@given(st.dictionaries(NAMES, st.dictionaries(NAMES, TYPES, max_size=4), max_size=5))
def test_names_are_unique(shapes: Shapes) -> None:
    """Whatever members hold, no two contents share a name, and none takes that of a shape."""
    found = uses_of(shapes)

    names = name_types(found, shapes)

    assert {(use.base, use.type) for use in found} == set(names)
    assert len({*names.values(), *shapes}) == len(names) + len(shapes)
