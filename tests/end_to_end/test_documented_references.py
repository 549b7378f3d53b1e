"""Services without real pages of an API Reference: documented as AWS does it, read, judged."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import botocore.session
import pytest
from botocore.model import ServiceModel, StructureShape
from support import apiref_renditions
from support.apiref_documenter import JSON_PROTOCOLS, Block, pages_of
from support.judged import assert_nothing_wrong

from generator.audit.auditing import audit_service

Write = Callable[[Sequence[Block]], str]

RENDITIONS: dict[str, tuple[str, Write]] = {
    "site Markdown": ("md", apiref_renditions.site_markdown),
    "converted Markdown": ("md", apiref_renditions.converted_markdown),
    "HTML": ("html", apiref_renditions.html),
    "text": ("txt", apiref_renditions.flat_text),
}
VARIED = ("acm", "connect", "kms", "lambda", "sns")
"""Of all protocols that can be documented, with all sorts of members."""


def model_of(service: str) -> ServiceModel:
    """Return botocore's model of a service."""
    loader = botocore.session.get_session().get_component("data_loader")
    return ServiceModel(loader.load_service_model(service, "service-2"), service)


def audit(service: str, rendition: str, folder: Path) -> None:
    """Write all pages of a service, read them, and have what they say judged."""
    suffix, write = RENDITIONS[rendition]
    for name, blocks in pages_of(model_of(service)):
        (folder / f"API_{name}.{suffix}").write_text(write(blocks))

    assert_nothing_wrong(audit_service(folder, service, whole=False))


@pytest.mark.parametrize("rendition", RENDITIONS)
def test_a_service_agrees_with_its_model(rendition: str, tmp_path: Path) -> None:
    """What is read of pages is what they were made from."""
    audit("account", rendition, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("rendition", RENDITIONS)
@pytest.mark.parametrize("service", VARIED)
def test_services_agree_with_their_models(service: str, rendition: str, tmp_path: Path) -> None:
    """So it is for services of every protocol, whatever their members are like."""
    audit(service, rendition, tmp_path)


def in_json() -> list[str]:
    """Return the services whose protocol is JSON, and whose layout is known."""
    services = botocore.session.get_session().get_available_services()
    models = ((name, model_of(name)) for name in services)
    return [
        name
        for name, model in models
        if model.metadata["protocol"] in JSON_PROTOCOLS and not renames(model)
    ]


def renames(model: ServiceModel) -> bool:
    """Tell whether members in bodies have other names on the wire: no real page shows which."""
    shapes = (model.shape_for(name) for name in model.shape_names)
    return any(
        "location" not in member.serialization and member.serialization.get("name", name) != name
        for shape in shapes
        if isinstance(shape, StructureShape)
        for name, member in shape.members.items()
    )


PARTS = 8


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_service_in_json_agrees_with_its_model(part: int, tmp_path: Path) -> None:
    """So it is for every service whose protocol is JSON, each in one of the renditions."""
    for number, service in enumerate(in_json()):
        if number % PARTS == part:
            folder = tmp_path / service
            folder.mkdir()
            audit(service, list(RENDITIONS)[number // PARTS % len(RENDITIONS)], folder)
            shutil.rmtree(folder)
