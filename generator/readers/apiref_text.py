"""Reads pages of AWS API References as web-page extractors flatten them: blocks between empty lines.

A page is one operation or one data type. What the site puts around it, in whatever language, is
told from it by position: the page begins with its title, a line such as `ListJobs - AWS Data
Exchange`, and ends with `See Also`. In between, exact lines head the sections.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from generator.model.documentation import from_plain
from generator.model.facts import (
    ErrorFacts,
    HttpFacts,
    MemberFacts,
    OperationFacts,
    PageFacts,
    PageKind,
    Reading,
    ServiceFacts,
    ValueFacts,
)
from generator.model.kinds import Kind
from generator.model.problems import Problem, quoted
from generator.readers.unreadable import UnreadableError, reading

RENDITION = "apiref-text"
