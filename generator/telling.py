"""Telling: the lines in which commands say what they did."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from generator.emit.publication import Changes
from generator.generation import Generated
from generator.model.problems import Problem
from generator.services import BuiltService

if TYPE_CHECKING:
    from generator.corpus import ServiceModel
    from generator.shelf import Fetched


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sums(changes: Changes, *, dry_run: bool) -> str:
    """Return how many files a run writes, or would write, and how many it leaves."""
    what = "to write" if dry_run else "written"
    return f"{counted(len(changes.written), 'file')} {what}, {changes.unchanged} unchanged"


def problems(found: Sequence[Problem]) -> None:
    """Say what is wrong with the input, on standard error."""
    for problem in found:
        click.echo(str(problem), err=True)
    if found:
        click.echo(counted(len(found), "problem"), err=True)


def services(outcome: Generated) -> None:
    """Say what became of each service."""
    deleted = outcome.deleted
    for service in outcome.generation.services:
        number = deleted.pop(service.service_id, 0)
        if not service.problems:
            _service(service, len({*service.texts} & {*outcome.changes.written}), number)
    for service_id, number in sorted(deleted.items()):
        if service_id:
            click.echo(f"{service_id}: gone, {counted(number, 'file')} deleted")


def _service(service: BuiltService, written: int, deleted: int) -> None:
    aside = f", {len(service.aside)} set aside" if service.aside else ""
    gone = f", {deleted} deleted" if deleted else ""
    click.echo(
        f"{service.service_id}: {counted(service.read, 'page')} read{aside},"
        f" {counted(written, 'file')} written,"
        f" {len(service.texts) - written} unchanged{gone}"
    )


def model(extracted: "ServiceModel", *, written: bool) -> None:
    """Say what became of a service of a corpus."""
    aside = f", {len(extracted.aside)} set aside" if extracted.aside else ""
    click.echo(
        f"{extracted.service_id}: {counted(extracted.read, 'page')} read{aside},"
        f" {'written' if written else 'unchanged'}"
    )


def fetched(service: "Fetched") -> None:
    """Say what became of a service that was fetched."""
    for problem in service.problems:
        click.echo(str(problem), err=True)
    for path in service.gone:
        click.echo(f"{path}: the source has no such page; --prune deletes it", err=True)
    for path in service.missing:
        click.echo(f"{path}: kept, though its source is missing now", err=True)
    for url in service.dead:
        click.echo(f"{url}: no such page, though others link to it", err=True)
    ends = {
        "gone": service.gone,
        "missing": service.missing,
        "deleted": service.deleted,
        "linked in vain": service.dead,
    }
    end = "".join(f", {len(paths)} {what}" for what, paths in ends.items() if paths)
    failed = f", {counted(len(service.problems), 'problem')}" if service.problems else ""
    click.echo(
        f"{service.service}: {counted(service.pages, 'page')}, {service.new} new,"
        f" {service.changed} changed, {service.unchanged} unchanged{end}{failed}"
    )
