"""Who is told that a file may soon be used no more: once, a month before its last day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from sinergi.lib.text import say
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.publishing.library import rules
from sinergi.publishing.models import LibraryFile
from sinergi.units import queries as units

#: So many are looked at in a round, and so many colleagues are told where the owner is gone.
MOST, MOST_TOLD = 200, 10


def remind(now: datetime) -> int:
    """Tell the owners of files that end within a month. Return how many files were told of."""
    today = timezone.localdate(now)
    rows = LibraryFile.objects.filter(
        Q(told=None) | ~Q(told=F("ends")),
        withdrawn_at=None,
        ends__gte=today,
        ends__lte=today + rules.BEFORE,
    )
    return sum(_tell(pk) for pk in rows.order_by("ends").values_list("pk", flat=True)[:MOST])


def _tell(pk: int) -> int:
    with transaction.atomic():
        rows = LibraryFile.objects.select_for_update(of=("self",)).select_related("by", "unit")
        row = rows.get(pk=pk)
        if row.told == row.ends or row.ends is None or row.withdrawn_at is not None:
            return 0
        LibraryFile.objects.filter(pk=pk).update(told=row.ends)
        for person in _owners(row):
            notices.tell(
                person,
                "file.ends",
                say("“{title}” may be used until {day} only. Renew it, or look for another."),
                url=reverse("content:library-file", args=[pk]),
                facts={"title": str(row), "day": row.ends.isoformat()},
            )
    return 1


def _owners(row: LibraryFile) -> list[User]:
    """Return who brought it; where they write there no more, who does."""
    people = units.people_with("post.write", row.unit_id)
    own = people.filter(pk=row.by_id)
    return list(own) or list(people[:MOST_TOLD])
