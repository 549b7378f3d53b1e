"""Shapewright: reads API documentation, models the service, emits a typed Python SDK."""


def __getattr__(name: str) -> str:
    """Give the version, which stands in pyproject.toml, to who asks for it."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import version

    return version("shapewright")
