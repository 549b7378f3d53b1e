"""`python -m generator` is the same program as `shapewright`."""

from generator.cli import main

main(prog_name="shapewright")
