"""The register of incidents with personal data."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.inbox import queries
from sinergi.inbox.models import Conversation, Incident
from sinergi.inbox.privacy import incidents as register
from sinergi.inbox.privacy import notice
from sinergi.inbox.privacy.forms import IncidentForm, NewIncidentForm
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units

#: So many are shown.
MOST = 100


@login_required
@require_GET
def incidents(request: SignedIn) -> HttpResponse:
    """Show the incidents: open ones first, by what is due."""
    if not units.may_anywhere(request.user, register.KEEP):
        raise PermissionDenied
    now = timezone.now()
    rows = register.incidents_for(request.user)[:MOST]
    shown = [(row, register.urgency(row, now), register.due(row)) for row in rows]
    return render(request, "inbox/incidents.html", {"rows": shown})


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: SignedIn) -> HttpResponse:
    """Write an incident down; ``percakapan`` is the conversation that told of it."""
    if not units.may_anywhere(request.user, register.KEEP):
        raise PermissionDenied
    told = _conversation(request)
    form = NewIncidentForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = register.begin(
                request.user, given["office"], form.said(),
                known_at=given["known_at"], conversation=told,
            )  # fmt: skip
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept. The communications office is told."))
            return redirect("inbox:incident", made.pk)
    context = {"form": form, "told": told, "subject": queries.subject(told) if told else ""}
    return render(request, "inbox/incident_new.html", context)


@login_required
@require_GET
def incident(request: SignedIn, pk: int) -> HttpResponse:
    return _page(request, register.incident_for(request.user, pk))


@login_required
@require_POST
def correct(request: SignedIn, pk: int) -> HttpResponse:
    """Write down what is known better by now."""
    found = register.incident_for(request.user, pk)
    form = IncidentForm(request.POST)
    if form.is_valid():
        try:
            register.correct(request.user, found, form.said())
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Kept."))
            return redirect("inbox:incident", pk)
    return _page(request, found, form)


@login_required
@require_POST
def step(request: SignedIn, pk: int) -> HttpResponse:
    """Write down that somebody was told, or close it."""
    found, asked = register.incident_for(request.user, pk), request.POST
    try:
        if asked.get("do") == "close":
            register.close(request.user, found, outcome=asked.get("outcome", ""))
        else:
            register.step(request.user, found, asked.get("do", ""), how=asked.get("how", ""))
    except No as e:
        messages.error(request, said(e))
    else:
        messages.success(request, _("Kept."))
    return redirect("inbox:incident", pk)


def _page(request: SignedIn, found: Incident, form: IncidentForm | None = None) -> HttpResponse:
    now = timezone.now()
    context = {
        "incident": found,
        "urgency": register.urgency(found, now),
        "due": register.due(found),
        "form": form or IncidentForm(initial=IncidentForm.typed(found)),
        "to_people": notice.to_people(found),
        "to_agency": notice.to_agency(found),
    }
    return render(request, "inbox/incident.html", context)


def _conversation(request: SignedIn) -> Conversation | None:
    """Return the conversation that told of it, where the address names one that may be read."""
    pk = request.GET.get("percakapan", "")
    return queries.conversation_for(request.user, pk) if pk else None
