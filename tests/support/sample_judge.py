"""Judges samples: by botocore, and by the validators that are generated beside them.

    PYTHONPATH=tests python -m support.sample_judge sqs kms

renders boto3's pages of these services, emits them, and prints what botocore says of every sample.
"""

import argparse
import importlib
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import boto3
import msgspec
from botocore.exceptions import ParamValidationError
from botocore.stub import Stubber
from botocore.validate import ParamValidator

from generator.emit.emission import emit_package, emit_runtime, emit_service
from generator.emit.views_service import service_module
from generator.model import ir
from generator.model.assembly import assemble
from generator.sources.boto3 import render
from support.boto3_pages import pages
from support.facts import facts_of

UNSTATED = {"missing required field", "invalid length", "invalid range"}
"""What boto3's pages do not state: minima, and what responses have to have."""


@dataclass
class SampleVerdict:
    """What judges say of the samples of one service."""

    service: str
    operations: int = 0
    requests: int = 0
    """Full requests that were judged; every operation has at most one."""
    responses: int = 0
    minimal: int = 0
    """Minimal requests that were judged."""
    unstated: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """What botocore misses and no page states: what it is, and where."""
    wrong: list[str] = field(default_factory=list[str])

    @property
    def row(self) -> str:
        """One line of a table."""
        counted = Counter(what for what, _ in self.unstated)
        counts = ", ".join(f"{count} {what}" for what, count in sorted(counted.items()))
        return (
            f"{self.service:<16}{self.operations:>6}{self.requests:>10}{self.responses:>11}"
            f"{self.minimal:>9}{len(self.wrong):>7}  {counts or 'nothing'}"
        )


HEAD = (
    f"{'service':<16}{'ops':>6}{'requests':>10}{'responses':>11}{'minimal':>9}  wrong  not stated"
)


@contextmanager
def package(service: ir.Service) -> Generator[Callable[[str], ModuleType]]:
    """Emit a service, and give what imports its modules."""
    module = service_module(service.id)
    texts = emit_runtime() | emit_package([service.id]) | emit_service(service)
    with tempfile.TemporaryDirectory() as folder:
        root = f"sdk_{Path(folder).name}"
        for path, text in texts.items():
            file = Path(folder, root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        sys.path.insert(0, folder)
        try:
            yield lambda name: importlib.import_module(f"{root}.{module}.{name}")
        finally:
            sys.path.remove(folder)
            for name in [name for name in sys.modules if name.split(".")[0] == root]:
                del sys.modules[name]


def judge_samples(service: ir.Service, service_name: str) -> SampleVerdict:
    """Have botocore judge the samples of a service.

    Args:
        service: The IR.
        service_name: boto3's name of the service.
    """
    verdict = SampleVerdict(service_name)
    client: Any = cast(Any, boto3).client(
        service_name,
        region_name="us-east-1",
        aws_access_key_id="x",
        aws_secret_access_key="y",
    )
    methods = {wire: method for method, wire in client.meta.method_to_api_mapping.items()}
    with package(service) as module:
        fixtures = module("fixtures")
        stubbed = importlib.import_module(f"{fixtures.__name__.split('.')[0]}._runtime.samples")
        for wire_name, operation in service.operations.items():
            verdict.operations += 1
            model = client.meta.service_model.operation_model(wire_name)
            for extent in ("full", "minimal"):
                request = _sample(fixtures, extent, operation, "request")
                if request is not None:
                    shape = model.input_shape
                    _by_botocore(verdict, shape, request, f"{extent} {wire_name} request")
                    verdict.requests += extent == "full"
                    verdict.minimal += extent == "minimal"
            response = _sample(fixtures, "full", operation, "response")
            if response is not None:
                verdict.responses += 1
                response = stubbed.stubbed(response)
                _by_stubber(verdict, client, methods[wire_name], response, model.output_shape)
    return verdict


def _sample(fixtures: ModuleType, extent: str, operation: ir.Operation, side: str) -> Any:
    function = getattr(fixtures, f"{extent}_{operation.python_name}_{side}", None)
    return None if function is None else function()


def _by_botocore(verdict: SampleVerdict, shape: Any, sample: Any, what: str) -> None:
    for reason, path, details in ParamValidator().validate(sample, shape)._errors:
        if reason in UNSTATED:
            needed = details.get("required_name") or details.get("min_allowed")
            verdict.unstated.append((reason, f"{what}: {path} {needed}"))
        else:
            verdict.wrong.append(f"{what}: botocore: {reason} at {path}: {details}")


def _by_stubber(
    verdict: SampleVerdict, client: Any, method: str, response: Mapping[str, Any], shape: Any
) -> None:
    """Offer a response to the stubber of the client that is installed."""
    try:
        Stubber(client).add_response(method, dict(response))
    except ParamValidationError as error:
        if shape is None:
            verdict.wrong.append(f"{method}: {error}")
            return
        _by_botocore(verdict, shape, _without_metadata(response), f"full {method} response")


def own_problems(service: ir.Service) -> list[str]:
    """Check all samples against all that is documented of them.

    Validators are made of requests alone, so responses are made requests for once.
    """
    turned = msgspec.structs.replace(
        service,
        operations={
            name: msgspec.structs.replace(operation, input=operation.output)
            for name, operation in service.operations.items()
        },
    )
    with package(service) as module, package(turned) as turned_module:
        fixtures = module("fixtures")
        checks = {"request": module("validators"), "response": turned_module("validators")}
        return [
            f"{extent} {wire_name} {side}: {problem}"
            for wire_name, operation in service.operations.items()
            for side, validators in checks.items()
            for extent in ("full", "minimal")
            if (sample := _sample(fixtures, extent, operation, side)) is not None
            for problem in validators.VALIDATORS[wire_name](_without_metadata(sample), "documented")
        ]


def _without_metadata(sample: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in sample.items() if key != "ResponseMetadata"}


def main() -> None:
    """Judge the samples of services, from boto3's pages."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("services", nargs="+")
    parser.add_argument("--list", action="store_true", help="List what no page states, too.")
    arguments = parser.parse_args()
    sys.stdout.write(f"{HEAD}\n")
    for service in arguments.services:
        with tempfile.TemporaryDirectory() as folder:
            facts = facts_of(pages(render(service, Path(folder))))
            model = assemble(facts, service_id=service).service
        verdict = judge_samples(model, service)
        details = [f"  {line[:300]}" for line in [*verdict.wrong, *own_problems(model)][:20]]
        if arguments.list:
            details += [f"  not stated: {reason}: {where}" for reason, where in verdict.unstated]
        sys.stdout.write("\n".join([verdict.row, *details, ""]))


if __name__ == "__main__":
    main()
