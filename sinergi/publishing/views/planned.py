"""What is approved for a time: the calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sinergi.people.http import SignedIn
from sinergi.publishing import queries
from sinergi.publishing.forms import MoveForm
from sinergi.publishing.models import Approval, Post
from sinergi.units import queries as units

#: How many days the calendar shows at once.
DAYS = 14


@login_required
@require_GET
def calendar(request: SignedIn) -> HttpResponse:
    """What is approved for a time, by day: a list, which a phone can show."""
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    first = _day(request.GET.get("from", ""))
    start = timezone.make_aware(datetime.combine(first, time()))
    rows = queries.agenda_for(request.user, start=start, end=start + timedelta(days=DAYS))
    context = {
        "days": [
            (day, [_entry(request, row) for row in entries])
            for day, entries in groupby(rows, key=lambda row: _local_day(row.due))
        ],
        "first": first,
        "last": first + timedelta(days=DAYS - 1),
        "before": first - timedelta(days=DAYS),
        "after": first + timedelta(days=DAYS),
        "may_write": units.may_anywhere(request.user, "post.write"),
    }
    return render(request, "publishing/calendar.html", context)


def _entry(request: SignedIn, row: Approval) -> tuple[Approval, MoveForm | None]:
    scheduled = row.post.state == Post.State.SCHEDULED
    if not scheduled or not units.may(request.user, "post.approve", row.unit_id):
        return row, None
    return row, MoveForm(initial={"due": row.due}, auto_id=f"move-{row.pk}-%s")


def _day(spelled: str) -> date:
    """Return the first day to show: today, unless a date like 2026-11-24 is asked for."""
    if not spelled:
        return timezone.localdate()
    try:
        day = date.fromisoformat(spelled)
    except ValueError as e:
        raise Http404 from e
    if not 2000 <= day.year <= 2100:
        raise Http404
    return day


def _local_day(due: datetime | None) -> date:
    assert due is not None  # noqa: S101  # a constraint: what is approved has a time
    return timezone.localtime(due).date()
