"""The lattice of kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.kinds import EXACT, Kind, covers, meet

KINDS = st.sampled_from(list(Kind))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Kind.NUMBER, Kind.LONG, Kind.LONG),
        (Kind.INTEGRAL, Kind.INTEGER, Kind.INTEGER),
        (Kind.TEXT, Kind.TIMESTAMP, Kind.TIMESTAMP),
        (Kind.NUMBER, Kind.TIMESTAMP, Kind.TIMESTAMP),
        (Kind.DICT, Kind.MAP, Kind.MAP),
        (Kind.STRING, Kind.BLOB, None),
        (Kind.INTEGRAL, Kind.DOUBLE, None),
        (Kind.STRUCTURE, Kind.MAP, None),
        (Kind.ANY, Kind.LIST, Kind.LIST),
    ],
)
def test_the_more_specific_kind_wins(one: Kind, other: Kind, expected: Kind | None) -> None:
    """Two kinds meet in the narrower one, or exclude each other."""
    assert expected == meet(one, other)


@given(KINDS, KINDS)
def test_the_order_of_kinds_does_not_matter(one: Kind, other: Kind) -> None:
    """Meeting is symmetric, and what two kinds meet in is covered by both."""
    met = meet(one, other)

    assert met == meet(other, one)
    assert met is None or (covers(one, met) and covers(other, met))


def test_exact_kinds_cover_no_other() -> None:
    """An exact kind is one about which nothing is left to find out."""
    open_kinds = {wider for wider in Kind for kind in Kind if wider != kind and covers(wider, kind)}

    assert set(Kind) - open_kinds == EXACT
