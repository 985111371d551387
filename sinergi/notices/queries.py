"""A person's own notices."""

from __future__ import annotations

from django.db.models import QuerySet

from sinergi.notices.models import Notice
from sinergi.units.queries import Person


def notices_of(user: Person) -> QuerySet[Notice]:
    return Notice.objects.filter(user_id=user.pk or 0)


def unread_count(user: Person) -> int:
    return notices_of(user).filter(read=None).count()
