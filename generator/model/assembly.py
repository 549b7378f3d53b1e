"""Assembly: the pages of one service become its IR.

The order of the steps is the recipe: gather what pages say by operation, merge it, bind structures
to shapes, name these, and write it all down. Nothing depends on the order in which pages come.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from generator.model import ir
from generator.model.facts import ErrorFacts, OperationFacts, PageFacts, PageKind, ValueFacts
from generator.model.groups import Side
from generator.model.kinds import Kind
from generator.model.ledger import Ledger
from generator.model.merge import Merger, View, page_order
from generator.model.names import method_name, pascal_case
from generator.model.naming import Names, name_shapes, updated_ledger
from generator.model.overrides import Override, apply_overrides
from generator.model.pagination import paginator, without_additions
from generator.model.problems import Problem, ProblemsError
from generator.model.service import identify
from generator.model.shapes import Grouping
from generator.model.writing import ShapeWriter


@dataclass(frozen=True)
class Assembled:
    """A service's model, and the names that its places now have."""

    service: ir.Service
    ledger: Ledger


@dataclass(frozen=True)
class _Statement:
    """What one page says of an operation."""

    page: PageFacts
    facts: OperationFacts


_Operations = Mapping[str, Sequence[_Statement]]


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
    merger = Merger()
    grouping = Grouping(known, merger)
    operations = _by_operation(ordered)
    _bind(ordered, operations, grouping, merger)
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
        pages={page.id: _page(page) for page in sorted(ordered, key=lambda page: page.id)},
        operations=_operations(operations, names, merger),
        paginators=_paginators(operations),
        waiters=_waiters(operations),
        shapes=_shapes(ordered, operations, names, merger),
    )
    service.conflicts = sorted(
        {msgspec.structs.astuple(c): c for c in merger.conflicts}.values(),
        key=msgspec.structs.astuple,
    )
    return Assembled(apply_overrides(service, overrides), updated_ledger(names, known))


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
    for page, facts in ((one, facts) for one in pages for facts in one.operations):
        python_name = facts.python_name or ""
        name = facts.name or wire_names.get(python_name) or pascal_case(python_name)
        operations.setdefault(name, []).append(_Statement(page, facts))
    return dict(sorted(operations.items()))


def _bind(
    pages: Sequence[PageFacts], operations: _Operations, grouping: Grouping, merger: Merger
) -> None:
    """Bind all structures to groups: first what pages name, then what the ledger knows."""
    for page in pages:
        for described in page.types:
            grouping.documented(View(page.id, described))
    for name, errors in _errors(operations).items():
        grouping.documented(View(name, _error_facts(name, errors, merger)), "error")
    sides: list[tuple[str, Side]] = [
        (name, side) for name in operations for side in ("input", "output")
    ]
    order = {place: index for index, place in enumerate(grouping.ledger)}
    sides.sort(key=lambda at: order.get(f"{at[0]}.{at[1]}", len(order)))
    for name, side in sides:
        view = _side(operations[name], name, side, merger)
        if view is not None:
            base = pascal_case(name) + ("Request" if side == "input" else "Response")
            grouping.root(f"{name}.{side}", side, base, view)
    grouping.unite()


def _side(statements: Sequence[_Statement], name: str, side: Side, merger: Merger) -> View | None:
    """Merge what pages say of one side of an operation; None where there is nothing."""
    views: list[View] = []
    for statement in statements:
        facts = without_additions(statement.page, statement.facts)
        value = facts.input if side == "input" else facts.output
        if value is not None:
            views.append(View(statement.page.id, value))
    if not views:
        return None
    pages = ", ".join(view.pages for view in views)
    return View(pages, merger.value(views, f"{name}.{side}"))


def _errors(operations: _Operations) -> dict[str, list[tuple[str, ErrorFacts]]]:
    errors: dict[str, list[tuple[str, ErrorFacts]]] = {}
    for statements in operations.values():
        for statement in statements:
            for error in statement.facts.errors or ():
                errors.setdefault(error.name, []).append((statement.page.id, error))
    return dict(sorted(errors.items()))


def _error_facts(name: str, errors: Sequence[tuple[str, ErrorFacts]], merger: Merger) -> ValueFacts:
    views = [
        View(
            page,
            ValueFacts(
                kind=Kind.STRUCTURE,
                name=name,
                line=error.line,
                documentation=error.documentation,
                members=error.members,
            ),
        )
        for page, error in errors
    ]
    return merger.value(views, name)


def _page(page: PageFacts) -> ir.Page:
    return ir.Page(
        rendition=page.rendition,
        kind=str(page.kind),
        covers=list(page.covers),
        plain=page.plain,
    )


def _operations(operations: _Operations, names: Names, merger: Merger) -> dict[str, ir.Operation]:
    roots = {
        place: name
        for group, name in names.by_group.items()
        for place in group.places
        if group.root
    }
    return {
        name: _operation(name, statements, roots, merger)
        for name, statements in operations.items()
        if any(s.page.kind is not PageKind.WAITER or s.facts.input for s in statements)
    }


def _operation(
    name: str, statements: Sequence[_Statement], roots: Mapping[str, str], merger: Merger
) -> ir.Operation:
    facts = [without_additions(s.page, s.facts) for s in statements]
    listed = [item.errors for item in facts if item.errors is not None]
    # An error's shape may have another name, where the ledger had given its own away.
    errors = list(dict.fromkeys(roots[error.name] for errors in listed for error in errors))
    python_names = [item.python_name for item in facts if item.python_name]
    https = [(s.page.id, item.http) for s, item in zip(statements, facts, strict=True)]
    http = merger.one(name, "http", https)
    return ir.Operation(
        python_name=python_names[0] if python_names else method_name(name),
        name_origin="stated" if any(item.name for item in facts) else "derived",
        pages=sorted({statement.page.id for statement in statements}),
        input=_ir_side(roots.get(f"{name}.input"), [item.has_input for item in facts]),
        output=_ir_side(roots.get(f"{name}.output"), [item.has_output for item in facts]),
        http=None if http is None else ir.Http(**msgspec.structs.asdict(http)),
        errors=errors if listed else "unknown",
        deprecated=any(item.deprecated for item in facts),
        too_large=list(dict.fromkeys(section for item in facts for section in item.too_large)),
        documentation=next((i.documentation for i in facts if i.documentation), None),
    )


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
    operations: _Operations,
    names: Names,
    merger: Merger,
) -> dict[str, ir.Shape]:
    shapes = ShapeWriter(names).shapes()
    documented = {group.documented_name: name for group, name in names.by_group.items()}
    for page in pages:
        for described in page.types:
            shapes[documented[described.name]].pages.append(page.id)
    for error, stated in _errors(operations).items():
        statuses = [(page, facts.status) for page, facts in stated]
        shapes[documented[error]].status = merger.one(error, "status", statuses) or "unknown"
    return shapes
