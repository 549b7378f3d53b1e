"""Readers: one module per rendition, each turning one page into facts."""
