"""What *Hari ini* shows of the inbox: the questions a person has to answer."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.inbox import rules
from sinergi.inbox.models import Conversation
from sinergi.lib.text import short
from sinergi.lib.today import Task
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.queries import Person

MOST_TASKS = 20


def today_for(user: Person) -> list[Task]:
    """Return the questions a person has to answer, the oldest first."""
    if not isinstance(user, User):
        return []
    now = timezone.now()
    rows = (
        Conversation.objects.filter(
            units.within(user, "conversation.reply"),
            Q(assigned_to=None) | Q(assigned_to=user),
            open=True,
            waiting_since__isnull=False,
        )
        .select_related("account")
        .order_by("waiting_since", "id")[:MOST_TASKS]
    )
    return [_task(row, now) for row in rows]


def _task(row: Conversation, now: datetime) -> Task:
    assert row.waiting_since is not None  # noqa: S101  # asked for those that wait
    return Task(
        kind=_("Answer"),
        title=short(row.last_text, 80) or str(row),
        detail=_("%(who)s to %(account)s") % {"who": row, "account": row.account.handle},
        url=reverse("inbox:conversation", args=[row.pk]),
        urgency=rules.urgency(row.waiting_since, now),
        due=row.waiting_since + rules.LATE,
    )
