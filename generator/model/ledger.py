"""The ledger, `names.lock.yaml`: which place was given which shape name.

A place is `Operation.input.member[].member{}` (`[]` a list's item, `{}` a map's value), or
`Shape.member` below a type page. The ledger is an input: a new page may add names, never change
one. Its order tells which name is the older.
"""

from typing import cast

from generator.model.names import is_identifier
from generator.model.problems import Problem, ProblemsError, quoted
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
    content = load(text, file)
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise ProblemsError(
            [Problem(file, 1, "a mapping from places to names", quoted(str(content)))]
        )
    problems: list[Problem] = []
    ledger: Ledger = {}
    for place, name in cast(dict[str, object], content).items():
        if isinstance(name, str) and is_identifier(f"{name}_"):
            ledger[place] = name
        else:
            line = line_of(text, [place])
            expected = f"a shape's name for {quoted(place)}"
            problems.append(Problem(file, line, expected, quoted(str(name))))
    if problems:
        raise ProblemsError(problems)
    return ledger


def write_ledger(ledger: Ledger) -> str:
    """Return the ledger's text."""
    return _HEAD + dump(ledger)
