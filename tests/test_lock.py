"""The lock file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.lock import Lock, ServiceLock, read_lock, write_lock
from generator.model.problems import ProblemsError

SERVICE = ServiceLock(
    pages={"a.rst": "1"}, ir="2", names="3", files={"jobs/client.py": "4"}, overrides="5"
)
LOCK = Lock(
    shapewright="0.1", templates="6", services={"jobs": SERVICE}, files={"__init__.py": "7"}
)
TEXT = write_lock(LOCK)


def test_paths() -> None:
    """The lock lists itself, what is shared, and what belongs to services."""
    paths = ["generated/shapewright.lock", "generated/__init__.py", "generated/jobs/client.py"]

    assert paths == LOCK.paths()


@given(st.dictionaries(st.text(st.characters()), st.just("1")))
def test_what_is_written_is_read_back(pages: dict[str, str]) -> None:
    """Any name that a page has on disk survives, those that are no Unicode too."""
    service = ServiceLock(pages=pages, ir="", names="", files={})
    lock = Lock(shapewright="", templates="", services={"jobs": service}, files={})
    text = write_lock(lock)

    assert lock == read_lock(text, "x")
    assert text.isascii()


def test_a_name_that_is_no_unicode() -> None:
    """A byte of a file's name that can't be decoded comes back as the same byte."""
    name = b"x\xff.rst".decode("utf-8", "surrogateescape")
    service = ServiceLock(pages={name: "1"}, ir="", names="", files={})
    lock = Lock(shapewright="", templates="", services={"jobs": service}, files={})

    assert [name] == list(read_lock(write_lock(lock), "x").services["jobs"].pages)


@pytest.mark.parametrize(
    "path",
    ["../x.py", "/etc/x.py", "jobs/../../x.py", "jobs//x.py", "./x.py", "..", "", "jobs/", "a\0b"],
)
@pytest.mark.parametrize("place", ["__init__.py", "jobs/client.py"])
def test_a_path_that_leads_elsewhere(place: str, path: str) -> None:
    """A file that is not below generated/ is a problem on its line."""
    broken = TEXT.replace(json.dumps(place), json.dumps(path))
    line = TEXT[: TEXT.index(json.dumps(place))].count("\n") + 1

    with pytest.raises(ProblemsError) as caught:
        read_lock(broken, "x.lock")

    (problem,) = caught.value.problems
    assert (line, f"the path {path!r}") == (problem.line, problem.found)


@pytest.mark.parametrize("name", ["../pin", "/pin", "a/b", "..", ".", ""])
def test_a_service_that_is_no_name(name: str) -> None:
    """A service's id is the name of one folder."""
    with pytest.raises(ProblemsError, match=r"^x\.lock:6: expected a lock file of shapewright"):
        read_lock(TEXT.replace('"jobs": {', json.dumps(name) + ": {"), "x.lock")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("{", 1),
        ("[]", 1),
        ("null", 1),
        ('{\n"files": {},\n}', 3),
        ("[" * 100_000, 1),
        ("9" * 5000, 1),
        ("NaN", 1),
        (TEXT.replace('"2"', "2"), 1),
        (TEXT.replace('"files"', '"file"'), 1),
        (TEXT + "}", 21),
    ],
)
def test_a_damaged_lock(text: str, line: int) -> None:
    """What is no lock is one problem, with what to do about it."""
    with pytest.raises(ProblemsError) as caught:
        read_lock(text, "x.lock")

    (problem,) = caught.value.problems
    assert ("x.lock", line) == (problem.file, problem.line)
    assert problem.advice.startswith("restore it")
