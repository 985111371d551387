"""Calls from networks: proven at the door, stored by one insert, and read later by a worker.

A call may come twice, late, or never: what it says is known by its remote ids, and listening goes
on beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.core import signing
from django.db import connection, transaction
from django.db.models import BigIntegerField, Case, CharField, DateTimeField, Q, QuerySet, When
from django.urls import reverse

from sinergi.connectors.contract import Call, Event, Hooked
from sinergi.lib import rows
from sinergi.lib.claiming import Claim
from sinergi.lib.prepared import Slot, once, prepared
from sinergi.networks import gateway, outcomes, renewing, signals
from sinergi.networks.models import Account, NetworkCall
from sinergi.work.loop import Crashed, Job

LEASE = timedelta(seconds=60)
SALT = "sinergi.networks.calls"

#: The longest body a network needs for one call.
LONGEST = 4_000_000

#: How often a call is read that cannot be put away, and how long to wait in between.
TRIES = 6
AGAIN = timedelta(minutes=2)


class NotGenuine(Exception):
    """The call is not the network's, or not for anybody here."""


def address(network: str, account: Account | None = None) -> str:
    """Return the address a network calls: the app's, or one account's own."""
    if account is None:
        return f"{settings.SITE_URL}{reverse('networks:called', args=[network])}"
    token = signing.Signer(salt=SALT).sign(str(account.pk))
    return f"{settings.SITE_URL}{reverse('networks:called-own', args=[network, token])}"


def account_of(network: str, token: str) -> Account:
    """Return whose address this is. Raises NotGenuine when it is nobody's."""
    try:
        pk = int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError) as e:
        raise NotGenuine from e
    found = Account.objects.filter(pk=pk, network=network, state=Account.State.CONNECTED).first()
    if found is None:
        raise NotGenuine
    return found


def take(network: str, account: Account | None, call: Call, *, now: datetime) -> str:
    """Answer the network's check of our address, or store its call and return nothing.

    Raises NotGenuine when its signature is wrong, or nobody here is called by this network.
    """
    connector = _hooked(network, account)
    challenge = connector.challenge(call)
    if challenge is not None:
        return challenge
    if call.method != "POST" or not connector.genuine(call):
        raise NotGenuine
    _keep(network, account, call.body, now)
    return ""


def _keep(network: str, account: Account | None, body: bytes, now: datetime) -> None:
    """Store a call. Raw SQL, because the network waits: the ORM takes longer than the disk."""
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO networks_networkcall "
            "(network, account_id, body, received, next_try, lease, attempts) "
            "VALUES (%s, %s, %s, %s, %s, NULL, 0)",
            [network, account.pk if account else None, body, at, at],
        )


def _hooked(network: str, account: Account | None) -> Hooked:
    kind = gateway.hooked(network)
    if kind is None or kind.own_address is not (account is not None):
        raise NotGenuine
    opened = gateway.open_account(account) if account else gateway.build(network, {})
    return cast("Hooked", opened)


@dataclass(frozen=True, slots=True)
class Said:
    events: Sequence[Event]


@dataclass(slots=True)
class CallReader:
    """The source of calls for the loop."""

    share: float = 0.25
    lease: timedelta = LEASE
    build: Callable[[NetworkCall], Hooked] = lambda row: _hooked(row.network, row.account)

    def claim(self, most: int, *, now: datetime, holder: str) -> list[Job]:
        lease = connection.ops.adapt_datetimefield_value(now + self.lease)
        found = _claim(most).run([lease], now=now)
        return [Job(row.pk, lambda row=row: self._read(row)) for row in found]  # type: ignore[misc]

    def _read(self, row: NetworkCall) -> object:
        return Said(self.build(row).events(bytes(row.body)))

    def store(self, outcomes_: Sequence[tuple[int, object]], *, now: datetime) -> None:
        for pk, outcome in outcomes_:
            with transaction.atomic():
                _store(pk, outcome, now)

    def prolong(self, ids: Sequence[int], *, now: datetime) -> None:
        _rows(ids).update(lease=now + self.lease)


@once
def _claim(most: int) -> Claim:
    now = Slot("now", DateTimeField())
    due = NetworkCall.objects.filter(Q(lease=None) | Q(lease__lte=now), next_try__lte=now)
    return Claim(due.order_by("id")[:most], "lease = %s, attempts = attempts + 1")


def _store(pk: int, outcome: object, now: datetime) -> None:
    if isinstance(outcome, Crashed):
        _rows([pk]).update(lease=None, next_try=Case(When(attempts__lt=TRIES, then=now + AGAIN)))
        return  # what cannot be read is kept for whoever looks into it
    with connection.cursor() as cursor:  # raw: it takes the row and tells what it was at once
        cursor.execute(
            "DELETE FROM networks_networkcall WHERE id = %s RETURNING network, account_id", [pk]
        )
        row = cursor.fetchone()
    if row is not None and isinstance(outcome, Said):
        network, own = row
        for event in outcome.events:
            _heard(network, own, event, now)


def _heard(network: str, own: int | None, event: Event, now: datetime) -> None:
    """Pass on what one account was told, under its lock: it is heard by one at a time."""
    if own is None and not event.account:
        return
    asked = {
        "network": network,
        "state": Account.State.CONNECTED,
        "concerned": own or event.account,
    }
    for values in _concerned(own is not None).run(**asked):
        account = rows.read(Account, _COLUMNS, values)
        if event.items:
            signals.heard.send(Account, account=account, items=list(event.items))
        outcomes.told_of(account, event.receipts, now=now)
        renewing.changed(account.pk, event.changed)
        if not (event.items or event.receipts or event.changed):
            # There is news that the call does not tell: ask, or see whether access still works.
            when = "next_care" if account.next_listen is None else "next_listen"
            Account.objects.filter(pk=account.pk).update(**{when: now})


_COLUMNS = rows.names(Account)


@prepared
def _concerned(own: bool) -> QuerySet[Any, Any]:  # a shape
    """The account of an address, or those of a network with a remote id; locked."""
    one = Slot("concerned", BigIntegerField() if own else CharField())
    of = Account.objects.filter(**{"pk" if own else "remote_id": one})
    found = of.filter(network=Slot("network", CharField()), state=Slot("state", CharField()))
    return found.select_for_update().order_by("pk").values_list(*_COLUMNS)


def _rows(ids: Sequence[int]) -> QuerySet[NetworkCall]:
    return NetworkCall.objects.filter(pk__in=ids)
