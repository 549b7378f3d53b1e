"""The library that generated clients import; it stands alone and imports lazily."""
