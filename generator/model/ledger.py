"""The ledger, `names.lock.yaml`: which place was given which shape name.

A place is `Operation.input.member[].member{}` (`[]` a list's item, `{}` a map's value), or
`Shape.member` below a type page. The ledger is an input: a new page may add names, never change
one. Its order tells which name is the older.
"""

from typing import cast

from generator.model.names import is_identifier
from generator.model.problems import Problem, ProblemsError
from generator.model.yaml import dump, line_of, load

Ledger = dict[str, str]

_HEAD = (
    "# Shape names by place, oldest first. Written by shapewright; names in here never change.\n"
)


def parse_ledger(text: str, file: str) -> Ledger:
    """Read a ledger.

    Raises:
        ProblemsError: Where the file is no mapping from places to names.
    """
    content = load(text, file, handwritten=True)
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise ProblemsError([Problem(file, 1, "a mapping from places to names", repr(content))])
    problems: list[Problem] = []
    for place, name in cast(dict[object, object], content).items():
        if not isinstance(name, str) or not is_identifier(f"{name}_"):
            line = line_of(text, [str(place)])
            problems.append(Problem(file, line, f"a shape's name for {place}", repr(name)))
    if problems:
        raise ProblemsError(problems)
    return {str(place): str(name) for place, name in cast(dict[object, object], content).items()}


def write_ledger(ledger: Ledger) -> str:
    """Return the ledger's text."""
    return _HEAD + dump(ledger)
