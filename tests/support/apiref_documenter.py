"""Documents any service of botocore as AWS documents its own: pages of an API Reference.

The layout is that of real pages; the prose is invented. Pages come as blocks, which
`apiref_renditions` writes as HTML, as Markdown or as text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from botocore.model import ListShape, MapShape, OperationModel, ServiceModel, Shape, StructureShape


@dataclass(frozen=True)
class Block:
    """A block of a page."""

    sort: Literal["title", "heading", "prose", "label", "code", "term", "goto"]
    text: str
    """In code, `{{` and `}}` stand around words that stand for values."""
    code: str = ""
    """Of a label: what is set as code behind it."""
    anchor: str = ""
    linked: bool = False


Page = tuple[str, list[Block]]
"""A subject, and what its page holds."""

_SCALARS = {
    "string": "String",
    "character": "String",
    "integer": "Integer",
    "long": "Long",
    "float": "Float",
    "double": "Double",
    "boolean": "Boolean",
    "timestamp": "Timestamp",
    "blob": "Base64-encoded binary data object",
}
_JSON = {
    **dict.fromkeys(("integer", "long", "float", "double"), "number"),
    "boolean": "boolean",
    "blob": "blob",
}
JSON_PROTOCOLS = ("json", "rest-json")
PROTOCOLS = (*JSON_PROTOCOLS, "rest-xml", "query", "ec2")


def pages_of(model: ServiceModel) -> Iterator[Page]:
    """Yield the pages of a service: one an operation, and one a structure that these use."""
    return Documenter(model).pages()


class Documenter:
    """Documents one service."""

    def __init__(self, model: ServiceModel) -> None:
        self.model = model
        self.protocol: str = model.metadata["protocol"]
        self.is_rest = self.protocol.startswith("rest-")
        self.types: dict[str, StructureShape] = {}

    def pages(self) -> Iterator[Page]:
        """Yield the pages, those on operations first."""
        for name in self.model.operation_names:
            operation = self.model.operation_model(name)
            if _has_known_layout(operation):
                yield name, list(self._operation(operation))
        done: set[str] = set()
        while len(done) < len(self.types):
            for name in [name for name in self.types if name not in done]:
                done.add(name)
                yield name, list(self._type(self.types[name]))

    # --- pages ---------------------------------------------------------------------------------

    def _operation(self, operation: OperationModel) -> Iterator[Block]:
        name = operation.name
        yield Block("title", name, anchor=f"API_{name}")
        yield Block("prose", f"Text on {name} that says nothing.")
        yield from self._request(operation)
        yield from self._response(operation)
        yield from self._errors(operation)
        yield from self._links(name)

    def _type(self, shape: StructureShape) -> Iterator[Block]:
        yield Block("title", shape.name, anchor=f"API_{shape.name}")
        yield Block("prose", f"Text on {shape.name} that says nothing.")
        yield Block("heading", "Contents")
        if shape.is_tagged_union:
            yield Block(
                "prose",
                "This data type is a UNION, so only one of the following members can be specified"
                " when used or returned.",
            )
        required = set(shape.required_members)
        members = shape.members.items()
        for member, value in sorted(members, key=lambda m: (m[0] not in required, m[0])):
            anchor = f"API-Type-{shape.name}-{member}" if self.protocol in JSON_PROTOCOLS else ""
            yield from self._member(member, value, anchor, required=member in required)
        yield from self._links(shape.name)

    def _links(self, name: str) -> Iterator[Block]:
        yield Block("heading", "See Also")
        yield Block("prose", "For more information, see the following:")
        uid = self.model.metadata.get("uid")
        if uid:
            yield Block("goto", f"https://docs.aws.amazon.com/goto/boto3/{uid}/{name}")

    # --- requests ------------------------------------------------------------------------------

    def _request(self, operation: OperationModel) -> Iterator[Block]:
        shape = operation.input_shape
        members: dict[str, Any] = dict(shape.members) if shape else {}
        bound, body = self._parted(shape, members)
        if self.is_rest:
            yield Block("heading", "Request Syntax")
            yield Block("code", self._http_request(operation, bound, body))
            yield from self._uri_section(operation, bound)
            yield Block("heading", "Request Body")
            if not body:
                yield Block("prose", "The request does not have a request body.")
            else:
                yield Block("prose", f"The request accepts the following data in {self._form()}.")
        elif self.protocol == "json":
            if members:
                yield Block("heading", "Request Syntax")
                yield Block("code", self._json_body(body, marked=True))
                yield Block("heading", "Request Parameters")
                yield Block("prose", "The request accepts the following data in JSON format.")
        elif members:
            yield Block("heading", "Request Parameters")
            yield Block("prose", "For the common parameters, see Common Parameters.")
        required = _required(shape)
        for name, value in sorted(body.items()):
            anchor = f"API-{operation.name}-request-{name}"
            yield from self._member(
                name, value, anchor, required=name in required, linked="Request"
            )

    def _parted(
        self, shape: StructureShape | None, members: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        if shape is None or not self.is_rest:
            return {}, members
        bound = {name: m for name, m in members.items() if "location" in m.serialization}
        return bound, {name: m for name, m in members.items() if name not in bound}

    def _form(self) -> str:
        return "XML format" if self.protocol == "rest-xml" else "JSON format"

    def _http_request(
        self, operation: OperationModel, bound: dict[str, Any], body: dict[str, Any]
    ) -> str:
        uri = operation.http["requestUri"].replace("{", "{{").replace("}", "}}")
        queries = [
            f"{m.serialization['name']}={{{{{name}}}}}"
            for name, m in sorted(bound.items())
            if m.serialization["location"] == "querystring" and "name" in m.serialization
        ]
        uri += ("&" if "?" in uri else "?") * bool(queries) + "&".join(queries)
        lines = [f"{operation.http['method']} {uri} HTTP/1.1"]
        lines += [
            f"{m.serialization['name']}: {{{{{name}}}}}"
            for name, m in sorted(bound.items())
            if m.serialization["location"] == "header"
        ]
        return "\n".join([*lines, *self._body(operation, body, marked=True)])

    def _body(self, operation: OperationModel, body: dict[str, Any], *, marked: bool) -> list[str]:
        if not body:
            return []
        raw = [name for name in body if name == self._payload(operation, marked=marked)]
        if raw:
            return ["", f"{{{{{raw[0]}}}}}"]
        return ["Content-type: application/json", "", self._json_body(body, marked=marked)]

    def _payload(self, operation: OperationModel, *, marked: bool) -> str | None:
        """Return the member that is the whole body, as bytes or text."""
        shape = operation.input_shape if marked else operation.output_shape
        name = shape.serialization.get("payload") if shape else None
        return name if shape and name and shape.members[name].type_name in _SCALARS else None

    def _uri_section(self, operation: OperationModel, bound: dict[str, Any]) -> Iterator[Block]:
        yield Block("heading", "URI Request Parameters")
        if not bound:
            yield Block("prose", "The request does not use any URI parameters.")
            return
        yield Block("prose", "The request uses the following URI parameters.")
        shape = operation.input_shape
        required = _required(shape)
        for name, value in sorted(bound.items()):
            at = "" if value.serialization["location"] == "header" else "uri-"
            anchor = f"API-{operation.name}-request-{at}{name}"
            # A label is shown by its name on the wire, all else by the member's.
            is_label = value.serialization["location"] == "uri"
            shown = value.serialization.get("name", name) if is_label else name
            yield Block("term", shown, anchor=anchor, linked=True)
            yield Block("prose", f"Text on {name}.")
            yield from self._limits(value)
            if name in required:
                yield Block("label", "Required: Yes")

    # --- responses -----------------------------------------------------------------------------

    def _response(self, operation: OperationModel) -> Iterator[Block]:
        shape = operation.output_shape
        members: dict[str, Any] = dict(shape.members) if shape else {}
        bound, body = self._parted(shape, members)
        status = operation.http.get("responseCode", 200)
        if self.is_rest or (self.protocol == "json" and members):
            yield Block("heading", "Response Syntax")
        if self.is_rest:
            in_status = [n for n, m in bound.items() if m.serialization["location"] == "statusCode"]
            lines = [f"HTTP/1.1 {in_status[0] if in_status else status}"]
            lines += [
                f"{m.serialization['name']}: {{{{{name}}}}}"
                for name, m in sorted(bound.items())
                if m.serialization["location"] == "header"
            ]
            yield Block("code", "\n".join([*lines, *self._body(operation, body, marked=False)]))
        elif self.protocol == "json" and members:
            yield Block("code", self._json_body(body, marked=False))
        if members or self.protocol not in ("query", "ec2"):
            yield Block("heading", "Response Elements")
            yield Block(
                "prose", f"If the action is successful, the service sends back an HTTP {status}."
            )
        if bound:
            yield Block("prose", "The response returns the following HTTP headers.")
        for name, value in sorted(bound.items()):
            yield Block("term", name, anchor=f"API-{operation.name}-response-{name}", linked=True)
            yield Block("prose", f"Text on {name}.")
            yield from self._limits(value)
        if body:
            form = "data is returned in JSON format"
            if self.protocol in ("query", "ec2"):
                form = "elements are returned"
            yield Block("prose", f"The following {form} by the service.")
        for name, value in sorted(body.items()):
            anchor = f"API-{operation.name}-response-{name}"
            yield from self._member(name, value, anchor, required=None, linked="Response")

    def _errors(self, operation: OperationModel) -> Iterator[Block]:
        if not operation.error_shapes:
            return
        yield Block("heading", "Errors")
        yield Block("prose", "For the errors of all actions, see Common Error Types.")
        shapes = (shape for shape in operation.error_shapes if isinstance(shape, StructureShape))
        unique = {shape.name: shape for shape in shapes}
        for name, shape in sorted(unique.items()):
            yield Block("term", name)
            yield Block("prose", f"Text on {name}.")
            for member in sorted(shape.members):
                yield Block("term", member, anchor="nested")
                yield Block("prose", f"Text on the error's {member}.")
            yield Block("label", f"HTTP Status Code: {_status(shape)}")

    # --- members -------------------------------------------------------------------------------

    def _member(
        self, name: str, value: Shape, anchor: str, *, required: bool | None, linked: str = ""
    ) -> Iterator[Block]:
        shown = self._parameter(name, value) if self.protocol in ("query", "ec2") else name
        in_query = self.protocol in ("query", "ec2")
        yield Block(
            "term", shown, anchor="" if in_query else anchor, linked=bool(linked) and not in_query
        )
        yield Block("prose", f"Text on {name}.")
        yield Block("label", f"Type: {self._type_line(value)}")
        if isinstance(value, StructureShape) and value.is_tagged_union:
            yield Block(
                "prose",
                "Note: This object is a Union. Only one member of this object can be specified or"
                " returned.",
            )
        yield from self._limits(value)
        if required is not None:
            yield Block("label", f"Required: {'Yes' if required else 'No'}")

    def _parameter(self, name: str, value: Shape) -> str:
        if isinstance(value, ListShape):
            flat = value.serialization.get("flattened") or self.protocol == "ec2"
            return f"{name}.N" if flat else f"{name}.member.N"
        return name

    def _type_line(self, shape: Shape, *, inner: bool = False) -> str:
        if isinstance(shape, ListShape):
            return f"{'a' if inner else 'A'}rray of {self._type_line(shape.member, inner=True)}s"
        if isinstance(shape, MapShape):
            key, value = self._type_line(shape.key), self._type_line(shape.value, inner=True)
            return f"{key.lower() if inner else key} to {value} map"
        if isinstance(shape, StructureShape):
            if shape.is_document_type:
                return "JSON value"
            self.types.setdefault(shape.name, shape)
            return f"{shape.name} object"
        name = _SCALARS[shape.type_name]
        return name.lower() if inner and " " not in name else name

    def _limits(self, shape: Shape, *, is_inner: bool = False) -> Iterator[Block]:
        if isinstance(shape, ListShape):
            yield from _bounds("Array Members", "number", shape, " item")
            if not isinstance(shape.member, StructureShape):
                yield from self._limits(shape.member, is_inner=is_inner)
        elif isinstance(shape, MapShape):
            yield from _bounds("Map Entries", "number", shape, " item")
            # One line on the keys of two maps would not say which it is about.
            if not (is_inner or _holds_map(shape)):
                yield from self._scalar(shape.key, "Key ")
            if isinstance(shape.value, ListShape | MapShape):
                yield from self._limits(shape.value, is_inner=True)
            elif not isinstance(shape.value, StructureShape):
                yield from self._scalar(shape.value, "Value ")
        elif not isinstance(shape, StructureShape):
            yield from self._scalar(shape, "")

    def _scalar(self, shape: Shape, of: str) -> Iterator[Block]:
        is_text = shape.type_name in ("string", "blob")
        label, what = ("Length Constraints", "length") if is_text else ("Valid Range", "value")
        yield from _bounds(of + label, what, shape, "")
        if shape.metadata.get("pattern"):
            yield Block("label", f"{of}Pattern: ", code=shape.metadata["pattern"])
        if shape.metadata.get("enum"):
            values = "Valid Keys" if of == "Key " else f"{of}Valid Values"
            yield Block("label", f"{values}: ", code=" | ".join(shape.metadata["enum"]))

    # --- syntax blocks -------------------------------------------------------------------------

    def _json_body(self, body: dict[str, Any], *, marked: bool) -> str:
        lines = [
            f'   "{_on_wire(name, value)}": {self._json(value, "   ", (), marked)}'
            for name, value in sorted(body.items())
        ]
        return "{\n" + ",\n".join(lines) + "\n}"

    def _json(self, shape: Shape, indent: str, around: Sequence[str], marked: bool) -> str:
        deeper = indent + "   "
        if isinstance(shape, StructureShape):
            return self._json_structure(shape, indent, around, marked)
        if isinstance(shape, ListShape):
            item = self._json(shape.member, deeper, around, marked)
            if "\n" not in item:
                return f"[ {item} ]"
            return f"[\n{deeper}{item}\n{indent}]"
        if isinstance(shape, MapShape):
            key = '"{{string}}"' if marked else '"string"'
            value = self._json(shape.value, deeper, around, marked)
            return f"{{\n{deeper}{key} : {value}\n{indent}}}"
        word = _JSON.get(shape.type_name)
        if word is None:
            return '"{{string}}"' if marked else '"string"'
        return f"{{{{{word}}}}}" if marked else word

    def _json_structure(
        self,
        shape: StructureShape,
        indent: str,
        around: Sequence[str],
        marked: bool,
    ) -> str:
        if shape.is_document_type:
            return "{{JSON value}}" if marked else "JSON value"
        if shape.name in around:
            return f'"{shape.name}"'
        if shape.is_tagged_union:
            return "{ ... }"
        deeper = indent + "   "
        lines = [
            f'{deeper}"{_on_wire(name, value)}": '
            + self._json(value, deeper, [*around, shape.name], marked)
            for name, value in sorted(shape.members.items())
        ]
        return "{ \n" + ",\n".join(lines) + f"\n{indent}}}" if lines else f"{{ \n{indent}}}"


def _has_known_layout(operation: OperationModel) -> bool:
    """Tell whether real pages show how such an operation is laid out.

    None is at hand of structures or streams of events that are a whole body, and of headers and
    parameters of which not all of the name is fixed.
    """
    shapes = [shape for shape in (operation.input_shape, operation.output_shape) if shape]
    payloads = [(shape, shape.serialization.get("payload")) for shape in shapes]
    members = [member for shape in shapes for member in shape.members.values()]
    return not (
        any(name and isinstance(s.members[name], StructureShape) for s, name in payloads)
        or any(member.serialization.get("eventstream") for member in members)
        or any(member.serialization.get("location") == "headers" for member in members)
        or any(
            member.serialization.get("location") == "querystring" and isinstance(member, MapShape)
            for member in members
        )
    )


def _holds_map(shape: Shape) -> bool:
    if isinstance(shape, ListShape):
        return isinstance(shape.member, MapShape) or _holds_map(shape.member)
    return isinstance(shape, MapShape) and (
        isinstance(shape.value, MapShape) or _holds_map(shape.value)
    )


def _on_wire(name: str, member: Shape) -> str:
    on_wire: str = member.serialization.get("name", name)
    return on_wire


def _required(shape: StructureShape | None) -> set[str]:
    return set(shape.required_members) if shape else set()


def _status(shape: StructureShape) -> int:
    status: int = shape.metadata.get("error", {}).get("httpStatusCode") or 400
    return status


def _bounds(label: str, what: str, shape: Shape, unit: str) -> Iterator[Block]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is None and most is None:
        return

    def bound(word: str, number: object) -> str:
        plural = "s" if unit and str(number) != "1" else ""
        return f"{word} {what} of {number}{unit}{plural}."

    if least == most:
        yield Block("label", f"{label}: {bound('Fixed', least)}")
        return
    words = [("Minimum", least), ("Maximum", most)]
    stated = " ".join(bound(word, number) for word, number in words if number is not None)
    yield Block("label", f"{label}: {stated}")
