"""The JSON Schema of `service.yaml`, made from the typed model, for editors and other tools."""

import json
from collections.abc import Iterable
from typing import Any, cast

import msgspec

from generator.model.ir import Service

_DECIMAL = {"type": "string", "format": "decimal"}


def json_schema() -> str:
    """Return the schema's text (JSON Schema 2020-12)."""
    schema = msgspec.json.schema(Service)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "The model of a service"
    return json.dumps(_numbers(schema), indent=2, ensure_ascii=False) + "\n"


def _numbers(node: Any) -> Any:
    """Write an exact number, which msgspec would carry as text, as the number that YAML has."""
    if isinstance(node, dict):
        content = cast(dict[str, Any], node)
        if content.items() >= _DECIMAL.items():
            return {"type": "number"}
        return {key: _numbers(value) for key, value in content.items()}
    if isinstance(node, list):
        return list(map(_numbers, cast(Iterable[Any], node)))
    return node
