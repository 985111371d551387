"""How an account is doing: what a person must know before the public does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from sinergi.audit import actions as audit
from sinergi.connectors.errors import SignedOut
from sinergi.lib.text import say
from sinergi.networks import rules
from sinergi.networks.models import Account, Delivery
from sinergi.notices import actions as notices
from sinergi.people.models import User

#: How long after its moment a delivery that has not gone out is a matter of health.
OVERDUE = timedelta(minutes=2)

#: How long an account may go without a successful read.
UNHEARD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Health:
    """What is wrong with an account: English words with facts, worst first. Empty: nothing."""

    last_read: datetime | None
    oldest_due: datetime | None
    token_expires: datetime | None
    problems: tuple[dict[str, Any], ...]


def overdue(now: datetime) -> QuerySet[Delivery]:
    """Return what is due and not sent: the first thing the health page shows."""
    late = Q(state="waiting", due__lt=now - OVERDUE) | Q(state="sending", due__lt=now - OVERDUE)
    return Delivery.objects.filter(late).order_by("due")


def oldest_due(now: datetime) -> datetime | None:
    """Return the moment of the oldest item that is due and not sent.

    What waits for an account that was disconnected is held on purpose, and does not count.
    """
    open_now = Delivery.objects.filter(
        state__in=[Delivery.State.WAITING, Delivery.State.SENDING], due__lte=now
    ).exclude(account__state=Account.State.CLOSED)
    return open_now.order_by("due").values_list("due", flat=True).first()


def of_account(account: Account, *, now: datetime) -> Health:
    oldest = overdue(now).filter(account=account).values_list("due", flat=True).first()
    found = list(_problems(account, oldest, now))
    return Health(account.last_read, oldest, account.token_expires, tuple(found))


def signed_out(account: Account, error: SignedOut) -> None:
    """Mark an account signed out and tell its owner and deputy, once."""
    changed = Account.objects.filter(pk=account.pk, state=Account.State.CONNECTED).update(
        state=Account.State.SIGNED_OUT, problem=rules.spoken(error)
    )
    if not changed:
        return
    audit.record(None, "account.signed_out", on=account, unit_id=account.unit_id)
    for person in responsible(account):
        notices.tell(
            person,
            "account.signed_out",
            say("{account} is signed out. Nothing is sent or heard there until you reconnect it."),
            url=reverse("networks:account", args=[account.pk]),
            facts={"account": account.handle},
        )


def responsible(account: Account) -> list[User]:
    """Return the people who look after an account: owner first, then deputy."""
    return [p for p in (account.owner, account.deputy) if p is not None and p.is_active]


def _problems(account: Account, oldest: datetime | None, now: datetime) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if account.state == Account.State.SIGNED_OUT:
        found.append(
            _problem(say("Signed out: reconnect the account. What is due waits until then."))
        )
    if oldest is not None:
        found.append(_problem(say("Something is due and has not been sent.")))
    if account.token_expires and account.token_expires < now + timedelta(days=7):
        found.append(_problem(say("The access expires soon: reconnect the account.")))
    if account.failures and account.problem:
        found.append(account.problem)
    elif _unheard(account, now):
        found.append(_problem(say("Nothing has been read from this account for a while.")))
    return found


def _unheard(account: Account, now: datetime) -> bool:
    if account.state != Account.State.CONNECTED or account.next_listen is None:
        return False
    return (account.last_read or account.connected_at) < now - UNHEARD


def _problem(message: str) -> dict[str, Any]:
    return {"kind": "Health", "message": message, "facts": {}}
