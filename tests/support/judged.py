"""The verdict of an audit, for tests."""

import sys

from generator.audit.auditing import Audit
from generator.audit.table import HEAD, details, row


def assert_nothing_wrong(audited: Audit) -> None:
    """Show an audit, and check that every page is read and no fact wrong."""
    sys.stdout.write("\n".join([HEAD, row(audited), *details(audited, limit=20), ""]))
    assert not audited.unread
    assert audited.verdict is not None
    assert {} == audited.verdict.wrong_by_fact


def assert_agrees(audited: Audit) -> None:
    """As `assert_nothing_wrong`, and that every operation is there."""
    assert_nothing_wrong(audited)
    assert audited.verdict is not None
    assert audited.verdict.operations == audited.verdict.read
