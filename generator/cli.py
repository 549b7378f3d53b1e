"""The command line: parses arguments, calls, prints.

Each command imports what it needs by itself, so that one with nothing to do is done soon.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator import generation, telling
from generator.check import differences
from generator.emit.publication import PublicationError, plan, publish, write_atomically
from generator.model.problems import ProblemsError
from generator.progress import shown
from generator.telling import counted

if TYPE_CHECKING:
    from generator.audit.auditing import Audit
    from generator.cache import Cache
    from generator.shelf import Fetched

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that holds specs/ and generated/.",
)
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Write nothing.")
_KEEP_GOING = click.option("--keep-going", is_flag=True, help="Write the services that are well.")
_NO_CACHE = click.option("--no-cache", is_flag=True, help="Read all pages anew, and keep nothing.")
_WORKERS = click.option("--workers", "-j", type=click.IntRange(min=1), help="Processes to use.")


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
@click.option("--each", is_flag=True, help="PAGES is one folder, with a folder for each service.")
@click.option("--service", metavar="ID", help="The service's id, whatever the pages say.")
@click.option("--overrides", type=_FILE, help="Facts that no page states.")
@click.option("--names", type=_FILE, help="The ledger of names given before.")
@click.option(
    "--output",
    required=True,
    metavar="FILE|DIR|-",
    help="Where to write the IR; with --each a folder, for <service>/service.yaml.",
)
@_KEEP_GOING
@_NO_CACHE
@_WORKERS
def extract(
    pages: tuple[Path, ...],
    each: bool,
    service: str | None,
    overrides: Path | None,
    names: Path | None,
    output: str,
    keep_going: bool,
    no_cache: bool,
    workers: int | None,
) -> None:
    """Read the PAGES of one service, files or folders, and write its IR.

    With --each, read the pages of many services. Overrides and names of each are then looked for in
    its own folder, as in specs/.
    """
    from generator import pipeline
    from generator.cache import default_cache
    from generator.model.yaml import dump

    cache = None if no_cache else default_cache()
    if each:
        if len(pages) != 1 or service or overrides or names or output == "-":
            raise click.UsageError("--each takes one folder and an --output folder, and no names")
        _extract_each(pages[0], Path(output), workers, cache, keep_going=keep_going)
        return
    if keep_going:
        raise click.UsageError("--keep-going goes with --each")
    with shown() as progress:
        extracted = pipeline.extract_files(
            pages,
            service_id=service,
            overrides=overrides,
            names=names,
            workers=workers,
            cache=cache,
            progress=progress,
        )
    for line in extracted.aside:
        click.echo(f"set aside: {line}", err=True)
    _write(dump(extracted.assembled.service), output)


def _extract_each(
    corpus: Path, output: Path, workers: int | None, cache: "Cache | None", *, keep_going: bool
) -> None:
    from generator.corpus import extract_each
    from generator.parallel import processes

    _require_parent(output)
    with shown() as progress, processes(workers, worthwhile=True) as executor:
        models = list(extract_each(corpus, cache=cache, executor=executor, progress=progress))
    problems = [problem for model in models for problem in model.problems]
    telling.problems(problems)
    if problems and not keep_going:
        _fail("nothing was written; --keep-going writes the services that are well")
    for model in models:
        if not model.problems:
            folder = output / model.service_id
            folder.mkdir(parents=True, exist_ok=True)
            written = write_atomically(folder / "service.yaml", model.text)
            telling.model(model, written=written)
    sys.exit(1 if problems else 0)


def _write(text: str, output: str) -> None:
    if output == "-":
        click.echo(text, nl=False)
        return
    path = Path(output)
    _require_parent(path)
    write_atomically(path, text)


def _require_parent(path: Path, option: str = "--output") -> None:
    if not path.parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}", param_hint=option)


@main.command()
@click.argument("ir", type=_FILE)
@click.option("--to", "target", required=True, type=click.Choice(["botocore"]))
@click.option("--output", required=True, metavar="FILE|-", help="Where to write the service file.")
def export(ir: Path, target: str, output: str) -> None:  # noqa: ARG001 (one target so far)
    """Write the model in the file IR in the format of another tool.

    For botocore that is a service-2.json; paginators-1.json and waiters-2.json come beside it where
    pages state enough. What is not known is left out and listed on standard error.
    """
    from generator.exports import botocore
    from generator.model.checks import read_ir
    from generator.model.text import read_text

    exported = botocore.export(read_ir(read_text(ir, str(ir)), str(ir)))
    for name, text in botocore.write(exported).items():
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
    from generator import pipeline
    from generator.model.checks import read_ir
    from generator.model.text import read_text
    from generator.report import render

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
@click.argument("ir", type=_FILE)
@click.option(
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the code, in one that is there.",
)
@_DRY_RUN
def emit(ir: Path, output: Path, dry_run: bool) -> None:
    """Write the code of the model in the file IR: the service's module, and _runtime beside it.

    Files of these names are replaced, and nothing is deleted. Import the module as part of a
    package, since it reaches for _runtime beside it: `from DIR.pinpoint import PinpointClient`.
    An `__init__.py` in DIR is up to you; Python does without.
    """
    from generator import pipeline

    _require_parent(output)
    texts = pipeline.emit(ir)
    changes = (plan if dry_run else publish)(output, texts, ())
    click.echo(telling.sums(changes, dry_run=dry_run))


@main.command()
@click.argument("services", nargs=-1)
@_ROOT
@_KEEP_GOING
@_DRY_RUN
@_NO_CACHE
@_WORKERS
def generate(
    services: tuple[str, ...],
    root: Path,
    keep_going: bool,
    dry_run: bool,
    no_cache: bool,
    workers: int | None,
) -> None:
    """Generate the SERVICES, or all: from specs/ to the IR to generated/."""
    with shown() as progress:
        outcome = generation.generate(
            root,
            services,
            workers=workers,
            keep_going=keep_going,
            dry_run=dry_run,
            use_cache=not no_cache,
            progress=progress,
        )
    changes, problems = outcome.changes, outcome.generation.problems
    telling.problems(problems)
    telling.services(outcome)
    if problems and not keep_going:
        _fail("nothing was written; --keep-going writes the services that are well")
    click.echo(f"{telling.sums(changes, dry_run=dry_run)}, {len(changes.deleted)} deleted")
    sys.exit(1 if problems else 0)


@main.command()
@click.argument("services", nargs=-1)
@_ROOT
@_NO_CACHE
@_WORKERS
def check(services: tuple[str, ...], root: Path, no_cache: bool, workers: int | None) -> None:
    """Compare the SERVICES, or all, with what `generate` would write; write nothing.

    Whatever differs is shown as a unified diff, and the exit code is 1.
    """
    with shown() as progress:
        wanted = generation.prepare(
            root, services, workers=workers, use_cache=not no_cache, progress=progress
        )
    if wanted.problems:
        telling.problems(wanted.problems)
        sys.exit(1)
    changes = plan(root, wanted.texts, wanted.formerly)
    for difference in differences(root, wanted.texts, changes):
        click.echo(difference.encode(), nl=False)
    if changes:
        written, deleted = len(changes.written), len(changes.deleted)
        what = f"{counted(written, 'file')} to write, {deleted} to delete"
        _fail(f"{what}: run `shapewright generate`")
    click.echo(f"{changes.unchanged} files are what `shapewright generate` writes")


@main.command()
@click.argument("services", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Fetch every service that there is.")
@click.option(
    "--from",
    "source",
    metavar="boto3|web|DIR",
    default="boto3",
    help="The installed boto3 (the default), the web, or a folder with one folder a service.",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default="specs",
    metavar="DIR",
    help="The folder for the services' folders; specs by default.",
)
@click.option("--prune", is_flag=True, help="Delete pages that the source has no longer.")
@click.option("--url-list", type=_FILE, help="Addresses of the pages to fetch from the web.")
@click.option("--base-url", metavar="URL", help="Where on the web sqs.rst.txt would be.")
@click.option(
    "--reference",
    metavar="URL",
    help="Fetch the API Reference instead of boto3's pages: the address of the service's guide, or"
    " of any page on the service in a guide of several services.",
)
@click.option(
    "--workers",
    "-j",
    type=click.IntRange(min=1),
    help="Processes or, for the web, connections to use; 4 connections by default.",
)
def fetch(
    services: tuple[str, ...],
    everything: bool,
    source: str,
    into: Path,
    prune: bool,
    url_list: Path | None,
    base_url: str | None,
    reference: str | None,
    workers: int | None,
) -> None:
    """Bring the pages of the SERVICES into specs/, for `generate` to read.

    A page is replaced only if it differs. Addresses of --url-list stand one a line. With
    --reference, the operations that the guide lists come, and the types that they lead to, beside
    boto3's pages; as Markdown where there is any, else as HTML.
    """
    from generator import fetching

    everything = everything or (url_list is not None and not services)
    _require_fetchable(services, everything, source, url_list, base_url)
    if reference is not None:
        _require_reference(services, everything, source, url_list or base_url)
    _require_parent(into, "--into")
    request = fetching.Request(
        into, services, source, everything, prune, workers, base_url, url_list, reference
    )
    fetched: list[Fetched] = []
    with shown("pages" if source == "web" else "services") as progress:
        for one in fetching.fetch(request, progress):
            fetched.append(one)
            if progress is None:
                telling.fetched(one)
    for one in fetched if progress else ():
        telling.fetched(one)
    sys.exit(1 if any(one.problems for one in fetched) else 0)


def _require_fetchable(
    services: Sequence[str],
    everything: bool,
    source: str,
    url_list: Path | None,
    base_url: str | None,
) -> None:
    if source != "web" and (url_list or base_url):
        raise click.UsageError("--url-list and --base-url go with --from web")
    if bool(services) == everything:
        raise click.UsageError("name services, or give --all")
    if everything and source == "web" and not url_list:
        raise click.UsageError("the web has no list of services: name them, or give --url-list")


def _require_reference(
    services: Sequence[str], everything: bool, source: str, elsewhere: Path | str | None
) -> None:
    if source != "web":
        raise click.UsageError("--reference goes with --from web")
    if everything or len(set(services)) != 1 or elsewhere:
        raise click.UsageError("--reference takes one service, no --url-list and no --base-url")


@main.command()
@click.argument("services", nargs=-1)
@click.option(
    "--pages",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="specs",
    show_default=True,
    help="A folder with one folder a service; the pages are in there, or in its pages/.",
)
@click.option("--all", "everything", is_flag=True, help="Every service that boto3 has, as a whole.")
@click.option("--json", "json_file", metavar="FILE|-", help="Write all findings as JSON.")
@click.option("--details", default=3, show_default=True, help="Facts to show of each sort.")
@_NO_CACHE
@_WORKERS
def audit(
    services: tuple[str, ...],
    pages: Path,
    everything: bool,
    json_file: str | None,
    details: int,
    no_cache: bool,
    workers: int | None,
) -> None:
    """Judge what is read from pages of the SERVICES, or all, by the installed botocore's models.

    With --all, an operation without a page is missing; else only those with a page are compared.
    Where botocore is right, a fact was read wrong, or the page does not say what the client does.
    """
    try:
        from generator.audit import auditing, table
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "botocore":
            raise
        _fail("the audit takes botocore's models: pip install 'shapewright[boto3]'")
    from generator.cache import default_cache
    from generator.parallel import processes

    folders = auditing.folders_of(pages, services, everything=everything)
    audits: list[Audit] = []
    cache = None if no_cache else default_cache()
    with processes(workers, worthwhile=len(folders) > 1) as executor:
        with shown() as progress:
            found = auditing.audit_all(
                folders, whole=everything, cache=cache, executor=executor, progress=progress
            )
            found = iter(list(found)) if progress else found  # A row would tear the bar.
        click.echo(table.HEAD)
        for audited in found:
            audits.append(audited)
            click.echo(table.row(audited))
    click.echo(table.totals(audits))
    for audited in audits:
        for line in table.details(audited, details):
            click.echo(line)
    for line in table.losses(audits):
        click.echo(line)
    if json_file is not None:
        _write(table.as_json(audits), json_file)
    sys.exit(0 if all(audited.is_clean for audited in audits) else 1)
