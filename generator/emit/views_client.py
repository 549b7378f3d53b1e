"""The view of the module of the client: its methods and paginators."""

import keyword
from collections.abc import Collection, Iterator, Mapping

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
from generator.emit.quoting import Code, Source, code, docstring, joined, literal
from generator.emit.views import ClientView, MethodView, PaginatorView
from generator.model import documentation, ir
from generator.model.names import Identifier

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

_USED_IN_CLASS = frozenset({"dict", "overload", "str"})
"""Python's names that the class itself uses in annotations and as a decorator."""

_TYPES = Code(".types")
_RUNTIME_TYPES = Code(".._runtime.types")
_PAGINATION = Code(".._runtime.pagination")
_SELF = Code("self")
_NOTHING = Code()


def client_view(service: ir.Service, forms: Forms, title: str) -> ClientView:
    """Build the view of the module of the client.

    Raises:
        ValueError: Where an operation or the client can't have the name that the model gives it.
    """
    return _Builder(service, forms).view(title)


def method_names(operations: Mapping[str, ir.Operation]) -> dict[str, Identifier]:
    """Choose the names of methods, by the operations' wire names; they come in order of name.

    Each is the name that boto3 gives, with an underscore behind it where that is a keyword of
    Python or taken.

    Raises:
        ValueError: Where a name is none, or begins with an underscore.
    """
    taken = set(RESERVED | _USED_IN_CLASS)
    names: dict[str, Identifier] = {}
    for wire_name, operation in _by_python_name(operations):
        name = operation.python_name
        if name.startswith("_"):
            raise ValueError(f"{wire_name}: not usable as the name of a method: {name!r}")
        while name in taken or keyword.iskeyword(name):
            name += "_"
        taken.add(name)
        names[wire_name] = Identifier(name)
    return names


def _by_python_name(operations: Mapping[str, ir.Operation]) -> list[tuple[str, ir.Operation]]:
    return sorted(operations.items(), key=lambda item: (item[1].python_name, item[0]))


class _Builder:
    def __init__(self, service: ir.Service, forms: Forms) -> None:
        self._service = service
        self._forms = forms
        self._imports = Imports()
        self._type_imports = Imports()
        self._paginated = _by_python_name(paginated(service))

    def view(self, title: str) -> ClientView:
        name = Identifier(f"{self._service.class_name}Client")
        base = self._imports.use(Code(".._runtime.client"), Identifier("Client"))
        methods = tuple(self._methods())
        paginators = tuple(self._paginator(*item) for item in self._paginated)
        overloads = tuple(self._overloads())
        get_paginator = self._get_paginator()
        type_imports = self._type_imports.groups(indent=4)
        if type_imports:
            self._typing("TYPE_CHECKING")
        about = f"Client of {title}."
        return ClientView(
            name=name,
            docstring=docstring(about, 0),
            imports=self._imports.groups(),
            type_imports=joined("\n", type_imports),
            opening=class_statement(name, base),
            class_docstring=docstring(self._service.documentation or "", 4) or docstring(about, 4),
            service=literal(self._service.id),
            paginators=paginators,
            paginator_table=self._paginator_table(),
            overloads=overloads,
            get_paginator=get_paginator,
            methods=methods,
        )

    # --- methods ------------------------------------------------------------------------------

    def _methods(self) -> Iterator[MethodView]:
        operations = self._service.operations
        offered = {
            wire_name: operation
            for wire_name, operation in operations.items()
            if has_method(self._service, operation)
        }
        for wire_name, name in method_names(offered).items():
            yield self._method(name, wire_name, operations[wire_name])

    def _method(self, name: Identifier, wire_name: str, operation: ir.Operation) -> MethodView:
        params = Code("{}") if operation.input == "none" else Code("kwargs")
        sent = call(Code("self._transport.call"), literal(wire_name), params)
        returns = self._response(operation)
        return MethodView(
            name=name,
            signature=signature(name, self._parameters(operation), returns, indent=4),
            docstring=docstring(operation.documentation or "", 8),
            body=self._returned(returns, sent),
        )

    def _parameters(self, operation: ir.Operation) -> list[Expression]:
        if operation.input == "none":
            return [_SELF]
        shape = shape_of(operation.input)
        if shape is None:
            return self._keywords(None, ())
        members = self._service.shapes[shape].members
        return self._keywords(self._forms.names[Form(shape, "input")], members)

    def _keywords(self, type_: Identifier | None, keys: Collection[str]) -> list[Expression]:
        """Write the parameters of a method that takes any keywords, or those of a TypedDict."""
        if type_ is None:
            return [_SELF, code("**kwargs: {}", self._typing("Any"))]
        self._type_imports.use(_TYPES, type_)
        kwargs = prefixed(Code("**kwargs: "), subscript(self._typing("Unpack"), type_))
        # A key `self` needs the parameter's name for itself.
        return [_SELF, Code("/"), kwargs] if "self" in keys else [_SELF, kwargs]

    def _response(self, operation: ir.Operation) -> Source:
        shape = shape_of(operation.output)
        if shape is not None:
            return self._type_imports.use(_TYPES, self._forms.names[Form(shape, "output")])
        if operation.output == "none":
            empty = RUNTIME_TYPES["EmptyResponseMetadataTypeDef"]
            return self._type_imports.use(_RUNTIME_TYPES, empty)
        return code("dict[str, {}]", self._typing("Any"))

    def _returned(self, type_: Source, value: Expression) -> Code:
        """Write the statement that returns what a transport gave."""
        cast = self._typing("cast")
        return laid_out(call(code("return {}", cast), literal(type_), value), 8)

    # --- paginators ---------------------------------------------------------------------------

    def _paginator(self, wire_name: str, operation: ir.Operation) -> PaginatorView:
        name = _paginator_class(wire_name)
        base = self._imports.use(_PAGINATION, Identifier("Paginator"))
        return PaginatorView(
            name=name,
            opening=class_statement(name, base),
            docstring=docstring(f"Pages of {documentation.code(operation.python_name)}.", 4),
            paginate=self._paginate(wire_name, operation),
        )

    def _paginate(self, wire_name: str, operation: ir.Operation) -> MethodView:
        shape = shape_of(operation.input)
        keys = () if shape is None else self._service.shapes[shape].members
        parameters = self._keywords(self._forms.paginate.get(wire_name), keys)
        pages = self._imports.use(_PAGINATION, Identifier("PageIterator"))
        returns = subscript(pages, self._response(operation))
        name = Identifier("paginate")
        paginated = call(Code("return self._paginate"), literal(wire_name), Code("kwargs"))
        return MethodView(
            name=name,
            signature=signature(name, parameters, returns, indent=4),
            docstring=docstring("Return an iterator over the pages.", 8),
            body=laid_out(paginated, 8),
        )

    def _paginator_table(self) -> Code:
        if not self._paginated:
            return Code()
        entries = tuple(
            code("{}: {}", literal(operation.python_name), _paginator_class(wire_name))
            for wire_name, operation in self._paginated
        )
        opening = Code("_paginators = {")
        return laid_out(Brackets(opening, entries, Code("}"), comma=True, open=True), 4)

    def _overloads(self) -> Iterator[Code]:
        if len(self._paginated) > 1:
            self._typing("overload")
            for wire_name, operation in self._paginated:
                yield self._paginator_signature(wire_name, operation, Code(" ..."))

    def _get_paginator(self) -> MethodView | None:
        """Build `get_paginator`; behind overloads, it is what they all come to."""
        name = Identifier("get_paginator")
        found = call(Code("self._paginator"), Identifier("operation_name"))
        match self._paginated:
            case []:
                return None
            case [(wire_name, operation)]:
                head = self._paginator_signature(wire_name, operation)
                body = self._returned(_paginator_class(wire_name), found)
            case _:
                parameters = [_SELF, Code("operation_name: str")]
                head = signature(name, parameters, self._typing("Any"), indent=4)
                body = laid_out(prefixed(Code("return "), found), 8)
        text = "Return the paginator of an operation, by the name of its method."
        return MethodView(name=name, signature=head, docstring=docstring(text, 8), body=body)

    def _paginator_signature(
        self, wire_name: str, operation: ir.Operation, behind: Code = _NOTHING
    ) -> Code:
        type_ = subscript(self._typing("Literal"), literal(operation.python_name))
        parameters = [_SELF, prefixed(Code("operation_name: "), type_)]
        returns = _paginator_class(wire_name)
        return signature(Identifier("get_paginator"), parameters, returns, 4, behind)

    def _typing(self, name: str) -> Identifier:
        return self._imports.use(Code("typing"), Identifier(name))


def _paginator_class(wire_name: str) -> Identifier:
    """Name the class; one that began with an underscore would be private, or another in a class."""
    name = Identifier(wire_name)
    return Identifier(f"Operation{name}Paginator" if name.startswith("_") else f"{name}Paginator")
