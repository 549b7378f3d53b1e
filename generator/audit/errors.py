"""Compares the errors of operations: which there are, their statuses and their members."""

import re
from collections.abc import Collection, Iterator, Mapping

from botocore.model import OperationModel, Shape, StructureShape

from generator.audit.lost import Lost
from generator.audit.places import Place
from generator.audit.verdict import Fact, Tally
from generator.model import ir

_ENDS = ("Exception", "Fault")


class Errors:
    """Compares the errors that operations list; what one is, is compared once.

    Args:
        shapes: The IR's shapes.
        faults: The errors that are the service's own fault; botocore's shapes do not tell.
        tally: Where facts are counted.
    """

    def __init__(
        self, shapes: Mapping[str, ir.Shape], faults: Collection[str], tally: Tally
    ) -> None:
        self.shapes = shapes
        self.faults = faults
        self.tally = tally
        self._compared: set[str] = set()

    def compare(self, place: Place, operation: OperationModel, found: ir.Operation) -> None:
        """Compare the errors of an operation.

        Args:
            place: Its input or output.
            operation: What the model has.
            found: What the IR has.
        """
        shapes = list({shape.name: shape for shape in _errors(operation)}.values())
        names = [shape.name for shape in shapes]
        if place.exact:
            self.tally.check(Fact.ERROR, operation.name, names, found.errors)
        elif place.reference:
            self._listed(place, shapes, list(found.errors) if found.errors != "unknown" else [])
        elif found.errors != "unknown":
            # Another rendition may have lost some, and has an order of its own.
            right = set(found.errors) <= set(names)
            self.tally.decide(Fact.ERROR, operation.name, right, names, found.errors)

    def _listed(self, place: Place, shapes: list[StructureShape], found: list[str]) -> None:
        listed = {self.shapes[name].documented_name or name: name for name in found}
        for shape in shapes:
            called = [name for name in _names(shape) if name in listed]
            if not called:
                called = [name for name in _shortened(shape) if name in listed]
                called = called if called and self._lose(place, Lost.ERROR_NAME) else []
            path = f"{place.subject}.errors.{shape.name}"
            self.tally.called[path] = (*_names(shape), *_shortened(shape))
            self.tally.decide(Fact.MISSING, path, bool(called), shape.name, "nothing")
            if called:
                self._error(place, path, shape, self.shapes[listed.pop(called[0])])
        for name in listed:
            path = f"{place.subject}.errors.{name}"
            self.tally.decide(Fact.EXTRA, path, False, "nothing", name)

    def _lose(self, place: Place, kind: Lost) -> bool:
        return self.tally.lose(kind, place.renditions, place.protocol)

    def _error(self, place: Place, path: str, shape: StructureShape, found: ir.Shape) -> None:
        if shape.name in self._compared:
            return
        self._compared.add(shape.name)
        self.tally.check(Fact.STATUS, path, self._status(shape), found.status)
        self._members(place, path, shape, set(found.members))

    def _status(self, shape: StructureShape) -> int:
        """Return an error's status, which is a default where the model has none."""
        status: int | None = shape.metadata.get("error", {}).get("httpStatusCode")
        return status or (500 if shape.name in self.faults else 400)

    def _members(self, place: Place, path: str, shape: StructureShape, found: set[str]) -> None:
        """Compare names alone: pages do not say of what type the members of errors are."""
        for name, member in shape.members.items():
            names = {name, str(member.serialization.get("name", name))}
            there = bool(names & found)
            if there or _is_documented(member) or not self._lose(place, Lost.ERROR_MEMBER):
                self.tally.decide(Fact.MISSING, f"{path}.{name}", there, name, "nothing")
            found -= names
        for name in sorted(found):
            self.tally.decide(Fact.EXTRA, f"{path}.{name}", False, "nothing", name)


def _is_documented(shape: Shape) -> bool:
    return bool(re.sub(r"<[^>]*>|\s", "", str(shape.documentation)))


def _errors(operation: OperationModel) -> Iterator[StructureShape]:
    return (shape for shape in operation.error_shapes if isinstance(shape, StructureShape))


def _names(shape: StructureShape) -> list[str]:
    code = shape.metadata.get("error", {}).get("code")
    return [shape.name, code] if code else [shape.name]


def _shortened(shape: StructureShape) -> list[str]:
    """Return an error's names without the words that pages of query protocols leave out."""
    return [name.removesuffix(end) for name in _names(shape) for end in _ENDS if name.endswith(end)]
