"""From where pages are published to code that runs."""

import os
import subprocess
import sys
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest
from support.disk import tree
from support.web_server import Server, page, serving

from generator.model.checks import read_ir

ROOT = Path(__file__).parent.parent.parent


def run(project: Path, *arguments: str) -> str:
    """Run the program in a project, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "AWS_PROFILE": "not there"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_what_is_fetched_is_generated(tmp_path: Path) -> None:
    """Pages of boto3 become a client, and those that are fetched again change nothing."""
    fetched = run(tmp_path, "fetch", "sts", "sso")
    generated = run(tmp_path, "generate")
    before = tree(tmp_path)
    again = run(tmp_path, "fetch", "sts", "sso")
    program = "from generated.sts import STSClient; print(STSClient.get_caller_identity.__name__)"
    used = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert ["sso: ", "sts: "] == [line[:5] for line in fetched.splitlines()]
    assert " new, 0 changed, 0 unchanged" in fetched
    assert " set aside, " in generated.splitlines()[1]
    assert ": 0 files" not in generated
    assert " 0 new, 0 changed, " in again
    assert before == tree(tmp_path)
    assert used.stdout == "get_caller_identity\n"


def test_an_api_reference_that_is_fetched_is_generated(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Real pages, found from operation to type, become code that knows what goes over the wire."""
    monkeypatch.setenv("NO_PROXY", "*")
    pages = {page.name: page for page in (shared / "corpus/apiref-html/account").iterdir()}
    listed = "".join(f"+ [x]({name})\n" for name in pages if name[4:7] in ("Get", "Put"))
    with serving() as server:
        server.answers["/API_Operations.md"] = [page(listed, Content_Type="text/markdown")]
        for name, file in pages.items():
            server.answers[f"/{name}"] = [page(file.read_text("utf-8"), Content_Type="text/html")]

        fetched = run(tmp_path, "fetch", "account", "--from", "web", "--reference", server.url)

    generated = run(tmp_path, "generate")
    model = read_ir((tmp_path / "specs/account/service.yaml").read_text("utf-8"), "service.yaml")

    assert f"account: {len(tree(tmp_path / 'specs/account/pages'))} pages, " in fetched
    assert " set aside" not in generated
    http = model.operations["GetContactInformation"].http
    assert http is not None
    assert http.uri == "/getContactInformation"
    assert "ContactInformation" in model.shapes
    assert (tmp_path / "generated/account/client.py").is_file()


FRONT = ".. toctree::\n\n" + "".join(f"  sqs/client/p{number}\n" for number in range(60))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Generator[Server]:
    """Give a server that has sixty pages."""
    monkeypatch.setenv("NO_PROXY", "*")
    with serving() as server:
        server.answers["/sqs.rst.txt"] = [page(FRONT, ETag='"f"')]
        for number in range(60):
            server.answers[f"/sqs/client/p{number}.rst.txt"] = [page(f"{number}", ETag='"p"')]
        yield server


def test_a_run_that_is_killed_is_completed(tmp_path: Path, server: Server) -> None:
    """What it left are whole pages; the next run lacks nothing and leaves nothing else."""
    reached, killed = Event(), Event()

    def stuck(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")
        handler.wfile.flush()
        reached.set()
        killed.wait(60)

    last = "/sqs/client/p59.rst.txt"
    whole = server.answers[last]
    server.answers[last] = [stuck, *whole]
    command = ["fetch", "sqs", "--from", "web", "--base-url", server.url, "-j", "1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert reached.wait(60)
    process.kill()
    process.wait()
    killed.set()
    pages = tmp_path / "specs/sqs/pages"
    left = {page: text for page, text in tree(pages).items() if not page.endswith(".tmp")}

    told = run(tmp_path, *command)

    expected = {f"client/p{number}.rst": f"{number}".encode() for number in range(60)}
    expected["sqs.rst"] = FRONT.encode()
    assert left.items() <= expected.items()
    assert "client/p59.rst" not in left
    assert expected == tree(pages)
    assert told.startswith("sqs: 61 pages, ")
