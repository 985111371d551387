"""What is heard: asks the networks for news of each account, and passes it up once stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from sinergi.connectors.contract import Listens, Page
from sinergi.connectors.errors import ConnectorError, SignedOut
from sinergi.networks import gateway, health, renewing, rules, signals, spending
from sinergi.networks.models import Account
from sinergi.work.loop import Crashed, Job

LEASE = timedelta(seconds=90)

#: The longest wait between two reads of an account that fails again and again.
PATIENCE = timedelta(minutes=15)

#: The wait of an account whose budget is used up.
POOR = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Heard:
    page: Page


@dataclass(frozen=True, slots=True)
class Deaf:
    error: ConnectorError


@dataclass(slots=True)
class Listener:
    """The source of reads for the loop."""

    share: float = 0.5
    lease: timedelta = LEASE
    open_account: Callable[[Account], object] = gateway.open_account

    def claim(self, most: int, *, now: datetime, holder: str) -> list[Job]:
        if not _due(now).exists():
            return []
        with transaction.atomic():
            rows = list(
                _due(now)
                .select_for_update(skip_locked=True, of=("self",))
                .order_by("next_listen")[:most]
            )
            Account.objects.filter(pk__in=[row.pk for row in rows]).update(
                listen_holder=holder, listen_lease=now + self.lease
            )
        return [self._job(row) for row in rows]

    def store(self, outcomes: Sequence[tuple[int, object]], *, now: datetime) -> None:
        for pk, outcome in outcomes:
            with transaction.atomic():
                _store(pk, outcome, now)

    def prolong(self, ids: Sequence[int], *, now: datetime) -> None:
        Account.objects.filter(pk__in=ids).update(listen_lease=now + self.lease)

    def _job(self, account: Account) -> Job:
        def work() -> object:
            try:
                network = self.open_account(account)
                if not isinstance(network, Listens):
                    return Heard(Page((), account.cursor or None))
                return Heard(network.listen(account.cursor or None))
            except ConnectorError as e:
                return Deaf(e)

        return Job(account.pk, work)


def release(holders: Sequence[str]) -> int:
    """End the reads of workers that are gone."""
    return Account.objects.filter(listen_holder__in=list(holders)).update(
        listen_holder="", listen_lease=None
    )


def _due(now: datetime) -> QuerySet[Account]:
    return Account.objects.filter(
        Q(listen_lease=None) | Q(listen_lease__lte=now),
        state=Account.State.CONNECTED,
        next_listen__lte=now,
    )


def _store(pk: int, outcome: object, now: datetime) -> None:
    account = Account.objects.select_for_update(of=("self",)).get(pk=pk)
    free = {"listen_holder": "", "listen_lease": None}
    match outcome:
        case Heard(page=page):
            spending.add(account, page.cost, now=now)
            renewing.changed(account.pk, page.changed)
            if page.items:
                signals.heard.send(Account, account=account, items=list(page.items))
            _row(pk).update(
                **free,
                cursor=page.cursor or "",
                last_read=now,
                failures=0,
                problem={},
                next_listen=_next(account, page, now),
            )
        case Deaf(error=error):
            _row(pk).update(
                **free,
                failures=min(account.failures + 1, 1000),
                problem=rules.spoken(error),
                next_listen=now + _patience(account),
            )
            renewing.followed(account.pk, error)
            if isinstance(error, SignedOut):
                health.signed_out(account, error, now=now)
        case Crashed():
            _row(pk).update(
                **free, failures=min(account.failures + 1, 1000), next_listen=now + PATIENCE
            )


def _next(account: Account, page: Page, now: datetime) -> datetime:
    if spending.used_up(account, now=now):
        return now + POOR
    return now if page.more else now + _interval(account)


def _interval(account: Account) -> timedelta:
    card = gateway.about(account.network)
    return card.poll_every if card else PATIENCE


def _patience(account: Account) -> timedelta:
    return min(_interval(account) * (1 << min(account.failures, 10)), PATIENCE)


def _row(pk: int) -> QuerySet[Account]:
    return Account.objects.filter(pk=pk)
