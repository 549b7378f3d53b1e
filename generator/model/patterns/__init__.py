"""Regular expressions of the documentation: what they mean to Python, and texts that they match.

`analysis` says what of a pattern is enforced. What the pattern says, it has from `translation`, and
that from `syntax`, `classes`, `properties` and `ecma`; whether it was meant, from `lengths`, `arns`
and `doubled`; how long a match may take, from `backtracking`. `tree` is a pattern as Python has
parsed it, `automaton` what becomes of that, with `characters` and `graphs`. `examples` finds a text
for a pattern, with `building`, `letters` and `matching`.
"""

from generator.model.patterns.analysis import Pattern, PatternStatus, analyse

__all__ = ["Pattern", "PatternStatus", "analyse"]
