"""Samples are accepted: by botocore, by its stubber, and by the validators beside them."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.boto3_pages import pages
from support.facts import facts_of
from support.sample_judge import HEAD, judge_samples, own_problems

from generator.model import ir
from generator.model.assembly import assemble
from generator.model.checks import read_ir
from generator.model.facts import PageFacts
from generator.readers.page import read_page

ROOT = Path(__file__).parent.parent.parent
SEEDS = {
    "cleanroomsml": ("000", "001"),
    "dataexchange": ("002",),
    "pinpoint": ("003",),
    "discovery": ("004",),
}

KNOWN = {
    # The pages show a policy, which the client takes as a text, as a dictionary.
    "iam": ("{'param': {}, 'valid_types': [\"<class 'str'>\"]}",),
    # A syntax block shows `{ ... }` for a union, and of this one there is no page.
    "cleanroomsml": (".seedAudience.sqlComputeConfiguration",),
    # boto3 adds it to what the service answers; the page shows it, botocore's model doesn't.
    "s3": ("'unknown_param': 'ExpiresString'",),
}
"""What is known to be wrong with pages: words by which botocore's complaint is told."""


def judged(service: ir.Service, name: str) -> list[str]:
    """Return what is wrong with a service's samples, beyond what is known."""
    verdict = judge_samples(service, name)
    sys.stdout.write(f"{HEAD}\n{verdict.row}\n")
    known = KNOWN.get(name, ())
    wrong = [line for line in verdict.wrong if not any(word in line for word in known)]
    return [*wrong, *own_problems(service)]


@pytest.mark.parametrize("service", SEEDS)
def test_botocore_accepts_the_samples_of_this_repository(service: str) -> None:
    """The committed models give samples that the installed boto3 takes for its own."""
    file = ROOT / "specs" / service / "service.yaml"

    assert [] == judged(read_ir(file.read_text("utf-8"), file.name), service)


@pytest.mark.parametrize(("service", "numbers"), SEEDS.items())
def test_botocore_accepts_the_samples_of_real_pages(
    shared: Path, service: str, numbers: tuple[str, ...]
) -> None:
    """So do the pages that the repository's pages stand for."""
    files = [next((shared / "seeds").glob(f"{number}_*.txt")) for number in numbers]

    assert [] == judged(assemble(facts_of(files), service_id=service).service, service)


@pytest.mark.parametrize(
    "service",
    [
        "sqs",
        *(
            pytest.param(service, marks=pytest.mark.slow)
            for service in (
                *("kms", "dynamodb", "lambda", "s3", "iam", "route53"),
                *("glue", "wafv2", "accessanalyzer"),
            )
        ),
    ],
)
def test_botocore_accepts_the_samples_of_whole_services(
    service: str, boto3_pages: Callable[[str], Path]
) -> None:
    """Apart from minima and requirements that boto3's pages do not state."""
    model = assemble(facts_of(pages(boto3_pages(service))), service_id=service).service

    assert [] == judged(model, service)


def test_samples_satisfy_what_the_api_reference_states(shared: Path) -> None:
    """Lengths, ranges, patterns and enumerations hold in every sample of every readable page."""
    found: dict[str, list[PageFacts]] = {}
    for file in sorted((shared / "corpus/apiref-text").glob("*/*.txt")):
        facts = read_page(file.read_bytes(), file.name).facts
        if facts is not None:
            found.setdefault(file.parent.name, []).append(facts)

    assert sum(map(len, found.values())) > 60
    for name, read in found.items():
        assert [] == own_problems(assemble(read, service_id=name, settled=True).service), name
