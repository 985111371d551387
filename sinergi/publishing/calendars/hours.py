"""Good hours of accounts, proposed beside a field for a time. Here nothing is known of figures.

A proposal is the next moment within such hours at which none of the accounts publishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.publishing.calendars import hour_words, slots
from sinergi.publishing.calendars.clashing import NEAR
from sinergi.publishing.models import GoodHour, Weighed
from sinergi.units.models import Unit

#: So many are proposed at once; so far ahead a moment is looked for, in steps.
MOST, AHEAD, STEP = 3, timedelta(days=14), timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A moment, as its field takes it and as it is, and the hours it is taken from."""

    typed: str
    at: datetime
    hour: GoodHour
    handle: str = ""

    @property
    def words(self) -> str:
        return hour_words.said(self.hour)

    @property
    def more(self) -> str:
        return hour_words.how_sure(self.hour)


@dataclass(frozen=True, slots=True)
class Offer:
    """What is proposed for some accounts; ``short``: what is said of those with too few posts."""

    proposals: Sequence[Proposal] = ()
    short: Sequence[str] = field(default_factory=tuple)


def known(accounts: Iterable[int]) -> list[GoodHour]:
    """Return the good hours of accounts, what was measured before what the public does."""
    return _in_order(GoodHour.objects.filter(weighed__account__in=list(accounts)))


def _in_order(rows: QuerySet[GoodHour]) -> list[GoodHour]:
    return list(rows.select_related("weighed__account").order_by("of", "chance", "id"))


def offered(accounts: Sequence[int], now: datetime, but: int = 0) -> Offer:
    """Return what is proposed for these accounts, or for the post ``but`` on them."""
    if not accounts:
        return Offer()
    busy, found = slots.busy(accounts, now, but), list[Proposal]()
    for hour in known(accounts):
        at = _next(hour, now + slots.LEAST, busy)
        if at is not None and len(found) < MOST and at not in [one.at for one in found]:
            handle = hour.weighed.account.handle if len(accounts) > 1 else ""
            typed = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
            found.append(Proposal(typed, at, hour, handle))
    return Offer(found, short(accounts))


def short(accounts: Sequence[int]) -> list[str]:
    """Return what is said of accounts of which too few posts were measured."""
    rows = Weighed.objects.filter(account__in=accounts).select_related("account")
    return [
        _("%(account)s: not enough yet, %(posts)s measured posts of at least %(needed)s.")
        % {"account": row.account.handle, "posts": row.posts, "needed": row.needed}
        for row in rows.order_by("account_id")
        if not row.enough
    ]


def of_office(unit: Unit) -> dict[str, GoodHour]:
    """Return the best hours of the accounts of an office, by the kind of day (``kind_of``)."""
    best: dict[str, GoodHour] = {}
    for hour in _in_order(GoodHour.objects.filter(weighed__account__unit=unit)):
        best.setdefault(hour.days, hour)
    return best


def as_slot(hour: GoodHour) -> dict[str, object]:
    """Return good hours as the form for a slot takes them."""
    weekdays = range(5, 7) if hour.days == GoodHour.Days.REST else range(5)
    return {"weekdays": list(weekdays), "at": time(hour.first)}


def kind_of(day: date) -> str:
    return GoodHour.Days.REST if day.weekday() >= 5 else GoodHour.Days.WORK


def _next(hour: GoodHour, start: datetime, busy: frozenset[datetime]) -> datetime | None:
    for at in _moments(hour, start):
        if not any(abs(at - other) < NEAR for other in busy):
            return at
    return None


def _moments(hour: GoodHour, start: datetime) -> Iterator[datetime]:
    day, last = timezone.localtime(start).date(), timezone.localtime(start + AHEAD).date()
    while day <= last:
        if kind_of(day) == hour.days:
            at = timezone.make_aware(datetime.combine(day, time(hour.first)))
            for _step in range((hour.end - hour.first) * 2):
                if at >= start:
                    yield at
                at += STEP
        day += timedelta(days=1)
