"""What came of a request, and what that makes of its delivery."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Published, Receipt, Renews
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.lib.text import say
from sinergi.networks import (
    by_hand,
    chaining,
    following,
    gateway,
    health,
    renewing,
    rules,
    signals,
    withdrawing,
)
from sinergi.networks.models import Account, Attempt, Delivery
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
    rows = _locked(pk for pk, _ in found)
    before = {pk: row.state for pk, row in rows.items()}
    signals.lock_above(rows[pk] for pk, outcome in found if not isinstance(outcome, Prepared))
    sent = [(rows[pk], outcome.published) for pk, outcome in found if isinstance(outcome, Sent)]
    _all_sent(sent, now)
    for pk, outcome in found:
        _put_away(rows[pk], outcome, now)
    tell([row for pk, row in rows.items() if row.state != before[pk]])


def tell(ended: Sequence[Delivery]) -> None:
    """Tell the rooms above which deliveries came to an end, when the log has been written.

    After the log's lock, so that what the rooms above write is written by one at a time.
    """
    if ended:
        signals.settled.send(Delivery, deliveries=ended)


def _put_away(row: Delivery, outcome: object, now: datetime) -> None:
    match outcome:
        case Crashed() if row.holder == outcome.mark:
            _crashed(row, outcome, now)
        case Prepared() | Late() | Troubled() | Absent() | Looked() if row.holder == outcome.mark:
            _unsent(row, outcome, now)


def forbid(row: Delivery, reason: str, *, now: datetime) -> None:
    """Stop a delivery that nobody has approved, and write that down. ``tell`` of it afterwards."""
    problem = {"kind": "NotApproved", "message": reason, "facts": {}}
    _settle(row, Delivery.State.FAILED, now, problem=problem)


def hold(row: Delivery, reason: str, *, now: datetime) -> None:
    """Let a delivery stand still until its room releases it. ``tell`` of it afterwards."""
    problem = {"kind": "Held", "message": str(reason), "facts": {}}
    _settle(row, Delivery.State.HELD, now, problem=problem)


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
        _again(row, row.state, now + rules.wait_to_ask(tries), problem=row.problem)


def told_of(account: Account, receipts: Sequence[Receipt], *, now: datetime) -> None:
    """Take what a network says later of what is out of an account, known by its id or our key: that
    it is out, is not, or was read."""
    known = [(_known(account, receipt), receipt) for receipt in receipts]
    found = [(pk, receipt) for pk, receipt in known if pk is not None]
    if not found:
        return
    rows = _locked(pk for pk, _ in found)
    before = {pk: row.state for pk, row in rows.items()}
    signals.lock_above(rows.values())
    for pk, receipt in found:
        _take(rows[pk], receipt, now)
    tell([row for pk, row in rows.items() if row.state != before[pk]])


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
            _settle(row, Delivery.State.FAILED, now, problem=problem)
        return
    if open_:
        _all_sent([(row, Published(receipt.remote_id or row.remote_id, receipt.url))], now)
    elif receipt.url and not row.url:  # where it is seen was not known when it went out
        _row(row).update(url=receipt.url)
    if receipt.state not in row.receipts:
        row.receipts = {**row.receipts, receipt.state: now.isoformat()}
        _row(row).update(receipts=row.receipts)


def hand_out(row: Delivery, *, now: datetime) -> None:
    """Give a delivery to the people who publish it by hand. ``tell`` of it afterwards."""
    _settle(row, Delivery.State.BY_HAND, now, next_try=now + rules.REMIND[0])
    by_hand.told(row)


def _unsent(row: Delivery, outcome: object, now: datetime) -> None:
    match outcome:
        case Prepared():
            row.progress = {**row.progress, "prepared": "1"}
            _again(row, Delivery.State.WAITING, now, progress=row.progress)
        case Late():
            _end_attempt(row, "not_made", now)
            _again(row, Delivery.State.WAITING, now, committed_at=None)
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


def _all_sent(found: Sequence[tuple[Delivery, Published]], now: datetime) -> None:
    """Settle what networks say is out. Few statements for many: one post may be 500 deliveries.

    Also what waits to be sent anew: whoever looked for it was too early.
    """
    going = {Delivery.State.SENDING, Delivery.State.UNSURE, Delivery.State.WAITING}
    ours = [(row, published) for row, published in found if row.state in going]
    others = _others(ours) if ours else set()
    ended = [row.pk for row, published in ours if (row.pk, published.remote_id) not in others]
    Attempt.objects.filter(delivery__in=ended, ended=None).update(
        ended=now, outcome=Delivery.State.SENT
    )
    for row, published in ours:
        _sent(row, published, now, others=(row.pk, published.remote_id) in others)


def _others(found: Sequence[tuple[Delivery, Published]]) -> set[tuple[int, str]]:
    """Return the deliveries whose network named a post that is another delivery's, with its id.

    One that is stored meanwhile breaks a constraint, and the outcomes are put away one by one.
    """
    named = [(row.account_id, published.remote_id) for row, published in found]
    known = Delivery.objects.filter(
        account__in={account for account, _ in named}, remote_id__in={name for _, name in named}
    )
    rows = known.exclude(remote_id="").exclude(pk__in=[row.pk for row, _ in found])
    taken = set(rows.values_list("account_id", "remote_id"))
    return {(row.pk, p.remote_id) for row, p in found if (row.account_id, p.remote_id) in taken}


def _sent(row: Delivery, published: Published, now: datetime, *, others: bool) -> None:
    if others:  # a person must look
        message = say("The network answered with the id of another post.")
        problem = {"kind": "Unconfirmed", "message": message, "facts": {}}
        _settle(row, Delivery.State.UNSURE, now, problem=problem)
        return
    named = {"remote_id": published.remote_id, "url": published.url}
    _settle(row, Delivery.State.SENT, now, **named, sent_at=now, problem={})
    following.begun(row, now)
    chaining.come_due(row, now)
    withdrawing.goes_too(row, now)


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
        _end_attempt(row, "absent", now)
        values = {"looks": 0, "renewals": row.renewals + 1, "committed_at": None}
        _again(row, then.state, now, progress=_unprepared(row), **values)
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
        _end_attempt(row, "unconfirmed", now, rules.spoken(error))
    else:
        # Nothing visible happened: the row is as it was before the request.
        _end_attempt(row, "did_nothing", now, rules.spoken(error))
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
        _settle(row, Delivery.State.UNSURE, now, problem=problem)
        return
    _again(row, Delivery.State.SENDING, now + rules.LOOKS[0], problem=problem, looks=looks)


def _follow(row: Delivery, then: rules.Next, now: datetime, **values: Any) -> None:
    if then.at is not None:
        _again(row, then.state, then.at, **values)
    else:
        _settle(row, then.state, now, **values)


def _again(row: Delivery, state: str, at: datetime, **values: Any) -> None:
    _row(row).update(state=state, next_try=at, holder="", lease=None, **values)


def _settle(row: Delivery, state: str, now: datetime, **values: Any) -> None:
    """Give a delivery its end and write it down. ``tell`` the rooms above of it afterwards."""
    values |= {"state": state, "holder": "", "lease": None}
    _row(row).update(**values)
    for name, value in values.items():
        setattr(row, name, value)
    if state != Delivery.State.SENT:  # of those it is written for all together
        _end_attempt(row, state, now, values.get("problem") or {})
    audit.record(
        None,
        f"delivery.{state}",
        on=row,
        unit_id=row.unit_id,
        data={"url": row.url, "attempts": row.attempts, "problem": row.problem.get("kind", "")},
    )


def _end_attempt(
    row: Delivery, outcome: str, now: datetime, problem: dict[str, Any] | None = None
) -> None:
    Attempt.objects.filter(delivery=row, ended=None).update(
        ended=now, outcome=outcome, problem=problem or {}
    )


def _locked(pks: Iterable[int]) -> dict[int, Delivery]:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("account")
    return rows.order_by("pk").in_bulk(list(pks))


def _in_trouble(outcome: object) -> bool:
    """True for what may change an account, too: its access ended, it moved, it is to be quiet."""
    return isinstance(outcome, Troubled | Looked)


def _hold_accounts(pks: Collection[int]) -> None:
    """Lock the accounts of some deliveries: before these, as whoever hears of them does."""
    if pks:
        there = Delivery.objects.filter(pk__in=pks).values("account")
        rows = Account.objects.select_for_update(of=("self",)).filter(pk__in=there)
        list(rows.order_by("pk").values_list("pk"))


def _row(row: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=row.pk)
