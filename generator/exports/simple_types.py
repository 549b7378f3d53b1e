"""Simple types by name: they stand inline in the IR, while other formats name each of them.

A type without constraints is named by what it is: `String`, `StringList`, `JobsItemMap`. Any other
takes the name of the member that holds it, with `Item`, `Key` or `Value` behind it for what is
inside. Where different types claim one name, each takes its holder's name in front.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count

from generator.model import ir
from generator.model.kinds import Kind
from generator.model.names import pascal_case

Bound = ir.Number | str | tuple[str, ...]

_WRITTEN = {
    Kind.ANY: Kind.STRING,
    Kind.TEXT: Kind.STRING,
    Kind.NUMBER: Kind.DOUBLE,
    Kind.FRACTIONAL: Kind.DOUBLE,
    Kind.INTEGRAL: Kind.LONG,
    Kind.STRUCTURE: Kind.DICT,  # Without a shape, nothing more is known of it.
}
_BOUNDED = frozenset(
    {
        Kind.INTEGER,
        Kind.LONG,
        Kind.FLOAT,
        Kind.DOUBLE,
        Kind.STRING,
        Kind.BLOB,
        Kind.LIST,
        Kind.MAP,
    }
)
_SUFFIXES = {Kind.LIST: ("Item",), Kind.MAP: ("Key", "Value")}


@dataclass(frozen=True)
class Part:
    """What a list or a map is made of: a type, or a structure by its name."""

    type: "SimpleType | str"
    documentation: str | None = None
    wire_name: str | None = None


@dataclass(frozen=True)
class SimpleType:
    """A type that is no shape of the IR; two of the same content are equal."""

    kind: Kind
    """Exact, or `dict`."""
    constraints: tuple[tuple[str, Bound], ...] = ()
    """Those of `enum`, `max`, `min` and `pattern` that apply."""
    parts: tuple[Part, ...] = ()
    """The items of a list; the keys and the values of a map."""
    flattened: bool = False

    @property
    def generic_name(self) -> str | None:
        """The name by content; None where only the place can give one."""
        if self.constraints or self.flattened or self.kind is Kind.DICT:
            return None
        inner: list[str] = []
        for part in self.parts:
            name = part.type if isinstance(part.type, str) else part.type.generic_name
            if name is None or part.documentation is not None or part.wire_name is not None:
                return None
            inner.append(name)
        if inner[:-1] == ["String"]:
            del inner[0]
        return "To".join(inner) + self.kind.capitalize()


@dataclass(frozen=True)
class Use:
    """A simple type where it stands."""

    type: SimpleType
    holder: str
    """The shape around it."""
    place: str
    """The name that its place gives it."""

    @property
    def base(self) -> str:
        """The name that it gets if no other type claims it."""
        return self.type.generic_name or self.place

    @property
    def parts(self) -> list[tuple[str, Part]]:
        """What the type is made of, by the names that the places inside it give."""
        places = [self.place + suffix for suffix in _SUFFIXES.get(self.type.kind, ())]
        return list(zip(places, self.type.parts, strict=True))


def written_kind(kind: Kind) -> Kind:
    """Return the kind to write for one that may not be exact."""
    return _WRITTEN.get(kind, kind)


def parts_of(target: ir.Target) -> list[tuple[str, ir.Type]]:
    """Return the types inside a list or a map, by the field that holds them."""
    if target.kind is Kind.LIST:
        return [("items", target.items or ir.Type(kind=Kind.ANY))]
    if target.kind is Kind.MAP:
        keys = target.keys or ir.Type(kind=Kind.STRING)
        return [("keys", keys), ("values", target.values or ir.Type(kind=Kind.ANY))]
    return []


def type_of(target: ir.Target) -> SimpleType | str:
    """Return the simple type of a value, or the name of the structure that it is."""
    if target.shape is not None:
        return target.shape
    kind = written_kind(target.kind)
    parts = tuple(
        Part(type_of(part), part.documentation, _item_name(target) if field == "items" else None)
        for field, part in parts_of(target)
    )
    return SimpleType(kind, tuple(_constraints(target, kind)), parts, target.flattened)


def _item_name(target: ir.Target) -> str | None:
    """Return what items are called, where it is not what botocore calls them by itself."""
    return None if target.item_name == "member" else target.item_name


def _constraints(target: ir.Target, kind: Kind) -> Iterator[tuple[str, Bound]]:
    if kind is Kind.STRING and target.enum:
        yield "enum", tuple(target.enum)
    if kind in _BOUNDED and target.max is not None:
        yield "max", target.max
    if kind in _BOUNDED and target.min is not None:
        yield "min", target.min
    if kind is Kind.STRING and target.pattern is not None:
        yield "pattern", target.pattern.source


def uses(holder: str, member: str, found: SimpleType | str) -> Iterator[Use]:
    """Yield the simple types of a member, the outermost first."""
    return _uses(holder, pascal_case(member), found)


def _uses(holder: str, place: str, found: SimpleType | str) -> Iterator[Use]:
    if isinstance(found, SimpleType):
        use = Use(found, holder, place)
        yield use
        for inner, part in use.parts:
            yield from _uses(holder, inner, part.type)


def name_types(uses: Iterable[Use], taken: Collection[str]) -> dict[tuple[str, SimpleType], str]:
    """Name the simple types of a service, by the base of their name and their content.

    Args:
        uses: All of them, in a fixed order.
        taken: The names of shapes.
    """
    claims: dict[str, dict[SimpleType, Use]] = {}
    for use in uses:
        claims.setdefault(use.base, {}).setdefault(use.type, use)

    def contested(use: Use) -> bool:
        return use.type.generic_name is None and (len(claims[use.base]) > 1 or use.base in taken)

    names: dict[tuple[str, SimpleType], str] = {}
    given = set(taken)
    claimants = (use for types in claims.values() for use in types.values())
    for use in sorted(claimants, key=lambda use: (contested(use), use.type.generic_name is None)):
        name = use.holder + use.base if contested(use) else use.base
        numbered = chain([name], (f"{name}{number}" for number in count(2)))
        names[use.base, use.type] = next(free for free in numbered if free not in given)
        given.add(names[use.base, use.type])
    return names
