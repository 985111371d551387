"""The calendar: what is planned when, slots, plans from files, many posts at once."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext
from ninja import File, Form, Router, Status, UploadedFile
from pydantic import Field

from sinergi.lib.text import No, say
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import queries, rules, tasks
from sinergi.publishing.bulk import batches, duplicating, labels, plans
from sinergi.publishing.calendars import campaigns, looking, moving, scopes, slots
from sinergi.publishing.calendars.counting import Only
from sinergi.publishing.calendars.spans import Span
from sinergi.publishing.models import Batch
from sinergi.units import queries as offices
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.calendar_shapes import (
    ChangeIn,
    CopyIn,
    PlannedOut,
    PlanOut,
    PostBatchIn,
    PostBatchOut,
    SlotEndIn,
    SlotIn,
    SlotsOut,
    TimeIn,
    batch_out,
    plan_out,
    planned_out,
    slot_out,
)
from sinergi.web.api.idempotency import outside
from sinergi.web.api.post_shapes import PostOut, post_out
from sinergi.web.api.shapes import Cursor, Day, Id, Page, reading, words, writing

router = Router(tags=["calendar"])

LONGEST = timedelta(days=366)
Label = Annotated[str, words(labels.LONGEST)]
OfCampaign = Annotated[Id | None, Field(description="The id of a campaign: its posts alone.")]
Since = Annotated[Day | None, Field(description="The first day; without it, today.")]
Until = Annotated[Day | None, Field(description="The last day; without it, a month later.")]


@router.get("/calendar", **needs("posts:read"), response=reading(Page[PlannedOut]))
def read_calendar(
    request: Asked,
    since: Since = None,
    until: Until = None,
    label: Label = "",
    campaign: OfCampaign = None,
    cursor: Cursor = "",
) -> Page[PlannedOut]:
    """What you may see of what is planned between two days, earliest first."""
    user, first = person(request), since or timezone.localdate()
    last = until or first + timedelta(days=31)
    if last < first or last - first > LONGEST:
        raise No(say("Ask for days in order, for a year at most."))
    of = campaigns.campaign_for(user, campaign).pk if campaign else 0
    return _planned(user, first, last, Only(label, of), cursor)


@router.post("/posts/{pk}/plan", **needs("posts:write"), response=writing(PostOut))
def plan_post(request: Asked, pk: Id, body: TimeIn) -> PostOut:
    """Give a post a time: a draft its plan, a request its wish, an approved post its hour."""
    user = person(request)
    found = queries.post_for(user, pk)
    found = queries.post_for(user, pk, may=moving.verb_for(found.state))
    return post_out(moving.plan(user, found, body.at))


@router.post("/posts/{pk}/duplicate", **needs("posts:write"), response=writing(PostOut, 201))
def duplicate_post(request: Asked, pk: Id, body: CopyIn) -> Status[PostOut]:
    """Write the same once more, as a draft of its own."""
    user = person(request)
    found = queries.post_for(user, pk, may="post.write")
    at = rules.moment(body.at, now=timezone.now()) if body.at else None
    return Status(201, post_out(duplicating.duplicate(user, found, at=at)))


@router.get("/accounts/{pk}/slots", **needs("accounts:read"), response=reading(SlotsOut))
def read_slots(request: Asked, pk: Id) -> SlotsOut:
    """When an account usually publishes, and which of these times are free next."""
    return _slots(networks.account_for(person(request), pk))


@router.post("/accounts/{pk}/slots", **needs("posts:write"), response=writing(SlotsOut, 201))
def add_slots(request: Asked, pk: Id, body: SlotIn) -> Status[SlotsOut]:
    """Add a time on some weekdays. For those who write for the account."""
    user = person(request)
    account = networks.account_for(user, pk, may="post.write")
    slots.add(user, account, weekdays=body.weekdays, at=time.fromisoformat(body.at))
    return Status(201, _slots(account))


@router.post("/accounts/{pk}/slots/end", **needs("posts:write"), response=writing(SlotsOut))
def end_slot(request: Asked, pk: Id, body: SlotEndIn) -> SlotsOut:
    """Take a slot away."""
    user = person(request)
    account = networks.account_for(user, pk, may="post.write")
    found = slots.of_account(account).filter(pk=body.slot).select_related("account").first()
    if found is None:
        raise No(say("This slot is not there any more."))
    slots.drop(user, found)
    return _slots(account)


@router.post("/plans", **needs("posts:write"), response=writing(PlanOut, 201))
@outside
def bring_plan(
    request: Asked,
    unit: Form[Id],
    file: File[UploadedFile],
    dry_run: Form[bool] = True,
) -> Status[PlanOut]:
    """Bring a plan (CSV or XLSX). With `dry_run`, and while a line is wrong, nothing is written."""
    user = person(request)
    office = offices.unit_for(user, unit, may="post.write")
    report = plans.read(user, office, file.read(), now=timezone.now())
    batch = None
    if not dry_run and not report.problems:
        name = file.name or ""
        batch = batches.bring(user, office, report, name=name, begin=tasks.begin_batch)
    return Status(201, plan_out(report, batch))


@router.post("/post-batches", **needs("posts:write"), response=writing(PostBatchOut, 201))
def change_posts(request: Asked, body: ChangeIn) -> Status[PostBatchOut]:
    """Do one thing to many posts, in the background. It can be taken back for a day."""
    user = person(request)
    posts = batches.chosen(user, list(body.posts))
    asked = _asked(user, body)
    made = batches.change(user, posts, body.act, asked, begin=tasks.begin_batch)
    return Status(201, batch_out(made))


@router.get("/post-batches", **needs("posts:read"), response=reading(Page[PostBatchOut]))
def list_post_batches(request: Asked) -> Page[PostBatchOut]:
    """The newest of your batches: how far they are, and what was not done."""
    return Page[PostBatchOut](
        items=[batch_out(row) for row in batches.batches_of(person(request))[:20]]
    )


@router.post("/post-batches/again", **needs("posts:write"), response=writing(PostBatchOut))
def retry_post_batch(request: Asked, body: PostBatchIn) -> PostBatchOut:
    """Try again what failed of a batch of yours."""
    user = person(request)
    found = batches.batch_for(user, body.batch)
    batches.again(user, found, begin=tasks.begin_batch)
    return _read(found)


@router.post("/post-batches/undo", **needs("posts:write"), response=writing(PostBatchOut))
def undo_post_batch(request: Asked, body: PostBatchIn) -> PostBatchOut:
    """Take a batch of yours back, but not what somebody went on with."""
    user = person(request)
    found = batches.batch_for(user, body.batch)
    batches.undo(user, found, now=timezone.now(), begin=tasks.begin_batch)
    return _read(found)


def _planned(user: User, first: date, last: date, only: Only, cursor: str) -> Page[PlannedOut]:
    if not offices.may_anywhere(user, "post.see"):
        return Page[PlannedOut](items=[])
    span, scope = Span("agenda", first, first, last), scopes.read(user, "", "all")
    shown = looking.look(user, span, scope, only, after=cursor)
    found = [entry for cell in shown.cells for entry in cell.entries]
    return Page[PlannedOut](
        items=[planned_out(entry, entry.at) for entry in found if entry.at],
        next=shown.rest or None,
    )


def _asked(user: User, body: ChangeIn) -> dict[str, Any]:
    match body.act:
        case "move":
            if not body.days:
                raise No(say("Say by how many days."))
            return {"days": body.days}
        case "label" | "unlabel":
            return {"label": labels.tidy(body.label)}
        case "assign":
            return {"to": _colleague(user, body.to) if body.to else None}
        case "campaign":
            chosen = body.campaign and campaigns.campaign_for(user, body.campaign).pk
            return {"campaign": chosen}
        case _:
            return {}


def _colleague(user: User, name: str) -> int:
    found = User.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise Http404(gettext("Nobody of this name may write there."))
    return found.pk


def _slots(account: Account) -> SlotsOut:
    return SlotsOut(
        items=[slot_out(slot) for slot in slots.of_account(account)],
        free=slots.free([account], now=timezone.now(), most=5),
    )


def _read(batch: Batch) -> PostBatchOut:
    return batch_out(Batch.objects.get(pk=batch.pk))
