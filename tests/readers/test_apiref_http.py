"""What a request or response shows outside a JSON body becomes bindings of members."""

import pytest

from generator.model.facts import Location
from generator.readers.apiref.http import Binding, Slot

URI, QUERY, HEADER = Location.URI, Location.QUERYSTRING, Location.HEADER


@pytest.mark.parametrize(
    ("shown", "described", "uri"),
    [
        ("/things", [], "/things"),
        ("/things/id", ["id"], "/things/{id}"),
        ("/things/{id}", ["id"], "/things/{id}"),
        ("/files/Key+", ["Key"], "/files/{Key+}"),
        ("/files/{Key+}", ["Key"], "/files/{Key+}"),
        ("/language/language", ["language"], "/language/{language}"),
        ("/mrap/instances/mrap+/routes", ["mrap"], "/mrap/instances/{mrap+}/routes"),
        ("/things?maxResults=maxResults", ["maxResults"], "/things?maxResults={maxResults}"),
        ("/things?max_results=MaxResults", ["MaxResults"], "/things?max_results={MaxResults}"),
        ("/domain?domain=domain", ["domain"], "/domain?domain={domain}"),
        ("/things?mode=import&id=id", ["id"], "/things?mode=import&id={id}"),
        ("/thing/Key+?acl", ["Key"], "/thing/{Key+}?acl"),
    ],
)
def test_uris_get_their_labels_back(shown: str, described: list[str], uri: str) -> None:
    """What the page describes as a member is a label, and all else is constant."""
    binding = Binding(shown)

    for name in described:
        binding.bind(name)

    assert uri == binding.uri


def test_a_label_in_braces_is_a_member() -> None:
    """Where the braces of labels are kept, one that nothing describes is known."""
    binding = Binding("/things/{id}/{key+}/constant")

    binding.bind("id")

    assert ["key"] == binding.unbound()


def test_many_parameters_are_bound() -> None:
    """A URI may be long: each of many labels and parameters is bound to its own place."""
    labels, parameters = ([f"{kind}{n}" for n in range(20_000)] for kind in "lp")
    binding = Binding(
        "/".join(["", *labels]) + "?" + "&".join(f"{one}={one}" for one in parameters)
    )

    slots = [binding.bind(name) for name in labels + parameters]

    expected = [Slot(name, URI, on_wire=True) for name in labels] + [
        Slot(name, QUERY) for name in parameters
    ]
    assert expected == slots
    assert not binding.unbound()


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("id", Slot("id", URI, on_wire=True)),
        ("key", Slot("key", URI, on_wire=True)),
        ("token", Slot("token", QUERY)),
        ("MaxResults", Slot("MaxResults", QUERY, "max_results")),
        ("max_results", Slot("MaxResults", QUERY, "max_results")),
        ("Check", Slot("Check", HEADER, "x-amz-check")),
        ("x-amz-check", Slot("Check", HEADER, "x-amz-check")),
        ("Content", Slot("Content", Location.PAYLOAD)),
        ("Other", None),
        ("application/json", None),
    ],
)
def test_members_are_bound_where_they_are_shown(name: str, slot: Slot | None) -> None:
    """A member is found by its own name and by the one on the wire."""
    binding = Binding(
        "/things/id/key+?token=token&max_results=MaxResults",
        [("Content-Type", "application/json"), ("x-amz-check", "Check")],
        "Content",
    )

    assert slot == binding.bind(name)


@pytest.mark.parametrize(
    ("binding", "described", "unbound"),
    [
        (Binding("/things/id"), [], []),
        (Binding("/things?mode=import&list-type=2&acl"), [], []),
        (Binding("/things?maxResults=maxResults&b=b"), ["b"], ["maxResults"]),
        (Binding("/things?max-results=MaxResults"), [], ["MaxResults"]),
        (Binding("/", [("Host", "s3.amazonaws.com"), ("Accept", "text/plain")]), [], []),
        (Binding("/", [("Content-Type", "ContentType"), ("X", "Y")]), ["Y"], ["ContentType"]),
        (Binding("/", [], "Content"), [], ["Content"]),
        (Binding("/", [], "Content"), ["Content"], []),
    ],
)
def test_words_that_must_be_members_are_missed(
    binding: Binding, described: list[str], unbound: list[str]
) -> None:
    """What can be no constant and is described nowhere is given back."""
    for name in described:
        binding.bind(name)

    assert unbound == binding.unbound()


def test_names_are_all_words_that_may_be_members() -> None:
    """A member may be called as anything in the URI, a header or the place of the body."""
    binding = Binding("/things/{Key+}?n=N", [("h", "H"), ("Accept", "text/plain")], "Content")

    assert {"things", "Key", "n", "N", "h", "H", "Content"} == binding.names
