"""What *Hari ini* shows of posts: what a person has to do about them, and what goes out next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.lib.text import short
from sinergi.lib.today import Task
from sinergi.networks import queries as networks
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing.models import Approval, Post, Target
from sinergi.publishing.policies import today as around
from sinergi.publishing.policies.today import MOST_TASKS, urgency
from sinergi.publishing.queries import approvals_for
from sinergi.units import queries as units
from sinergi.units.queries import Person

#: Failed deliveries older than this are history, not tasks.
FRESH = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing on its way to one account. ``network`` is its name, ``chip`` its two letters."""

    title: str
    due: datetime
    url: str
    account: str
    network: str
    chip: str
    pretend: bool


def coming_for(user: User, most: int = 5) -> list[Coming]:
    """Return what goes out next, one for each account, earliest first."""
    rows = (
        Target.objects.filter(
            units.within(user, "post.see", "post__unit"),
            delivery__state=Delivery.State.WAITING,
            delivery__kind=Delivery.Kind.POST,
        )
        .select_related("post", "account", "delivery")
        .order_by("delivery__due", "id")[:most]
    )
    return [_coming(row) for row in rows]


def today_for(user: Person) -> list[Task]:
    """Return what a person has to do about posts."""
    if not isinstance(user, User):
        return []
    now = timezone.now()
    return [
        *around.to_review(user, now),
        *around.held(user),
        *_to_approve(user, now),
        *_sent_back(user),
        *_stuck(user, now),
        *_asked(user, now),
    ]


def _to_approve(user: User, now: datetime) -> list[Task]:
    return [
        Task(
            kind=_("Check"),
            title=str(a.post),
            detail=_("%(unit)s, asked by %(who)s") % {"unit": a.unit, "who": a.requested_by},
            url=reverse("content:approval", args=[a.pk]),
            urgency=urgency(a.wish, now),
            due=a.wish,
        )
        for a in approvals_for(user)[:MOST_TASKS]
    ]


def _sent_back(user: User) -> list[Task]:
    rows = Post.objects.filter(
        units.within(user, "post.write"), author=user, state=Post.State.SENT_BACK
    )
    return [
        Task(
            kind=_("Improve"),
            title=str(post),
            detail=_("Sent back for changes"),
            url=reverse("content:post", args=[post.pk]),
            urgency="soon",
        )
        for post in rows[:MOST_TASKS]
    ]


def _stuck(user: User, now: datetime) -> list[Task]:
    rows = Delivery.objects.filter(
        Q(state=Delivery.State.UNSURE) | Q(state=Delivery.State.FAILED, due__gt=now - FRESH),
        units.within(user, "delivery.settle"),
        Q(target__isnull=False) | Q(head__target__isnull=False),
    )
    over = [Post.State.CANCELLED, Post.State.DRAFT]
    rows = rows.exclude(target__post__state__in=over).exclude(head__target__post__state__in=over)
    return [
        Task(
            kind=_("Settle") if row.state == Delivery.State.UNSURE else _("Look"),
            title=short(row.text, 80),
            detail=f"{row.account}: {row.get_state_display()}",
            url=reverse("content:delivery", args=[row.pk]),
            urgency="late",
        )
        for row in rows.select_related("account").order_by("-due")[:MOST_TASKS]
    ]


def _asked(user: User, now: datetime) -> list[Task]:
    """Return one's own requests whose wish has passed without a decision."""
    rows = Approval.objects.filter(
        units.within(user, "post.see"),
        requested_by=user,
        state=Approval.State.WAITING,
        wish__lt=now,
    ).select_related("post")
    return [
        Task(
            kind=_("Look"),
            title=str(a.post),
            detail=_("Nobody has decided, and the time you wished for has passed"),
            url=reverse("content:post", args=[a.post_id]),
            urgency="late",
            due=a.wish,
        )
        for a in rows[:MOST_TASKS]
    ]


def _coming(target: Target) -> Coming:
    about = networks.about(target.account.network)
    assert target.delivery is not None  # noqa: S101  # asked for those with one
    return Coming(
        title=str(target.post),
        due=target.delivery.due,
        url=reverse("content:post", args=[target.post_id]),
        account=target.account.handle,
        network=about.name if about else target.account.network,
        chip=about.chip if about else "?",
        pretend=about.pretend if about else False,
    )
