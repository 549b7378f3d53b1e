"""Reads an IR back from a file, and checks that it holds together."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar, cast

import msgspec

from generator.model import ir
from generator.model.patterns import Pattern
from generator.model.problems import Problem, ProblemsError
from generator.model.walk import Path, dotted, targets
from generator.model.yaml import line_of, load

_N = TypeVar("_N", bound=ir.Node)


class Flaw(NamedTuple):
    """Something that is wrong at a path of the model."""

    path: Path
    expected: str
    found: str


def read_ir(text: str, file: str) -> ir.Service:
    """Read a service's model.

    Args:
        text: The content of a `service.yaml`.
        file: Its name, for messages.

    Raises:
        ProblemsError: Where the text is no YAML, is no IR, or refers to what is not there, or
            holds a pattern that can't be compiled.
    """
    content: object = load(text, file)
    try:
        service = as_service(content)
    except msgspec.ValidationError as error:
        flaws = list(_violations(content, ir.Service, ())) or [_violation(error, ())]
        raise ProblemsError(_problems(flaws, text, file)) from error
    problems = check(service, text, file)
    if problems:
        raise ProblemsError(problems)
    return service


def as_service(content: object) -> ir.Service:
    """Turn plain values, as `load` reads them, into a model.

    Raises:
        msgspec.ValidationError: Where they do not follow the schema.
    """
    return _convert(content, ir.Service)


def _convert(content: object, node: type[_N]) -> _N:
    # Decimals come as such: a text that looks like one stays a text, and so is refused.
    return msgspec.convert(content, node, builtin_types=(Decimal,))


def check(service: ir.Service, text: str, file: str) -> list[Problem]:
    """Return a problem for every reference to what the model does not hold, and for bad patterns.

    Args:
        service: The model.
        text: The file that it was read from, for the lines.
        file: The file's name.
    """
    return _problems(unsound(service), text, file)


def _problems(flaws: Iterator[Flaw] | list[Flaw], text: str, file: str) -> list[Problem]:
    return [
        Problem(
            file, line_of(text, path), expected, f"{found} at {dotted(path)}" if path else found
        )
        for path, expected, found in flaws
    ]


_PARTS: Mapping[type[ir.Node], Mapping[str, type[ir.Node]]] = {
    ir.Service: {
        "pages": ir.Page,
        "operations": ir.Operation,
        "paginators": ir.Paginator,
        "waiters": ir.Waiter,
        "shapes": ir.Shape,
    },
    ir.Shape: {"members": ir.Member},
}


def _violations(value: object, node: type[ir.Node], path: Path) -> Iterator[Flaw]:
    """Find all that does not follow the schema.

    msgspec stops at the first error and does not tell under which key it was; so what stands under
    a key is looked at by itself.
    """
    if isinstance(value, dict):
        value = dict(cast(dict[str, object], value))
        for field, part in _PARTS.get(node, {}).items():
            entries = value.get(field)
            if isinstance(entries, dict):
                for name, entry in cast(dict[str, object], entries).items():
                    yield from _violations(entry, part, (*path, field, name))
                value[field] = {}
    try:
        _convert(value, node)
    except msgspec.ValidationError as error:
        yield _violation(error, path)


_STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\[(\.\.\.)\]")
_UNKNOWN_FIELD = re.compile(r"Object contains unknown field `(.+)`")


def _violation(error: msgspec.ValidationError, path: Path) -> Flaw:
    """Say what msgspec says, in terms of the file."""
    message, _, where = str(error).partition(" - at ")
    for name, index, unnamed in _STEP.findall(where):
        if unnamed:
            break
        path = (*path, name or int(index))
    if unknown := _UNKNOWN_FIELD.fullmatch(message):
        return Flaw((*path, unknown[1]), "a field that specs/README.md describes", "another")
    expected, got, found = message.partition(", got ")
    if got:
        return Flaw(path, expected.removeprefix("Expected "), found)
    return Flaw(path, "what specs/README.md describes", message[0].lower() + message[1:])


def unsound(service: ir.Service) -> Iterator[Flaw]:
    """Yield a flaw for every reference to what the model does not hold, and for bad patterns."""
    for name, operation in service.operations.items():
        path: Path = ("operations", name)
        yield from _pages(path, operation.pages, service)
        for field, side in (("input", operation.input), ("output", operation.output)):
            if isinstance(side, ir.Side):
                yield from _shape((*path, field, "shape"), side.shape, service)
        if operation.errors != "unknown":
            yield from _errors((*path, "errors"), operation.errors, service)
    for name, paginator in service.paginators.items():
        yield from _pages(("paginators", name), paginator.pages, service)
        yield from _operation(("paginators", name), name, service)
    for name, waiter in service.waiters.items():
        yield from _pages(("waiters", name), waiter.pages, service)
        yield from _operation(("waiters", name, "operation"), waiter.operation, service)
    for name, shape in service.shapes.items():
        yield from _pages(("shapes", name), shape.pages, service)
    for path, target in targets(service):
        if target.shape is not None:
            yield from _shape((*path, "shape"), target.shape, service)
        if target.pattern is not None:
            yield from _pattern((*path, "pattern"), target.pattern)


def _pages(path: Path, pages: list[str], service: ir.Service) -> Iterator[Flaw]:
    for index, page in enumerate(pages):
        if page not in service.pages:
            yield Flaw((*path, "pages", index), "a page listed under pages", repr(page))


def _operation(path: Path, operation: str, service: ir.Service) -> Iterator[Flaw]:
    if operation not in service.operations:
        yield Flaw(path, "an operation listed under operations", repr(operation))


def _shape(path: Path, shape: str, service: ir.Service) -> Iterator[Flaw]:
    if shape not in service.shapes:
        yield Flaw(path, "a shape listed under shapes", repr(shape))


def _pattern(path: Path, pattern: Pattern) -> Iterator[Flaw]:
    try:
        re.compile(pattern.regex or "")
    except (re.error, OverflowError, RecursionError) as error:
        yield Flaw(path, "a pattern that Python can compile", f"{pattern.regex!r} ({error})")


def _errors(path: Path, errors: list[str], service: ir.Service) -> Iterator[Flaw]:
    for index, error in enumerate(errors):
        yield from _shape((*path, index), error, service)
        if error in service.shapes and service.shapes[error].kind != "error":
            kind = service.shapes[error].kind
            yield Flaw((*path, index), "a shape of kind error", f"{error!r} of kind {kind}")
