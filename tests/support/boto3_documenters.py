"""Single pages of boto3, and pages of services that tests invent, by boto3's own documenters.

A whole service takes boto3 up to minutes; one page of it, mostly less than a second.
"""

import json
import tempfile
import warnings
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import boto3
import botocore.session
from boto3.docs.client import Boto3ClientDocumenter
from boto3.docs.service import ServiceDocumenter
from botocore.client import BaseClient
from botocore.docs.bcdoc.restdoc import DocumentStructure
from botocore.docs.client import ClientExceptionsDocumenter
from botocore.docs.paginator import PaginatorDocumenter
from botocore.docs.waiter import WaiterDocumenter
from botocore.exceptions import UnknownServiceError
from botocore.paginate import PaginatorModel
from botocore.waiter import WaiterModel

from generator.sources.boto3 import plain_session


@lru_cache(maxsize=100)
def render_page(page: str) -> bytes:
    """Return one page of a service.

    Args:
        page: Where it lies among those of all services, such as `sqs/client/send_message`.
    """
    service, kind, name = page.split("/")
    client: BaseClient = cast(Any, plain_session()).client(service)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # Of a date in an example.
        warnings.filterwarnings("ignore", "tzname .* identified but not understood")
        match kind:
            case "client":
                _document_client(client, folder, name)
            case "paginator":
                models = {name: _load(service, "paginators-1")["pagination"][name]}
                paginators: Any = PaginatorModel({"pagination": models})
                PaginatorDocumenter(client, paginators, folder).document_paginators(_section())
            case _:
                models = {name: _load(service, "waiters-2")["waiters"][name]}
                waiters: Any = WaiterModel({"version": 2, "waiters": models})
                WaiterDocumenter(client, waiters, folder).document_waiters(_section())
        return Path(folder, f"{page}.rst").read_bytes()


def render_site(service: str, folder: Path) -> None:
    """Render a service's pages as boto3's site has them, with the front page and the resources.

    The pages on classes of errors are botocore's; boto3's own documenter leaves them out.
    """
    front = ServiceDocumenter(service, cast(Any, plain_session()), str(folder)).document_service()
    (folder / f"{service}.rst").write_bytes(front)
    client: BaseClient = cast(Any, plain_session()).client(service)
    ClientExceptionsDocumenter(client, str(folder)).document_exceptions(_section())


def render_resources(service: str, folder: Path) -> None:
    """Render the pages on a service's resources alone."""
    _Resources(service, cast(Any, plain_session()), str(folder)).document_service()


class _Resources(ServiceDocumenter):
    def client_api(self, section: DocumentStructure) -> None:
        """Write nothing."""

    paginator_api = waiter_api = client_api


def render_invented(models: Mapping[str, Mapping[str, Any]], folder: Path) -> Path:
    """Render the pages of an invented service `things`; AWS_DATA_PATH must name the same folder.

    Args:
        models: The content of the service's files by name: `service-2`, `examples-1`.
        folder: Where botocore finds the models.

    Returns:
        The service's folder of pages.
    """
    place = folder / "things" / "2020-01-01"
    place.mkdir(parents=True)
    for name, content in models.items():
        (place / f"{name}.json").write_text(json.dumps(content), "utf-8")
    session = boto3.Session("none", "needed", region_name="us-east-1")
    client: BaseClient = cast(Any, session).client("things")
    _document_client(client, str(folder / "pages"))
    return folder / "pages" / "things"


class _Documenter(Boto3ClientDocumenter):
    """The documenter of one of a client's methods, or of all that are on operations."""

    def __init__(self, client: BaseClient, folder: str, method: str | None) -> None:
        super().__init__(client, folder, _examples(client.meta.service_model.service_name))
        wanted = {method} if method else {*client.meta.method_to_api_mapping}

        def is_wanted(method_name: str, **_: object) -> bool:
            return method_name in wanted

        self._CLIENT_METHODS_FILTERS = [is_wanted]


def _document_client(client: BaseClient, folder: str, method: str | None = None) -> None:
    _Documenter(client, folder, method).document_client(_section())


def _section() -> DocumentStructure:
    """Return what takes the part of the front page, which nobody asked for."""
    return DocumentStructure("front", target="html")


def _load(service: str, sort: str) -> dict[str, Any]:
    loader = botocore.session.get_session().get_component("data_loader")
    content: dict[str, Any] = loader.load_service_model(service, sort)
    return content


def _examples(service: str) -> dict[str, Any]:
    try:
        return dict(_load(service, "examples-1")["examples"])
    except UnknownServiceError:  # What botocore's loader raises where a file of this sort lacks.
        return {}
