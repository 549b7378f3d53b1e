"""Names in Python's spelling."""

import gzip
import json
from pathlib import Path

import botocore
import pytest
from botocore import xform_name
from hypothesis import given
from hypothesis import strategies as st

from generator.model.names import Identifier, method_name, module_name, pascal_case


def test_method_names_are_botocores() -> None:
    """Every operation of every service gets the name that boto3 gives its method."""
    models = Path(botocore.__file__).parent.glob("data/*/*/service-2.json.gz")
    operations = {
        operation
        for model in models
        for operation in json.loads(gzip.decompress(model.read_bytes()))["operations"]
    }

    assert len(operations) > 10_000
    assert {name: xform_name(name) for name in operations} == {
        name: method_name(name) for name in operations
    }


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("audienceSize", "AudienceSize"),
        ("ACL", "ACL"),
        ("x-amz-meta", "XAmzMeta"),
        ("snake_case", "SnakeCase"),
        ("3gpp", "N3gpp"),
        ("$", "N"),
    ],
)
def test_pascal_case(member: str, expected: str) -> None:
    """A member's name becomes a shape's name."""
    assert expected == pascal_case(member)


@given(st.text())
def test_pascal_case_is_always_an_identifier(text: str) -> None:
    """Whatever a page calls a member, the name made of it names something in Python."""
    assert Identifier(pascal_case(text) + "_")


@pytest.mark.parametrize("text", ["", "a b", "class", "9a", "a;b", "ﬁ", "a\n", "None"])
def test_what_is_no_identifier_is_refused(text: str) -> None:
    """Nothing but a plain identifier passes for one."""
    with pytest.raises(ValueError, match="not usable as a Python name"):
        Identifier(text)


@pytest.mark.parametrize(
    ("service", "expected"),
    [("lambda", "lambda_"), ("iot-data", "iot_data"), ("s3", "s3"), ("2fa", "_2fa")],
)
def test_module_names(service: str, expected: str) -> None:
    """A service's id becomes a package name; a keyword gets an underscore behind it."""
    assert expected == module_name(service)
