"""Regular expressions of the documentation: what they mean to Python, and texts that they match.

`translation` says what of a pattern is enforced, with `syntax`, `classes` and `lengths`; `examples`
finds a text for a pattern, with `building`, `letters` and `matching`; `tree` is a pattern as Python
has parsed it.
"""

from generator.model.patterns.translation import Pattern, PatternStatus, analyse

__all__ = ["Pattern", "PatternStatus", "analyse"]
