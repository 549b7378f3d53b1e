"""What a judge hands down: how many facts were compared, and which of them are wrong."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from generator.audit.lost import Lost, is_lost


class Fact(StrEnum):
    """A sort of fact that can be wrong."""

    NAME = "name"
    MISSING = "missing"
    EXTRA = "extra"
    ORDER = "order"
    NESTING = "nesting"
    """A structure, list or map is another kind of value, or the reverse."""
    TYPE = "type"
    """A scalar is of another kind, or of none that the page would not tell."""
    RECURSION = "recursion"
    ENUM = "enum"
    REQUIRED = "required"
    UNION = "union"
    STREAMING = "streaming"
    IDEMPOTENCY = "idempotency"
    DEPRECATED = "deprecated"
    ERROR = "error"
    STATUS = "status"
    CONSTRAINT = "constraint"
    """The limits of a length, a value, or a number of items."""
    PATTERN = "pattern"
    BINDING = "binding"
    """Where in an HTTP message something stands."""
    WIRE_NAME = "wire name"
    PAGINATOR = "paginator"
    WAITER = "waiter"


@dataclass(frozen=True)
class Wrong:
    """A fact in which the IR contradicts the model."""

    fact: Fact
    path: str
    expected: str
    found: str
    lines: tuple[str, ...] = ()
    """Where pages state it, as `file:line`; or, of what is missing, where it should stand."""
    names: tuple[str, ...] = ()
    """What the member is called on the wire, where that may be something else."""
    witness: str = ""
    """The page's own text that has what was found, or that it has not what was expected."""

    def __str__(self) -> str:
        return f"{self.fact}: {self.path}: expected {self.expected}, found {self.found}"


@dataclass(frozen=True)
class Verdict:
    """The outcome for one service."""

    service: str
    operations: int
    """Operations of the model that have a page."""
    read: int
    """Those of them that the IR has, from pages on the operation itself."""
    members: int
    compared: int
    """Facts; a structure that many operations share is compared once."""
    wrong: tuple[Wrong, ...]
    guessed: int
    """Recursions of which the IR says that it guessed the target."""
    unknown: tuple[str, ...]
    """Facts on pagination, and names of operations, that the IR says it doesn't know."""
    lost: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many facts no page of the rendition could state, by kind."""
    newer: tuple[Wrong, ...] = ()
    """Facts in which a page and the model differ since one is newer, as the page witnesses."""
    known: frozenset[str] = frozenset()
    """The names of all members that the model has."""
    types: int = 0
    """Pages on data types, whose shapes were compared."""
    too_large: tuple[str, ...] = ()
    """Sections of pages that a notice replaces, so that what they say is lost."""

    @property
    def wrong_by_fact(self) -> dict[str, int]:
        """How many facts are wrong, by sort."""
        return dict(Counter(str(wrong.fact) for wrong in self.wrong))


INSIDE = re.compile(r"(?:\[\]|\{\}|\{key\})+$|\.shape$")
"""What stands in a path behind a member."""


@dataclass
class Tally:
    """Counts facts as they are compared."""

    members: int = 0
    compared: int = 0
    wrong: list[Wrong] = field(default_factory=list[Wrong])
    guessed: int = 0
    unknown: list[str] = field(default_factory=list[str])
    lost: Counter[str] = field(default_factory=Counter[str])
    called: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Names on the wire, by the paths of members."""

    def lose(self, kind: Lost, renditions: Iterable[str], protocol: str) -> bool:
        """Count a fact that the IR lacks, if none of the renditions could state it; tell so."""
        lost = is_lost(kind, renditions, protocol)
        if lost:
            self.lost[kind] += 1
        return lost

    def check(self, fact: Fact, path: str, expected: object, found: object) -> bool:
        """Compare one fact and tell whether it is right."""
        return self.decide(fact, path, expected == found, expected, found)

    def decide(self, fact: Fact, path: str, right: bool, expected: object, found: object) -> bool:
        """Count one fact that the caller has compared; tells whether it is right."""
        self.compared += 1
        if not right:
            names = self.called.get(INSIDE.sub("", path), ())
            self.wrong.append(Wrong(fact, path, str(expected), str(found), names=names))
        return right

    def presence(
        self,
        path: str,
        expected: Sequence[str],
        found: Sequence[str],
        *,
        complete: bool = True,
        ordered: bool = True,
    ) -> list[str]:
        """Compare names and their order, and return those that both sides have.

        Args:
            path: Where the names stand.
            expected: The names in the model's order.
            found: The names in the IR's order.
            complete: Whether the IR claims to have all of them.
            ordered: Whether the order is to be compared.
        """
        common = [name for name in expected if name in set(found)]
        for name in expected:
            if complete or name in found:
                self.decide(Fact.MISSING, f"{path}.{name}", name in found, name, "nothing")
        for name in found:
            if name not in expected:
                self.decide(Fact.EXTRA, f"{path}.{name}", False, "nothing", name)
        if ordered and len(common) > 1:
            kept = [name for name in found if name in set(common)]
            self.check(Fact.ORDER, path, common, kept)
        return common
