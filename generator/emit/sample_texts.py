"""Sample texts: what a string may read like, going by its name and its constraints."""

import re
from collections.abc import Iterator
from contextlib import suppress

from generator.model import ir
from generator.model.names import method_name
from generator.model.patterns.examples import example

_ACCOUNT = "123456789012"
_REGION = "us-east-1"
_UUID = "12345678-1234-1234-1234-123456789012"

_ARN_NAME = re.compile(r"_?(?:Arn|ARN|arn)s?\Z")
_KNOWN_ARNS = {
    "role": f"arn:aws:iam::{_ACCOUNT}:role/example",
    "user": f"arn:aws:iam::{_ACCOUNT}:user/example",
    "key": f"arn:aws:kms:{_REGION}:{_ACCOUNT}:key/{_UUID}",
    "topic": f"arn:aws:sns:{_REGION}:{_ACCOUNT}:example",
    "queue": f"arn:aws:sqs:{_REGION}:{_ACCOUNT}:example",
    "bucket": "arn:aws:s3:::example",
    "lambda": f"arn:aws:lambda:{_REGION}:{_ACCOUNT}:function:example",
    "function": f"arn:aws:lambda:{_REGION}:{_ACCOUNT}:function:example",
    "certificate": f"arn:aws:acm:{_REGION}:{_ACCOUNT}:certificate/{_UUID}",
    "secret": f"arn:aws:secretsmanager:{_REGION}:{_ACCOUNT}:secret:example-AbCdEf",
    "loggroup": f"arn:aws:logs:{_REGION}:{_ACCOUNT}:log-group:example",
}
"""ARNs as services issue them, by how names end that stand before `Arn`."""

_TIME = "2015-01-01T00:00:00Z"
_FORMS = (
    (re.compile(r"(?:ur[il]|endpoint)s?\Z", re.IGNORECASE), "https://example.com"),
    (re.compile(r"e-?mail", re.IGNORECASE), "user@example.com"),
    (re.compile(r"account_?(?:id|number)s?\Z", re.IGNORECASE), _ACCOUNT),
    (re.compile(r"region(?:_?name)?s?\Z", re.IGNORECASE), _REGION),
    (re.compile(r"(?:date|time|timestamp)\Z|[a-z]At\Z", re.IGNORECASE), _TIME),
)
"""What values are that have such names."""
_COMMON = ("example", "1", _UUID, _ACCOUNT, _REGION, _TIME, "https://example.com")


class SampleTexts:
    """Makes sample texts for one service; the same ones each time.

    Args:
        service: The model, whose name stands in its own ARNs.
    """

    def __init__(self, service: ir.Service) -> None:
        self._service_name = service.signing_name or service.endpoint_prefix or service.id

    def text(self, target: ir.Target, name: str, number: int = 0) -> str:
        """Return a text that satisfies a string's constraints, as far as one can be found.

        Args:
            target: The string.
            name: What the member is called that it is of.
            number: Which of several different texts to return.
        """
        if target.enum:
            return target.enum[number % len(target.enum)]
        low, high = int(target.min or 0), None if target.max is None else int(target.max)
        hints = list(self._hints(name, number))
        regex = target.pattern.regex if target.pattern else None
        if regex is not None:
            with suppress(re.error):  # A model written by hand may hold anything.
                found = example(regex, low, high, [*hints, *_COMMON])
                if found is not None:
                    return found
        fitting = (hint for hint in hints if hint == _fitted(hint, low, high))
        return next(fitting, None) or _fitted(hints[-1], low, high)

    def _hints(self, name: str, number: int) -> Iterator[str]:
        """Yield texts of which some may do, the likeliest first."""
        word = re.sub("[^a-z0-9]+", "-", method_name(name)).strip("-") or "text"
        if number:
            yield from (f"{word}-{number}", str(number))
            return
        if _ARN_NAME.search(name):
            yield from self._arns(name, word)
        else:
            yield from (form for pattern, form in _FORMS if pattern.search(name))
        yield word

    def _arns(self, name: str, word: str) -> Iterator[str]:
        stem = re.sub("[^a-z]", "", _ARN_NAME.sub("", name).lower())
        yield from (arn for ending, arn in _KNOWN_ARNS.items() if stem.endswith(ending))
        resource = re.sub(r"-?arns?\Z", "", word) or "resource"
        yield f"arn:aws:{self._service_name}:{_REGION}:{_ACCOUNT}:{resource}/example"


_LONGEST = 10_000
"""No sample is longer; one that would have to be breaks its constraint."""


def _fitted(text: str, low: int, high: int | None) -> str:
    """Lengthen or shorten a text, if need be."""
    low = min(low, _LONGEST)
    if len(text) < low:
        text = (f"{text}-" * (low // (len(text) + 1) + 1))[:low].rstrip("-").ljust(low, "x")
    return text if high is None else text[:high]
