"""The times at which an account usually publishes, and which of them are free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.calendars.clashing import NEAR
from sinergi.publishing.models import Post, Slot
from sinergi.publishing.rules import NotAllowed
from sinergi.units import queries as units

#: So far ahead free slots are looked for.
AHEAD = timedelta(days=56)
#: So soon nothing can be approved.
LEAST = timedelta(minutes=10)
#: So many an account may have in a week.
MOST = 70


def slot_for(user: User, pk: object, *, may: str = "post.write") -> Slot:
    """Return a slot. Raises Http404 when invisible, PermissionDenied without the verb there."""
    rows = Slot.objects.select_related("account")
    return units.obtain(rows, user, pk, see="account.see", may=may)


def of_account(account: Account) -> QuerySet[Slot]:
    return Slot.objects.filter(account=account).order_by("weekday", "time")


def add(actor: User, account: Account, *, weekdays: Sequence[int], at: time) -> list[Slot]:
    """Add a time on one or more weekdays; those there already stay. Raises No for too many."""
    _check(actor, account)
    at = at.replace(second=0, microsecond=0)
    with transaction.atomic():
        Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        there = set(of_account(account).filter(time=at).values_list("weekday", flat=True))
        if len(weekdays) + of_account(account).count() > MOST:
            raise No(say("An account has at most {most} slots in a week."), most=MOST)
        made = [
            Slot.objects.create(account=account, weekday=day, time=at)
            for day in sorted(set(weekdays) - there)
        ]
        if not made:
            raise No(say("This slot is there already."))
        told = {"weekdays": [slot.weekday for slot in made], "time": f"{at:%H:%M}"}
        audit.record(actor, "account.slot_added", on=account, unit_id=account.unit_id, data=told)
    return made


def drop(actor: User, slot: Slot) -> None:
    _check(actor, slot.account)
    with transaction.atomic():
        Slot.objects.filter(pk=slot.pk).delete()
        told = {"weekday": slot.weekday, "time": f"{slot.time:%H:%M}"}
        audit.record(
            actor, "account.slot_dropped", on=slot.account, unit_id=slot.unit_id, data=told
        )


def free(
    accounts: Sequence[Account | int], *, now: datetime, most: int = 3, but: int = 0
) -> list[datetime]:
    """Return the next slots of these accounts at which none of them publishes, earliest first.

    A slot of one is enough; it is taken where any of them has something within half an hour, but
    for the post ``but``.
    """
    ids = [one.pk if isinstance(one, Account) else one for one in accounts]
    slots = list(Slot.objects.filter(account__in=ids).order_by("time"))
    start = now + LEAST
    taken = busy(ids, now, but)
    found: list[datetime] = []
    for at in _coming(slots, start):
        if len(found) == most:
            break
        if at not in found and not any(abs(at - other) < NEAR for other in taken):
            found.append(at)
    return found


def busy(accounts: Sequence[int], now: datetime, but: int = 0) -> frozenset[datetime]:
    """Return when any of these accounts publishes from now on; ``but`` a post."""
    start = now + LEAST
    taken = (
        Post.objects.filter(
            targets__account__in=accounts, planned_at__gt=start - NEAR, planned_at__lt=start + AHEAD
        )
        .exclude(state=Post.State.CANCELLED)
        .exclude(pk=but)
        .values_list("planned_at", flat=True)
    )
    return frozenset(at for at in taken if at is not None)


def _coming(slots: Sequence[Slot], start: datetime) -> Iterator[datetime]:
    """Yield the moments of slots from one on, in order, as the wall clock has them."""
    day: date = timezone.localtime(start).date()
    for _ in range(AHEAD.days):
        for slot in slots:
            if slot.weekday == day.weekday():
                at = timezone.make_aware(datetime.combine(day, slot.time))
                if at >= start:
                    yield at
        day += timedelta(days=1)


def _check(actor: User, account: Account) -> None:
    if not units.may(actor, "post.write", account.unit_id):
        raise NotAllowed(say("You may not write for one of these accounts."))
