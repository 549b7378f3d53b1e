"""A web server on this machine that answers as it is told, and remembers what it was asked."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

Answer = Callable[[BaseHTTPRequestHandler], None]


def page(text: str, status: int = 200, **headers: str) -> Answer:
    """Answer with a page; an underscore in a header's name stands for a hyphen."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = text.encode()
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def status(number: int, **headers: str) -> Answer:
    """Answer with a status and nothing else."""
    return page("", number, **headers)


def closed(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


@dataclass
class Server:
    """What the server answers, and what it was asked."""

    url: str
    answers: dict[str, list[Answer]] = field(default_factory=dict[str, list[Answer]])
    """By path; each is given once, but for the last. Where there is none, the status is 404."""
    asked: list[tuple[str, dict[str, str]]] = field(
        default_factory=list[tuple[str, dict[str, str]]]
    )
    """The paths with the headers of the requests."""
    most: int = 0
    """How many requests were answered at once, at most."""
    now: int = 0
    lock: Lock = field(default_factory=Lock)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, sorted."""
        return sorted(path for path, _ in self.asked)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Note a request and answer it."""
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.asked.append((handler.path, dict(handler.headers)))
            answers = self.answers.get(handler.path, [status(404)])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(handler)
        with self.lock:
            self.now -= 1


class _Http(ThreadingHTTPServer):
    daemon_threads = False  # Closing waits for them, so that no test meets those of another.


@contextmanager
def serving() -> Generator[Server]:
    """Run a server in threads of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.close_connection = True
            server.answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (inherited)
            """Say nothing."""

    http = _Http(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{http.server_port}")
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
