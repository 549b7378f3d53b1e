"""What pages show of how their service is spoken to."""

import pytest

from generator.model.facts import ServiceFacts
from generator.readers.page import read_page

EMPTY = "If the action is successful, the service sends back an HTTP 200 response."
BODY = '```\n{\n   "a": "string"\n}\n```'
MEMBER = "**[a](#API_Do_RequestSyntax)**\n\nText.\n\nType: String\n\nRequired: Yes"
EXAMPLE = "```\nPOST / HTTP/1.1\n{headers}\n```"


def service(request: str, headers: str = "") -> ServiceFacts:
    """Read a page on an operation, and return what it says of its service."""
    page = "\n\n".join(
        [
            "# Do\n\nDoes it.",
            request,
            f"## Response Elements\n\n{EMPTY}",
            f"## Examples\n\n{EXAMPLE.format(headers=headers)}",
            "## See Also\n\n- [SDK](https://docs.aws.amazon.com/goto/boto3/x-2020-01-01/Do)",
        ]
    )
    reading = read_page(page.encode(), "page.md")
    assert reading.facts is not None, reading.problems
    return reading.facts.service


JSON = f"## Request Syntax\n\n{BODY}\n\n## Request Parameters\n\nIn JSON format.\n\n{MEMBER}"
QUERY = "## Request Parameters\n\n**a**\n\nText.\n\nType: String\n\nRequired: Yes"


@pytest.mark.parametrize(
    ("headers", "prefix", "version"),
    [
        (
            "X-Amz-Target: Things_2020.Do\nContent-Type: application/x-amz-json-1.1",
            "Things_2020",
            "1.1",
        ),
        ("x-amz-target:A.B.Do\ncontent-type:application/x-amz-json-1.0", "A.B", "1.0"),
        ("X-Amz-Target: Things_2020.DoOther", None, None),
        ("Host: a.b", None, None),
    ],
)
def test_examples_show_the_target(headers: str, prefix: str | None, version: str | None) -> None:
    """The header of an example of this operation holds the prefix, its content type the version."""
    shown = service(JSON, headers)

    assert ("json", prefix, version) == (shown.protocol, shown.target_prefix, shown.json_version)


def test_parameters_without_a_block_are_those_of_a_query() -> None:
    """What a query's example may show of a target is not its own."""
    shown = service(QUERY)

    assert ("query", None, None) == (shown.protocol, shown.target_prefix, shown.json_version)
    assert shown.uid == "x-2020-01-01"
