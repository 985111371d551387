"""What goes out, once: claims due deliveries, commits them, and puts away what came of it.

The order that makes it safe, for every delivery:

1. *claim*: a lease on the row, so that no other worker touches it;
2. *prepare*, where files go with it: repeatable and invisible, each remote id kept at once;
3. *commit*: in one transaction the rooms above confirm that it may go out now, and the row says
   ``sending`` with ``committed_at``; only then the one visible request is made;
4. *put away*: what the network answered.

A row found with ``committed_at`` and no outcome was interrupted between 3 and 4. It is never
repeated blindly: we look on the network first.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import OperationalError, connection, transaction
from django.db.models import (
    BigIntegerField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.db.models.lookups import In
from django.utils import timezone

from sinergi.connectors.contract import Draft, Published, Publishes
from sinergi.connectors.errors import ConnectorError, Refused, Unconfirmed
from sinergi.lib.prepared import Slot, filling, prepared, rounded, slots
from sinergi.lib.prepared_objects import objects
from sinergi.lib.text import say
from sinergi.networks import chaining, editing, ending, gateway, outcomes, signals, spending
from sinergi.networks.keeping import Step, Steps
from sinergi.networks.models import Account, Attempt, Delivery
from sinergi.networks.outcomes import Absent, Late, Looked, Prepared, Sent, Troubled
from sinergi.networks.rules import TOGETHER, fingerprint
from sinergi.work.faults import Memory, contained
from sinergi.work.loop import AWAY, Job

log = logging.getLogger(__name__)

#: How long a claim lasts unless it is prolonged, and how old it may be when the request is made.
LEASE = timedelta(seconds=90)
FRESH = 15.0

NEVER_MADE = say("Its pictures were not ready in time. Answer anew.")

#: Locks and returns rows that are due at a moment.
Take = Callable[[datetime], list[Delivery]]

#: States in which a worker may hold a row.
OPEN = [Delivery.State.WAITING, Delivery.State.SENDING]


@dataclass(slots=True)
class Sender:
    """The source of deliveries for the loop. ``lease`` is an argument so that tests can wait."""

    share: float = 1.0
    lease: timedelta = LEASE
    open_account: Callable[[Account], object] = gateway.open_account
    steps: Steps = field(default_factory=Steps)
    memory: Memory = field(default_factory=Memory)

    def claim(self, most: int, *, now: datetime, holder: str) -> list[Job]:
        """Take up to ``most`` due deliveries, at most one of each account.

        Where one of them cannot even be asked about, by a fault of ours or in what is stored, they
        are asked about one by one: it is put by, and the others go on.
        """
        if not _waiting().run(now=now, since=now - TOGETHER):  # before asking for the write lock
            return []
        try:
            with contained("Asking what may be sent", self.memory, but=AWAY):
                return self._claim(_take(most), now, holder)
        except OperationalError:  # also what one row asks of a database that is there
            if not connection.is_usable():
                raise
        return self._claim_apart(most, now, holder)

    def _claim(self, take: Take, now: datetime, holder: str) -> list[Job]:
        mark = f"{holder}/{secrets.token_hex(4)}"
        with self.steps.turn, transaction.atomic():
            rows = take(now)
            if not rows:
                return []
            taken = {row.pk for row in rows}
            Delivery.objects.filter(pk__in=taken).update(holder=mark, lease=now + self.lease)
            drafts = {row.pk: _draft(row) for row in rows}
            committed = self._commit([r for r in rows if _ready(r)], now)
        # What was forbidden or handed to a person in between is no longer ours.
        return [
            self._job(row, drafts[row.pk], mark, row.pk in committed)
            for row in rows
            if row.state in {Delivery.State.WAITING, Delivery.State.SENDING}
        ]

    def _claim_apart(self, most: int, now: datetime, holder: str) -> list[Job]:
        with self.steps.turn, transaction.atomic():
            due = [row.pk for row in _take(most)(now)]
        jobs: list[Job] = []
        for pk in due:
            what = f"Asking whether delivery {pk} may be sent"
            with contained(what, self.memory) as fault:
                jobs += self._claim(_take_one(pk), now, holder)
            if fault.kind:
                with self.steps.turn:
                    outcomes.put_by(pk, fault.kind, now=now)
        return jobs

    def store(self, outcomes_: Sequence[tuple[int, object]], *, now: datetime) -> None:
        """Put away what came of the requests, all in one transaction."""
        with self.steps.turn, transaction.atomic():
            outcomes.store(outcomes_, now=now)

    def prolong(self, ids: Sequence[int], *, now: datetime) -> None:
        Delivery.objects.filter(pk__in=ids, lease__gt=now).update(lease=now + self.lease)

    def _commit(self, rows: list[Delivery], now: datetime) -> set[int]:
        """Ask the rooms above, and mark as being sent what they let go. Return those ids."""
        verdicts = _verdicts(rows)
        going = [r for r in rows if verdicts[r.pk] == "" and not gateway.by_hand(r.account, r.kind)]
        stays = [row for row in rows if row not in going]
        signals.lock_above(stays)
        for row in stays:
            if isinstance(verdicts[row.pk], signals.Held):
                outcomes.hold(row, verdicts[row.pk], now=now)
            elif verdicts[row.pk]:
                outcomes.forbid(row, verdicts[row.pk], now=now)
            else:
                outcomes.hand_out(row, now=now)
        ending.tell(stays)
        for row in going:
            row.state, row.committed_at = Delivery.State.SENDING, now
            row.attempts += 1
        ids = {row.pk for row in going}
        Delivery.objects.filter(pk__in=ids).update(
            state=Delivery.State.SENDING,
            committed_at=now,
            attempts=F("attempts") + 1,
            looks=0,
        )
        Attempt.objects.bulk_create(
            Attempt(delivery=row, number=row.attempts, started=now) for row in going
        )
        return ids

    def _job(self, row: Delivery, draft: Draft, mark: str, committed: bool) -> Job:
        claimed = time.monotonic()
        if committed:
            return Job(row.pk, lambda: self._publish(row, draft, mark, claimed), mark)
        if row.state == Delivery.State.SENDING:
            known = _known(row)
            return Job(row.pk, lambda: self._look(row, draft, mark, known), mark)
        return Job(row.pk, lambda: self._prepare(row, draft, mark), mark)

    def _publish(self, row: Delivery, draft: Draft, mark: str, claimed: float) -> object:
        if time.monotonic() - claimed > FRESH:
            return Late(mark)  # we slept through our lease: another may have it by now
        now, aside = timezone.now(), 0
        try:
            network = _publisher(self.open_account(row.account))
            aside = spending.reserve(row.account, network, draft, now=now)
            published = editing.out(network, row, draft)
        except ConnectorError as e:
            if not isinstance(e, Unconfirmed):
                spending.give_back(row.account, aside, now=now)
            return Troubled(mark, e)
        return Sent(mark, published)

    def _prepare(self, row: Delivery, draft: Draft, mark: str) -> object:
        def keep(name: str, value: str) -> None:
            row.progress = {**row.progress, name: value}
            self.steps.keep(Step(row.pk, mark, row.progress))

        if _missing(row):
            return Troubled(mark, Refused(NEVER_MADE))
        try:
            network = _publisher(self.open_account(row.account))
            network.prepare(draft, key=str(row.key), progress=dict(row.progress), keep=keep)
        except ConnectorError as e:
            return Troubled(mark, e)
        return Prepared(mark)

    def _look(self, row: Delivery, draft: Draft, mark: str, known: frozenset[str]) -> object:
        assert row.committed_at is not None  # noqa: S101  # a row being sent always has it
        try:
            network = _publisher(self.open_account(row.account))
            found: Published | None = (
                editing.out(network, row, draft)  # the same words once more do no harm
                if row.edits
                else network.find(
                    draft,
                    key=str(row.key),
                    progress=dict(row.progress),
                    since=row.committed_at,
                    known=known,
                )
            )
        except ConnectorError as e:
            return Looked(mark, e)
        return Sent(mark, found) if found else Absent(mark)


def release(holders: Iterable[str]) -> int:
    """End the leases of workers that are gone, so that their rows need not wait."""
    gone = set(holders)
    held = Delivery.objects.exclude(lease=None).filter(state__in=OPEN)
    marks = held.values_list("holder", flat=True).distinct()
    dead = [mark for mark in marks if mark.rpartition("/")[0] in gone]
    return held.filter(holder__in=dead).update(lease=None) if dead else 0


@prepared
def _waiting() -> QuerySet[Any, Any]:
    """Look for anything that is due: each worker does, all the time, and mostly in vain."""
    moment = DateTimeField[Any, Any]()
    return _due(Slot("now", moment), Slot("since", moment)).values_list("pk")[:1]


def _due(now: datetime | Slot, since: datetime | Slot) -> QuerySet[Delivery]:
    busy = Delivery.objects.filter(account=OuterRef("account"), lease__gt=now)
    return Delivery.objects.filter(
        Q(lease=None) | Q(lease__lte=now),
        Q(account__quiet_until=None) | Q(account__quiet_until__lte=now),
        ~Exists(busy),
        ~chaining.too_early(),
        ~chaining.in_between(since),
        state__in=OPEN,
        next_try__lte=now,
        account__state=Account.State.CONNECTED,
    )


@prepared
def _near(most: int) -> QuerySet[Any, Any]:
    """Look for what is due first, and lock it and its account: no two workers take two rows of one
    account.
    """
    moment = DateTimeField[Any, Any]()
    near = _due(Slot("now", moment), Slot("since", moment)).order_by("next_try", "id")
    locked = near.select_for_update(skip_locked=True)
    return locked.values_list("pk", "account_id")[: most * 4]


@objects
def _still(many: int) -> QuerySet[Delivery]:
    """Look which of so many rows are due, with their accounts."""
    moment = DateTimeField[Any, Any]()
    these = In(F("pk"), slots("ids", many, BigIntegerField()))
    due = _due(Slot("now", moment), Slot("since", moment)).filter(these)
    return due.select_related("account")


def _take(most: int) -> Take:
    """Take what is due first, at most one of each account."""

    def take(now: datetime) -> list[Delivery]:
        first: dict[int, int] = {}
        for pk, account in _near(rounded(most)).run(now=now, since=now - TOGETHER):
            first.setdefault(account, pk)
        return _still_due(list(first.values())[:most], now)

    return take


def _take_one(pk: int) -> Take:
    """Take one delivery, where it is due still and nobody else holds it or its account."""

    def take(now: datetime) -> list[Delivery]:
        near = _due(now, now - TOGETHER).filter(pk=pk).select_for_update(skip_locked=True)
        return _still_due(list(near.values_list("pk", flat=True)), now)

    return take


def _still_due(chosen: list[int], now: datetime) -> list[Delivery]:
    """Return rows anew, now that their accounts are ours: while we looked, another may have begun
    something there."""
    if not chosen:
        return []
    asked = _still(rounded(len(chosen)))
    still = asked.all(ids=filling(chosen), now=now, since=now - TOGETHER)
    found = {row.pk: row for row in still}
    rows = [found[pk] for pk in chosen if pk in found]
    prefetch_related_objects([row for row in rows if row.part], "head", "before")
    return rows


def _draft(row: Delivery) -> Draft:
    return gateway.draft_of(row, goes_on=chaining.answered(row) if row.part else "")


def _ready(row: Delivery) -> bool:
    """True when the next thing to do with a row is the visible request, or a person's."""
    if row.state != Delivery.State.WAITING or _missing(row):
        return False
    by_hand = gateway.by_hand(row.account, row.kind)
    return by_hand or "prepared" in row.progress or not _prepares(row)


def _missing(row: Delivery) -> bool:
    """True while a file of it is still being made: nothing goes out without (`attaching.py`)."""
    return any(not item["file"] for item in row.media)


def _prepares(row: Delivery) -> bool:
    """True when something nobody sees comes before the visible request."""
    card = gateway.about(row.account.network)
    return not row.edits and (bool(row.media) or (card is not None and card.prepares))


def _verdicts(rows: list[Delivery]) -> dict[int, str]:
    """Return for each delivery "" or why it may not go out. Silence means no."""
    verdicts = {row.pk: str(say("Nobody has approved this.")) for row in rows}
    if rows:
        for _, answer in signals.may_send.send(Delivery, deliveries=rows):
            verdicts |= cast("dict[int, str]", answer)
    for row in rows:
        if row.fingerprint != frozen(row):
            verdicts[row.pk] = say("The text was changed after it was approved.")
        verdicts[row.pk] = verdicts[row.pk] or chaining.objection(row)
    return verdicts


def frozen(row: Delivery) -> str:
    """Return the fingerprint of what the row says now."""
    return fingerprint(
        account=row.account_id,
        text=row.text,
        media=row.media,
        options=row.options,
        reply_to=row.reply_to,
        to=row.to,
        direct=row.direct,
        edits=row.edits,
        part=chaining.name(row.kind, row.part),
    )


def _known(row: Delivery) -> frozenset[str]:
    since = (row.committed_at or row.created) - timedelta(days=1)
    others = Delivery.objects.filter(account=row.account_id, sent_at__gte=since).exclude(pk=row.pk)
    return frozenset(others.exclude(remote_id="").values_list("remote_id", flat=True))


def _publisher(network: object) -> Publishes:
    if not isinstance(network, Publishes):
        raise Refused(say("This network cannot be published to."))
    return network
