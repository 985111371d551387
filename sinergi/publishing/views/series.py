"""A post once more, or again and again."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import queries
from sinergi.publishing.bulk import duplicating
from sinergi.publishing.calendars import repeating
from sinergi.publishing.calendars.forms import SeriesForm
from sinergi.publishing.models import Series
from sinergi.units import queries as units


@login_required
@require_POST
def duplicate(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.post_for(request.user, pk, may="post.write")
    try:
        made = duplicating.duplicate(request.user, found)
    except No as e:
        messages.error(request, said(e))
        return redirect("content:post", pk)
    messages.success(request, _("This is the copy: a draft of its own."))
    return redirect("content:edit", made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def repeat(request: SignedIn, pk: int) -> HttpResponse:
    """Let a post come again until a last day."""
    found = queries.post_for(request.user, pk, may="post.write")
    form = SeriesForm(request.POST or None, initial=_begun(found.planned_at))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            repeating.begin(
                request.user,
                found,
                every=values["every"],
                days=form.days(),
                at=values["time"],
                first=values["first"],
                last=values["last"],
            )
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("The first drafts are written. Each needs its approval."))
            return redirect("content:series")
    return render(request, "publishing/repeat.html", {"form": form, "post": found})


@login_required
@require_GET
def all_series(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    writes = set(units.units_where(request.user, "post.write").values_list("pk", flat=True))
    today = timezone.localdate()
    rows = [
        (row, _rule(row), row.ended is None and row.last >= today, row.unit_id in writes)
        for row in repeating.series_of(request.user)[:100]
    ]
    return render(request, "publishing/series.html", {"rows": rows})


@login_required
@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    found = repeating.series_for(request.user, pk, may="post.write")
    repeating.end(request.user, found)
    messages.success(request, _("The series is ended. The drafts that are written stay."))
    return redirect("content:series")


def _begun(at: datetime | None) -> dict[str, object]:
    """Return what the form begins with: the day and time of the post, where it has one."""
    moment = timezone.localtime(at)
    begun: dict[str, object] = {
        "every": Series.Every.WEEK,
        "weekdays": [moment.weekday()],
        "month_day": moment.day,
        "first": max(moment.date(), timezone.localdate()),
    }
    return begun | ({"time": moment.time()} if at is not None else {})


def _rule(row: Series) -> str:
    """Return the rule of a series in the reader's language."""
    if row.every == Series.Every.WEEK:
        days = ", ".join(str(WEEKDAYS[day]) for day in row.days)
        return _("Every week on %(days)s at %(time)s") % {"days": days, "time": f"{row.time:%H.%M}"}
    days = ", ".join(str(day) for day in row.days)
    return _("Every month on day %(days)s at %(time)s") % {
        "days": days,
        "time": f"{row.time:%H.%M}",
    }
