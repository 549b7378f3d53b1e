"""Walks an IR by path, as the pages show it: a shape reached by two paths counts at each."""

from collections.abc import Iterator

from generator.model import ir


def members(service: ir.Service, operation: str, side: str) -> dict[str, ir.Member]:
    """Return all members of one side of an operation, by path; recursions are not followed."""
    at = getattr(service.operations[operation], side)
    if not isinstance(at, ir.Side):
        return {}
    return dict(_of_shape(service, at.shape, ""))


def _of_shape(service: ir.Service, shape: str, path: str) -> Iterator[tuple[str, ir.Member]]:
    for name, member in service.shapes[shape].members.items():
        here = f"{path}.{name}" if path else name
        yield here, member
        yield from _of_target(service, member, here)


def _of_target(
    service: ir.Service, target: ir.Target, path: str
) -> Iterator[tuple[str, ir.Member]]:
    if target.shape is not None and target.recursion is None:
        yield from _of_shape(service, target.shape, path)
    if target.items is not None:
        yield from _of_target(service, target.items, f"{path}[]")
    if target.values is not None:
        yield from _of_target(service, target.values, f"{path}{{}}")


def enums(found: dict[str, ir.Member]) -> dict[str, list[str]]:
    """Return the enumerations among members and what they hold, by path."""
    result: dict[str, list[str]] = {}
    for path, member in found.items():
        target: ir.Target | None = member
        while target is not None:
            if target.enum:
                result[path] = target.enum
            target = target.items or target.values
    return result
