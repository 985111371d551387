"""A second person decides about an answer; an office takes one back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinergi.knowledge import actions, forms, queries
from sinergi.knowledge.models import Answer
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn


@login_required
@require_POST
def verify(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.answer_for(request.user, pk, may="answer.verify")
    form = forms.DecideForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Read the answer again before you decide."))
        return redirect("knowledge:answer", pk)
    try:
        told = _decided(request, found, form)
    except No as e:
        messages.error(request, said(e))
    else:
        messages.success(request, told)
    return redirect("knowledge:answer", pk)


def _decided(request: SignedIn, found: Answer, form: forms.DecideForm) -> str:
    seen = form.cleaned_data["seen"]
    if request.POST.get("do") == "send_back":
        reason = form.cleaned_data["reason"]
        actions.send_back(request.user, found, seen=seen, reason=reason)
        return _("Sent back with your reason.")
    actions.verify(request.user, found, seen=seen)
    return _("Verified. It is suggested from now on.")


@login_required
@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.answer_for(request.user, pk, may="answer.verify")
    form = forms.WithdrawForm(request.POST, prefix="withdraw")
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        actions.withdraw(request.user, found, reason=reason)
    except No as e:
        messages.error(request, said(e))
    else:
        messages.success(request, _("Withdrawn. Replies in public that gave it are listed."))
    return redirect("knowledge:answer", pk)
