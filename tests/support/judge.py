"""Judges what was read from boto3's pages by botocore's own model of the service.

What a page does not carry is not compared: whether responses have a member, lengths and patterns,
HTTP bindings, enumerations of a map's keys, result keys and acceptors.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import botocore.session
from botocore import xform_name
from botocore.exceptions import UnknownServiceError
from botocore.model import OperationModel, ServiceModel
from botocore.utils import get_service_module_name

from generator.model import ir
from generator.model.assembly import assemble
from generator.model.facts import PageFacts, PageKind
from generator.model.problems import Problem
from generator.readers.page import read_page
from generator.sources.boto3 import render
from support.boto3_pages import pages
from support.customisations import WITHOUT_METHOD
from support.trees import Trees
from support.verdict import Fact, Tally, Verdict

_ON_OPERATIONS = (PageKind.CLIENT, PageKind.OPERATION)
"""The kinds of page that show all of an operation."""


def judge(service: ir.Service, service_name: str) -> Verdict:
    """Compare a service's IR with botocore's model of it.

    Args:
        service: The IR.
        service_name: boto3's name of the service.

    Raises:
        UnknownServiceError: Where botocore has no model of it.
    """
    model = ServiceModel(_load(service_name, "service-2"), service_name)
    tally = Tally()
    _identity(service, model, tally)
    operations = [
        name for name in model.operation_names if (service_name, name) not in WITHOUT_METHOD
    ]
    _operations(service, model, operations, tally)
    _paginators(service, _optional(service_name, "paginators-1", "pagination"), tally)
    _waiters(service, _optional(service_name, "waiters-2", "waiters"), tally)
    return Verdict(
        service=service_name,
        operations=len(operations),
        read=sum(name in service.operations and _is_whole(service, name) for name in operations),
        compared=tally.compared,
        wrong=tuple(tally.wrong),
        guessed=tally.guessed,
        unknown=tally.unknown,
        too_large=sum(len(operation.too_large) for operation in service.operations.values()),
    )


def _load(service_name: str, sort: str) -> dict[str, Any]:
    loader = botocore.session.get_session().get_component("data_loader")
    model: dict[str, Any] = loader.load_service_model(service_name, sort)
    return model


def _optional(service_name: str, sort: str, key: str) -> dict[str, Any]:
    try:
        model: dict[str, Any] = _load(service_name, sort)[key]
    except UnknownServiceError:  # What botocore's loader raises where a file of this sort lacks.
        return {}
    return model


def _is_whole(service: ir.Service, operation: str) -> bool:
    """Tell whether the IR has all that pages tell of an operation."""
    return any(
        service.pages[page].kind in _ON_OPERATIONS for page in service.operations[operation].pages
    )


def _identity(service: ir.Service, model: ServiceModel, tally: Tally) -> None:
    tally.check(Fact.NAME, "id", model.service_name, service.id)
    tally.check(Fact.NAME, "class name", get_service_module_name(model), service.class_name)
    tally.check(Fact.NAME, "uid", model.metadata.get("uid"), service.uid)
    tally.check(Fact.NAME, "API version", model.api_version, service.api_version)


def _operations(
    service: ir.Service, model: ServiceModel, names: Sequence[str], tally: Tally
) -> None:
    trees = Trees(model.service_name, service.shapes, tally)
    for name in tally.presence("operations", sorted(names), sorted(service.operations)):
        expected, found = model.operation_model(name), service.operations[name]
        tally.check(Fact.NAME, name, xform_name(name), found.python_name)
        whole = _is_whole(service, name)
        if whole:
            tally.check(Fact.DEPRECATED, name, expected.deprecated, found.deprecated)
            _errors(expected, found, tally)
        trees.compare(expected, found, whole=whole)


def _errors(expected: OperationModel, found: ir.Operation, tally: Tally) -> None:
    names = list(dict.fromkeys(shape.name for shape in expected.error_shapes))
    tally.check(Fact.ERROR, expected.name, names, found.errors)


def _paginators(service: ir.Service, expected: Mapping[str, Any], tally: Tally) -> None:
    common = _all_there(Fact.PAGINATOR, expected, service.paginators, tally)
    for name in common:
        found, config = service.paginators[name], expected[name]
        limit = _as_list(config.get("limit_key", []))
        if found.limit_key.exists is not None:
            path = f"{name}.limit_key.exists"
            tally.check(Fact.PAGINATOR, path, bool(limit), found.limit_key.exists)
        _finding(f"{name}.limit_key", limit, found.limit_key, tally)
        _finding(f"{name}.input_token", _as_list(config["input_token"]), found.input_tokens, tally)
        _finding(
            f"{name}.output_token", _as_list(config["output_token"]), found.output_tokens, tally
        )


def _finding(path: str, expected: list[str], found: ir.Finding, tally: Tally) -> None:
    if found.origin == "unknown":
        tally.unknown += 1
    else:
        tally.check(Fact.PAGINATOR, path, expected or "none", found.value)


def _as_list(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _waiters(service: ir.Service, expected: Mapping[str, Any], tally: Tally) -> None:
    for name in _all_there(Fact.WAITER, expected, service.waiters, tally):
        found, config = service.waiters[name], expected[name]
        tally.check(Fact.WAITER, f"{name}.operation", config["operation"], found.operation)
        tally.check(Fact.WAITER, f"{name}.delay", config["delay"], found.delay)
        tally.check(Fact.WAITER, f"{name}.maxAttempts", config["maxAttempts"], found.max_attempts)


def _all_there(
    fact: Fact, expected: Iterable[str], found: Iterable[str], tally: Tally
) -> list[str]:
    """Compare the names of paginators or waiters, and return those that both sides have."""
    names, others = set(expected), set(found)
    for name in sorted(names | others):
        tally.decide(fact, name, name in names & others, name in names, name in others)
    return sorted(names & others)


_ROW = "{:16} {:>10} {:>5} {:>7} {:>8} {:>5} {:>7} {:>7} {:>9}  {}"
HEAD = _ROW.format(
    "service",
    "operations",
    "pages",
    "facts",
    "not read",
    "aside",
    "guessed",
    "unknown",
    "too large",
    "wrong",
)
"""The head of a table of audits."""


@dataclass(frozen=True)
class Audit:
    """What became of a service's pages."""

    verdict: Verdict
    pages: int
    problems: tuple[Problem, ...]
    """Why pages could not be read."""
    aside: tuple[str, ...]
    """Pages that are no operation's, with the reason."""

    @property
    def unread(self) -> list[str]:
        """The pages that could not be read."""
        return sorted({problem.file for problem in self.problems})

    @property
    def row(self) -> str:
        """The audit on one line of a table."""
        verdict = self.verdict
        wrong = ", ".join(f"{fact} {n}" for fact, n in sorted(verdict.wrong_by_fact.items()))
        return _ROW.format(
            verdict.service,
            f"{verdict.read}/{verdict.operations}",
            self.pages,
            verdict.compared,
            len(self.unread),
            len(self.aside),
            verdict.guessed,
            verdict.unknown,
            verdict.too_large,
            wrong or "nothing",
        )


def audit(folder: Path, service_name: str) -> Audit:
    """Read all pages in a service's folder, build the IR from them, and judge it."""
    facts: list[PageFacts] = []
    problems: list[Problem] = []
    aside: list[str] = []
    for page in pages(folder):
        file = f"{service_name}/{page.parent.name}/{page.name}"
        reading = read_page(page.read_bytes(), file)
        problems += reading.problems
        if reading.facts is not None:
            facts.append(reading.facts)
        if reading.aside is not None:
            aside.append(reading.aside)
    verdict = judge(assemble(facts).service, service_name)
    count = sum(1 for _ in pages(folder))
    return Audit(verdict, count, tuple(problems), tuple(aside))


def details(audited: Audit, limit: int) -> str:
    """Tell what is wrong, at most so many of each sort of fact, and which pages weren't read."""
    lines: list[str] = []
    for fact in Fact:
        wrong = [wrong for wrong in audited.verdict.wrong if wrong.fact is fact]
        lines += [f"  {one}" for one in wrong[:limit]]
    lines += [f"  not read: {problem}" for problem in audited.problems[:limit]]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Print a table of audits; exit code 1 where a fact is wrong or a page isn't read."""
    parser = argparse.ArgumentParser(prog="support.judge", description=__doc__)
    parser.add_argument("services", nargs="+", metavar="SERVICE", help="boto3's name of it")
    parser.add_argument(
        "--pages", type=Path, metavar="DIR", help="folder of rendered pages, one folder a service"
    )
    parser.add_argument(
        "--details", type=int, default=0, metavar="N", help="show N wrong facts of each sort"
    )
    options = parser.parse_args(arguments)
    clean = True
    sys.stdout.write(f"{HEAD}\n")
    for service in options.services:
        with tempfile.TemporaryDirectory() as work:
            folder = options.pages / service if options.pages else render(service, Path(work))
            audited = audit(folder, service)
        clean = clean and not audited.verdict.wrong and not audited.problems
        shown = details(audited, options.details)
        sys.stdout.write(f"{audited.row}\n" + (f"{shown}\n" if shown else ""))
        sys.stdout.flush()
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
