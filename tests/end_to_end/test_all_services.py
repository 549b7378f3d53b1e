"""Every service of boto3, from pages to code. It takes their pages, and a quarter of an hour.

shapewright fetch --all --into DIR
make test-all ARGS="--pages DIR tests/end_to_end/test_all_services.py -n 1"
"""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from support.black_check import black_changes
from support.disk import tree

from generator.audit import auditing, table
from generator.cache import Cache
from generator.corpus import extract_each
from generator.emit.emission import emit_package, emit_runtime, emit_service
from generator.model.checks import as_service
from generator.model.yaml import load
from generator.parallel import each
from generator.sources.folder import services_in

pytestmark = pytest.mark.slow

TYPED = (
    "apigatewayv2",
    "cleanroomsml",
    "cloudfront",
    "connect",
    "dynamodb",
    "ec2",
    "glue",
    "iam",
    "iot",
    "kms",
    "lambda_",
    "lexv2_models",
    "logs",
    "medialive",
    "quicksight",
    "rds",
    "s3",
    "sagemaker",
    "sqs",
    "wafv2",
)
"""The modules that mypy checks."""


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    """Give two processes."""
    with ProcessPoolExecutor(2) as executor:
        yield executor


@pytest.fixture(scope="module")
def models(
    all_pages: Path, executor: Executor, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Extract all models: without a cache, with an empty and with a full one, to the same bytes."""
    cache = Cache(tmp_path_factory.mktemp("cache"))
    runs = [list(extract_each(all_pages, cache=c, executor=executor)) for c in (None, cache, cache)]

    assert runs[0] == runs[1] == runs[2]
    assert [] == [problem for model in runs[0] for problem in model.problems]
    return {model.service_id: model.text for model in runs[0]}


def write_code(model: tuple[str, str], root: Path) -> None:
    """Write the code of one service."""
    name, text = model
    for path, source in emit_service(as_service(load(text, name))).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, "utf-8")


@pytest.fixture(scope="module")
def code(
    models: dict[str, str], executor: Executor, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Emit all models, and return the folder around the package."""
    root = tmp_path_factory.mktemp("code")
    package = root / "generated"
    for path, text in {**emit_package(models), **emit_runtime()}.items():
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text(text, "utf-8")
    list(each(partial(write_code, root=package), list(models.items()), executor))
    return root


def run(*command: str | Path, inside: Path) -> None:
    """Run Python, and show what it says if it fails."""
    done = subprocess.run(
        [sys.executable, *command], cwd=inside, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-5000:]


def test_every_page_is_read_as_botocore_has_it(all_pages: Path, executor: Executor) -> None:
    """Every page is read, every operation is there, and no fact is wrong."""
    folders = auditing.folders_of(all_pages, everything=True)
    audits = list(auditing.audit_all(folders, whole=True, executor=executor))

    sys.stdout.write("\n".join([table.HEAD, *map(table.row, audits), table.totals(audits), ""]))
    assert [] == [audited.service for audited in audits if not audited.is_clean]


def test_every_service_becomes_a_model(all_pages: Path, models: dict[str, str]) -> None:
    """None is left out."""
    assert services_in(all_pages) == list(models)


def test_all_code_compiles_and_can_be_imported(code: Path) -> None:
    """Every module of every service."""
    run("-m", "compileall", "-q", "generated", inside=code)
    program = (
        "import importlib, pkgutil, generated\n"
        "modules = pkgutil.walk_packages(generated.__path__, 'generated.')\n"
        "print(len([importlib.import_module(module.name) for module in modules]))"
    )
    run("-c", program, inside=code)


def test_code_is_typed(code: Path, tmp_path: Path) -> None:
    """Mypy has nothing to say in its strict mode."""
    packages = [argument for name in TYPED for argument in ("-p", f"generated.{name}")]
    run("-m", "mypy", "--strict", "--cache-dir", tmp_path, *packages, inside=code)


def test_black_leaves_all_code_as_it_is(code: Path, executor: Executor) -> None:
    """Black would change no file."""
    texts = [(path, text.decode()) for path, text in tree(code / "generated").items()]
    sources = [(path, text) for path, text in texts if path.endswith((".py", ".pyi"))]
    changed = each(black_changes, sources, executor, weigh=lambda source: len(source[1]))

    assert [] == [path for (path, _), change in zip(sources, changed, strict=True) if change]
