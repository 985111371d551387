"""Hand a conversation to another office, refuse it, decide whose it is."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.inbox import queries
from sinergi.inbox.models import Conversation
from sinergi.inbox.transfers import moving, offering
from sinergi.inbox.transfers.forms import TransferForm
from sinergi.inbox.views.trying import tried
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn


@login_required
@require_http_methods(["GET", "POST"])
def transfer(request: SignedIn, pk: int) -> HttpResponse:
    """Choose the office, say why; or decide where a refused one stays."""
    found = queries.conversation_for(request.user, pk, may="conversation.assign")
    deciding = moving.undecided(found)
    form = _form(request)
    if form.is_bound and form.is_valid():
        office, reason = form.cleaned_data["office"], form.cleaned_data["reason"]
        try:
            if deciding:
                moving.decide(request.user, found, office, reason=reason)
            else:
                rule = offering.rule_of(found, office)
                moving.hand_over(request.user, found, office, reason=reason, rule=rule)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Handed over. You can still read it."))
            return _back(request, found)
    asked = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:80]
    choices = offering.choices(found, asked)
    context = {
        "conversation": found,
        "subject": queries.subject(found),
        "form": form,
        "asked": asked,
        "kept": offering.kept(found, form["office"].value(), choices),
        "choices": choices,
        "last": moving.last(found),
        "deciding": deciding,
    }
    return render(request, "inbox/transfer.html", context)


@login_required
@require_POST
def refuse(request: SignedIn, pk: int) -> HttpResponse:
    """Give a conversation back to the office it came from, once."""
    found = queries.conversation_for(request.user, pk, may="conversation.assign")
    act = partial(moving.refuse, request.user, found, reason=request.POST.get("reason", ""))
    if tried(request, act, _("Given back. The communications office decides now.")):
        return _back(request, found)
    return redirect("inbox:conversation", pk)


def _form(request: SignedIn) -> TransferForm:
    """Return the form as it was sent; to look for an office sends nothing, and keeps all of it."""
    if request.method == "POST" and "look" in request.POST:
        typed = {name: request.POST.get(name, "") for name in TransferForm.base_fields}
        return TransferForm(initial=typed)
    return TransferForm(request.POST or None)


def _back(request: SignedIn, found: Conversation) -> HttpResponse:
    """Lead to the conversation where it can still be read, else to the list."""
    if queries.readable(request.user, found.pk):
        return redirect("inbox:conversation", found.pk)
    return redirect("inbox:list")
