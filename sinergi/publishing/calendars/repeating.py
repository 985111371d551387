"""Posts that come again: a rule with a last day; each time a draft of its own, to be approved.

The clock writes the drafts some weeks ahead. What they say is what the source says at that moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Least
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.publishing.bulk import duplicating
from sinergi.publishing.calendars.recurring import comes, occurrences
from sinergi.publishing.models import Post, Series
from sinergi.publishing.rules import NotAllowed
from sinergi.units import queries as units

#: So far ahead drafts are written: time enough to adapt and to approve them.
AHEAD = timedelta(days=28)
LONGEST = timedelta(days=366)
#: So many drafts are written in one go.
MOST = 50


def series_of(user: User) -> QuerySet[Series]:
    """Return the series of the offices whose posts one sees, those that go on first."""
    rows = Series.objects.filter(units.within(user, "post.see"))
    return rows.select_related("unit", "source", "by").order_by(
        F("ended").asc(nulls_first=True), "-id"
    )


def series_for(user: User, pk: object, *, may: str = "post.see") -> Series:
    """Return a series. Raises Http404 when invisible, PermissionDenied without the verb."""
    rows = Series.objects.select_related("unit", "source", "by")
    return units.obtain(rows, user, pk, see="post.see", may=may)


def begin(
    actor: User,
    source: Post,
    *,
    every: str,
    days: Sequence[int],
    at: time,
    first: date,
    last: date,
    now: datetime | None = None,
) -> Series:
    """Let a post come again, by one rule once. Raises No for a rule that never comes, or does not
    end in a year."""
    if not units.may(actor, "post.write", source.unit_id):
        raise NotAllowed(say("You may not write for this office."))
    today = timezone.localdate(now)
    _check(every, days, first, last, today)
    rule = {
        "source": source, "every": every, "days": sorted(set(days)), "first": first, "last": last,
        "time": at.replace(second=0, microsecond=0),
    }  # fmt: skip
    with transaction.atomic():
        Post.objects.select_for_update(of=("self",)).get(pk=source.pk)
        if (before := Series.objects.filter(ended=None, **rule).first()) is not None:
            return before
        made = Series.objects.create(unit=source.unit, by=actor, made=timezone.now(), **rule)
        told = {"post": source.pk, "every": every, "days": made.days, "until": last}
        audit.record(actor, "series.begun", on=made, unit_id=source.unit_id, data=told)
        _write(made, now or timezone.now())
    return made


def end(actor: User, series: Series) -> None:
    """End a series. The drafts that are written stay. Twice is harmless."""
    if not units.may(actor, "post.write", series.unit_id):
        raise NotAllowed(say("You may not write for this office."))
    with transaction.atomic():
        if Series.objects.filter(pk=series.pk, ended=None).update(ended=timezone.now()):
            audit.record(actor, "series.ended", on=series, unit_id=series.unit_id)


def go_on(now: datetime) -> int:
    """Write the drafts that are due of every series; return how many."""
    until = timezone.localdate(now) + AHEAD
    rows = Series.objects.filter(
        Q(made_until=None) | Q(made_until__lt=Least("last", Value(until))), ended=None
    )
    made = 0
    for pk in rows.order_by("pk").values_list("pk", flat=True)[:MOST]:
        with transaction.atomic():
            series = Series.objects.select_for_update(of=("self",)).get(pk=pk)
            made += _write(series, now) if series.ended is None else 0
    return made


def _check(every: str, days: Sequence[int], first: date, last: date, today: date) -> None:
    weekly = every == Series.Every.WEEK
    known = range(7) if weekly else range(1, 32)
    if not days or any(day not in known for day in days):
        raise No(say("Choose at least one day on which it comes again."))
    if last < first:
        raise No(say("It ends before it begins: choose a later last day."))
    if last < today:
        raise No(say("The last day has passed: choose a later one."))
    if last - max(first, today) > LONGEST:
        raise No(say("A series ends after a year at most: choose an earlier last day."))
    span = ((first + timedelta(days=n)) for n in range((last - first).days + 1))
    if not any(comes(every, days, day) for day in span):
        raise No(say("It never comes in this time: choose other days or a later last day."))


def _write(series: Series, now: datetime) -> int:
    """Write the drafts up to the horizon, and remember how far; end what may not go on."""
    if not units.may(series.by, "post.write", series.unit_id) or not series.by.is_active:
        _stop(series, say("Your series ended, because you may not write there any more: {post}"))
        return 0
    if series.source.state == Post.State.CANCELLED:
        _stop(series, say("Your series ended, because its post was cancelled: {post}"))
        return 0
    today = timezone.localdate(now)
    since = series.made_until + timedelta(days=1) if series.made_until else series.first
    until, made = min(series.last, today + AHEAD), 0
    for day in occurrences(series, max(since, today), until):
        at = timezone.make_aware(datetime.combine(day, series.time))
        if at > now and not Post.objects.filter(series=series, series_day=day).exists():
            duplicating.duplicate(series.by, series.source, at=at, series=series, day=day)
            made += 1
    series.made_until = until
    series.save(update_fields=["made_until"])
    return made


def _stop(series: Series, told: str) -> None:
    series.ended = timezone.now()
    series.save(update_fields=["ended"])
    audit.record(None, "series.ended", on=series, unit_id=series.unit_id)
    facts, url = {"post": str(series.source)}, reverse("content:series")
    notices.tell(series.by, "series.ended", told, url=url, facts=facts)
