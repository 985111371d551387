"""The calendar: a month, a week or the next days of an office, of all under it, of everything."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from sinergi.lib.addresses import address
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.publishing.calendars import (
    campaigns,
    hour_words,
    looking,
    scopes,
    spans,
)
from sinergi.publishing.calendars.counting import Only
from sinergi.publishing.calendars.names import GROUP_NAMES, REACH_NAMES, VIEW_NAMES
from sinergi.units import queries as units

#: What an address can ask a calendar for.
ASKED = ("view", "day", "unit", "reach", "label", "campaign")


@login_required
@require_GET
def calendar(request: SignedIn) -> HttpResponse:
    asked = {name: request.GET.get(name, "") for name in ASKED}
    try:
        span = spans.read(asked["view"], asked["day"])
        scope = scopes.read(request.user, asked["unit"], asked["reach"])
    except No as e:
        raise Http404(said(e)) from e
    label = asked["label"][:40]
    campaign = (
        campaigns.campaign_for(request.user, asked["campaign"]) if asked["campaign"] else None
    )
    after = request.GET.get("after", "")
    only = Only(label, campaign.pk if campaign else 0)
    shown = looking.look(request.user, span, scope, only, after=after)
    agenda = span.view == "agenda"
    loose = looking.loose(request.user, scope, only) if agenda and not after else []
    entries = [entry for cell in shown.cells for entry in cell.entries]
    context = {
        "span": span,
        "title": _title(span),
        "scope": scope,
        "shown": shown,
        "today": timezone.localdate(),
        "label": label,
        "campaign": campaign,
        "good": [
            (row.get_days_display(), hour_words.said(row), hour_words.how_sure(row))
            for row in shown.good
        ],
        "cards": {n: networks.about(n) for e in [*entries, *loose] for n in e.networks},
        "groups": GROUP_NAMES,
        "loose": loose,
        "views": [(_at(asked, view=v), name, v == span.view) for v, name in VIEW_NAMES.items()],
        "reaches": [
            (_at(asked, reach=r), name, r == scope.reach) for r, name in REACH_NAMES.items()
        ],
        "links": {
            "earlier": _at(asked, day=span.earlier.isoformat()),
            "later": _at(asked, day=span.later.isoformat()),
            "today": _at(asked, day=""),
            "rest": _at(asked, after=shown.rest) if shown.rest else "",
            "unlabelled": _at(asked, label=""),
            "every": _at(asked, campaign=""),
        },
        "day_url": _at(asked, view="agenda", day="") + "&day=",
        "here": request.get_full_path(),
        "may_write": units.may_anywhere(request.user, "post.write"),
    }
    return render(request, "publishing/calendar.html", context)


def back_of(request: SignedIn) -> str:
    """Return the calendar somebody came from, and no other address."""
    back: str = request.POST.get("back", "") or request.GET.get("back", "")
    home = address("content:calendar")
    return back if back == home or back.startswith(f"{home}?") else ""


def _at(asked: dict[str, str], **changed: str) -> str:
    words = {name: value for name, value in (asked | changed).items() if value}
    return address("content:calendar") + (f"?{urlencode(words)}" if words else "")


def _title(span: spans.Span) -> str:
    if span.view == "month":
        return date_format(span.day, "F Y")
    return f"{date_format(span.first, 'j M')} – {date_format(span.last, 'j M Y')}"
