"""Real pages on resources of API References: every fact that is read is judged by botocore."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from botocore.loaders import Loader
from support.resource_html import published

from generator.model.facts import MemberFacts, OperationFacts, PageFacts, ValueFacts
from generator.model.kinds import Kind, covers
from generator.readers.apiref.resource.reader import recognise
from generator.readers.page import read_page

SERVICES = ("apigatewayv2", "pinpoint")

JOB_STATUSES = (
    "CANCELLED CANCELLING COMPLETED COMPLETING CREATED FAILED FAILING INITIALIZING "
    "PENDING_JOB PREPARING_FOR_INITIALIZATION PROCESSING"
)

DIFFERENCES = {
    "apigatewayv2": {
        # The SDK calls the error otherwise.
        ("error", "LimitExceededException", "429"): "`429``LimitExceededException`",
        # The value OFF, as a converter of YAML understood it.
        ("RouteSettings.loggingLevel", "enum", "ERROR INFO false"): "- `false`",
        # Newer pages than models, or older.
        ("CreateApiInput.ipAddressType", "member", ""): "`ipAddressType`",
        ("CreateAuthorizer.input.identitySource", "required", "False"): "`identitySource`",
        ("CreateAuthorizerInput.identitySource", "required", "False"): "`identitySource`",
        # Of a body that is no structure, no page names the member.
        ("ExportApi.output.ExportedApi", "member", ""): "`200``ExportedApi`",
        ("ExportApi.output.body", "no member", ""): "`200``ExportedApi`",
    },
    "pinpoint": {
        ("error", "RequestEntityTooLargeException", "413"): "(RequestEntityTooLargeException)",
        (
            "ExportJobResponse.JobStatus",
            "enum",
            JOB_STATUSES,
        ): r"COMPLETED \| CANCELLING \| CANCELLED \| FAILING",
    },
}
"""Where pages say otherwise than botocore: what they state, and the text that is the witness."""

Difference = tuple[str, str, str]
Shape = Mapping[str, Any]

KINDS = {"integer": Kind.INTEGER, "long": Kind.LONG, "float": Kind.FLOAT, "double": Kind.DOUBLE}


class Judge:
    """Compares what pages state with a botocore model, and keeps each difference."""

    def __init__(self, service: str) -> None:
        self.model: Mapping[str, Any] = Loader().load_service_model(service, "service-2")
        self.shapes: Mapping[str, Shape] = self.model["shapes"]
        self.differences: set[Difference] = set()
        self.compared = 0

    def check(self, where: str, fact: str, stated: object, truth: object) -> None:
        """Compare a fact, unless the page does not state it."""
        if stated is not None:
            self.compared += 1
            if stated != truth:
                self.differences.add((where, fact, str(stated)))

    def page(self, page: PageFacts) -> None:
        """Compare all facts of a page."""
        self.check("service", "uid", page.service.uid, self.model["metadata"]["uid"])
        for described in page.types:
            name = described.name or ""
            self.structure(name, described.members or (), self.shapes[name], "required")
        for operation in page.operations:
            self.operation(operation, page.types)

    def operation(self, stated: OperationFacts, types: Iterable[ValueFacts]) -> None:
        """Compare an operation: its binding, both sides, and its errors."""
        name = stated.name or ""
        truth = self.model["operations"][name]
        assert stated.http is not None
        self.check(name, "method", stated.http.method, truth["http"]["method"])
        self.check(name, "uri", stated.http.uri, truth["http"]["requestUri"])
        self.check(name, "status", stated.http.status, truth["http"]["responseCode"])
        self.check(name, "input", stated.has_input, "input" in truth)
        self.check(name, "output", stated.has_output, "output" in truth)
        if stated.input is not None:
            shape = self.shapes[truth["input"]["shape"]]
            assert stated.input.complete
            self.structure(f"{name}.input", stated.input.members or (), shape, "required")
        if stated.output is not None:
            shape = self._with_required(self.shapes[truth["output"]["shape"]], stated, types)
            members = stated.output.members or ()
            self.structure(f"{name}.output", members, shape, "required_in_output")
        self.errors(stated, truth)

    def _with_required(
        self, shape: Shape, stated: OperationFacts, types: Iterable[ValueFacts]
    ) -> Shape:
        """Return an output with what is required in the model that it repeats member by member.

        botocore's outputs leave that out; the shape of the model has it.
        """
        names = _names(stated.output)
        repeated = [one.name or "" for one in types if names and _names(one) == names]
        required = [one for name in repeated for one in self.shapes[name].get("required", [])]
        return {**shape, "required": [*shape.get("required", []), *required]}

    def errors(self, stated: OperationFacts, truth: Shape) -> None:
        """Compare which errors an operation has, with their statuses and members."""
        shapes = {error["shape"]: self.shapes[error["shape"]] for error in truth["errors"]}
        statuses = {(name, shape["error"]["httpStatusCode"]) for name, shape in shapes.items()}
        assert stated.errors is not None
        assert len(stated.errors) == len(statuses)
        for error in stated.errors:
            if (error.name, error.status) not in statuses:
                self.differences.add(("error", error.name, str(error.status)))
                continue
            self.compared += 1
            members = error.members or ()
            self.structure(error.name, members, shapes[error.name], "required_in_output")

    def structure(
        self, where: str, members: Iterable[MemberFacts], shape: Shape, required: str
    ) -> None:
        """Compare the members of a structure, of which the wire's names are known."""
        wire = {one.get("locationName", name): name for name, one in shape["members"].items()}
        stated = {member.name: member for member in members}
        for name, member in stated.items():
            place = f"{where}.{name}"
            if name not in wire:
                self.differences.add((place, "member", ""))
                continue
            truth = shape["members"][wire[name]]
            is_required = wire[name] in shape.get("required", [])
            self.check(place, "required", getattr(member, required), is_required)
            bound = "payload" if shape.get("payload") == wire[name] else "body"
            self.check(place, "location", member.location, truth.get("location", bound))
            self.value(place, member.value, truth)
        for name in wire.keys() - stated.keys():
            self.differences.add((f"{where}.{name}", "no member", ""))

    def value(self, where: str, value: ValueFacts, truth: Shape) -> None:
        """Compare a value with a reference to a shape: its kind, and what is in it."""
        shape = {**self.shapes[truth["shape"]], **truth}
        kind = KINDS.get(shape["type"]) or Kind(shape["type"])
        self.check(where, "kind", covers(value.kind, kind), True)
        self.check(where, "shape", value.name, truth["shape"])
        if value.enum is not None:
            stated = " ".join(sorted(one.value for one in value.enum))
            self.check(where, "enum", stated, " ".join(sorted(shape["enum"])))
        for fact in ("min", "max", "pattern"):
            self.check(where, fact, getattr(value, fact), shape.get(fact))
        if value.items is not None:
            self.value(f"{where}[]", value.items, shape["member"])
        if value.values is not None:
            self.value(f"{where}{{}}", value.values, shape["value"])


def _names(value: ValueFacts | None) -> frozenset[str]:
    members = value.members if value else None
    return frozenset(member.name for member in members or ())


def texts(shared: Path, service: str) -> Iterator[str]:
    """Return the pages of a service that are on resources."""
    for file in sorted((shared / "corpus/apiref-resource-markdown" / service).glob("*.md")):
        text = file.read_text("utf-8")
        if "## URI" in text:
            yield text


def facts(text: str) -> PageFacts:
    """Read a page that has nothing wrong."""
    reading = read_page(text.encode("utf-8"), "page.md")
    assert reading.facts is not None, reading.problems
    return reading.facts


@pytest.mark.parametrize("service", SERVICES)
def test_no_fact_is_wrong(shared: Path, service: str) -> None:
    """What botocore says otherwise, the pages say indeed, word by word."""
    judge = Judge(service)
    pages = list(texts(shared, service))
    for text in pages:
        judge.page(facts(text))

    expected = DIFFERENCES[service]
    assert judge.compared > 200
    assert expected.keys() == judge.differences
    for witness in expected.values():
        assert any(witness in text for text in pages), witness


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_and_type_is_read(shared: Path, service: str) -> None:
    """No operation's name on a page is passed over, and no structure."""
    shapes: Mapping[str, Shape] = Judge(service).shapes
    for text in texts(shared, service):
        page = facts(text)
        named = re.findall(r"Operation ID:\*\* `(\w+)`", text)
        properties = text[text.index("## Properties") : text.index("## See also")]
        models = re.findall(r"^### (\w+)$", properties, re.MULTILINE)
        errors = {error.name for one in page.operations for error in one.errors or ()}
        structures = {name for name in models if shapes[name]["type"] == "structure"}

        assert named == [operation.name for operation in page.operations]
        assert structures - errors == {described.name for described in page.types}


def test_html_says_what_markdown_says(shared: Path) -> None:
    """In HTML as the site makes it, the pages that it serves as Markdown state the same."""
    for text in texts(shared, "pinpoint"):
        served, shown = facts(text), facts(published(text))

        assert without_lines(shown) == without_lines(served)


def without_lines(page: PageFacts) -> str:
    """Return all facts but where they stand."""
    return re.sub(r'"line":\d+,?', "", msgspec.json.encode(page).decode("utf-8"))


def test_nothing_but_pages_on_resources_is_recognised(shared: Path) -> None:
    """Pages of other layouts, in whatever rendition, are left to other readers."""
    files = [*(shared / "corpus").glob("apiref-*/*/*.*"), *(shared / "seeds").rglob("*.*")]
    others = [file for file in files if "apiref-resource-markdown" not in file.parts]

    assert len(others) > 500
    assert [] == [file for file in others if recognise(file.read_text("utf-8"))]
