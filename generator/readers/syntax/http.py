"""The grammar of what stands before the body in syntax blocks of REST protocols."""

import re
from dataclasses import dataclass

from generator.readers.syntax.scanner import Scanner


@dataclass(frozen=True)
class HttpRequest:
    """What stands before the body in a request block."""

    method: str
    uri: str
    headers: tuple[tuple[str, str], ...]
    body: str
    body_line: int


_REQUEST = re.compile(r"\s*(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+(\S+)(?:\s+HTTP/1\.1)?")
_STATUS = re.compile(r"\s*HTTP/1\.1\s+(?:(?P<code>\d{3})\b|(?P<member>[A-Za-z]\w*)(?=\s|$))")
"""A word in place of the code is the member that takes it."""
_HEADER = re.compile(r"\s*([A-Za-z][A-Za-z0-9_-]*):\s*([^\s{<]+)")


def parse_http_request(text: str, first_line: int) -> HttpRequest:
    """Read a request block: the request line, headers, and a body in some other syntax.

    Raises:
        UnreadableError: Where the block has no request line.
    """
    scanner = Scanner(text, first_line)
    request = scanner.match(_REQUEST)
    if request is None:
        raise scanner.error("an HTTP request line")
    headers, body_line = _headers(scanner)
    return HttpRequest(request[1], request[2], headers, text[scanner.position :], body_line)


@dataclass(frozen=True)
class HttpResponse:
    """What stands before the body in a response block."""

    status: int | None
    """None where it is a member's value."""
    status_member: str | None
    headers: tuple[tuple[str, str], ...]
    body: str
    body_line: int


def parse_http_response(text: str, first_line: int) -> HttpResponse:
    """Read a response block: the status line, headers, and a body in some other syntax.

    Args:
        text: The block.
        first_line: The line of the page on which it begins.

    Raises:
        UnreadableError: Where the block has no status line.
    """
    scanner = Scanner(text, first_line)
    status = scanner.match(_STATUS)
    if status is None:
        raise scanner.error("an HTTP status line")
    headers, body_line = _headers(scanner)
    code = int(status["code"]) if status["code"] else None
    return HttpResponse(code, status["member"], headers, text[scanner.position :], body_line)


def _headers(scanner: Scanner) -> tuple[tuple[tuple[str, str], ...], int]:
    headers: list[tuple[str, str]] = []
    while True:
        header = scanner.match(_HEADER)
        if header is None:
            break
        headers.append((header[1], header[2]))
    scanner.skip_space()
    return tuple(headers), scanner.line
