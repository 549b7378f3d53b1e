"""Bodies in XML are read as they are shown, and no further."""

import pytest

from generator.model.facts import MemberFacts, ValueFacts
from generator.model.kinds import Kind
from generator.readers.syntax.xml import parse_xml
from generator.readers.unreadable import UnreadableError


def element(name: str, value: ValueFacts, *, attribute: bool = False) -> MemberFacts:
    """Return a member that an element on the second line shows."""
    return MemberFacts(name=name, line=2, value=value, named_on_wire=True, xml_attribute=attribute)


def value(kind: Kind, *members: MemberFacts) -> ValueFacts:
    """Return a value that an element on the second line shows."""
    return ValueFacts(kind=kind, line=2, members=members or None)


TEXT = value(Kind.TEXT)
RULE = ValueFacts(kind=Kind.ANY, line=2, name="Rule", recursive=True)
ATTRIBUTE = element("xsi:type", TEXT, attribute=True)


@pytest.mark.parametrize(
    ("shown", "member"),
    [
        ("<A>string</A>", element("A", TEXT)),
        ("<A> timestamp </A>", element("A", value(Kind.TIMESTAMP))),
        ("<A></A>", element("A", value(Kind.DICT))),
        ("<A/>", element("A", value(Kind.DICT))),
        ("<A><B>string</B></A>", element("A", value(Kind.ANY, element("B", TEXT)))),
        (
            "<A><B>long</B><C>string</C></A>",
            element(
                "A",
                value(Kind.STRUCTURE, element("B", value(Kind.LONG)), element("C", TEXT)),
            ),
        ),
        (
            "<A>string</A>...",
            element(
                "A",
                ValueFacts(kind=Kind.LIST, line=2, items=TEXT, item_name="A", flattened=True),
            ),
        ),
        (
            "<A><entry><key>string</key><value>string</value></entry></A>",
            element(
                "A", ValueFacts(kind=Kind.MAP, line=2, keys=TEXT, values=TEXT, item_name="entry")
            ),
        ),
        (
            "<A>Rule</A>",
            element("A", RULE),
        ),
        (
            '<A xsi:type="string" xmlns:xsi="x"><B>string</B></A>',
            element(
                "A",
                value(
                    Kind.STRUCTURE,
                    ATTRIBUTE,
                    element("B", TEXT),
                ),
            ),
        ),
    ],
)
def test_elements(shown: str, member: MemberFacts) -> None:
    """What may be a structure of one member or a list stays open; all else is what it shows."""
    read = parse_xml(f'<?xml version="1.0" encoding="UTF-8"?><Root xmlns="n">\n{shown}\n</Root>', 1)

    assert ("Root", "n", (member,)) == (read.xml_name, read.xml_namespace, read.members)


def test_an_empty_root() -> None:
    """A body may have nothing in it."""
    read = parse_xml("<Root/>", 7)

    assert ValueFacts(kind=Kind.DICT, line=7, xml_name="Root") == read


@pytest.mark.parametrize(
    ("shown", "line", "expected"),
    [
        ("<Root>", 1, "an element of XML, or the end of one"),
        ("<Root>\n<A>string\n</Root>", 3, "'A'"),
        ("<Root>\n<A>string</B></Root>", 2, "'A'"),
        ("<Root>string</Root>", 1, "elements in the root"),
        ("<Root><A>string</A>\n<A>string</A></Root>", 2, "each element once"),
        ("<Root></Root>\n<Other/>", 2, "the end of the block"),
        ("<Root><A a=b>string</A></Root>", 1, "an element of XML, or the end of one"),
        ("string", 1, "an element of XML"),
        ("<A>" * 5000, 1, "no more than 100 levels of nesting"),
    ],
)
def test_broken_bodies(shown: str, line: int, expected: str) -> None:
    """What breaks off or is no XML is named with its line."""
    with pytest.raises(UnreadableError) as raised:
        parse_xml(shown, 1)

    assert (line, expected) == (raised.value.line, raised.value.expected)
