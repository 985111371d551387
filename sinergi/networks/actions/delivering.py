"""How the rooms above hand something over to be sent, and what people do with it then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No
from sinergi.networks import attaching, by_hand, chaining, leaving, rules, signals
from sinergi.networks.chaining import Further
from sinergi.networks.models import Account, Delivery, DeliveryFile
from sinergi.people.models import User
from sinergi.units.models import Unit


class TooLate(Exception):
    """The delivery is on its way or over: what was asked can no longer be done."""


def queue(
    account: Account,
    *,
    unit: Unit,
    kind: str,
    text: str,
    due: datetime,
    media: Sequence[Mapping[str, Any]] = (),
    options: Mapping[str, str] | None = None,
    reply_to: str = "",
    to: str = "",
    direct: bool = False,
    edits: str = "",
    further: Sequence[Further] = (),
) -> Delivery:
    """Hand over something to be sent once. Call it inside the transaction of the act.

    The words are frozen here. A media item is {"file", "name", "mime", "size", "sha256", "alt"}
    with ``file`` a name in the default storage, where known "width", "height", "seconds", "rate".
    ``to`` is the network's id of the person an answer is for; ``direct``: only they may see it.
    ``edits`` is the remote id of a post that is out and gets these words. ``further`` goes on with
    it, one after the other.
    """
    frozen = [dict(item) for item in media]
    made = Delivery.objects.create(
        account=account,
        unit=unit,
        kind=kind,
        text=text,
        media=frozen,
        options=dict(options or {}),
        reply_to=reply_to,
        to=to,
        direct=direct,
        edits=edits,
        url=_address(account, edits) if edits else "",
        fingerprint=rules.fingerprint(
            account=account.pk,
            text=text,
            media=frozen,
            options=options or {},
            reply_to=reply_to,
            to=to,
            direct=direct,
            edits=edits,
        ),
        due=due,
        next_try=due + attaching.patience(frozen),
        created=timezone.now(),
    )
    chaining.queue(made, further)
    if kind == Delivery.Kind.REPLY:
        attaching.keep(made, frozen)
    return made


def _address(account: Account, remote_id: str) -> str:
    """Return where people see a post that is out."""
    rows = Delivery.objects.filter(account=account, remote_id=remote_id)
    return rows.values_list("url", flat=True).first() or ""


def forget_words(ids: Sequence[int]) -> int:
    """Take words, files, addressee and link out of answers that are over; return of how many.

    What is stored of the network's answer stays, so that the same is not heard as something new.
    """
    over = [Delivery.State.SENT, Delivery.State.FAILED, Delivery.State.CANCELLED]
    rows = Delivery.objects.filter(pk__in=ids, kind=Delivery.Kind.REPLY, state__in=over)
    DeliveryFile.objects.filter(delivery__in=rows.values("pk")).delete()
    return rows.update(text="", media=[], to="", url="", problem={})


def cancel(actor: User, delivery: Delivery) -> bool:
    """Cancel a delivery that has not been touched, and what is to follow on it. False when it is
    too late.
    """
    with transaction.atomic():
        waiting = _untouched(delivery) | Delivery.objects.filter(
            pk=delivery.pk, state=Delivery.State.BY_HAND
        )
        done = waiting.update(state=Delivery.State.CANCELLED)
        if done:
            audit.record(actor, "delivery.cancelled", on=delivery, unit_id=delivery.unit_id)
            leaving.leave_out(actor, list(chaining.behind(delivery)))
    return bool(done)


def leave_rest(actor: User, delivery: Delivery) -> int:
    """Leave a part of a thread out, and what is to follow on it: what is out stays. Return of how
    many. Raises TooLate when one of them is on its way, or may be out.
    """
    rows = Delivery.objects.select_for_update(of=("self",)).order_by("pk")
    with transaction.atomic():
        there = list(rows.filter(head=delivery.head_id, part__gte=delivery.part))
        open_ = [row for row in there if row.state != Delivery.State.CANCELLED]
        signals.lock_above(open_)
        done = leaving.leave_out(actor, open_) if delivery.head_id else 0
        if not done or done < len(open_):
            raise TooLate
        signals.settled.send(Delivery, deliveries=open_)
    return done


def move(actor: User, delivery: Delivery, due: datetime) -> bool:
    """Move a delivery to another moment, also one that is held. False when it is too late."""
    with transaction.atomic():
        done = _untouched(delivery).update(
            due=due, next_try=due, state=Delivery.State.WAITING, problem={}
        )
        if done:
            audit.record(
                actor, "delivery.moved", on=delivery, unit_id=delivery.unit_id, data={"due": due}
            )
    return bool(done)


def take_back(actor: User, deliveries: Sequence[Delivery], reason: str) -> int:
    """Take from people what they were to publish by hand: it is held. Return of how many.

    Call it inside the transaction of the act.
    """
    still = Delivery.objects.filter(state=Delivery.State.BY_HAND)
    problem = {"kind": "Held", "message": reason, "facts": {}}
    done = [
        audit.Act(row, row.unit_id, {})
        for row in deliveries
        if still.filter(pk=row.pk).update(state=Delivery.State.HELD, problem=problem)
    ]
    if done:
        audit.record_many(actor, "delivery.held", done)
    return len(done)


def retry(actor: User, delivery: Delivery) -> None:
    """Let a failed delivery go out again. Raises TooLate when it is not failed any more."""
    now = timezone.now()
    if attaching.missing(delivery.media):
        raise TooLate
    with transaction.atomic():
        done = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED).update(
            state=Delivery.State.WAITING,
            next_try=now,
            attempts=0,
            looks=0,
            renewals=0,
            committed_at=None,
            problem={},
        )
        if not done:
            raise TooLate
        signals.lock_above([delivery])
        audit.record(actor, "delivery.retried", on=delivery, unit_id=delivery.unit_id)


def settle(actor: User, delivery: Delivery, *, sent: bool, url: str = "") -> None:
    """Settle an unsure delivery: a person looked, and says whether it is there.

    Not there: it is sent again, with the same key. Raises TooLate when it is no longer unsure.
    """
    now = timezone.now()
    unsure = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.UNSURE)
    with transaction.atomic():
        if sent:
            done = unsure.update(
                state=Delivery.State.SENT, sent_at=now, url=url, problem={}, settled_by=actor,
                **_named(delivery, url),
            )  # fmt: skip
            chaining.come_due([delivery], now)
        else:
            done = unsure.update(
                state=Delivery.State.WAITING, next_try=now, looks=0, committed_at=None,
                problem={}, settled_by=actor,
            )  # fmt: skip
        if not done:
            raise TooLate
        signals.lock_above([delivery])
        audit.record(
            actor,
            "delivery.settled",
            on=delivery,
            unit_id=delivery.unit_id,
            data={"sent": sent, "url": url},
        )
        delivery.refresh_from_db()
        signals.settled.send(Delivery, deliveries=[delivery])


def _named(delivery: Delivery, url: str) -> dict[str, str]:
    """Return the remote id that a link tells, where something is to follow on it."""
    if not url or not chaining.behind(delivery).exists():
        return {}
    try:
        found = by_hand.checked(delivery.account, url)
    except No:
        return {}
    known = Delivery.objects.filter(account=delivery.account_id, remote_id=found)
    return {} if not found or known.exists() else {"remote_id": found}


def _untouched(delivery: Delivery) -> QuerySet[Delivery]:
    still = [Delivery.State.WAITING, Delivery.State.HELD]
    return Delivery.objects.filter(pk=delivery.pk, state__in=still, lease=None, committed_at=None)
