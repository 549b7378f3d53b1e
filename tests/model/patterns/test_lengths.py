"""Tests of what is made of patterns that don't go with the lengths beside them."""

from decimal import Decimal

import msgspec
import pytest
from support.facts import STRING, list_of, page, structure

from generator.model.assembly import assemble
from generator.model.facts import ValueFacts
from generator.model.kinds import Kind
from generator.model.patterns import analyse

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


@pytest.mark.parametrize(
    ("source", "least", "most", "reason"),
    [
        (UUID, 32, 32, "it matches at least 36 characters, the length is at most 32"),
        ("^[a-z]{2}$", 3, None, "it matches at most 2 characters, the length is at least 3"),
        ("a?", Decimal(2), Decimal(2), "it matches at most 1 character, the length is at least 2"),
        ("^arn:", None, 3, "it matches at least 4 characters, the length is at most 3"),
        ("a|bcd?", 4, 9, "it matches at most 3 characters, the length is at least 4"),
        ("^[a-zA-Z0-9]$", 1, 64, "it matches at most 1 character, the length may be up to 64"),
        ("([A-Z])", 1, 72, "it matches at most 1 character, the length may be up to 72"),
        ("[a-z][a-z-]", 1, 36, "it matches at most 2 characters, the length may be up to 36"),
        ("vpc-[0-9a-f]", 1, 36, "it matches at most 5 characters, the length may be up to 36"),
        ("vpc-[0-9a-f]", None, None, "it matches at most 5 characters, no length is stated"),
        ("[0-9a-z._]", 1, None, "it matches at most 1 character, no length is stated"),
        ("(?!aws:)", None, 64, "it matches at most 0 characters, the length may be up to 64"),
        ("", None, None, "it matches at most 0 characters, no length is stated"),
    ],
)
def test_at_odds(
    source: str, least: int | Decimal | None, most: int | Decimal | None, reason: str
) -> None:
    """A pattern that no length fits, or that clearly misses a quantifier, is not enforced."""
    pattern = analyse(source, min=least, max=most)

    assert (pattern.status, pattern.enforced, pattern.reason) == ("not enforced", None, reason)


@pytest.mark.parametrize("source", ["a/^b", "a/(^b|^c)", r"(?:a\z)b+", "^(a^b)+$", "/^a$/.*"])
def test_matches_nothing(source: str) -> None:
    """A pattern that no value can match is not enforced."""
    pattern = analyse(source)

    assert pattern.status == "not enforced"
    assert pattern.reason == (
        "no value can match: something has to stand before its start or behind its end"
    )


@pytest.mark.parametrize("source", ["a*^b", "(a|^b)c", "a?(^b|^c)", r"(?:a\z)b*", "(?!a^)b"])
def test_matches_something(source: str) -> None:
    """An anchor with nothing before it that has to match keeps a pattern from nothing."""
    assert analyse(source).status == "exact"


@pytest.mark.parametrize(
    ("source", "least", "most"),
    [
        ("[0-9]{12}", 0, 64),
        ("[0-9]{12}", None, 12),
        (UUID, 1, 256),
        ("(range|count)", 1, 20),
        ("1\\.0\\.0", 1, 10),
        ("p[1-9][0-9]?", 2, 4),
        ("^[a-z]", 1, 64),
        ("[a-z]", 1, 1),
        ("[a-z]", None, None),
        ("[A-Z][0-9A-Z]", None, None),
        ("[A-F][A-F]", 1, 9),
        ("[0-9]", 1, 3),
        ("[,;|]", 1, 3),
        ("[^\\r\\n]", 1, 3),
        ("/dev/sd[a-z]", 1, 32),
        ("[a-z]-[a-z0-9]", 1, 32),
        ("[A-D0-9#*]", None, None),
        ("[a-f]{1}", 1, 8),
        ("", 0, 0),
    ],
)
def test_tighter_than_the_lengths(source: str, least: int | None, most: int | None) -> None:
    """A pattern that is merely tighter than the lengths is enforced."""
    assert analyse(source, min=least, max=most).status == "exact"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (msgspec.structs.replace(STRING, max=36), "not enforced"),
        (ValueFacts(kind=Kind.TEXT, max=36), "not enforced"),
        (ValueFacts(kind=Kind.INTEGER, max=36), "exact"),
    ],
)
def test_only_the_bounds_of_texts_are_lengths(value: ValueFacts, status: str) -> None:
    """The IR holds what the lengths say of a pattern; those of a list are not its items'."""
    value = msgspec.structs.replace(value, pattern="[A-F]")
    ids = msgspec.structs.replace(list_of(msgspec.structs.replace(value, max=None)), max=36)

    shape = assemble([page("Get", input=structure(id=value, ids=ids))]).service.shapes["GetRequest"]

    assert (pattern := shape.members["id"].pattern)
    assert pattern.status == status
    assert (items := shape.members["ids"].items)
    assert (pattern := items.pattern)
    assert pattern.status == "exact"
