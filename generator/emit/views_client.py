"""The view of the client: its lean module, and the stub file with its types and documentation."""

import keyword
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from generator.emit.forms import (
    RUNTIME_TYPES,
    Form,
    Forms,
    has_method,
    paginated,
    shape_of,
)
from generator.emit.imports import Imports
from generator.emit.layout import (
    Brackets,
    Expression,
    call,
    class_statement,
    laid_out,
    prefixed,
    signature,
    subscript,
)
from generator.emit.quoting import Code, Source, code, docstring, literal
from generator.emit.views import ClientView, FieldView, MethodView, PaginatorView, StubView
from generator.model import documentation, ir
from generator.model.names import Identifier, is_identifier

RESERVED = frozenset(
    {
        "can_paginate",
        "close",
        "exceptions",
        "generate_presigned_post",
        "generate_presigned_url",
        "get_paginator",
        "get_waiter",
        "meta",
        "waiter_names",
    }
)
"""What boto3's clients have beside the operations; no operation takes the place of any of it."""

_USED_IN_CLASS = frozenset({"dict", "object", "overload", "property", "str"})
"""Python's names that the class itself uses in annotations and as decorators."""

_TYPES = Code(".types")
_RUNTIME_CLIENT = Code(".._runtime.client")
_RUNTIME_ERRORS = Code(".._runtime.errors")
_RUNTIME_PAGES = Code(".._runtime.pages")
_RUNTIME_PAGINATION = Code(".._runtime.pagination")
_RUNTIME_TYPES = Code(".._runtime.types")
_SELF = Code("self")
_OBJECT = Code("object")
_NOTHING = Code()


def client_view(service: ir.Service, forms: Forms, title: str) -> ClientView:
    """Build the view of the client.

    Raises:
        ValueError: Where an operation or the client can't have the name that the model gives it.
    """
    return _Builder(service, forms).view(title)


def client_name(service: ir.Service) -> Identifier:
    """Return the name of the client's class.

    Raises:
        ValueError: Where the model gives none that Python could have.
    """
    return Identifier(f"{service.class_name}Client")


def offered(service: ir.Service) -> dict[str, ir.Operation]:
    """Return the operations that the client has methods for, by wire name."""
    return {
        wire_name: operation
        for wire_name, operation in service.operations.items()
        if has_method(service, operation)
    }


def method_names(operations: Mapping[str, ir.Operation]) -> dict[str, Identifier]:
    """Choose the names of methods, by the operations' wire names; they come in order of name.

    Each is the name that boto3 gives, with an underscore behind it where that is a keyword of
    Python or taken.

    Raises:
        ValueError: Where a name is none, or begins with an underscore.
    """
    taken = set(RESERVED | _USED_IN_CLASS)
    names: dict[str, Identifier] = {}
    for wire_name, operation in by_python_name(operations):
        name = operation.python_name
        if name.startswith("_"):
            raise ValueError(f"{wire_name}: not usable as the name of a method: {name!r}")
        while name in taken or keyword.iskeyword(name):
            name += "_"
        taken.add(name)
        names[wire_name] = Identifier(name)
    return names


def by_python_name(operations: Mapping[str, ir.Operation]) -> list[tuple[str, ir.Operation]]:
    """Return operations with their wire names, in order of the names that boto3 gives them."""
    return sorted(operations.items(), key=lambda item: (item[1].python_name, item[0]))


class _Builder:
    def __init__(self, service: ir.Service, forms: Forms) -> None:
        self._service = service
        self._forms = forms
        self._imports = Imports()
        self._stub_imports = Imports()
        self._paginated = by_python_name(paginated(service))

    def view(self, title: str) -> ClientView:
        name = client_name(self._service)
        base = self._use_twice(_RUNTIME_CLIENT, Identifier("Client"))
        about = f"Client of {title}."
        documented = docstring(self._service.documentation or "", 4)
        errors = self._errors()
        methods = list(self._methods())
        stubs = [self._exceptions(), *self._get_paginator(), *(stub for _, stub in methods)]
        paginators = tuple(self._paginator(*item) for item in self._paginated)
        return ClientView(
            name=name,
            docstring=docstring(about, 0),
            opening=class_statement(name, base),
            class_docstring=docstring(f"{about} Its types are in `client.pyi`.", 4),
            stub_docstring=documented or docstring(about, 4),
            attributes=tuple(self._attributes(errors)),
            exceptions=self._exception_types(errors),
            paginators=paginators,
            methods=tuple(method for method, _ in methods),
            stubs=tuple(_spaced(stubs)),
            imports=self._imports.groups(),
            stub_imports=self._stub_imports.groups(),
        )

    def _attributes(self, errors: list[str]) -> Iterator[Code]:
        yield code("    _service = {}", literal(self._service.id))
        if errors:
            yield _tuple(Code("_errors = ("), tuple(map(literal, errors)))
        if self._paginated:
            entries = tuple(
                code("{}: {}", literal(operation.python_name), _paginator_class(wire_name))
                for wire_name, operation in self._paginated
            )
            yield _opened(Code("_paginators = {"), entries, Code("}"))

    # --- exceptions ---------------------------------------------------------------------------

    def _errors(self) -> list[str]:
        shapes = self._service.shapes.items()
        return [name for name, shape in shapes if shape.kind == "error"]

    def _exception_types(self, errors: list[str]) -> tuple[FieldView, ...]:
        self._stub_imports.use(_RUNTIME_ERRORS, Identifier("Exceptions"))
        hiding = {"ClientError", "type"}
        names = [Identifier(name) for name in errors if is_identifier(name) and name not in hiding]
        if names:
            self._stub_imports.use(_RUNTIME_ERRORS, Identifier("ClientError"))
        return tuple(
            FieldView(
                definition=code("    {}: type[ClientError]", name),
                docstring=docstring(_error_text(self._service.shapes[name]), 4),
            )
            for name in names
        )

    def _exceptions(self) -> StubView:
        head = signature(Identifier("exceptions"), [_SELF], Code("_Exceptions"), indent=4)
        about = docstring("The classes of the errors that the service answers with.", 8)
        return StubView(decorator=Code("    @property"), signature=head, docstring=about)

    # --- methods ------------------------------------------------------------------------------

    def _methods(self) -> Iterator[tuple[MethodView, StubView]]:
        operations = offered(self._service)
        for wire_name, name in method_names(operations).items():
            yield self._method(name, wire_name, operations[wire_name])

    def _method(
        self, name: Identifier, wire_name: str, operation: ir.Operation
    ) -> tuple[MethodView, StubView]:
        lean, typed = self._parameters(operation)
        params = Code("{}") if operation.input == "none" else Code("kwargs")
        sent = call(Code("return self._call"), literal(wire_name), params)
        about = docstring(_operation_text(operation), 8)
        head = signature(name, typed, self._response(operation), 4, _behind(about))
        return (
            MethodView(signature=signature(name, lean, _OBJECT, indent=4), body=laid_out(sent, 8)),
            StubView(decorator=_NOTHING, signature=head, docstring=about),
        )

    def _parameters(self, operation: ir.Operation) -> tuple[list[Expression], list[Expression]]:
        """Return the parameters without types, and with them."""
        if operation.input == "none":
            return [_SELF], [_SELF]
        shape = shape_of(operation.input)
        if shape is None:
            return self._keywords(None, ())
        members = self._service.shapes[shape].members
        return self._keywords(self._forms.names[Form(shape, "input")], members)

    def _keywords(
        self, type_: Identifier | None, keys: Collection[str]
    ) -> tuple[list[Expression], list[Expression]]:
        """Write the parameters of a method that takes any keywords, or those of a TypedDict."""
        # A key `self` needs the parameter's name for itself.
        first: list[Expression] = [_SELF, Code("/")] if "self" in keys else [_SELF]
        lean = [*first, Code("**kwargs: object")]
        if type_ is None:
            return lean, [_SELF, code("**kwargs: {}", self._typing("Any"))]
        self._stub_imports.use(_TYPES, type_)
        unpacked = subscript(self._typing("Unpack"), type_)
        return lean, [*first, prefixed(Code("**kwargs: "), unpacked)]

    def _response(self, operation: ir.Operation) -> Source:
        shape = shape_of(operation.output)
        if shape is not None:
            return self._stub_imports.use(_TYPES, self._forms.names[Form(shape, "output")])
        if operation.output == "none":
            empty = RUNTIME_TYPES["EmptyResponseMetadataTypeDef"]
            return self._stub_imports.use(_RUNTIME_TYPES, empty)
        return code("dict[str, {}]", self._typing("Any"))

    # --- paginators ---------------------------------------------------------------------------

    def _paginator(self, wire_name: str, operation: ir.Operation) -> PaginatorView:
        base = self._use_twice(_RUNTIME_PAGINATION, Identifier("Paginator"))
        shape = shape_of(operation.input)
        keys = () if shape is None else self._service.shapes[shape].members
        lean, typed = self._keywords(self._forms.paginate.get(wire_name), keys)
        pages = self._stub_imports.use(_RUNTIME_PAGES, Identifier("PageIterator"))
        returns = subscript(pages, self._response(operation))
        paged = call(Code("return self._pages"), literal(wire_name), Code("kwargs"))
        name = Identifier("paginate")
        return PaginatorView(
            opening=class_statement(_paginator_class(wire_name), base),
            docstring=docstring(f"Pages of {documentation.code(operation.python_name)}.", 4),
            method=MethodView(signature=signature(name, lean, _OBJECT, 4), body=laid_out(paged, 8)),
            stub=StubView(
                decorator=_NOTHING,
                signature=signature(name, typed, returns, indent=4),
                docstring=docstring("Return an iterator over the pages.", 8),
            ),
        )

    def _get_paginator(self) -> Iterator[StubView]:
        """Write the signatures of `get_paginator`: one for each operation that has one."""
        several = len(self._paginated) > 1
        decorator = code("    @{}", self._typing("overload")) if several else _NOTHING
        about = docstring("Return the paginator of an operation, by the name of its method.", 8)
        for wire_name, operation in self._paginated:
            type_ = subscript(self._typing("Literal"), literal(operation.python_name))
            parameters = [_SELF, prefixed(Code("operation_name: "), type_)]
            returns = _paginator_class(wire_name)
            head = signature(Identifier("get_paginator"), parameters, returns, 4, _behind(about))
            yield StubView(decorator=decorator, signature=head, docstring=about)
            about = _NOTHING

    # --- what all of them need ----------------------------------------------------------------

    def _use_twice(self, module: Code, name: Identifier) -> Identifier:
        self._imports.use(module, name)
        return self._stub_imports.use(module, name)

    def _typing(self, name: str) -> Identifier:
        return self._stub_imports.use(Code("typing"), Identifier(name))


def _operation_text(operation: ir.Operation) -> str:
    """Tell what is said of an operation, and which errors it raises."""
    deprecated = "Deprecated." if operation.deprecated else ""
    errors = [] if operation.errors == "unknown" else operation.errors
    raised = ", ".join(map(documentation.code, errors))
    raises = f"Raises: {raised}." if raised else ""
    return documentation.blocks([operation.documentation or "", deprecated, raises])


def _error_text(error: ir.Shape) -> str:
    status = f"HTTP status {error.status}." if isinstance(error.status, int) else ""
    return documentation.blocks([error.documentation or "", status])


def _behind(about: Code) -> Code:
    """Return what stands behind the colon of a method in a stub file."""
    return _NOTHING if about else Code(" ...")


def _spaced(stubs: Iterable[StubView]) -> Iterator[StubView]:
    """Put an empty line before each stub, as black does, unless a bare one is before it."""
    stands_apart = True
    for stub in stubs:
        yield replace(stub, stands_apart=stands_apart)
        stands_apart = bool(stub.docstring)


def _tuple(opening: Code, items: tuple[Code, ...]) -> Code:
    """Write a tuple; black keeps one of a single item on one line."""
    if len(items) > 1:
        return _opened(opening, items, Code(")"))
    return laid_out(Brackets(opening, (code("{},", *items),), Code(")")), 4)


def _opened(opening: Code, items: tuple[Expression, ...], closing: Code) -> Code:
    return laid_out(Brackets(opening, items, closing, comma=True, open=True), 4)


def _paginator_class(wire_name: str) -> Identifier:
    """Name the class; one that began with an underscore would be private, or another in a class."""
    name = Identifier(wire_name)
    return Identifier(f"Operation{name}Paginator" if name.startswith("_") else f"{name}Paginator")
