"""Schemas of the pages on resources in AWS API References: the bodies, as JSON with placeholders.

What AWS serves gives each schema a heading: the method that sends it, or the model that is
returned. A converter loses these headings; then a schema is known by the names of its members.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.model.facts import ValueFacts
from generator.model.kinds import Kind, covers, meet
from generator.model.problems import quoted
from generator.readers.apiref.document import Report
from generator.readers.apiref.resource.outline import Block, Section, sections
from generator.readers.apiref.resource.types import Types
from generator.readers.syntax.json import parse_json
from generator.readers.unreadable import UnreadableError

_REQUESTS = "Request bodies"
_RESPONSES = "Response bodies"
_TITLE = re.compile(r"(\w+) schema")

_SENDERS = frozenset({"PATCH", "POST", "PUT"})
"""The methods that HTTP gives a body; others have one only where the page says so."""


class Schema(NamedTuple):
    """A body, as the page shows it."""

    title: str | None
    """The method or the model; None where a converter lost it."""
    line: int
    value: ValueFacts

    @property
    def names(self) -> frozenset[str]:
        """The names of its members, of which what is no structure has none."""
        return _names(self.value)


class Call(NamedTuple):
    """What tells which body a method sends: the method, and its operation."""

    method: str
    operation: str


class Body(NamedTuple):
    """What a method sends."""

    model: str | None
    """None where several models look like the schema, or none does."""
    schema: Schema


class Schemas:
    """The bodies of a page.

    Args:
        section: The section on schemas, empty where the page has none.
        types: The models of the page.
        report: Is given each schema that can't be read or is none of a model.
    """

    def __init__(self, section: Section, types: Types, report: Report) -> None:
        self._types = types
        self._report = report
        self._by_names: dict[frozenset[str], list[ValueFacts]] = {}
        for value in types.structures.values():
            self._by_names.setdefault(_names(value), []).append(value)
        stray, halves = sections(section.blocks, 3)
        found = {half.heading: half for half in halves if half.heading in (_REQUESTS, _RESPONSES)}
        if stray or len(found) != len(halves):
            expected = f"headings {_REQUESTS!r} and {_RESPONSES!r}, and nothing before them"
            report(section.line, expected, quoted(", ".join(half.heading for half in halves)))
        self.requests = self._read(found.get(_REQUESTS))
        self.responses = self._read(found.get(_RESPONSES))

    def _read(self, half: Section | None) -> list[Schema]:
        schemas: list[Schema] = []
        try:
            for schema in _schemas(half.blocks if half else ()):
                self._check(schema)
                schemas.append(schema)
        except UnreadableError as error:
            self._report(error.line, error.expected, error.found)
        return schemas

    def _check(self, schema: Schema) -> None:
        """Check that some model looks like a schema, or the halves of the page are of two pages.

        Raises:
            UnreadableError: Where none does.
        """
        if schema.names and next(self._models(schema), None) is None:
            expected = "a schema of which the members are those of a model"
            raise UnreadableError(schema.line, expected, quoted(", ".join(sorted(schema.names))))

    def _models(self, schema: Schema) -> Iterator[str]:
        """Return the names of all structures that look like a schema."""
        for model in self._by_names.get(schema.names, ()):
            if self._agree(schema.value, model):
                yield model.name or ""

    def _agree(self, shown: ValueFacts, stated: ValueFacts) -> bool:
        """Tell whether a schema shows what a type states, at whatever depth."""
        if stated.kind is Kind.STRUCTURE and shown.members is not None:
            whole = self._types.structures[stated.name or ""].members or ()
            types = {member.name: member.value for member in whole}
            return types.keys() == _names(shown) and all(
                self._agree(member.value, types[member.name]) for member in shown.members
            )
        if stated.items is not None and shown.items is not None:
            return self._agree(shown.items, stated.items)
        if stated.kind is Kind.MAP:
            return covers(Kind.DICT, shown.kind)
        return meet(shown.kind, stated.kind) is not None

    def returned(self, model: str, line: int) -> ValueFacts:
        """Return what a response shows of a model that the page does not describe.

        Args:
            model: Its name.
            line: Where the page says that it is returned.

        Raises:
            UnreadableError: Where no schema may be that of such a model.
        """
        titled = [schema for schema in self.responses if schema.title == model]
        simple = [one for one in self.responses if one.title is None and not one.names]
        fitting = titled or simple
        if not fitting:
            raise UnreadableError(line, "a model that the page describes", quoted(model))
        return fitting[0].value if len(fitting) == 1 else ValueFacts(kind=Kind.ANY)

    def sent(self, calls: Sequence[Call]) -> Mapping[str, Body | None]:
        """Return the bodies that methods send, and None for those that send none.

        What can't be told has no entry: neither a heading nor a name nor elimination tells it.
        """
        for schema in self.requests[len(calls) :]:
            expected = f"{len(calls)} schemas at most, one a method"
            self._report(schema.line, expected, "one more")
        if any(schema.title for schema in self.requests):
            titled = {schema.title: schema for schema in self.requests}
            shown = {call: titled.get(call.method) for call in calls}
            return {
                call.method: schema and Body(self._model(schema, call), schema)
                for call, schema in shown.items()
            }
        return self._sent_by_name(calls)

    def _sent_by_name(self, calls: Sequence[Call]) -> Mapping[str, Body | None]:
        left = list(self.requests)
        bodies: dict[str, Body | None] = {}
        for call in calls:
            for schema in left:
                named = [
                    name for name in self._models(schema) if _is_input_of(name, call.operation)
                ]
                if named:
                    bodies[call.method] = Body(named[0], schema)
                    left.remove(schema)
                    break
        others = [call for call in calls if call.method not in bodies]
        senders = [call for call in others if call.method in _SENDERS]
        if len(left) == len(senders) == 1:
            bodies[senders[0].method] = Body(self._model(left[0], senders[0]), left[0])
            left = []
        if not left:
            bodies.update((call.method, None) for call in others if call.method not in bodies)
        return bodies

    def _model(self, schema: Schema, call: Call) -> str | None:
        """Return the model of a schema: that named for the operation, or the only one to be sent.

        A model that some property is of is a part of others, and no body.
        """
        models = list(self._models(schema))
        named = [name for name in models if _is_input_of(name, call.operation)]
        wholes = [name for name in models if name not in self._types.referred]
        found = named or wholes
        return found[0] if len(found) == 1 else None


def _names(value: ValueFacts) -> frozenset[str]:
    return frozenset(member.name for member in value.members or ())


_INPUT = ("", "Input", "Request")


def _is_input_of(model: str, operation: str) -> bool:
    return model in [operation + suffix for suffix in _INPUT]


def _schemas(blocks: Sequence[Block]) -> Iterator[Schema]:
    untitled, titled = sections(blocks, 4)
    for block in untitled:
        yield _schema(block, None)
    for section in titled:
        match = _TITLE.fullmatch(section.heading)
        if match is None:
            raise UnreadableError(section.line, "the title of a schema", quoted(section.heading))
        for block in section.blocks:
            yield _schema(block, match[1])


def _schema(block: Block, title: str | None) -> Schema:
    if block.kind != "code":
        raise UnreadableError(block.line, "a schema", block.shown)
    return Schema(title, block.line, parse_json(block.text, block.line))
