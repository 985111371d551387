"""Signs of life."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime, timedelta

from sinergi.work.models import Worker

#: A worker beats this often, and is given up after four missed beats.
BEAT = timedelta(seconds=5)
SILENCE = 4 * BEAT


def enlist(now: datetime) -> str:
    """Write this process down and return its name."""
    host = socket.gethostname()[:60]
    name = f"{host}-{os.getpid()}-{secrets.token_hex(3)}"
    Worker.objects.create(name=name, host=host, pid=os.getpid(), started=now, seen=now)
    return name


def beat(name: str, now: datetime) -> None:
    Worker.objects.filter(name=name).update(seen=now)


def leave(name: str, now: datetime) -> None:
    Worker.objects.filter(name=name).update(stopped=now, seen=now)


def alive(now: datetime) -> list[Worker]:
    return list(Worker.objects.filter(stopped=None, seen__gt=now - SILENCE).order_by("started"))


def forget_the_dead(now: datetime, *, after: timedelta = timedelta(days=7)) -> int:
    return Worker.objects.filter(seen__lt=now - after).delete()[0]
