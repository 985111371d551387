"""Doors from the background to the acts of this room."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django_tasks import task

from sinergi.inbox import hiding
from sinergi.inbox.cases import answering
from sinergi.inbox.deadlines import recounting
from sinergi.inbox.hoaxes import climbing
from sinergi.inbox.moderating import liking, removing


@task()
def carry_out_hiding(message_id: int) -> None:
    hiding.carry_out(message_id)


@task()
def carry_out_liking(message_id: int) -> None:
    liking.carry_out(message_id)


@task()
def carry_out_removal(message_id: int) -> None:
    removing.carry_out(message_id)


def go_on_removing(now: datetime) -> int:
    """Ask again for what no network has said yes to; return for how many comments."""
    due = removing.due(now)
    for pk in due:
        carry_out_removal.enqueue(pk)
    return len(due)


@task()
def answer_case(answer_id: int) -> None:
    answering.carry_out(answer_id)


@task()
def recount_deadlines(unit_id: int) -> None:
    recounting.recount(unit_id)
    climbing.recount(recounting.offices(unit_id))


def watch_calendars(now: datetime) -> bool:
    """Count every deadline anew where a calendar changed; return whether one did."""
    begin = partial(recount_deadlines.enqueue, 0)
    return recounting.watch(lambda: transaction.on_commit(begin))
