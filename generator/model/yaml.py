"""YAML as this project writes and reads it: fixed order, one line a fact, exact numbers.

PyYAML's C dumper writes. Three things are ours: texts of more than one line become `|` blocks,
characters beyond the basic plane stay themselves (libyaml would escape the whole text), and numbers
with a point are exact.

libyaml parses, and we construct, because people edit these files: keys are texts and occur once,
and there are no aliases, so that what is read is never larger than the file.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

import msgspec
import yaml

from generator.model.problems import Problem, ProblemsError, quoted
from generator.model.yaml_scalars import (
    TEXT,
    is_decimal,
    is_scalar,
    read_scalar,
    resolvers,
)

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_PRIVATE_USE = range(0xE000, 0xF900)
_UNLIMITED = 2**31 - 1
_WRITTEN_OUT = 30
"""Digits on either side of the point up to which a number is written without an exponent."""
_DEEPEST = 100
"""Levels of nesting that are read; libyaml composes by recursion, and would crash in the end."""


def dump(value: object) -> str:
    """Write a value made of structs, mappings, sequences and scalars as YAML."""
    writer = _Writer()
    writer.document(value)
    stand_ins = _stand_ins(writer.characters)
    if not stand_ins:
        return _emitted(writer.events)
    writer = _Writer(str.maketrans(stand_ins))
    writer.document(value)
    return _emitted(writer.events).translate({ord(str(to)): it for it, to in stand_ins.items()})


def _emitted(events: list[yaml.Event]) -> str:
    text: str = _EMIT(events, Dumper=yaml.CSafeDumper, allow_unicode=True, width=_UNLIMITED)
    return text


def _stand_ins(characters: set[str]) -> dict[str, int | str]:
    """Choose a private-use character, itself unused, for each character beyond the basic plane."""
    astral = sorted(filter(_ASTRAL.match, characters))
    free = (chr(code) for code in _PRIVATE_USE if chr(code) not in characters)
    chosen: dict[str, int | str] = dict(zip(astral, free, strict=False))
    return chosen


class _Writer:
    """Makes the events of a document, which libyaml writes.

    PyYAML would first make nodes, and ask four questions about each; most scalars are known words.

    Args:
        table: What stands in for characters beyond the basic plane.
    """

    def __init__(self, table: dict[int, int | str] | None = None) -> None:
        self.events: list[yaml.Event] = []
        self.characters: set[str] = set()
        """The characters beyond ASCII that were met."""
        self._table = table

    def document(self, value: object) -> None:
        self.events += [yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False)]
        self._value(value)
        self.events += [yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent()]

    def _value(self, value: object) -> None:
        if isinstance(value, str):
            self.events.append(_text(self._plain(value)))
        elif isinstance(value, (dict, Mapping)):
            self._mapping(cast(Mapping[str, object], value))
        elif isinstance(value, (list, tuple)):
            self.events.append(_SEQUENCE_START)
            for item in cast(Sequence[object], value):
                self._value(item)
            self.events.append(_SEQUENCE_END)
        elif isinstance(value, msgspec.Struct):
            self._value(msgspec.to_builtins(value, builtin_types=(Decimal,)))
        else:
            self.events.append(_special(value))

    def _mapping(self, value: Mapping[str, object]) -> None:
        self.events.append(_MAPPING_START)
        for key, item in value.items():
            self.events.append(_text(self._plain(key)))
            if key == "documentation" and isinstance(item, str):
                # On one line too, so that it stays a block when it grows.
                self.events.append(_scalar(self._plain(item), "|"))
            else:
                self._value(item)
        self.events.append(_MAPPING_END)

    def _plain(self, text: str) -> str:
        if text.isascii():
            return text
        self.characters.update(text)
        return text.translate(self._table) if self._table else text


_MAPPING_START = yaml.MappingStartEvent(None, None, implicit=True, flow_style=False)
_MAPPING_END = yaml.MappingEndEvent()
_SEQUENCE_START = yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
_SEQUENCE_END = yaml.SequenceEndEvent()
# Any: types-PyYAML leaves these without types.
_EMIT: Any = vars(yaml)["emit"]
_RESOLVER: Any = yaml.resolver.Resolver()


@lru_cache(maxsize=1 << 14)
def _text(text: str) -> yaml.ScalarEvent:
    """Return a text, in quotes where YAML 1.1, or we, would read it as something else."""
    if "\n" in text:
        return _scalar(text, "|")
    is_text = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == TEXT
    return _scalar(text, None if is_text and not is_decimal(text) else "'")


def _scalar(text: str, style: str | None) -> yaml.ScalarEvent:
    return yaml.ScalarEvent(None, None, (style is None, True), text, style=style)


def _special(value: object) -> yaml.ScalarEvent:
    if isinstance(value, Decimal):
        text = _written(value)
    elif value is None or isinstance(value, bool):
        text = {True: "true", False: "false", None: "null"}[value]
    else:
        text = str(value)
    return yaml.ScalarEvent(None, None, (True, False), text)


def _written(number: Decimal) -> str:
    text = format(number, "f") if abs(number.adjusted()) <= _WRITTEN_OUT else str(number)
    digits, mark, exponent = text.partition("E")
    return (digits if "." in digits else digits + ".0") + mark + exponent


class _Loader(yaml.CSafeLoader):
    """Parses and composes; its constructors are not in use."""

    yaml_implicit_resolvers = resolvers()


class _RefusedError(yaml.YAMLError):
    """Raised for sound YAML of a kind that is not read."""

    def __init__(self, expected: str, found: str, event: yaml.Event) -> None:
        super().__init__(found)
        self.expected = expected
        self.line = _line(event)


def load(text: str, file: str) -> Any:
    """Read YAML into plain Python values.

    Args:
        text: The file's content.
        file: Its name, for messages.

    Raises:
        ProblemsError: Where the text is no YAML, or holds what these files can't, with the line.
    """
    try:
        node = _composed(text)
    except yaml.YAMLError as error:
        raise ProblemsError([_yaml_problem(error, text, file)]) from error
    problems: list[Problem] = []
    value = None if node is None else _value(node, file, problems)
    if problems:
        raise ProblemsError(problems)
    return value


@lru_cache(maxsize=1)
def _composed(text: str) -> yaml.Node | None:
    """Return the nodes of a text; kept, as a file with problems asks for many lines."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError("values written out", "an alias", event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise _RefusedError(f"at most {_DEEPEST} levels of nesting", "more", event)
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return yaml.compose(text, Loader=_Loader)


def _yaml_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    expected, found, line = "YAML", str(error), 0
    if isinstance(error, _RefusedError):
        expected, line = error.expected, error.line
    elif isinstance(error, yaml.MarkedYAMLError):
        found = (error.problem or found).removeprefix("but ").removeprefix("found ")
        line = error.problem_mark.line + 1 if error.problem_mark else 0
    elif isinstance(error, yaml.reader.ReaderError):
        found = error.reason
        line = text.encode()[: error.position].count(b"\n") + 1
    return Problem(file, line, expected, " ".join(found.split()))


def _value(node: yaml.Node, file: str, problems: list[Problem]) -> object:
    """Return what a node stands for, and add to the problems what is wrong with it."""
    if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
        content: dict[str, object] = {}
        for key, value in node.value:
            name = _key(key, content, file, problems)
            content[name] = _value(value, file, problems)
        return content
    if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
        return [_value(item, file, problems) for item in node.value]
    if not isinstance(node, yaml.ScalarNode) or not is_scalar(node.tag):
        problems.append(Problem(file, _line(node), "a value without a tag", quoted(node.tag)))
        return None
    try:
        return read_scalar(node.tag, node.value)
    except ValueError as error:
        problems.append(Problem(file, _line(node), str(error), quoted(node.value)))
        return None


def _key(key: yaml.Node, content: Mapping[str, object], file: str, problems: list[Problem]) -> str:
    if not isinstance(key, yaml.ScalarNode) or key.tag != TEXT:
        found = quoted(key.value) if isinstance(key, yaml.ScalarNode) else "a collection"
        problems.append(Problem(file, _line(key), "a key that is a text", found))
        return ""
    name: str = key.value
    if name in content:
        problems.append(Problem(file, _line(key), "a key that is new here", quoted(name)))
    return name


def _line(part: yaml.Node | yaml.Event) -> int:
    mark = part.start_mark
    return mark.line + 1 if mark else 0


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Find the line on which the value at `path` begins, or the nearest value that holds it."""
    node = _composed(text)
    line = 1
    for step in path:
        key, node = _step(node, step)
        if node is None:
            break
        line = _line(key or node)
    return line


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None
