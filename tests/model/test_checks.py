"""Reading an IR back, and what is wrong with one that a hand has been at."""

import pytest

from generator.model.checks import check, read_ir
from generator.model.problems import ProblemsError
from generator.model.yaml import dump

TEXT = """\
ir: 1
id: jobs
id_origin: stated
class_name: Jobs
class_name_origin: stated
pages:
  boto3-rst/client/list_jobs:
    rendition: boto3-rst
    kind: client
    covers:
    - structure
operations:
  ListJobs:
    python_name: list_jobs
    pages:
    - boto3-rst/client/list_jobs
    input:
      shape: ListJobsRequest
    output: none
    errors:
    - Gone
paginators:
  ListJobs:
    pages:
    - boto3-rst/client/list_jobs
    input_tokens:
      origin: unknown
    output_tokens:
      origin: unknown
    limit_key:
      origin: unknown
    result_keys:
      origin: unknown
    more_results:
      origin: unknown
waiters:
  Done:
    pages:
    - boto3-rst/client/list_jobs
    operation: ListJobs
    delay: 5
    max_attempts: 20
shapes:
  Gone:
    kind: error
    name_origin: page
    complete: true
    pages:
    - boto3-rst/client/list_jobs
  ListJobsRequest:
    name_origin: operation
    complete: true
    members:
      Jobs:
        kind: map
        keys:
          kind: string
          max: 0.5
        values:
          kind: list
          items:
            kind: structure
            shape: Gone
        required: unknown
"""


def problems(text: str) -> list[str]:
    """Return what is wrong with an IR, as messages."""
    with pytest.raises(ProblemsError) as raised:
        read_ir(text, "service.yaml")
    return [str(problem) for problem in raised.value.problems]


def test_sound() -> None:
    """A model in which all is well is read as it was written."""
    service = read_ir(TEXT, "service.yaml")

    assert check(service, TEXT, "service.yaml") == []
    assert dump(service) == TEXT


SHAPE = "a shape listed under shapes, found 'Missing'"
ERROR = "a shape of kind error, found 'ListJobsRequest' of kind structure"
OPERATION = "an operation listed under operations, found 'Other'"
ITEMS = "shapes.ListJobsRequest.members.Jobs.values.items"


@pytest.mark.parametrize(
    ("sound", "broken", "line", "expected", "place"),
    [
        ("shape: ListJobsRequest", "shape: Missing", 18, SHAPE, "operations.ListJobs.input.shape"),
        ("output: none", "output: {shape: Missing}", 19, SHAPE, "operations.ListJobs.output.shape"),
        ("- Gone", "- Missing", 21, SHAPE, "operations.ListJobs.errors.0"),
        ("- Gone", "- ListJobsRequest", 21, ERROR, "operations.ListJobs.errors.0"),
        ("shape: Gone", "shape: Missing", 63, SHAPE, f"{ITEMS}.shape"),
        ("paginators:\n  ListJobs", "paginators:\n  Other", 23, OPERATION, "paginators.Other"),
        ("operation: ListJobs", "operation: Other", 40, OPERATION, "waiters.Done.operation"),
    ],
)
def test_dangling(sound: str, broken: str, line: int, expected: str, place: str) -> None:
    """A reference to what is not there is a problem on its own line."""
    assert TEXT.count(sound) == 1

    assert problems(TEXT.replace(sound, broken)) == [
        f"service.yaml:{line}: expected {expected} at {place}"
    ]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("{source: '(', status: exact}", "'(' (missing ), unterminated subpattern at position 0)"),
        ("{source: a, status: exact, enforced: '[b'}", "'[b' (unterminated character set at"),
        ("{source: a, status: exact, enforced: 'a{99999999999}'}", "'a{99999999999}' (the rep"),
    ],
)
def test_pattern_that_can_not_be_compiled(pattern: str, found: str) -> None:
    """What is enforced of a pattern has to be a regular expression."""
    (problem,) = problems(TEXT.replace("max: 0.5", f"pattern: {pattern}"))

    expected = "service.yaml:58: expected a pattern that Python can compile, found "
    assert problem.startswith(expected + found)
    assert problem.endswith(" at shapes.ListJobsRequest.members.Jobs.keys.pattern")


@pytest.mark.parametrize(
    ("part", "line", "place"),
    [
        ("operations:", 16, "operations.ListJobs.pages.0"),
        ("paginators:", 25, "paginators.ListJobs.pages.0"),
        ("waiters:", 39, "waiters.Done.pages.0"),
        ("shapes:", 49, "shapes.Gone.pages.0"),
    ],
)
def test_unknown_page(part: str, line: int, place: str) -> None:
    """A page that is not among the pages is a problem wherever it is named."""
    before, after = TEXT.split(f"\n{part}\n")
    broken = after.replace("- boto3-rst/client/list_jobs", "- x", 1)

    assert problems(f"{before}\n{part}\n{broken}") == [
        f"service.yaml:{line}: expected a page listed under pages, found 'x' at {place}"
    ]


KIND = "what specs/README.md describes, found invalid enum value 'mapp'"
FIELD = "a field that specs/README.md describes, found another"
NUMBER = "`int | decimal | null`, found `str`"
COVERS = "pages.boto3-rst/client/list_jobs.covers.0"


@pytest.mark.parametrize(
    ("sound", "broken", "line", "expected", "place"),
    [
        ("kind: map", "kind: mapp", 55, KIND, "shapes.ListJobsRequest.members.Jobs.kind"),
        ("delay: 5", "delay: soon", 41, "`int`, found `str`", "waiters.Done.delay"),
        ("- structure", "- [structure]", 11, "`str`, found `array`", COVERS),
        ("python_name:", "python_nam:", 14, FIELD, "operations.ListJobs.python_nam"),
        ("id: jobs", "idd: jobs", 2, FIELD, "idd"),
        ("max: 0.5", "max: .nan", 58, NUMBER, "shapes.ListJobsRequest.members.Jobs.keys.max"),
        ("max: 0.5", "max: nan", 58, NUMBER, "shapes.ListJobsRequest.members.Jobs.keys.max"),
        ("max: 0.5", "max: '0.5'", 58, NUMBER, "shapes.ListJobsRequest.members.Jobs.keys.max"),
    ],
)
def test_violation(sound: str, broken: str, line: int, expected: str, place: str) -> None:
    """What does not follow the schema is a problem on its own line."""
    assert problems(TEXT.replace(sound, broken, 1)) == [
        f"service.yaml:{line}: expected {expected} at {place}"
    ]


@pytest.mark.parametrize(
    ("sound", "broken", "line", "expected"),
    [
        ("  Gone:\n", "  1:\n", 44, "a key that is a text, found '1'"),
        ("paginators:\n", "shapes:\n", 43, "a key that is new here, found 'shapes'"),
        ("delay: 5", f"delay: {'9' * 5000}", 41, "a whole number of at most 4300 digits, found"),
        ("class_name: Jobs", "class_name: &a [*a]", 4, "values written out, found an alias"),
    ],
)
def test_not_read(sound: str, broken: str, line: int, expected: str) -> None:
    """What these files can't hold is a problem on its own line."""
    (problem,) = problems(TEXT.replace(sound, broken, 1))

    assert problem.startswith(f"service.yaml:{line}: expected {expected}")


def test_no_yaml() -> None:
    """What is no YAML at all is a problem on the line where that shows."""
    assert problems(TEXT.replace("ir: 1\n", "ir: [\n")) == [
        "service.yaml:3: expected YAML, found did not find expected ',' or ']'"
    ]


def test_all_violations_at_once() -> None:
    """Parts that do not follow the schema are all reported, sorted by line."""
    broken = TEXT.replace("kind: map", "kind: 1").replace("delay: 5", "delay: soon")
    broken = broken.replace("python_name: list_jobs", "python_name: 1").replace("id: jobs", "id: 1")

    assert [problem.split(" ")[0] for problem in problems(broken)] == [
        "service.yaml:2:",
        "service.yaml:14:",
        "service.yaml:41:",
        "service.yaml:55:",
    ]


@pytest.mark.parametrize(("text", "found"), [("", "null"), ("5", "int"), ("- a", "array")])
def test_no_mapping(text: str, found: str) -> None:
    """A file that holds something else is one problem."""
    assert problems(text) == [f"service.yaml:1: expected `object`, found `{found}`"]
