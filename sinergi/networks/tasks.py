"""Doors from the background to the acts of this room."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from sinergi.networks import taking_down


@task()
def carry_out_withdrawal(pk: int) -> None:
    taking_down.carry_out(pk)


def go_on_withdrawing(now: datetime) -> int:
    """Ask again for what no network has said yes to; return for how many posts."""
    due = taking_down.due(now)
    for pk in due:
        carry_out_withdrawal.enqueue(pk)
    return len(due)
