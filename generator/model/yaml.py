"""YAML as this project writes and reads it: fixed order, one line a fact, exact numbers.

PyYAML's C loader and dumper do the work. Three things are ours: texts of more than one line become
`|` blocks, characters beyond the basic plane stay themselves (libyaml would escape the whole text),
and numbers with a point are read as `Decimal`.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

import msgspec
import yaml

from generator.model.problems import Problem, ProblemsError

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_PRIVATE_USE = range(0xE000, 0xF900)
_UNLIMITED = 2**31 - 1
_STR = "tag:yaml.org,2002:str"
_FLOAT = "tag:yaml.org,2002:float"


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (PyYAML's interface)
        return True


class _Block(str):
    """A text that is always written as a block, so that it stays one when it grows."""

    __slots__ = ()


def _represent_block(dumper: yaml.CSafeDumper, text: _Block) -> yaml.ScalarNode:  # noqa: ARG001
    return yaml.ScalarNode(_STR, str(text), style="|")


def _represent_text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:  # noqa: ARG001
    return yaml.ScalarNode(_STR, text, style="|" if "\n" in text else None)


def _represent_decimal(dumper: yaml.CSafeDumper, number: Decimal) -> yaml.ScalarNode:  # noqa: ARG001
    text = format(number, "f")
    return yaml.ScalarNode(_FLOAT, text if "." in text else text + ".0")


_Dumper.add_representer(_Block, _represent_block)
_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Decimal, _represent_decimal)


class _Loader(yaml.CSafeLoader):
    """The safe loader with exact numbers."""


def _construct_decimal(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)).replace("_", ""))


_Loader.add_constructor(_FLOAT, _construct_decimal)


_SPECIAL = (
    ("tag:yaml.org,2002:bool", r"true|false", "tf"),
    ("tag:yaml.org,2002:null", r"null|~|", ["n", "~", ""]),
    ("tag:yaml.org,2002:int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    (
        _FLOAT,
        r"[-+]?[0-9]+(?:\.[0-9]+(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)",
        "-+0123456789",
    ),
)
"""What is more than text in files that people write: tag, pattern, first characters."""


def _resolvers() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for tag, pattern, characters in _SPECIAL:
        for character in characters:
            resolvers.setdefault(character, []).append((tag, re.compile(rf"^(?:{pattern})$")))
    return resolvers


class _HandwrittenLoader(_Loader):
    """A loader for files that people write: only true, false, null and numbers are special.

    YAML 1.1 would read `NO` as false and `2023-09-06` as a date.
    """

    yaml_implicit_resolvers = _resolvers()


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


def load(text: str, file: str, *, handwritten: bool = False) -> Any:
    """Read YAML into plain Python values.

    Args:
        text: The file's content.
        file: Its name, for messages.
        handwritten: Read with the loader for files that people write.

    Raises:
        ProblemsError: Where the text is no YAML, with the line.
    """
    loader = _HandwrittenLoader if handwritten else _Loader
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 (both are safe loaders)
    except yaml.YAMLError as error:
        raise ProblemsError([_yaml_problem(error, file)]) from error


def _yaml_problem(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 0
    found = getattr(error, "problem", None) or str(error)
    return Problem(file, line, "YAML", " ".join(str(found).split()))


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Find the line on which the value at `path` begins, or the nearest value that holds it."""
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    line = 1
    for step in path:
        key_node, node = _step(node, step)
        if node is None:
            break
        line = (key_node or node).start_mark.line + 1
    return line


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None
