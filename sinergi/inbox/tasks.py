"""Doors from the background to the acts of this room."""

from __future__ import annotations

from django_tasks import task

from sinergi.inbox import hiding


@task()
def carry_out_hiding(message_id: int) -> None:
    hiding.carry_out(message_id)
