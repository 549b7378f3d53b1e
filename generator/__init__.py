"""Shapewright: reads API documentation, models the service, emits a typed Python SDK."""

from importlib.metadata import version

__version__ = version("shapewright")
