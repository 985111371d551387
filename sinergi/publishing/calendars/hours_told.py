"""Good hours as they are told from above, and kept: ``sinergi.insights.hours`` works them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sinergi.networks.models import Account
from sinergi.publishing.models import GoodHour, Weighed


@dataclass(frozen=True, slots=True)
class Told:
    """Good hours as insights tells them; ``times``: low, median and high, times the usual."""

    of: str
    rest: bool
    first: int
    end: int
    n: int
    chance: float
    above: int = 0
    times: tuple[float | None, float | None, float | None] = (None, None, None)


def keep(
    account: Account,
    told: Iterable[Told],
    *,
    posts: int,
    needed: int,
    by: str,
    messages: int,
    now: datetime,
) -> Weighed:
    """Keep the good hours of an account in place of those known before."""
    values = {"at": now, "posts": posts, "needed": needed, "by": by, "messages": messages}
    with transaction.atomic():
        found, _made = Weighed.objects.update_or_create(account=account, defaults=values)
        found.hours.all().delete()
        GoodHour.objects.bulk_create(_row(found, one) for one in told)
    return found


def _row(weighed: Weighed, told: Told) -> GoodHour:
    low, ratio, high = told.times
    return GoodHour(
        weighed=weighed,
        of=told.of,
        days=GoodHour.Days.REST if told.rest else GoodHour.Days.WORK,
        first=told.first,
        end=told.end,
        n=told.n,
        above=told.above,
        ratio=ratio,
        low=low,
        high=high,
        chance=told.chance,
    )
