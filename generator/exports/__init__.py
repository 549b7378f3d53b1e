"""Exports: the IR in formats of other tools."""
