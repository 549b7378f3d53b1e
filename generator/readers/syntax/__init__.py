"""The grammars of syntax blocks, by language; `scanner` is what they share."""
