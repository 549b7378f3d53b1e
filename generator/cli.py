"""The command line: parses arguments, calls, prints."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from generator import pipeline
from generator.emit.publication import PublicationError, write_atomically
from generator.exports.botocore import export as export_botocore
from generator.exports.botocore import write as write_botocore
from generator.model.checks import read_ir
from generator.model.problems import ProblemsError
from generator.model.text import read_text
from generator.model.yaml import dump
from generator.report import render

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that holds specs/ and generated/.",
)


class _Commands(click.Group):
    """The group of commands; turns problems of the input into messages and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ProblemsError as error:
            _fail(*map(str, error.problems))
        except (PublicationError, OSError) as error:
            _fail(str(error))


def _fail(*messages: str) -> NoReturn:
    for message in messages:
        click.echo(message, err=True)
    sys.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shapewright", prog_name="shapewright")
def main() -> None:
    """Build a typed Python SDK from API documentation pages."""


@main.command()
@click.argument("pages", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--service", metavar="ID", help="The service's id, whatever the pages say.")
@click.option("--overrides", type=_FILE, help="Facts that no page states.")
@click.option("--names", type=_FILE, help="The ledger of names given before.")
@click.option("--output", required=True, metavar="FILE|-", help="Where to write the IR.")
def extract(
    pages: tuple[Path, ...],
    service: str | None,
    overrides: Path | None,
    names: Path | None,
    output: str,
) -> None:
    """Read the PAGES of one service, files or folders, and write its IR."""
    extracted = pipeline.extract(pages, service_id=service, overrides=overrides, names=names)
    for line in extracted.aside:
        click.echo(f"set aside: {line}", err=True)
    _write(dump(extracted.service), output)


def _write(text: str, output: str) -> None:
    if output == "-":
        click.echo(text, nl=False)
        return
    path = Path(output)
    if not path.parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}", param_hint="--output")
    write_atomically(path, text)


@main.command()
@click.argument("ir", type=_FILE)
@click.option("--to", "target", required=True, type=click.Choice(["botocore"]))
@click.option("--output", required=True, metavar="FILE|-", help="Where to write the service file.")
def export(ir: Path, target: str, output: str) -> None:  # noqa: ARG001 (one target so far)
    """Write the model in the file IR in the format of another tool.

    For botocore that is a service-2.json; paginators-1.json and waiters-2.json come beside it where
    pages state enough. What is not known is left out and listed on standard error.
    """
    exported = export_botocore(read_ir(read_text(ir, str(ir)), str(ir)))
    for name, text in write_botocore(exported).items():
        if name == "service-2.json":
            _write(text, output)
        elif output != "-":
            write_atomically(Path(output).with_name(name), text)
    for line in exported.left_out:
        click.echo(line, err=True)


@main.command()
@click.argument("service_or_ir", metavar="SERVICE|IR")
@_ROOT
def inspect(service_or_ir: str, root: Path) -> None:
    """Show what is unknown, unresolved, not enforced, in conflict or derived in a model.

    For a SERVICE, findings are given with the lines of the pages that they come from.
    """
    path = Path(service_or_ir)
    provenance = None
    if not path.is_file():
        path = root / "specs" / service_or_ir / "service.yaml"
        if not path.is_file():
            raise click.BadParameter(f"neither a file nor a service with a file {path}")
        provenance = pipeline.provenance(root, service_or_ir)
    service = read_ir(read_text(path, str(path)), str(path))
    click.echo(render(service, provenance), nl=False)


@main.command()
@click.argument("services", nargs=-1)
@_ROOT
@click.option("--keep-going", is_flag=True, help="Write the services that are well.")
@click.option("--dry-run", is_flag=True, help="Write nothing.")
@click.option("--workers", "-j", type=click.IntRange(min=1), help="Processes to use.")
def generate(
    services: tuple[str, ...], root: Path, keep_going: bool, dry_run: bool, workers: int | None
) -> None:
    """Generate the SERVICES, or all: from specs/ to the IR to generated/."""
    with _progress() as progress:
        outcome = pipeline.generate(
            root,
            services,
            workers=workers,
            keep_going=keep_going,
            dry_run=dry_run,
            progress=progress,
        )
    for service in outcome.services:
        _tell(service, outcome)
    verb = "to write" if dry_run else "written"
    changes = outcome.changes
    if outcome.problems:
        click.echo(f"{len(outcome.problems)} problems", err=True)
        if not keep_going:
            _fail("nothing was written; --keep-going writes the services that are well")
    click.echo(
        f"{len(changes.written)} files {verb}, {changes.unchanged} unchanged,"
        f" {len(changes.deleted)} deleted"
    )
    sys.exit(1 if outcome.problems else 0)


def _tell(service: pipeline.BuiltService, outcome: pipeline.Generated) -> None:
    for problem in service.problems:
        click.echo(str(problem), err=True)
    if service.problems:
        return
    written = len(set(service.texts) & set(outcome.changes.written))
    aside = f", {len(service.aside)} set aside" if service.aside else ""
    click.echo(
        f"{service.service_id}: {service.read} pages read{aside}, {written} files written,"
        f" {len(service.texts) - written} unchanged"
    )


@contextmanager
def _progress() -> Generator[Callable[[int, int], None] | None]:
    """Show a progress bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("services", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
