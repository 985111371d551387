"""Who is told of a warning: who is on duty in an office it concerns and writes there, else all who
write there; each once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from sinergi.lib.text import say
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.publishing.models import Alert, AlertDraft
from sinergi.units import duties

_ONE = say("{source}: {event}. Words for {office} are ready to be looked at.")
_MANY = say("{source}: {event}. Words for {count} offices are ready to be looked at.")


def prepared(alert: Alert, made: Sequence[AlertDraft]) -> None:
    """Tell people what was prepared, inside the caller's transaction."""
    drafts: dict[int, list[AlertDraft]] = defaultdict(list)
    people: dict[int, User] = {}
    told = duties.whom([draft.unit_id for draft in made], "post.write", timezone.now())
    for draft in made:
        for person in told[draft.unit_id]:
            people[person.pk] = person
            drafts[person.pk].append(draft)
    for pk, person in people.items():
        _tell(person, alert, drafts[pk])


def _tell(person: User, alert: Alert, drafts: list[AlertDraft]) -> None:
    first = drafts[0]
    notices.tell(
        person,
        "alert.prepared",
        _ONE if len(drafts) == 1 else _MANY,
        url=reverse("content:alert-draft", args=[first.pk])
        if len(drafts) == 1
        else reverse("content:alerts"),
        facts={
            "source": alert.attribution or "—",
            "event": str(alert),
            "office": str(first.unit),
            "count": len(drafts),
        },
    )
