"""Compares an exported model with botocore's own, fact by fact.

Only what the export states is compared, and whether what both sides have is the same; what no page
says, an export leaves out. Names of simple types are not compared: no page has them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.exports.botocore import Exported

Json = Mapping[str, Any]

ON_SHAPES = ("min", "max", "pattern", "flattened", "union", "eventstream", "payload", "exception")
"""Facts that stand on shapes."""
ON_MEMBERS = (
    "location",
    "locationName",
    "idempotencyToken",
    "deprecated",
    "streaming",
    "jsonvalue",
    "hostLabel",
    "xmlAttribute",
    "xmlNamespace",
)
ON_SERVICES = (*("apiVersion", "protocol", "jsonVersion", "targetPrefix", "uid", "xmlNamespace"),)
UNKNOWN_TO_SOME = ("httpStatusCode", "responseCode", "xmlNamespace")
"""What botocore leaves out where its client does not need it."""
KINDS = {
    "character": "string",
    **dict.fromkeys(("float", "double", "integer", "long"), "number"),
}
"""Kinds that pages call by one name."""


@dataclass(frozen=True)
class Difference:
    """A fact that the two models have otherwise."""

    fact: str
    path: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        return f"{self.fact} {self.path}: expected {self.expected!r}, found {self.found!r}"


class Comparison:
    """Compares one exported model with botocore's.

    Args:
        expected: botocore's `service-2.json`.
        exported: The other.
    """

    def __init__(self, expected: Json, exported: Exported) -> None:
        self.expected = expected
        self.found: Json = exported.service_2
        self._open = {
            tuple(line.partition(":")[0].split(".")[1:4:2])
            for line in exported.left_out
            if ": kind " in line
        }
        """The members, by shape and name, of which no page tells the kind."""
        self._seen: set[tuple[str, str]] = set()

    def differences(self) -> Iterator[Difference]:
        """Yield all that differs, a pair of shapes once."""
        yield from self._stated(
            "service", ON_SERVICES, self.expected["metadata"], self.found["metadata"]
        )
        for name, operation in self.found["operations"].items():
            known = self.expected["operations"].get(name)
            if known is None:
                yield Difference("operation", name, None, name)
                continue
            yield from self._operation(name, known, operation)

    def _operation(self, name: str, known: Json, found: Json) -> Iterator[Difference]:
        http = found.get("http", {})
        yield from self._stated(f"{name}.http", tuple(http), known["http"], http)
        yield from self._stated(name, ("deprecated", "endpoint"), known, found)
        listed = [error["shape"] for error in known.get("errors", ())]
        for error in found.get("errors", ()):
            if error["shape"] not in listed:
                yield Difference("error", name, listed, error["shape"])
            else:
                yield from self._shape(error["shape"], error["shape"], error["shape"])
        for side in ("input", "output"):
            ours, theirs = found.get(side), known.get(side)
            if ours is None:
                continue
            if theirs is None:
                yield Difference(side, name, None, ours)
                continue
            for fact in ("locationName", "xmlNamespace"):
                yield from self._stated(f"{name}.{side}", (fact,), theirs, ours)
            yield from self._shape(f"{name}.{side}", theirs["shape"], ours["shape"])

    def _stated(
        self, path: str, facts: tuple[str, ...], known: Json, found: Json
    ) -> Iterator[Difference]:
        for fact in facts:
            is_known = fact in known or fact not in UNKNOWN_TO_SOME
            if fact not in found or not is_known:
                continue
            if self._plain(fact, known.get(fact)) != self._plain(fact, found[fact]):
                yield Difference(fact, path, known.get(fact), found[fact])

    def _plain(self, fact: str, value: Any) -> Any:
        # EC2's names in queries begin with a capital, whatever botocore's model has.
        if fact == "locationName" and value and self.expected["metadata"]["protocol"] == "ec2":
            return value[0].upper() + value[1:]
        return value

    def _shape(self, path: str, expected: str, found: str) -> Iterator[Difference]:
        if (expected, found) in self._seen:
            return
        self._seen.add((expected, found))
        theirs, ours = self.expected["shapes"][expected], self.found["shapes"][found]
        kinds = [KINDS.get(one["type"], one["type"]) for one in (theirs, ours)]
        if kinds[0] != kinds[1]:
            yield Difference("type", path, theirs["type"], ours["type"])
            return
        yield from self._stated(path, ON_SHAPES, theirs, ours)
        if "httpStatusCode" in ours.get("error", {}):
            yield from self._stated(
                path, ("httpStatusCode",), theirs.get("error", {}), ours["error"]
            )
        if "enum" in ours and theirs.get("enum") != ours["enum"]:
            yield Difference("enum", path, theirs.get("enum"), ours["enum"])
        if theirs["type"] == "structure":
            yield from self._structure(path, theirs, ours, found)
        for part in ("member", "key", "value"):
            if part in ours and part in theirs and theirs["type"] in ("list", "map"):
                yield from self._stated(path, ("locationName",), theirs[part], ours[part])
                inner = f"{path}[]" if part == "member" else f"{path}{{{part}}}"
                yield from self._shape(inner, theirs[part]["shape"], ours[part]["shape"])

    def _structure(self, path: str, theirs: Json, ours: Json, shape: str) -> Iterator[Difference]:
        known, members = theirs["members"], ours["members"]
        common = [name for name in known if name in members]
        for name in members:
            if name not in known:
                yield Difference("extra", f"{path}.{name}", None, name)
        for name in known:
            if name not in members:
                yield Difference("missing", f"{path}.{name}", name, None)
        # API References sort the members of errors, which boto3's pages do not have.
        is_error = ours.get("exception", False)
        if not is_error and [name for name in members if name in known] != common:
            yield Difference("order", path, common, list(members))
        for name in common:
            here = f"{path}.{name}"
            required = [name in one.get("required", ()) for one in (theirs, ours)]
            if required[1] and not required[0]:
                yield Difference("required", here, *required)
            unnamed = {"locationName": name}  # What is called as the member needs no name.
            theirs_there, ours_there = unnamed | known[name], unnamed | members[name]
            if "location" not in ours_there and "location" in theirs_there:
                del ours_there["locationName"]  # A header of an error, of which no page tells.
            yield from self._stated(here, ON_MEMBERS, theirs_there, ours_there)
            if (shape, name) not in self._open:
                yield from self._shape(here, known[name]["shape"], members[name]["shape"])
