import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.black_check import assert_black_leaves

from generator.emit.layout import (
    Brackets,
    Expression,
    assigned,
    call,
    class_statement,
    flat,
    import_of,
    laid_out,
    prefixed,
    signature,
    subscript,
)
from generator.emit.quoting import Code, code, joined, literal
from generator.model.names import Identifier

NAMES = st.integers(1, 100).map(lambda length: Identifier("N" * length))
"""Names of any length, up to what fits nowhere."""

TYPES: st.SearchStrategy[Expression] = st.recursive(
    st.one_of(NAMES, NAMES.map(literal)),
    lambda types: st.one_of(
        types.map(lambda item: subscript(Identifier("Sequence"), item)),
        st.tuples(types, types).map(lambda pair: subscript(Identifier("Mapping"), *pair)),
        st.lists(NAMES.map(literal), min_size=1, max_size=4).map(
            lambda values: subscript(Identifier("Literal"), *values)
        ),
    ),
    max_leaves=6,
)


@given(NAMES, TYPES)
def test_black_leaves_annotations_and_assignments(name: Identifier, type_: Expression) -> None:
    """Whatever the lengths, an annotated name and an assigned one break as black breaks them."""
    assert_black_leaves(f"class A:\n{assigned(code('{}: ', name), type_, 4)}\n")
    if isinstance(type_, Brackets):
        assert_black_leaves(f"{assigned(code('{} = ', name), type_)}\n")


@given(NAMES, st.lists(st.tuples(NAMES, TYPES), min_size=1, max_size=4))
def test_black_leaves_dictionaries(
    name: Identifier, items: list[tuple[Identifier, Expression]]
) -> None:
    """Whatever the lengths, a TypedDict in the functional form breaks as black breaks it."""
    keys = tuple(prefixed(code("{}: ", literal(key)), type_) for key, type_ in items)
    table = Brackets(Code("{"), keys, Code("}"), comma=True, open=True)
    definition = assigned(code("{} = ", name), call(Code("TypedDict"), literal(name), table))

    assert_black_leaves(f"{definition}\n")


@given(NAMES, NAMES, TYPES, st.booleans(), st.sampled_from([Code(), Code(" ...")]))
def test_black_leaves_signatures(
    name: Identifier, type_: Identifier, returns: Expression, bare: bool, behind: Code
) -> None:
    """Whatever the lengths, a signature breaks as black breaks it."""
    kwargs = prefixed(Code("**kwargs: "), subscript(Identifier("Unpack"), type_))
    parameters: tuple[Expression, ...] = (Code("self"),) if bare else (Code("self"), kwargs)
    head = signature(name, parameters, returns, 4, behind)

    body = "" if behind else "\n        return 1"
    assert_black_leaves(f"class A:\n{head}{body}\n")


@given(NAMES, NAMES)
def test_black_leaves_functions_without_parameters(name: Identifier, returns: Identifier) -> None:
    """However long the names, black finds no other way."""
    head = signature(name, [], returns)

    assert_black_leaves(f"{head}\n    return 1\n")


@given(NAMES, NAMES, st.integers(0, 3))
def test_black_leaves_returned_dictionaries(key: Identifier, name: Identifier, items: int) -> None:
    """Whatever the lengths, a dictionary that is returned breaks as black breaks it."""
    made = call(code("{}", name))
    value = Brackets(Code("["), (made,) * items, Code("]"), comma=True)
    entries = tuple(prefixed(code("{}: ", literal(key)), item) for item in (made, value))
    table = Brackets(Code("return {"), entries, Code("}"), comma=True, open=True)

    assert_black_leaves(f"def f():\n{laid_out(table, 4)}\n")


@given(NAMES, NAMES)
def test_black_leaves_calls(name: Identifier, other: Identifier) -> None:
    """Whatever the lengths, a returned call within a call breaks as black breaks it."""
    inner = call(Code("self.call"), literal(name), Code("kwargs"))
    statement = laid_out(call(Code("return cast"), literal(other), inner), 4)

    assert_black_leaves(f"def f(self):\n{statement}\n")


@given(st.lists(NAMES, min_size=1, max_size=4), st.sampled_from([0, 4]))
def test_black_leaves_imports(names: list[Identifier], indent: int) -> None:
    """Whatever the lengths, an import breaks as black breaks it."""
    statement = import_of(Code(".types"), names, indent)

    assert_black_leaves(f"if x:\n{statement}\n" if indent else f"{statement}\n")


@given(NAMES)
def test_black_leaves_class_statements(name: Identifier) -> None:
    """However long its name, a class statement breaks as black breaks it."""
    assert_black_leaves(f"{class_statement(name, Identifier('Base'))}\n    x = 1\n")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (subscript(Identifier("list"), Identifier("str")), "x: list[str]"),
        (
            subscript(Identifier("list"), Identifier("N" * 86)),
            f"x: list[\n    {'N' * 86}\n]",
        ),
        (
            subscript(Identifier("dict"), Identifier("str"), Identifier("N" * 80)),
            f"x: dict[\n    str,\n    {'N' * 80},\n]",
        ),
        (Identifier("N" * 86), f"x: {'N' * 86}"),
    ],
)
def test_brackets_break_where_a_line_is_too_long(expression: Expression, expected: str) -> None:
    """What fits stays on its line; else the outermost brackets open, an item a line."""
    assert expected == assigned(Code("x: "), expression)


def test_flat_joins_everything() -> None:
    """Written flat, brackets are as they stand in a short line."""
    table = Brackets(Code("{"), (Code('"a": 1'), Code('"b": 2')), Code("}"), open=True)

    assert joined("", [Code("f({"), Code('"a": 1, "b": 2'), Code("})")]) == flat(
        call(Code("f"), table)
    )
