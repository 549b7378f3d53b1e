"""Tests of the grammar of constraint lines."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.kinds import Kind
from generator.model.problems import quoted
from generator.readers.apiref.constraints import (
    ConstraintLine,
    LengthLine,
    ListRef,
    Malformed,
    MapRef,
    PatternLine,
    RangeLine,
    RequiredLine,
    SizeLine,
    StatusLine,
    TypeLine,
    TypeRef,
    TypeTree,
    ValuesLine,
    parse_constraint,
)

STRING = TypeRef(Kind.STRING)

LABELS = (
    "Type",
    "Required",
    "HTTP Status Code",
    "Length Constraints",
    "Valid Range",
    "Array Members",
    "Map Entries",
    "Pattern",
    "Valid Values",
    "Valid Keys",
    "Key Length Constraints",
    "Value Length Constraints",
    "Key Valid Range",
    "Value Valid Range",
    "Key Pattern",
    "Value Pattern",
    "Key Valid Values",
    "Value Valid Values",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("String", STRING),
        ("Integer", TypeRef(Kind.INTEGER)),
        ("Long", TypeRef(Kind.LONG)),
        ("Float", TypeRef(Kind.FLOAT)),
        ("Double", TypeRef(Kind.DOUBLE)),
        ("Boolean", TypeRef(Kind.BOOLEAN)),
        ("Timestamp", TypeRef(Kind.TIMESTAMP)),
        ("Base64-encoded binary data object", TypeRef(Kind.BLOB)),
        ("JSON value", TypeRef(Kind.DOCUMENT)),
        ("AudienceSize object", TypeRef(Kind.STRUCTURE, "AudienceSize")),
        ("S3Tag data type", TypeRef(Kind.STRUCTURE, "S3Tag")),
        ("Array of strings", ListRef(STRING)),
        ("Array of doubles", ListRef(TypeRef(Kind.DOUBLE))),
        ("Array of JSON values", ListRef(TypeRef(Kind.DOCUMENT))),
        ("Array of Base64-encoded binary data objects", ListRef(TypeRef(Kind.BLOB))),
        (
            "Array of FindingsStatistics objects",
            ListRef(TypeRef(Kind.STRUCTURE, "FindingsStatistics")),
        ),
        ("Array of S3Tag data types", ListRef(TypeRef(Kind.STRUCTURE, "S3Tag"))),
        ("Array of arrays of strings", ListRef(ListRef(STRING))),
        ("String to string map", MapRef(STRING, STRING)),
        ("String to integer map", MapRef(STRING, TypeRef(Kind.INTEGER))),
        ("String to Action object map", MapRef(STRING, TypeRef(Kind.STRUCTURE, "Action"))),
        ("String to array of strings map", MapRef(STRING, ListRef(STRING))),
        (
            "String to array of Action objects map",
            MapRef(STRING, ListRef(TypeRef(Kind.STRUCTURE, "Action"))),
        ),
        ("Array of string to string maps", ListRef(MapRef(STRING, STRING))),
        ("String to string to long map map", MapRef(STRING, MapRef(STRING, TypeRef(Kind.LONG)))),
        (
            "String to array of string to AttributeValue object maps map",
            MapRef(STRING, ListRef(MapRef(STRING, TypeRef(Kind.STRUCTURE, "AttributeValue")))),
        ),
    ],
)
def test_type(text: str, expected: TypeTree) -> None:
    """A type line gives the type as a tree."""
    line = parse_constraint(f"Type: {text}")

    assert TypeLine(expected) == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Required: Yes", RequiredLine(required=True)),
        ("Required: No", RequiredLine(required=False)),
        ("HTTP Status Code: 403", StatusLine(403)),
        ("Length Constraints: Minimum length of 20. Maximum length of 2048.", LengthLine(20, 2048)),
        ("Length Constraints: Minimum length of 0.", LengthLine(0, None)),
        ("Length Constraints: Maximum length of 64.", LengthLine(None, 64)),
        ("Length Constraints: Fixed length of 12.", LengthLine(12, 12)),
        ("Key Length Constraints: Maximum length of 65535.", LengthLine(None, 65535, "keys")),
        ("Value Length Constraints: Fixed length of 3.", LengthLine(3, 3, "values")),
        ("Array Members: Minimum number of 1 item.", SizeLine("array", 1, None)),
        ("Array Members: Fixed number of 2 items.", SizeLine("array", 2, 2)),
        (
            "Array Members: Minimum number of 0 items. Maximum number of 1 item.",
            SizeLine("array", 0, 1),
        ),
        ("Map Entries: Maximum number of 200 items.", SizeLine("map", None, 200)),
    ],
)
def test_counts(text: str, expected: ConstraintLine) -> None:
    """Lines about requiredness, status, length and size give what they state."""
    line = parse_constraint(text)

    assert expected == line


@pytest.mark.parametrize(
    ("text", "minimum", "maximum"),
    [
        ("Minimum value of 1. Maximum value of 100.", 1, 100),
        ("Minimum value of -1.", -1, None),
        ("Maximum value of 9.", None, 9),
        ("Fixed value of 7.", 7, 7),
        ("Minimum value of 125. Maximum value of 2,000.", 125, 2000),
        ("Minimum value of 0.001", Decimal("0.001"), None),
        ("Minimum value of 0.1. Maximum value of 100.", Decimal("0.1"), 100),
        ("Minimum value of 1.0. Maximum value of 1.0E-4.", Decimal("1.0"), Decimal("1.0E-4")),
        ("Maximum value of 9007199254740993.", None, 2**53 + 1),
        (f"Maximum value of {10**400}.", None, 10**400),
    ],
)
def test_range(text: str, minimum: int | Decimal | None, maximum: int | Decimal | None) -> None:
    """Bounds are exact: an int where the page has an integer, else a Decimal."""
    line = parse_constraint(f"Valid Range: {text}")

    assert RangeLine(minimum, maximum) == line
    assert isinstance(line, RangeLine)
    assert (type(minimum), type(maximum)) == (type(line.minimum), type(line.maximum))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Valid Values: float32", ("float32",)),
        ("Valid Values: AES256 | aws:kms", ("AES256", "aws:kms")),
        ("Valid Values: Assets per revision | Size, in GB", ("Assets per revision", "Size, in GB")),
        ("Valid Values: AWS::S3::Bucket | v2.0", ("AWS::S3::Bucket", "v2.0")),
        ("Valid Values: A | | B", ("A", "", "B")),
        ("Valid Values: | A", ("", "A")),
        ("Valid Values: A |", ("A", "")),
        ("Valid Values: a|b | c", ("a|b", "c")),
    ],
)
def test_values(text: str, expected: tuple[str, ...]) -> None:
    """Values keep their order and whatever they hold, and may be empty."""
    line = parse_constraint(text)

    assert ValuesLine(expected) == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Valid Keys: All | Policy", ValuesLine(("All", "Policy"), "keys")),
        ("Key Valid Values: A | B", ValuesLine(("A", "B"), "keys")),
        ("Value Valid Values: A", ValuesLine(("A",), "values")),
        ("Key Pattern: [a-z]+", PatternLine("[a-z]+", "keys")),
        ("Value Pattern: .*", PatternLine(".*", "values")),
        ("Value Valid Range: Minimum value of 1.", RangeLine(1, None, "values")),
    ],
)
def test_parts_of_maps(text: str, expected: ConstraintLine) -> None:
    """A line about a map's keys or values says so."""
    line = parse_constraint(text)

    assert expected == line


@given(pattern=st.text(min_size=1))
def test_pattern_is_verbatim(pattern: str) -> None:
    """Of a pattern nothing is lost but the space in front of it."""
    line = parse_constraint(f"Pattern: {pattern}")

    assert PatternLine(pattern) == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Type",
        "A filter for the results.",
        "Types: String",
        "Valid values: A | B",
        "Default: None",
        "Constraints: Must be unique.",
        "Note: Required: Yes",
        "Required: Conditional. If you don't name a stack, you must name a resource.",
        "Valid Range: 125 - 2000 MiB/s",
    ],
)
def test_prose(text: str) -> None:
    """A line without a constraint's label is prose, as are two forms that authors write."""
    line = parse_constraint(text)

    assert line is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Type: Tag thing", "a type such as `String` or `Array of Tag objects`"),
        ("Type:", "a type such as `String` or `Array of Tag objects`"),
        (
            f"Type: {'Array of ' * 1000}strings",
            "a type such as `String` or `Array of Tag objects`",
        ),
        ("Required: Maybe", "`Yes` or `No`"),
        ("HTTP Status Code: forbidden", "a status code of three digits"),
        ("Length Constraints: Between 1 and 5.", "a minimum, maximum or fixed length"),
        ("Length Constraints: Minimum length of 1.5.", "a minimum, maximum or fixed length"),
        ("Valid Range: Minimum value of 1,00.", "a minimum, maximum or fixed value"),
        (f"Valid Range: Minimum value of {'9' * 5000}.", "a minimum, maximum or fixed value"),
        ("Valid Range: Minimum value of 1E9999999999.", "a minimum, maximum or fixed value"),
        ("Array Members: Some.", "a minimum, maximum or fixed number of items"),
        ("Pattern: ", "a regular expression"),
        ("Valid Values:", "values divided by |"),
    ],
    ids=quoted,
)
def test_malformed(text: str, expected: str) -> None:
    """A line with a constraint's label that does not go on as one says what was expected."""
    line = parse_constraint(text)

    assert Malformed(expected, quoted(text)) == line


@given(text=st.text() | st.builds("{}: {}".format, st.sampled_from(LABELS), st.text()))
def test_every_text_has_an_outcome(text: str) -> None:
    """No text makes the grammar raise, and no line with a label is silently passed over."""
    line = parse_constraint(text)

    assert (line is None) != text.startswith(tuple(f"{label}:" for label in LABELS))


def test_every_line_of_the_corpus(shared: Path) -> None:
    """Every line of real pages that looks like a constraint can be read."""
    looks = re.compile(
        r"(?:Type|Required|HTTP Status Code"
        r"|[A-Z][A-Za-z ]*(?:Constraints|Range|Members|Entries|Pattern|Values|Keys)): "
    )
    pages = sorted((shared / "corpus" / "apiref-text").rglob("*.[bc].txt"))
    lines = {line for page in pages for line in page.read_text("utf-8").splitlines()}
    constraints = {line for line in lines if looks.match(line)}

    unread = {
        line: outcome
        for line in sorted(constraints)
        if (outcome := parse_constraint(line)) is None or isinstance(outcome, Malformed)
    }

    assert len(constraints) > 300
    assert unread == {}
