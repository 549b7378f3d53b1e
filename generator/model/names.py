"""Names: from the API's spelling to Python's."""

import keyword
import re
from functools import lru_cache

_WORD = re.compile(r"[A-Za-z0-9]+")
_ACRONYM_PLURAL = re.compile(r"[A-Z]{2,}s$")
_BEFORE_CAPITALISED = re.compile(r"(.)([A-Z][a-z]+)")
_BEFORE_CAPITAL = re.compile(r"([a-z0-9])([A-Z])")

_BRAND = re.compile(r"iSCSI|HITs|OTel|PartiQL|WhatsApp|OAuth2(?=Token$|TokenWithIAM$)")
"""Words with capitals inside that boto3 takes as one word; its exceptions, as a rule."""


def pascal_case(name: str) -> str:
    """Spell a member's name as a shape's name: `audienceSize` becomes `AudienceSize`."""
    words = _WORD.findall(name)
    joined = "".join(word[0].upper() + word[1:] for word in words)
    return joined if joined and not joined[0].isdigit() else f"N{joined}"


@lru_cache(maxsize=1 << 14)
def method_name(operation: str) -> str:
    """Spell an operation's wire name as boto3 names its method: `ListARNs` is `list_arns`."""
    if "_" in operation:
        return operation.lower()
    operation = _BRAND.sub(lambda brand: brand.group().capitalize(), operation)
    plural = _ACRONYM_PLURAL.search(operation)
    if plural:
        operation = f"{operation[: plural.start()]}_{plural.group().lower()}"
    for boundary in (_BEFORE_CAPITALISED, _BEFORE_CAPITAL):
        operation = boundary.sub(_with_underscore, operation)
    return operation.lower()


def _with_underscore(boundary: re.Match[str]) -> str:
    return f"{boundary[1]}_{boundary[2]}"


def is_identifier(text: str) -> bool:
    """Tell whether a text can name something in Python."""
    return text.isascii() and text.isidentifier() and not keyword.iskeyword(text)


class Identifier(str):
    """A text that is a Python identifier and no keyword; nothing else may name things in code."""

    __slots__ = ()

    def __new__(cls, text: str) -> "Identifier":
        """Check the text.

        Raises:
            ValueError: Where it is no identifier, is a keyword, or is not ASCII.
        """
        if not is_identifier(text):
            raise ValueError(f"not usable as a Python name: {text!r}")
        return super().__new__(cls, text)


def module_name(service_id: str) -> Identifier:
    """Return the package name for a service: `lambda` is `lambda_`, `iot-data` is `iot_data`.

    Raises:
        ValueError: Where no Python name can be made of the id.
    """
    name = re.sub(r"[^0-9A-Za-z_]", "_", service_id)
    if name[:1].isdigit():
        name = f"_{name}"
    return Identifier(f"{name}_" if keyword.iskeyword(name) else name)
