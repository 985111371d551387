"""What came of a request, and what that makes of its delivery."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from sinergi.connectors.contract import Published, Receipt, Renews
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.lib.text import say
from sinergi.networks import by_hand, ending, gateway, health, renewing, rules, signals
from sinergi.networks.models import Account, Delivery
from sinergi.work.loop import Crashed


@dataclass(frozen=True, slots=True)
class Sent:
    mark: str
    published: Published


@dataclass(frozen=True, slots=True)
class Troubled:
    mark: str
    error: ConnectorError


@dataclass(frozen=True, slots=True)
class Prepared:
    mark: str


@dataclass(frozen=True, slots=True)
class Late:
    """The request was not made: too much time had passed since the claim."""

    mark: str


@dataclass(frozen=True, slots=True)
class Absent:
    """We looked on the network, and it is not there."""

    mark: str


@dataclass(frozen=True, slots=True)
class Looked:
    """We could not look."""

    mark: str
    error: ConnectorError


def store(found: Sequence[tuple[int, object]], *, now: datetime) -> None:
    """Put outcomes away, by the id of their deliveries, and tell the rooms above what has ended.

    An outcome of a lease that was lost counts only when it says sent.
    """
    _hold_accounts([pk for pk, outcome in found if _in_trouble(outcome)])
    rows = ending.locked(pk for pk, _ in found)
    before = {pk: row.state for pk, row in rows.items()}
    signals.lock_above(rows[pk] for pk, outcome in found if not isinstance(outcome, Prepared))
    ending.all_prepared([rows[pk] for pk, outcome in found if _is_prepared(rows[pk], outcome)], now)
    sent = [(rows[pk], outcome.published) for pk, outcome in found if isinstance(outcome, Sent)]
    ending.all_sent(sent, now)
    for pk, outcome in found:
        _put_away(rows[pk], outcome, now)
    ending.tell([row for pk, row in rows.items() if row.state != before[pk]])


def _put_away(row: Delivery, outcome: object, now: datetime) -> None:
    match outcome:
        case Crashed() if row.holder == outcome.mark:
            _crashed(row, outcome, now)
        case Late() | Troubled() | Absent() | Looked() if row.holder == outcome.mark:
            _unsent(row, outcome, now)


def forbid(row: Delivery, reason: str, *, now: datetime) -> None:
    """Stop a delivery that nobody has approved, and write that down. ``tell`` of it afterwards."""
    problem = {"kind": "NotApproved", "message": reason, "facts": {}}
    ending.settle(row, Delivery.State.FAILED, now, problem=problem)


def hold(row: Delivery, reason: str, *, now: datetime) -> None:
    """Let a delivery stand still until its room releases it. ``tell`` of it afterwards."""
    problem = {"kind": "Held", "message": str(reason), "facts": {}}
    ending.settle(row, Delivery.State.HELD, now, problem=problem)


def put_by(pk: int, kind: str, *, now: datetime) -> None:
    """Let a delivery wait about which nobody could say whether it may go out: a fault of ours, or
    in what is stored. ``kind`` names the exception. It is asked about again, ever more seldom.
    """
    with transaction.atomic():
        rows = Delivery.objects.select_for_update(of=("self",)).filter(pk=pk, state__in=health.OPEN)
        row = rows.filter(Q(lease=None) | Q(lease__lte=now)).first()
        if row is None:
            return
        tries = rules.stumbles(row.problem) + 1
        row.problem = {
            "kind": rules.STUMBLED,
            "message": say(
                "Not sent: something went wrong on our side while asking whether it may go out "
                "({kind}). It is asked again by itself; an operator should look at the log."
            ),
            "facts": {"kind": kind, "tries": tries},
        }
        ending.again(row, row.state, now + rules.wait_to_ask(tries), problem=row.problem)


def told_of(account: Account, receipts: Sequence[Receipt], *, now: datetime) -> None:
    """Take what a network says later of what is out of an account, known by its id or our key: that
    it is out, is not, or was read."""
    known = [(_known(account, receipt), receipt) for receipt in receipts]
    found = [(pk, receipt) for pk, receipt in known if pk is not None]
    if not found:
        return
    rows = ending.locked(pk for pk, _ in found)
    before = {pk: row.state for pk, row in rows.items()}
    signals.lock_above(rows.values())
    for pk, receipt in found:
        _take(rows[pk], receipt, now)
    ending.tell([row for pk, row in rows.items() if row.state != before[pk]])


def _known(account: Account, receipt: Receipt) -> int | None:
    named = Q(remote_id=receipt.remote_id) if receipt.remote_id else Q(pk__in=[])
    if receipt.key:
        named |= Q(key=receipt.key)
    return Delivery.objects.filter(named, account=account).values_list("pk", flat=True).first()


def _take(row: Delivery, receipt: Receipt, now: datetime) -> None:
    open_ = row.state in {Delivery.State.SENDING, Delivery.State.UNSURE}
    if receipt.state == "failed":
        problem = {
            "kind": "Refused",
            "message": say("{network} could not deliver it: {reason}"),
            "facts": {"network": row.account.network, "reason": receipt.reason[:200]},
        }
        if open_ or row.state == Delivery.State.SENT:
            ending.settle(row, Delivery.State.FAILED, now, problem=problem)
        return
    if open_:
        ending.all_sent([(row, Published(receipt.remote_id or row.remote_id, receipt.url))], now)
    elif receipt.url and not row.url:  # where it is seen was not known when it went out
        ending.just(row).update(url=receipt.url)
    if receipt.state not in row.receipts:
        row.receipts = {**row.receipts, receipt.state: now.isoformat()}
        ending.just(row).update(receipts=row.receipts)


def hand_out(row: Delivery, *, now: datetime) -> None:
    """Give a delivery to the people who publish it by hand. ``tell`` of it afterwards."""
    values: dict[str, Any] = {"next_try": now + rules.REMIND[0], "problem": {}}
    ending.settle(row, Delivery.State.BY_HAND, now, **values)
    by_hand.told(row)


def _unsent(row: Delivery, outcome: object, now: datetime) -> None:
    match outcome:
        case Late():
            ending.end_attempt(row, "not_made", now)
            ending.again(row, Delivery.State.WAITING, now, committed_at=None)
        case Absent():
            _absent(row, now)
        case Looked(error=error):
            renewed = gateway.can(row.account.network, Renews) or health.came_just_now(
                row.account, now
            )
            then = rules.look_failed(error, looks=row.looks, now=now, renewed=renewed)
            if isinstance(error, SignedOut):
                health.signed_out(row.account, error, now=now)
            renewing.followed(row.account_id, error)
            _follow(row, then, now, problem=rules.spoken(error), looks=row.looks + 1)
        case Troubled(error=error):
            _troubled(row, error, now)


def _is_prepared(row: Delivery, outcome: object) -> bool:
    return isinstance(outcome, Prepared) and row.holder == outcome.mark


def _absent(row: Delivery, now: datetime) -> None:
    looks = row.looks + 1
    card = gateway.about(row.account.network)
    then = rules.after_absence(
        looks=looks,
        renewals=row.renewals,
        repeatable=card is not None and card.key_repeats,
        now=now,
    )
    if then.state == Delivery.State.WAITING:
        ending.end_attempt(row, "absent", now)
        values = {"looks": 0, "renewals": row.renewals + 1, "committed_at": None}
        ending.again(row, then.state, now, progress=_unprepared(row), **values)
        return
    _follow(row, then, now, looks=looks)


def _troubled(row: Delivery, error: ConnectorError, now: datetime) -> None:
    if isinstance(error, SignedOut):
        health.signed_out(row.account, error, now=now)
    renewing.followed(row.account_id, error)
    if isinstance(error, Unavailable) and error.retry_after:
        quiet = now + min(error.retry_after, rules.LONGEST)
        Account.objects.filter(pk=row.account_id).update(quiet_until=quiet)
    working = row.committed_at is None and isinstance(error, Unavailable) and error.retry_after
    if working and now - row.due > rules.WORKING:
        error = Refused(say("The network has worked on this for too long. Nothing was published."))
    tries = row.attempts if row.committed_at or working else row.attempts + 1
    then = rules.after_failure(error, attempts=tries, now=now)
    values: dict[str, Any] = {"problem": rules.spoken(error), "attempts": tries}
    if isinstance(error, Unconfirmed):
        ending.end_attempt(row, "unconfirmed", now, rules.spoken(error))
    else:
        # Nothing visible happened: the row is as it was before the request.
        ending.end_attempt(row, "did_nothing", now, rules.spoken(error))
        values |= {"committed_at": None, "progress": _unprepared(row)}
    _follow(row, then, now, **values)


def _unprepared(row: Delivery) -> dict[str, str]:
    """Return a delivery's progress so that its connector looks it over before the next try."""
    return {name: value for name, value in row.progress.items() if name != "prepared"}


def _crashed(row: Delivery, outcome: Crashed, now: datetime) -> None:
    """A fault of ours. Whether the request was made is not known: look before anything else."""
    problem = {
        "kind": "Crashed",
        "message": say("Something went wrong on our side ({kind})."),
        "facts": {"kind": outcome.kind},
    }
    if row.committed_at is None:
        tries = row.attempts + 1
        then = rules.after_crash(attempts=tries, now=now)
        _follow(row, then, now, problem=problem, attempts=tries)
        return
    looks = row.looks + 1
    if looks > 2 * len(rules.LOOKS):
        ending.settle(row, Delivery.State.UNSURE, now, problem=problem)
        return
    ending.again(row, Delivery.State.SENDING, now + rules.LOOKS[0], problem=problem, looks=looks)


def _follow(row: Delivery, then: rules.Next, now: datetime, **values: Any) -> None:
    if then.at is not None:
        ending.again(row, then.state, then.at, **values)
    else:
        ending.settle(row, then.state, now, **values)


def _in_trouble(outcome: object) -> bool:
    """True for what may change an account, too: its access ended, it moved, it is to be quiet."""
    return isinstance(outcome, Troubled | Looked)


def _hold_accounts(pks: Collection[int]) -> None:
    """Lock the accounts of some deliveries: before these, as whoever hears of them does."""
    if pks:
        there = Delivery.objects.filter(pk__in=pks).values("account")
        rows = Account.objects.select_for_update(of=("self",)).filter(pk__in=there)
        list(rows.order_by("pk").values_list("pk"))
