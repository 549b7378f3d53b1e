import dataclasses
import inspect
from collections.abc import Iterator
from typing import Any, cast

import pytest
from botocore.client import BaseClient
from support.services import (
    CLIENT_PAGE,
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

from generator.emit.forms import RUNTIME_TYPES, Names
from generator.emit.quoting import Code
from generator.emit.views import TypedDictView
from generator.emit.views_client import RESERVED, method_names
from generator.emit.views_service import package_view, service_module, service_view
from generator.model import ir
from generator.model.kinds import Kind
from generator.model.names import Identifier
from generator.runtime import types as runtime_types
from generator.runtime.client import Client

HOSTILE = '"""\\\n\'; import os # {{ x }} {% raw %} type: ignore'


def typed_dicts(model: ir.Service) -> dict[str, TypedDictView]:
    """Return the views of a service's TypedDicts by name."""
    return {view.name: view for view in service_view(model).types.typed_dicts}


def fields(model: ir.Service, name: str) -> list[str]:
    """Return the definitions of a TypedDict's keys."""
    return [field.definition.strip() for field in typed_dicts(model)[name].fields]


def texts(value: object) -> Iterator[object]:
    """Yield all that stands in a view."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in cast(tuple[object, ...], value):
            yield from texts(item)
    else:
        yield value


def type_(kind: Kind, **about: Any) -> ir.Type:
    """Return a type of items, keys or values."""
    return ir.Type(kind=kind, **about)


# Types.


@pytest.mark.parametrize(
    ("value", "request_type", "response_type"),
    [
        (member(Kind.STRING), "str", "str"),
        (member(Kind.TEXT), "str", "str"),
        (member(Kind.INTEGRAL), "int", "int"),
        (member(Kind.LONG), "int", "int"),
        (member(Kind.FRACTIONAL), "float", "float"),
        (member(Kind.DOUBLE), "float", "float"),
        (member(Kind.NUMBER), "float", "float"),
        (member(Kind.BOOLEAN), "bool", "bool"),
        (member(Kind.TIMESTAMP), "TimestampTypeDef", "datetime"),
        (member(Kind.BLOB), "BlobTypeDef", "bytes"),
        (member(Kind.BLOB, streaming=True), "BlobTypeDef", "StreamingBody"),
        (member(Kind.DOCUMENT), "Any", "Any"),
        (member(Kind.ANY), "Any", "Any"),
        (member(Kind.STRING, json_value=True), "Any", "Any"),
        (member(Kind.DICT), "Mapping[str, Any]", "dict[str, Any]"),
        (member(Kind.STRUCTURE), "Mapping[str, Any]", "dict[str, Any]"),
        (structure("Part"), "PartTypeDef", "PartTypeDef"),
        (structure("Part", recursion="certain"), "PartTypeDef", "PartTypeDef"),
        (structure("Part", recursion="guessed"), "Mapping[str, Any]", "dict[str, Any]"),
        (structure("Unresolved"), "Mapping[str, Any]", "dict[str, Any]"),
        (listing(type_(Kind.STRING)), "Sequence[str]", "list[str]"),
        (member(Kind.LIST), "Sequence[Any]", "list[Any]"),
        (member(Kind.MAP), "Mapping[str, Any]", "dict[str, Any]"),
        (
            member(
                Kind.MAP,
                keys=type_(Kind.STRING),
                values=type_(Kind.LIST, items=type_(Kind.STRUCTURE, shape="Part")),
            ),
            "Mapping[str, Sequence[PartTypeDef]]",
            "dict[str, list[PartTypeDef]]",
        ),
        (member(Kind.STRING, enum=["A"]), "CallRequestMValues", "str"),
        (member(Kind.STRING, enum=["A"], open=True), "str", "str"),
        (member(Kind.INTEGER, enum=["1"]), "int", "int"),
        (
            listing(type_(Kind.STRING, enum=["A"])),
            "Sequence[CallRequestMItemValues]",
            "list[str]",
        ),
        (
            member(Kind.MAP, keys=type_(Kind.STRING, enum=["A"]), values=type_(Kind.LONG)),
            "Mapping[CallRequestMKeyValues, int]",
            "dict[str, int]",
        ),
    ],
)
def test_a_kind_has_a_type_on_each_side(
    value: ir.Member, request_type: str, response_type: str
) -> None:
    """Requests take all that boto3 takes; responses have the types of the values that come."""
    parts = {"Part": shape({"a": member()}), "Unresolved": shape(unresolved=True)}
    model = one_operation({"m": value}, {"m": value}, parts)

    def unquoted(name: str) -> str:
        return fields(model, name)[0].replace('"', "")

    assert f"m: NotRequired[{request_type}]" == unquoted("CallRequestTypeDef")
    assert f"m: NotRequired[{response_type}]" == unquoted("CallResponseTypeDef")


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"required": True}, "m: str"),
        ({"required": True, "idempotency_token": True}, "m: NotRequired[str]"),
        ({"required": False}, "m: NotRequired[str]"),
        ({"required": "unknown"}, "m: NotRequired[str]"),
        ({"required": None}, "m: NotRequired[str]"),
    ],
)
def test_a_request_has_to_have_what_is_required(about: dict[str, Any], expected: str) -> None:
    """Only what a page calls required is, unless boto3 fills it in."""
    model = one_operation({"m": member(**about)})

    assert [expected] == fields(model, "CallRequestTypeDef")


def test_a_response_has_to_have_nothing_but_its_metadata() -> None:
    """Services leave out what pages call required; boto3 adds its metadata to every response."""
    model = one_operation(response={"m": member(required_in_output=True)})

    expected = ["m: NotRequired[str]", "ResponseMetadata: ResponseMetadataTypeDef"]
    assert expected == fields(model, "CallResponseTypeDef")


def test_known_values_have_a_name_once() -> None:
    """An enumeration in a response is open; its values are to be found, in the page's order."""
    state = member(Kind.STRING, enum=["B", "A", "B", 'odd "value"'])
    state.enum_documentation = {"A": "Ready."}
    model = one_operation(response={"state": state})

    types = service_view(model).types

    (literal,) = types.literals
    expected = 'CallResponseStateValues = Literal["B", "A", \'odd "value"\']'
    assert expected == literal.definition
    assert '"""- `A`: Ready."""' == literal.docstring
    assert "CallResponseStateValues" in types.typed_dicts[1].fields[0].docstring


def test_names_not_yet_defined_are_quoted() -> None:
    """TypedDicts come by name; what stands further down, or is being defined, is quoted."""
    tree = shape(
        {
            "branch": structure("Branch"),
            "tree": structure("Tree", recursion="certain"),
            "twig": structure("Twig"),
        }
    )
    parts = {"Tree": tree, "Branch": shape({"a": member()}), "Twig": shape({"a": member()})}
    model = one_operation({"tree": structure("Tree")}, shapes=parts)

    expected = [
        "branch: NotRequired[BranchTypeDef]",
        'tree: NotRequired["TreeTypeDef"]',
        'twig: NotRequired["TwigTypeDef"]',
    ]
    assert expected == fields(model, "TreeTypeDef")


@pytest.mark.parametrize(
    "members",
    [
        {"class": member()},
        {"map-users": member()},
        {"": member()},
        {"naïve": member()},
        {"__private": member()},
        {"str": member(Kind.LONG), "other": member()},
        {"bytes": member(Kind.BLOB), "BlobTypeDef": member()},
        {"NotRequired": member()},
        {"PartTypeDef": structure("Part")},
    ],
)
def test_keys_that_no_class_can_have_take_the_functional_form(
    members: dict[str, ir.Member],
) -> None:
    """Keywords, names that change in a class, and names that hide a type need a dictionary."""
    model = one_operation(members, shapes={"Part": shape({"a": member()})})

    view = typed_dicts(model)["CallRequestTypeDef"]

    assert not view.is_class
    assert view.opening.startswith('CallRequestTypeDef = TypedDict(\n    "CallRequestTypeDef",')


@pytest.mark.parametrize("key", ["type", "match", "items", "keys", "_x", "print", "datetime"])
def test_keys_that_a_class_can_have_are_annotated_names(key: str) -> None:
    """Soft keywords, methods of dict and builtins that no type uses are harmless in a class."""
    model = one_operation({key: member()})

    assert typed_dicts(model)["CallRequestTypeDef"].is_class


def test_the_functional_form_tells_of_its_keys_below() -> None:
    """A dictionary's docstring holds what is said of the shape and of each key."""
    model = one_operation({"in": member(documentation="Where."), "of": member()})
    model.shapes["CallRequest"].documentation = "Asks."

    view = typed_dicts(model)["CallRequestTypeDef"]

    assert '"""Asks.\n\n- `in`: Where.\n"""' == view.docstring


# Forms.


@pytest.mark.parametrize(
    ("members", "is_split"),
    [
        ({"a": member()}, False),
        ({"a": member(Kind.LONG, required=False)}, False),
        ({"a": structure("Inner")}, False),
        ({"a": member(Kind.STRING, enum=["A"], open=True)}, False),
        ({"a": member(required=True)}, True),
        ({"a": member(Kind.STRING, enum=["A"])}, True),
        ({"a": member(Kind.TIMESTAMP)}, True),
        ({"a": listing(type_(Kind.STRING))}, True),
        ({"a": structure("Sided")}, True),
        ({"a": structure("Unresolved")}, True),
    ],
)
def test_a_shape_of_both_sides_has_two_forms_if_they_differ(
    members: dict[str, ir.Member], is_split: bool
) -> None:
    """Where a request and a response may hold the same, there is one TypedDict for both."""
    parts = {
        "Part": shape(members),
        "Inner": shape({"a": member()}),
        "Sided": shape({"a": member(Kind.BLOB)}),
        "Unresolved": shape(unresolved=True),
    }
    part = {"part": structure("Part")}

    names = typed_dicts(one_operation(part, part, parts))

    assert "PartTypeDef" in names
    assert is_split == ("PartOutputTypeDef" in names)


def test_forms_that_nothing_needs_are_left_out() -> None:
    """A shape that no method and no paginator leads to has no TypedDict."""
    model = one_operation(shapes={"Lost": shape({"a": member()}), "Error": shape(kind="error")})

    assert {"CallRequestTypeDef", "CallResponseTypeDef"} == typed_dicts(model).keys()


def test_forms_keep_out_of_each_others_way() -> None:
    """Names that would meet get numbers, and shapes that pages named keep theirs."""
    both = {"a": structure("Part"), "b": structure("PartOutput"), "c": structure("Blob")}
    parts = {
        "Part": shape({"x": member(Kind.BLOB)}),
        "PartOutput": shape({"y": member()}),
        "Blob": shape({"z": member()}),
    }

    model = one_operation(both, both, parts)

    assert ["x: NotRequired[BlobTypeDef]"] == fields(model, "PartTypeDef")
    assert ["x: NotRequired[bytes]"] == fields(model, "Part2OutputTypeDef")
    assert ["y: NotRequired[str]"] == fields(model, "PartOutputTypeDef")
    assert ["z: NotRequired[str]"] == fields(model, "Blob2TypeDef")


def test_names_that_differ_in_case_are_different() -> None:
    """Shapes `Foo` and `FOO`, members `foo` and `Foo`, each have their own."""
    names = Names()

    claimed = [names.claim(stem, "TypeDef") for stem in ("Foo", "FOO", "Foo", "__Foo")]

    assert ["FooTypeDef", "FOOTypeDef", "Foo2TypeDef", "Shape__FooTypeDef"] == claimed


def test_names_of_the_runtime_are_there() -> None:
    """Whatever generated modules import from the runtime's types is defined in them."""
    assert not [name for name in RUNTIME_TYPES if not hasattr(runtime_types, name)]


# The client.


@pytest.mark.parametrize(
    ("python_name", "expected"),
    [
        ("list_jobs", "list_jobs"),
        ("import", "import_"),
        ("get_paginator", "get_paginator_"),
        ("close", "close_"),
        ("str", "str_"),
        ("match", "match"),
    ],
)
def test_a_method_has_boto3s_name(python_name: str, expected: str) -> None:
    """Only what Python or every client needs for itself gets an underscore behind it."""
    assert {"X": expected} == method_names({"X": operation("X", python_name=python_name)})


def test_no_two_methods_share_a_name() -> None:
    """Operations whose names meet in Python are all there."""
    names = ("close", "close_", "close_")
    operations = {f"Op{i}": operation("X", python_name=name) for i, name in enumerate(names)}

    assert ["close_", "close__", "close___"] == list(method_names(operations).values())


@pytest.mark.parametrize("python_name", ["__init__", "_transport", "a b", "1st", "", "f(x)"])
def test_a_name_that_no_method_can_have_is_an_error(python_name: str) -> None:
    """Nothing of a client is replaced, and nothing but a name stands for one."""
    with pytest.raises(ValueError, match="not usable as"):
        method_names({"X": operation("X", python_name=python_name)})


@pytest.mark.parametrize("of", [Client, BaseClient])
def test_what_every_client_has_is_reserved(of: type) -> None:
    """No operation takes the place of what our clients or boto3's have."""
    public = {name for name, _ in inspect.getmembers(of) if not name.startswith("_")}

    assert public <= RESERVED


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({}, "def call(self, **kwargs: Unpack[CallRequestTypeDef]) -> CallResponseTypeDef:"),
        ({"input": "none"}, "def call(self) -> CallResponseTypeDef:"),
        ({"input": "unknown"}, "def call(self, **kwargs: Any) -> CallResponseTypeDef:"),
        (
            {"output": "none", "input": "none"},
            "def call(self) -> EmptyResponseMetadataTypeDef:",
        ),
        ({"output": "unknown", "input": "none"}, "def call(self) -> dict[str, Any]:"),
    ],
)
def test_a_method_takes_and_returns_what_is_known(about: dict[str, Any], expected: str) -> None:
    """Nothing, anything and a shape are three different things, on both sides."""
    client = service_view(one_operation(**about)).client

    lean = "self, **kwargs: object" if "**kwargs" in expected else "self"
    assert f"{expected} ..." == client.stubs[-1].signature.strip()
    assert [f"def call({lean}) -> object:"] == [m.signature.strip() for m in client.methods]


def test_a_key_named_self_is_a_keyword_like_others() -> None:
    """The parameter of that name gives way."""
    client = service_view(one_operation({"self": member()})).client

    assert "def call(self, /, **kwargs:" in client.stubs[-1].signature
    assert "def call(self, /, **kwargs:" in client.methods[-1].signature


@pytest.mark.parametrize(
    ("pages", "methods"), [([CLIENT_PAGE, PAGINATOR_PAGE], 1), ([PAGINATOR_PAGE], 0)]
)
def test_a_method_needs_a_page_of_its_own(pages: list[str], methods: int) -> None:
    """From its paginator's page alone an operation is paginated, but not called."""
    model = one_operation(pages=pages)
    model.paginators["Call"] = paginator()

    client = service_view(model).client

    assert methods == len(client.methods)
    assert ["class CallPaginator(Paginator):"] == [view.opening for view in client.paginators]


def test_a_paginator_takes_no_tokens() -> None:
    """What turns the pages is not given; whether a member does, has to be known."""
    model = one_operation({"filter": member(), "token": member(), "limit": member(Kind.LONG)})
    model.paginators["Call"] = paginator(
        input_tokens=ir.Finding(origin="inferred", value=["token"]),
        limit_key=ir.Finding(origin="unknown", exists=True),
    )

    expected = [
        "filter: NotRequired[str]",
        "limit: NotRequired[int]",
        "PaginationConfig: NotRequired[PaginatorConfigTypeDef]",
    ]
    assert expected == fields(model, "CallRequestPaginateTypeDef")


@pytest.mark.parametrize(("number", "overloads"), [(0, 0), (1, 0), (2, 2)])
def test_get_paginator_knows_each_paginator(number: int, overloads: int) -> None:
    """One name needs no overload, several need one each, and without any the base's stands."""
    names = [f"List{letter}" for letter in "AB"[:number]]
    model = service(
        operations={name: operation(name, input="none", output="none") for name in names},
        paginators={name: paginator() for name in names},
    )

    client = service_view(model).client

    found = [stub for stub in client.stubs if "def get_paginator(" in stub.signature]
    assert number == len(found)
    assert overloads == sum("@overload" in stub.decorator for stub in found)


def test_an_empty_line_stands_where_black_has_it() -> None:
    """In a stub file, none stands behind a method without a docstring."""
    names = ("A", "B", "C", "D")
    model = service(
        operations={
            name: operation(
                name, input="none", output="none", documentation="It is." if name > "B" else None
            )
            for name in names
        }
    )

    stubs = service_view(model).client.stubs

    assert [True, True, False, False, True] == [stub.stands_apart for stub in stubs]


# The service.


def test_views_hold_source_and_nothing_else() -> None:
    """However hostile a page, all that a template can get at is code or a name."""
    hostile = member(Kind.STRING, enum=[HOSTILE], documentation=HOSTILE)
    hostile.enum_documentation = {HOSTILE: HOSTILE}
    model = one_operation({HOSTILE: hostile, "plain": hostile}, {HOSTILE: hostile})
    model.documentation = model.title = HOSTILE
    model.operations["Call"].documentation = HOSTILE
    model.shapes["CallRequest"].documentation = HOSTILE
    model.pages[HOSTILE] = model.pages[CLIENT_PAGE]
    model.paginators["Call"] = paginator()

    found = {type(value) for value in texts(service_view(model))}

    assert found <= {Code, Identifier, bool, type(None)}


@pytest.mark.parametrize(
    "about",
    [
        {"class_name": "Bad Name"},
        {"id": "__init__"},
        {"id": "_runtime"},
        {"id": ""},
    ],
)
def test_a_service_that_can_have_no_name_is_an_error(about: dict[str, Any]) -> None:
    """Names that Python or the package can't have are refused."""
    with pytest.raises(ValueError, match="not usable as"):
        service_view(service(**about))


def test_a_shape_that_can_have_no_name_is_an_error() -> None:
    """A name of a shape is a name or nothing."""
    model = one_operation({"a": structure("x(TypedDict): ...")})
    model.shapes["x(TypedDict): ..."] = shape({"a": member()})

    with pytest.raises(ValueError, match="not usable as a Python name"):
        service_view(model)


def test_the_head_lists_the_pages() -> None:
    """Each file says what it was made from."""
    head = service_view(service()).head

    assert [f"# - {page}" for page in (CLIENT_PAGE, PAGINATOR_PAGE)] == head.split("\n")[-2:]


def test_the_head_counts_many_pages() -> None:
    """With a page more, a large service does not change in every file's head by a line."""
    page = ir.Page(rendition="boto3-rst", kind="client", covers=[])
    model = service(pages={f"boto3-rst/client/{i}": page for i in range(50)})

    assert "# - boto3-rst/client (50)" == service_view(model).head.split("\n")[-1]


def test_the_head_says_what_it_is_told() -> None:
    """A note on the pages takes the place of their list."""
    head = service_view(service(), ["as of: today"]).head

    assert "# - as of%3A today" == head.split("\n")[-1]


@pytest.mark.parametrize(
    ("service_id", "expected"), [("lambda", "lambda_"), ("iot-data", "iot_data"), ("ec2", "ec2")]
)
def test_a_service_is_a_module(service_id: str, expected: str) -> None:
    """The id is spelled as Python can import it."""
    assert expected == service_module(service_id)


def test_the_package_lists_its_services() -> None:
    """One line a service, in order."""
    docstring = package_view(["ec2", "acm"]).docstring

    assert ["- `acm`", "- `ec2`"] == docstring.split("\n")[2:4]


def test_services_that_would_be_one_module_are_an_error() -> None:
    """Neither overwrites the other."""
    with pytest.raises(ValueError, match="iot-data and iot_data would be one module"):
        package_view(["iot_data", "iot-data"])
