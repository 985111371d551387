"""How a delivery stands is written down: one, or many together, with the log at last.

The caller has locked the rows (``locked``), and ``tell``s the rooms above of those that have ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.lookups import In

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Published
from sinergi.lib import rows as lib_rows
from sinergi.lib.prepared import filling, rounded, slots
from sinergi.lib.prepared_objects import objects
from sinergi.lib.text import say
from sinergi.networks import chaining, following, signals, withdrawing
from sinergi.networks.models import Attempt, Delivery


def locked(pks: Iterable[int]) -> dict[int, Delivery]:
    """Lock deliveries, and return them with their accounts."""
    there = list(pks)
    if not there:
        return {}
    return {row.pk: row for row in _of(rounded(len(there))).all(ids=filling(there))}


@objects
def _of(many: int) -> QuerySet[Delivery]:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("account")
    return rows.filter(In(F("pk"), slots("ids", many, BigIntegerField()))).order_by("pk")


def all_prepared(ready: Sequence[Delivery], now: datetime) -> None:
    """Let what nobody sees yet be sent at once."""
    for row in ready:
        row.progress = {**row.progress, "prepared": "1"}
        row.state, row.next_try = Delivery.State.WAITING, now
        row.holder, row.lease = "", None
    lib_rows.update(ready, ("progress", "state", "next_try", "holder", "lease"))


def all_sent(found: Sequence[tuple[Delivery, Published]], now: datetime) -> None:
    """Settle what networks say is out. Few statements for many: one post may be 500 deliveries.

    Also what waits to be sent anew: whoever looked for it was too early.
    """
    going = {Delivery.State.SENDING, Delivery.State.UNSURE, Delivery.State.WAITING}
    ours = [(row, published) for row, published in found if row.state in going]
    others = _others(ours) if ours else set()
    _out([one for one in ours if (one[0].pk, one[1].remote_id) not in others], now)
    for row, published in ours:
        if (row.pk, published.remote_id) in others:  # a person must look
            message = say("The network answered with the id of another post.")
            problem = {"kind": "Unconfirmed", "message": message, "facts": {}}
            settle(row, Delivery.State.UNSURE, now, problem=problem)


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


def _out(found: Sequence[tuple[Delivery, Published]], now: datetime) -> None:
    for row, published in found:
        row.state, row.holder, row.lease = Delivery.State.SENT, "", None
        row.remote_id, row.url = published.remote_id, published.url
        row.sent_at, row.problem = now, {}
    ended = [row for row, _ in found]
    named = ("remote_id", "url", "sent_at", "problem")
    lib_rows.update(ended, ("state", "holder", "lease", *named))
    Attempt.objects.filter(delivery__in=ended, ended=None).update(
        ended=now, outcome=Delivery.State.SENT
    )
    chaining.come_due(ended, now)
    for row in ended:
        following.begun(row, now)
    for row in ended:
        withdrawing.goes_too(row, now)
    if ended:
        acts = [audit.Act(row, row.unit_id, _told(row)) for row in ended]
        audit.record_many(None, f"delivery.{Delivery.State.SENT}", acts)


def settle(row: Delivery, state: str, now: datetime, **values: Any) -> None:
    """Give a delivery its end and write it down. ``tell`` the rooms above of it afterwards."""
    values |= {"state": state, "holder": "", "lease": None}
    just(row).update(**values)
    for name, value in values.items():
        setattr(row, name, value)
    end_attempt(row, state, now, values.get("problem") or {})
    audit.record(None, f"delivery.{state}", on=row, unit_id=row.unit_id, data=_told(row))


def again(row: Delivery, state: str, at: datetime, **values: Any) -> None:
    """Let go of a delivery that is to be tried or looked for at a moment."""
    just(row).update(state=state, next_try=at, holder="", lease=None, **values)


def end_attempt(
    row: Delivery, outcome: str, now: datetime, problem: dict[str, Any] | None = None
) -> None:
    Attempt.objects.filter(delivery=row, ended=None).update(
        ended=now, outcome=outcome, problem=problem or {}
    )


def tell(ended: Sequence[Delivery]) -> None:
    """Tell the rooms above which deliveries came to an end, when the log has been written.

    After the log's lock, so that what the rooms above write is written by one at a time.
    """
    if ended:
        signals.settled.send(Delivery, deliveries=ended)


def _told(row: Delivery) -> dict[str, Any]:
    """Return what the log keeps of a delivery."""
    return {"url": row.url, "attempts": row.attempts, "problem": row.problem.get("kind", "")}


def just(row: Delivery) -> QuerySet[Delivery]:
    """Return what changes a delivery alone."""
    return Delivery.objects.filter(pk=row.pk)
