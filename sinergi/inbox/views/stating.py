"""How a conversation stands: take it to another state, and read how it came there."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.inbox import actions, queries
from sinergi.inbox import history as known
from sinergi.inbox.forms import StateForm, seen
from sinergi.inbox.models import Conversation
from sinergi.inbox.views.talking import page
from sinergi.inbox.views.trying import refused
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn


@login_required
@require_POST
def state(request: SignedIn, pk: int) -> HttpResponse:
    """Take it to another state; what the state needs and is missing is said at its field."""
    found = queries.conversation_for(request.user, pk, may="conversation.assign")
    form = StateForm(request.POST, prefix="state", conversation=found)
    if form.is_valid():
        try:
            actions.move(
                request.user,
                found,
                form.cleaned_data["to"],
                reason=form.why(),
                seen=seen(request.POST.get("seen")),
                seen_in=request.POST.get("seen_in", ""),
            )
        except No as e:
            refused(request, e, form, "reason", drawn=found.open)
        else:
            told = Conversation.State(form.cleaned_data["to"]).label
            messages.success(request, _("It is now: %(state)s.") % {"state": told})
            return redirect("inbox:conversation", pk)
    return page(request, found, state=form)


@login_required
@require_GET
def history(request: SignedIn, pk: int) -> HttpResponse:
    """Who took it from state to state, when, why, and what was due then; the newest first."""
    found = queries.conversation_for(request.user, pk)
    try:
        events, older = known.events(found, request.GET.get("before", ""))
    except No as e:
        messages.error(request, said(e))
        return redirect("inbox:history", pk)
    older_url = f"{reverse('inbox:history', args=[pk])}?{urlencode({'before': older})}"
    context = {"conversation": found, "events": events, "older_url": older_url if older else ""}
    context["subject"] = queries.subject(found)
    return render(request, "inbox/history.html", context)
