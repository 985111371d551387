"""A plan of posts as a file, read for an account, with times some days from now."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.bulk import plans

HEAD = "tanggal,jam,judul,teks,akun,label"


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def at(days: int, hour: int = 9) -> datetime:
    found = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(found, time(hour)))


def plan_of(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *lines]).encode()


def read(user: User, account: Account, content: bytes) -> plans.Report:
    return plans.read(user, account.unit, content, now=timezone.now())
