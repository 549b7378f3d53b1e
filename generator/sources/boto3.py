"""Pages from the boto3 that is installed, rendered by boto3's own documenter."""

import os
import warnings
from pathlib import Path

import boto3
import botocore.session
from boto3.docs.service import ServiceDocumenter
from botocore.configprovider import BOTOCORE_DEFAUT_SESSION_VARIABLES as DEFAULTS
from botocore.configprovider import ConfigValueStore, ConstantProvider
from botocore.docs.bcdoc.restdoc import DocumentStructure

from generator.sources.layout import front_page

VERSION: str = boto3.__version__


class _Documenter(ServiceDocumenter):
    """The documenter without the pages on boto3's resources, which no reader wants."""

    def resource_section(self, section: DocumentStructure) -> None:
        """Write nothing, neither the section of the front page nor the pages it leads to."""


def services() -> list[str]:
    """Return the names of all services that the installed boto3 has."""
    return sorted(plain_session().get_available_services())


def render(service: str, folder: Path) -> Path:
    """Render all pages of a service.

    Args:
        service: boto3's name of it.
        folder: Where the service's own folder is made.

    Returns:
        The service's folder, with the front page and a folder for each of `KINDS` that it has.

    Raises:
        UnknownServiceError: Where boto3 has no such service.
    """
    documenter = _Documenter(
        service,
        plain_session(),  # type: ignore[arg-type]  # The stub names the session of botocore's documenter.
        root_docs_path=str(folder),
    )
    with warnings.catch_warnings():
        # Of a date in an example, which whoever fetches pages can do nothing about.
        warnings.filterwarnings("ignore", "tzname .* identified but not understood")
        front = documenter.document_service()
    (folder / service / front_page(service)).write_bytes(front)
    return folder / service


def plain_session() -> boto3.Session:
    """Return a session that is the same on every machine, whatever is configured there."""
    settings = {name: default for name, (_, _, default, _) in DEFAULTS.items()}
    settings["ignore_configured_endpoint_urls"] = True
    settings |= {"config_file": os.devnull, "credentials_file": os.devnull, "region": "us-east-1"}
    session = botocore.session.Session()
    session.register_component(
        "config_store",
        ConfigValueStore({name: ConstantProvider(value) for name, value in settings.items()}),
    )
    session.set_credentials("none", "needed")
    return boto3.Session(botocore_session=session)
