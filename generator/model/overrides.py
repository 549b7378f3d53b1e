"""Overrides: what no page states, supplied by hand in `overrides.yaml`, with a reason an entry.

    - path: signing_name
      value: cleanrooms-ml
      reason: No page names the signing name.

A path leads through the IR by its field names and keys, with dots between; where a key holds a dot
itself, the path is a list.
"""

from collections.abc import Sequence
from copy import deepcopy
from decimal import Decimal
from typing import cast

import msgspec

from generator.model import ir
from generator.model.checks import Flaw, as_service, unsound
from generator.model.problems import Problem, ProblemsError
from generator.model.walk import dotted
from generator.model.yaml import line_of, load

_KEPT = {
    "id": "the folder's name is the id",
    "ir": "the version of the format is not a fact about the service",
    "overridden": "overrides are listed there by themselves",
    "conflicts": "conflicts are listed there by themselves",
}
"""Fields that no override can set, and why."""


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of `overrides.yaml`."""

    path: tuple[str, ...]
    value: object
    reason: str
    file: str
    line: int

    @property
    def dotted(self) -> str:
        """The path as it is written."""
        return ".".join(self.path)


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    path: str | list[str]
    value: object
    reason: str


def parse_overrides(text: str, file: str) -> list[Override]:
    """Read overrides.

    Raises:
        ProblemsError: Where the file is no list of entries, or an entry is not as it should be.
    """
    content = load(text, file)
    if content is None:
        return []
    if not isinstance(content, list):
        found = type(content).__name__
        raise ProblemsError([Problem(file, 1, "a list of overrides", f"a {found}")])
    overrides: list[Override] = []
    problems: list[Problem] = []
    for index, item in enumerate(cast(list[object], content)):
        line = line_of(text, [index])
        try:
            entry = msgspec.convert(item, _Entry)
        except msgspec.ValidationError as error:
            problems.append(Problem(file, line, "an entry with path, value and reason", str(error)))
            continue
        path = entry.path.split(".") if isinstance(entry.path, str) else entry.path
        if not entry.reason.strip():
            problems.append(Problem(file, line, "a reason", "none"))
        if not path or not all(path):
            problems.append(Problem(file, line, "a path of the IR", repr(entry.path)))
        elif path[0] in _KEPT:
            expected = "a path that an override can set"
            problems.append(Problem(file, line, expected, repr(path[0]), _KEPT[path[0]]))
        overrides.append(
            Override(path=tuple(path), value=entry.value, reason=entry.reason, file=file, line=line)
        )
    if problems:
        raise ProblemsError(problems)
    return overrides


def apply_overrides(service: ir.Service, overrides: Sequence[Override]) -> ir.Service:
    """Return the service with the overrides in it; where a page says otherwise, that is recorded.

    Raises:
        ProblemsError: Where a path leads nowhere, a value does not fit, or the model then refers to
            what it does not hold.
    """
    if not overrides:
        return service
    content = _content(service)
    problems: list[Problem] = []
    conflicts: list[ir.Conflict] = []
    for override in overrides:
        try:
            stated = _set(content, override)
        except (KeyError, msgspec.ValidationError) as error:
            problems.append(_problem(override, error))
            continue
        if stated not in (None, "unknown", override.value):
            conflicts.append(_conflict(override, stated))
    if problems:
        raise ProblemsError(problems)
    changed = as_service(content)
    if any(unsound(changed)):
        raise ProblemsError(_unsound_problems(service, overrides))
    changed.overridden = [ir.Override(path=o.dotted, reason=o.reason) for o in overrides]
    changed.conflicts += conflicts
    return changed


def _content(service: ir.Service) -> dict[str, object]:
    return cast(dict[str, object], msgspec.to_builtins(service, builtin_types=(Decimal,)))


def _set(content: dict[str, object], override: Override) -> object:
    """Set a value and return what stood there; change nothing where it does not fit."""
    node = content
    for step in override.path[:-1]:
        below = node.get(step)
        if not isinstance(below, dict):
            raise KeyError(step)
        node = cast(dict[str, object], below)
    last = override.path[-1]
    former = dict(node)
    # A copy, since a later override may reach into the value.
    node[last] = deepcopy(override.value)
    try:
        as_service(content)
    except msgspec.ValidationError:
        node.clear()
        node.update(former)
        raise
    return former.get(last)


def _unsound_problems(service: ir.Service, overrides: Sequence[Override]) -> list[Problem]:
    """Apply the overrides one by one to find which of them left the model unsound.

    A later override may supply what an earlier one refers to, so only what is wrong in the end is a
    problem; it is the fault of the last override that brought it about.
    """
    content = _content(service)
    flaws: set[Flaw] = set()
    culprits: dict[Flaw, Override] = {}
    for override in overrides:
        _set(content, override)
        now = set(unsound(as_service(content)))
        culprits |= dict.fromkeys(now - flaws, override)
        flaws = now
    return [
        Problem(
            culprits[flaw].file,
            culprits[flaw].line,
            flaw.expected,
            f"{flaw.found} at {dotted(flaw.path)}",
        )
        for flaw in flaws
    ]


def _problem(override: Override, error: KeyError | msgspec.ValidationError) -> Problem:
    found = f"{override.dotted!r}, where the IR has no {error.args[0]!r}"
    if isinstance(error, msgspec.ValidationError):
        found = f"{override.dotted!r}: {error}"
    return Problem(
        override.file,
        override.line,
        "a path of the IR and a value that fits there",
        found,
        "specs/README.md lists the fields",
    )


def _conflict(override: Override, stated: object) -> ir.Conflict:
    return ir.Conflict(
        fact=override.dotted,
        kept=str(override.value),
        kept_from="overrides.yaml",
        dropped=str(stated),
        dropped_from="pages",
        rule="override",
    )
