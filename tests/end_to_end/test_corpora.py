"""Real pages of API References, one rendition at a time, judged by botocore's models."""

from itertools import product
from pathlib import Path

import pytest
from support.judged import assert_nothing_wrong

from generator.audit.auditing import audit_service

RENDITIONS = ("apiref-markdown", "apiref-html", "apiref-text")
SERVICES = (
    "accessanalyzer",
    "account",
    "acm",
    "appconfig",
    "autoscaling",
    "cloudformation",
    "discovery",
    "dynamodb",
    "ec2",
    "route53",
    "s3control",
    "s3vectors",
    "sqs",
)
OFFICIAL = "apiref-official-markdown"
"""Pages as docs.aws.amazon.com serves them, of fewer services."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("service", "rendition"),
    [
        *product(SERVICES, RENDITIONS),
        *product(("cleanroomsml", "dataexchange", "discovery"), [OFFICIAL]),
    ],
)
def test_pages_agree_with_the_model(service: str, rendition: str, shared: Path) -> None:
    """Every page is read, no fact is wrong, and what is of another time has a witness."""
    folder = shared / "corpus" / rendition / service

    audited = audit_service(folder, service, whole=False)

    assert_nothing_wrong(audited)
    assert audited.verdict is not None
    pages = audited.verdict.read + audited.verdict.types + len(audited.aside)
    assert audited.pages == pages
    assert all(one.witness and one.lines for one in audited.verdict.newer)


@pytest.mark.slow
@pytest.mark.parametrize("rendition", RENDITIONS)
def test_few_facts_are_of_another_time(rendition: str, shared: Path) -> None:
    """They are under one in a hundred, over all services."""
    folders = [folder for folder in (shared / "corpus" / rendition).iterdir() if folder.is_dir()]

    audits = [audit_service(folder, folder.name, whole=False) for folder in sorted(folders)]

    verdicts = [audited.verdict for audited in audits if audited.verdict is not None]
    newer = sum(len(verdict.newer) for verdict in verdicts)
    assert newer < sum(verdict.compared for verdict in verdicts) / 100
