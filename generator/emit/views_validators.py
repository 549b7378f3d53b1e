"""The view of the validators: straight-line checks of what each operation takes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.emit.forms import Names, has_method, is_enum, is_opaque, is_required, shape_of
from generator.emit.imports import Imports
from generator.emit.layout import Brackets, Expression, call, laid_out, prefixed, signature
from generator.emit.quoting import (
    Code,
    code,
    docstring,
    joined,
    literal,
    number_literal,
    pattern_literal,
)
from generator.emit.views import FunctionView, ValidatorsView
from generator.emit.views_client import by_python_name
from generator.model import documentation, ir
from generator.model.kinds import Kind
from generator.model.names import Identifier, method_name
from generator.model.walk import structures

_RUNTIME = Code(".._runtime.validation")
_INDENT = 4

_PLAIN_CHECKS = {
    Kind.DICT: Code("check.dictionary"),
    Kind.BOOLEAN: Code("check.boolean"),
    Kind.TIMESTAMP: Code("check.timestamp"),
    Kind.DOCUMENT: Code("check.document"),
}
_STRING_CHECKS = {Kind.STRING: Code("check.string"), Kind.TEXT: Code("check.text")}
_NUMBER_CHECKS = {
    Kind.INTEGRAL: Code("check.integer"),
    Kind.INTEGER: Code("check.integer"),
    Kind.LONG: Code("check.integer"),
    Kind.FRACTIONAL: Code("check.number"),
    Kind.FLOAT: Code("check.number"),
    Kind.DOUBLE: Code("check.number"),
    Kind.NUMBER: Code("check.number"),
}


def validators_view(service: ir.Service, title: str) -> ValidatorsView:
    """Build the view of the module of validators.

    Raises:
        ValueError: Where an operation or a shape can't have the name that the model gives it.
    """
    return _Builder(service).view(title)


@dataclass(frozen=True)
class _Value:
    """A value in generated code."""

    name: Code
    path: Code
    """Its path, as the inside of an f-string."""
    indent: int
    depth: int = 0
    """In how many lists and maps of a member it is."""

    @property
    def at(self) -> Code:
        """The expression for its path."""
        return Code("at") if not self.depth else code('f"{}"', self.path)

    def numbered(self, stem: Identifier) -> Identifier:
        """Return a name for what is inside it, other than those outside."""
        return Identifier(f"{stem}{self.depth + 1}") if self.depth else stem


class _Builder:
    def __init__(self, service: ir.Service) -> None:
        self._shapes = service.shapes
        self._operations = by_python_name(
            {
                name: operation
                for name, operation in service.operations.items()
                if operation.input != "unknown"
                and (has_method(service, operation) or name in service.paginators)
            }
        )
        names = Names()
        self._functions = {
            shape: names.claim(method_name(shape), prefix="_") for shape in sorted(self._reached())
        }
        self._names = names

    def view(self, title: str) -> ValidatorsView:
        imports = Imports()
        validators = {
            wire_name: self._names.claim(operation.python_name, prefix="validate_")
            for wire_name, operation in self._operations
        }
        views = [self._validator(validators[name], op) for name, op in self._operations]
        views += [self._structure(shape, name) for shape, name in self._functions.items()]
        for name in ("Level", "Problem", "Validator", "run"):
            if views or name == "Validator":
                imports.use(_RUNTIME, Identifier(name))
        if self._functions or any(op.input == "none" for _, op in self._operations):
            imports.use(_RUNTIME, Identifier("Check"))
        entries = tuple(code("{}: {}", literal(wire), name) for wire, name in validators.items())
        opening = Code("VALIDATORS: dict[str, Validator] = {")
        return ValidatorsView(
            docstring=docstring(f"Validators of the parameters of {title}.", 0),
            imports=imports.groups(),
            functions=tuple(views),
            table=laid_out(Brackets(opening, entries, Code("}"), comma=True, open=bool(entries))),
        )

    def _reached(self) -> set[str]:
        """Find the shapes that inputs lead to."""
        reached: set[str] = set()
        waiting = {shape_of(operation.input) for _, operation in self._operations} - {None}
        while waiting:
            name = waiting.pop()
            if name is None or name in reached:
                continue
            reached.add(name)
            members = self._shapes[name].members.values()
            waiting |= {target.shape for member in members for target in self._checked(member)}
        return reached

    def _checked(self, target: ir.Target) -> Iterator[ir.Target]:
        """Yield the structures in a value that have a check of their own."""
        for structure in structures(target):
            if structure.shape and not is_opaque(structure, self._shapes):
                yield structure

    def _validator(self, name: Identifier, operation: ir.Operation) -> FunctionView:
        shape = shape_of(operation.input)
        check = Code("Check.empty") if shape is None else self._functions[shape]
        parameters = [Code("params: object"), Code('level: Level = "structure"')]
        about = f"Check the parameters of {documentation.code(operation.python_name)}."
        body = call(Code("return run"), check, Code("params"), Code("level"))
        return FunctionView(
            signature=signature(name, parameters, Code("list[Problem]")),
            docstring=docstring(about, _INDENT),
            body=laid_out(body, _INDENT),
        )

    # --- structures ---------------------------------------------------------------------------

    def _structure(self, name: str, function: Identifier) -> FunctionView:
        parameters = [Code("check: Check"), Code("value: object"), Code("path: str")]
        return FunctionView(
            signature=signature(function, parameters, Code("None")),
            docstring=Code(),
            body=joined("\n", self._body(self._shapes[name])),
        )

    def _body(self, shape: ir.Shape) -> Iterator[Code]:
        if not shape.members:
            method = Code("check.empty") if shape.complete else Code("check.dictionary")
            yield laid_out(call(method, Code("value"), Code("path")), _INDENT)
            return
        method = Code("if check.union") if shape.kind == "union" else Code("if check.structure")
        required = [literal(key) for key, member in shape.members.items() if is_required(member)]
        checked = call(method, Code("value"), Code("path"), *required)
        yield laid_out(replace(checked, closing=Code("):")), _INDENT)
        yield Code("        for key, item in value.items():")
        yield Code('            at = f"{path}.{key}"')
        yield Code("            match key:")
        for key, member in shape.members.items():
            yield code("                case {}:", literal(key))
            yield from self._lines(member, _Value(Code("item"), Code("{at}"), 20))
        yield Code("                case _:")
        if shape.complete:
            yield Code("                    check.unknown(at, item)")
        else:
            yield Code("                    pass  # No page shows all members.")

    # --- values -------------------------------------------------------------------------------

    def _lines(self, target: ir.Target, value: _Value) -> Iterator[Code]:
        """Write the statements that check a value; at least one."""
        match target.kind:
            case Kind.LIST if not target.json_value:
                yield from self._list(target, value)
            case Kind.MAP if not target.json_value:
                yield from self._map(target, value)
            case _:
                check = self._check(target, value)
                yield laid_out(check, value.indent)

    def _check(self, target: ir.Target, value: _Value) -> Expression:
        """Write the one call that checks a value."""
        arguments = (value.name, value.at)
        if target.json_value:
            return call(Code("check.json"), *arguments)
        match target.kind:
            case Kind.STRUCTURE if target.shape and not is_opaque(target, self._shapes):
                if self._shapes[target.shape].event_stream:
                    return Code("pass")
                return call(self._functions_of(target.shape), Code("check"), *arguments)
            case Kind.STRUCTURE:
                return call(Code("check.dictionary"), *arguments)
            case Kind.BLOB:
                return call(Code("check.blob"), *arguments, *_lengths(target))
            case Kind.STRING | Kind.TEXT as kind:
                return call(_STRING_CHECKS[kind], *arguments, *_lengths(target), *_texts(target))
            case Kind.NUMBER if target.min is None and target.max is None:
                return call(Code("check.number_or_timestamp"), *arguments)
            case kind if kind in _NUMBER_CHECKS:
                return call(_NUMBER_CHECKS[kind], *arguments, *_range(target))
            case kind if kind in _PLAIN_CHECKS:
                return call(_PLAIN_CHECKS[kind], *arguments)
            case _:
                return Code("pass")

    def _functions_of(self, shape: str) -> Code:
        return code("{}", self._functions[shape])

    def _list(self, target: ir.Target, value: _Value) -> Iterator[Code]:
        check = call(Code("check.list"), value.name, value.at, *_lengths(target))
        index, element = value.numbered(Identifier("index")), value.numbered(Identifier("element"))
        inside = replace(
            value,
            name=code("{}", element),
            path=code("{}[{{{}}}]", value.path, index),
            indent=value.indent + 2 * _INDENT,
            depth=value.depth + 1,
        )
        inner = list(self._lines(target.items, inside)) if target.items else []
        if not _is_checked(inner):
            yield laid_out(check, value.indent)
            return
        yield _condition(check, value.indent)
        loop = code("for {}, {} in enumerate({}):", index, element, value.name)
        yield laid_out(loop, value.indent + _INDENT)
        yield from inner

    def _map(self, target: ir.Target, value: _Value) -> Iterator[Code]:
        check = call(Code("check.map"), value.name, value.at, *_lengths(target))
        name, entry = value.numbered(Identifier("name")), value.numbered(Identifier("entry"))
        inside = replace(value, indent=value.indent + 2 * _INDENT, depth=value.depth + 1)
        of_key = replace(
            inside, name=code("{}", name), path=code("{} (key: {{{}}})", value.path, name)
        )
        of_value = replace(inside, name=code("{}", entry), path=code("{}.{{{}}}", value.path, name))
        keys = list(self._lines(target.keys, of_key)) if target.keys else []
        values = list(self._lines(target.values, of_value)) if target.values else []
        inner = [line for lines in (keys, values) if _is_checked(lines) for line in lines]
        if not inner:
            yield laid_out(check, value.indent)
            return
        yield _condition(check, value.indent)
        if _is_checked(values):
            loop = code("for {}, {} in {}.items():", name, entry, value.name)
        else:
            loop = code("for {} in {}:", name, value.name)
        yield laid_out(loop, value.indent + _INDENT)
        yield from inner


def _is_checked(lines: list[Code]) -> bool:
    return bool(lines) and lines[0].strip() != "pass"


def _condition(check: Brackets, indent: int) -> Code:
    conditional = prefixed(Code("if "), replace(check, closing=Code("):")))
    return laid_out(conditional, indent)


def _lengths(target: ir.Target) -> Iterator[Code]:
    if target.min:
        yield code("min_length={}", number_literal(target.min))
    if target.max is not None:
        yield code("max_length={}", number_literal(target.max))


def _range(target: ir.Target) -> Iterator[Code]:
    if target.min is not None:
        yield code("minimum={}", number_literal(target.min))
    if target.max is not None:
        yield code("maximum={}", number_literal(target.max))


def _texts(target: ir.Target) -> Iterator[Expression]:
    pattern = target.pattern.regex if target.pattern else None
    if pattern is not None:
        yield code("pattern={}", pattern_literal(pattern))
    if is_enum(target) and not target.open:
        values = tuple(dict.fromkeys(map(literal, target.enum)))
        yield Brackets(Code("enum=["), values, Code("]"), comma=True)
