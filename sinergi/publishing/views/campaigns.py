"""A campaign: its posts by office, the offices that have none yet, a reminder for these."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import queries
from sinergi.publishing.calendars import campaigns, covering
from sinergi.units import queries as units


@login_required
@require_GET
def campaign(request: SignedIn, pk: int) -> HttpResponse:
    found = campaigns.campaign_for(request.user, pk)
    over = found.last < timezone.localdate()
    context = {
        "campaign": found,
        "coverage": covering.coverage(request.user, found),
        "over": over,
        "may_remind": not over and units.may(request.user, "post.write", found.unit_id),
        "may_write": units.may_anywhere(request.user, "post.write"),
    }
    return render(request, "publishing/campaign.html", context)


@login_required
@require_POST
def remind(request: SignedIn, pk: int) -> HttpResponse:
    """Tell the offices without a post of it, by notice."""
    found = campaigns.campaign_for(request.user, pk, may="post.write")
    try:
        number = covering.remind(request.user, found, timezone.now())
    except No as e:
        messages.error(request, said(e))
    else:
        told = ngettext("%(num)s office is reminded.", "%(num)s offices are reminded.", number)
        messages.success(request, told % {"num": number})
    return redirect("content:campaign", pk)


@login_required
@require_POST
def put(request: SignedIn, pk: int) -> HttpResponse:
    """Say on the page of a post which campaign it is part of."""
    post = queries.post_for(request.user, pk, may="post.write")
    asked = request.POST.get("campaign", "")
    chosen = campaigns.campaign_for(request.user, asked) if asked else None
    try:
        campaigns.put(request.user, post, chosen)
    except No as e:
        messages.error(request, said(e))
    else:
        messages.success(request, _("Saved."))
    return redirect("content:post", pk)
