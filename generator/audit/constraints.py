"""Compares the constraints on values: lengths, ranges and numbers of items, and patterns."""

from decimal import Decimal

from botocore.model import Shape

from generator.audit.lost import Lost
from generator.audit.places import Place
from generator.audit.verdict import Fact, Tally
from generator.model import ir

_LIMITED = {"string", "blob", "integer", "long", "float", "double", "list", "map"}
"""The types of which values have limits in pages; `character` has none in any model."""


def compare_constraints(
    place: Place, shape: Shape, found: ir.Target, path: str, tally: Tally
) -> None:
    """Compare the constraints on one value.

    What the IR lacks is missing where pages have lines for it; what it has must always be right.
    """
    if shape.type_name in _LIMITED:
        _limits(place, shape, found, path, tally)
    elif found.min is not None or found.max is not None:
        tally.decide(Fact.CONSTRAINT, path, False, "none", limits(found.min, found.max))
    pattern = found.pattern.source if found.pattern else None
    if pattern is not None or (place.stated and shape.type_name == "string"):
        tally.check(Fact.PATTERN, path, shape.metadata.get("pattern"), pattern)


def _limits(place: Place, shape: Shape, found: ir.Target, path: str, tally: Tally) -> None:
    least, most = _exact(shape.metadata.get("min")), _exact(shape.metadata.get("max"))
    if not place.stated:
        least = least if found.min is not None else None
        most = most if found.max is not None else None
        if found.min is None and found.max is None:
            return
    if shape.type_name == "map" and least == 1 and found.min is None:
        least = None if tally.lose(Lost.MAP_MINIMUM, place.renditions, place.protocol) else least
    right = (least, most) == (_exact(found.min), _exact(found.max))
    tally.decide(Fact.CONSTRAINT, path, right, limits(least, most), limits(found.min, found.max))


def _exact(number: object) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def limits(least: ir.Number | None, most: ir.Number | None) -> str:
    """Write limits down: `1 to 64`, `1 to any`, `none`."""
    if least is None and most is None:
        return "none"
    written = (
        "any" if one is None else f"{Decimal(str(one)).normalize():f}" for one in (least, most)
    )
    return " to ".join(written)
