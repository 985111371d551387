"""What *Hari ini* shows of approval: what to look at afterwards, and what was held."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.lib.today import Task, Urgency
from sinergi.people.models import User
from sinergi.publishing import queries
from sinergi.publishing.holding import listing
from sinergi.units import queries as units

#: A wish within this time makes a request urgent.
SOON = timedelta(hours=24)
MOST_TASKS = 20


def to_review(user: User, now: datetime) -> list[Task]:
    return [
        Task(
            kind=_("Look"),
            title=str(row.approval.post),
            detail=_("Went out at once in an emergency; nobody has looked at it yet"),
            url=reverse("content:approval", args=[row.approval_id]),
            urgency=urgency(row.due, now),
            due=row.due,
        )
        for row in queries.reviews_for(user)[:MOST_TASKS]
    ]


def held(user: User) -> list[Task]:
    """Return what was held and is free again: one task for all of it."""
    if not units.may_anywhere(user, "post.approve") or listing.holds_for(user):
        return []
    number = listing.held_for(user).filter(units.within(user, "post.approve")).count()
    if not number:
        return []
    title = ngettext("%(num)s post was held", "%(num)s posts were held", number)
    return [
        Task(
            kind=_("Look"),
            title=title % {"num": number},
            detail=_("The hold is over. None goes out before somebody has looked at it."),
            url=reverse("content:holds"),
            urgency="soon",
        )
    ]


def urgency(wish: datetime | None, now: datetime) -> Urgency:
    """Return how urgent a request is: late when the wished time has passed."""
    if wish is None:
        return "calm"
    if wish < now:
        return "late"
    return "soon" if wish < now + SOON else "calm"
