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
    """A key of a TypedDict that is a class, or a name in another class: with its type."""

    definition: Code
    docstring: Code


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
    """A method of the lean module: its `def` line or lines, and the statement that is its body."""

    signature: Code
    body: Code


@dataclass(frozen=True, kw_only=True)
class StubView:
    """A method in the stub file."""

    decorator: Code
    signature: Code
    """With `...` behind it where there is no docstring."""
    docstring: Code
    stands_apart: bool = True
    """Whether an empty line stands before it: not behind a method without a docstring."""


@dataclass(frozen=True, kw_only=True)
class PaginatorView:
    """A paginator's class, with its one method."""

    opening: Code
    docstring: Code
    method: MethodView
    stub: StubView


@dataclass(frozen=True, kw_only=True)
class ClientView:
    """The module of the client, and its stub file."""

    name: Identifier
    docstring: Code
    """The module's."""
    imports: tuple[Code, ...]
    """In groups, an empty line between them; so are the stub's."""
    stub_imports: tuple[Code, ...]
    exceptions: tuple[FieldView, ...]
    """The names of errors, for the stub."""
    opening: Code
    class_docstring: Code
    stub_docstring: Code
    attributes: tuple[Code, ...]
    """What the class tells the runtime about the service."""
    paginators: tuple[PaginatorView, ...]
    methods: tuple[MethodView, ...]
    stubs: tuple[StubView, ...]
    """Of all methods, those among them that the runtime has."""


@dataclass(frozen=True, kw_only=True)
class FunctionView:
    """A function of a module."""

    signature: Code
    docstring: Code
    body: Code


@dataclass(frozen=True, kw_only=True)
class ValidatorsView:
    """The module of validators."""

    docstring: Code
    imports: tuple[Code, ...]
    functions: tuple[FunctionView, ...]
    """One for each operation, and one for each structure."""
    table: Code
    """Assigns the validators by the wire names of their operations."""


@dataclass(frozen=True, kw_only=True)
class FixturesView:
    """The module of samples and pytest fixtures."""

    docstring: Code
    standard_imports: Code
    own_imports: Code
    samples: tuple[FunctionView, ...]
    responses: Code
    """Assigns the full responses by the wire names of their operations."""
    transport_fixture: FunctionView
    client_fixture: FunctionView


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
    loader: Code
    """The call that makes the package's `__getattr__`."""
    types: TypesView
    client: ClientView
    validators: ValidatorsView
    fixtures: FixturesView


@dataclass(frozen=True, kw_only=True)
class PackageView:
    """The package around all services."""

    docstring: Code
