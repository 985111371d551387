"""Doors from the background: each minute the clock asks which sources are due."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from sinergi.networks import gateway
from sinergi.publishing.alerts import reading


@task()
def read_source(pk: int) -> int:
    """Read one source; return how much was news."""
    return len(reading.read_source(pk, http=gateway.http(), now=timezone.now()))


def enlist(now: datetime) -> int:
    """Have every source read whose time has come; return how many."""
    found = reading.due(now)
    for pk in found:
        read_source.enqueue(pk)
    return len(found)
