"""Facts in one line each, for tests of what is made of them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import msgspec

from generator.model.facts import (
    EnumValue,
    MemberFacts,
    OperationFacts,
    PageFacts,
    PageKind,
    ServiceFacts,
    ValueFacts,
)
from generator.model.kinds import Kind
from generator.reading import load_pages, read_pages

STRING = ValueFacts(kind=Kind.STRING, enum=())
INTEGER = ValueFacts(kind=Kind.INTEGRAL)


def enum(*values: str) -> ValueFacts:
    """Return an enumeration."""
    return ValueFacts(kind=Kind.STRING, enum=tuple(EnumValue(value=value) for value in values))


def structure(name: str | None = None, /, **members: ValueFacts | MemberFacts) -> ValueFacts:
    """Return a structure; `name` is what a page calls it."""
    return ValueFacts(
        kind=Kind.STRUCTURE,
        name=name,
        members=tuple(
            value if isinstance(value, MemberFacts) else MemberFacts(name=member, value=value)
            for member, value in members.items()
        ),
    )


def named(name: str) -> ValueFacts:
    """Return a structure of which the page gives only the name."""
    return ValueFacts(kind=Kind.STRUCTURE, name=name, complete=False)


def required(name: str, value: ValueFacts = STRING, *, is_required: bool = True) -> MemberFacts:
    """Return a member of which the page states whether it is required."""
    return MemberFacts(name=name, value=value, required=is_required)


def list_of(items: ValueFacts) -> ValueFacts:
    """Return a list."""
    return ValueFacts(kind=Kind.LIST, items=items)


def map_of(values: ValueFacts) -> ValueFacts:
    """Return a map with string keys."""
    return ValueFacts(kind=Kind.MAP, keys=ValueFacts(kind=Kind.STRING), values=values)


def repeated(kind: Kind = Kind.DICT) -> ValueFacts:
    """Return a reference back to an enclosing value."""
    return ValueFacts(kind=kind, recursive=True)


def members_of(value: ValueFacts | None) -> tuple[MemberFacts, ...]:
    """Return the members of a structure that has some."""
    assert value is not None
    assert value.members is not None
    return value.members


def page(
    operation: str,
    *,
    input: ValueFacts | None = None,  # noqa: A002 (the field's name)
    output: ValueFacts | None = None,
    kind: PageKind = PageKind.CLIENT,
    **facts: object,
) -> PageFacts:
    """Return a page on an operation of the service `things`."""
    values: dict[str, object] = {
        "name": operation,
        "input": input,
        "has_input": input is not None,
        "output": output,
        "has_output": output is not None,
        **facts,
    }
    return PageFacts(
        file=f"{kind}-{operation}.rst",
        rendition="boto3-rst",
        kind=kind,
        subject=operation,
        covers=("structure",),
        service=ServiceFacts(id="things", class_name="Things", line=1),
        operations=(OperationFacts(**values),),  # type: ignore[arg-type]  # checked by the struct's users
    )


def type_page(value: ValueFacts) -> PageFacts:
    """Return a page on a data type of the service `things`."""
    return PageFacts(
        file=f"{value.name}.txt",
        rendition="apiref-text",
        kind=PageKind.TYPE,
        subject=value.name or "",
        covers=("structure",),
        service=ServiceFacts(title="Things"),
        types=(value,),
    )


def facts_of(files: Iterable[Path]) -> list[PageFacts]:
    """Return what is read of pages, all of which must be readable."""
    read = read_pages(load_pages(files))
    assert [] == read.problems
    return read.pages


def unlined(value: object) -> Any:
    """Return facts as plain values, without their lines."""
    return _without_lines(msgspec.to_builtins(value))


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        held = cast(dict[str, Any], value)
        return {key: _without_lines(held[key]) for key in held if key != "line"}
    if isinstance(value, list | tuple):
        return [_without_lines(item) for item in cast(Sequence[Any], value)]
    return value
