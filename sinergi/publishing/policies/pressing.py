"""Deadlines of requests: reminded of, escalated, over. What the clock does every minute."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.working import NeverOpen
from sinergi.people.models import User
from sinergi.publishing import rules
from sinergi.publishing.models import Approval, Post, Review
from sinergi.publishing.policies import choosing, signing, telling
from sinergi.publishing.policies.choosing import Required
from sinergi.units import calendars, nearest
from sinergi.units.models import Role

#: In an emergency a step is decided within so long, at any hour.
EMERGENCY = timedelta(minutes=15)

#: So many requests are looked at in one go; the next minute has the rest.
BATCH = 200

WAITING = Approval.State.WAITING


def deadline(post: Post, required: Required, *, now: datetime, wish: datetime | None) -> datetime:
    """Return when a step should be decided: in working time, and before it is wished for."""
    if required.emergency:
        by = now + EMERGENCY
    else:
        span = timedelta(hours=required.hours)
        try:
            by = calendars.of(post.unit_id).add(now, span)
        except NeverOpen:
            by = now + span
    return min(by, wish) if wish is not None and wish > now else by


def press(now: datetime) -> int:
    """Remind, escalate and end what waits for approval; return of how many. Harmless twice."""
    rows = Approval.objects.filter(
        Q(reminded=None) | Q(escalated=None, deadline__lte=now) | Q(wish__lt=now - rules.GONE),
        state=WAITING,
        deadline__isnull=False,
    )
    return sum(_press(pk, now) for pk in rows.order_by("deadline").values_list("pk", flat=True))


def chase_reviews(now: datetime) -> int:
    """Tell the coordinators of looks afterwards that nobody took in time; return of how many."""
    rows = Review.objects.filter(at=None, due__lte=now, told__lt=2)
    done = 0
    for pk in rows.values_list("pk", flat=True)[:BATCH]:
        with transaction.atomic():
            found = Review.objects.select_for_update(of=("self",)).get(pk=pk)
            if found.at is not None or found.told > 1:
                continue
            found.told = 2
            found.save(update_fields=["told"])
            approval, post = found.approval, found.approval.post
            hands = signing.contributors(post, approval)
            telling.to_review(found, _above(post, hands), late=True)
            audit.record(None, "post.review_late", on=post, unit_id=post.unit_id)
            done += 1
    return done


def _press(pk: int, now: datetime) -> int:
    with transaction.atomic():
        post_id = Approval.objects.values_list("post_id", flat=True).get(pk=pk)
        post = Post.objects.select_for_update(of=("self",)).get(pk=post_id)
        found = Approval.objects.select_related("requested_by", "post__author").get(pk=pk)
        if found.state != WAITING or found.deadline is None:
            return 0
        if found.wish is not None and found.wish < now - rules.GONE:
            _expire(post, found)
        elif found.deadline <= now and found.escalated is None:
            _escalate(post, found, now)
        elif found.reminded is None and now >= _half(found, found.deadline):
            found.reminded = now
            found.save(update_fields=["reminded"])
            telling.pressed(found, _asked(post, found, now), late=False)
        else:
            return 0
    return 1


def _expire(post: Post, found: Approval) -> None:
    found.state = Approval.State.EXPIRED
    found.save(update_fields=["state"])
    post.state, post.changed = Post.State.DRAFT, timezone.now()
    post.save(update_fields=["state", "changed"])
    telling.expired(found)
    audit.record(
        None, "post.expired", on=post, unit_id=post.unit_id, data={"version": found.version}
    )


def _escalate(post: Post, found: Approval, now: datetime) -> None:
    found.escalated, found.reminded = now, found.reminded or now
    found.save(update_fields=["escalated", "reminded"])
    asked = _asked(post, found, now)
    above = _above(post, signing.contributors(post, found))
    told = {person.pk: person for person in [*asked, *above]}
    telling.pressed(found, told.values(), late=True)
    audit.record(
        None, "post.approval_late", on=post, unit_id=post.unit_id, data={"told": len(told)}
    )


def _asked(post: Post, found: Approval, now: datetime) -> list[User]:
    day = timezone.localdate(now)
    required = choosing.required(post, day=timezone.localdate(found.due or found.wish or now))
    return signing.whose_turn(signing.standing_of(found, post, required), day=day)


def _above(post: Post, hands: Iterable[int]) -> list[User]:
    """Return the coordinators of the communications office who had no hand in it."""
    centre = nearest.communications(post.unit_id)
    barred = set(hands)
    return [p for p in nearest.holders(Role.COORDINATOR, centre) if p.pk not in barred]


def _half(found: Approval, by: datetime) -> datetime:
    """Return when half of the time of a step is over."""
    signed = found.signatures.order_by("-at").values_list("at", flat=True).first()
    since = signed or found.requested_at
    return since + (by - since) / 2
