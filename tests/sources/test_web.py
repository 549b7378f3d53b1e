"""One page asked for on the web, of a server that behaves in every way."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from threading import Barrier

import pytest
from support.web_server import Answer, Server, closed, page, serving, status

from generator.model.problems import Problem
from generator.sources.web import (
    ATTEMPTS,
    Form,
    Missing,
    Pace,
    Received,
    Reply,
    Unchanged,
    opened,
)

NOW = 1_000_000.0


class Time:
    """A clock that goes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = NOW
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.slept.append(seconds)
        self.now += seconds

    @property
    def pace(self) -> Pace:
        """A pace by this clock, always in the middle of what chance allows."""
        return Pace(self.sleep, lambda: self.now, lambda: 0.5)


@pytest.fixture
def time() -> Time:
    """Give a clock of the test's own."""
    return Time()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Generator[Server]:
    """Give a server, to which no proxy leads."""
    monkeypatch.setenv("NO_PROXY", "*")
    with serving() as server:
        yield server


@pytest.fixture
def get(server: Server, time: Time) -> Generator[Callable[..., Reply]]:
    """Give what asks the server for the page `/x`, after telling it what to answer."""
    with opened("tests", 4, time.pace, plain=True) as web:

        def get(*answers: Answer, form: Form = Form.SOURCE, **known: str) -> Reply:
            server.answers["/x"] = list(answers)
            return web.get(f"{server.url}/x", form, **known)

        yield get


def short(handler: BaseHTTPRequestHandler) -> None:
    """Send less than was promised."""
    handler.send_response(200)
    handler.send_header("Content-Length", "10")
    handler.end_headers()
    handler.wfile.write(b"half")


def test_a_page(get: Callable[..., Reply], server: Server) -> None:
    """It comes with what tells whether it changed; and the server learns who asks."""
    reply = get(page("text\n", ETag='"1"', Last_Modified="Mon"))

    assert Received(b"text\n", '"1"', "Mon", f"{server.url}/x") == reply
    assert server.asked[0][1]["User-Agent"] == "tests"


def test_a_known_page_does_not_come_again(get: Callable[..., Reply], server: Server) -> None:
    """What is known of it is sent along, and the server need only agree."""
    reply = get(status(304), etag='"1"', modified="Mon")

    assert Unchanged(f"{server.url}/x") == reply
    headers = server.asked[0][1]
    assert ('"1"', "Mon") == (headers["If-None-Match"], headers["If-Modified-Since"])


@pytest.mark.parametrize(
    "failure",
    [status(500), status(503), status(429), closed, short],
    ids=["500", "503", "429", "closed", "short"],
)
def test_what_passes_is_tried_again(get: Callable[..., Reply], time: Time, failure: Answer) -> None:
    """An overloaded server, a closed connection or half a page is no page, but may become one."""
    reply = get(failure, failure, page("whole"))

    assert isinstance(reply, Received)
    assert reply.content == b"whole"
    assert time.slept == [0.75, 1.5]


def test_what_does_not_pass_is_a_problem(get: Callable[..., Reply], server: Server) -> None:
    """After some attempts it is said what the last one found."""
    reply = get(status(500))

    assert isinstance(reply, Problem)
    assert reply.file == f"{server.url}/x"
    assert reply.found == f"500 Internal Server Error in {ATTEMPTS} attempts"
    assert len(server.asked) == ATTEMPTS


@pytest.mark.parametrize("wish", ["7", formatdate(NOW + 7, usegmt=True)], ids=["seconds", "date"])
def test_the_wait_that_the_server_asks_for(
    get: Callable[..., Reply], time: Time, wish: str
) -> None:
    """Retry-After, in seconds or as a date, takes the place of our own pace."""
    reply = get(status(429, Retry_After=wish), page("now"))

    assert isinstance(reply, Received)
    assert time.slept == [7]


def test_a_wait_holds_for_all(server: Server, time: Time) -> None:
    """Who asks for another page meanwhile waits as long."""
    pace = time.pace
    pace.hold(5)
    server.answers["/x"] = [page("x")]

    with opened("tests", 1, pace, plain=True) as web:
        web.get(f"{server.url}/x")

    assert time.slept == [5]


def test_a_wait_beyond_patience(get: Callable[..., Reply], server: Server, time: Time) -> None:
    """Who wants hours is left alone."""
    reply = get(status(503, Retry_After="7200"))

    assert isinstance(reply, Problem)
    assert "the wish to be left alone for 7200 s" in reply.found
    assert (1, []) == (len(server.asked), time.slept)


@pytest.mark.parametrize("wish", ["soon", "", "-1"])
def test_a_wait_that_says_nothing(get: Callable[..., Reply], time: Time, wish: str) -> None:
    """What is no Retry-After leaves us our own pace."""
    get(status(503, Retry_After=wish), page("x"))

    assert time.slept == [0.75]


@pytest.mark.parametrize("number", [404, 410])
def test_no_such_page(get: Callable[..., Reply], server: Server, number: int) -> None:
    """That a page is missing is an answer, and asked for once."""
    assert Missing() == get(status(number))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (status(403), "403 Forbidden"),
        (page("\n"), "nothing"),
        (status(304), "304 Not Modified"),
        (page("<html>Sorry", Content_Type="text/html; charset=utf-8"), "text/html; charset=utf-8"),
        (page("", 302, Location="ftp://127.0.0.1/"), "Request URL has an unsupported protocol"),
        (page("", 302, Location="/x"), "more than 5 redirects"),
    ],
    ids=["refused", "empty", "not asked", "HTML", "another scheme", "round and round"],
)
def test_no_page(get: Callable[..., Reply], time: Time, answer: Answer, found: str) -> None:
    """What no other attempt would mend is a problem at once."""
    reply = get(answer)

    assert isinstance(reply, Problem)
    assert found in reply.found
    assert time.slept == []


def test_a_page_in_another_encoding(get: Callable[..., Reply]) -> None:
    """Bytes that are no UTF-8 are no page."""

    def latin(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1")
        handler.end_headers()
        handler.wfile.write(b"\xe9")

    reply = get(latin)

    assert isinstance(reply, Problem)
    assert reply.found == "the byte 0xe9"


HTML = page("<html>Page", Content_Type="text/html; charset=utf-8")
TEXT = page("Page", Content_Type="text/markdown")


@pytest.mark.parametrize(
    ("answer", "form", "found"),
    [
        (TEXT, Form.SOURCE_IF_ANY, "Received"),
        (HTML, Form.SOURCE_IF_ANY, "Missing"),
        (status(403), Form.SOURCE_IF_ANY, "Missing"),
        (status(400), Form.SOURCE_IF_ANY, "Problem"),
        (HTML, Form.HTML, "Received"),
        (page("<html>Page", Content_Type="Application/XHTML+xml"), Form.HTML, "Received"),
        (TEXT, Form.HTML, "Problem"),
        (page("Page"), Form.HTML, "Problem"),
        (status(403), Form.HTML, "Problem"),
    ],
)
def test_forms_of_a_page(get: Callable[..., Reply], answer: Answer, form: Form, found: str) -> None:
    """What has the wrong form is a problem, unless it was asked for only on the chance."""
    assert found == type(get(answer, form=form)).__name__


def test_redirects_are_followed(get: Callable[..., Reply], server: Server) -> None:
    """A page that moved is found where it is now."""
    server.answers["/y"] = [page("moved")]

    reply = get(page("", 301, Location="/y"))

    assert isinstance(reply, Received)
    assert (b"moved", f"{server.url}/y") == (reply.content, reply.url)


def test_plain_http_is_refused(server: Server, time: Time) -> None:
    """Unless the user says so, no page comes over a connection that others may write to."""
    with opened("tests", 1, time.pace) as web:
        reply = web.get(f"{server.url}/x")

    assert isinstance(reply, Problem)
    assert "a page over https" == reply.expected
    assert server.asked == []


def test_nobody_waits_in_the_end(time: Time, server: Server) -> None:
    """A run that is interrupted neither sleeps nor asks."""
    pace = Pace()
    pace.hold(1e9)
    pace.stop()

    with opened("tests", 1, pace, plain=True) as web:
        reply = web.get(f"{server.url}/x")

    assert isinstance(reply, Problem)
    assert "interrupted" in reply.found
    assert server.asked == []


def test_a_slow_server(server: Server, time: Time) -> None:
    """Pages that come late come all the same, each to who asked for it."""
    together = Barrier(3, timeout=60)

    def late(handler: BaseHTTPRequestHandler) -> None:
        together.wait()
        page(handler.path)(handler)

    paths = ["/a", "/b", "/c"]
    server.answers = {path: [late] for path in paths}
    with opened("tests", 3, time.pace, plain=True) as web, ThreadPoolExecutor(3) as executor:
        replies = list(executor.map(web.get, [server.url + path for path in paths]))

    assert [Received(path.encode(), "", "", server.url + path) for path in paths] == replies
