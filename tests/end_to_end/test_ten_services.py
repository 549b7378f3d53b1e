"""boto3's pages of ten services are read as botocore's models have them."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.audit.auditing import audit_service
from generator.audit.table import HEAD, details, row

SERVICES = [
    "sqs",
    "kms",
    "dynamodb",
    "lambda",
    "s3",
    "iam",
    "route53",
    "glue",
    "wafv2",
    "accessanalyzer",
]

KNOWN = {
    # `Children` repeats the list around it; where no description stands beside the syntax, nothing
    # tells that from a repeated structure.
    "glue": {"recursion": 2},
}
"""How many facts of each sort are known to be wrong; what isn't here must have none."""


@pytest.mark.parametrize("service", SERVICES)
def test_ir_agrees_with_model(service: str, boto3_pages: Callable[[str], Path]) -> None:
    """Every page is read, every operation is there, and no fact is wrong that isn't known."""
    audited = audit_service(boto3_pages(service), service)

    sys.stdout.write("\n".join([HEAD, row(audited), *details(audited, limit=20), ""]))
    assert not audited.unread
    assert audited.verdict is not None
    assert audited.verdict.operations == audited.verdict.read
    assert KNOWN.get(service, {}) == audited.verdict.wrong_by_fact
