"""Fetching: what comes, what stays, what is told."""

import sys
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.disk import states, tree
from support.web_server import Server, page, serving, status

from generator.cli import main
from generator.fetching import Request, fetch, rendered_with
from generator.services import inputs_of
from generator.shelf import Fetched
from generator.sources.published import read_known
from generator.sources.web import Pace

FRONT = """
***
SQS
***

.. py:class:: SQS.Client

.. toctree::
  :maxdepth: 1

  sqs/client/a
  sqs/client/b

Paginators

.. toctree::

  sqs/paginator/P

.. toctree::

  sqs/queue/index
"""
PAGES = {"sqs.rst": FRONT, "client/a.rst": "a", "client/b.rst": "b", "paginator/P.rst": "P"}


def run(*arguments: str | Path) -> Result:
    """Run the program."""
    return CliRunner().invoke(main, ["fetch", *map(str, arguments)])


def write(folder: Path, pages: dict[str, str]) -> Path:
    """Write pages into a folder."""
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """Give the folder that the services' folders are to be in."""
    return tmp_path / "specs"


# From a folder.


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a folder with the pages of a service."""
    write(tmp_path / "source/sqs", PAGES)
    return tmp_path / "source"


def texts(pages: dict[str, str]) -> dict[str, bytes]:
    """Return pages as they are on the disk."""
    return {name: text.encode() for name, text in pages.items()}


def test_a_folder_of_services(source: Path, into: Path) -> None:
    """Pages come to lie as in the folder that they are from."""
    result = run("sqs", "--from", source, "--into", into)

    assert (0, "sqs: 4 pages, 4 new, 0 changed, 0 unchanged\n") == (
        result.exit_code,
        result.output,
    )
    assert texts(PAGES) == tree(into / "sqs/pages")


@pytest.mark.parametrize("name", ["sqs", "rendered"])
def test_the_folder_of_a_service(tmp_path: Path, into: Path, name: str) -> None:
    """The folder may be one service's own, whatever it is called."""
    run("sqs", "--from", write(tmp_path / name, PAGES), "--into", into)

    assert texts(PAGES) == tree(into / "sqs/pages")


def test_the_specs_of_another_project(tmp_path: Path, into: Path) -> None:
    """Of a project's specs the pages come, and no model."""
    other = write(tmp_path / "other", {"sqs/service.yaml": "", "sqs/pages/x.txt": "x"})

    run("--all", "--from", other, "--into", into)

    assert {"sqs/pages/x.txt": b"x"} == tree(into)


def test_a_front_page_beside_the_folder(tmp_path: Path, into: Path) -> None:
    """boto3's own documenter puts it there."""
    source = write(tmp_path / "source", {"sqs.rst": "front", "sqs/client/a.rst": "a"})

    run("sqs", "--from", source, "--into", into)

    assert {"sqs.rst": b"front", "client/a.rst": b"a"} == tree(into / "sqs/pages")


def test_only_what_differs_is_written(source: Path, into: Path) -> None:
    """What is the same is not touched, so that its time and its owner stay."""
    run("sqs", "--from", source, "--into", into)
    before = states(into)
    (source / "sqs/client/a.rst").write_text("another")

    result = run("sqs", "--from", source, "--into", into)

    assert "sqs: 4 pages, 0 new, 1 changed, 3 unchanged\n" == result.output
    pages = into / "sqs/pages"
    after = states(into)
    changed = {path for path in after if before.get(path) != after[path]}
    assert {pages / "client", pages / "client/a.rst"} == changed


def test_what_is_gone_is_told(source: Path, into: Path) -> None:
    """A page that the source has no longer stays until it is pruned."""
    run("sqs", "--from", source, "--into", into)
    (source / "sqs/client/b.rst").unlink()
    gone = into / "sqs/pages/client/b.rst"

    told = run("sqs", "--from", source, "--into", into)

    assert told.stdout == "sqs: 3 pages, 0 new, 0 changed, 3 unchanged, 1 gone\n"
    assert told.stderr == f"{gone}: the source has no such page; --prune deletes it\n"
    assert (0, True) == (told.exit_code, gone.exists())
    pruned = run("sqs", "--from", source, "--into", into, "--prune")
    assert pruned.output == "sqs: 3 pages, 0 new, 0 changed, 3 unchanged, 1 deleted\n"
    assert not gone.exists()


def test_pages_by_hand_are_not_pruned(source: Path, into: Path) -> None:
    """What lies where the source has no pages was never of the source."""
    by_hand = write(into / "sqs/pages", {"API_A.txt": "by hand", "apiref/B.txt": "by hand"})

    result = run("sqs", "--from", source, "--into", into, "--prune")

    assert "sqs: 4 pages, 4 new, 0 changed, 0 unchanged\n" == result.output
    assert {"API_A.txt", "apiref/B.txt"} <= {*tree(by_hand)}


def test_litter_of_a_run_that_was_killed(source: Path, into: Path) -> None:
    """What it had begun to write is removed."""
    write(into / "sqs/pages", {"client/.a.rst.123.tmp": "hal"})

    run("sqs", "--from", source, "--into", into)

    assert texts(PAGES) == tree(into / "sqs/pages")


def test_a_service_that_is_not_there(source: Path, into: Path) -> None:
    """It is told where it should be, and the others come."""
    result = run("sns", "sqs", "--from", source, "--into", into)

    assert result.exit_code == 1
    assert result.stderr == (
        f"{source / 'sns'}: expected a folder of pages, found none (the services there are: sqs)\n"
    )
    assert texts(PAGES) == tree(into / "sqs/pages")
    assert not (into / "sns").exists()


def test_a_file_in_the_way(source: Path, into: Path) -> None:
    """What can't be written is told with the service, and the others come."""
    write(source / "sns", PAGES)
    write(into / "sns", {"pages": "a file"})

    result = run("--all", "--from", source, "--into", into)

    assert result.exit_code == 1
    assert "sns: expected pages that can be copied, found NotADirectoryError" in result.stderr
    assert texts(PAGES) == tree(into / "sqs/pages")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "name services, or give --all"),
        (["sqs", "--all"], 2, "name services, or give --all"),
        (["--all", "--from", "web"], 2, "the web has no list of services"),
        (["sqs", "--base-url", "https://x"], 2, "--url-list and --base-url go with --from web"),
        (["sqs", "--into", "no/specs"], 2, "there is no folder no"),
        (["../sqs"], 1, "../sqs: expected the name of a service, as sqs is one, found '../sqs'"),
        (["sqs", "--from", "nowhere"], 1, "nowhere: expected a folder of pages, found none"),
    ],
)
def test_wrong_usage(
    arguments: list[str], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written where it is not clear what is meant."""
    monkeypatch.chdir(tmp_path)

    result = run(*arguments)

    assert code == result.exit_code
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


# From boto3.


def test_boto3_is_an_extra(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, it is said how to get it, and what else there is."""
    monkeypatch.setitem(sys.modules, "boto3", None)

    result = run("sqs", "--into", into)

    assert result.exit_code == 1
    assert result.stderr == (
        "boto3: expected the package boto3, found none"
        " (pip install 'shapewright[boto3]', or fetch with --from web or --from DIR)\n"
    )


def test_services_of_boto3(into: Path) -> None:
    """On any executor they are told in order, one that fails among others."""
    write(into / "sso", {"pages": "a file"})

    with ThreadPoolExecutor(2) as executor:
        found = list(rendered_with(executor, Request(into), ["sso", "sts"]))

    assert ["sso", "sts"] == [fetched.service for fetched in found]
    assert "NotADirectoryError" in found[0].problems[0].found
    assert found[1].new == len(tree(into / "sts/pages")) > 10


def test_a_service_that_boto3_lacks(into: Path) -> None:
    """A slip of the pen is told with what may be meant."""
    result = run("sqqs", "--into", into)

    assert result.exit_code == 1
    assert result.stderr.startswith("sqqs: expected a service that boto3 ")
    assert result.stderr.endswith(" has, found 'sqqs' (did you mean sqs?)\n")


# From the web.


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Generator[Server]:
    """Give a server that has the pages of a service, each with its ETag."""
    monkeypatch.setenv("NO_PROXY", "*")
    with serving() as server:
        for name, text in PAGES.items():
            publish(server, name, text)
        yield server


def publish(server: Server, name: str, text: str) -> None:
    """Have a server answer with a page, or that it is still the same."""
    path = place(name)
    first, again = page(text, ETag=f'"{text}"'.replace("\n", " ")), status(304)
    server.answers[path] = [
        lambda handler: (again if handler.headers["If-None-Match"] else first)(handler)
    ]


def place(name: str) -> str:
    """Return the path of a page on the server."""
    return f"/{name}.txt" if name == "sqs.rst" else f"/sqs/{name}.txt"


def web(server: Server, into: Path, *services: str, prune: bool = False) -> list[Fetched]:
    """Fetch from a server, without ever sleeping."""
    request = Request(into, services or ("sqs",), "web", prune=prune, base_url=server.url)
    return list(fetch(request, pace=Pace(lambda _: None)))


def test_pages_that_the_front_page_lists(server: Server, into: Path) -> None:
    """They come, and it with them, and nothing else that `generate` would take for a page."""
    found = web(server, into)

    assert [Fetched("sqs", new=4)] == found
    assert texts(PAGES) == tree(into / "sqs/pages")
    assert sorted(map(place, PAGES)) == server.paths
    assert sorted(PAGES) == sorted(inputs_of(into / "sqs").pages)


def test_known_pages_are_not_sent_again(server: Server, into: Path) -> None:
    """The second time all are asked about, and none comes."""
    web(server, into)
    before = states(into)
    server.asked.clear()

    found = web(server, into)

    assert [Fetched("sqs", unchanged=4)] == found
    assert all("If-None-Match" in headers for _, headers in server.asked)
    assert before == states(into)


@pytest.mark.parametrize("damage", ["edit", "remove", "forget"])
def test_a_page_that_is_not_as_it_came_comes_again(server: Server, into: Path, damage: str) -> None:
    """What is known of a page holds only for what the server sent."""
    web(server, into)
    edited = into / "sqs/pages/client/a.rst"
    if damage == "edit":
        edited.write_text("edited")
    elif damage == "remove":
        edited.unlink()
    else:
        (into / "sqs/fetch.json").write_text('{"client/a.rst": 1')

    web(server, into)

    assert texts(PAGES) == tree(into / "sqs/pages")


def test_failures_of_a_page(server: Server, into: Path) -> None:
    """The others come, and another run brings what failed."""
    good = server.answers[place("client/b.rst")]
    server.answers[place("client/b.rst")] = [status(500)]

    (failed,) = web(server, into)

    assert (3, 1) == (failed.new, len(failed.problems))
    assert failed.problems[0].file == server.url + place("client/b.rst")
    server.answers[place("client/b.rst")] = good
    assert [Fetched("sqs", new=1, unchanged=3)] == web(server, into)


def test_a_listed_page_that_is_missing(server: Server, into: Path) -> None:
    """One that was here stays, even if pruned; one that was not is a problem."""
    web(server, into)
    (into / "sqs/pages/client/b.rst").unlink()
    for name in ("client/a.rst", "client/b.rst"):
        server.answers[place(name)] = [status(404)]

    (found,) = web(server, into, prune=True)

    assert (str(into / "sqs/pages/client/a.rst"),) == found.missing
    assert [server.url + place("client/b.rst")] == [problem.file for problem in found.problems]
    assert (into / "sqs/pages/client/a.rst").exists()


def test_a_page_that_is_listed_no_longer(server: Server, into: Path) -> None:
    """It is gone, and deleted if so wished."""
    web(server, into)
    publish(server, "sqs.rst", FRONT.replace("  sqs/client/b\n", ""))
    (into / "sqs/fetch.json").unlink()
    gone = str(into / "sqs/pages/client/b.rst")

    assert [Fetched("sqs", changed=1, unchanged=2, gone=(gone,))] == web(server, into)
    assert [(gone,)] == [one.deleted for one in web(server, into, prune=True)]


@pytest.mark.parametrize(
    ("front", "expected", "line"),
    [
        (FRONT.replace("sqs/client/b", "sqs/../../x"), "an entry such as sqs/client/NAME", 12),
        (FRONT.replace("sqs/client/b", "sns/client/b"), "an entry such as sqs/client/NAME", 12),
        ("Nothing\n", "a page that lists the service's others", 0),
    ],
)
def test_a_front_page_that_is_not_understood(
    server: Server, into: Path, front: str, expected: str, line: int
) -> None:
    """It is a problem, and proves no page gone."""
    write(into / "sqs/pages", {"client/old.rst": "old"})
    publish(server, "sqs.rst", front)

    (found,) = web(server, into, prune=True)

    assert [(expected, line)] == [(p.expected, p.line) for p in found.problems]
    assert (into / "sqs/pages/client/old.rst").exists()


def test_a_service_that_the_web_lacks(server: Server, into: Path) -> None:
    """The others come, and no folder is made for it."""
    missing, found = web(server, into, "sns", "sqs")

    assert [f"{server.url}/sns.rst.txt"] == [problem.file for problem in missing.problems]
    assert Fetched("sqs", new=4) == found
    assert ["sqs"] == [path.name for path in into.iterdir()]


def test_a_list_of_addresses(server: Server, into: Path, tmp_path: Path) -> None:
    """Only what is listed comes, of the services that are listed."""
    urls = tmp_path / "urls"
    addresses = [server.url + place(name) for name in ("client/a.rst", "paginator/P.rst")]
    urls.write_text("# pages\n\n" + "\n".join(addresses))

    result = run("--from", "web", "--url-list", urls, "--base-url", server.url, "--into", into)

    assert "sqs: 2 pages, 2 new, 0 changed, 0 unchanged\n" == result.output
    assert {"client/a.rst", "paginator/P.rst"} == {*tree(into / "sqs/pages")}


def test_a_list_that_is_not_understood(server: Server, into: Path, tmp_path: Path) -> None:
    """Each line is told that is no page's address, and nothing is asked for."""
    urls = tmp_path / "urls"
    lines = ["/sqs/client/../x.rst.txt", "/sqs/queue/x.rst.txt", "/sqs/client/x.html", "sqs"]
    urls.write_text("\n".join([*(server.url + line for line in lines), "https://x/sqs.rst.txt"]))

    result = run("sqs", "--from", "web", "--url-list", urls, "--base-url", server.url)

    assert result.exit_code == 1
    assert [f"{urls}", *(f"{urls}:{number}" for number in range(1, 6))] == [
        line.split(": ")[0] for line in result.stderr.splitlines()
    ]
    assert server.asked == []


def test_no_more_connections_than_agreed(server: Server, into: Path) -> None:
    """Four at once, however many pages there are."""
    names = [f"p{number}" for number in range(20)]
    entries = "".join(f"  sqs/client/{name}\n" for name in names)
    publish(server, "sqs.rst", f".. toctree::\n\n{entries}")
    for name in names:
        publish(server, f"client/{name}.rst", name)

    web(server, into)

    assert 1 <= server.most <= 4


def test_progress(server: Server, into: Path) -> None:
    """It counts up to all pages of the service."""
    told: list[tuple[int, int]] = []
    request = Request(into, ["sqs"], "web", base_url=server.url)

    list(fetch(request, lambda done, total: told.append((done, total))))

    assert [(2, 4), (3, 4), (4, 4)] == told


def test_what_is_known_is_noted_meanwhile(server: Server, into: Path) -> None:
    """A run that is killed has not asked for its first pages in vain."""
    names = [f"p{number}" for number in range(30)]
    entries = "".join(f"  sqs/client/{name}\n" for name in names)
    publish(server, "sqs.rst", f".. toctree::\n\n{entries}")
    for name in names:
        publish(server, f"client/{name}.rst", name)
    noted: dict[int, int] = {}

    def note(done: int, total: int) -> None:
        known = into / "sqs/fetch.json"
        noted[done] = len(read_known(known.read_bytes())) if known.exists() else 0

    list(fetch(Request(into, ["sqs"], "web", base_url=server.url), note))

    assert (0, 25, 25) == (noted[24], noted[25], noted[31])
