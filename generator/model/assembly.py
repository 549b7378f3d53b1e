"""Assembly: the pages of one service become its IR.

The order of the steps is the recipe: gather what pages say by operation and type, bind structures
to shapes, merge what is said of each, name them, and write it all down. Nothing depends on the
order in which pages come.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from generator.model import ir
from generator.model.alignment import View
from generator.model.error_names import find_codes
from generator.model.facts import (
    ErrorFacts,
    HttpFacts,
    OperationFacts,
    PageFacts,
    PageKind,
    ValueFacts,
)
from generator.model.groups import Side
from generator.model.kinds import Kind
from generator.model.ledger import Ledger
from generator.model.merge import Disagreement, Merger, Statement
from generator.model.names import method_name, pascal_case
from generator.model.naming import Names, name_shapes, updated_ledger
from generator.model.overrides import Override, apply_overrides
from generator.model.pagination import paginator, without_additions
from generator.model.problems import Problem, ProblemsError
from generator.model.rules import Fact, Source, Speaker, by_trust, page_order, source_of
from generator.model.service import identify
from generator.model.shapes import Grouping
from generator.model.writing import ShapeWriter


@dataclass(frozen=True)
class Assembled:
    """A service's model, and the names that its places now have."""

    service: ir.Service
    ledger: Ledger
    disagreements: list[Disagreement] = field(default_factory=list[Disagreement])
    """The conflicts among pages, with the lines."""


@dataclass(frozen=True)
class _Statement:
    """What one page says of an operation."""

    page: PageFacts
    source: Source
    facts: OperationFacts
    own: OperationFacts
    """Without what boto3 adds to the operation."""


_Operations = Mapping[str, Sequence[_Statement]]
_Errors = Mapping[str, Sequence[tuple[Source, ErrorFacts]]]


def assemble(
    pages: Iterable[PageFacts],
    *,
    overrides: Sequence[Override] = (),
    ledger: Ledger | None = None,
    service_id: str | None = None,
    settled: bool = False,
) -> Assembled:
    """Build the IR of one service.

    Args:
        pages: The facts of its pages, in any order.
        overrides: What no page states.
        ledger: The names that places already have.
        service_id: The id, where it is given from outside.
        settled: Whether the given id holds even where pages state another.

    Raises:
        ProblemsError: Where the pages are of two services, two pages are the same and differ, or
            an override does not fit.
    """
    known = ledger or {}
    ordered = sorted(_distinct(pages), key=page_order)
    identity = identify(ordered, service_id, settled=settled)
    grouping = Grouping(known, _types(ordered))
    operations = _by_operation(ordered)
    codes = find_codes(_listed_errors(statements) for statements in operations.values())
    errors = _errors(ordered, operations, codes)
    _bind(operations, errors, grouping)
    merger = Merger()
    merger.disagreements += grouping.settle()
    names = name_shapes(grouping.current(), known)
    service = ir.Service(
        ir=ir.IR_VERSION,
        id=identity.id,
        id_origin=identity.id_origin,
        class_name=identity.class_name,
        class_name_origin=identity.class_name_origin,
        title=identity.title,
        uid=identity.uid,
        api_version=identity.api_version,
        **_protocol(ordered, merger),
        common_errors=_common_errors(ordered, grouping, names),
        pages={page.id: _page(page) for page in sorted(ordered, key=lambda page: page.id)},
        operations=_operations(operations, codes, names, merger),
        paginators=_paginators(operations),
        waiters=_waiters(operations),
        shapes=_shapes(ordered, errors, grouping, names, merger),
    )
    disagreements = {msgspec.structs.astuple(one.conflict): one for one in merger.disagreements}
    ordered_disagreements = [disagreements[key] for key in sorted(disagreements)]
    service.conflicts = [one.conflict for one in ordered_disagreements]
    return Assembled(
        apply_overrides(service, overrides), updated_ledger(names, known), ordered_disagreements
    )


def _protocol(pages: Sequence[PageFacts], merger: Merger) -> dict[str, Any]:
    """Merge what pages show of how the service is spoken to."""
    fields = ("protocol", "json_version", "target_prefix", "xml_namespace")
    sources = [(source_of(page), page.service) for page in pages]
    stated = {
        field: merger.one(
            Fact.SERVICE,
            "service",
            [Statement(source, getattr(said, field), said.line) for source, said in sources],
            part=field,
        )
        for field in fields
    }
    protocol = stated.pop("protocol")
    return {"protocols": None if protocol is None else [protocol], **stated}


def _common_errors(
    pages: Sequence[PageFacts], grouping: Grouping, names: Names
) -> list[str] | None:
    listed = [page.common_errors for page in pages if page.common_errors is not None]
    found = (names.by_group[grouping.called(error.name)] for errors in listed for error in errors)
    return list(dict.fromkeys(found)) if listed else None


def _distinct(pages: Iterable[PageFacts]) -> list[PageFacts]:
    """Return each page once; two pages on one subject in one rendition must be the same."""
    by_id: dict[str, PageFacts] = {}
    problems: list[Problem] = []
    for page in sorted(pages, key=lambda page: (page.id, page.file)):
        first = by_id.setdefault(page.id, page)
        if msgspec.structs.replace(first, file=page.file) != page:
            problems.append(
                Problem(
                    page.file,
                    1,
                    f"one page on {page.subject}, and {first.file} is there",
                    "another that differs from it",
                    "keep the newer of the two",
                )
            )
    if problems:
        raise ProblemsError(problems)
    return list(by_id.values())


def _by_operation(pages: Sequence[PageFacts]) -> _Operations:
    """Gather statements by wire name, sorted; pages without it are found by the Python name."""
    stated = [facts for page in pages for facts in page.operations]
    wire_names = {facts.python_name: facts.name for facts in stated if facts.name is not None}
    operations: dict[str, list[_Statement]] = {}
    for page in pages:
        source = source_of(page)
        for facts in page.operations:
            python_name = facts.python_name or ""
            name = facts.name or wire_names.get(python_name) or pascal_case(python_name)
            statement = _Statement(page, source, facts, without_additions(page, facts))
            operations.setdefault(name, []).append(statement)
    return dict(sorted(operations.items()))


def _types(pages: Sequence[PageFacts]) -> dict[str, list[View]]:
    """Gather what pages say of types, by the name that they give them."""
    types: dict[str, list[View]] = {}
    for page in pages:
        for described in page.types:
            types.setdefault(described.name or "", []).append(View(source_of(page), described))
    return dict(sorted(types.items()))


def _bind(operations: _Operations, errors: _Errors, grouping: Grouping) -> None:
    """Bind all structures to groups: errors first, then what the ledger knows.

    What pages show only as it is on the wire comes behind all that others name.
    """
    for name, stated in errors.items():
        grouping.error(name, [_error_view(name, source, error) for source, error in stated])
    sides: list[tuple[str, Side]] = [
        (name, side) for name in operations for side in ("input", "output")
    ]
    order = {place: index for index, place in enumerate(grouping.ledger)}
    views = {(name, side): _side(operations[name], side) for name, side in sides}
    sides.sort(key=lambda at: (_only_on_wire(views[at]), order.get(f"{at[0]}.{at[1]}", len(order))))
    for name, side in sides:
        if views[name, side]:
            base = pascal_case(name) + ("Request" if side == "input" else "Response")
            grouping.root(f"{name}.{side}", side, base, views[name, side])
    grouping.finish()


def _only_on_wire(views: Sequence[View]) -> bool:
    """Tell whether no view states the names of all members."""
    return bool(views) and all(
        any(member.named_on_wire for member in view.value.members or ()) for view in views
    )


def _side(statements: Sequence[_Statement], side: Side) -> list[View]:
    """Gather what pages say of one side of an operation."""
    views: list[View] = []
    for statement in statements:
        value = statement.own.input if side == "input" else statement.own.output
        if value is not None:
            views.append(View(statement.source, value))
    return views


def _listed_errors(statements: Sequence[_Statement]) -> dict[Speaker, list[str]]:
    listed: dict[Speaker, list[str]] = {}
    for statement in statements:
        names = [error.name for error in statement.facts.errors or ()]
        listed.setdefault(statement.source.voice.speaker, []).extend(names)
    return listed


def _errors(
    pages: Sequence[PageFacts], operations: _Operations, codes: Mapping[str, str]
) -> _Errors:
    """Gather what pages say of errors by name, sorted."""
    errors: dict[str, list[tuple[Source, ErrorFacts]]] = {}
    for page in pages:
        for error in page.common_errors or ():
            errors.setdefault(error.name, []).append((source_of(page), error))
    for statements in operations.values():
        for statement in statements:
            for error in statement.facts.errors or ():
                name = codes.get(error.name, error.name)
                errors.setdefault(name, []).append((statement.source, error))
    return dict(sorted(errors.items()))


def _error_view(name: str, source: Source, error: ErrorFacts) -> View:
    value = ValueFacts(
        kind=Kind.STRUCTURE,
        name=name,
        line=error.line,
        documentation=error.documentation,
        members=error.members,
    )
    return View(source, value)


def _page(page: PageFacts) -> ir.Page:
    return ir.Page(
        rendition=page.rendition,
        kind=str(page.kind),
        covers=list(page.covers),
        plain=page.plain,
    )


def _operations(
    operations: _Operations, codes: Mapping[str, str], names: Names, merger: Merger
) -> dict[str, ir.Operation]:
    roots = {
        place: name
        for group, name in names.by_group.items()
        for place in group.places
        if group.root
    }
    roots |= {code: roots[shape] for code, shape in codes.items()}
    return {
        name: _operation(name, statements, roots, merger)
        for name, statements in operations.items()
        if any(s.page.kind is not PageKind.WAITER or s.facts.input for s in statements)
    }


def _operation(
    name: str, statements: Sequence[_Statement], roots: Mapping[str, str], merger: Merger
) -> ir.Operation:
    facts = [statement.own for statement in statements]
    sources = [statement.source for statement in statements]
    order = by_trust(Fact.ERRORS, tuple(source.voice for source in sources))
    listed = [stated for index in order if (stated := facts[index].errors) is not None]
    # An error's shape may have another name, where the ledger had given its own away.
    errors = list(dict.fromkeys(roots[error.name] for errors in listed for error in errors))
    python_names = [item.python_name for item in facts if item.python_name]
    https = [
        Statement(source, item.http, item.line)
        for source, item in zip(sources, facts, strict=True)
        if item.http is not None
    ]
    return ir.Operation(
        python_name=python_names[0] if python_names else method_name(name),
        name_origin="stated" if any(item.name for item in facts) else "derived",
        pages=sorted({statement.page.id for statement in statements}),
        input=_ir_side(roots.get(f"{name}.input"), [item.has_input for item in facts]),
        output=_ir_side(roots.get(f"{name}.output"), [item.has_output for item in facts]),
        http=_http(name, https, merger),
        errors=errors if listed else "unknown",
        deprecated=any(item.deprecated for item in facts),
        too_large=list(dict.fromkeys(section for item in facts for section in item.too_large)),
        documentation=_documentation(sources, [item.documentation for item in facts]),
    )


def _http(name: str, statements: Sequence[Statement], merger: Merger) -> ir.Http | None:
    """Merge bindings field by field: some pages leave out the status, or the host."""
    if not statements:
        return None
    fields: dict[str, Any] = {
        field: merger.one(
            Fact.HTTP,
            name,
            [one._replace(value=getattr(one.value, field)) for one in statements],
            part=f"http {field}",
        )
        for field in HttpFacts.__struct_fields__
    }
    return ir.Http(**fields)


def _documentation(sources: Sequence[Source], texts: Sequence[str | None]) -> str | None:
    order = by_trust(Fact.DOCUMENTATION, tuple(source.voice for source in sources))
    return next((text for index in order if (text := texts[index])), None)


def _ir_side(
    shape: str | None, stated: Sequence[bool | None]
) -> ir.Side | Literal["none", "unknown"]:
    if shape is not None:
        return ir.Side(shape=shape)
    return "none" if False in stated else "unknown"


def _paginators(operations: _Operations) -> dict[str, ir.Paginator]:
    found: dict[str, ir.Paginator] = {}
    for name, statements in operations.items():
        for statement in statements:
            if statement.page.kind is PageKind.PAGINATOR and name not in found:
                others = [(s.page, s.facts) for s in statements]
                found[name] = paginator(statement.page, others)
    return found


def _waiters(operations: _Operations) -> dict[str, ir.Waiter]:
    waiters: dict[str, ir.Waiter] = {}
    for name, statements in operations.items():
        for page, facts in ((s.page, s.facts) for s in statements):
            if page.kind is PageKind.WAITER and page.subject not in waiters:
                waiters[page.subject] = ir.Waiter(
                    pages=[page.id],
                    operation=name,
                    delay=facts.delay or 0,
                    max_attempts=facts.max_attempts or 0,
                )
    return dict(sorted(waiters.items()))


def _shapes(
    pages: Sequence[PageFacts],
    errors: _Errors,
    grouping: Grouping,
    names: Names,
    merger: Merger,
) -> dict[str, ir.Shape]:
    shapes = ShapeWriter(names).shapes()

    def called(name: str) -> ir.Shape:
        return shapes[names.by_group[grouping.called(name)]]

    for page in pages:
        for described in page.types:
            called(described.name or "").pages.append(page.id)
    for error, stated in errors.items():
        statuses = [Statement(source, facts.status, facts.line) for source, facts in stated]
        called(error).status = merger.one(Fact.STATUS, error, statuses) or "unknown"
        called(error).code = next((f.name for _, f in stated if f.name != error), None)
    return shapes
