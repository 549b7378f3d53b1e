"""Figures of speed, each beside a peer that is measured in the same run: `make bench`.

A figure is the least of several runs, since everything else on the machine only adds to it; one
over a bare interpreter is the median of differences between runs right beside each other.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, cast

import botocore.session
from botocore.validate import ParamValidator

ROOT = Path(__file__).parents[2]
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


def main() -> None:
    """Print all figures."""
    sys.path.insert(0, str(ROOT))
    _imports()
    _validation()
    _generation()


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


if __name__ == "__main__":
    main()
