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
    DECIMAL,
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


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (PyYAML's interface)
        return True


class _Block(str):
    """A text that is always written as a block, so that it stays one when it grows."""

    __slots__ = ()


def _represent_block(dumper: yaml.CSafeDumper, text: _Block) -> yaml.ScalarNode:  # noqa: ARG001
    return yaml.ScalarNode(TEXT, str(text), style="|")


def _represent_text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:  # noqa: ARG001
    # The dumper puts quotes around what YAML 1.1 takes for a number; we take some more for one.
    plain = "'" if is_decimal(text) else None
    return yaml.ScalarNode(TEXT, text, style="|" if "\n" in text else plain)


def _represent_decimal(dumper: yaml.CSafeDumper, number: Decimal) -> yaml.ScalarNode:  # noqa: ARG001
    text = format(number, "f") if abs(number.adjusted()) <= _WRITTEN_OUT else str(number)
    digits, mark, exponent = text.partition("E")
    text = (digits if "." in digits else digits + ".0") + mark + exponent
    return yaml.ScalarNode(DECIMAL, text)


_Dumper.add_representer(_Block, _represent_block)
_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Decimal, _represent_decimal)


def dump(value: object) -> str:
    """Write a value made of structs, mappings, sequences and scalars as YAML."""
    return _dump_builtins(_plain(value))


def _plain(value: object) -> object:
    """Turn structs and enums into what the C dumper knows; drops fields at their default."""
    if isinstance(value, msgspec.Struct):
        return _plain(msgspec.to_builtins(value, builtin_types=(Decimal,)))
    if isinstance(value, Mapping):
        return {
            key: _Block(item) if key == "documentation" and isinstance(item, str) else _plain(item)
            for key, item in cast(Mapping[object, object], value).items()
        }
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in cast(Sequence[object], value)]
    return value


def _dump_builtins(value: object) -> str:
    stand_ins = _stand_ins(value)
    if stand_ins:
        value = _substituted(value, str.maketrans(stand_ins))
    text: str = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        width=_UNLIMITED,
        sort_keys=False,
        default_flow_style=False,
    )
    return text.translate({ord(str(to)): char for char, to in stand_ins.items()})


def _stand_ins(value: object) -> dict[str, int | str]:
    """Choose a private-use character, itself unused, for each character beyond the basic plane."""
    used: set[str] = set()
    _collect_characters(value, used)
    astral = sorted(char for char in used if _ASTRAL.match(char))
    free = (chr(code) for code in _PRIVATE_USE if chr(code) not in used)
    chosen: dict[str, int | str] = dict(zip(astral, free, strict=False))
    return chosen


def _collect_characters(value: object, used: set[str]) -> None:
    if isinstance(value, str):
        if not value.isascii():
            used.update(value)
    elif isinstance(value, dict):
        for key, item in cast(dict[object, object], value).items():
            _collect_characters(key, used)
            _collect_characters(item, used)
    elif isinstance(value, list):
        for item in cast(list[object], value):
            _collect_characters(item, used)


def _substituted(value: object, table: dict[int, int | str]) -> object:
    if isinstance(value, str):
        return type(value)(value.translate(table))
    if isinstance(value, dict):
        return {
            _substituted(key, table): _substituted(item, table)
            for key, item in cast(dict[object, object], value).items()
        }
    if isinstance(value, list):
        return [_substituted(item, table) for item in cast(list[object], value)]
    return value


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
