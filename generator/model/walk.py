"""A walk over the types in a model, each with its path in the IR."""

from collections.abc import Iterator

from generator.model import ir
from generator.model.kinds import Kind

Path = tuple[str | int, ...]


def targets(service: ir.Service) -> Iterator[tuple[Path, ir.Target]]:
    """Yield the type of every member and of what is inside it, the outermost first."""
    for name, shape in service.shapes.items():
        for member_name, member in shape.members.items():
            yield from _targets(("shapes", name, "members", member_name), member)


def _targets(path: Path, target: ir.Target) -> Iterator[tuple[Path, ir.Target]]:
    yield path, target
    parts = {"items": target.items, "keys": target.keys, "values": target.values}
    for field, part in parts.items():
        if part is not None:
            yield from _targets((*path, field), part)


def structures(target: ir.Target) -> Iterator[ir.Target]:
    """Yield the structures that a value is, or holds in lists and maps."""
    if target.kind is Kind.STRUCTURE:
        yield target
    for inner in (target.items, target.values):
        if inner is not None:
            yield from structures(inner)


def dotted(path: Path) -> str:
    """Write a path as messages and `overrides.yaml` do."""
    return ".".join(map(str, path))
