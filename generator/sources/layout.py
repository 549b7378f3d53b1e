"""How the pages of a service lie, wherever they come from: as boto3's documenter writes them."""

import re

KINDS = ("client", "paginator", "waiter")
"""The folders of a service that hold pages on it; others are of boto3's resources."""

SERVICE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*", re.ASCII)
"""What a service may be called, since a folder is called so."""


def front_page(service: str) -> str:
    """Return the name of the page that lists a service's others."""
    return f"{service}.rst"
