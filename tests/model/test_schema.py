"""The JSON Schema of the IR."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.model.schema import json_schema
from generator.model.yaml import load

SPECS = Path(__file__).parent.parent.parent / "specs"
SCHEMA = json.loads(json_schema())


def committed(service: str) -> Any:
    """Return a committed model as plain JSON values."""
    content = load((SPECS / service / "service.yaml").read_text("utf-8"), service)
    return json.loads(json.dumps(content, default=lambda value: float(value)))


@pytest.mark.parametrize(
    "service", sorted(path.parent.name for path in SPECS.glob("*/service.yaml"))
)
def test_committed_models_are_valid(service: str) -> None:
    """What is generated is what the schema describes."""
    jsonschema.validate(committed(service), SCHEMA)


@pytest.mark.parametrize(
    ("key", "value"),
    [("id", 1), ("operations", []), ("no_such_field", "x"), ("class_name_origin", "guessed")],
)
def test_other_models_are_not(key: str, value: object) -> None:
    """A wrong type or an unknown field is refused."""
    model = {**committed("pinpoint"), key: value}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(model, SCHEMA)


def test_numbers_are_numbers() -> None:
    """A limit with a point is a number in the file, so it is one in the schema."""
    model = committed("pinpoint")
    shape = model["shapes"]["Definition"]
    shape["members"]["SegmentVersion"]["max"] = float(Decimal("0.5"))

    jsonschema.validate(model, SCHEMA)
