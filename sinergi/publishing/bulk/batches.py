"""Batches: many posts changed or written in the background, seen, taken back, tried again.

The items are the memory: each is done in a transaction of its own with what it changed, so that
whoever goes on after a kill finds exactly what is left.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Count, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.again import made as made_before
from sinergi.lib.text import No, say
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.publishing.bulk import doing, plans
from sinergi.publishing.models import Batch, BatchItem, Post
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.work.enlisting import enlist
from sinergi.work.faults import Memory, contained

Enqueue = Callable[[int], object]

#: So many at once.
MOST = 500
#: So long a batch can be taken back.
WINDOW = timedelta(hours=24)
#: What took longer than this is told when it is done: nobody waits in front of it.
LONG = timedelta(seconds=30)
#: Silent for so long, the work on one is begun anew.
SILENT = timedelta(minutes=5)

#: What is said of an item that met a mistake of ours.
STUMBLED = say(
    "A mistake in the program kept this from being done; it is in the log of the server. Nothing "
    "of it was changed. Try again, or do it by hand."
)

_MEMORY = Memory()
_TAKEN_BACK = (Batch.State.UNDOING, Batch.State.UNDONE)
_TO_DO, _FAILED = BatchItem.State.WAITING, BatchItem.State.FAILED


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a batch is: how many of it are in which state."""

    waiting: int = 0
    done: int = 0
    failed: int = 0
    undone: int = 0
    kept: int = 0

    @property
    def total(self) -> int:
        return self.waiting + self.done + self.failed + self.undone + self.kept


def batch_for(user: User, pk: object) -> Batch:
    """Return what somebody did themselves. Raises Http404 for what others did."""
    found = Batch.objects.filter(pk=pk, by=user).first() if units.is_id(pk) else None
    if found is None:
        raise Http404
    return found


def batches_of(user: User) -> QuerySet[Batch]:
    return Batch.objects.filter(by=user).annotate(number=Count("items"))


def counted(batch: Batch) -> Standing:
    rows = batch.items.order_by().values_list("state").annotate(number=Count("pk"))
    return Standing(**dict(rows))


def failed(batch: Batch) -> QuerySet[BatchItem]:
    """Return what was not done, or not taken back, with why."""
    states = [_FAILED, BatchItem.State.KEPT]
    return batch.items.filter(state__in=states).select_related("post").order_by("number")


def chosen(user: User, ids: Sequence[object]) -> list[Post]:
    """Return posts to change together. Raises Http404 when one is not theirs to see, No for none
    or too many."""
    numbers = {int(str(pk)) for pk in ids if units.is_id(pk)}
    if not numbers:
        raise No(say("Choose at least one post."))
    if len(numbers) > MOST:
        raise No(say("Choose at most {most} posts at once."), most=MOST)
    rows = Post.objects.filter(units.within(user, "post.see"), pk__in=numbers)
    found = list(rows.select_related("unit").order_by("planned_at", "pk"))
    if len(found) < len(numbers):
        raise Http404
    if not any(units.may(user, verb, found[0].unit_id) for verb in ("post.write", "post.approve")):
        raise PermissionDenied
    return found


def change(
    actor: User, posts: Sequence[Post], act: str, asked: Mapping[str, Any], *, begin: Enqueue
) -> Batch:
    """Begin to do something to many posts; the same form sent twice does it once. ``begin`` has the
    batch done in the background."""
    with transaction.atomic():
        now = timezone.now()
        before = _before(actor, act, now)
        if before is not None and before.asked == json.loads(json.dumps(dict(asked))):
            there = before.items.order_by("number").values_list("post", flat=True)
            if list(there) == [post.pk for post in posts]:
                return before
        batch = Batch.objects.create(by=actor, at=now, seen=now, act=act, asked=dict(asked))
        BatchItem.objects.bulk_create(
            BatchItem(batch=batch, number=number, post=post) for number, post in enumerate(posts, 1)
        )
        enlist(begin, batch.pk)
    return batch


def bring(actor: User, unit: Unit, report: plans.Report, *, name: str, begin: Enqueue) -> Batch:
    """Begin to write the posts of a plan; the same form sent twice writes them once. Raises No
    while a line of it is wrong."""
    if report.problems:
        raise No(say("Some lines are not right: nothing was written."))
    with transaction.atomic():
        told, now = {"name": name[:200], "unit": unit.pk}, timezone.now()
        before = _before(actor, Batch.Act.IMPORT, now)
        if before is not None and _same(before, told, report):
            return before
        batch = Batch.objects.create(by=actor, at=now, seen=now, act=Batch.Act.IMPORT, asked=told)
        BatchItem.objects.bulk_create(
            BatchItem(batch=batch, number=line.number, values=line.values())
            for line in report.lines
        )
        data = {**told, "posts": len(report.lines)}
        audit.record(actor, "plan.imported", on=batch, unit_id=unit.pk, data=data)
        enlist(begin, batch.pk)
    return batch


def _before(actor: User, act: str, now: datetime) -> Batch | None:
    """Return what the same person began a moment ago; who sends two forms at once waits."""
    User.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    rows = Batch.objects.filter(by=actor, act=act)
    return made_before("at", now, rows.exclude(state__in=_TAKEN_BACK))


def _same(batch: Batch, told: Mapping[str, Any], report: plans.Report) -> bool:
    there = [*batch.items.order_by("number").values_list("values", flat=True)]
    lines = json.loads(json.dumps([line.values() for line in report.lines]))
    return bool(batch.asked == told and there == lines)


def again(actor: User, batch: Batch, *, begin: Enqueue) -> int:
    """Try again what failed. Return how many. Raises No where nothing did."""
    with transaction.atomic():
        held = _held(batch)
        if held.state != Batch.State.DONE:
            raise No(say("It is still being done, or was taken back."))
        number = held.items.filter(state=_FAILED).update(state=_TO_DO, problem={})
        if not number:
            raise No(say("Nothing failed: there is nothing to try again."))
        held.state, held.ended, held.seen = Batch.State.RUNNING, None, timezone.now()
        held.save(update_fields=["state", "ended", "seen"])
        enlist(begin, held.pk)
    return number


def undo(actor: User, batch: Batch, *, now: datetime, begin: Enqueue) -> None:
    """Begin to take a batch back. Raises No the second time, and when its time is over."""
    with transaction.atomic():
        held = _held(batch)
        if held.state != Batch.State.DONE:
            raise No(say("It is still being done, or was taken back."))
        if not may_undo(held, now):
            raise No(say("This can be taken back for a day only."))
        held.state, held.ended, held.seen = Batch.State.UNDOING, None, timezone.now()
        held.save(update_fields=["state", "ended", "seen"])
        enlist(begin, held.pk)


def may_undo(batch: Batch, now: datetime) -> bool:
    fresh = batch.ended is not None and now - batch.ended < WINDOW
    return batch.state == Batch.State.DONE and fresh


def resume(now: datetime, begin: Enqueue) -> int:
    """Begin anew what gives no sign of life. Return how many; who still works on it is not in the
    way, each item is done once."""
    going_on = Batch.objects.filter(
        state__in=[Batch.State.RUNNING, Batch.State.UNDOING], seen__lt=now - SILENT
    )
    ids = list(going_on.values_list("pk", flat=True)[:20])
    for pk in ids:
        Batch.objects.filter(pk=pk).update(seen=now)
        begin(pk)
    return len(ids)


def work(pk: int) -> None:
    """Do what is left of a batch, one item after the other. Harmless when done twice."""
    batch = Batch.objects.select_related("by").filter(pk=pk).first()
    if batch is None:
        return
    match batch.state:
        case Batch.State.RUNNING:
            _each(batch, BatchItem.State.WAITING, _done)
            _end(batch, Batch.State.RUNNING, Batch.State.DONE)
        case Batch.State.UNDOING:
            _each(batch, BatchItem.State.DONE, _undone)
            _end(batch, Batch.State.UNDOING, Batch.State.UNDONE)


def _each(batch: Batch, state: str, act: Callable[[User, BatchItem], None]) -> None:
    """Do each item of a state; what cannot be done keeps its reason and does not stop the rest."""
    bad = BatchItem.State.FAILED if state == _TO_DO else BatchItem.State.KEPT
    while True:
        ids = list(
            batch.items.filter(state=state).order_by("number").values_list("pk", flat=True)[:50]
        )
        if not ids:
            return
        Batch.objects.filter(pk=batch.pk).update(seen=timezone.now())
        for pk in ids:
            problem = _one(batch, pk, state, act)
            if problem:
                BatchItem.objects.filter(pk=pk, state=state).update(state=bad, problem=problem)


def _one(
    batch: Batch, pk: int, state: str, act: Callable[[User, BatchItem], None]
) -> dict[str, Any]:
    """Do one item; return why it could not be done. A database that is away stops the batch, and
    the clock begins it anew."""
    problem: dict[str, Any] = {}
    with contained("An item of a batch", _MEMORY, but=(OperationalError, InterfaceError)) as fault:
        try:
            with transaction.atomic():
                rows = BatchItem.objects.select_for_update(of=("self",))
                item = rows.select_related("batch").filter(pk=pk, state=state).first()
                if item is not None:
                    act(batch.by, item)
        except No as e:
            problem = {"message": e.message, "facts": e.facts}
    return {"message": STUMBLED, "facts": {}} if fault.kind else problem


def _done(actor: User, item: BatchItem) -> None:
    before = doing.snapshot(item.post) if item.post else {}
    post = doing.do(actor, item)
    item.post, item.before, item.after = post, before, doing.snapshot(post)
    item.state = BatchItem.State.DONE
    item.save(update_fields=["post", "before", "after", "state"])


def _undone(actor: User, item: BatchItem) -> None:
    doing.undo(actor, item)
    item.state = BatchItem.State.UNDONE
    item.save(update_fields=["state"])


def _end(batch: Batch, before: str, after: str) -> None:
    now = timezone.now()
    with transaction.atomic():
        if not Batch.objects.filter(pk=batch.pk, state=before).update(state=after, ended=now):
            return
        if now - batch.at > LONG:
            notices.tell(
                batch.by,
                "plan.done",
                say("Done: {what}"),
                url=reverse("content:batch", args=[batch.pk]),
                facts={"what": str(batch)},
            )


def _held(batch: Batch) -> Batch:
    return Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
