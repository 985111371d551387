"""Measuring: asks the networks for the figures of each account and of its posts, when they are due.

A young post is looked at often, an old one seldom (``rules.STEPS``). What a network does not tell
stays absent. One account is asked by one worker at a time, under a lease of its ``Watch``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from sinergi.connectors.contract import Costs, Measures, MeasuresAccount, Sample
from sinergi.connectors.errors import ConnectorError, Refused, SignedOut, Unavailable
from sinergi.insights import affording, rules, storing
from sinergi.insights.models import Watch
from sinergi.insights.storing import Figure
from sinergi.networks import gateway, health, spending
from sinergi.networks import rules as networks
from sinergi.networks.models import Account, Delivery
from sinergi.work.loop import Crashed, Job

LEASE = timedelta(seconds=180)

#: So many posts are asked for in one call of a connector.
AT_ONCE = 50


@dataclass(slots=True)
class Looked:
    """What the network told, and which of both questions need not be asked again now."""

    samples: list[Sample] = field(default_factory=list)
    account: bool = False
    posts: bool = False
    error: ConnectorError | None = None


@dataclass(slots=True)
class Measurer:
    """The source of looks for the loop."""

    share: float = 0.25
    lease: timedelta = LEASE
    open_account: Callable[[Account], object] = gateway.open_account

    def claim(self, most: int, *, now: datetime, holder: str) -> list[Job]:
        if not _due(now).exists():
            return []
        with transaction.atomic():
            rows = list(
                _due(now)
                .select_for_update(skip_locked=True, of=("self",))
                .select_related("account")
                .order_by("next_look")[:most]
            )
            poor = [row.pk for row in rows if spending.used_up(row.account, now=now)]
            _rows(poor).update(next_look=now + rules.POOR)
            able = [row for row in rows if row.pk not in poor]
            _rows([r.pk for r in able]).update(holder=holder, lease=now + self.lease)
        return [self._job(row, now) for row in able]

    def store(self, outcomes: Sequence[tuple[int, object]], *, now: datetime) -> None:
        for pk, outcome in outcomes:
            with transaction.atomic():
                _store(pk, outcome, now)

    def prolong(self, ids: Sequence[int], *, now: datetime) -> None:
        _rows(ids).update(lease=now + self.lease)

    def _job(self, watch: Watch, now: datetime) -> Job:
        ids = due_posts(watch, now)
        account = watch.account_at is None or watch.account_at <= now - rules.ACCOUNT_EVERY

        def work() -> object:
            try:
                network = self.open_account(watch.account)
            except ConnectorError as e:
                return Looked(error=e)
            return look_within(watch.account, network, ids, account=account, now=now)

        return Job(watch.pk, work)


def look_within(
    payer: Account, network: object, remote_ids: Sequence[str], *, account: bool, now: datetime
) -> Looked:
    """Ask for what the account's budget holds. What it does not hold is asked at the next look."""
    can = affording.afford(payer, network, remote_ids, account=account, now=now)
    found = look(network, can.posts, account=can.account)
    affording.settle(payer, network, can, found.samples, now=now)
    if can.error and not found.error:
        found.account, found.error = account, can.error
    return found


def look(network: object, remote_ids: Sequence[str], *, account: bool) -> Looked:
    """Ask for figures of posts, then of the account. What was told before an error counts."""
    found = Looked(posts=True, account=account)
    if isinstance(network, Measures):
        for first in range(0, len(remote_ids), AT_ONCE):
            found.posts &= _told(found, network.measure(remote_ids[first : first + AT_ONCE]))
            if not found.posts:
                return Looked(found.samples, error=found.error)
    if account and isinstance(network, MeasuresAccount):
        found.account = _told(found, network.measure_account())
    return found


def _told(found: Looked, samples: Iterable[Sample]) -> bool:
    """Take samples one by one; False when it is worth asking again soon."""
    try:
        for sample in samples:
            found.samples.append(sample)
    except Refused as e:
        found.error = e  # it will not help to repeat before the next look is due
    except ConnectorError as e:
        found.error = e
        return False
    return True


def due_posts(watch: Watch, now: datetime) -> list[str]:
    """Return the remote ids of an account's posts at which a look is due, the newest first."""
    charged = gateway.can(watch.account.network, Costs)
    return [
        remote_id
        for remote_id, sent in _posts(watch.account_id, now)
        if sent and rules.is_due(sent, watch.posts_at, now, charged=charged)
    ]


def enlist(now: datetime) -> int:
    """Begin to watch the accounts whose network tells figures; return of how many. The clock's."""
    able = [
        slug
        for slug in gateway.enabled()
        if gateway.can(slug, Measures) or gateway.can(slug, MeasuresAccount)
    ]
    fresh = Account.objects.filter(
        state=Account.State.CONNECTED, by_hand=False, network__in=able, watch=None
    )
    rows = [Watch(account=account, next_look=now) for account in fresh[:500]]
    return len(Watch.objects.bulk_create(rows, ignore_conflicts=True))


def release(holders: Sequence[str]) -> int:
    """End the looks of workers that are gone."""
    return Watch.objects.filter(holder__in=list(holders)).update(holder="", lease=None)


def went_out(deliveries: Sequence[Delivery]) -> None:
    """Posts are out: their accounts are looked at when their first look is due, not later."""
    firsts: dict[datetime, list[int]] = defaultdict(list)
    for row in deliveries:
        sent, charged = row.sent_at, gateway.can(row.account.network, Costs)
        first = rules.next_look(sent, sent, charged=charged) if sent else None
        if first is not None:
            firsts[first].append(row.account_id)
    for first, accounts in firsts.items():
        later = Watch.objects.filter(account__in=accounts, next_look__gt=first)
        later.update(next_look=first)


def _due(now: datetime) -> QuerySet[Watch]:
    return Watch.objects.filter(
        Q(lease=None) | Q(lease__lte=now),
        next_look__lte=now,
        account__state=Account.State.CONNECTED,
        account__by_hand=False,
    )


def _store(pk: int, outcome: object, now: datetime) -> None:
    watch = Watch.objects.select_for_update(of=("self",)).get(pk=pk)
    # The lock keeps an import for the same account from storing beside us.
    account = Account.objects.select_for_update(of=("self",)).get(pk=watch.account_id)
    watch.account = account
    values: dict[str, Any] = {"holder": "", "lease": None}
    match outcome:
        case Looked():
            told = [Figure(s.remote_id, s.metric, s.value, s.at) for s in outcome.samples]
            source = storing.NETWORK
            storing.keep(storing.plan(account, told, source, now=now))
            values |= _after(watch, outcome, now)
        case Crashed():
            values |= _failed(watch, None, now)
    _rows([pk]).update(**values)
    if isinstance(outcome, Looked) and isinstance(outcome.error, SignedOut):
        health.signed_out(account, outcome.error, now=now)


def _after(watch: Watch, outcome: Looked, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if outcome.posts:
        values["posts_at"] = watch.posts_at = now
    if outcome.account:
        values["account_at"] = watch.account_at = now
    if outcome.error is not None and not isinstance(outcome.error, Refused):
        return values | _failed(watch, outcome.error, now)
    problem = networks.spoken(outcome.error) if outcome.error else {}
    return values | {"failures": 0, "problem": problem, "next_look": next_for(watch, now)}


def _failed(watch: Watch, error: ConnectorError | None, now: datetime) -> dict[str, Any]:
    asked = error.retry_after if isinstance(error, Unavailable) else None
    return {
        "failures": min(watch.failures + 1, 1000),
        "problem": networks.spoken(error) if error else watch.problem,
        "next_look": now + rules.wait(watch.failures, asked),
    }


def next_for(watch: Watch, now: datetime) -> datetime:
    """Return when an account is looked at next: for a post of it, or for its own figures."""
    charged = gateway.can(watch.account.network, Costs)
    moments = [
        rules.next_look(sent, now, charged=charged)
        for _, sent in _posts(watch.account_id, now)
        if sent
    ]
    own = max((watch.account_at or now) + rules.ACCOUNT_EVERY, now)
    return min([own, *(moment for moment in moments if moment is not None)])


def _posts(account: int, now: datetime) -> list[tuple[str, datetime | None]]:
    rows = Delivery.objects.filter(
        account=account,
        kind__in=[Delivery.Kind.POST, Delivery.Kind.PART],
        state=Delivery.State.SENT,
        sent_at__gte=now - rules.OLDEST - rules.DAY,
    ).exclude(remote_id="")
    return list(rows.order_by("-sent_at").values_list("remote_id", "sent_at"))


def _rows(ids: Sequence[int]) -> QuerySet[Watch]:
    return Watch.objects.filter(pk__in=ids)
