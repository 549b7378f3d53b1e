"""Names of errors: an API Reference of a query protocol lists codes, boto3's pages list shapes.

`AlreadyExists` is the code of `AlreadyExistsFault`. Where both kinds of page list the errors of one
operation, a code finds its shape there: by the same letters, or as what its name begins with.
"""

from collections.abc import Iterable, Mapping, Sequence

from generator.model.alignment import letters
from generator.model.rules import Speaker

_ENDINGS = ("exception", "fault", "error")


def find_codes(listed: Iterable[Mapping[Speaker, Sequence[str]]]) -> dict[str, str]:
    """Return the names of shapes by the codes that stand for them.

    Args:
        listed: For each operation, the names of its errors by who lists them.
    """
    found: dict[str, str] = {}
    contested: set[str] = set()
    for names in listed:
        shapes = names.get(Speaker.BOTO3, ())
        for code, shape in _codes_of(names.get(Speaker.ACTION, ()), shapes).items():
            if found.setdefault(code, shape) != shape:
                contested.add(code)
    return {code: shape for code, shape in found.items() if code not in contested}


def _codes_of(listed: Sequence[str], shapes: Sequence[str]) -> dict[str, str]:
    """Find the codes among what an operation lists; one that is left over is that of the last."""
    matched = {name: _shape_of(name, shapes) for name in listed if name not in shapes}
    codes = {code: shape for code, shape in matched.items() if shape is not None}
    left = [code for code in matched if code not in codes]
    free = [shape for shape in shapes if shape not in listed and shape not in codes.values()]
    if codes and len(left) == len(free) == 1:
        codes[left[0]] = free[0]
    return codes


def _shape_of(code: str, shapes: Sequence[str]) -> str | None:
    """Find the shape that a code stands for by its name."""
    stem = _stem(code)
    fitting = [shape for shape in shapes if _stem(shape) == stem]
    return fitting[0] if len(fitting) == 1 else None


def _stem(name: str) -> str:
    plain = letters(name)
    for ending in _ENDINGS:
        plain = plain.removesuffix(ending)
    return plain
