"""*Hari ini*: what this person has to do now, the most urgent first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sinergi.inbox import today as inbox
from sinergi.knowledge import today as knowledge
from sinergi.lib.today import Task, in_order
from sinergi.networks import today as networks_today
from sinergi.people.http import SignedIn
from sinergi.publishing import today as publishing
from sinergi.publishing.alerts import today as warnings
from sinergi.units import queries as units

#: More than this at once helps nobody; the rooms' own lists show all.
MOST = 20

#: What each room has for a person to do.
FOUND_BY = (
    publishing.today_for,
    warnings.today_for,
    inbox.today_for,
    networks_today.today_for,
    knowledge.today_for,
)


@login_required
@require_GET
def today(request: SignedIn) -> HttpResponse:
    user = request.user
    tasks: list[Task] = in_order([task for found in FOUND_BY for task in found(user)])
    context = {
        "tasks": tasks[:MOST],
        "more": max(0, len(tasks) - MOST),
        "now": timezone.now(),
        "coming": publishing.coming_for(user),
        "may_write": units.may_anywhere(user, "post.write"),
        "sees_posts": units.may_anywhere(user, "post.see"),
        "has_role": any(units.may_anywhere(user, verb) for verb in ("post.see", "account.see")),
    }
    return render(request, "web/today.html", context)
