"""The view of the validators: straight-line checks of what each operation takes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, floor

from generator.emit.forms import Names, has_method, is_enum, is_opaque, is_required, shape_of
from generator.emit.imports import Imports
from generator.emit.layout import (
    Brackets,
    Expression,
    call,
    laid_out,
    prefixed,
    signature,
    suffixed,
)
from generator.emit.quoting import (
    LINE_LENGTH,
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
from generator.model.names import Identifier, method_name, pascal_case
from generator.model.walk import structures

_RUNTIME = Code(".._runtime.validation")
_INDENT = 4
_DEEPEST = 3
"""In how many lists and maps a value may be before what it holds is checked in a function apart."""

_PLAIN_CHECKS = {
    Kind.DICT: Code("check.opaque"),
    Kind.BOOLEAN: Code("check.boolean"),
    Kind.TIMESTAMP: Code("check.timestamp"),
    Kind.DOCUMENT: Code("check.document"),
}
_SIZED_CHECKS = {
    Kind.LIST: Code("check.list"),
    Kind.MAP: Code("check.map"),
    Kind.BLOB: Code("check.blob"),
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

    name: Identifier
    root: Identifier
    """The variable with the path of the member that it is, or is in."""
    path: Code
    """Its own path, as the inside of an f-string."""
    indent: int
    stem: str
    """Names the functions for what is deep inside it."""
    depth: int = 0
    """In how many lists and maps of the member it is."""

    @property
    def at(self) -> Code:
        """The expression for its path."""
        return code('f"{}"', self.path) if self.depth else code("{}", self.root)

    def inside(self, name: str, path: Code) -> "_Value":
        """Return a value in a list or a map that this is."""
        return replace(
            self,
            name=self.numbered(name),
            path=code("{}{}", self.path, path),
            indent=self.indent + 2 * _INDENT,
            depth=self.depth + 1,
        )

    def numbered(self, name: str) -> Identifier:
        """Return a name for what is inside it, other than those outside."""
        return Identifier(f"{name}{self.depth + 1}" if self.depth else name)


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
        self._parts: list[FunctionView] = []

    def view(self, title: str) -> ValidatorsView:
        imports = Imports()
        validators = {
            wire_name: self._names.claim(operation.python_name, prefix="validate_")
            for wire_name, operation in self._operations
        }
        views = [self._validator(validators[name], op) for name, op in self._operations]
        for shape, function in self._functions.items():
            views += self._structure(shape, function)
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
            for member in self._shapes[name].members.values():
                waiting.update(self._held(member))
        return reached

    def _held(self, member: ir.Member) -> Iterator[str]:
        """Yield the structures in a value that have a check of their own."""
        for structure in () if member.json_value else structures(member):
            if structure.shape and self._has_own(structure):
                yield structure.shape

    def _has_own(self, structure: ir.Target) -> bool:
        """Tell whether a structure has a check of its own; boto3 sends no streams of events."""
        return not is_opaque(structure, self._shapes) and not self._is_stream(structure)

    def _is_stream(self, structure: ir.Target) -> bool:
        return structure.shape is not None and self._shapes[structure.shape].event_stream

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

    def _structure(self, shape: str, name: Identifier) -> Iterator[FunctionView]:
        """Write the check of a structure, and those of what is deep in its members."""
        self._parts = []
        yield _function(name, self._body(shape))
        yield from self._parts

    def _body(self, name: str) -> Iterator[Code]:
        shape = self._shapes[name]
        if shape.complete and not shape.members:
            yield laid_out(call(Code("check.empty"), Code("value"), Code("path")), _INDENT)
            return
        method = Code("check.union") if shape.kind == "union" else Code("check.structure")
        required = [literal(key) for key, member in shape.members.items() if is_required(member)]
        check = call(method, Code("value"), Code("path"), *required)
        if not shape.complete and not any(map(self._is_checked, shape.members.values())):
            yield laid_out(check, _INDENT)
            return
        yield _condition(check, _INDENT)
        yield Code("        for key, item in value.items():")
        yield Code('            at = f"{path}.{key}"')
        yield Code("            match key:")
        for key, member in shape.members.items():
            yield _case(literal(key))
            stem = method_name(f"{name}{pascal_case(key)}")
            item = _Value(Identifier("item"), Identifier("at"), Code("{at}"), 20, stem)
            yield from self._lines(member, item)
        yield Code("                case _:")
        if shape.complete:
            yield Code("                    check.unknown(at, item)")
        else:
            yield Code("                    pass  # No page shows all members.")

    # --- values -------------------------------------------------------------------------------

    def _lines(self, target: ir.Target, value: _Value) -> Iterator[Code]:
        """Write the statements that check a value; at least one."""
        check = self._check(target, value)
        if not self._is_looked_into(target):
            yield laid_out(check, value.indent)
        elif value.depth == _DEEPEST:
            apart = self._part(target, value.stem)
            yield laid_out(call(apart, Code("check"), value.name, value.at), value.indent)
        else:
            yield _condition(check, value.indent)
            yield from self._loop(target, value)

    def _part(self, target: ir.Target, stem: str) -> Code:
        """Write a function that checks a value, and return its name."""
        name = self._names.claim(stem, suffix="_part", prefix="_")
        value = _Value(Identifier("value"), Identifier("path"), Code("{path}"), _INDENT, stem)
        self._parts.append(_function(name, self._lines(target, value)))
        return code("{}", name)

    def _loop(self, target: ir.Target, value: _Value) -> Iterator[Code]:
        """Write the loop over what a list or a map holds."""
        indent = value.indent + _INDENT
        if target.items:
            index = value.numbered("index")
            element = value.inside("element", code("[{{{}}}]", index))
            loop = code("for {}, {} in enumerate({}):", index, element.name, value.name)
            yield laid_out(loop, indent)
            yield from self._lines(target.items, element)
            return
        name = value.numbered("name")
        key = value.inside("name", code(" (key: {{{}}})", name))
        entry = value.inside("entry", code(".{{{}}}", name))
        if target.values and self._is_checked(target.values):
            loop = code("for {}, {} in {}.items():", name, entry.name, value.name)
        else:
            loop = code("for {} in {}:", name, value.name)
        yield laid_out(loop, indent)
        for part, within in ((target.keys, key), (target.values, entry)):
            if part and self._is_checked(part):
                yield from self._lines(part, within)

    def _is_looked_into(self, target: ir.Target) -> bool:
        """Tell whether a value is a list or a map of something that is to be checked."""
        if target.json_value or target.kind not in (Kind.LIST, Kind.MAP):
            return False
        held = (target.items,) if target.kind is Kind.LIST else (target.keys, target.values)
        return any(part is not None and self._is_checked(part) for part in held)

    def _is_checked(self, target: ir.Target) -> bool:
        if target.kind is Kind.STRUCTURE and self._is_stream(target):
            return False
        return target.json_value or target.kind is not Kind.ANY

    def _check(self, target: ir.Target, value: _Value) -> Expression:
        """Write the one call that checks a value, but not what it holds."""
        arguments = (value.name, value.at)
        if not self._is_checked(target):
            return Code("pass")
        if target.json_value:
            return call(Code("check.json"), *arguments)
        match target.kind:
            case Kind.STRUCTURE if target.shape and self._has_own(target):
                return call(code("{}", self._functions[target.shape]), Code("check"), *arguments)
            case Kind.STRUCTURE:
                return call(Code("check.dictionary"), *arguments)
            case Kind.STRING | Kind.TEXT as kind:
                return call(_STRING_CHECKS[kind], *arguments, *_lengths(target), *_texts(target))
            case Kind.NUMBER if target.min is None and target.max is None:
                return call(Code("check.number_or_timestamp"), *arguments)
            case kind if kind in _SIZED_CHECKS:
                return call(_SIZED_CHECKS[kind], *arguments, *_lengths(target))
            case kind if kind in _NUMBER_CHECKS:
                return call(_NUMBER_CHECKS[kind], *arguments, *_range(target))
            case kind:
                return call(_PLAIN_CHECKS[kind], *arguments)


def _function(name: Identifier, body: Iterator[Code]) -> FunctionView:
    parameters = [Code("check: Check"), Code("value: object"), Code("path: str")]
    return FunctionView(
        signature=signature(name, parameters, Code("None")),
        docstring=Code(),
        body=joined("\n", body),
    )


def _condition(check: Expression, indent: int) -> Code:
    return laid_out(prefixed(Code("if "), suffixed(check, Code(":"))), indent)


def _case(key: Code) -> Code:
    """Write a `case` line; black puts parentheses around what makes it too long."""
    line = code("                case {}:", key)
    if len(line) <= LINE_LENGTH:
        return line
    return laid_out(Brackets(Code("case ("), (key,), Code("):"), open=True), 16)


def _lengths(target: ir.Target) -> Iterator[Code]:
    if target.min is not None and target.min > 0:
        yield code("min_length={}", number_literal(ceil(target.min)))
    if target.max is not None:
        yield code("max_length={}", number_literal(floor(target.max)))


def _range(target: ir.Target) -> Iterator[Code]:
    if target.min is not None:
        yield code("minimum={}", _limit(target.min))
    if target.max is not None:
        yield code("maximum={}", _limit(target.max))


def _limit(number: ir.Number) -> Code:
    """Write a number, without fraction or exponent where it is whole."""
    is_whole = isinstance(number, Decimal) and number == number.to_integral_value()
    return number_literal(int(number) if is_whole else number)


def _texts(target: ir.Target) -> Iterator[Expression]:
    pattern = target.pattern.regex if target.pattern else None
    if pattern is not None:
        yield code("pattern={}", pattern_literal(pattern))
    if is_enum(target) and not target.open:
        values = tuple(dict.fromkeys(map(literal, target.enum)))
        yield Brackets(Code("enum=["), values, Code("]"), comma=True)
