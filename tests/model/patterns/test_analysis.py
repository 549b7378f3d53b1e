"""Tests of what is enforced of patterns that do not say, or not quite, what was meant."""

import re

import pytest

from generator.model.patterns import analyse

TWICE = "it seems to be escaped twice: what either admits is admitted"
PARTITIONS = "it takes ARNs of some partitions alone: those of any other are admitted"
MISSPELT = "it asks for an ARN of which the form is misspelt"


@pytest.mark.parametrize(
    ("source", "accepted", "refused"),
    [
        (r"^\\d{12}$", ["123456789012", r"\dddddddddddd"], ["", "12"]),
        (r"^\\S+[\\S\\s]*", ["a\nb"], ["", " a"]),
        (r"\\+?[0-9]{1,11}", ["+41", "41", r"\41"], ["++41", "a"]),
        (r"^[\\P{C}\r\n\t]+$", ["a\n"], ["\x00", ""]),
        (r"[\\u0020-\\u007e]+", ["a b"], ["é"]),
        (r"\\w+\.\\w+", ["a.b"], ["a", "ab."]),
    ],
)
def test_escaped_twice(source: str, accepted: list[str], refused: list[str]) -> None:
    """What seems to be escaped twice admits both readings."""
    pattern = analyse(source)

    assert pattern.status == "widened"
    assert pattern.reason is not None
    assert TWICE in pattern.reason
    assert pattern.regex is not None
    assert [text for text in accepted if not re.fullmatch(pattern.regex, text)] == []
    assert [text for text in refused if re.fullmatch(pattern.regex, text)] == []


@pytest.mark.parametrize(
    "source",
    [
        r"[A-Za-z]:\\[a-z]+",
        r"[a-z\\]+",
        r"[a-z0-9\\-]{3}",
        r"(?!.*\\|.*\").+",
        r"[\\\w]+",
        r"[^\\/:*?]+",
    ],
)
def test_backslashes_that_are_meant(source: str) -> None:
    """A doubled backslash stands for one where nothing else makes sense."""
    assert TWICE not in (analyse(source).reason or "")


def test_escaped_twice_beyond_what_can_be_told() -> None:
    """Where one of the readings can't be enforced, nothing is."""
    pattern = analyse(r"(.)\\d\1")

    assert pattern.status == "not enforced"


@pytest.mark.parametrize(
    "source",
    [
        "arn:aws:iam::[0-9]{12}:role/[a-z]+",
        "^$|^arn:aws:iam::[0-9]{12}:role/[a-z]+$",
        "arn:(aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/[a-z]+",
        "^arn:[a-z0-9]{1,10}:profile",
        "[a-z]+|arn:aws(-cn)?:iam::[0-9]{12}:role/[a-z]+",
    ],
)
@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov", "aws-iso-f", "aws-eusc"])
def test_partitions(source: str, partition: str) -> None:
    """An ARN is admitted whatever its partition, as the pages describe the services of all."""
    pattern = analyse(source)

    assert (pattern.status, pattern.reason) == ("widened", PARTITIONS)
    assert pattern.regex is not None
    service = "profile" if "profile" in source else "iam"
    assert re.fullmatch(pattern.regex, f"arn:{partition}:{service}::123456789012:role/a")
    assert not re.fullmatch(pattern.regex, "urn:aws")


@pytest.mark.parametrize(
    "source",
    [
        "arn:aws[a-z-]*:iam::[0-9]{12}:role/[a-z]+",
        "arn:[^:]+:iam:.+",
        "arn:.*",
        "[a-z0-9:/-]+",
        "[a-z]+",
        "learn:aws",
        r"arn:(aws(-[a-z]{1,3}){0,2}):s3:::[a-z]+",
    ],
)
def test_no_partition_is_left_out(source: str) -> None:
    """What takes ARNs of all partitions, or none at all, is enforced as it stands."""
    assert analyse(source).status == "exact"


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("arn:(-[^:]+)?:iam::[0-9]{12}:role/[a-z]+", "not enforced"),
        ("arn:aws[a-z-]*:iam::/d{12}:role/[a-z]+", "not enforced"),
        ("arn:aws[a-z-]*:iam::[0-9]{13}:role/[a-z]+", "not enforced"),
        ("arn:aws[a-z-]*:iam:[0-9]{12}", "not enforced"),
        ("^arn:", "exact"),
        ("arn:aws[a-z-]*:iam::aws:policy/[a-z]+", "exact"),
        ("arn:aws[a-z-]*:s3:::[a-z]+", "exact"),
        (r"arn:aws[a-z-]*:s3:[a-z0-9-]+:\*:[a-z]+", "exact"),
        ("arnold", "exact"),
    ],
)
def test_misspelt_arns(source: str, status: str) -> None:
    """A pattern that asks for ARNs of a form that none has is not enforced."""
    pattern = analyse(source)

    assert pattern.status == status
    assert (pattern.reason == MISSPELT) == (status == "not enforced")


def test_lengths_of_arns() -> None:
    """ARNs of other partitions do not hide that lengths exclude what a pattern says."""
    pattern = analyse("arn:aws:s3:::[a-z]{9}", max=20)

    assert pattern.status == "not enforced"
    assert pattern.reason == "it matches at least 22 characters, the length is at most 20"
