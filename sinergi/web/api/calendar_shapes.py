"""What programs say of times, plans and batches, and what they are told of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.publishing.bulk import batches, labels, plans
from sinergi.publishing.calendars.entries import Entry
from sinergi.publishing.models import Batch, BatchItem, Clash, Post, Slot
from sinergi.web.api.shapes import IdIn, Moment, Ref, Said, one_of, words

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Weekday = Annotated[int, Field(ge=0, le=6, strict=True, description="Monday is 0.")]


class PlannedOut(Schema):
    """A post on the calendar. ``clashes``: how it stands in the way of others you see."""

    id: int
    at: datetime
    title: str
    state: Annotated[str, one_of(Post.State)]
    unit: Ref
    networks: list[str]
    clashes: list[Annotated[str, one_of(Clash.Kind)]]


class TimeIn(Said):
    """null: it has no time any more."""

    at: Moment | None


class CopyIn(Said):
    """null: the copy has no time yet."""

    at: Moment | None = None


class SlotIn(Said):
    weekdays: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    at: Annotated[Clock, Field(description="By the office's wall clock.")]


class SlotEndIn(Said):
    slot: IdIn


class SlotOut(Schema):
    id: int
    weekday: int
    at: str


class SlotsOut(Schema):
    """The slots of an account, and the next of them at which nothing goes out."""

    items: list[SlotOut]
    free: list[datetime]


class LineProblem(Schema):
    line: int
    message: str


class PlanOut(Schema):
    """What a file would write. ``batch`` writes it; null where nothing is written.

    ``leaders``: lines that name a leader on a day of an election phase and are not marked. They are
    written all the same.
    """

    drafts: int
    problems: list[LineProblem]
    leaders: list[LineProblem]
    batch: int | None


class ChangeIn(Said):
    """One thing for many posts: ``days`` to move, ``label``, ``to`` whom (null: nobody), the
    ``campaign`` of which they are part (null: of none).
    """

    posts: Annotated[list[IdIn], Field(min_length=1, max_length=batches.MOST)]
    act: Literal["move", "label", "unlabel", "assign", "campaign", "cancel"]
    days: Annotated[int | None, Field(ge=-366, le=366)] = None
    label: Annotated[str, words(labels.LONGEST)] = ""
    to: Annotated[str | None, words(150)] = None
    campaign: IdIn | None = None


class PostBatchIn(Said):
    batch: IdIn


class PostItemOut(Schema):
    """One post, or one line, that stays as it was, and why."""

    line: int
    post: int | None
    message: str


class PostBatchOut(Schema):
    """How far a batch is. ``failed`` and ``kept`` count what was not done, or not taken back."""

    id: int
    act: Annotated[str, one_of(Batch.Act)]
    state: Annotated[str, one_of(Batch.State)]
    at: datetime
    total: int
    waiting: int
    done: int
    failed: int
    undone: int
    kept: int
    problems: list[PostItemOut]


def planned_out(entry: Entry, at: datetime) -> PlannedOut:
    return PlannedOut(
        id=entry.id,
        at=at,
        title=entry.title,
        state=entry.state,
        unit=Ref(id=entry.unit_id, name=entry.unit),
        networks=list(entry.networks),
        clashes=sorted(entry.clashes),
    )


def slot_out(slot: Slot) -> SlotOut:
    return SlotOut(id=slot.pk, weekday=slot.weekday, at=f"{slot.time:%H:%M}")


def plan_out(report: plans.Report, batch: Batch | None) -> PlanOut:
    wrong = [LineProblem(line=line, message=said(no)) for line, no in report.problems]
    named = [LineProblem(line=line, message=said(no)) for line, no in report.leaders]
    return PlanOut(
        drafts=len(report.lines),
        problems=wrong,
        leaders=named,
        batch=batch.pk if batch else None,
    )


def batch_out(batch: Batch) -> PostBatchOut:
    found = batches.counted(batch)
    return PostBatchOut(
        id=batch.pk,
        act=batch.act,
        state=batch.state,
        at=batch.at,
        total=found.total,
        waiting=found.waiting,
        done=found.done,
        failed=found.failed,
        undone=found.undone,
        kept=found.kept,
        problems=[_item(item) for item in batches.failed(batch)[:200]],
    )


def _item(item: BatchItem) -> PostItemOut:
    why = No(item.problem["message"], **item.problem["facts"])
    return PostItemOut(line=item.number, post=item.post_id, message=said(why))
