"""What people do with an idea, and the proposals from which one comes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing.ideas import actions, moving, queries
from sinergi.publishing.ideas.forms import HandForm, ParkForm
from sinergi.publishing.ideas.proposals import proposal_for, proposals_for
from sinergi.publishing.views.ideas import page
from sinergi.units import finding
from sinergi.units import queries as units
from sinergi.units.models import Unit


@login_required
@require_POST
def act(request: SignedIn, pk: int) -> HttpResponse:
    """Pick up, put back among the open ones, or begin a post."""
    found = queries.idea_for(request.user, pk, may="post.write")
    try:
        match request.POST.get("do"):
            case "pick":
                moving.pick(request.user, found)
            case "open":
                moving.reopen(request.user, found)
            case "use":
                post = moving.use(request.user, found)
                messages.success(request, _("Saved as a draft."))
                return redirect("content:edit", post.pk)
            case _:
                raise Http404
    except No as e:
        messages.error(request, said(e))
    return redirect("content:idea", pk)


@login_required
@require_POST
def hand(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.idea_for(request.user, pk, may="post.write")
    form = HandForm(found, request.POST)
    if form.is_valid():
        try:
            moving.hand(request.user, found, form.cleaned_data["to"])
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Handed over."))
            return redirect("content:idea", pk)
    return page(request, found, form, ParkForm())


@login_required
@require_POST
def park(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.idea_for(request.user, pk, may="post.write")
    form = ParkForm(request.POST)
    if form.is_valid():
        try:
            moving.park(request.user, found, form.cleaned_data["reason"])
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Parked."))
            return redirect("content:ideas")
    return page(request, found, HandForm(found), form)


@login_required
@require_http_methods(["GET", "POST"])
def proposals(request: SignedIn) -> HttpResponse:
    """What could become an idea; a button puts it on the board."""
    office = _office(request)
    now = timezone.now()
    if request.method == "POST":
        kind, mark = request.POST.get("kind", ""), request.POST.get("mark", "")
        found = proposal_for(request.user, office, kind, mark, now)
        if found is None:
            messages.error(request, _("This is on the board already, or is no longer proposed."))
            return redirect("content:idea-proposals")
        values = {name: getattr(found, name) for name in ("kind", "mark", "title", "origin")}
        text = found.text or found.why
        made = actions.write(request.user, office, text=text, **values)
        messages.success(request, _("On the board."))
        return redirect("content:idea", made.pk)
    others = queries.writable(request.user).exclude(pk=office.pk)
    context = {
        "office": office,
        "offices": finding.found(others, request.GET.get("q", "")),
        "rows": proposals_for(request.user, office, now),
    }
    return render(request, "publishing/idea_proposals.html", context)


def _office(request: SignedIn) -> Unit:
    """Return the office that is asked for: the first one a person writes for, without a number."""
    asked = request.POST.get("unit") or request.GET.get("unit")
    if asked:
        return units.unit_for(request.user, asked, may="post.write")
    first = queries.writable(request.user).first()
    if first is None:
        raise PermissionDenied
    return first
