"""boto3's pages of ten services are read as botocore's models have them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.judged import assert_agrees

from generator.audit.auditing import audit_service

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


@pytest.mark.parametrize("service", SERVICES)
def test_ir_agrees_with_model(service: str, boto3_pages: Callable[[str], Path]) -> None:
    """Every page is read, every operation is there, and no fact is wrong."""
    assert_agrees(audit_service(boto3_pages(service), service))
