"""A person's calendar for the calendar of their phone: a secret address, made, seen and revoked.

Only the digest of the address is kept. What it shows is asked for anew at each call, with the
rights the person has at that moment.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.audit import actions as audit
from sinergi.lib.text import short
from sinergi.people.models import User
from sinergi.publishing.calendars import ics, occasions
from sinergi.publishing.models import CalendarFeed, Post
from sinergi.units import queries as units

BACK, AHEAD = timedelta(days=31), timedelta(days=183)
#: More than anybody's phone should show; the nearest stay.
MOST = 2000
#: ``last_used`` is written at most this often: phones ask every few minutes.
NOTED_EVERY = timedelta(minutes=15)
STATUS = {
    Post.State.DRAFT: "TENTATIVE",
    Post.State.SENT_BACK: "TENTATIVE",
    Post.State.IN_REVIEW: "TENTATIVE",
}


def of_user(user: User) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(user=user, revoked=None).first()


def make(user: User) -> str:
    """Make a person's address and return its secret, never seen again; the one before ends."""
    secret, now = secrets.token_urlsafe(24), timezone.now()
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        CalendarFeed.objects.filter(user=user, revoked=None).update(revoked=now)
        made = CalendarFeed.objects.create(user=user, digest=_digest(secret), made=now)
        audit.record(user, "calendar.shared", on=made)
    return secret


def revoke(user: User) -> bool:
    """End a person's address. Return whether there was one."""
    with transaction.atomic():
        found = CalendarFeed.objects.select_for_update().filter(user=user, revoked=None).first()
        if found is not None:
            found.revoked = timezone.now()
            found.save(update_fields=["revoked"])
            audit.record(user, "calendar.unshared", on=found)
    return found is not None


def holder(secret: str, now: datetime) -> User | None:
    """Return whose address it is; nobody when it is not alive, or the person is not."""
    found = (
        CalendarFeed.objects.filter(digest=_digest(secret), revoked=None, user__is_active=True)
        .select_related("user")
        .first()
    )
    if found is None or not units.may_anywhere(found.user, "post.see"):
        return None
    if found.last_used is None or now - found.last_used > NOTED_EVERY:
        CalendarFeed.objects.filter(pk=found.pk).update(last_used=now)
    return found.user


def spelled(user: User, root: str, now: datetime) -> str:
    """Return a person's calendar as a file of RFC 5545. ``root`` is the address of the house."""
    return ics.calendar(
        _("Sinergi: what goes out"), [*_posts(user, root), *_occasions(user, root, now)], now=now
    )


def _posts(user: User, root: str) -> Iterator[ics.Event]:
    now = timezone.now()
    rows = (
        Post.objects.filter(
            units.within(user, "post.see"),
            planned_at__gte=now - BACK,
            planned_at__lt=now + AHEAD,
        )
        .exclude(state=Post.State.CANCELLED)
        .order_by("planned_at", "id")
        .values_list(
            "id", "planned_at", "title", "text", "state", "unit__name", "changed", "version"
        )
    )[:MOST]
    for pk, at, title, text, state, unit, changed, version in rows:
        assert at is not None  # noqa: S101  # asked for by its time
        yield ics.Event(
            uid=f"post-{pk}@{root.partition('://')[2]}",
            start=at,
            title=title or short(text, 60) or f"#{pk}",
            about=f"{Post.State(state).label} · {unit}",
            url=f"{root}{reverse('content:post', args=[pk])}",
            status=STATUS.get(Post.State(state), "CONFIRMED"),
            changed=changed,
            sequence=version,
        )


def _occasions(user: User, root: str, now: datetime) -> Iterator[ics.Event]:
    today = timezone.localdate(now)
    for row in occasions.between(user, today - BACK, today + AHEAD)[:MOST]:
        yield ics.Event(
            uid=f"occasion-{row.pk}@{root.partition('://')[2]}",
            start=row.first,
            last=row.last,
            title=row.name,
            about=f"{row.get_kind_display()} · {row.unit}",
        )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
