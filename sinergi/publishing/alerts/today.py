"""What *Hari ini* shows of warnings and ideas: words to be looked at, and what one was handed."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.lib.today import Task
from sinergi.people.models import User
from sinergi.publishing.models import AlertDraft, Idea
from sinergi.units import queries as units
from sinergi.units.queries import Person

#: A coordinator of forty offices is shown the newest; the page has them all.
MOST = 5


def today_for(user: Person) -> list[Task]:
    """Return what a person has to do about warnings, and the ideas they hold without a post."""
    return [*_words(user), *_ideas(user)] if isinstance(user, User) else []


def _words(user: User) -> list[Task]:
    rows = AlertDraft.objects.filter(
        units.within(user, "post.write"), state=AlertDraft.State.READY
    ).exclude(ends__lte=timezone.now())
    return [
        Task(
            kind=_("Look"),
            title=str(row.alert),
            detail=_("Words for %(office)s are ready") % {"office": row.unit},
            url=reverse("content:alert-draft", args=[row.pk]),
            urgency="soon" if row.role == AlertDraft.Role.END else "late",
            due=row.ends,
        )
        for row in rows.select_related("alert", "unit").order_by("-made", "-id")[:MOST]
    ]


def _ideas(user: User) -> list[Task]:
    rows = Idea.objects.filter(
        units.within(user, "post.write"), holder=user, state=Idea.State.PICKED, post=None
    )
    return [
        Task(
            kind=_("Go on"),
            title=str(row),
            detail=_("An idea you hold"),
            url=reverse("content:idea", args=[row.pk]),
            urgency="calm",
        )
        for row in rows.order_by("-changed", "-id")[:MOST]
    ]
