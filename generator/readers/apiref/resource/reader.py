"""Reads pages on resources of AWS API References, in Markdown or HTML.

This is the layout of Pinpoint, API Gateway v2, Amazon MQ and others: a page describes one URI with
all its methods, their bodies, and the models of these.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from generator.model.facts import PageFacts, PageKind, Reading, ServiceFacts
from generator.model.problems import quoted
from generator.readers.apiref.attempts import Attempts
from generator.readers.apiref.resource import html as apiref_resource_html
from generator.readers.apiref.resource import markdown as apiref_resource_markdown
from generator.readers.apiref.resource.methods import Method, read_method
from generator.readers.apiref.resource.operations import Resource
from generator.readers.apiref.resource.outline import (
    METHODS,
    PROPERTIES,
    SCHEMAS,
    URI,
    Outline,
    Section,
    sections,
)
from generator.readers.apiref.resource.schemas import Schemas
from generator.readers.apiref.resource.types import Types, read_model
from generator.readers.unreadable import UnreadableError

RENDITION = "apiref-resource"

_FORMS = (apiref_resource_markdown, apiref_resource_html)

_COVERS = ("structure", "required", "enums", "constraints", "binding", "errors", "docs")

_URI = re.compile(r"/\S*")

_T = TypeVar("_T")


def recognise(text: str) -> bool:
    """Tell whether a page is in this rendition."""
    return any(form.recognise(text) for form in _FORMS)


def read(text: str, file: str) -> Reading:
    """Read one page.

    Args:
        text: The page, with line ends and spaces already made uniform.
        file: Its name, for messages.
    """
    page = _Page(text, file)
    facts = page.attempt(page.read)
    return Reading(None, tuple(sorted(page.problems))) if page.problems else Reading(facts)


class _Page(Attempts):
    def __init__(self, text: str, file: str) -> None:
        super().__init__(file)
        self.text = text

    def read(self) -> PageFacts:
        form = next(form for form in _FORMS if form.recognise(self.text))
        page = form.page(self.text)
        outline = Outline(page.blocks, self.report)
        types = Types(self._each(outline, PROPERTIES, read_model), self.report)
        resource = Resource(
            uri=self._uri(outline),
            methods=self._methods(outline),
            types=types,
            schemas=Schemas(outline.section(SCHEMAS), types, self.report),
            report=self.report,
        )
        return PageFacts(
            file=self.file,
            rendition=RENDITION,
            kind=PageKind.RESOURCE,
            subject=resource.uri,
            covers=_COVERS,
            service=ServiceFacts(uid=page.uid, line=outline.title.line),
            url=page.url,
            operations=resource.operations,
            types=resource.shapes,
        )

    def _uri(self, outline: Outline) -> str:
        """Return the resource's URI, with braces around the labels that are marked."""
        section = outline.section(URI)
        text = section.blocks[0].marked if section.blocks else ""
        if len(section.blocks) != 1 or not _URI.fullmatch(text):
            raise UnreadableError(section.line, "a URI", quoted(text))
        return re.sub(r"\{\{|\}\}", lambda match: match[0][0], text)

    def _methods(self, outline: Outline) -> list[Method]:
        methods = self._each(outline, METHODS, read_method)
        for index, method in enumerate(methods):
            if any(method.name == other.name for other in methods[:index]):
                self.report(method.line, "each method once", f"{method.name} again")
                return []
        linked, named = outline.operations, [one.operation for one in methods if one.operation]
        if not self.problems and set(linked) != set(named):
            expected = f"the operations of the links to SDKs ({', '.join(linked)})"
            self.report(outline.section(METHODS).line, expected, quoted(", ".join(named)))
        return methods

    def _each(self, outline: Outline, heading: str, read_one: Callable[[Section], _T]) -> list[_T]:
        """Read each part of a section."""
        stray, parts = sections(outline.section(heading).blocks, 3)
        for block in stray:
            self.report(block.line, f"a heading below {heading!r}", quoted(block.text))
        found = (self.attempt(partial(read_one, part)) for part in parts)
        return [one for one in found if one is not None]
