"""How an account is doing: what a person must know before the public does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Renews
from sinergi.connectors.errors import SignedOut
from sinergi.lib.text import say
from sinergi.networks import chaining, gateway, rules
from sinergi.networks.models import Account, Delivery
from sinergi.notices import actions as notices
from sinergi.people.models import User

#: How long after its moment a delivery that has not gone out is a matter of health.
OVERDUE = timedelta(minutes=2)

#: How long an account may go without a successful read.
UNHEARD = timedelta(minutes=10)

#: How long before an access expires it is a matter of health, unless it is renewed by itself.
EXPIRES_SOON = timedelta(days=7)

#: A request that was refused may have been made before access was given so long ago.
JUST_NOW = timedelta(minutes=2)

OPEN = (Delivery.State.WAITING, Delivery.State.SENDING)


@dataclass(frozen=True, slots=True)
class Health:
    """How an account is. ``problems`` are English words with facts, worst first; empty: none.

    ``missing`` are the rights the connector needs and the network did not give.
    """

    last_read: datetime | None
    oldest_due: datetime | None
    token_expires: datetime | None
    missing: tuple[str, ...]
    problems: tuple[dict[str, Any], ...]


def overdue(now: datetime) -> QuerySet[Delivery]:
    """Return what is due and not sent: the first thing the health page shows."""
    late = Delivery.objects.filter(state__in=OPEN, due__lt=now - OVERDUE)
    return late.exclude(chaining.too_early()).order_by("due")


def stumbling() -> int:
    """Return how many deliveries wait because nobody could say whether they may go out."""
    return Delivery.objects.filter(state__in=OPEN, problem__kind=rules.STUMBLED).count()


def oldest_due(now: datetime) -> datetime | None:
    """Return the moment of the oldest item that is due and not sent.

    What waits for an account that was disconnected is held on purpose, and does not count.
    """
    open_now = Delivery.objects.filter(
        ~chaining.too_early(),
        state__in=[Delivery.State.WAITING, Delivery.State.SENDING],
        due__lte=now,
    ).exclude(account__state=Account.State.CLOSED)
    return open_now.order_by("due").values_list("due", flat=True).first()


def of_account(account: Account, *, now: datetime) -> Health:
    return of_accounts([account], now=now)[account.pk]


def of_accounts(accounts: Iterable[Account], *, now: datetime) -> dict[int, Health]:
    """Return the health of each account by its id, with one query for all of them."""
    rows = list(accounts)
    late = overdue(now).order_by().filter(account__in=[a.pk for a in rows])
    oldest = dict(late.values_list("account").annotate(Min("due")))
    return {account.pk: _health(account, oldest.get(account.pk), now) for account in rows}


def troubled(now: datetime) -> QuerySet[Account]:
    """Return the accounts for which a person has to do something."""
    late = Delivery.objects.filter(
        ~chaining.too_early(), account=OuterRef("pk"), state__in=OPEN, due__lt=now - OVERDUE
    )
    unheard = Q(
        Q(last_read=None) | Q(last_read__lt=now - UNHEARD),
        next_listen__isnull=False,
        connected_at__lt=now - UNHEARD,
    )
    expires = Q(token_expires__lt=now + EXPIRES_SOON) & not_renewed(now)
    return Account.objects.filter(
        Q(state=Account.State.SIGNED_OUT)
        | Q(expires | unheard | Q(Exists(late)), state=Account.State.CONNECTED)
    )


def signed_out(account: Account, error: SignedOut, *, now: datetime) -> None:
    """Take note that an account's access was refused.

    Where it can be renewed that is tried first.
    """
    if not gateway.can(account.network, Renews):
        access_ended(account, error, now=now)
    elif not came_just_now(account, now):
        Account.objects.filter(pk=account.pk).update(renew_at=now, next_care=now)


def access_ended(account: Account, error: SignedOut, *, now: datetime) -> None:
    """Mark an account signed out and tell its owner and deputy, once.

    An access that came just now was not what was refused: a person has reconnected the account
    meanwhile. If it is no good, that shows the next time.
    """
    if came_just_now(account, now):
        return
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


def came_just_now(account: Account, now: datetime) -> bool:
    """True when what was refused may have been another access than the account has now."""
    return account.issued is not None and account.issued > now - JUST_NOW


def responsible(account: Account) -> list[User]:
    """Return the people who look after an account: owner first, then deputy."""
    return [p for p in (account.owner, account.deputy) if p is not None and p.is_active]


def _health(account: Account, oldest: datetime | None, now: datetime) -> Health:
    missing = _missing(account)
    found = tuple(_problems(account, oldest, missing, now))
    ends = account.sign_in_ends or account.token_expires
    return Health(account.last_read, oldest, ends, missing, found)


def _problems(
    account: Account, oldest: datetime | None, missing: tuple[str, ...], now: datetime
) -> Iterator[dict[str, Any]]:
    if account.state == Account.State.CLOSED:
        if oldest is not None:
            yield _problem(say("What was due here is held until the account is connected again."))
        return
    if account.state == Account.State.SIGNED_OUT:
        yield _problem(say("Signed out: reconnect the account. What is due waits until then."))
    if oldest is not None:
        yield _problem(say("Something is due and has not been sent."))
    if missing:
        named = ", ".join(missing)
        yield _problem(
            say("The access does not allow everything ({missing}): reconnect the account."),
            missing=named,
        )
    if _ends_soon(account, now):
        yield _problem(
            say("The access has expired: reconnect the account.")
            if account.token_expires and account.token_expires < now
            else say("The access expires soon: reconnect the account.")
        )
    if account.failures and account.problem:
        yield account.problem
    elif _unheard(account, now):
        yield _problem(say("Nothing has been read from this account for a while."))


def not_renewed(now: datetime) -> Q:
    """Return the condition for accounts whose access is not renewed by itself in time."""
    return Q(renew_at=None) | Q(renew_at__lt=now - timedelta(days=1)) | Q(token_expires__lt=now)


def _ends_soon(account: Account, now: datetime) -> bool:
    if account.token_expires is None or account.token_expires >= now + EXPIRES_SOON:
        return False
    renews = account.renew_at is not None and account.renew_at > now - timedelta(days=1)
    return not renews or account.token_expires < now


def _missing(account: Account) -> tuple[str, ...]:
    """Return the rights that are needed and not given; none where the network does not say."""
    card = gateway.about(account.network)
    if card is None or not account.scopes:
        return ()
    given = set(account.scopes)
    return tuple(s for s in card.needs if not {s, s.split(":", maxsplit=1)[0]} & given)


def _unheard(account: Account, now: datetime) -> bool:
    if account.state != Account.State.CONNECTED or account.next_listen is None:
        return False
    return max(account.last_read or account.connected_at, account.connected_at) < now - UNHEARD


def _problem(message: str, **facts: str) -> dict[str, Any]:
    return {"kind": "Health", "message": message, "facts": facts}
