"""Emission: from the IR to views, to text, to files."""
