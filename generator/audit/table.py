"""Audits as people and programs read them: a table, the first differences, and JSON."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import msgspec

from generator.audit.auditing import Audit
from generator.audit.lost import TABLE, Lost
from generator.audit.verdict import Fact, Wrong

_SHORT = 200
"""Characters of a value to show: enumerations can be long."""
_ROW = "{:<28}{:>12}{:>7}{:>7}{:>9}{:>9}{:>9}{:>7}{:>8}{:>8}{:>10}{:>6}{:>6}{:>8}  {}"
HEAD = _ROW.format(
    *("service", "operations", "types", "pages", "members", "facts", "not read", "aside"),
    *("guessed", "unknown", "too large", "lost", "time", "seconds", "wrong"),
)

_OTHER_TIME = ", of another time, as the page says: "


def row(audit: Audit) -> str:
    """Return an audit on one line of the table."""
    verdict = audit.verdict
    if verdict is None:
        return _ROW.format(
            *(audit.service, "-", "-", audit.pages, "-", "-", len(audit.unread), len(audit.aside)),
            *("-", "-", "-", "-", "-", f"{audit.seconds:.1f}", "not judged"),
        )
    return _ROW.format(
        *(audit.service, f"{verdict.read}/{verdict.operations}", verdict.types, audit.pages),
        *(verdict.members, verdict.compared, len(audit.unread), len(audit.aside)),
        *(verdict.guessed, len(verdict.unknown), len(verdict.too_large)),
        *(sum(verdict.lost.values()), len(verdict.newer), f"{audit.seconds:.1f}"),
        _counts(verdict.wrong_by_fact),
    )


def totals(audits: Sequence[Audit]) -> str:
    """Return the last line of the table: the sums."""
    verdicts = [audit.verdict for audit in audits if audit.verdict]
    wrong: Counter[str] = Counter()
    for verdict in verdicts:
        wrong.update(verdict.wrong_by_fact)
    operations = f"{sum(v.read for v in verdicts)}/{sum(v.operations for v in verdicts)}"
    return _ROW.format(
        *(f"{len(audits)} services", operations, sum(v.types for v in verdicts)),
        sum(audit.pages for audit in audits),
        *(sum(v.members for v in verdicts), sum(v.compared for v in verdicts)),
        *(sum(len(audit.unread) for audit in audits), sum(len(audit.aside) for audit in audits)),
        *(sum(v.guessed for v in verdicts), sum(len(v.unknown) for v in verdicts)),
        sum(len(v.too_large) for v in verdicts),
        sum(sum(v.lost.values()) for v in verdicts),
        sum(len(v.newer) for v in verdicts),
        f"{sum(audit.seconds for audit in audits):.1f}",
        _counts(wrong),
    )


def _counts(wrong: dict[str, int] | Counter[str]) -> str:
    return ", ".join(f"{fact} {number}" for fact, number in sorted(wrong.items())) or "nothing"


def details(audit: Audit, limit: int) -> Iterator[str]:
    """Tell what is wrong with page and line, at most so many facts of a sort; and what is lost."""
    verdict = audit.verdict
    wrong = verdict.wrong if verdict else ()
    yield from _limited(audit.service, wrong, limit, lambda one: f"{_line(audit, one)}: {one}")
    yield from conflicts(audit, limit)
    yield from map(str, audit.outdated)
    yield from map(str, audit.problems)
    for section in verdict.too_large if verdict else ():
        yield f"{audit.service}: {section}: a notice stands there, since it would be too large"
    newer = verdict.newer if verdict else ()
    yield from _limited(
        audit.service,
        newer,
        limit,
        lambda one: f"{_line(audit, one)}: {one}{_OTHER_TIME}{one.witness}",
    )


def losses(audits: Sequence[Audit]) -> Iterator[str]:
    """Tell how many facts of which kind the pages could not state, and why."""
    lost: Counter[str] = Counter()
    for audit in audits:
        lost.update(audit.verdict.lost if audit.verdict else {})
    for kind, number in lost.most_common():
        yield f"lost: {number} of {kind}: {TABLE[Lost(kind)].reason}"


def _limited(
    service: str, facts: Sequence[Wrong], limit: int, told: Callable[[Wrong], str]
) -> Iterator[str]:
    for fact in Fact:
        of_fact = [one for one in facts if one.fact is fact]
        yield from map(told, of_fact[:limit])
        if len(of_fact) > limit:
            yield f"{service}: {fact}: {len(of_fact) - limit} more"


def _line(audit: Audit, one: Wrong) -> str:
    return one.lines[0] if one.lines else audit.service


def conflicts(audit: Audit, limit: int) -> Iterator[str]:
    """Tell where pages contradict each other, with the lines of both; at most so many."""
    for one in audit.disagreements[:limit]:
        conflict = one.conflict
        yield (
            f"{one.kept}: conflict: {conflict.fact}: kept {_short(conflict.kept)}, not "
            f"{_short(conflict.dropped)} of {one.dropped} ({conflict.rule})"
        )
    if len(audit.disagreements) > limit:
        yield f"{audit.service}: conflict: {len(audit.disagreements) - limit} more"


def _short(value: str) -> str:
    return value if len(value) <= _SHORT else f"{value[:_SHORT]}…"


def as_json(audits: Sequence[Audit]) -> str:
    """Return all that the audits found, for programs."""
    return json.dumps([_plain(audit) for audit in audits], indent=1, sort_keys=True) + "\n"


def _plain(audit: Audit) -> dict[str, object]:
    plain: dict[str, object] = {
        "service": audit.service,
        "pages": audit.pages,
        "seconds": round(audit.seconds, 3),
        "not_read": audit.unread,
        "problems": list(map(str, audit.problems)),
        "aside": list(audit.aside),
        "conflicts": [
            {
                **msgspec.structs.asdict(one.conflict),
                "kept_line": one.kept,
                "dropped_line": one.dropped,
            }
            for one in audit.disagreements
        ],
        "overrides": [
            {
                "path": one.path,
                "line": one.line,
                "value": one.value,
                "stated": one.stated,
                "needless": one.is_needless,
            }
            for one in audit.outdated
        ],
    }
    verdict = audit.verdict
    if verdict is not None:
        plain |= {
            "operations": verdict.operations,
            "operations_read": verdict.read,
            "members": verdict.members,
            "facts": verdict.compared,
            "guessed": verdict.guessed,
            "unknown": list(verdict.unknown),
            "too_large": list(verdict.too_large),
            "types": verdict.types,
            "lost": dict(verdict.lost),
            "wrong": list(map(_fact, verdict.wrong)),
            "of_another_time": [{**_fact(one), "witness": one.witness} for one in verdict.newer],
        }
    return plain


def _fact(one: Wrong) -> dict[str, object]:
    return {
        "fact": one.fact,
        "path": one.path,
        "expected": one.expected,
        "found": one.found,
        "lines": list(one.lines),
    }
