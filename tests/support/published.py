"""The patterns of botocore's models: those that the pages of AWS's services print.

Run as a program, it counts how they are enforced, and why not more.
"""

import gzip
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from generator.model.patterns import Pattern, analyse

_NUMBER = re.compile(r"(?<=most |than )\d+|(?<=least )\d+|(?<=up to )\d+")


class Published(NamedTuple):
    """A pattern with the lengths beside it."""

    source: str
    least: int | None
    most: int | None

    def analysed(self) -> Pattern:
        """Return what is known of it."""
        return analyse(self.source, min=self.least, max=self.most)


def published(sources: Container[str] | None = None) -> list[Published]:
    """Return the distinct patterns of botocore's models, each with all lengths beside it.

    Args:
        sources: Those that are wanted; all by default.
    """
    return [one for one in _all() if sources is None or one.source in sources]


@cache
def _all() -> list[Published]:
    spec = importlib.util.find_spec("botocore")
    assert spec is not None
    assert spec.origin is not None
    found: set[Published] = set()
    for model in (Path(spec.origin).parent / "data").glob("*/*/service-2.json.gz"):
        shapes: dict[str, dict[str, Any]] = json.loads(gzip.decompress(model.read_bytes()))[
            "shapes"
        ]
        found.update(
            Published(shape["pattern"], shape.get("min"), shape.get("max"))
            for shape in shapes.values()
            if "pattern" in shape
        )
    return sorted(found, key=lambda one: (one.source, one.least or 0, one.most or 0))


def table() -> Iterator[str]:
    """Yield lines that count the distinct patterns by how they are enforced, and by reason.

    A pattern that stands beside several lengths is what is made of it beside most of them; one with
    several reasons counts for each.
    """
    forms: dict[str, Counter[Pattern]] = {}
    for one in published():
        forms.setdefault(one.source, Counter())[one.analysed()] += 1
    patterns = [counts.most_common(1)[0][0] for counts in forms.values()]
    yield f"{len(patterns):>6} patterns"
    for status, count in Counter(pattern.status for pattern in patterns).most_common():
        yield f"{count:>6} {status}"
        reasons = Counter(
            _NUMBER.sub("N", reason)
            for pattern in patterns
            if pattern.status == status
            for reason in (pattern.reason or "").split("; ")
            if reason
        )
        for reason, times in reasons.most_common():
            yield f"{times:>13} {reason}"


if __name__ == "__main__":
    for line in table():
        sys.stdout.write(line + "\n")
