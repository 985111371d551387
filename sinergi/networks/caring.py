"""Looking after accounts: renews their access, and asks what their network allows and misses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from sinergi.connectors.contract import (
    Checks,
    Receipt,
    Renews,
    SetsHook,
    TellsLimits,
    TellsOptions,
)
from sinergi.connectors.errors import ConnectorError, SignedOut
from sinergi.lib.text import say
from sinergi.networks import calls, following, gateway, health, outcomes, renewing, rules
from sinergi.networks.models import Account
from sinergi.work.loop import Crashed, Job

LEASE = timedelta(seconds=120)

#: How often a network is asked what it allows, and how soon again where it did not answer.
EVERY = timedelta(hours=12)
AGAIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Cared:
    """What the network told: fields of the account, and what became of its posts."""

    facts: dict[str, Any] = field(default_factory=dict)
    receipts: Sequence[Receipt] = ()


@dataclass(frozen=True, slots=True)
class Troubled:
    error: ConnectorError


@dataclass(slots=True)
class Carer:
    """The source of such visits for the loop."""

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
                .order_by("next_care")[:most]
            )
            _rows([r.pk for r in rows]).update(care_holder=holder, care_lease=now + self.lease)
        return [self._job(row, now) for row in rows]

    def store(self, outcomes: Sequence[tuple[int, object]], *, now: datetime) -> None:
        for pk, outcome in outcomes:
            with transaction.atomic():
                _store(pk, outcome, now)

    def prolong(self, ids: Sequence[int], *, now: datetime) -> None:
        _rows(ids).update(care_lease=now + self.lease)

    def _job(self, account: Account, now: datetime) -> Job:
        posts = following.open_posts(account, now)

        def work() -> object:
            try:
                network = self.open_account(account)
                if account.renew_at and account.renew_at <= now and isinstance(network, Renews):
                    access = renewing.renew(account, network, now=now)
                    if access is None:
                        return Cared()
                    account.refresh_from_db(fields=["credentials"])
                    network = self.open_account(account)
                receipts = following.ask(network, posts)
                return Cared(_with_hook(facts_of(network), account, network), receipts)
            except ConnectorError as e:
                return Troubled(e)

        return Job(account.pk, work)


def facts_of(network: object) -> dict[str, Any]:
    """Ask what the network allows this account, asks of each post, and misses."""
    facts: dict[str, Any] = {}
    if isinstance(network, TellsLimits):
        facts["limits"] = asdict(network.limits())
    if isinstance(network, TellsOptions):
        facts["options"] = [asdict(asked) for asked in network.options()]
    if isinstance(network, Checks):
        facts["missing"] = [
            {"what": m.what, "do": m.do, "facts": dict(m.facts)} for m in network.missing()
        ]
    return facts


def _with_hook(facts: dict[str, Any], account: Account, network: object) -> dict[str, Any]:
    """Tell the network where to call us, where it can be told and can reach us."""
    if not isinstance(network, SetsHook) or not settings.HTTPS:
        return facts
    try:
        network.set_hook(calls.address(account.network, account if network.own_address else None))
    except SignedOut:
        raise
    except ConnectorError as e:
        untold = {
            "what": say("The network could not be told where to call us: {reason}"),
            "do": say("It is tried again by itself; until then we only ask for news."),
            "facts": {"reason": str(e)[:200]},
        }
        return {**facts, "missing": [*facts.get("missing", []), untold]}
    return facts


def release(holders: Sequence[str]) -> int:
    """End the visits of workers that are gone."""
    return Account.objects.filter(care_holder__in=list(holders)).update(
        care_holder="", care_lease=None
    )


def _due(now: datetime) -> QuerySet[Account]:
    return Account.objects.filter(
        Q(care_lease=None) | Q(care_lease__lte=now),
        state=Account.State.CONNECTED,
        by_hand=False,
        next_care__lte=now,
    )


def _store(pk: int, outcome: object, now: datetime) -> None:
    account = Account.objects.select_for_update(of=("self",)).get(pk=pk)
    values: dict[str, Any] = {"care_holder": "", "care_lease": None}
    match outcome:
        case Cared(facts=facts, receipts=receipts):
            outcomes.told_of(account, receipts, now=now)
            values |= facts | {"next_care": _next(account, now)}
        case Troubled(error=error):
            values |= {"next_care": now + AGAIN, "problem": rules.spoken(error)}
        case Crashed():
            values |= {"next_care": now + AGAIN}
    _rows([pk]).update(**values)
    renewing.followed(pk, outcome.error if isinstance(outcome, Troubled) else None)
    if isinstance(outcome, Troubled) and isinstance(outcome.error, SignedOut):
        health.access_ended(account, outcome.error, now=now)


def _next(account: Account, now: datetime) -> datetime:
    moments = (now + EVERY, account.renew_at, following.next_visit(account, now))
    return min(moment for moment in moments if moment is not None)


def _rows(ids: Sequence[int]) -> QuerySet[Account]:
    return Account.objects.filter(pk__in=ids)
