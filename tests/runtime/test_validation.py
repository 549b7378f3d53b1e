import sys
from collections import OrderedDict, UserDict, defaultdict
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from generator.runtime.validation import Check, Problem, run

NAN = float("nan")
INFINITY = float("inf")


class Pair(NamedTuple):
    """A tuple that has names."""

    one: object
    other: object


class Text(str):
    """A string, but not only that."""

    __slots__ = ()


def problems(
    method: str, value: object, *args: str, documented: bool = False, **limits: Any
) -> list[str]:
    """Return what a check finds wrong with a value at the path `.at`."""
    check = Check(documented=documented)
    getattr(check, method)(value, ".at", *args, **limits)
    return [str(problem) for problem in check.problems]


def constraints(method: str, value: object, *, documented: bool, **limits: Any) -> list[str]:
    """Return what of a check is not satisfied, at the path of the value itself."""
    check = Check(documented=documented)
    getattr(check, method)(value, ".at", **limits)
    assert {"at"} >= {problem.path for problem in check.problems}
    return [problem.constraint for problem in check.problems]


# Types.

NOT_TEXT: list[object] = [None, True, 1, 1.5, b"x", bytearray(), [], (), {}, object(), datetime.now]
DICTS: list[object] = [{}, {"a": None}, OrderedDict(a=1), defaultdict(int)]
NO_DICTS: list[object] = [None, [], [("a", 1)], "a", MappingProxyType({}), UserDict(a=1), {1}]
NUMBERS: list[object] = [0, -1, 10**400, True, 0.5, NAN, -INFINITY, Decimal("0.5"), Decimal("sNaN")]
NO_NUMBERS: list[object] = [None, "1", "", b"1", 1j, Fraction(1, 2), [], {}, datetime.now(UTC)]
FILES: list[object] = [BytesIO(), StringIO("x")]
DATES: list[object] = [
    datetime.now(UTC),
    datetime(1, 1, 1),
    datetime(2020, 1, 1, tzinfo=timezone(timedelta(hours=-3))),
    0,
    -1,
    1.5,
    True,
    253402300799,
    Decimal("1.5"),
    Fraction(1, 2),
    "2020-01-01",
    "2020-01-01T10:00:00Z",
    "2020-01-01 10:00",
    "2020-01-01T10:00:00.123456+02:00",
    "20200101T100000Z",
    "20200101100000",
    "Wed, 01 Jan 2020 10:00:00 GMT",
    "1 Jan 2020",
    "January 2020",
    "10:00",
    "2020",
    "0",
    " 1577872800.5 ",
    "1e9",
    b"2020-01-01",
    bytearray(b"1577872800"),
    Text("2020-01-01"),
]
NO_DATES: list[object] = [
    None,
    "",
    "tomorrow",
    "2020-13-01",
    "2020-02-30",
    "2020-W01-1",
    "2020-01-01T25:00:00Z",
    "1577872800000",
    "inf",
    "nan",
    "1e400",
    1577872800000,
    10**400,
    NAN,
    INFINITY,
    Decimal("NaN"),
    Decimal("1E+20"),
    date(2020, 1, 1),
    b"\xff",
    [],
    (2020, 1, 1),
    {},
    StringIO("2020-01-01"),
    object(),
]
JSON: list[object] = [None, True, 1, 1.5, NAN, "", [], {}, {"a": [{"b": None}, "c"]}, {1: 2}]

TYPES: dict[str, tuple[str, list[object], list[object]]] = {
    "structure": ("a dictionary", DICTS, NO_DICTS),
    "union": ("a dictionary", [{"a": None}], NO_DICTS),
    "map": ("a dictionary", DICTS, NO_DICTS),
    "dictionary": ("a dictionary", DICTS, NO_DICTS),
    "empty": ("a dictionary", [{}, OrderedDict()], NO_DICTS),
    "list": (
        "a list",
        [[], [None], (), (1,), Pair(1, 2)],
        [None, "ab", {}, {1}, range(2), iter(())],
    ),
    "string": ("a string", ["", "a", Text("a")], NOT_TEXT),
    "integer": ("an integer", [0, -1, 10**400, True], [None, 1.0, Decimal(1), "1", NAN, [], {}]),
    "number": ("a number", NUMBERS, NO_NUMBERS),
    "boolean": ("a boolean", [True, False], [None, 0, 1, "true", "", [], {}]),
    "timestamp": ("a timestamp", DATES, NO_DATES),
    "blob": (
        "bytes or a file",
        ["", "a", b"", bytearray(b"a"), *FILES],
        [None, 1, True, [], {}, memoryview(b"a"), Path("a")],
    ),
    "text": (
        "a string, bytes or a timestamp",
        ["", "tomorrow", b"\xff", bytearray(), *FILES, *DATES],
        [None, [], (), {}, date(2020, 1, 1), object(), memoryview(b"a")],
    ),
    "number_or_timestamp": (
        "a number or a timestamp",
        [*NUMBERS, *DATES],
        [None, "", "tomorrow", b"\xff", [], {}, object()],
    ),
    "document": ("a JSON value", JSON, [b"", (), Decimal(1), object(), datetime.now(UTC), {1}]),
    "json": (
        "a JSON value",
        [*JSON, (), Pair(1, [2])],
        [b"", Decimal(1), object(), datetime.now(UTC), {1}, {"a": b""}, {(): 1}],
    ),
}


@pytest.mark.parametrize("documented", [False, True])
@pytest.mark.parametrize("method", TYPES)
def test_types(method: str, documented: bool) -> None:
    """A value has to be of one of the types that boto3 takes, and nothing else is said of it."""
    expected, right, wrong = TYPES[method]

    for value in right:
        assert [] == constraints(method, value, documented=documented), value
    for value in wrong:
        assert [expected] == constraints(method, value, documented=documented), value


def test_a_value_that_contains_itself_is_no_json() -> None:
    """It would never end."""
    endless: list[object] = []
    endless.append(endless)

    assert ["a JSON value"] == constraints("json", endless, documented=False)


def test_without_dateutil_the_service_judges_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python alone can't read may well be a date."""
    monkeypatch.setitem(sys.modules, "dateutil.parser", None)

    right: list[object] = ["2020-01-01", "1 Jan 2020", "2020-01-01T25:00:00Z", "tomorrow", b"2020"]
    wrong: list[object] = [None, [], date(2020, 1, 1), INFINITY]
    assert [] == [value for value in right if problems("timestamp", value)]
    assert wrong == [value for value in wrong if problems("timestamp", value)]


# Limits.


def least_length(length: int) -> str:
    """Return what is asked for."""
    return f"length of at least {length}"


def greatest_length(length: int) -> str:
    """Return what is asked for."""
    return f"length of at most {length}"


LENGTHS = {"min_length": 2, "max_length": 3}
RANGE = {"minimum": -1, "maximum": 2.5}
LIMITS: list[tuple[str, dict[str, Any], object, list[str], list[str]]] = [
    ("string", LENGTHS, "a", [least_length(2)], [least_length(2)]),
    ("string", LENGTHS, "ab", [], []),
    ("string", LENGTHS, "abc", [], []),
    ("string", LENGTHS, "abcd", [], [greatest_length(3)]),
    ("string", {"min_length": 1}, "", [least_length(1)], [least_length(1)]),
    ("string", {"max_length": 1}, "\U0001f600", [], []),
    ("text", LENGTHS, "a", [], [least_length(2)]),
    ("text", LENGTHS, "ab", [], []),
    ("text", LENGTHS, "abcd", [], [greatest_length(3)]),
    ("text", LENGTHS, b"a", [], []),
    ("text", LENGTHS, 1, [], []),
    ("blob", LENGTHS, b"a", [], [least_length(2)]),
    ("blob", LENGTHS, bytearray(b"abcd"), [], [greatest_length(3)]),
    ("blob", LENGTHS, b"abc", [], []),
    ("blob", LENGTHS, "a", [], []),
    ("blob", LENGTHS, BytesIO(), [], []),
    ("list", LENGTHS, [1], [least_length(2)], [least_length(2)]),
    ("list", LENGTHS, (1, 2), [], []),
    ("list", LENGTHS, [1] * 4, [], [greatest_length(3)]),
    ("map", LENGTHS, {"a": 1}, [], [least_length(2)]),
    ("map", LENGTHS, dict.fromkeys("abcd"), [], [greatest_length(3)]),
    ("integer", RANGE, -2, ["at least -1"], ["at least -1"]),
    ("integer", RANGE, -1, [], []),
    ("integer", RANGE, 3, [], ["at most 2.5"]),
    ("integer", RANGE, 10**400, [], ["at most 2.5"]),
    ("integer", {"minimum": 1}, False, ["at least 1"], ["at least 1"]),
    ("number", RANGE, -1.5, ["at least -1"], ["at least -1"]),
    ("number", RANGE, Decimal("-1.5"), ["at least -1"], ["at least -1"]),
    ("number", RANGE, 2.5, [], []),
    ("number", RANGE, Decimal("2.6"), [], ["at most 2.5"]),
    ("number", RANGE, -(10**400), ["at least -1"], ["at least -1"]),
    ("number", RANGE, Decimal("1E+999"), [], ["at most 2.5"]),
    ("number", RANGE, NAN, [], []),
    ("number", RANGE, Decimal("NaN"), [], []),
    ("number", RANGE, Decimal("sNaN"), [], []),
    ("number", {"minimum": 0.1, "maximum": 0.1}, Decimal("0.1"), [], []),
    ("string", {"enum": ["A"]}, "A", [], []),
    ("string", {"enum": ["A"]}, "a", [], ["one of 'A'"]),
    ("string", {"enum": ["A", "it's"]}, "", [], ["one of 'A', \"it's\""]),
    ("text", {"enum": ["A"]}, "B", [], ["one of 'A'"]),
    ("text", {"enum": ["A"]}, b"B", [], []),
    ("string", {"pattern": "[a-z]+"}, "ab", [], []),
    ("string", {"pattern": "[a-z]+"}, "ab1", [], ["text that matches [a-z]+"]),
    ("string", {"pattern": "[a-z]+"}, "1ab", [], ["text that matches [a-z]+"]),
    ("string", {"pattern": "[a-z]+"}, "ab\n", [], ["text that matches [a-z]+"]),
    ("string", {"pattern": "a|ab"}, "ab", [], []),
    ("string", {"pattern": ""}, "a", [], ["text that matches "]),
    ("string", {"pattern": "(a|a)*b", "max_length": 30}, "a" * 99, [], ["length of at most 30"]),
    ("text", {"pattern": "[a-z]"}, "1", [], ["text that matches [a-z]"]),
    ("text", {"pattern": "[a-z]"}, b"1", [], []),
    (
        "string",
        {"min_length": 2, "max_length": 0, "enum": ["c"]},
        "a",
        [least_length(2)],
        [least_length(2), greatest_length(0), "one of 'c'"],
    ),
]


@pytest.mark.parametrize(("method", "limits", "value", "structure", "documented"), LIMITS)
def test_limits(
    method: str, limits: dict[str, Any], value: object, structure: list[str], documented: list[str]
) -> None:
    """boto3 knows only the least, and not of bytes and maps; the documentation knows more."""
    assert structure == constraints(method, value, documented=False, **limits)
    assert documented == constraints(method, value, documented=True, **limits)


# What is inside.


@pytest.mark.parametrize(
    ("method", "value", "expected"),
    [
        ("structure", {"a": None, "c": 1}, ["at.b: required"]),
        ("structure", {}, ["at.a: required", "at.b: required"]),
        ("structure", None, ["at: a dictionary, found None"]),
        ("union", {"a": 1}, ["at.b: required"]),
        (
            "union",
            {},
            [f"at.{name}: required" for name in "ab"] + ["at: exactly one member, found []"],
        ),
        ("union", {"a": 1, "b": 2}, ["at: exactly one member, found ['a', 'b']"]),
    ],
)
def test_required_members(method: str, value: object, expected: list[str]) -> None:
    """Each that is missing is a problem; that its value is None is none of this."""
    assert expected == problems(method, value, "a", "b")


def test_no_member_is_known_of_an_empty_structure() -> None:
    """Each that is there is a problem."""
    value = {"a": 1, 2: None}

    assert ["at.a: no such member, found 1", "at.2: no such member, found None"] == problems(
        "empty", value
    )


def test_documents_are_checked_all_through() -> None:
    """The path tells where in one it is that JSON can't say something."""
    value = {"a": [1, {"b": b""}], "c": (1,), "d": None}

    expected = ["at.a[1].b: a JSON value, found b''", "at.c: a JSON value, found (1,)"]
    assert expected == problems("document", value)


@pytest.mark.parametrize(
    ("method", "value", "expected"),
    [
        ("structure", {}, True),
        ("structure", [], False),
        ("union", {}, True),
        ("union", [], False),
        ("list", (), True),
        ("list", {}, False),
        ("map", {}, True),
        ("map", [], False),
    ],
)
def test_only_what_has_an_inside_is_looked_into(method: str, value: object, expected: bool) -> None:
    """Where the type is right, checks go on inside, whatever else is wrong."""
    check = Check(documented=True)

    assert expected == getattr(check, method)(value, "")


# Problems.


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (Problem("a.b[0]", "a list", "1"), "a.b[0]: a list, found 1"),
        (Problem("a", "required", ""), "a: required"),
        (Problem("", "a dictionary", "None"), "parameters: a dictionary, found None"),
    ],
)
def test_a_problem_reads_as_a_sentence(problem: Problem, expected: str) -> None:
    """It says where, what is asked for, and what is there."""
    assert expected == str(problem)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "1"),
        ("it's", '"it\'s"'),
        ([1] * 100, f"[{'1, ' * 19}1,..."),
        ({"key": "x" * 100}, "{'key': '" + "x" * 51 + "..."),
    ],
)
def test_values_are_cut_short(value: object, expected: str) -> None:
    """Messages stay readable, however large the value is."""
    check = Check(documented=False)

    check.boolean(value, "")

    assert [expected] == [problem.value for problem in check.problems]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("x" * 60, repr("x" * 60)),
        ("x" * 61, f"{'x' * 60!r}... (61 long)"),
        (b"\0" * 1_000_000, f"{bytes(60)!r}... (1000000 long)"),
        (bytearray(61), f"{bytearray(60)!r}... (61 long)"),
    ],
)
def test_long_texts_tell_their_lengths(value: object, expected: str) -> None:
    """That is what is wrong with them, more often than not."""
    check = Check(documented=False)

    check.boolean(value, "")

    assert [expected] == [problem.value for problem in check.problems]


@pytest.mark.parametrize("path", ["", ".a", ".a.b[0]", "[0]"])
def test_paths_begin_with_a_name(path: str) -> None:
    """The dot in front of a member of the parameters themselves is left out."""
    check = Check(documented=False)

    check.boolean(None, path)

    assert [path.removeprefix(".")] == [problem.path for problem in check.problems]


def test_a_run_checks_at_its_level_and_finds_all() -> None:
    """Every problem is reported, in the order of the checks."""

    def check_input(check: Check, value: object, path: str) -> None:
        check.structure(value, path, "a", "b")
        check.string("long", f"{path}.c", max_length=1)

    structure = run(check_input, {"a": 1}, "structure")
    documented = run(check_input, {"a": 1}, "documented")

    assert [Problem("b", "required", "")] == structure
    assert [*structure, Problem("c", "length of at most 1", "'long'")] == documented


def test_an_unknown_level_is_an_error() -> None:
    """Nobody believes that something is checked that is not."""
    level: Any = "documentd"

    with pytest.raises(ValueError, match="not 'documentd'"):
        run(Check.empty, {}, level)
