"""Somebody else is in charge: choose who, answer, close; and the ready answers of an office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinergi.inbox import queries
from sinergi.inbox.outside import declaring, texts
from sinergi.inbox.outside.forms import DeclareForm, TextForm
from sinergi.inbox.views.offices import offices
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn


@login_required
@require_http_methods(["GET", "POST"])
def declare(request: SignedIn, pk: int) -> HttpResponse:
    """Show whom it may be for; with one chosen, its answer to make fit and send."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    ready = {one.government: one for one in texts.ready_for(found.unit)}
    guess = texts.guess(found)
    chosen = ready.get(request.POST.get("government") or request.GET.get("siapa") or guess)
    initial: dict[str, Any] = {}
    if chosen is not None:
        initial = {"government": chosen.government, "text": chosen.filled}
    form = DeclareForm(request.POST or None, initial=initial)
    # Whose form is wrong was told of nothing newer than they saw.
    seen = form["seen"].value() if form.errors else queries.newest(found)
    if request.method == "POST" and form.is_valid():
        try:
            declaring.declare(
                request.user, found, **form.cleaned_data | {"seen": form.cleaned_data["seen"] or 0}
            )
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Closed as outside our authority."))
            return redirect("inbox:list")
    context = {"conversation": found, "ready": list(ready.values()), "chosen": chosen}
    context |= {"subject": queries.subject(found), "seen": seen or 0}
    return render(request, "inbox/outside.html", context | {"guess": guess, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """Show and change the ready answers of an office."""
    mine, office = offices(request, "reply.sensitive", pk)
    bound = TextForm(request.POST) if request.method == "POST" else None
    if bound is not None and bound.is_valid():
        try:
            texts.keep(request.user, office, **bound.cleaned_data)
        except No as e:
            bound.add_error(None, said(e))
        else:
            messages.success(request, _("Kept for this office and all under it."))
            return redirect("inbox:outside-texts-of", office.pk)
    ready = texts.ready_for(office)
    if bound is not None and bound.data.get("government") not in {r.government for r in ready}:
        raise Http404
    forms = [(one, _form(one, bound)) for one in ready]
    return render(
        request,
        "inbox/outside_texts.html",
        {"office": office, "offices": mine, "forms_of": forms, "bound": bound},
    )


def _form(ready: texts.Ready, bound: TextForm | None) -> TextForm:
    if bound is not None and bound.data.get("government") == ready.government:
        return bound
    values = {"government": ready.government, "text": ready.text, "turn_to": ready.turn_to}
    return TextForm(initial=values, auto_id=f"id_{ready.government}_%s")
