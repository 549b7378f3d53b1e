import ast
import importlib
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import facts
from support.black_check import assert_black_leaves
from support.services import (
    PAGINATOR_PAGE,
    listing,
    member,
    one_operation,
    operation,
    paginator,
    service,
    shape,
    structure,
)
from support.vocabulary import strangers

import generator
from generator.emit.emission import emit_package, emit_runtime, emit_service
from generator.model import ir
from generator.model.assembly import assemble
from generator.model.kinds import Kind

HOSTILE = (
    '"""', "\\", "'", '"', "\n", "\r", "\0", "\u2028", "\ud800", "{{ x }}", "{% endraw %}", "#}",
    "# type: ignore", "__import__('os').abort()", "\nimport os\n", "lambda", " ", "x" * 90,
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=5)), max_size=6).map("".join)

LONG = "DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations"
"""The longest name of an operation there is."""

NODE = shape(
    {
        "name": member(required=True, documentation="A name.\nWith `code`."),
        "children": listing(ir.Type(kind=Kind.STRUCTURE, shape="Node", recursion="certain")),
        "choice": structure("Choice"),
        "state": member(Kind.STRING, enum=["ON", "OFF"], required=True),
        "made": member(Kind.TIMESTAMP),
        "tags": member(
            Kind.MAP,
            keys=ir.Type(kind=Kind.STRING),
            values=ir.Type(kind=Kind.LIST, items=ir.Type(kind=Kind.STRING)),
        ),
    },
    documentation="A node of a tree.",
)
CHOICE = shape(
    {
        "text": member(),
        "bytes": member(Kind.BLOB),
        "class": member(Kind.LONG, documentation="A key that is a keyword."),
        "map-users": member(Kind.DOCUMENT),
    },
    kind="union",
)
ODD = member(Kind.STRING, enum=["", 'say "yes"', "it's", "a\\b", "naïve", "None", "x" * 90])

MODEL = service(
    title="Example Service",
    documentation="Does what examples do.",
    operations={
        "PutNode": operation("PutNode", documentation="Puts a node.\n\nIt is new."),
        "GetNode": operation("GetNode"),
        "Import": operation("Import", input="none", output="none"),
        "Close": operation("Close", input="unknown", output="unknown"),
        "ListNodes": operation("ListNodes"),
        "ListLeaves": operation("ListLeaves", pages=[PAGINATOR_PAGE]),
        LONG: operation(LONG),
    },
    paginators={
        "ListNodes": paginator(input_tokens=ir.Finding(origin="inferred", value=["token"])),
        "ListLeaves": paginator(),
        LONG: paginator(),
    },
    shapes={
        "Node": NODE,
        "Choice": CHOICE,
        "PutNodeRequest": shape(
            {
                "node": structure("Node", required=True),
                "clientToken": member(required=True, idempotency_token=True),
                "body": member(Kind.BLOB, streaming=True),
                "odd": ODD,
                "from": member(),
                "self": member(),
            }
        ),
        "PutNodeResponse": shape({"node": structure("Node"), "odd": ODD}),
        "GetNodeRequest": shape({"name": member(required=True), "type": member(enum=["A", "B"])}),
        "GetNodeResponse": shape(
            {"node": structure("Node"), "body": member(Kind.BLOB, streaming=True)}
        ),
        "ListNodesRequest": shape({"token": member(), "under": member(required=True)}),
        "ListNodesResponse": shape({"nodes": listing(ir.Type(kind=Kind.STRUCTURE, shape="Node"))}),
        "ListLeavesRequest": shape({"under": member(required=True)}, complete=False),
        "ListLeavesResponse": shape({"events": structure("Events")}, complete=False),
        "Events": shape({"leaf": structure("Node")}, kind="union", event_stream=True),
        f"{LONG}Request": shape({"x" * 60: structure(f"{LONG}ItemValueItem", required=True)}),
        f"{LONG}Response": shape({"empty": structure("Empty")}),
        f"{LONG}ItemValueItem": shape({"y" * 60: listing(ir.Type(kind=Kind.DICT))}),
        "Empty": shape(),
    },
)

USE = """\
from datetime import datetime
from typing import Any, assert_type

from sdk.example import ExampleClient
from sdk.example.types import NodeOutputTypeDef, NodeTypeDef, PutNodeResponseTypeDef

client = ExampleClient(region_name="eu-west-1")
leaf: NodeTypeDef = {"name": "leaf", "state": "ON"}
root: NodeTypeDef = {
    "name": "root",
    "state": "OFF",
    "children": (leaf, {"name": "other", "state": "ON", "made": "2020-01-01"}),
    "choice": {"class": 3},
    "tags": {"a": ("b",)},
}
put = client.put_node(node=root, odd="it's", body=b"", self="self", **{"from": "x"})
assert_type(put, PutNodeResponseTypeDef)
assert_type(put.get("odd"), str | None)
assert_type(put["ResponseMetadata"]["HTTPStatusCode"], int)
for page in client.get_paginator("list_nodes").paginate(
    under="root", PaginationConfig={"PageSize": 3}
):
    for node in page.get("nodes", []):
        assert_type(node, NodeOutputTypeDef)
        assert_type(node.get("made"), datetime | None)
        node.get("children", []).append(node)
for leaves in client.get_paginator("list_leaves").paginate(under="root"):
    for event in leaves.get("events", ()):
        assert_type(event.get("leaf"), NodeOutputTypeDef | None)
assert_type(client.close_(anything=1), dict[str, Any])
print(client.import_()["ResponseMetadata"])

client.get_node(name="x", type="A")
client.get_node(name="x", type="C")  # type: ignore[arg-type]
client.get_node(type="A")  # type: ignore[call-arg]
client.get_node(name=1)  # type: ignore[arg-type]
client.get_node(name="x", nothing="x")  # type: ignore[call-arg]
client.get_paginator("list_node")  # type: ignore[call-overload]
client.get_paginator("list_nodes").paginate(under="x", token="x")  # type: ignore[call-arg]
client.list_leaves()  # type: ignore[attr-defined]
client.put_node(node={"name": "x"})  # type: ignore[typeddict-item]
client.put_node(node={"name": "x", "state": "NO"})  # type: ignore[typeddict-item]
"""
"""What users write. In the last part each line has a mistake, which type checkers are told of."""

PYRIGHT = """\
{"typeCheckingMode": "strict", "pythonVersion": "3.11", "reportUnnecessaryTypeIgnoreComment": true}
"""


class Recorder:
    """A transport that notes what it is asked for."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def call(self, operation: str, params: Mapping[str, object]) -> Any:
        """Answer with the name of the operation."""
        self.calls.append((operation, dict(params)))
        return {"called": operation}

    def paginate(
        self, operation: str, params: Mapping[str, object], config: Mapping[str, object]
    ) -> Iterable[Any]:
        """Answer with two pages."""
        self.calls.append((operation, dict(params), dict(config)))
        return [{"page": 1}, {"page": 2}]


def emitted(model: ir.Service) -> dict[str, str]:
    """Return all that is emitted for a project with one service."""
    return emit_runtime() | emit_package([model.id]) | emit_service(model)


def put(folder: Path, texts: Mapping[str, str]) -> None:
    """Write a generated package."""
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with a generated package in it, and a program that uses that."""
    root = tmp_path_factory.mktemp("project")
    put(root / "sdk", emitted(MODEL))
    (root / "use.py").write_text(USE)
    (root / "pyrightconfig.json").write_text(PYRIGHT)
    return root


@pytest.fixture
def sdk(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Import the generated client's module."""
    monkeypatch.setattr(sys, "path", [str(project), *sys.path])
    yield importlib.import_module("sdk.example")
    for name in [name for name in sys.modules if name.split(".")[0] == "sdk"]:
        del sys.modules[name]


def imported_names(tree: ast.Module) -> set[str]:
    """Return the names that a module's import statements bind."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return {alias.name for node in imports for alias in node.names} - {"annotations"}


# The text.


def test_black_leaves_what_is_emitted() -> None:
    """The package, its runtime and a service with all that is odd are as black leaves them."""
    for path, text in emitted(MODEL).items():
        assert_black_leaves(text, path)


def test_modules_import_what_they_use() -> None:
    """No import is there for nothing."""
    for path, text in emit_service(MODEL).items():
        tree = ast.parse(text)
        words = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        modules = {
            node.value.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            if isinstance(node.value, ast.Name)
        }
        exported = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}

        assert imported_names(tree) <= words | modules | exported, path


def test_emission_is_pure() -> None:
    """The same model gives the same texts, in the order of their paths."""
    texts = emit_service(MODEL)

    assert texts == emit_service(MODEL)
    names = ["__init__.py", "client.py", "client.pyi", "fixtures.py", "py.typed", "types.py"]
    assert [f"example/{name}" for name in [*names, "validators.py"]] == list(texts)


def test_runtime_is_copied_byte_for_byte() -> None:
    """What is vendored is what is tested."""
    folder = Path(str(generator.__file__)).parent / "runtime"

    expected = {f"_runtime/{path.name}": path.read_bytes() for path in folder.glob("*.py")}
    assert expected == {path: text.encode() for path, text in emit_runtime().items()}


def test_a_service_with_nothing_is_emitted_too() -> None:
    """A client without methods and types without types are still modules."""
    for path, text in emit_service(service()).items():
        compile(text, path, "exec")
        assert_black_leaves(text, path)


SIMPLE = [
    *(Kind.STRING, Kind.TIMESTAMP, Kind.BLOB, Kind.BOOLEAN, Kind.INTEGER, Kind.DOUBLE),
    *(Kind.DOCUMENT, Kind.DICT),
]


def test_black_leaves_samples_whatever_the_length_of_a_name() -> None:
    """Wherever the line ends: a value of each kind, alone, in a list and in a map."""
    text = ir.Type(kind=Kind.STRING)
    members: dict[str, ir.Member] = {}
    for kind in SIMPLE:
        inner = ir.Type(kind=kind)
        for number in range(40, 85):
            name = f"{kind}{number}".ljust(number, "x")
            members[name] = member(kind, required=True)
            members[f"{name}s"] = listing(inner, min=1, required=True)
            members[f"{name}m"] = member(Kind.MAP, keys=text, values=inner, min=1, required=True)

    for path, emitted_text in emit_service(one_operation(members, members)).items():
        assert_black_leaves(emitted_text, path)


@pytest.mark.parametrize("number", [1, 2])
def test_black_leaves_errors_whatever_their_number_and_length(number: int) -> None:
    """A tuple of one stays on its line where it fits, one of more has a line for each."""
    for length in range(1, 90):
        errors = {f"{letter * length}": shape(kind="error") for letter in "AB"[:number]}
        text = emit_service(one_operation(shapes=errors))["example/client.py"]
        assert_black_leaves(text, "client.py")


@settings(max_examples=30)
@given(TEXTS, TEXTS)
def test_whatever_a_page_says_the_code_is_the_same(key: str, text: str) -> None:
    """Texts of pages end up in strings and comments: no statement comes or goes."""
    said = member(Kind.STRING, enum=[text, "x"], documentation=text)
    model = one_operation({key: said}, {key: said}, documentation=text)
    model.title = model.documentation = text
    model.shapes["CallRequest"].documentation = text

    for path, emitted_text in emit_service(model, [text]).items():
        assert_black_leaves(emitted_text, path)
    assert [] == strangers(emit_service(model, [text]))


# The types.


@pytest.mark.parametrize(
    ("checker", "verdict"),
    [
        (["mypy", "--strict", "--cache-dir=cache", "sdk", "use.py"], "Success: no issues"),
        (["pyright"], "0 errors, 0 warnings"),
    ],
)
def test_type_checkers_accept_generated_code(
    project: Path, checker: list[str], verdict: str
) -> None:
    """In strict mode all is well with the code and its right uses, and each mistake is found."""
    command = [sys.executable, "-m", *checker]

    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    assert verdict in done.stdout, done.stdout + done.stderr


def test_types_exist_when_the_program_runs(sdk: Any) -> None:
    """References resolve, forward and to themselves, and what is required is known."""
    types: Any = importlib.import_module("sdk.example.types")

    hints = get_type_hints(types.NodeTypeDef)

    assert list[types.NodeOutputTypeDef] == get_type_hints(types.NodeOutputTypeDef)["children"]
    assert types.ChoiceTypeDef == hints["choice"]
    assert {"name", "state"} == types.NodeTypeDef.__required_keys__
    assert {"text", "bytes", "class", "map-users"} == types.ChoiceTypeDef.__optional_keys__


# The client.


def test_methods_call_the_transport(sdk: Any) -> None:
    """Wire names of operation and members arrive as they were given, the response as it came."""
    transport = Recorder()
    client = sdk.ExampleClient(transport, validate=None)

    response = client.put_node(node={}, self=1, **{"from": 2})
    client.import_()
    client.close_(a=1)

    assert {"called": "PutNode"} == response
    expected: list[object] = [
        ("PutNode", {"node": {}, "self": 1, "from": 2}),
        ("Import", {}),
        ("Close", {"a": 1}),
    ]
    assert expected == transport.calls


def test_paginators_page_by_the_transport(sdk: Any) -> None:
    """`PaginationConfig` goes its own way, and the pages are those of the transport."""
    transport = Recorder()
    paginator = sdk.ExampleClient(transport).get_paginator("list_leaves")

    pages = paginator.paginate(under="x", PaginationConfig={"MaxItems": 1})

    assert [{"page": 1}, {"page": 2}] == list(pages)
    assert [("ListLeaves", {"under": "x"}, {"MaxItems": 1})] == transport.calls


def test_an_operation_without_a_page_of_its_own_has_no_method(sdk: Any) -> None:
    """It is paginated, and nothing else."""
    client = sdk.ExampleClient(Recorder())

    assert client.can_paginate("list_leaves")
    assert not hasattr(client, "list_leaves")


def test_importing_a_client_is_cheap(project: Path) -> None:
    """What comes with it is the module of the client, and what that is derived from."""
    program = (
        "import sys; before = {*sys.modules}\n"
        "from sdk.example import ExampleClient\n"
        "print(*sorted({*sys.modules} - before))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, check=True, text=True
    )

    names = done.stdout.split()
    heavy = {"typing", "collections", "functools", "threading", "boto3", "botocore", "difflib"}
    assert not heavy.intersection(names)
    runtime = ["", ".client", ".lazy", ".pagination"]
    assert [
        "sdk",
        *(f"sdk._runtime{name}" for name in runtime),
        *("sdk.example", "sdk.example.client"),
    ] == [name for name in names if name.startswith("sdk")]


def test_a_definition_that_follows_the_imports_is_as_black_has_it() -> None:
    """A TypedDict in the functional form stands one line below the imports, not two."""
    pages = [facts.page("DoIt", input=facts.structure(**{"class": facts.STRING}))]

    text = emit_service(assemble(pages).service)["things/types.py"]

    assert "TypedDict(\n" in text
    assert_black_leaves(text, "types.py")
