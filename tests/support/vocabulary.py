"""What generated code may be made of: whatever else stands in it, a page has put there."""

import ast
import re
from collections.abc import Iterator, Mapping

_IMPORTS = {
    "typing": {"Any", "Literal", "NotRequired", "TypedDict", "Unpack", "overload"},
    "collections.abc": {"Callable", "Mapping", "Sequence"},
    "datetime": {"UTC", "datetime"},
    "pytest": {"pytest"},
    "_runtime.client": {"Client"},
    "_runtime.errors": {"ClientError", "Exceptions"},
    "_runtime.lazy": {"loader"},
    "_runtime.pages": {"PageIterator"},
    "_runtime.pagination": {"Paginator"},
    "_runtime.recorded": {"RecordedTransport"},
    "_runtime.samples": {
        "SampleBody",
        "SampleEvents",
        "empty_response",
        "last_page",
        "response_metadata",
    },
    "_runtime.types": {
        "BlobTypeDef",
        "EmptyResponseMetadataTypeDef",
        "EventIterator",
        "PaginatorConfigTypeDef",
        "ResponseMetadataTypeDef",
        "StreamingBody",
        "TimestampTypeDef",
    },
    "_runtime.validation": {"Check", "Level", "Problem", "Validator", "run"},
    "validators": {"VALIDATORS"},
}
_BUILTINS = {
    *("bool", "bytes", "dict", "enumerate", "float", "int", "list", "object", "property", "str"),
    *("__name__", "type"),
}
_ATTRIBUTES = {
    *("_call", "_pages", "items", "fixture"),
    *("boolean", "blob", "dictionary", "document", "empty", "integer", "json", "list", "map"),
    *("number", "number_or_timestamp", "opaque", "string", "structure", "text", "timestamp"),
    *("union", "unknown"),
}
_FIXED = {
    *("RESPONSES", "TYPE_CHECKING", "VALIDATORS", "__all__", "__getattr__"),
    *("_Exceptions", "_errors", "_paginators", "_service", "_validators"),
    *("at", "check", "cls", "item", "key", "kwargs", "level", "operation_name", "params", "path"),
    *("self", "value", "exceptions", "get_paginator", "paginate"),
}
_DERIVED = re.compile(
    r"\w+(?:TypeDef|Values|Paginator|Client|_client|_transport)"
    r"|(?:validate|_?full|_?minimal)_\w+|_[a-z]\w*|(?:element|entry|index|name)\d*"
)
"""How names are spelled that are made for a shape, an operation or a loop."""


def strangers(texts: Mapping[str, str]) -> list[str]:
    """Return all in the code of a service that neither templates nor views put there.

    Args:
        texts: The files of the service, by path.

    Raises:
        SyntaxError: Where a file is no Python.
    """
    return [
        f"{path}: {found}"
        for path, text in texts.items()
        for found in _strangers(ast.parse(text), path)
    ]


def _strangers(tree: ast.Module, path: str) -> Iterator[str]:
    bound = {*_FIXED, *_BUILTINS, *(name for names in _IMPORTS.values() for name in names)}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (n.name for n in names if n.name not in _IMPORTS or n.asname)
            case ast.ImportFrom(module=module, names=names):
                yield from (n.name for n in names if not _is_known(module, n))
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                if not _is_own(name, path):
                    yield f"the definition of {name}"
            case ast.Name(id=name):
                if not (name in bound or _DERIVED.fullmatch(name) or _is_key(node, path)):
                    yield f"the name {name}"
            case ast.Attribute(attr=name):
                if name not in _ATTRIBUTES:
                    yield f"the attribute {name}"
            case ast.Call(func=ast.Name() | ast.Attribute()):
                pass
            case ast.Call():
                yield f"the call {ast.unparse(node)}"
            case ast.Lambda() | ast.Await() | ast.Global() | ast.Delete() | ast.Raise():
                yield ast.unparse(node)
            case _:
                pass


def _is_known(module: str | None, name: ast.alias) -> bool:
    known = _IMPORTS.get(module or "", set())
    return name.asname is None and bool(name.name in known or _DERIVED.fullmatch(name.name))


def _is_key(name: ast.Name, path: str) -> bool:
    """Tell whether a name is a key of a TypedDict, or of an error in a stub file."""
    return isinstance(name.ctx, ast.Store) and path.endswith(("types.py", ".pyi"))


def _is_own(name: str, path: str) -> bool:
    """Tell whether a definition is one of a shape or an operation."""
    is_method = path.endswith(("client.py", "client.pyi")) and not name.startswith("__")
    return is_method or name in _FIXED or bool(_DERIVED.fullmatch(name))
