"""Places: where in a service a structure stands, and what the pages there can tell of it."""

from dataclasses import dataclass, replace
from typing import Literal

from botocore.model import OperationModel, Shape

from generator.audit.customisations import Side
from generator.audit.lost import REFERENCES, REST
from generator.model import ir

_SECTIONS: dict[Side, tuple[str, str]] = {
    "input": ("Request Syntax", "Parameters"),
    "output": ("Response Syntax", "Response Structure"),
}
"""The two halves of a page that say each fact, by side."""

EXACT = {"boto3-rst", "boto3-html"}
"""The renditions that have all that boto3's documenter wrote."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A side of an operation, or a data type; what its pages can tell depends on both."""

    service: str
    protocol: str
    subject: str
    """The operation or the type."""
    side: Side | Literal["type"]
    renditions: frozenset[str]
    """Those of its pages."""
    whole: bool = True
    """Whether there is a page on the operation itself."""
    streaming: Shape | None = None
    """The member that is a stream."""
    shown: bool = True
    """Whether there is a syntax block: in boto3's pages, only this shows enumerations."""
    described: bool = True
    """Whether there are descriptions: only these have marks and remarks."""
    payload: str | None = None
    """The member that is the whole of the body."""
    top: bool = True
    """Whether the structure at hand is what the pages are about, and not one inside it."""

    @property
    def path(self) -> str:
        """How paths begin."""
        return self.subject if self.side == "type" else f"{self.subject}.{self.side}"

    @property
    def exact(self) -> bool:
        """Whether the pages have whatever boto3's documenter wrote, in its order."""
        return self.renditions <= EXACT

    @property
    def reference(self) -> bool:
        """Whether all pages are of API References."""
        return bool(self.renditions) and self.renditions <= REFERENCES

    @property
    def mixed(self) -> bool:
        """Whether some pages are of API References, and others of boto3."""
        return not self.reference and not self.renditions.isdisjoint(REFERENCES)

    @property
    def stated(self) -> bool:
        """Whether each member at hand has constraint lines, and lines on its type."""
        return self.reference and self.top

    @property
    def binds(self) -> bool:
        """Whether members are bound to parts of HTTP messages."""
        return self.protocol in REST

    def is_parameter(self, name: str, shape: Shape) -> bool:
        """Tell whether a member of an operation may stand without a line on its type.

        Those do that are bound outside the body, and what is the body and no structure.
        """
        if not self.stated or self.side == "type" or not self.binds:
            return False
        return "location" in shape.serialization or name == self.payload

    @property
    def inside(self) -> "Place":
        """The place of a structure in here that has no page of its own."""
        return replace(self, top=False)

    @property
    def body(self) -> "Place":
        """The place of the structure that is the body, of which pages describe each member."""
        return replace(self, payload=None)

    def compared(self, shape: str, found: str) -> tuple[str, str, str, bool, bool, bool]:
        """Return what decides how two structures compare."""
        return shape, found, self.side, self.shown, self.described, self.top


def side_of(service: ir.Service, operation: OperationModel, side: Side, *, whole: bool) -> Place:
    """Return the place that a side of an operation is.

    Args:
        service: The IR.
        operation: What the model has.
        side: Which side of it.
        whole: Whether the IR has it from a page on the operation itself.
    """
    found = service.operations[operation.name]
    pages = [service.pages[page] for page in found.pages]
    marked = any("required" in page.covers for page in pages)
    syntax, description = _SECTIONS[side]
    streaming = (
        operation.get_streaming_input() if side == "input" else operation.get_streaming_output()
    )
    shape = operation.input_shape if side == "input" else operation.output_shape
    return Place(
        service=operation.service_model.service_name,
        protocol=str(operation.service_model.metadata["protocol"]),
        subject=operation.name,
        side=side,
        renditions=frozenset(page.rendition for page in pages),
        whole=whole,
        streaming=streaming,
        payload=shape.serialization.get("payload") if shape else None,
        shown=syntax not in found.too_large,
        described=description not in found.too_large and (marked or side == "output"),
    )
