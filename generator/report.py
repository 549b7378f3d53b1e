"""What a reviewer should know of a model: what is unknown, guessed, not enforced, in conflict.

Plain lines under headings with counts, in a fixed order, so that `grep` and `diff` work on them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model import ir
from generator.model.kinds import EXACT, Kind
from generator.model.patterns import PatternStatus
from generator.model.provenance import Provenance
from generator.model.walk import Path, dotted, targets


class Line(NamedTuple):
    """One line of a report, and how many findings it stands for."""

    text: str
    findings: int = 1
    path: Path | None = None
    """Where in the IR the finding is, for those that a page's line explains."""
    place: str | None = None
    """The same as a place of an operation."""


class Section(NamedTuple):
    """One subject of a report."""

    title: str
    lines: list[Line]

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(line.findings for line in self.lines)


def render(service: ir.Service, provenance: Provenance | None = None) -> str:
    """Return the report on a model as text.

    Args:
        service: The model.
        provenance: Where pages state what it holds, if findings are to be given with lines.
    """
    parts = ("pages", "operations", "paginators", "waiters", "shapes")
    sizes = ", ".join(f"{part} {len(getattr(service, part))}" for part in parts)
    text = f"{service.id}: {sizes}\n"
    for section in report(service):
        text += f"\n{section.title}: {section.findings or 'none'}\n"
        text += "".join(f"  {line.text}{_stated(line, provenance)}\n" for line in section.lines)
    return text


def _stated(line: Line, provenance: Provenance | None) -> str:
    if provenance is None:
        return ""
    found = provenance.of_path(line.path) if line.path else []
    found += provenance.of_place(line.place) if line.place else []
    return f" [{', '.join(found)}]" if found else ""


def report(service: ir.Service) -> list[Section]:
    """Return all sections of the report on a model, those without a finding too."""
    sections = {
        "unknown": _unknown,
        "unresolved": _unresolved,
        "incomplete": _incomplete,
        "patterns widened": _widened,
        "patterns not enforced": _not_enforced,
        "conflicts": _conflicts,
        "derived": _derived,
        "overridden": _overridden,
    }
    return [Section(title, list(lines(service))) for title, lines in sections.items()]


def _summary(label: str, noun: str, names: Iterable[str]) -> Iterator[Line]:
    """Yield one line that names all findings of a sort, each once; none where there is none."""
    counts = Counter(names)
    total = counts.total()
    if total:
        listed = ", ".join(name if n == 1 else f"{name} ({n})" for name, n in counts.items())
        yield Line(f"{label}: {total} {noun}{'s' if total > 1 else ''}: {listed}", total)


_SERVICE_FACTS = (
    "title",
    "service_id",
    "api_version",
    "uid",
    "protocols",
    "endpoint_prefix",
    "signing_name",
    "auth",
)
_PAGINATION = ("input_tokens", "output_tokens", "limit_key", "result_keys", "more_results")


def _unknown(service: ir.Service) -> Iterator[Line]:
    facts = [fact for fact in _SERVICE_FACTS if getattr(service, fact) is None]
    yield from _summary("about the service", "fact", facts)
    yield from _unknown_of_operations(service)
    for field in _PAGINATION:
        names = [n for n, p in service.paginators.items() if _finding(p, field).origin == "unknown"]
        yield from _summary(field, "paginator", names)
    unknown = [name for name, waiter in service.waiters.items() if waiter.acceptors == "unknown"]
    yield from _summary("acceptors", "waiter", unknown)
    yield from _unknown_of_shapes(service)


def _unknown_of_operations(service: ir.Service) -> Iterator[Line]:
    operations = service.operations.items()
    for field in ("input", "output", "errors"):
        names = [name for name, operation in operations if getattr(operation, field) == "unknown"]
        yield from _summary(field, "operation", names)
    unbound = [name for name, operation in operations if operation.http is None]
    yield from _summary("http", "operation", unbound)
    sections = [f"{name} {section}" for name, op in operations for section in op.too_large]
    yield from _summary("too large to be shown", "section", sections)


def _unknown_of_shapes(service: ir.Service) -> Iterator[Line]:
    shapes = service.shapes.items()
    for field in ("required", "required_in_output"):
        holders = [
            name
            for name, shape in shapes
            for member in shape.members.values()
            if getattr(member, field) == "unknown"
        ]
        yield from _summary(field, "member", holders)
    yield from _summary("status", "error", [n for n, s in shapes if s.status == "unknown"])
    inexact: dict[Kind, list[str]] = {}
    for path, target in targets(service):
        if target.kind not in EXACT:
            inexact.setdefault(target.kind, []).append(_shape(path))
    for kind, holders in sorted(inexact.items()):
        yield from _summary(f"kind {kind}", "value", holders)


def _finding(paginator: ir.Paginator, field: str) -> ir.Finding:
    finding: ir.Finding = getattr(paginator, field)
    return finding


def _shape(path: Path) -> str:
    """Return the name of the shape that a path leads into."""
    return str(path[1])


def _unresolved(service: ir.Service) -> Iterator[Line]:
    for name, shape in service.shapes.items():
        if shape.unresolved:
            text = f"shapes.{name}: named by a page, described by none"
            yield Line(text, path=("shapes", name))
    for path, target in targets(service):
        if target.recursion == "guessed":
            repeated = target.shape or "nothing that is known"
            yield Line(f"{dotted(path)}: recursion guessed: {repeated}", path=path)


def _incomplete(service: ir.Service) -> Iterator[Line]:
    partial = [(n, s) for n, s in service.shapes.items() if not (s.complete or s.unresolved)]
    errors = [name for name, shape in partial if shape.kind == "error"]
    others = [name for name, shape in partial if shape.kind != "error"]
    yield from _summary("members hidden or not shown", "shape", others)
    yield from _summary("members not shown", "error", errors)


def _widened(service: ir.Service) -> Iterator[Line]:
    return _patterns(service, "widened")


def _not_enforced(service: ir.Service) -> Iterator[Line]:
    return _patterns(service, "not enforced")


def _patterns(service: ir.Service, status: PatternStatus) -> Iterator[Line]:
    for path, target in targets(service):
        if target.pattern is not None and target.pattern.status == status:
            yield Line(f"{dotted(path)}: {target.pattern.reason}", path=path)


def _conflicts(service: ir.Service) -> Iterator[Line]:
    for conflict in service.conflicts:
        kept = f"kept {conflict.kept!r} ({conflict.kept_from})"
        dropped = f"not {conflict.dropped!r} ({conflict.dropped_from})"
        text = f"{conflict.fact}: {kept}, {dropped}, by {conflict.rule}"
        yield Line(text, place=conflict.fact.rpartition(" ")[0])


def _derived(service: ir.Service) -> Iterator[Line]:
    if service.id_origin != "stated":
        yield Line(f"id: {service.id_origin}: {service.id}")
    if service.class_name_origin != "stated":
        yield Line(f"class_name: {service.class_name_origin}: {service.class_name}")
    guessed = [name for name, op in service.operations.items() if op.name_origin == "derived"]
    yield from _summary("wire names", "operation", guessed)
    for name, paginator in service.paginators.items():
        for field in _PAGINATION:
            finding = _finding(paginator, field)
            if finding.origin == "inferred" and isinstance(finding.value, list):
                yield Line(f"paginators.{name}.{field}: inferred: {', '.join(finding.value)}")
    derived = [name for name, shape in service.shapes.items() if shape.name_origin == "derived"]
    yield from _summary("names", "shape", derived)
    for name, shape in service.shapes.items():
        if shape.documented_name is not None:
            yield Line(f"shapes.{name}: a page calls it {shape.documented_name}")
        if shape.aliases:
            yield Line(f"shapes.{name}: formerly also {', '.join(shape.aliases)}")


def _overridden(service: ir.Service) -> Iterator[Line]:
    for override in service.overridden:
        yield Line(f"{override.path}: {' '.join(override.reason.split())}")
