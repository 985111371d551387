"""What *Hari ini* shows of accounts, of answers to settle, and of what is published by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.lib.today import Task
from sinergi.networks import health, registry
from sinergi.networks.models import Account, Delivery
from sinergi.networks.queries import words
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.queries import Person

MOST_TASKS = 20

#: How long what is published by hand may wait before it is late.
LATE = timedelta(minutes=30)


def today_for(user: Person) -> list[Task]:
    """Return what a person has to do about accounts and about answers that may have gone out."""
    if not isinstance(user, User):
        return []
    now = timezone.now()
    return [
        *_by_hand(user, now),
        *_accounts_to_mend(user, now),
        *_replies_to_settle(user),
        *_records_to_check(user, now),
    ]


def _records_to_check(user: User, now: datetime) -> list[Task]:
    """Return the records that a person must look at again."""
    return [
        Task(
            kind=_("Check"),
            title=_("Record of %(account)s") % {"account": row},
            detail=_("Nobody has checked for half a year who keeps it and how it is secured."),
            url=reverse("networks:record", args=[row.pk]),
            urgency="calm",
        )
        for row in registry.to_check_by(user, now)[:MOST_TASKS]
    ]


def _by_hand(user: User, now: datetime) -> list[Task]:
    """Return what is approved, due, and waits for a person to publish it."""
    rows = Delivery.objects.filter(
        units.within(user, "delivery.settle"), state=Delivery.State.BY_HAND
    )
    return [
        Task(
            kind=_("Publish by hand"),
            title=row.text[:80],
            detail=_("On %(account)s. Not sent yet.") % {"account": row.account},
            url=reverse("content:delivery", args=[row.pk]),
            urgency="late" if row.due < now - LATE else "soon",
            due=row.due,
        )
        for row in rows.select_related("account").order_by("due")[:MOST_TASKS]
    ]


def _accounts_to_mend(user: User, now: datetime) -> list[Task]:
    """Return a task for each bad account one can reconnect, or looks after."""
    connects = units.within(user, "account.connect")
    own = Q(owner=user) | Q(deputy=user)
    rows = (
        health.troubled(now)
        .filter(units.within(user, "account.see"))
        # No condition means everywhere; joined to another by "or" it would mean nothing.
        .filter(connects | own if connects else connects)
        .select_related("unit")[:MOST_TASKS]
    )
    found = list(rows)
    known = health.of_accounts(found, now=now)
    return [_mend(account, known[account.pk], now) for account in found]


def _mend(account: Account, how: health.Health, now: datetime) -> Task:
    late = account.state == Account.State.SIGNED_OUT or how.oldest_due is not None
    return Task(
        kind=_("Look"),
        title=_("Account %(account)s") % {"account": account},
        detail=" · ".join([str(account.unit), *(words(p) for p in how.problems[:1])]),
        url=reverse("networks:account", args=[account.pk]),
        urgency="late" if late else "soon",
        due=how.oldest_due,
    )


def _replies_to_settle(user: User) -> list[Task]:
    """Return the answers of which nobody knows whether they arrived. Posts are publishing's."""
    rows = Delivery.objects.filter(
        units.within(user, "delivery.settle"),
        kind=Delivery.Kind.REPLY,
        state=Delivery.State.UNSURE,
    )
    return [
        Task(
            kind=_("Settle"),
            title=row.text[:80],
            detail=f"{row.account}: {row.get_state_display()}",
            url=reverse("content:delivery", args=[row.pk]),
            urgency="late",
        )
        for row in rows.select_related("account")[:MOST_TASKS]
    ]
