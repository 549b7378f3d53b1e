"""Fetching an API Reference: from its list to its operations to their types."""

from collections.abc import Generator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.disk import states, tree
from support.web_server import Answer, Server, page, serving, status

from generator import reference_visiting
from generator.cli import main
from generator.fetching import Request, fetch
from generator.services import inputs_of
from generator.shelf import Fetched
from generator.sources.web import Pace

GUIDE = "/x/latest/APIReference/"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Generator[Server]:
    """Give a server, to which no proxy leads."""
    monkeypatch.setenv("NO_PROXY", "*")
    with serving() as server:
        yield server


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """Give the folder that the services' folders are to be in."""
    return tmp_path / "specs"


@pytest.fixture
def pages(into: Path) -> Path:
    """Give the folder that the pages are to be in."""
    return into / "x/pages/api-reference"


def markdown(name: str, *links: str) -> str:
    """Return a page in Markdown that links to others."""
    listed = "".join(f"+ [x]({link}.md)\n" for link in links)
    return f'# X\n<a name="{name}"></a>\n{listed}'


def html(name: str, *links: str) -> str:
    """Return a page in HTML that links to others."""
    listed = "".join(f'<a href="./{link}.html">x</a>' for link in links)
    return f'<html><div id="main-col-body"><h1 id="{name}">X</h1>{listed}</div>'


def publish(server: Server, name: str, *links: str, form: str = "md", etag: str = "") -> None:
    """Have the server answer with a page that links to others."""
    if form == "md":
        first = page(markdown(name, *links), Content_Type="text/markdown", ETag=etag)
    else:
        first = page(html(name, *links), Content_Type="text/html; charset=utf-8", ETag=etag)
    put(server, f"{name}.{form}", first if not etag else unless_known(first))


def unless_known(first: Answer) -> Answer:
    """Answer with a page, or that it is still the same."""
    return lambda handler: (status(304) if handler.headers["If-None-Match"] else first)(handler)


def put(server: Server, file: str, answer: Answer) -> None:
    """Have the server answer so when asked for a file of the guide."""
    server.answers[f"{GUIDE}{file}"] = [answer]


def asked(server: Server) -> list[str]:
    """Return the files of the guide that were asked for, sorted."""
    return [path.removeprefix(GUIDE) for path in server.paths]


def visit(server: Server, into: Path, *, prune: bool = False, at: str = "") -> Fetched:
    """Fetch from a server, without ever sleeping."""
    reference = f"{server.url}{GUIDE}{at}"
    request = Request(into, ["x"], "web", prune=prune, reference=reference)
    (found,) = fetch(request, pace=Pace(lambda _: None))
    return found


def guide(server: Server, form: str = "md") -> None:
    """Publish two operations; one of them leads to a type, and that to another."""
    publish(server, "API_Operations", "API_Get", "API_Put", "Welcome", form=form)
    publish(server, "API_Get", "API_Type", "CommonErrors", form=form, etag='"g"')
    publish(server, "API_Put", "API_Get", "API_Type", form=form, etag='"p"')
    publish(server, "API_Type", "API_Inner", "API_Type", form=form, etag='"t"')
    publish(server, "API_Inner", "API_Type", form=form, etag='"i"')


SUBJECTS = ["API_Get", "API_Inner", "API_Put", "API_Type"]


@pytest.mark.parametrize("form", ["md", "html"])
def test_operations_and_what_they_lead_to(
    server: Server, into: Path, pages: Path, form: str
) -> None:
    """Each page comes once, as Markdown or, where there is none, as HTML."""
    guide(server, form)

    assert Fetched("x", new=4) == visit(server, into)
    assert [f"{name}.{form}" for name in SUBJECTS] == sorted(tree(pages))
    assert len(asked(server)) == len({*asked(server)})
    assert "API_Operations.html" not in asked(server) or form == "html"
    assert [f"api-reference/{name}.{form}" for name in SUBJECTS] == sorted(
        inputs_of(into / "x").pages
    )


def test_html_only_where_there_is_no_markdown(server: Server, into: Path, pages: Path) -> None:
    """A guide may have pages in both forms; each page comes in one."""
    guide(server, "html")
    publish(server, "API_Get", "API_Type", "API_Other")
    publish(server, "API_Other")

    assert Fetched("x", new=5) == visit(server, into)
    assert ["API_Get.md", "API_Inner.html", "API_Other.md", "API_Put.html", "API_Type.html"] == (
        sorted(tree(pages))
    )


def test_known_pages_are_not_sent_again(server: Server, into: Path) -> None:
    """Only the list is; the types are found in the pages that are here."""
    guide(server)
    visit(server, into)
    before = states(into)
    server.asked.clear()

    assert Fetched("x", unchanged=4) == visit(server, into)
    known = {path for path, headers in server.asked if "If-None-Match" in headers}
    assert {f"{GUIDE}{name}.md" for name in SUBJECTS} == known
    assert before == states(into)


@pytest.mark.parametrize(
    "instead",
    [
        status(404),
        status(403),
        page("<html>Sorry", Content_Type="text/html"),
        page("<!DOCTYPE html>Sorry", Content_Type="text/plain"),
        page("", 302, Location="Welcome.html"),
        page("", 301, Location="Welcome.md"),
        page("", 302, Location="API_Get.html"),
        page('# Welcome\n<a name="Welcome"></a>'),
    ],
    ids=["404", "403", "HTML", "disguised", "HTML elsewhere", "elsewhere", "form", "another"],
)
def test_ways_to_say_that_there_is_no_markdown(
    server: Server, into: Path, pages: Path, instead: Answer
) -> None:
    """The page comes as HTML, and what was given in its place does not."""
    guide(server)
    publish(server, "Welcome")
    put(server, "Welcome.html", page("<html>Hello", Content_Type="text/html"))
    put(server, "API_Get.md", instead)
    publish(server, "API_Get", form="html")

    assert Fetched("x", new=4) == visit(server, into)
    assert html("API_Get").encode() == tree(pages)["API_Get.html"]
    assert "API_Get.md" not in tree(pages)


@pytest.mark.parametrize(
    "instead",
    [
        status(404),
        page("", 302, Location="Welcome.html"),
        page(html("Welcome"), Content_Type="text/html"),
        page(
            '<html><link rel="canonical" href="https://x/Welcome.html"/><h1 id="API_Get">x</h1>',
            Content_Type="text/html",
        ),
    ],
    ids=["404", "elsewhere", "another", "canonical"],
)
@pytest.mark.parametrize("here", [True, False])
def test_a_listed_page_that_is_missing(
    server: Server, into: Path, pages: Path, instead: Answer, *, here: bool
) -> None:
    """One that is here stays, even if pruned, with what it leads to; else that is a problem."""
    guide(server)
    put(server, "API_Put.md", page(markdown("API_Put")))
    put(server, "Welcome.html", page(html("Welcome"), Content_Type="text/html"))
    if here:
        visit(server, into)
    put(server, "API_Get.md", status(404))
    put(server, "API_Get.html", instead)

    found = visit(server, into, prune=True)

    if here:
        assert (str(pages / "API_Get.md"),) == found.missing
        assert [f"{name}.md" for name in SUBJECTS] == sorted(tree(pages))
    else:
        assert [f"{server.url}{GUIDE}API_Get.html"] == [p.file for p in found.problems]


def test_a_moved_guide(server: Server, into: Path, pages: Path) -> None:
    """A page is the same wherever the site has put it."""
    guide(server)
    server.answers["/new/API_Get.md"] = [page(markdown("API_Get", "API_Type"))]
    put(server, "API_Get.md", page("", 301, Location="/new/API_Get.md"))

    assert Fetched("x", new=4) == visit(server, into)
    assert "API_Get.md" in tree(pages)


def test_a_known_page_that_is_missing_now(server: Server, into: Path, pages: Path) -> None:
    """What the site gives instead may be unchanged; it is another page all the same."""
    guide(server)
    visit(server, into)
    put(server, "API_Inner.md", page("", 302, Location="Welcome.html"))
    put(server, "Welcome.html", status(304))

    found = visit(server, into)

    assert (str(pages / "API_Inner.md"),) == found.missing


def test_a_dead_link(server: Server, into: Path, pages: Path) -> None:
    """It is told and is no problem, since nobody but the author of the page can mend it."""
    guide(server)
    put(server, "API_Inner.md", status(404))

    result = run("x", "--from", "web", "--reference", f"{server.url}{GUIDE}", "--into", into)

    assert result.exit_code == 0
    assert result.stdout == "x: 3 pages, 3 new, 0 changed, 0 unchanged, 1 linked in vain\n"
    url = f"{server.url}{GUIDE}API_Inner.html"
    assert result.stderr == f"{url}: no such page, though others link to it\n"


def test_what_is_listed_no_longer(server: Server, into: Path, pages: Path) -> None:
    """It is gone, and so is what it alone led to; pages of other sources stay."""
    guide(server)
    visit(server, into)
    other = into / "x/pages/client/get.rst"
    other.parent.mkdir()
    other.write_text("x")
    publish(server, "API_Operations", "API_Put")
    publish(server, "API_Put", "API_New")
    publish(server, "API_New")
    (into / "x/fetch.json").unlink()
    gone = tuple(str(pages / f"{name}.md") for name in ("API_Get", "API_Inner", "API_Type"))

    assert Fetched("x", new=1, changed=1, gone=gone) == visit(server, into)
    assert gone == visit(server, into, prune=True).deleted
    assert ["API_New.md", "API_Put.md"] == sorted(tree(pages))
    assert other.exists()


def test_a_page_that_changes_its_form(server: Server, into: Path, pages: Path) -> None:
    """The former one is gone, so that no page is read twice."""
    guide(server, "html")
    visit(server, into)
    publish(server, "API_Inner")

    found = visit(server, into, prune=True)

    assert (str(pages / "API_Inner.html"),) == found.deleted
    assert "API_Inner.md" in tree(pages)


@pytest.mark.parametrize("form", ["md", "html"])
def test_failures_of_a_page(server: Server, into: Path, pages: Path, form: str) -> None:
    """The others come, none is taken for gone, and another run brings what failed."""
    guide(server)
    visit(server, into)
    good = server.answers[f"{GUIDE}API_Type.md"]
    put(server, "API_Type.md", status(500 if form == "md" else 404))
    put(server, "API_Type.html", page("{}", Content_Type="application/json"))
    (pages / "API_Type.md").unlink()

    failed = visit(server, into, prune=True)

    assert [f"{server.url}{GUIDE}API_Type.{form}"] == [p.file for p in failed.problems]
    assert ["API_Get.md", "API_Inner.md", "API_Put.md"] == sorted(tree(pages))
    server.answers[f"{GUIDE}API_Type.md"] = good
    assert Fetched("x", new=1, unchanged=3) == visit(server, into)


def test_types_that_no_operation_leads_to(server: Server, into: Path, pages: Path) -> None:
    """They come where the guide lists them."""
    guide(server)
    publish(server, "API_Types", "API_Type", "API_Event")
    publish(server, "API_Event")

    assert Fetched("x", new=5) == visit(server, into)


def several(server: Server) -> None:
    """Publish a guide of two services, each with a list of its own."""
    publish(server, "API_Operations", "API_Operations_A", "API_Operations_B")
    publish(server, "API_Operations_A", "API_Get")
    publish(server, "API_Operations_B", "API_b_Get")
    publish(server, "API_Types", "API_Types_A", "API_Types_B")
    publish(server, "API_Types_A", "API_Type")
    publish(server, "API_Types_B", "API_b_Type")
    publish(server, "API_Get", "API_b_Get", "API_Type")
    publish(server, "API_b_Get", "API_Get", "API_b_Inner")
    for name in ("API_Type", "API_b_Type", "API_b_Inner"):
        publish(server, name)


@pytest.mark.parametrize(
    ("at", "names"),
    [
        ("API_Get.html", ["API_Get", "API_Type"]),
        ("API_b_Type.md", ["API_b_Get", "API_b_Inner", "API_b_Type"]),
        ("API_Operations_B.html", ["API_b_Get", "API_b_Inner", "API_b_Type"]),
    ],
)
def test_a_guide_of_several_services(
    server: Server, into: Path, pages: Path, at: str, names: list[str]
) -> None:
    """A page of one of them says which is meant, and links to the others are not followed."""
    several(server)

    assert Fetched("x", new=len(names)) == visit(server, into, at=at)
    assert [f"{name}.md" for name in names] == sorted(tree(pages))


def test_a_guide_of_several_services_alone(server: Server, into: Path) -> None:
    """It does not say which is meant; nothing comes."""
    several(server)

    (problem,) = visit(server, into).problems

    assert "the operations of one service" == problem.expected
    assert "1 as API_X, 1 as API_b_X" == problem.found
    assert "give the address of any page of the service as --reference" == problem.advice
    assert not into.exists()


def test_a_service_that_the_guide_has_not(server: Server, into: Path) -> None:
    """It is a problem that none of the operations is of the service meant."""
    several(server)

    (problem,) = visit(server, into, at="API_c_Get.html").problems

    assert ("operations as API_c_X", "2 others") == (problem.expected, problem.found)


def test_a_part_of_a_list_that_is_missing(server: Server, into: Path) -> None:
    """What it would list is not taken for gone."""
    several(server)
    visit(server, into, at="API_b_Get.html")
    put(server, "API_Operations_B.md", status(404))

    (problem,) = visit(server, into, at="API_b_Get.html", prune=True).problems

    assert "a list, as is listed" == problem.expected
    assert (into / "x/pages/api-reference/API_b_Get.md").exists()


def test_an_api_of_resources(server: Server, into: Path, pages: Path) -> None:
    """The page of each resource comes; what they link to is no type."""
    publish(server, "resources", "apps", "apps-id", "Welcome", "resources")
    publish(server, "apps", "apps-id", "operations")
    publish(server, "apps-id", form="html")

    assert Fetched("x", new=2) == visit(server, into)
    assert ["apps-id.html", "apps.md"] == sorted(tree(pages))


@pytest.mark.parametrize("source", ["toc-contents.json", "Welcome.md"])
def test_a_guide_without_a_list(server: Server, into: Path, source: str) -> None:
    """The table of contents lists pages, too, or else the page that welcomes the reader."""
    guide(server)
    del server.answers[f"{GUIDE}API_Operations.md"]
    listed = '{"contents": [{"href": "API_Put.html", "contents": []}, {"href": "Welcome.html"}]}'
    text = listed if source.endswith("json") else markdown("Welcome", "API_Put")
    put(server, source, page(text))

    assert Fetched("x", new=4) == visit(server, into)


def test_no_guide(server: Server, into: Path) -> None:
    """It is said what was looked for, and no folder is made."""
    (problem,) = visit(server, into).problems

    assert "a page that lists the operations or the resources" == problem.expected
    assert not into.exists()


def test_a_list_that_fails(server: Server, into: Path) -> None:
    """No other list is tried in its place, since it might lead to less."""
    guide(server)
    put(server, "API_Operations.md", status(500))
    publish(server, "Welcome", "API_Get")

    (problem,) = visit(server, into).problems

    assert f"{server.url}{GUIDE}API_Operations.md" == problem.file
    assert {"API_Operations.md"} == {*asked(server)}


def test_links_without_end(
    server: Server, into: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that makes up links is left after so many pages."""
    monkeypatch.setattr(reference_visiting, "MOST", 3)
    guide(server)

    (problem,) = visit(server, into).problems

    assert problem.expected == "a service of at most 3 pages"
    assert len(tree(pages)) == 3


def test_progress(server: Server, into: Path) -> None:
    """It counts up, while the sum grows with the pages that are known of."""
    guide(server)
    told: list[tuple[int, int]] = []
    request = Request(into, ["x"], "web", workers=1, reference=f"{server.url}{GUIDE}")

    list(fetch(request, lambda done, total: told.append((done, total))))

    assert [(1, 3), (2, 3), (3, 4), (4, 4)] == told


def run(*arguments: str | Path) -> Result:
    """Run the program."""
    return CliRunner().invoke(main, ["fetch", *map(str, arguments)])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["x"], 2, "--reference goes with --from web"),
        (["x", "y", "--from", "web"], 2, "--reference takes one service"),
        (["x", "--from", "web", "--base-url", "https://x"], 2, "no --base-url"),
        (["x", "--from", "web"], 1, "expected the address of an API Reference"),
    ],
)
def test_wrong_usage(into: Path, arguments: list[str], code: int, message: str) -> None:
    """Nothing is asked for where it is not clear what is meant."""
    result = run(*arguments, "--reference", "nowhere", "--into", into)

    assert code == result.exit_code
    assert message in result.stderr
