"""One thing done to many conversations at once, and taken back at once.

What stands in the way of one does not keep the others: it is told by name. Each has its own record
in the log, and a batch remembers what each was before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.inbox import actions, labels, states, telling
from sinergi.inbox.models import Batch, Change, Conversation, Message
from sinergi.inbox.rows import hold, locked, record
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import queries as units

State = Conversation.State

#: What can be done to many.
ACTS: Mapping[str, str] = {
    "assign": say("Give to somebody"),
    "topic": say("Set the topic"),
    "state": say("Set the state"),
    "archive": say("Archive"),
}

#: So many at once: a page of the API.
MOST = 200

#: What an act may change, and what is therefore put back.
KEPT = (
    "assigned_to_id", "state", "open", "topic", "matter", "solved_at", "reopened", "counted_from",
    "extended", "asked_at", "confirmed", "ask_at", "close_at", "due_at", "due_for", "soon_at",
    "escalate_at",
)  # fmt: skip

#: Where one of these is another than the act left it, somebody went on: it is not taken back.
WATCHED = ("assigned_to_id", "state", "topic", "unit_id")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done. ``to``: who looks after them, or nobody; ``reason``: for a state.

    ``seen``: the newest message of all when it was chosen (``newest``); 0: that is not said.
    """

    act: str
    to: User | None = None
    topic: str = ""
    state: str = ""
    reason: str = ""
    seen: int = 0


@dataclass(slots=True)
class Done:
    """What became of it. ``batch`` is empty where nothing changed; ``kept``: as they were, why."""

    batch: Batch | None = None
    changed: list[Conversation] = field(default_factory=list)
    kept: list[tuple[Conversation, No]] = field(default_factory=list)


def chosen(user: User, ids: Sequence[object]) -> list[Conversation]:
    """Return conversations to do something with. Raises Http404 when one is not theirs to see,
    PermissionDenied when one is not theirs to assign, No for none or too many."""
    numbers = {int(str(pk)) for pk in ids if units.is_id(pk)}
    if not numbers:
        raise No(say("Choose at least one conversation."))
    if len(numbers) > MOST:
        raise No(say("Choose at most {most} conversations at once."), most=MOST)
    rows = list(Conversation.objects.select_related("account", "unit").filter(pk__in=numbers))
    seen, theirs = (units.reach(user, verb) for verb in ("conversation.see", "conversation.assign"))
    if len(rows) < len(numbers) or not _all_in(rows, seen):
        raise Http404
    if not _all_in(rows, theirs):
        raise PermissionDenied
    return rows


def newest() -> int:
    """Return the newest message of all. Ask before the conversations are read: what came after it
    was not shown."""
    return Message.objects.order_by("-id").values_list("id", flat=True).first() or 0


def act(actor: User, rows: Sequence[Conversation], asked: Asked) -> Done:
    """Do it to each that allows it. Raises No for an act there is not."""
    do = _ways(actor, asked)
    done = Done()
    with transaction.atomic():
        _hold(rows, asked.act)
        batch = Batch.objects.create(by=actor, at=timezone.now(), act=asked.act)
        for row in sorted(rows, key=lambda row: row.pk):  # always locked in this order
            try:
                with transaction.atomic():
                    changed = _change(batch, row, do)
            except No as e:
                done.kept.append((row, e))
            else:
                done.changed.append(changed)
        if done.changed:
            done.batch = batch
            if asked.act == "assign" and asked.to:
                telling.assigned_many(len(done.changed), asked.to, actor)
        else:
            batch.delete()
    return done


def batch_for(user: User, pk: object) -> Batch:
    """Return what somebody did themselves. Raises Http404 for what others did."""
    found = Batch.objects.filter(pk=pk, by=user).first() if units.is_id(pk) else None
    if found is None:
        raise Http404
    return found


def undoable(user: User, pk: str) -> tuple[Batch, int] | None:
    """Return a batch that somebody may still take back, with how many it changed."""
    found = Batch.objects.filter(pk=pk, by=user, undone_at=None) if units.is_id(pk) else None
    batch = found.annotate(number=Count("changes")).first() if found is not None else None
    return (batch, batch.number) if batch is not None else None


def undo(actor: User, batch: Batch) -> Done:
    """Put each back as it was, but not what somebody went on with. Raises No the second time, and
    PermissionDenied where one is not theirs to assign any more."""
    done = Done(batch)
    with transaction.atomic():
        held = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if held.undone_at is not None:
            raise No(say("This was taken back already."))
        now = timezone.now()
        changes = held.changes.select_related("conversation").order_by("conversation_id")
        _hold([change.conversation for change in changes], held.act)
        for change in changes:
            found = locked(change.conversation)
            if any(_plain(getattr(found, name)) != change.after[name] for name in WATCHED):
                done.kept.append((found, No(say("Somebody went on with it: it stays as it is."))))
                continue
            if not units.may_at(actor, "conversation.assign", found.unit.path):
                raise PermissionDenied
            _put_back(actor, found, change, now)
            done.changed.append(found)
        held.undone_at = now
        held.save(update_fields=["undone_at"])
    return done


def _hold(rows: Sequence[Conversation], act: str) -> None:
    if act == "topic":
        labels.hold(rows)
    hold(rows)


def _ways(actor: User, asked: Asked) -> Callable[[Conversation], object]:
    match asked.act:
        case "assign":
            return lambda row: actions.assign(actor, row, asked.to, quiet=True)
        case "topic":
            return lambda row: labels.topic(actor, row, asked.topic)
        case "state":
            return _moving(actor, asked, asked.state)
        case "archive":
            return _moving(actor, asked, State.ARCHIVED)
        case _:
            raise No(say("Choose what to do."))


def _moving(actor: User, asked: Asked, to: str) -> Callable[[Conversation], object]:
    return lambda row: actions.move(actor, row, to, reason=asked.reason, seen=asked.seen)


def _change(batch: Batch, row: Conversation, do: Callable[[Conversation], object]) -> Conversation:
    before = {**_snapshot(locked(row)), "label": labels.own(batch.by, row)}
    do(row)
    found = Conversation.objects.get(pk=row.pk)
    after = _snapshot(found)
    if batch.act != "topic" and after.items() <= before.items():
        raise No(say("It is so already."))
    Change.objects.create(batch=batch, conversation=found, before=before, after=after)
    return found


def _put_back(actor: User, found: Conversation, change: Change, now: datetime) -> None:
    before = change.before
    if change.batch.act == "topic":
        labels.put_back(actor, found, before["label"])
        found = locked(found)
    if before["state"] != found.state:
        states.step(found, before["state"], by=actor, reason=_("Taken back"), now=now)
    for name in KEPT:
        setattr(found, name, _field(name).to_python(before[name]))
    found.save(update_fields=[_field(name).name for name in KEPT])
    record(actor, "conversation.rolled_back", found, batch=change.batch_id, act=change.batch.act)


def _snapshot(row: Conversation) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in (*KEPT, "unit_id")}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _field(name: str) -> Any:
    return Conversation._meta.get_field(name.removesuffix("_id"))  # noqa: SLF001  # its public _meta


def _all_in(rows: Sequence[Conversation], offices: tuple[int, ...] | None) -> bool:
    return offices is None or all(row.unit_id in offices for row in rows)
