"""The view of the fixtures: samples of requests and responses, and pytest fixtures around them."""

from collections.abc import Iterator

from generator.emit.forms import Form, Forms, Names, has_method, shape_of
from generator.emit.imports import Imports
from generator.emit.layout import Brackets, Expression, call, laid_out, prefixed, signature
from generator.emit.quoting import Code, code, docstring, literal, number_literal
from generator.emit.samples import Extent, Samples
from generator.emit.views import FixturesView, FunctionView
from generator.emit.views_client import by_python_name, client_name
from generator.model import documentation, ir
from generator.model.names import Identifier, method_name

_RUNTIME = Code(".._runtime.samples")
_RECORDED = Code(".._runtime.recorded")
_ABC = Code("collections.abc")
_EXTENTS: tuple[Extent, Extent] = ("full", "minimal")


def fixtures_view(
    service: ir.Service, forms: Forms, title: str, module: Identifier
) -> FixturesView:
    """Build the view of the module of fixtures.

    Args:
        service: The model.
        forms: The names of its TypedDicts.
        title: What the service is called.
        module: The name of the service's package, for those of the pytest fixtures.

    Raises:
        ValueError: Where the client can't have the name that the model gives it.
    """
    return _Builder(service, forms).view(title, module)


class _Builder:
    def __init__(self, service: ir.Service, forms: Forms) -> None:
        self._service = service
        self._operations = by_python_name(
            {
                name: operation
                for name, operation in service.operations.items()
                if has_method(service, operation) or name in service.paginators
            }
        )
        self._types = dict(forms.names)
        self._imports = Imports()
        self._names = Names()
        self._functions: dict[tuple[Identifier, Extent], Identifier] = {}
        self._about = dict(self._roots(forms))
        self._root_types = {self._types[form] for form in self._about}
        self._metadata = dict(self._response_metadata())
        for name in sorted(set(self._types.values())):
            self._name(name)
        self._samples = Samples(service, self._function)

    def _roots(self, forms: Forms) -> Iterator[tuple[Form, str]]:
        """Yield the inputs and outputs, with what a sample of each is of."""
        for wire_name, operation in self._operations:
            request, response = shape_of(operation.input), shape_of(operation.output)
            method = documentation.code(operation.python_name)
            if request is not None:
                form = Form(request, "input")
                if form not in self._types:  # Only the paginator takes it.
                    self._types[form] = forms.paginate[wire_name]
                yield form, f"A request of {method}"
            if response is not None:
                yield Form(response, "output"), f"A response of {method}"

    def _response_metadata(self) -> Iterator[tuple[Form, Expression]]:
        for _, operation in self._operations:
            response = shape_of(operation.output)
            if response is not None:
                metadata = self._imports.use(_RUNTIME, Identifier("response_metadata"))
                status = operation.http.status if operation.http else None
                unusual = (number_literal(status),) if status and status != 200 else ()
                yield Form(response, "output"), call(code("{}", metadata), *unusual)

    def _name(self, type_: Identifier) -> None:
        """Name the functions that return the samples of a TypedDict."""
        stem = method_name(type_.removesuffix("TypeDef").replace("RequestPaginate", "Request"))
        is_root = type_ in self._root_types
        for extent in _EXTENTS:
            prefix = f"{extent}_" if is_root else f"_{extent}_"
            self._functions[type_, extent] = self._names.claim(stem, prefix=prefix)

    def _function(self, form: Form, extent: Extent) -> Identifier:
        return self._functions[self._types[form], extent]

    def view(self, title: str, module: Identifier) -> FixturesView:
        """Build the view, samples first: they tell what is to be imported."""
        samples = tuple(self._all_samples())
        responses = self._responses()
        stem = module.strip("_")
        transport = Identifier(f"{stem}_transport")
        transport_fixture = self._transport(transport)
        client_fixture = self._client(Identifier(f"{stem}_client"), transport)
        standard, own = self._imported()
        return FixturesView(
            docstring=docstring(f"Samples and pytest fixtures of {title}.", 0),
            standard_imports=standard,
            own_imports=own,
            samples=samples,
            responses=responses,
            transport_fixture=transport_fixture,
            client_fixture=client_fixture,
        )

    def _imported(self) -> tuple[Code, ...]:
        needs = self._samples.needs
        for name in needs.runtime:
            self._imports.use(_RUNTIME, name)
        if needs.dates:
            self._imports.use(Code("datetime"), Identifier("UTC"))
            self._imports.use(Code("datetime"), Identifier("datetime"))
        return self._imports.groups()

    # --- samples ------------------------------------------------------------------------------

    def _all_samples(self) -> Iterator[FunctionView]:
        """Write the samples of inputs and outputs, then by name those that they are made of."""
        roots: list[tuple[Form, Extent]] = [
            (form, extent) for form in self._about for extent in _EXTENTS
        ]
        written = {self._function(*sample): self._sample(*sample) for sample in roots}
        yield from written.values()
        inner: dict[Identifier, FunctionView] = {}
        waiting = list(self._samples.needs.samples)
        while waiting:
            self._samples.needs.samples.clear()
            inner |= {self._function(*sample): self._sample(*sample) for sample in waiting}
            waiting = [
                sample
                for sample in self._samples.needs.samples
                if self._function(*sample) not in inner
            ]
        yield from (inner[name] for name in sorted(inner))

    def _sample(self, form: Form, extent: Extent) -> FunctionView:
        about = ""
        if form in self._about:
            extents = "every member" if extent == "full" else "the required members alone"
            about = f"{self._about[form]} with {extents}."
        value = self._samples.structure(form, extent, self._metadata.get(form))
        returns = self._imports.use(Code(".types"), self._types[form])
        return FunctionView(
            signature=signature(self._function(form, extent), [], returns),
            docstring=docstring(about, 4),
            body=laid_out(prefixed(Code("return "), value), 4),
        )

    def _responses(self) -> Code:
        """Write the table of the full responses."""
        entries: list[Expression] = []
        for wire_name, operation in self._operations:
            response = shape_of(operation.output)
            answer: Expression
            if response is None:
                answer = self._imports.use(_RUNTIME, Identifier("empty_response"))
            else:
                answer = self._last_page(wire_name, Form(response, "output"))
            entries.append(prefixed(code("{}: ", literal(wire_name)), answer))
        self._imports.use(_ABC, Identifier("Callable"))
        opening = Code("RESPONSES: dict[str, Callable[[], object]] = {")
        return laid_out(
            Brackets(opening, tuple(entries), Code("}"), comma=True, open=bool(entries))
        )

    def _last_page(self, wire_name: str, form: Form) -> Expression:
        """Name what makes the full response, without what would lead to another page."""
        answer = self._function(form, "full")
        paginator = self._service.paginators.get(wire_name)
        found = paginator.output_tokens.value if paginator else None
        members = self._service.shapes[form.shape].members
        tokens = [token for token in found or () if token in members]
        if not isinstance(found, list) or not tokens:
            return answer
        last_page = self._imports.use(_RUNTIME, Identifier("last_page"))
        return call(code("{}", last_page), answer, *map(literal, tokens))

    # --- pytest fixtures ----------------------------------------------------------------------

    def _transport(self, name: Identifier) -> FunctionView:
        returns = self._imports.use(_RECORDED, Identifier("RecordedTransport"))
        return FunctionView(
            signature=signature(name, [], returns),
            docstring=docstring("Gives full responses, and remembers the calls.", 4),
            body=Code("    return RecordedTransport(RESPONSES)"),
        )

    def _client(self, name: Identifier, transport: Identifier) -> FunctionView:
        client = self._imports.use(Code("."), client_name(self._service))
        parameters = [code("{}: RecordedTransport", transport)]
        return FunctionView(
            signature=signature(name, parameters, client),
            docstring=docstring(f"Calls {documentation.code(transport)}.", 4),
            body=laid_out(call(code("return {}", client), transport), 4),
        )
