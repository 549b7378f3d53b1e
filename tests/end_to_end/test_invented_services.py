"""Pages of services that nobody has: names, enumerations and prose that look like a page's frame.

boto3's documenter renders them from models made here, and botocore judges what is read by the same
models. Each case is an operation of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any, Literal, Protocol

import pytest
from support.boto3_documenters import render_invented
from support.boto3_site import publish_once

from generator.audit.auditing import Audit, audit_service
from generator.readers.page import read_page

Shapes = dict[str, Any]


class Invent(Protocol):
    """Renders the pages of a service that has these shapes: each `…Request` makes an operation."""

    def __call__(self, shapes: Shapes, more: Mapping[str, Any] = {}, /) -> Path:
        """Return the service's folder; `more` are models of other sorts."""
        ...


AuditPages = Callable[[Path], Audit]

ERROR = "OopsException"


@pytest.fixture
def invent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invent:
    """Return what renders the pages of a service, which botocore knows from then on."""
    models = tmp_path / "models"
    monkeypatch.setenv("AWS_DATA_PATH", str(models))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    return lambda shapes, more={}: render_invented({"service-2": _service(shapes), **more}, models)


@pytest.fixture(
    params=["rst", pytest.param("html", marks=pytest.mark.slow)],
)
def audit(request: pytest.FixtureRequest, tmp_path: Path) -> AuditPages:
    """Return what audits rendered pages: as they are, or as the site publishes them."""
    if request.param == "rst":
        return lambda folder: audit_service(folder, "things")
    (tmp_path / "site").mkdir()
    return lambda folder: audit_service(publish_once(folder, tmp_path / "site"), "things")


def _service(shapes: Shapes) -> dict[str, Any]:
    """Return a model in which each request shape has an operation, a response and an error."""
    requests = [name for name in shapes if name.endswith("Request")]
    return {
        "version": "2.0",
        "metadata": {
            "apiVersion": "2020-01-01",
            "endpointPrefix": "things",
            "protocol": "json",
            "protocols": ["json"],
            "jsonVersion": "1.1",
            "serviceFullName": "Things",
            "serviceId": "Things",
            "signatureVersion": "v4",
            "targetPrefix": "Things",
            "uid": "things-2020-01-01",
        },
        "operations": {
            name: {
                "name": name,
                "http": {"method": "POST", "requestUri": "/"},
                "input": {"shape": f"{name}Request"},
                "output": {"shape": f"{name}Response"},
                "errors": shapes[f"{name}Request"].get("errors", [{"shape": ERROR}]),
                "documentation": shapes[f"{name}Request"].get("about", "<p>Puts a thing.</p>"),
            }
            for name in (request.removesuffix("Request") for request in requests)
        },
        "shapes": {
            "String": {"type": "string"},
            "Integer": {"type": "integer"},
            ERROR: {"type": "structure", "members": {}, "exception": True},
            **shapes,
        },
    }


def member(documentation: str = "<p>One.</p>", shape: str = "String") -> dict[str, Any]:
    """Return a member of a structure."""
    return {"shape": shape, "documentation": documentation}


def structure(
    members: dict[str, Any], *required: str, documentation: str = "<p>Some.</p>", **more: str
) -> dict[str, Any]:
    """Return a structure."""
    return {
        "type": "structure",
        "members": members,
        "required": list(required),
        "documentation": documentation,
        **more,
    }


def with_name(operation: str, name: str) -> Shapes:
    """Return an operation with members of a name: arguments, and members of a structure."""
    inner = structure({name: member(), "Other": member()}, name)
    alone = structure({name: member("")})
    members = {
        name: member(),
        "Inner": member(shape=f"{operation}Inner"),
        "Alone": member(shape=f"{operation}Alone"),
    }
    return {
        f"{operation}Request": structure(members, name),
        f"{operation}Response": structure(members),
        f"{operation}Inner": inner,
        f"{operation}Alone": alone,
    }


def with_enumeration(operation: str, values: list[str]) -> Shapes:
    """Return an operation with an enumeration wherever one can stand."""
    members = {
        "Plain": member(shape=operation),
        "Listed": member(shape=f"{operation}List"),
        "Mapped": member(shape=f"{operation}Map"),
        "Inner": member(shape=f"{operation}Inner"),
    }
    return {
        f"{operation}Request": structure(members),
        f"{operation}Response": structure(members),
        operation: {"type": "string", "enum": values},
        f"{operation}List": {"type": "list", "member": {"shape": operation}},
        f"{operation}Map": {
            "type": "map",
            "key": {"shape": "String"},
            "value": {"shape": operation},
        },
        f"{operation}Inner": structure({"Last": member(shape=operation)}),
    }


Place = Literal["operation", "request", "response"]
PLACES: tuple[Place, ...] = ("operation", "request", "response")


def with_prose(operation: str, prose: str, place: Place) -> Shapes:
    """Return an operation with a text about itself, or about all that one of its sides holds."""
    return {
        **_side(operation, "Request", prose if place == "request" else "<p>Text.</p>"),
        **_side(operation, "Response", prose if place == "response" else "<p>Text.</p>"),
        **({} if place != "operation" else _about(operation, prose)),
    }


def _about(operation: str, prose: str) -> Shapes:
    side = _side(operation, "Request", "<p>Text.</p>")
    side[f"{operation}Request"]["about"] = prose
    return side


def _side(operation: str, side: str, prose: str) -> Shapes:
    inner = f"{operation}{side}Inner"
    members = {
        "First": member(prose),
        "Inner": member(prose, inner),
        "Listed": member(prose, f"{inner}List"),
        "Mapped": member(prose, f"{inner}Map"),
        "Last": member(prose),
    }
    return {
        f"{operation}{side}": structure(members, "First", documentation=prose),
        inner: structure(
            {"Mine": member(prose), "Number": member(prose, "Integer")}, "Mine", documentation=prose
        ),
        f"{inner}List": {"type": "list", "member": {"shape": inner}},
        f"{inner}Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": inner}},
    }


def with_names(names: Sequence[str]) -> Shapes:
    """Return an operation for each name."""
    return numbered(with_name(f"Put{n}", name) for n, name in enumerate(names))


def with_proses(proses: Sequence[str]) -> Shapes:
    """Return an operation for each text and place."""
    cases = product(proses, PLACES)
    return numbered(with_prose(f"Put{n}", *case) for n, case in enumerate(cases))


def numbered(cases: Iterable[Shapes]) -> Shapes:
    """Return the shapes of all cases together."""
    return {name: shape for case in cases for name, shape in case.items()}


NAMES = [
    "Exceptions", "Examples", "Parameters", "REQUIRED", "returns", "rtype", "param", "type", "dict",
    "string", "class", "self", "None", "_private", "1st", "dotted.name", "x-amz-name",
    "$skip", "@id", "#", "a/b", "a*b", "a**b", "a`b", "é",
]  # fmt: skip
NAMES_IN_RST = ["with space", "a|b", "a_", "\\"]
"""Names of which Sphinx makes something else."""


def test_names(invent: Invent, audit: AuditPages) -> None:
    """A name is read as it is, though it be a heading's, a keyword or markup."""
    assert_right(audit(invent(with_names(NAMES))), len(NAMES))


def test_names_in_rst(invent: Invent) -> None:
    """So are those that hold markup."""
    pages = invent(with_names(NAMES_IN_RST))

    assert_right(audit_service(pages, "things"), len(NAMES_IN_RST))


ENUMERATIONS = [
    ["it's", "other"], ["a'b", "'", "b"], ["'quoted'", "b"], ["Containment, Eradication", "b"],
    ["a,", "b"], ["a', ", "b"], ["a|b", "|a", "b"], ["a\\", "\\'", "b"], ["", "b"], [""],
    ["a}", "]", ")", "{", "["], ["a: b", "c"], [" a ", "b "], ['"a"', "b"], ["...", "123"],
    ["{'... recursive ...'}", "b"], ["string", "other"], ["other", "string"], ["True|False", "b"],
    ["# This section is too large to render.", "b"], ["`a`", "**b**", "*c*"], ["<b>", "&lt;"],
    ["{{ x }}", "%s", "${x}"], ["é", "中文"], ["x" * 300, "y"], ["one"],
]  # fmt: skip


def test_enumerations(invent: Invent, audit: AuditPages) -> None:
    """A value is read as it is, with whatever else stands in a syntax block."""
    cases = (with_enumeration(f"Put{n}", values) for n, values in enumerate(ENUMERATIONS))

    assert_right(audit(invent(numbered(cases))), len(ENUMERATIONS))


HEADINGS = [
    "Exceptions", "Examples", "Parameters", "Request Syntax", "Response Syntax",
    "Response Structure",
]  # fmt: skip
FIELDS = [
    ":param x: y", ":type x: string", ":type x: string</p><p>:param x: y", ":returns: None",
    ":rtype: dict", "::</p><p># This section is too large to render.",
]  # fmt: skip
DIRECTIVES = [
    ".. py:method:: Things.Client.other(**kwargs)", ".. py:class:: Things.Paginator.Other",
    ".. py:attribute:: size", ".. toctree::", ".. note::", ".. raw:: html", ".. include:: other",
    ":doc:`Things &lt;../../things&gt;` / Client / other",
    ":doc:`Thing &lt;index&gt;` / Action / other",
    "See also: `AWS API Documentation &lt;https://x/goto/WebAPI/other-1/Other&gt;`_",
    "* :py:class:`Things.Client.exceptions.OtherException`",
]  # fmt: skip
UNION = "This is a Tagged Union structure. Only one of the following top level keys can be set: x."
SENTENCES = [
    "# This section is too large to render.",
    UNION,
    "This operation is deprecated and may not function as expected.",
    "Polls x every 20 seconds until a successful state is reached.",
    "'SDK_UNKNOWN_MEMBER': {'name': 'UnknownMemberName'}",
    "response = client.put_thing(",
    "Text <b>[REQUIRED]</b>",
    "[REQUIRED] x",
    "|x| and `y`_ and *z and **w and ``v",
    "Such as::</p><p>a: b",
    "=====",
    '<a href="index.html">Thing</a> / Action / other',
    'See also: <a href="https://x/goto/WebAPI/other-1/Other">AWS API Documentation</a>',
]
OTHERS = [
    "", "Without a tag.", "<p></p><b></b>", "<!-- x -->y", "a\u00a0b", "<b>[Beta]</b> Text.",
    "# This section is too large to render.", "<table><tr><td>x</td></tr></table>",
    "<p><b>Request Syntax</b></p><p>::</p><p>x</p>",
    "<pre>response = client.put(\n    First='string'\n)</pre>",
    "<ul><li>:py:class:`Things.Client.exceptions.OtherException`</li></ul>",
]  # fmt: skip
EXAMPLES = [
    ":returns: None", ":rtype: dict", ":type x: string\n  :param x: y",
    "- **Name** *(string) --* x", "*   :py:class:`Things.Client.exceptions.OtherException`",
    ".. py:method:: Things.Client.other(**kwargs)", "# This section is too large to render.",
    ".. toctree::",
]  # fmt: skip
PROSE = [
    *(f"<p><b>{heading}</b></p>" for heading in HEADINGS),
    *(f"<p>{text}</p>" for text in (*FIELDS, *DIRECTIVES, *SENTENCES)),
    *OTHERS,
]
PROSE_IN_RST = [
    "<p>- one</p><p>- <code>two</code></p>", "- `.", "<p>- .</p>", "::",
    "<ul><li><b>First</b> <i>(string) --</i> text</li></ul>",
    "<code>x</code>\n  :returns: None\n<code>y</code>",
]  # fmt: skip
"""Prose that Sphinx makes a part of the frame of."""
LOST_IN_HTML = [
    "<p><b>[REQUIRED]</b> Text.</p>",
    f"<note><p>{UNION}</p></note>",
]
"""Prose that only its spaces tell from the documenter's own words."""


def test_prose(invent: Invent, audit: AuditPages) -> None:
    """Prose that looks like the frame of a page, or like an entry's, states no fact."""
    assert_right(audit(invent(with_proses(PROSE))), len(PROSE) * len(PLACES))


def test_prose_in_rst(invent: Invent) -> None:
    """Nor does prose that looks like an entry to Sphinx."""
    prose = [*PROSE_IN_RST, *LOST_IN_HTML]

    audited = audit_service(invent(with_proses(prose)), "things")

    assert_right(audited, len(prose) * len(PLACES))


@pytest.mark.slow
def test_what_sphinx_takes_for_markup_is_a_problem(invent: Invent, tmp_path: Path) -> None:
    """Of a page in HTML in which prose has become an entry, nothing is read."""
    (tmp_path / "site").mkdir()
    pages = invent(with_proses(PROSE_IN_RST))

    audited = audit_service(publish_once(pages, tmp_path / "site"), "things")

    assert audited.unread
    assert audited.verdict is not None
    assert {"missing": len(audited.unread)} == audited.verdict.wrong_by_fact


def test_examples(invent: Invent, audit: AuditPages) -> None:
    """The text above an example is on the method's own depth, and states no fact there."""
    texts = [f"**{heading}**" for heading in HEADINGS] + EXAMPLES
    shapes = numbered(with_name(f"Put{n}", "Name") for n in range(len(texts)))
    for request in (name for name in shapes if name.endswith("Request")):
        shapes[request]["errors"] = []
    examples: dict[str, list[dict[str, Any]]] = {
        f"Put{n}": [{"id": "1", "description": text, "input": {}, "output": {}}]
        for n, text in enumerate(texts)
    }

    pages = invent(shapes, {"examples-1": {"version": "1.0", "examples": examples}})

    assert_right(audit(pages), len(texts))


def assert_right(audited: Audit, operations: int) -> None:
    """Check that all pages are read, and rightly."""
    assert [str(problem) for problem in audited.problems] == []
    assert audited.aside == ()
    assert audited.verdict is not None
    assert [str(wrong) for wrong in audited.verdict.wrong] == []
    assert (audited.verdict.read, audited.verdict.too_large) == (operations, ())


UNREADABLE = {
    "a quote in a name": with_name("Put", "a'b"),
    "a line end in a value": with_enumeration("Put", ["a\nb", "c"]),
    "what nobody sees in a value": with_enumeration("Put", ["a\u200bb", "c"]),
    "a key in a value": with_enumeration("Put", ["a': 'b", "c"]),
    "an entry": with_prose("Put", "<p>- <b>Name</b> <i>(string) --</i> Text.</p>", "request"),
    "a member's entry": with_prose("Put", "<p>- **Mine** *(string) --* Text.</p>", "response"),
    "a method's line": with_prose(
        "Put", "<code>x</code>\n.. py:method:: Things.Client.other(**kwargs)", "request"
    ),
    "half a mark": with_prose("Put", "<b>[REQUIRED</b> Text.", "request"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_looks_like_damage_is_a_problem(case: str, invent: Invent) -> None:
    """Where prose and structure cannot be told apart, nothing is read."""
    (page,) = (invent(UNREADABLE[case]) / "client").iterdir()

    reading = read_page(page.read_bytes(), "page")

    assert (reading.facts, reading.aside) == (None, None)
    assert reading.problems


GAPS = {
    "a mark on the entry's line": (
        with_prose("Put", "<b>[REQUIRED]</b> Text.", "request"),
        {"required"},
    ),
    "the documenter's sentence on tokens": (
        with_prose("Put", "<p>This field is autopopulated if not provided.</p>", "request"),
        {"idempotency"},
    ),
    "the documenter's notice": (
        with_prose(
            "Put",
            "<danger>This operation is deprecated and may not function as expected. This operation"
            " should not be used going forward and is only kept for the purpose of backwards"
            " compatiblity.</danger>",
            "operation",
        ),
        {"deprecated"},
    ),
    "a value that looks like two": (with_enumeration("Put", ["a'|'b", "c"]), {"enum"}),
    "a no-break space in a value": (with_enumeration("Put", ["a\u00a0b", "c"]), {"enum"}),
}


@pytest.mark.parametrize("case", GAPS)
def test_gaps(case: str, invent: Invent) -> None:
    """Two models that make one page are told apart by nobody: the likelier one is read."""
    shapes, wrong = GAPS[case]

    audited = audit_service(invent(shapes), "things")

    assert audited.verdict is not None
    assert wrong == audited.verdict.wrong_by_fact.keys()


@pytest.mark.slow
def test_gaps_in_html(invent: Invent, tmp_path: Path) -> None:
    """What RST still tells apart is alike in HTML."""
    (tmp_path / "site").mkdir()

    audited = audit_service(
        publish_once(invent(with_proses(LOST_IN_HTML)), tmp_path / "site"), "things"
    )

    assert audited.verdict is not None
    assert {"required", "union"} == audited.verdict.wrong_by_fact.keys()
