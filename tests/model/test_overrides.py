"""Overrides: what no page states."""

import pytest
from support.facts import STRING, page, structure

from generator.model.assembly import assemble
from generator.model.overrides import Override, parse_overrides
from generator.model.problems import ProblemsError

PAGES = [page("Get", input=structure(a=STRING))]


def entry(path: str, value: str) -> str:
    """Return an entry of overrides.yaml."""
    return f"- path: {path}\n  value: {value}\n  reason: Because.\n"


def overridden(text: str) -> list[Override]:
    """Parse a file of overrides."""
    return parse_overrides(text, "overrides.yaml")


def problem(text: str) -> str:
    """Return the message of the problem with a file of overrides."""
    with pytest.raises(ProblemsError) as caught:
        assemble(PAGES, overrides=overridden(text))
    return str(caught.value)


def test_a_fact_that_no_page_states() -> None:
    """An override supplies a fact, and the model says that it did."""
    service = assemble(PAGES, overrides=overridden(entry("signing_name", "things"))).service

    assert service.signing_name == "things"
    assert [(o.path, o.reason) for o in service.overridden] == [("signing_name", "Because.")]
    assert service.conflicts == []


def test_only_what_is_plainly_special_is_special() -> None:
    """Norway stays Norway, a date stays text, and a number is a number."""
    values = [
        override.value
        for override in overridden(
            entry("a", "NO") + entry("b", "2023-09-06") + entry("c", "12") + entry("d", "true")
        )
    ]

    assert values == ["NO", "2023-09-06", 12, True]


def test_a_fact_deep_in_the_model() -> None:
    """A path leads through keys as well as fields."""
    overrides = overridden(entry("shapes.GetRequest.members.a.max", "12"))

    service = assemble(PAGES, overrides=overrides).service

    assert service.shapes["GetRequest"].members["a"].max == 12


def test_an_override_against_a_page_is_a_conflict() -> None:
    """Where a page says otherwise, the override wins and both are recorded."""
    overrides = overridden(entry("shapes.GetRequest.members.a.kind", "blob"))

    (conflict,) = assemble(PAGES, overrides=overrides).service.conflicts

    assert (conflict.kept, conflict.dropped, conflict.rule) == ("blob", "string", "override")


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        (entry("signing_name", "x") + entry("signing_nam", "x"), 4, "signing_nam"),
        (entry("shapes.GetRequst.complete", "true"), 1, "GetRequst"),
        (entry("protocols", "rest-json"), 1, "protocols"),
        ("- path: a\n  value: b\n", 1, "reason"),
        ("- path: a\n  value: b\n  reason: ' '\n", 1, "found none"),
        ("- path: a\n  valu: b\n  reason: c\n", 1, "valu"),
        ("path: a\n", 1, "a dict"),
        ("- path: [\n", 2, "expected YAML"),
        ("- path: []\n  value: b\n  reason: c\n", 1, "expected a path of the IR, found []"),
        ("- path: ''\n  value: b\n  reason: c\n", 1, "expected a path of the IR, found ''"),
        (entry("id", "other"), 1, "found 'id' (the folder's name is the id)"),
        (entry("ir", "1"), 1, "found 'ir'"),
        (entry("overridden", "[]"), 1, "found 'overridden'"),
        (entry("a", "b") + "  value: c\n", 4, "a key that is new here, found 'value'"),
        (entry("a", "&x [*x]"), 2, "values written out, found an alias"),
        (entry("a", "!!int x"), 2, "a whole number"),
        (entry("shapes.GetRequest.members.a.max", ".nan"), 1, "got `str`"),
        (entry("shapes.GetRequest.members.a.max", ".inf"), 1, "got `str`"),
        (entry("shapes.GetRequest.members.a.max", "NaN"), 1, "got `str`"),
        (entry("shapes", "{1: {}}"), 2, "a key that is a text, found '1'"),
    ],
)
def test_a_bad_override_names_its_line(text: str, line: int, found: str) -> None:
    """What is misspelt, or fits nowhere, is an error with file and line."""
    message = problem(text)

    assert message.startswith(f"overrides.yaml:{line}: ")
    assert found in message


FINDINGS = "input_tokens output_tokens limit_key result_keys more_results"
PAGINATOR = ", ".join(f"{name}: {{origin: unknown}}" for name in FINDINGS.split())
MEMBER = "{kind: structure, shape: Nope, required: true}"
UNCLOSED = "missing ), unterminated subpattern at position 0"


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("operations.Get.input", "{shape: Nope}", "'Nope' at operations.Get.input.shape"),
        ("operations.Get.errors", "[Nope]", "'Nope' at operations.Get.errors.0"),
        ("operations.Get.pages", "[Nope]", "'Nope' at operations.Get.pages.0"),
        (
            "shapes.GetRequest.members.a",
            MEMBER,
            "'Nope' at shapes.GetRequest.members.a.shape",
        ),
        ("paginators", f"{{Nope: {{pages: [], {PAGINATOR}}}}}", "'Nope' at paginators.Nope"),
        ("shapes", "{}", "'GetRequest' at operations.Get.input.shape"),
        (
            "shapes.GetRequest.members.a.pattern",
            "{source: '(', status: exact}",
            f"'(' ({UNCLOSED}) at shapes.GetRequest.members.a.pattern",
        ),
    ],
)
def test_an_override_that_leaves_the_model_unsound(path: str, value: str, found: str) -> None:
    """What can't be, such as a reference to nothing, is a problem of the override's line."""
    message = problem(entry("title", "Things") + entry(path, value) + entry("uid", "x"))

    assert message.startswith("overrides.yaml:4: expected a")
    assert message.endswith(f"found {found}")


def test_an_override_may_refer_to_what_a_later_one_supplies() -> None:
    """Only what dangles in the end is a problem."""
    text = entry("operations.Get.output", "{shape: New}")
    text += entry("shapes.New", "{name_origin: page, complete: true}")

    service = assemble(PAGES, overrides=overridden(text)).service

    assert "New" in service.shapes


def test_an_override_reaches_into_the_value_of_an_earlier_one() -> None:
    """The earlier one stays as it was read."""
    overrides = overridden(
        entry("shapes.New", "{name_origin: page, complete: true}")
        + entry("shapes.New.complete", "false")
    )

    service = assemble(PAGES, overrides=overrides).service

    assert service.shapes["New"].complete is False
    assert overrides[0].value == {"name_origin": "page", "complete": True}


def test_all_overrides_that_fit_nowhere() -> None:
    """Each is reported, with the model as it is without those before it."""
    text = entry("signing_nam", "x") + entry("title", "[1]") + entry("shapes.X.complete", "true")

    lines = [line.split(" ")[0] for line in problem(text).splitlines()]

    assert lines == ["overrides.yaml:1:", "overrides.yaml:4:", "overrides.yaml:7:"]
