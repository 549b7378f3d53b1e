"""Groups: places that hold one and the same shape, and how they refer to each other."""

from dataclasses import dataclass, field, replace
from typing import Literal

from generator.model.alignment import View
from generator.model.facts import ValueFacts
from generator.model.rules import Speaker

Side = Literal["input", "output", "error"]


@dataclass(eq=False)
class Reference:
    """A structure's use of a shape."""

    group: "Group"
    recursion: Literal["certain", "guessed"] | None = None
    container: Literal["", "[]", "{}"] = ""
    """Set where a recursion repeats a list or a map of the shape."""


@dataclass(eq=False)
class Group:
    """Places that hold one and the same shape."""

    base: str
    """The name that the shape gets if nobody else claims it."""
    facts: ValueFacts
    views: list[View]
    """What pages say of it, each once."""
    holder: "Group | None"
    root: Side | None = None
    """Set on the input or output of an operation, and on an error."""
    documented_name: str | None = None
    """The name that a page gives."""
    places: list[str] = field(default_factory=list[str])
    ledger_names: dict[str, None] = field(default_factory=dict[str, None])
    """The names that its places already had."""
    said: set[tuple[int, Speaker]] = field(default_factory=set[tuple[int, Speaker]])
    """The fingerprints of its views: another that says the same adds nothing."""
    disputed: bool = False
    """Whether its views contradict each other."""
    verdicts: dict[int, bool] = field(default_factory=dict[int, bool])
    """Whether values are compatible with its facts as they are now, by fingerprint."""
    references: dict[str, Reference] = field(default_factory=dict[str, Reference])
    """The shapes that its members hold, by path within this shape: `jobs[]`, `tags{}`."""
    merged_into: "Group | None" = None

    def restate(self, facts: ValueFacts) -> None:
        """Replace the facts, of which other values may no longer say what they did."""
        self.facts = facts
        self.verdicts.clear()

    @property
    def current(self) -> "Group":
        """The group that this one has become."""
        group = self
        while group.merged_into is not None:
            group = group.merged_into
        return group

    @property
    def depth(self) -> int:
        """How many shapes hold this one, along its first place."""
        return 0 if self.holder is None else self.holder.depth + 1


@dataclass
class Around:
    """A value that encloses the one at hand: what a recursion may refer to."""

    value: ValueFacts
    member: str
    holder: Group
    path: str
    group: Group | None


@dataclass
class Position:
    """Where a value stands."""

    holder: Group
    path: str
    """Within the holder."""
    place: str
    member: str
    """The name of the member that holds it."""
    documentation: str = ""
    """What is said of that member."""
    suffix: str = ""
    """`Item` and `Value`, for each list and map in between."""

    def inside(self, path: str, suffix: str) -> "Position":
        """Return the position of what a list or a map holds that stands here."""
        return replace(
            self, path=self.path + path, place=self.place + path, suffix=self.suffix + suffix
        )
