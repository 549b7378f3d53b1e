"""Audits as people and programs read them: a table, the first differences, and JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.audit.auditing import Audit
from generator.audit.verdict import Fact

_ROW = "{:<28}{:>12}{:>7}{:>9}{:>9}{:>9}{:>7}{:>8}{:>8}{:>10}{:>8}  {}"
HEAD = _ROW.format(
    *("service", "operations", "pages", "members", "facts", "not read", "aside"),
    *("guessed", "unknown", "too large", "seconds", "wrong"),
)


def row(audit: Audit) -> str:
    """Return an audit on one line of the table."""
    verdict = audit.verdict
    if verdict is None:
        return _ROW.format(
            *(audit.service, "-", audit.pages, "-", "-", len(audit.unread), len(audit.aside)),
            *("-", "-", "-", f"{audit.seconds:.1f}", "not judged"),
        )
    return _ROW.format(
        *(audit.service, f"{verdict.read}/{verdict.operations}", audit.pages, verdict.members),
        *(verdict.compared, len(audit.unread), len(audit.aside), verdict.guessed),
        *(len(verdict.unknown), len(verdict.too_large), f"{audit.seconds:.1f}"),
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
        *(f"{len(audits)} services", operations, sum(audit.pages for audit in audits)),
        *(sum(v.members for v in verdicts), sum(v.compared for v in verdicts)),
        *(sum(len(audit.unread) for audit in audits), sum(len(audit.aside) for audit in audits)),
        *(sum(v.guessed for v in verdicts), sum(len(v.unknown) for v in verdicts)),
        *(sum(len(v.too_large) for v in verdicts), f"{sum(audit.seconds for audit in audits):.1f}"),
        _counts(wrong),
    )


def _counts(wrong: dict[str, int] | Counter[str]) -> str:
    return ", ".join(f"{fact} {number}" for fact, number in sorted(wrong.items())) or "nothing"


def details(audit: Audit, limit: int) -> Iterator[str]:
    """Tell what is wrong with page and line, at most so many facts of a sort; and what is lost."""
    for fact in Fact:
        wrong = [one for one in (audit.verdict.wrong if audit.verdict else ()) if one.fact is fact]
        for one in wrong[:limit]:
            yield f"{one.lines[0] if one.lines else audit.service}: {one}"
        if len(wrong) > limit:
            yield f"{audit.service}: {fact}: {len(wrong) - limit} more"
    yield from map(str, audit.problems)
    for section in audit.verdict.too_large if audit.verdict else ():
        yield f"{audit.service}: {section}: a notice stands there, since it would be too large"


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
            "wrong": [
                {
                    "fact": one.fact,
                    "path": one.path,
                    "expected": one.expected,
                    "found": one.found,
                    "lines": list(one.lines),
                }
                for one in verdict.wrong
            ],
        }
    return plain
