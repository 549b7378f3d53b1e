"""Models of the pages on resources in AWS API References, and the types that are made of them.

A model is a structure, a map (its one property is `*`) or an enumeration (a list of values). Types
refer to models by name, as to `string` or `integer`; only structures are shapes of their own.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from generator.model.facts import EnumValue, MemberFacts, Number, ValueFacts
from generator.model.kinds import Kind, covers
from generator.model.problems import quoted
from generator.readers.apiref.constraints import ValuesLine, parse_constraint
from generator.readers.apiref.document import Report
from generator.readers.apiref.resource.outline import Row, Section, documentation
from generator.readers.apiref.resource.tables import tables
from generator.readers.unreadable import UnreadableError


class Model(NamedTuple):
    """What a page tells of a model."""

    name: str
    line: int
    documentation: str | None
    rows: tuple[Row, ...] | None
    """Its properties; None where the page lists none."""
    values: tuple[str, ...]
    """Of an enumeration."""


def read_model(section: Section) -> Model:
    """Read what stands below a model's name.

    Args:
        section: The model's heading and blocks.

    Raises:
        UnreadableError: Where it is no description of a model.
    """
    prose, found = tables(section.blocks)
    if len(found) > 1 or any(table.title for table in found):
        raise UnreadableError(found[-1].line, "one table of properties", "another table")
    values = prose[-1].values if prose and not found else ()
    if values:
        prose = prose[:-1]
    return Model(
        name=section.heading,
        line=section.line,
        documentation=documentation(prose),
        rows=found[0].rows if found else None,
        values=values,
    )


class Types:
    """The models of a page, and what values of their types are.

    Args:
        models: All models that the page describes.
        report: Is given each type that can't be read.
    """

    def __init__(self, models: Sequence[Model], report: Report) -> None:
        self._report = report
        self._models = {model.name: model for model in models}
        for model in models:
            if self._models[model.name] is not model:
                report(model.line, "each model once", f"{model.name!r} again")

    def __contains__(self, name: str) -> bool:
        return name in self._models

    @cached_property
    def structures(self) -> dict[str, ValueFacts]:
        """The structures, by name, with their members."""
        return {
            model.name: ValueFacts(
                kind=Kind.STRUCTURE,
                line=model.line,
                name=model.name,
                documentation=model.documentation,
                members=tuple(self._members(model.rows)),
            )
            for model in self._models.values()
            if model.rows is not None and not _is_map(model)
        }

    @cached_property
    def referred(self) -> frozenset[str]:
        """The names of all models that some property is of."""
        types = [
            row.cells[1].lines[0]
            for model in self._models.values()
            for row in model.rows or ()
            if row.cells[1].lines
        ]
        return frozenset(_element(text) for text in types)

    def value(self, lines: Sequence[str], line: int, depth: int = 0) -> ValueFacts:
        """Return what a cell of types says.

        Args:
            lines: The type, and the constraints below it.
            line: Where the cell stands.
            depth: How many models were gone through to come here.

        Raises:
            UnreadableError: Where one of them can't be read.
        """
        value = self._typed(lines[0] if lines else "", line, depth)
        for constraint in lines[1:]:
            value = _constrained(value, constraint, line)
        return value

    def named(self, name: str, line: int, depth: int = 0) -> ValueFacts:
        """Return a value of a model; of a structure, the name alone.

        Raises:
            UnreadableError: Where the page describes no such model.
        """
        model = self._models.get(name)
        if model is None or depth > _DEEPEST:
            raise UnreadableError(line, "a type, or a model that the page describes", quoted(name))
        if model.values:
            values = tuple(EnumValue(value=value) for value in model.values)
            return ValueFacts(kind=Kind.STRING, line=line, enum=values)
        if model.rows is None:
            return ValueFacts(kind=Kind.ANY, line=line)
        if _is_map(model):
            keys = ValueFacts(kind=Kind.STRING, line=line)
            held = self.value(model.rows[0].cells[1].lines, line, depth + 1)
            return ValueFacts(kind=Kind.MAP, line=line, keys=keys, values=held)
        return ValueFacts(kind=Kind.STRUCTURE, line=line, name=name, complete=False)

    def _typed(self, text: str, line: int, depth: int) -> ValueFacts:
        array = _ARRAY.fullmatch(text)
        if array and depth <= _DEEPEST:
            items = self._typed(array[1], line, depth + 1)
            return ValueFacts(kind=Kind.LIST, line=line, items=items)
        kind = _SCALARS.get(text.lower()) if text not in self._models else None
        return ValueFacts(kind=kind, line=line) if kind else self.named(text, line, depth)

    def _members(self, rows: Sequence[Row]) -> Iterator[MemberFacts]:
        names: set[str] = set()
        for row in rows:
            try:
                member = self.member(row)
            except UnreadableError as error:
                self._report(error.line, error.expected, error.found)
                name = " ".join(row.cells[0].lines)
                member = MemberFacts(name=name, value=ValueFacts(kind=Kind.ANY))
            if member.name in names:
                self._report(row.line, "each property once", f"{member.name!r} again")
            names.add(member.name)
            yield member

    def member(self, row: Row) -> MemberFacts:
        """Read a row of properties or of parameters; which of both it is, the caller knows.

        Raises:
            UnreadableError: Where a cell can't be read.
        """
        (name,), types, (required,) = _three(row)
        if required not in _REQUIRED:
            raise UnreadableError(row.line, "True or False", quoted(required))
        return MemberFacts(
            name=name,
            value=self.value(types, row.line),
            line=row.line,
            required=_REQUIRED[required],
            required_in_output=_REQUIRED[required],
            documentation=row.cells[-1].documentation,
            named_on_wire=True,
        )


_DEEPEST = 32
_REQUIRED = {"True": True, "False": False}
_ARRAY = re.compile(r"[Aa]rray of (?:type )?(.+)")

_SCALARS = {
    "string": Kind.STRING,
    "boolean": Kind.BOOLEAN,
    "integer": Kind.INTEGRAL,
    "number": Kind.NUMBER,
    "object": Kind.DICT,
}
"""Formats tell an integer from a long one; nothing tells a map from a structure."""


def _element(text: str) -> str:
    """Return the type of what an array holds, at whatever depth."""
    return text.rpartition(" ")[2] if _ARRAY.fullmatch(text) else text


def _three(row: Row) -> tuple[tuple[str], tuple[str, ...], tuple[str]]:
    name, types, required = (cell.lines for cell in row.cells[:3])
    if len(name) != 1 or len(required) != 1:
        found = quoted(", ".join([*name, *types, *required]))
        raise UnreadableError(row.line, "a name, a type, and True or False", found)
    return (name[0],), types, (required[0],)


def _is_map(model: Model) -> bool:
    return model.rows is not None and [row.cells[0].lines for row in model.rows] == [("*",)]


# --- constraints ------------------------------------------------------------------------------

_FORMATS = {
    "int32": Kind.INTEGER,
    "int64": Kind.LONG,
    "float": Kind.FLOAT,
    "double": Kind.DOUBLE,
    "date-time": Kind.TIMESTAMP,
    "byte": Kind.BLOB,
    "binary": Kind.BLOB,
}
"""What OpenAPI's formats mean; of others, such as `uri`, the type stays what it is."""

_UNUSED = frozenset({"Default", "Example", "MultipleOf", "UniqueItems"})
"""Words of JSON Schema for which facts have no place."""

_LIMITS = {
    "MinLength": ("min", Kind.TEXT),
    "MaxLength": ("max", Kind.TEXT),
    "Minimum": ("min", Kind.NUMBER),
    "Maximum": ("max", Kind.NUMBER),
    "MinItems": ("min", Kind.LIST),
    "MaxItems": ("max", Kind.LIST),
    "MinProperties": ("min", Kind.MAP),
    "MaxProperties": ("max", Kind.MAP),
}
"""By the word of JSON Schema: the bound that it sets, and of which kind."""

_COUNT = re.compile(r"[0-9]{1,99}")
_NUMBER = re.compile(r"-?[0-9]{1,999}(?:\.[0-9]{1,999})?(?:[eE][-+]?[0-9]{1,3})?")


def _constrained(value: ValueFacts, text: str, line: int) -> ValueFacts:
    """Apply a line such as `MinLength: 1` to the value or, where it suits these, to its items."""
    label, _, rest = text.partition(":")
    rest = rest.strip()
    constrained = _applied(value, label, rest)
    if constrained is not None:
        return constrained
    if value.kind is Kind.LIST and value.items is not None:
        return replace(value, items=_constrained(value.items, text, line))
    raise UnreadableError(line, f"a constraint of a {value.kind}", quoted(text))


def _applied(value: ValueFacts, label: str, text: str) -> ValueFacts | None:
    """Return the constrained value; None where the constraint isn't one of it."""
    if label in _UNUSED:
        return value
    if label in _LIMITS:
        bound, kind = _LIMITS[label]
        number = _number(text, whole=kind is not Kind.NUMBER)
        suits = number is not None and covers(kind, value.kind)
        return replace(value, **{bound: number}) if suits else None
    if not covers(Kind.TEXT, value.kind) and label != "Format":
        return None
    match label:
        case "Format":
            return _formatted(value, text)
        case "Pattern" if text:
            return replace(value, pattern=text)
        case "Values":
            return _enumerated(value, text)
        case _:
            return None


def _formatted(value: ValueFacts, name: str) -> ValueFacts | None:
    if value.kind is Kind.LIST:
        return None
    wider = Kind.TEXT if value.kind is Kind.STRING else value.kind
    kind = _FORMATS.get(name, value.kind)
    return replace(value, kind=kind) if covers(wider, kind) else value


def _enumerated(value: ValueFacts, text: str) -> ValueFacts | None:
    line = parse_constraint(f"Valid Values: {text}")
    if not isinstance(line, ValuesLine):
        return None
    return replace(value, enum=tuple(EnumValue(value=one) for one in line.values))


def _number(text: str, *, whole: bool) -> Number | None:
    if _COUNT.fullmatch(text):
        return int(text)
    if whole or not _NUMBER.fullmatch(text):
        return None
    return int(text) if text.lstrip("-").isdecimal() else Decimal(text)
