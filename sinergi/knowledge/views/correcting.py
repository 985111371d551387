"""Replies in public whose answer has changed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.knowledge import actions, forms, queries
from sinergi.knowledge.models import Use
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units

#: The rest is shown when these are done.
MOST = 50


@login_required
@require_GET
def corrections(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "answer.write"):
        raise PermissionDenied
    uses = queries.to_correct(request.user)
    rows = [
        (use, queries.holding(use.version.answer), forms.SettleForm(auto_id=f"id_{use.pk}_%s"))
        for use in uses[:MOST]
    ]
    context = {"rows": rows, "more": max(0, uses.count() - MOST)}
    return render(request, "knowledge/corrections.html", context)


@login_required
@require_POST
def settle(request: SignedIn, pk: int) -> HttpResponse:
    use = queries.use_for(request.user, pk)
    form = forms.SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say whether the reply was corrected or stays as it is."))
        return redirect("knowledge:corrections")
    try:
        if form.cleaned_data["state"] == Use.Correction.LEFT:
            actions.leave(request.user, use, reason=form.cleaned_data["reason"])
        else:
            actions.correct(request.user, use)
    except No as e:
        messages.error(request, said(e))
    else:
        messages.success(request, _("Noted."))
    return redirect("knowledge:corrections")
