"""Views: what the templates of one service need, with nothing left to decide.

All text in them is `Code` or an `Identifier`, indented and broken into lines as black has it; a
text that does not apply is empty. Templates choose what stands where, and no more.
"""

from dataclasses import dataclass

from generator.emit.quoting import Code
from generator.model.names import Identifier


@dataclass(frozen=True, kw_only=True)
class LiteralView:
    """The known values of an enumeration, under a name."""

    name: Identifier
    definition: Code
    docstring: Code


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """A key of a TypedDict."""

    definition: Code
    docstring: Code
    """Only in a class; in the functional form the dictionary's own tells of its keys."""


@dataclass(frozen=True, kw_only=True)
class TypedDictView:
    """A TypedDict: a class, or in the functional form where a key can't be a class attribute."""

    name: Identifier
    is_class: bool
    is_empty: bool
    opening: Code
    """The `class` statement, or the whole definition."""
    docstring: Code
    fields: tuple[FieldView, ...]
    """Of a class."""


@dataclass(frozen=True, kw_only=True)
class TypesView:
    """The module of types."""

    docstring: Code
    imports: tuple[Code, ...]
    """In groups, an empty line between them."""
    literals: tuple[LiteralView, ...]
    typed_dicts: tuple[TypedDictView, ...]
    begins_with_call: bool
    """A TypedDict in the functional form follows the imports at once, with one empty line."""


@dataclass(frozen=True, kw_only=True)
class MethodView:
    """A method: its `def` line or lines, its docstring, the statement that is its body."""

    name: Identifier
    signature: Code
    docstring: Code
    body: Code


@dataclass(frozen=True, kw_only=True)
class PaginatorView:
    """A paginator's class, with its one method."""

    name: Identifier
    opening: Code
    docstring: Code
    paginate: MethodView


@dataclass(frozen=True, kw_only=True)
class ClientView:
    """The module of the client."""

    name: Identifier
    docstring: Code
    """The module's."""
    imports: tuple[Code, ...]
    """In groups, an empty line between them."""
    type_imports: Code
    """What only type checkers need to import, indented."""
    opening: Code
    class_docstring: Code
    service: Code
    """The id under which boto3 knows the service, a literal."""
    paginators: tuple[PaginatorView, ...]
    paginator_table: Code
    """Assigns the classes by the names that `get_paginator` takes, if there are any."""
    overloads: tuple[Code, ...]
    """Of `get_paginator`, where there are several."""
    get_paginator: MethodView | None
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, kw_only=True)
class ServiceView:
    """Everything that is generated for one service."""

    module: Identifier
    head: Code
    """The comment at the head of each file."""
    docstring: Code
    """The package's."""
    exports: Code
    """Assigns `__all__`."""
    types: TypesView
    client: ClientView


@dataclass(frozen=True, kw_only=True)
class PackageView:
    """The package around all services."""

    docstring: Code
