"""Terms say what a member is called, and how a query writes it."""

import pytest

from generator.readers.apiref.document import Term, member_of_anchor
from generator.readers.apiref.terms import MemberName, entry_of, parse_term


@pytest.mark.parametrize(
    ("term", "name"),
    [
        (Term("jobId"), MemberName("jobId")),
        (Term("x-amz-id", "Id"), MemberName("Id", "x-amz-id", is_stated=True)),
        (Term("Id", "Id"), MemberName("Id", is_stated=True)),
        (Term("Filter.N"), MemberName("Filter", on_wire=True, flattened=True)),
        (Term("Tags.member.N"), MemberName("Tags", item_name="member")),
        (
            Term("key (request), Key (response)"),
            MemberName("key", "Key", on_wire=True),
        ),
        (
            Term("TagsTags.entry.N.key (key)Tags.entry.N.value (value)"),
            MemberName("Tags", item_name="entry"),
        ),
        (
            Term("Tags, Tags.entry.N.key (key), Tags.entry.N.value (value)"),
            MemberName("Tags", item_name="entry"),
        ),
        (Term("Tags.entry.N.key (key)"), None),
        (Term("Two words"), None),
        (Term("A sentence."), None),
        (Term(""), None),
        (Term("a" * 1001), None),
    ],
)
def test_terms(term: Term, name: MemberName | None) -> None:
    """A term is read as a whole, or is none."""
    assert name == parse_term(term)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Tags.entry.N.key (key)", "entry"),
        ("Attribute.Sub.member.N.Value (value)", "member"),
        ("Tags.entry.N.key", None),
        ("Tags.N", None),
        ("Text with Tags.entry.N.key (key)", None),
    ],
)
def test_entries_of_maps(text: str, entry: str | None) -> None:
    """Only a whole line in that notation tells what a map's entries are called."""
    assert entry == entry_of(text)


@pytest.mark.parametrize(
    ("anchor", "member"),
    [
        ("API-Thing-request-Name", "Name"),
        ("API-Thing-request-uri-Name", "Name"),
        ("AmazonS3-Thing-request-header-Name", "Name"),
        ("AmazonS3-Thing-request-uri-querystring-Name", "Name"),
        ("API-Thing-response-Name.Inner", "Name.Inner"),
        ("API-Type-Thing-Name", "Name"),
        ("API-Type-Thing-request-Name", "request-Name"),
        ("Thing-request-Name", "Name"),
        ("API-Thing-request-Thing-request-Name", "Thing-request-Name"),
        ("API-Other-request-Name", None),
        ("API-Something-request-Name", None),
        ("API_Thing_RequestSyntax", None),
        ("", None),
    ],
)
def test_members_of_anchors(anchor: str, member: str | None) -> None:
    """What stands behind the page and the place in an anchor is the member's name."""
    assert member == member_of_anchor(anchor, "Thing")
