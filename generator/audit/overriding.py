"""Overrides that have outlived their reason: a page now states what was supplied by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import cast

import msgspec

from generator.model import ir
from generator.model.assembly import assemble
from generator.model.facts import PageFacts
from generator.model.ledger import Ledger, parse_ledger
from generator.model.overrides import Override, parse_overrides
from generator.model.text import read_text

UNSTATED = (None, "unknown")
"""What stands in a model where no page states anything."""


@dataclass(frozen=True)
class Outdated:
    """An override of something that a page states."""

    path: str
    line: str
    """As `file:line`."""
    value: str
    stated: str

    @property
    def is_needless(self) -> bool:
        """Whether pages state the same; otherwise they contradict it."""
        return self.value == self.stated

    def __str__(self) -> str:
        if self.is_needless:
            return f"{self.line}: override: {self.path}: needless, a page states it"
        return f"{self.line}: override: {self.path}: {self.value}, but pages state {self.stated}"


def outdated_overrides(
    folder: Path, facts: Sequence[PageFacts], service_id: str
) -> tuple[Outdated, ...]:
    """Find the overrides beside a service's pages that have become needless or contradicted.

    Args:
        folder: Holds `overrides.yaml`, if there is one, and `names.lock.yaml`.
        facts: What was read of the service's pages.
        service_id: boto3's name of the service.

    Raises:
        ProblemsError: Where one of the files is not what it should be.
    """
    file = folder / "overrides.yaml"
    if not file.is_file():
        return ()
    name = f"{service_id}/{file.name}"
    overrides = parse_overrides(read_text(file, name), name)
    service = assemble(facts, service_id=service_id, ledger=_ledger(folder, service_id)).service
    return tuple(_outdated(service, overrides))


def _ledger(folder: Path, service_id: str) -> Ledger:
    file = folder / "names.lock.yaml"
    name = f"{service_id}/{file.name}"
    return parse_ledger(read_text(file, name), name) if file.is_file() else {}


def _outdated(service: ir.Service, overrides: Sequence[Override]) -> Iterator[Outdated]:
    content: object = msgspec.to_builtins(service, builtin_types=(Decimal,))
    for override in overrides:
        stated = _at(content, override.path)
        if stated not in UNSTATED:
            line = f"{override.file}:{override.line}"
            yield Outdated(override.dotted, line, str(override.value), str(stated))


def _at(content: object, path: Sequence[str]) -> object:
    """Return what stands at a path; None where it leads to what another override supplies."""
    for step in path:
        if not isinstance(content, dict):
            return None
        content = cast(dict[str, object], content).get(step)
    return content
