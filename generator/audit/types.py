"""Compares the data types that have pages of their own with the model's shapes of these names."""

from collections.abc import Iterator

from botocore.model import ServiceModel, StructureShape

from generator.audit.lost import REFERENCES
from generator.audit.places import Place
from generator.audit.trees import Trees
from generator.audit.verdict import Fact, Tally
from generator.model import ir
from generator.model.facts import PageKind


def compare_types(service: ir.Service, model: ServiceModel, trees: Trees, tally: Tally) -> int:
    """Compare every type of which there is a page, used by an operation or not.

    Returns:
        How many there are.
    """
    types = dict(_documented(service))
    for name, found in types.items():
        place = Place(
            service=model.service_name,
            protocol=str(model.metadata["protocol"]),
            subject=name,
            side="type",
            renditions=frozenset(service.pages[page].rendition for page in found.pages),
        )
        there = name in model.shape_names
        tally.decide(Fact.EXTRA, name, there, "nothing", name)
        shape = model.shape_for(name) if there else None
        if isinstance(shape, StructureShape):
            trees.compare_type(place, shape, found)
        elif shape is not None:
            tally.decide(Fact.NESTING, name, False, shape.type_name, "structure")
    pages = {page for shape in types.values() for page in shape.pages}
    for page, facts in service.pages.items():
        if facts.kind == PageKind.TYPE and facts.rendition in REFERENCES:
            subject = page.split("/", 2)[2]
            tally.decide(Fact.MISSING, subject, page in pages, "a shape", "nothing")
    return len(types)


def _documented(service: ir.Service) -> Iterator[tuple[str, ir.Shape]]:
    """Return types with pages, by the name that these give."""
    for name, shape in service.shapes.items():
        if any(service.pages[page].rendition in REFERENCES for page in shape.pages):
            yield shape.documented_name or name, shape
