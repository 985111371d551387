"""What a person has read of what they were told."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from sinergi.notices import queries
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.queries import Person

#: How browsers say that they fetch a page before somebody asks for it: today's, Chrome until 2022,
#: Firefox.
AHEAD = ("Sec-Purpose", "Purpose", "X-Moz")


def mark_read(user: User, *, upto: int) -> int:
    """Mark a person's notices read, up to the newest they have seen."""
    return Notice.objects.filter(user=user, read=None, pk__lte=upto).update(read=timezone.now())


def mark_one_read(notice: Notice) -> None:
    """Mark one notice read; the moment it was first read stays."""
    Notice.objects.filter(pk=notice.pk, read=None).update(read=timezone.now())


def here(request: HttpRequest) -> int:
    """Return how many new notices lead to the page that a person opens. They are read with it: the
    middleware marks them once the page was made. None for a page that nobody looks at."""
    found = queries.leading_to(request.user, request.get_full_path()) if opened(request) else 0
    request.notices_lead_here = found > 0  # type: ignore[attr-defined]  # the middleware reads it
    return found


def seen(user: Person, url: str) -> int:
    """Mark read what leads to a page that a person has opened; return how many that were."""
    held = Notice.objects.filter(user_id=user.pk or 0, url=url, read=None)
    return held.update(read=timezone.now())


def opened(request: HttpRequest) -> bool:
    """True when a person opens a page: a browser that fetches ahead shows it to nobody yet."""
    ahead = (request.headers.get(name, "") for name in AHEAD)
    return request.method == "GET" and not any("prefetch" in told for told in ahead)
