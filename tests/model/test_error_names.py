"""Codes of errors, and the shapes that they stand for."""

from generator.model.error_names import find_codes
from generator.model.rules import Speaker


def codes(*listed: tuple[list[str], list[str]]) -> dict[str, str]:
    """Return the codes found, given what boto3 and the API Reference list for each operation."""
    return find_codes({Speaker.BOTO3: ours, Speaker.ACTION: theirs} for ours, theirs in listed)


def test_a_code_lacks_the_ending_of_its_shape() -> None:
    """The rest of the name is the same."""
    found = codes(
        (["AlreadyExistsFault", "LimitExceededException"], ["LimitExceeded", "AlreadyExists"])
    )

    assert found == {
        "AlreadyExists": "AlreadyExistsFault",
        "LimitExceeded": "LimitExceededException",
    }


def test_a_name_that_both_list_is_no_code() -> None:
    """Where shapes are listed, there is nothing to find."""
    assert codes((["Conflict", "ConflictException"], ["Conflict"])) == {}


def test_the_last_code_is_that_of_the_last_shape() -> None:
    """Where the others of an operation are codes as well."""
    ours, theirs = (
        ["InvalidStateException", "CheckFailedException"],
        ["InvalidState", "Conditional"],
    )

    assert codes((ours, theirs))["Conditional"] == "CheckFailedException"
    assert codes((ours[1:], theirs[1:])) == {}


def test_a_code_of_two_shapes_is_none() -> None:
    """What one operation settles so and another otherwise stays open."""
    assert codes((["AFault"], ["A"]), (["AException"], ["A"])) == {}
