"""The verdict of an audit, for tests."""

import sys

from generator.audit.auditing import Audit
from generator.audit.table import HEAD, details, row


def assert_agrees(audited: Audit) -> None:
    """Show an audit, and check that every page is read, every operation there, no fact wrong."""
    sys.stdout.write("\n".join([HEAD, row(audited), *details(audited, limit=20), ""]))
    assert not audited.unread
    assert audited.verdict is not None
    assert audited.verdict.operations == audited.verdict.read
    assert {} == audited.verdict.wrong_by_fact
