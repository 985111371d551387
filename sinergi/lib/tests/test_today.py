from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sinergi.lib.today import Task, in_order


def test_the_late_come_first_then_the_nearest_deadline() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    calm = Task("Write", "c", "", "/c")
    far = Task("Answer", "f", "", "/f", "soon", now + timedelta(days=2))
    near = Task("Answer", "n", "", "/n", "soon", now)
    late = Task("Answer", "l", "", "/l", "late", now + timedelta(days=9))
    assert [t.title for t in in_order([calm, far, near, late])] == ["l", "n", "f", "c"]
