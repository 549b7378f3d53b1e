import ast
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.black_check import assert_black_leaves
from support.services import (
    PAGINATOR_PAGE,
    listing,
    member,
    one_operation,
    operation,
    paginator,
    service,
    shape,
    structure,
)

from generator.emit.emission import emit_package, emit_runtime, emit_service
from generator.model import ir
from generator.model.kinds import Kind
from generator.model.patterns import Pattern, analyse

HOSTILE = (
    '"', "'", '"""', "\\", "\n", "\r", "\0", "\u2028", "\ud800", "é", "{", "}", "{key}", "{{ x }}",
    "{% raw %}", "#", "__import__('os')", "case", "_", "x" * 60, " ",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=3)), max_size=4).map("".join)
PART_TYPE = ir.Type(kind=Kind.STRUCTURE, shape="Part")
PART = {"Part": shape({"name": member(required=True, min=1)})}


def emitted(model: ir.Service) -> str:
    """Return the module of validators."""
    return emit_service(model)["example/validators.py"]


def defined(model: ir.Service) -> dict[str, Any]:
    """Return what the module of validators defines."""
    names: dict[str, Any] = {}
    exec(emitted(model).replace(".._runtime", "generator.runtime"), names)
    return names


def found(model: ir.Service, params: object, level: str = "documented") -> list[str]:
    """Return what the validator of the one operation finds."""
    return [str(problem) for problem in defined(model)["validate_call"](params, level)]


def functions(model: ir.Service) -> list[str]:
    """Return the names of the functions that check structures and what is deep in them."""
    body = ast.parse(emitted(model)).body
    return [
        statement.name
        for statement in body
        if isinstance(statement, ast.FunctionDef) and statement.name.startswith("_")
    ]


def nested(levels: str, innermost: ir.Type) -> ir.Member:
    """Return a member of lists and maps (`l` and `m`, the outermost first) in each other."""
    type_ = innermost
    for level in reversed(levels):
        if level == "l":
            type_ = ir.Type(kind=Kind.LIST, items=type_, min=1, max=1000)
        else:
            keys = ir.Type(kind=Kind.STRING, max=128, pattern=analyse("[a-z]+"))
            type_ = ir.Type(kind=Kind.MAP, keys=keys, values=type_, max=1000)
    fields = ("kind", "items", "keys", "values", "min", "max", "shape")
    return member(**{name: getattr(type_, name) for name in fields})


# The layout.

NAMES = ("Foo", "foo", "FOO", "_foo", "Foo2", "_", "__init__", "check", "Check", "run", "Class")
WIDTHS = (*range(26, 40), 60, 90)
LONG = {
    name: shape({"x" * width: structure(f"{'S' * width}", required=True)})
    for width in WIDTHS
    for name in ("S" * width, f"{'O' * width}Request")
}
ODD: dict[str, ir.Service] = {
    "nothing": service(),
    "only an operation without input": one_operation(input="none"),
    "only an operation of unknown input": one_operation(input="unknown"),
    "no members": one_operation(),
    "no members known": one_operation(shapes={"CallRequest": shape(complete=False)}),
    "not all members known": one_operation(
        shapes={"CallRequest": shape({"a": member()}, complete=False)}
    ),
    "members of which nothing is known": one_operation(
        {"a": member(Kind.ANY), "b": listing(ir.Type(kind=Kind.ANY)), "c": member(Kind.MAP)}
    ),
    "not even all of these": one_operation(
        shapes={"CallRequest": shape({"a": member(Kind.ANY, required=True)}, complete=False)}
    ),
    "union": one_operation(
        {"a": structure("Part"), "b": structure("Empty")},
        shapes={
            "Part": shape({"a": member(required=True), "b": member(Kind.ANY)}, kind="union"),
            "Empty": shape(kind="union", complete=False),
        },
    ),
    "events": one_operation(
        {"in": structure("Events"), "out": member()},
        shapes={
            "Events": shape({"e": structure("Part")}, kind="union", event_stream=True),
            **PART,
        },
    ),
    "structures that are sent as JSON": one_operation(
        {"a": structure("Part", json_value=True), "b": listing(PART_TYPE, json_value=True)},
        shapes=PART,
    ),
    "recursion": one_operation(
        {"node": structure("Node")},
        shapes={
            "Node": shape(
                {
                    "next": structure("Node", recursion="certain"),
                    "all": listing(ir.Type(kind=Kind.STRUCTURE, shape="Node")),
                    "other": structure("Node", recursion="guessed"),
                }
            )
        },
    ),
    "names alike": one_operation(
        {f"m{number}": structure(name) for number, name in enumerate(NAMES)},
        shapes={name: shape({"a": member()}) for name in NAMES},
    ),
    "long names": service(
        operations={"O" * width: operation("O" * width, output="none") for width in WIDTHS},
        shapes=LONG,
    ),
    "members named as variables are": one_operation(
        {
            name: nested("lm", ir.Type(kind=Kind.STRING))
            for name in (
                "check",
                "value",
                "path",
                "key",
                "item",
                "at",
                "case",
                "_",
                "index",
                "name",
            )
        }
    ),
    "keys of every width": one_operation({"k" * width: member() for width in range(60, 80)}),
    "many required": one_operation({f"member{n}": member(required=True) for n in range(30)}),
    "enumerations": one_operation(
        {
            "one": member(enum=["A"]),
            "long": member(enum=["A" * 80]),
            "fits": member(min=1, enum=["A" * 31]),
            "many": member(enum=[f"VALUE_{number}" for number in range(300)]),
            "odd": member(enum=["", '"', "'", "\\", "{{ x }}", "\n", "é", "same", "same"]),
            "open": member(enum=["A"], open=True),
            "text": member(Kind.TEXT, enum=["A"]),
            "integer": member(Kind.INTEGER, enum=["1"]),
        }
    ),
    "patterns": one_operation(
        {
            f"p{number}": member(pattern=Pattern(source=source, status="exact"))
            for number, source in enumerate(
                ("a", '"', "'", "\\\\", "\n", r"\n", "\"'", '"""', "{{ x }}", r"\d{3}" * 30, r"\"")
            )
        }
        | {"unenforced": member(pattern=Pattern(source="(", status="not enforced"))}
    ),
    "numbers": one_operation(
        {
            f"{kind}{number}": member(kind, min=Decimal(number), max=Decimal(number))
            for number in ("0.1", "-1", "1E+2", "1E-9", "0.0", "-0.0", "1.50", "0.1E+3")
            for kind in (Kind.DOUBLE, Kind.LONG, Kind.NUMBER, Kind.STRING, Kind.BLOB, Kind.LIST)
        }
        | {"exact": member(Kind.DOUBLE, min=Decimal("12345678901234567890.5"), max=10**30)}
    ),
    "every kind": one_operation({str(kind): member(kind) for kind in Kind}),
    "deep": one_operation(
        {
            f"{levels}{number}": nested(levels, innermost)
            for levels in ("l", "m", "lm", "ml", "llm", "lllm", "mmmm", "llllllll", "mlmlmlmlml")
            for number, innermost in enumerate(
                (
                    ir.Type(kind=Kind.STRUCTURE, shape="Part"),
                    ir.Type(kind=Kind.STRUCTURE, shape="P" * 70),
                    ir.Type(kind=Kind.STRING, min=1, max=2048, enum=["A"]),
                    ir.Type(kind=Kind.ANY),
                )
            )
        },
        shapes={"P" * 70: shape({"a": member()}), **PART},
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_black_leaves_it(name: str) -> None:
    """However odd the model, the module is as black has it, and can be imported."""
    assert_black_leaves(emitted(ODD[name]))
    assert "VALIDATORS" in defined(ODD[name])


@settings(max_examples=50)
@given(
    st.dictionaries(TEXTS, st.text("lm", max_size=8), max_size=3),
    st.lists(TEXTS, max_size=3),
    TEXTS,
)
def test_whatever_a_page_says_the_code_is_the_same(
    keys: dict[str, str], values: list[str], pattern: str
) -> None:
    """Texts of pages end up in strings: no statement comes or goes."""
    leaf = ir.Type(kind=Kind.STRING, enum=values, pattern=Pattern(source=pattern, status="exact"))
    model = one_operation({key: nested(levels, leaf) for key, levels in keys.items()})

    text = emitted(model)

    assert_black_leaves(text)
    calls = [node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    called = {ast.unparse(function) for function in calls}
    assert called <= {
        *("run", "enumerate", "value.items", "item.items", *functions(model)),
        *(f"check.{name}" for name in ("structure", "empty", "unknown", "list", "map", "string")),
        *(f"{name}{n}.items" for name in ("element", "entry") for n in ("", 2, 3)),
    }


@pytest.mark.parametrize(
    ("checker", "verdict"),
    [
        (["mypy", "--strict", "--cache-dir=cache", "sdk"], "Success: no issues"),
        (["pyright"], "0 errors, 0 warnings"),
    ],
)
def test_type_checkers_accept_it(tmp_path: Path, checker: list[str], verdict: str) -> None:
    """In strict mode: nothing is unused, and every check takes what it is given."""
    texts = emit_runtime() | emit_package([])
    for number, model in enumerate(ODD.values()):
        texts |= {f"odd{number}/__init__.py": "", f"odd{number}/validators.py": emitted(model)}
    for path, text in texts.items():
        (tmp_path / "sdk" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sdk" / path).write_text(text, "utf-8")
    settings = '{"typeCheckingMode": "strict", "pythonVersion": "3.11"}'
    (tmp_path / "pyrightconfig.json").write_text(settings)

    done = subprocess.run(
        [sys.executable, "-m", *checker], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert verdict in done.stdout, done.stdout + done.stderr


# What is checked.


@given(TEXTS, TEXTS)
def test_members_are_told_apart(one: str, other: str) -> None:
    """By their names alone, whatever these hold; paths have them as they are."""
    model = one_operation({one: member(Kind.BOOLEAN, required=True)})

    assert [] == found(model, {one: True})
    path = one or "parameters"
    assert [f"{path}: a boolean, found 1"] == found(model, {one: 1})
    if one != other:
        assert 2 == len(found(model, {other: True}))


@pytest.mark.parametrize("levels", ["l" * 30, "m" * 30, "lm" * 15, "mml", "lll", "llll"])
def test_depth_has_no_limit(levels: str) -> None:
    """Python nests twenty loops at most; deeper ones are in functions of their own."""
    model = one_operation(
        {"m": nested(levels, ir.Type(kind=Kind.STRUCTURE, shape="Part"))}, {}, PART
    )
    value: object = {}
    path = "m"
    for level in reversed(levels):
        value = [value] if level == "l" else {"k": value}
    for level in levels:
        path += "[0]" if level == "l" else ".k"

    assert [f"{path}.name: required"] == found(model, {"m": value})


def test_what_is_deep_is_checked_apart() -> None:
    """From the fourth list or map on; the functions are named after the member, each once."""
    parts = {"a": nested("lmlml", PART_TYPE), "A": nested("llll", PART_TYPE)}
    model = one_operation(parts | {"b": nested("lll", PART_TYPE)}, shapes=PART)

    assert ["_call_request", "_call_request_a_part", "_call_request_a2_part", "_part"] == functions(
        model
    )


KEY = "text that matches [a-z]+, found 'K'"
EMPTY: dict[str, object] = {}
WRONG_KEY: dict[str, object] = {"K": EMPTY}


@pytest.mark.parametrize(
    ("levels", "value", "expected"),
    [
        ("l", "x", ["m: a list, found 'x'"]),
        ("l", (), ["m: length of at least 1, found ()"]),
        ("l", [EMPTY, 1], ["m[0].name: required", "m[1]: a dictionary, found 1"]),
        (
            "m",
            WRONG_KEY | {"k": EMPTY},
            [f"m (key: K): {KEY}", "m.K.name: required", "m.k.name: required"],
        ),
        ("m", {1: {"name": "x"}}, ["m (key: 1): a string, found 1"]),
        ("lm", [{"k": 1}], ["m[0].k: a dictionary, found 1"]),
        ("ml", {"K": [1]}, [f"m (key: K): {KEY}", "m.K[0]: a dictionary, found 1"]),
        ("llll", [[[[1]]]], ["m[0][0][0][0]: a dictionary, found 1"]),
        (
            "llllm",
            [[[[WRONG_KEY]]]],
            [f"m[0][0][0][0] (key: K): {KEY}", "m[0][0][0][0].K.name: required"],
        ),
    ],
)
def test_lists_and_maps_are_looked_into(levels: str, value: object, expected: list[str]) -> None:
    """Paths tell items by their numbers, values by their keys, and keys as such."""
    model = one_operation({"m": nested(levels, PART_TYPE)}, shapes=PART)

    assert expected == found(model, {"m": value})


@pytest.mark.parametrize("held", [None, ir.Type(kind=Kind.ANY)])
def test_what_is_not_known_is_not_looked_into(held: ir.Type | None) -> None:
    """A list or a map of anything is a list or a map all the same."""
    values = ir.Type(kind=Kind.LIST, items=held)
    model = one_operation(
        {
            "list": member(Kind.LIST, items=held),
            "map": member(Kind.MAP, keys=held, values=held),
            "keys": member(Kind.MAP, keys=ir.Type(kind=Kind.STRING), values=held),
            "values": member(Kind.MAP, keys=held, values=values),
        }
    )

    anything: object = {1: [None, EMPTY, object()]}
    assert [] == found(model, {"list": [1, None], "map": anything, "values": anything})
    assert ["keys (key: 1): a string, found 1"] == found(model, {"keys": anything})
    assert ["list: a list, found 1", "values.k: a list, found 1"] == found(
        model, {"list": 1, "values": {"k": 1}}
    )


@pytest.mark.parametrize(
    ("value", "params", "expected"),
    [
        (member(enum=["A", "it's"]), "it's", []),
        (member(enum=["A", "B"]), "a", ["m: one of 'A', 'B', found 'a'"]),
        (member(enum=["A"], open=True), "a", []),
        (member(enum=["A"], open=True, max=1), "aa", ["m: length of at most 1, found 'aa'"]),
        (member(enum=[str(number) for number in range(300)]), "299", []),
        (member(Kind.TEXT, enum=["A"]), "a", ["m: one of 'A', found 'a'"]),
        (member(Kind.INTEGER, enum=["1"]), 2, []),
        (member(min=Decimal("1.5")), "a", ["m: length of at least 2, found 'a'"]),
        (member(max=Decimal("2.5")), "abc", ["m: length of at most 2, found 'abc'"]),
        (member(min=-1), "", []),
        (member(max=0), "a", ["m: length of at most 0, found 'a'"]),
        (member(Kind.DOUBLE, min=Decimal("0.1")), 0, ["m: at least 0.1, found 0"]),
        (member(Kind.DOUBLE, min=Decimal("1E+2")), 99.5, ["m: at least 100, found 99.5"]),
        (member(Kind.LONG, min=0), -1, ["m: at least 0, found -1"]),
        (member(Kind.LONG, max=-1), 0, ["m: at most -1, found 0"]),
        (member(Kind.FRACTIONAL, max=0), Decimal("0.5"), ["m: at most 0, found Decimal('0.5')"]),
        (member(Kind.NUMBER, max=0), "1", ["m: a number, found '1'"]),
        (member(Kind.NUMBER), "1 May 2020", []),
        (member(Kind.BLOB, min=2, max=3), b"a", ["m: length of at least 2, found b'a'"]),
        (member(Kind.BLOB, min=2, max=3), b"abcd", ["m: length of at most 3, found b'abcd'"]),
        (member(Kind.MAP, min=1), {}, ["m: length of at least 1, found {}"]),
        (member(Kind.LIST, max=1), [1, 2], ["m: length of at most 1, found [1, 2]"]),
        (
            member(pattern=analyse("^[a-z]+$")),
            "a1",
            [r"m: text that matches ^[a-z]+\Z, found 'a1'"],
        ),
        (member(pattern=analyse("^[a-z]+$")), "ab", []),
        (member(pattern=analyse("^a")), "ab\nc", []),
        (member(pattern=analyse("^a")), "ba", [r"m: text that matches ^a[\s\S]*, found 'ba'"]),
        (member(pattern=Pattern(source="(", status="not enforced")), "a", []),
        (member(pattern=Pattern(source="\"\\\\'", status="exact")), "\"\\'", []),
        (member(Kind.STRING, json_value=True, max=1), {"a": 1}, []),
        (member(Kind.STRING, json_value=True), {1}, ["m: a JSON value, found {1}"]),
        (structure("Part", json_value=True), {"other": 1}, []),
        (member(Kind.DICT), {"a": 1}, []),
        (member(Kind.STRUCTURE), [], ["m: a dictionary, found []"]),
        (structure("Part", recursion="guessed"), {}, []),
        (structure("Unresolved"), {"other": 1}, []),
        (structure("Events"), 1, []),
        (structure("Empty"), {"a": 1}, ["m.a: no such member, found 1"]),
        (structure("Vague"), {"a": 1}, []),
        (structure("Vague"), 1, ["m: a dictionary, found 1"]),
        (structure("Part"), {"name": "x", "a": 1}, ["m.a: no such member, found 1"]),
        (structure("Choice"), {}, ["m: exactly one member, found []"]),
        (structure("Choice"), {"a": "x", "b": "y"}, ["m: exactly one member, found ['a', 'b']"]),
        (structure("Choice"), {"b": "y"}, []),
    ],
)  # fmt: skip
def test_what_is_documented_is_checked(
    value: ir.Member, params: object, expected: list[str]
) -> None:
    """And nothing else is: what is open, found enforced or not known accepts."""
    shapes = {
        "Unresolved": shape(unresolved=True, complete=False),
        "Events": shape({"e": structure("Part")}, event_stream=True),
        "Empty": shape(),
        "Vague": shape(complete=False),
        "Choice": shape({"a": member(), "b": member()}, kind="union"),
    }
    model = one_operation({"m": value}, shapes=shapes | PART)

    assert expected == found(model, {"m": params})


def test_all_problems_are_reported_at_once() -> None:
    """Each with its path, in the order of the parameters, behind what is missing."""
    model = one_operation(
        {
            "audience": structure("Audience", required=True),
            "tags": nested("m", ir.Type(kind=Kind.STRING, max=3)),
            "state": member(enum=["ON"], required=True),
            "clientToken": member(required=True, idempotency_token=True),
            "other": member(required="unknown"),
        },
        shapes={"Audience": shape({"size": member(Kind.LONG, min=1, required=True)})},
    )
    params = {"tags": {"Owner": "x" * 99}, "audience": {"size": 0}, "colour": "red"}

    assert [
        "state: required",
        "tags (key: Owner): text that matches [a-z]+, found 'Owner'",
        f"tags.Owner: length of at most 3, found '{'x' * 60}'... (99 long)",
        "audience.size: at least 1, found 0",
        "colour: no such member, found 'red'",
    ] == found(model, params)
    assert ["state: required", "audience.size: at least 1, found 0"] == [
        problem for problem in found(model, params, "structure") if "colour" not in problem
    ]


# Which validators there are.


def test_there_is_a_validator_of_each_operation_of_known_input() -> None:
    """Under its wire name; the functions bear boto3's names, numbered where these are alike."""
    parameters = {"input": ir.Side(shape="Request"), "output": "none"}
    operations: Mapping[str, ir.Operation] = {
        "ListJobs": operation("ListJobs", **parameters),
        "listJobs": operation("listJobs", **parameters),
        "Import": operation("Import", **parameters),
        "Ping": operation("Ping", input="none", output="none"),
        "Vague": operation("Vague", input="unknown", output="unknown"),
        "Paged": operation("Paged", pages=[PAGINATOR_PAGE], **parameters),
        "Unreached": operation("Unreached", pages=[PAGINATOR_PAGE], **parameters),
    }
    model = service(
        operations=dict(operations),
        paginators={"Paged": paginator()},
        shapes={"Request": shape({"a": member(required=True)})},
    )
    names = defined(model)

    expected = {
        "Import": "validate_import",
        "ListJobs": "validate_list_jobs",
        "listJobs": "validate_list_jobs2",
        "Paged": "validate_paged",
        "Ping": "validate_ping",
    }
    assert expected == {wire: f.__name__ for wire, f in names["VALIDATORS"].items()}
    assert ["Import", "ListJobs", "listJobs", "Paged", "Ping"] == list(names["VALIDATORS"])
    assert all(names[name] is names["VALIDATORS"][wire] for wire, name in expected.items())
    assert ["a: no such member, found 1"] == list(map(str, names["validate_ping"]({"a": 1})))


def test_only_what_inputs_lead_to_is_checked() -> None:
    """There is no function that nobody calls."""
    shapes = {
        "Used": shape({"a": structure("Inner")}),
        "Inner": shape({"a": member()}),
        "Events": shape({"a": structure("OfEvents")}, event_stream=True),
        **{name: shape({"a": member()}) for name in ("OfEvents", "OfJson", "OfOutput")},
    }
    request = {
        "used": structure("Used"),
        "events": structure("Events"),
        "json": structure("OfJson", json_value=True),
    }
    model = one_operation(request, {"a": structure("OfOutput")}, shapes)

    assert ["_call_request", "_inner", "_used"] == functions(model)


def test_functions_of_shapes_alike_are_numbered() -> None:
    """In order of the shapes' names; each shape is checked by its own."""
    model = ODD["names alike"]
    body = {name: {"a": 1} for name in model.shapes["CallRequest"].members}

    assert len(NAMES) + 1 == len({*functions(model)}) == len(functions(model))
    assert [f"{name}.a: a string, found 1" for name in body] == found(model, body)


@pytest.mark.parametrize("name", ["not a name", "a-b", "é"])
def test_a_shape_needs_a_name(name: str) -> None:
    """Nothing else may become the name of a function."""
    model = one_operation({"m": structure(name)}, shapes={name: shape({"a": member()})})

    with pytest.raises(ValueError, match="not usable as a Python name"):
        emitted(model)
