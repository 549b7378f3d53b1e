"""Whether a pattern refuses names of resources that AWS gives."""

from collections.abc import Iterator

from generator.model.patterns.automaton import START, Automaton, automaton
from generator.model.patterns.graphs import reachable
from generator.model.patterns.tree import parse

PARTITIONS = ("aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc")
"""Those beside `aws`; their services are described by the same pages."""

OTHER_PARTITIONS = r"arn:aws-[a-z-]+:[\s\S]*"
"""Any ARN of theirs, as a regular expression."""

_FORM = automaton(
    parse(
        r"arn:aws[a-z-]*:[a-z0-9.-]+:(?:[a-z]{2,}(?:-[a-z]+)+-[0-9]|\*)?"
        r":(?:[0-9]{12}|aws|[a-z-]+|\*)?:[\s\S]+"
    )
)


def refuses_partitions(pattern: Automaton) -> bool:
    """Tell whether a pattern takes ARNs, but refuses those of some partition for its name."""
    usual = pattern.read("arn:aws:")
    return any(not usual <= pattern.read(f"arn:{name}:") for name in PARTITIONS)


def refuses_all(pattern: Automaton) -> bool:
    """Tell whether a pattern asks for ARNs and takes none, since it misspells their form."""

    def behind(pair: tuple[int, int]) -> Iterator[tuple[int, int]]:
        for state in pattern.ways[pair[0]]:
            for other in _FORM.ways[pair[1]]:
                if any(
                    low <= last and first <= high
                    for low, high in pattern.spans[state]
                    for first, last in _FORM.spans[other]
                ):
                    yield state, other

    if not pattern.read("arn:"):
        return False
    both = reachable([(START, START)], behind)
    return not any(state in pattern.final and other in _FORM.final for state, other in both)
