"""Flattened API Reference pages are read by value, and what can't be read is a problem."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.documentation import from_plain
from generator.model.facts import (
    EnumValue,
    ErrorFacts,
    HttpFacts,
    Location,
    MemberFacts,
    OperationFacts,
    PageFacts,
    PageKind,
    ServiceFacts,
    ValueFacts,
)
from generator.model.kinds import Kind
from generator.model.problems import Problem
from generator.readers import apiref_text
from generator.readers.page import uniform

SPECS = Path(__file__).parents[2] / "specs"
OURS = SPECS / "cleanroomsml" / "pages" / "API_StartAudienceExportJob.txt"

