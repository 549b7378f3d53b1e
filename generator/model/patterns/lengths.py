"""Whether a pattern and the lengths that are stated beside it can both be meant."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from generator.model.patterns.tree import (
    UNBOUNDED,
    Atomic,
    Characters,
    Choice,
    Edge,
    Group,
    Node,
    Repeat,
    Series,
)

Length = int | Decimal | None

_DIGITS = range(ord("0"), ord("9") + 1)
_LETTERS = range(ord("a"), ord("f") + 1), range(ord("A"), ord("F") + 1)
"""Those of hexadecimal numbers: a class with fewer holds signs, not the letters of a name."""


def find_odds(tree: Node, minimum: Length, maximum: Length) -> str | None:
    """Say why a pattern is at odds with the lengths stated beside it, or with every length.

    Args:
        tree: The pattern; it has to match the whole value.
        minimum: The least length that a value may have, where one is stated.
        maximum: The greatest.

    Returns:
        The reason; None where the two go together.
    """
    if _is_blocked(tree):
        return "no value can match: something has to stand before its start or behind its end"
    most = f"it matches at most {_characters(tree.high)}"
    if minimum is not None and tree.high < minimum:
        return f"{most}, the length is at least {minimum}"
    if maximum is not None and maximum < tree.low:
        least = f"it matches at least {_characters(tree.low)}"
        return f"{least}, the length is at most {maximum}"
    if maximum is not None and maximum <= tree.high:
        return None
    if tree.high == 0 or _misses_quantifier(tree, sized=maximum is not None):
        stated = "no length is stated" if maximum is None else f"the length may be up to {maximum}"
        return f"{most}, {stated}"
    return None


def _is_blocked(node: Node) -> bool:
    """Tell whether an anchor keeps a pattern from matching, as in `a/^b`."""
    match node:
        case Series():
            lows = [item.low for item in node.items]
            return any(
                (_is_tied([item], "start") and any(lows[:place]))
                or (_is_tied([item], "end") and any(lows[place + 1 :]))
                or _is_blocked(item)
                for place, item in enumerate(node.items)
            )
        case Choice():
            return all(map(_is_blocked, node.options))
        case Repeat():
            return node.least > 0 and _is_blocked(node.body)
        case Group() | Atomic():
            return _is_blocked(node.body)
        case _:
            return False


def _is_tied(pieces: Iterable[Node], end: Literal["start", "end"]) -> bool:
    """Tell whether pieces, in order from one end of a value, have nothing of it before them."""
    for piece in pieces:
        match piece:
            case Edge():
                tied = piece.place == end
            case Series():
                tied = _is_tied(piece.items if end == "start" else reversed(piece.items), end)
            case Choice():
                tied = all(_is_tied([option], end) for option in piece.options)
            case Repeat():
                tied = piece.least > 0 and _is_tied([piece.body], end)
            case Group() | Atomic():
                tied = _is_tied([piece.body], end)
            case _:
                tied = False
        if tied or piece.low:
            return tied
    return False


def _misses_quantifier(tree: Node, *, sized: bool) -> bool:
    """Tell whether the quantifier behind the last class of a pattern was clearly forgotten.

    It was in a pattern without any that ends in a class with letters, as names and ids do, if one
    of these stands before the class, and nothing else:

    * nothing, as in `[a-z]`;
    * literal text, as in `vpc-[0-9a-f]`;
    * another class, as in `[a-z][a-z0-9-]`: the first character of a name often is a special case.

    A class of letters alone is taken at its word behind text (`/dev/sd[a-z]`), and where no length
    says that there could be more of them. So is a second class.

    Args:
        tree: The pattern.
        sized: Whether a length beyond what the pattern matches is stated.
    """
    pieces = list(_pieces(tree))
    characters = [piece for piece in pieces if isinstance(piece, Characters)]
    if len(characters) < len(pieces) or not characters:
        return False
    *before, last = characters
    with_digits = _lists(last, _DIGITS)
    if not any(_lists(last, letters) for letters in _LETTERS):
        return False
    if not before:
        return sized or with_digits
    if len(before) == 1 and before[0].literal is None:
        return sized and before[0] != last
    return with_digits and all(character.literal is not None for character in before)


def _pieces(tree: Node) -> Iterator[Node]:
    """Yield what stands in a row, without the groups around it and the edges between."""
    match tree:
        case Edge():
            return
        case Group():
            yield from _pieces(tree.body)
        case Series():
            for item in tree.items:
                yield from _pieces(item)
        case _:
            yield tree


def _lists(characters: Characters, codes: range) -> bool:
    """Tell whether a class admits all characters of a range because it lists the range."""
    return not characters.negated and any(
        first <= codes.start and codes.stop - 1 <= last for first, last in characters.spans
    )


def _characters(width: int) -> str:
    if width >= UNBOUNDED:
        return "any number of characters"
    return "1 character" if width == 1 else f"{width} characters"
