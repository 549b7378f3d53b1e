"""The view of the module of types: a TypedDict for each form of each shape."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from generator.emit.annotations import Annotations, Place
from generator.emit.forms import (
    Form,
    Forms,
    Names,
    is_required,
    paginated,
    shape_of,
)
from generator.emit.imports import Imports
from generator.emit.layout import (
    Brackets,
    Expression,
    assigned,
    call,
    class_statement,
    flat,
    prefixed,
)
from generator.emit.quoting import Code, code, docstring, literal
from generator.emit.views import FieldView, TypedDictView, TypesView
from generator.model import documentation, ir
from generator.model.documentation import blocks
from generator.model.names import Identifier, is_identifier

_METADATA = "ResponseMetadata"
_CONFIG = "PaginationConfig"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class _Field:
    key: str
    type: Expression
    documentation: str = ""


def types_view(service: ir.Service, forms: Forms, names: Names, title: str) -> TypesView:
    """Build the view of the module of types."""
    imports = Imports()
    builder = _Builder(service, forms, names, imports)
    typed_dicts = sorted(builder.typed_dicts(), key=lambda view: view.name)
    if typed_dicts:
        imports.use(Code("typing"), Identifier("TypedDict"))
    literals = builder.annotations.literals
    return TypesView(
        docstring=docstring(f"Types of {title}.", 0),
        imports=imports.groups(),
        literals=literals,
        typed_dicts=tuple(typed_dicts),
        begins_with_call=bool(typed_dicts) and not literals and not typed_dicts[0].is_class,
    )


class _Builder:
    def __init__(self, service: ir.Service, forms: Forms, names: Names, imports: Imports) -> None:
        self._service = service
        self._forms = forms
        self.annotations = Annotations(service, forms, names, imports)
        responses = (shape_of(operation.output) for operation in service.operations.values())
        self._responses = {shape for shape in responses if shape is not None}

    def typed_dicts(self) -> Iterator[TypedDictView]:
        """Build all TypedDicts; a name that two forms share is defined once."""
        defined = {name: form for form, name in self._forms.names.items()}
        for name, form in defined.items():
            shape = self._service.shapes[form.shape]
            fields = self._fields(name, form, shape.members)
            if form.side == "output" and form.shape in self._responses:
                metadata = self.annotations.runtime("ResponseMetadataTypeDef")
                fields = [*_except(fields, _METADATA), _Field(_METADATA, metadata)]
            union = "A union: it has one key." if shape.kind == "union" else ""
            yield _typed_dict(name, fields, blocks([shape.documentation or "", union]))
        for operation, name in self._forms.paginate.items():
            yield _typed_dict(name, self._paginate_fields(operation, name), "")

    def _paginate_fields(self, operation: str, name: Identifier) -> list[_Field]:
        """Return the request's fields without those by which the paginator turns the pages."""
        request = shape_of(paginated(self._service)[operation].input)
        paginator = self._service.paginators[operation]
        turning = _names_in(paginator.input_tokens) | _names_in(paginator.limit_key)
        fields: list[_Field] = []
        if request is not None:
            members = self._service.shapes[request].members
            kept = {key: member for key, member in members.items() if key not in turning}
            fields = self._fields(name, Form(request, "input"), kept)
        config = self.annotations.optional(self.annotations.runtime("PaginatorConfigTypeDef"))
        return [*_except(fields, _CONFIG), _Field(_CONFIG, config)]

    def _fields(self, name: Identifier, form: Form, members: dict[str, ir.Member]) -> list[_Field]:
        return [self._field(name, form, key, member) for key, member in members.items()]

    def _field(self, name: Identifier, form: Form, key: str, member: ir.Member) -> _Field:
        place = Place(within=name, shape=form.shape, side=form.side, member=key)
        type_ = self.annotations.type_of(member, place)
        if form.side == "output" or not is_required(member):
            type_ = self.annotations.optional(type_)
        known = ", ".join(map(documentation.code, self.annotations.known_values(member, place)))
        values = f"Known values: {known}." if known else ""
        deprecated = "Deprecated." if member.deprecated else ""
        return _Field(key, type_, blocks([member.documentation or "", deprecated, values]))


def _names_in(finding: ir.Finding) -> set[str]:
    return set(finding.value) if isinstance(finding.value, list) else set()


def _except(fields: Iterable[_Field], key: str) -> list[_Field]:
    return [field for field in fields if field.key != key]


def _typed_dict(name: Identifier, fields: Collection[_Field], text: str) -> TypedDictView:
    if _can_be_attributes(fields):
        return _class(name, fields, text)
    return _functional(name, fields, text)


def _can_be_attributes(fields: Collection[_Field]) -> bool:
    """Tell whether the keys can be annotated names of a class, none of which hides a type's name.

    Names that begin with two underscores are other names within a class.
    """
    keys = {field.key for field in fields}
    words = {word for field in fields for word in _WORD.findall(flat(field.type))}
    plain = all(is_identifier(key) and not key.startswith("__") for key in keys)
    return plain and keys.isdisjoint(words)


def _class(name: Identifier, fields: Collection[_Field], text: str) -> TypedDictView:
    shown = docstring(text, 4)
    return TypedDictView(
        name=name,
        is_class=True,
        is_empty=not fields and not shown,
        opening=class_statement(name, Identifier("TypedDict")),
        docstring=shown,
        fields=tuple(
            FieldView(
                definition=assigned(code("{}: ", Identifier(field.key)), field.type, 4),
                docstring=docstring(field.documentation, 4),
            )
            for field in fields
        ),
    )


def _functional(name: Identifier, fields: Collection[_Field], text: str) -> TypedDictView:
    items = tuple(prefixed(code("{}: ", literal(field.key)), field.type) for field in fields)
    keys = Brackets(Code("{"), items, Code("}"), comma=True, open=True)
    told = [
        f"{documentation.code(field.key)}: {field.documentation}"
        for field in fields
        if field.documentation
    ]
    return TypedDictView(
        name=name,
        is_class=False,
        is_empty=False,
        opening=assigned(code("{} = ", name), call(Code("TypedDict"), literal(name), keys)),
        docstring=docstring(blocks([text, documentation.listing(told)]), 0),
        fields=(),
    )
