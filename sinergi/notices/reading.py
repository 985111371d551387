"""What a person has read of what they were told."""

from __future__ import annotations

from django.utils import timezone

from sinergi.notices import queries
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.queries import Person


def mark_read(user: User, *, upto: int) -> int:
    """Mark a person's notices read, up to the newest they have seen."""
    return Notice.objects.filter(user=user, read=None, pk__lte=upto).update(read=timezone.now())


def mark_one_read(notice: Notice) -> None:
    """Mark one notice read; the moment it was first read stays."""
    Notice.objects.filter(pk=notice.pk, read=None).update(read=timezone.now())


def seen(user: Person, url: str) -> int:
    """Mark read what leads to a page that a person has opened; return how many that were."""
    if not queries.leading_to(user, url):  # asked first: a page that changes nothing writes nothing
        return 0
    held = Notice.objects.filter(user_id=user.pk or 0, url=url, read=None)
    return held.update(read=timezone.now())
