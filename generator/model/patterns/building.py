"""Builds texts from the tree of a pattern, with as many characters as are wanted."""

from collections.abc import Iterator, Sequence

from generator.model.patterns.letters import STYLES, WORD, Slot, is_plain, is_wide, kind, spell
from generator.model.patterns.tree import (
    Atomic,
    Characters,
    Choice,
    Edge,
    Group,
    Look,
    Node,
    Reference,
    Repeat,
    Series,
)

_LONGEST = 5000
_USUAL = (8, 12, 16, 20, 24, 36, 48, 64, 128, 256)
"""Lengths that lookaheads ask for."""


class TooLongError(Exception):
    """Raised where a text would have more characters, or repeats, than anybody wants to see."""


class Choices:
    """The decisions that a builder takes; each is 0 unless preset.

    Args:
        preset: The first of them.
    """

    def __init__(self, preset: tuple[int, ...] = ()) -> None:
        self._preset = preset
        self._counts: list[int] = []

    def pick(self, count: int) -> int:
        """Decide between a number of possibilities."""
        place = len(self._counts)
        self._counts.append(count)
        return self._preset[place] % count if place < len(self._preset) else 0

    def others(self) -> Iterator[tuple[int, ...]]:
        """Yield the presets that differ in one of the decisions that were not preset."""
        taken = len(self._preset)
        for place, count in enumerate(self._counts[taken:]):
            for other in range(1, count):
                yield (*self._preset, *(0,) * place, other)


class Builder:
    """Builds texts for one pattern.

    Args:
        tree: The pattern.
        minimum: The least length.
        maximum: The greatest.
    """

    def __init__(self, tree: Node, minimum: int, maximum: int) -> None:
        self._tree = tree
        best = min(max(_liked(tree, 0), minimum), maximum)
        lengths = (best, minimum, best + 1, minimum + 2, *_USUAL, maximum)
        fitting = (length for length in lengths if minimum <= length <= maximum)
        self._lengths = list(dict.fromkeys(fitting))

    def build(self, choices: Choices) -> str | None:
        """Return a text, which may fail what the lookarounds of the pattern ask for.

        Args:
            choices: Takes the decisions.

        Returns:
            The text; None where a class of the pattern admits nothing.

        Raises:
            TooLongError: Where it would be too long.
        """
        length = self._lengths[choices.pick(len(self._lengths))]
        text = _Text(choices)
        text.add(self._tree, length)
        return spell(text.slots, iter(lambda: choices.pick(STYLES), None))


class _Text:
    """A text in the making."""

    def __init__(self, choices: Choices) -> None:
        self.slots: list[Slot] = []
        self._choices = choices
        self._groups: dict[int, range] = {}
        self._overlays: list[tuple[int, list[Slot]]] = []

    def add(self, node: Node, want: int) -> None:
        """Add a piece of about a wanted width."""
        match node:
            case Characters():
                self.slots.append(node)
            case Series():
                for item, width in zip(node.items, _shared(node.items, want), strict=True):
                    self.add(item, width)
                self._lay_over()
            case Choice():
                options = _ranked(node.options, want)
                self.add(options[self._choices.pick(len(options))], want)
            case Repeat():
                self._repeat(node, want)
            case Group():
                start = len(self.slots)
                self.add(node.body, want)
                self._groups[node.number] = range(start, len(self.slots))
            case Atomic():
                self.add(node.body, want)
            case Reference():
                self.slots += self._groups.get(node.number, ())
            case Look(ahead=True, positive=True) if self._choices.pick(2):
                self._look(node.body)
            case Look() | Edge():
                pass
        if len(self.slots) > _LONGEST:
            raise TooLongError

    def _look(self, body: Node) -> None:
        """Build what a lookahead asks for, to be laid over what follows."""
        start = len(self.slots)
        self.add(body, _liked(body, 0))
        self._overlays.append((start, self.slots[start:]))
        del self.slots[start:]

    def _lay_over(self) -> None:
        for start, slots in self._overlays:
            self.slots[start : start + len(slots)] = slots
        self._overlays.clear()

    def _repeat(self, node: Repeat, want: int) -> None:
        usual = _count(node, want)
        counts = [usual]
        if not isinstance(node.body, Characters):
            counts += (usual + 1, usual - 1, node.least, node.least + 1)
        elif not usual:
            counts += (1,)
        counts = list(dict.fromkeys(n for n in counts if node.least <= n <= node.most))
        count = counts[self._choices.pick(len(counts))]
        if count > _LONGEST:
            raise TooLongError
        for left in range(count, 0, -1):
            width = min(max(want // left, node.body.low), node.body.high)
            self.add(node.body, width)
            want -= width


def _count(node: Repeat, want: int) -> int:
    """Return how often to repeat a piece for a wanted width."""
    body = node.body
    count = max(round(want / max(_liked(body, 0), 1)), min(want, 1))
    if body.high:
        count = max(count, -(-want // body.high))
    if body.low:
        count = min(count, max(want // body.low, 1))
    return min(max(count, node.least), node.most)


def _ranked(options: Sequence[Node], want: int) -> list[Node]:
    """Sort alternatives: first those of a wanted width, and those that can be printed."""
    ranked = sorted(options, key=lambda node: max(node.low - want, want - node.high, 0))
    if not _is_plain(ranked[0]):
        ranked.sort(key=lambda node: not _is_plain(node))
    return ranked


def _is_plain(node: Node) -> bool:
    match node:
        case Characters():
            return is_plain(node)
        case Series():
            return all(map(_is_plain, node.items))
        case Choice():
            return any(map(_is_plain, node.options))
        case Repeat():
            return not node.least or _is_plain(node.body)
        case Group() | Atomic():
            return _is_plain(node.body)
        case _:
            return True


def _liked(node: Node, run: int | None) -> int:
    """Return the width at which a piece reads best.

    Args:
        node: The piece.
        run: How many characters of a word stand right before it; None where it is literal text.
    """
    match node:
        case Series():
            return sum(_likings(node.items, run))
        case Choice():
            return _liked(node.options[0], run)
        case Repeat():
            letter = _one(node.body)
            return node.least * _liked(node.body, 0) if letter is None else _run(node, letter, run)
        case Group() | Atomic():
            return _liked(node.body, run)
        case _:
            return node.low


def _one(node: Node) -> Characters | None:
    """Return the characters of which a piece needs one, and nothing else."""
    match node:
        case Characters():
            return node
        case Group() | Atomic():
            return _one(node.body)
        case Series(low=1):
            return next((_one(item) for item in node.items if item.low), None)
        case _:
            return None


def _run(node: Repeat, letter: Characters, run: int | None) -> int:
    """Return how often it reads best to repeat a character."""
    sort = kind(letter)
    if node.most <= 2 or sort in ("literal", "signs") or (run is None and not node.least):
        return node.least
    room = len(WORD) - (run or 0)
    if sort == "figures" or node.most < room:
        room = 0 if run else 1
    return max(node.least, room)


def _likings(items: Sequence[Node], run: int | None = 0) -> Iterator[int]:
    """Yield the widths at which pieces in a row read best."""
    for place, item in enumerate(items):
        width = _liked(item, run)
        match item:
            case Characters(literal=str(literal)):
                run = None if literal.isalnum() else 0
            case Repeat(least=0, body=Characters() as body) if place == 0 and is_wide(body):
                # What may come before something else is left out.
                width = 0 if any(other.low for other in items[1:]) else width
            case Characters() | Repeat() if width:
                run = (run or 0) + width
            case _ if width:
                run = 0
            case _:
                pass
        yield width


def _shared(items: Sequence[Node], want: int) -> list[int]:
    """Share a width out among pieces."""
    widths = list(_likings(items))
    missing = want - sum(widths)
    # What grows, grows near the end, and rather in words than elsewhere.
    places = sorted(range(len(items) - 1, -1, -1), key=lambda place: _rank(items[place]))
    for place in places:
        low, high = items[place].low, items[place].high
        changed = min(max(widths[place] + missing, low), high)
        missing -= changed - widths[place]
        widths[place] = changed
    return widths


def _rank(node: Node) -> int:
    """Say how well a piece is suited to be made longer or shorter: 0 is best."""
    match node:
        case Repeat(body=Characters() as body):
            return {"letters": 0, "figures": 1, "signs": 3, "literal": 3}[kind(body)]
        case Group() | Atomic():
            return _rank(node.body)
        case _:
            return 2
