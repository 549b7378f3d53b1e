"""Syntax blocks of API References: what a request or a response shows, in any protocol."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.facts import ValueFacts
from generator.model.kinds import Kind
from generator.readers.apiref.document import with_braces, without_marks
from generator.readers.apiref.http import Binding, is_member_name
from generator.readers.syntax.http import (
    HttpRequest,
    HttpResponse,
    parse_http_request,
    parse_http_response,
)
from generator.readers.syntax.json import parse_json
from generator.readers.syntax.xml import parse_xml

_HOST_LABEL = re.compile(r"(?:\{(?P<marked>\w+)\}|(?P<word>[A-Z]\w*))\.(?=\w)")


class Host(NamedTuple):
    """A label that stands before the service's own host name."""

    member: str
    prefix: str


@dataclass(frozen=True)
class Shown:
    """What a syntax block shows."""

    line: int
    http: HttpRequest | HttpResponse | None
    """None where there is only a body, as in protocols that bind nothing to HTTP."""
    binding: Binding
    body: ValueFacts
    """The members in the body; `DICT` where there are none."""
    is_xml: bool = False
    host: Host | None = None

    @property
    def headers(self) -> dict[str, str]:
        """Headers by name in small letters."""
        return {name.lower(): text for name, text in self.http.headers} if self.http else {}


def parse_block(text: str, line: int, *, is_response: bool, is_http: bool) -> Shown:
    """Read a syntax block.

    Args:
        text: The block, with marks around words that stand for values, if the page has them.
        line: The line of the page on which it begins.
        is_response: Whether it shows a response.
        is_http: Whether it must begin with a line of HTTP.

    Raises:
        UnreadableError: Where the block does not follow the grammar of its protocol.
    """
    if text.lstrip().startswith("{") and not is_http:
        return Shown(line, None, Binding(), parse_json(without_marks(text), line))
    http = _http(text, line, is_response=is_response)
    uri = with_braces(http.uri) if isinstance(http, HttpRequest) else ""
    headers = [(name, with_braces(value)) for name, value in http.headers]
    body = without_marks(http.body).strip()
    payload = body if is_member_name(body) else None
    value = ValueFacts(kind=Kind.DICT, line=line)
    if body.startswith("<"):
        value = parse_xml(body, http.body_line)
    elif body and payload is None:
        value = parse_json(body, http.body_line)
    host = next((text for name, text in headers if name.lower() == "host"), "")
    return Shown(
        line=line,
        http=http,
        binding=Binding(uri, headers, payload, _status_member(http)),
        body=value,
        is_xml=body.startswith("<"),
        host=_host(host),
    )


def _http(text: str, line: int, *, is_response: bool) -> HttpRequest | HttpResponse:
    if not is_response:
        return parse_http_request(text, line)
    first, rest = text.partition("\n")[::2] if "\n" in text else (text, "")
    return parse_http_response(f"{without_marks(first)}\n{rest}" if rest else first, line)


def _status_member(http: HttpRequest | HttpResponse) -> str | None:
    return http.status_member if isinstance(http, HttpResponse) else None


def _host(header: str) -> Host | None:
    """Read a label of the host's name: such names are in small letters, members' for once not."""
    label = _HOST_LABEL.match(header)
    member = (label["marked"] or label["word"]) if label else None
    return Host(member, f"{{{member}}}.") if member else None
