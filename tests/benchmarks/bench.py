"""Figures of speed, each beside a peer that is measured in the same run: `make bench`.

A figure is the least of several runs, since everything else on the machine only adds to it; one
over a bare interpreter is the median of differences between runs right beside each other.

`make bench ARGS=DIR` adds what takes the pages of many services, of which `DIR` holds a folder
each, as `shapewright fetch --all --into DIR` leaves them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any, cast

import botocore.session
from botocore.validate import ParamValidator
from docutils import nodes
from docutils.parsers.rst import Directive

ROOT = Path(__file__).parents[2]
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
_NO_CACHE = {"SHAPEWRIGHT_CACHE": ""}
_SEEDS = ("cleanroomsml", "dataexchange", "discovery", "pinpoint")


def main() -> None:
    """Print all figures."""
    sys.path.insert(0, str(ROOT))
    _imports()
    _validation()
    _generation()
    _references(ROOT.parent / "shared" / "corpus")
    if len(sys.argv) > 1:
        corpus = Path(sys.argv[1]).resolve(strict=True)
        _reading(corpus)
        _from_pages_to_code(corpus)
        _models(corpus)


def _row(what: str, figure: float, unit: str, peer: str, other: float) -> None:
    sys.stdout.write(
        f"{what:<44}{figure:>9.2f} {unit:<4}{peer:<28}{other:>9.2f} {unit}{other / figure:>8.1f}x\n"
    )


def _least(run: Callable[[], object], times: int) -> float:
    """Return the least seconds that a call takes."""
    taken: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return min(taken)


def _python(code: str, environment: Mapping[str, str] | None = None) -> Callable[[], object]:
    command = [sys.executable, "-c", code]
    return lambda: subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _repeat(run: Callable[[], object], times: int) -> None:
    for _ in range(times):
        run()


def _imports() -> None:
    """Compare the import of a client's module, over a bare interpreter, with that of boto3."""
    plain = {key: value for key, value in os.environ.items() if key != _NO_BYTECODE}
    with tempfile.TemporaryDirectory() as cache:
        settings = {
            "with bytecode": plain | {"PYTHONPYCACHEPREFIX": cache},
            "compiled anew": plain | {_NO_BYTECODE: "1"},
        }
        for name, environment in settings.items():
            ours = _over_bare("import generated.dataexchange.client", environment, 40)
            boto3 = _over_bare("import boto3", environment, 6)
            _row(f"import of a client ({name})", ours * 1000, "ms", "import of boto3", boto3 * 1000)


def _over_bare(code: str, environment: Mapping[str, str], times: int) -> float:
    """Return the median seconds that code takes longer than an empty program right beside it."""
    taken: list[float] = []
    for _ in range(times):
        bare, ours = (_least(_python(each, environment), 1) for each in ("pass", code))
        taken.append(ours - bare)
    return median(taken)


def _validation() -> None:
    """Compare the checks of a request with botocore's."""
    from generated._runtime.validation import Level
    from generated.cleanroomsml.fixtures import full_start_audience_export_job_request
    from generated.cleanroomsml.validators import validate_start_audience_export_job

    request = full_start_audience_export_job_request()
    model = botocore.session.get_session().get_service_model("cleanroomsml")
    shape = cast(Any, model.operation_model("StartAudienceExportJob").input_shape)
    levels: tuple[Level, ...] = ("structure", "documented")
    count = 1000
    check = partial(ParamValidator().validate, request, shape)
    theirs = _least(partial(_repeat, check, count), 5)
    for level in levels:
        check = partial(validate_start_audience_export_job, request, level)
        ours = _least(partial(_repeat, check, count), 5)
        _row(f"validation of a request ({level})", ours * 1000, "us", "botocore", theirs * 1000)


def _generation() -> None:
    """Compare a run that has nothing to do with one that does everything anew."""
    command = [sys.executable, "-m", "generator", "generate"]
    quiet = _least(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True), 5)
    code = (
        "from pathlib import Path; from generator.pipeline import build_service\n"
        "for path in sorted(Path('specs').glob('*/pages')):\n"
        "    build_service(Path('.'), path.parent.name)"
    )
    anew = _least(_python(code), 3)
    _row("generate with nothing to do", quiet * 1000, "ms", "building all services", anew * 1000)


def _reading(corpus: Path) -> None:
    """Compare the reading of pages with docutils' own parse of the same; every tenth page."""
    from generator.reading import load_pages, read_pages
    from generator.sources.folder import page_files

    pages = load_pages(page_files([corpus])[::10])
    ours = _least(lambda: read_pages(pages), 1)
    docutils = _least(lambda: [_parse(page.content.decode()) for page in pages], 1)
    contents = [page.content for page in pages]
    _rates("reading of pages", contents, ours, "parsing by docutils", docutils)


def _references(corpus: Path) -> None:
    """Compare the reading of API References with a bare parse, where there are real pages."""
    from markdown_it import MarkdownIt
    from selectolax.lexbor import LexborHTMLParser

    from generator.readers.page import read_page

    markdown = MarkdownIt("commonmark").enable("table")
    peers: dict[str, tuple[str, str, Callable[[str], object]]] = {
        "html": ("*.html", "parsing by selectolax", LexborHTMLParser),
        "markdown": ("*.md", "parsing by markdown-it", markdown.parse),
        "official-markdown": ("*.md", "parsing by markdown-it", markdown.parse),
        "text": ("*.txt", "parsing by markdown-it", markdown.parse),
    }
    for rendition, (pattern, peer, parse) in peers.items():
        files = sorted(corpus.glob(f"apiref-{rendition}/*/{pattern}"))[::4]
        pages = [file.read_bytes() for file in files]
        texts = [page.decode() for page in pages]
        if pages:
            ours = _least(partial(_each, partial(read_page, file="page"), pages), 3)
            theirs = _least(partial(_each, parse, texts), 3)
            _rates(f"reading of API References ({rendition})", pages, ours, peer, theirs)


def _each(run: Callable[[Any], object], arguments: Sequence[object]) -> None:
    for argument in arguments:
        run(argument)


def _rates(what: str, pages: Sequence[bytes], ours: float, peer: str, theirs: float) -> None:
    """Print pages and megabytes a second, and how much longer it takes than the peer."""
    for unit, amount in (("/s", len(pages)), ("MB/s", sum(map(len, pages)) / 1e6)):
        sys.stdout.write(
            f"{what:<44}{amount / ours:>9.2f} {unit:<5}{peer:<28}"
            f"{amount / theirs:>8.2f} {unit:<4}{theirs / ours:>6.2f}x\n"
        )


def _parse(text: str) -> object:
    from docutils.core import publish_doctree
    from docutils.parsers.rst import directives

    for name in ("py:class", "py:method", "py:attribute"):
        directives.register_directive(name, _Description)
    return publish_doctree(text, settings_overrides={"report_level": 5, "halt_level": 5})


class _Description(Directive):
    """Parses what a directive holds, as Sphinx's do."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return what the directive holds."""
        node = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def _from_pages_to_code(corpus: Path) -> None:
    """Measure `generate` on a project that has never been generated, without a cache."""
    for name, services in (("EC2", ("ec2",)), ("four services", _SEEDS)):
        with tempfile.TemporaryDirectory() as project:
            for service in services:
                shutil.copytree(
                    _pages_of(corpus, service), Path(project, "specs", service, "pages")
                )
            seconds, memory = _measured(["generate", "--root", project], _NO_CACHE)
            _figure(f"generate: {name}", seconds, memory)


def _pages_of(corpus: Path, service: str) -> Path:
    inner = corpus / service / "pages"
    return inner if inner.is_dir() else corpus / service


def _models(corpus: Path) -> None:
    """Measure the extraction of all models with two workers, with nothing and all in the cache."""
    with tempfile.TemporaryDirectory() as folder:
        cache = {"SHAPEWRIGHT_CACHE": str(Path(folder, "cache"))}
        output = str(Path(folder, "models"))
        command = ["extract", "--each", str(corpus), "--output", output, "-j", "2"]
        for state in ("nothing is in the cache", "all is in the cache"):
            _figure(f"extract --each: {state}", *_measured(command, cache))


def _figure(what: str, seconds: float, memory: float) -> None:
    sys.stdout.write(f"{what:<44}{seconds:>9.2f} s{memory:>9.0f} MB at most\n")


def _measured(arguments: list[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Run the program; return the seconds that it takes, and the most memory, in megabytes."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
    ) as process:
        most = [0.0]
        watch = Thread(target=_watch, args=(process, most))
        watch.start()
        process.wait()
        seconds = time.perf_counter() - began
        watch.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return seconds, most[0]


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    """Note the most memory that a process and its workers have together, where /proc tells it."""
    while process.poll() is None:
        most[0] = max(most[0], _memory(process.pid))
        time.sleep(0.05)


def _memory(pid: int) -> float:
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return 0.0
    pages = own * os.sysconf("SC_PAGE_SIZE") / 1e6
    return pages + sum(map(_memory, map(int, children)))


if __name__ == "__main__":
    main()
