"""One conversation's deadline: what it is, more time, is it solved, back from aside."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.inbox import aside, asking, drafts, matters, queries
from sinergi.inbox.deadline_forms import AskForm, ExtendForm, MatterForm
from sinergi.inbox.views.talking import page
from sinergi.inbox.views.trying import refused, tried
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn

ASSIGN = "conversation.assign"


@login_required
@require_POST
def matter(request: SignedIn, pk: int) -> HttpResponse:
    """Say what a conversation is; its deadline follows."""
    found = queries.conversation_for(request.user, pk, may=ASSIGN)
    form = MatterForm(request.POST)
    if not form.is_valid():
        return page(request, found, matter=form)
    seen_as = request.POST.get("seen_as", ""), request.POST.get("seen_course", "")
    try:
        matters.set_matter(request.user, found, **form.cleaned_data, seen_as=seen_as)
    except No as e:
        refused(request, e, form, None, drawn=found.open)
        return page(request, found, matter=form)
    messages.success(request, _("Kept: the deadline follows it."))
    return redirect("inbox:conversation", pk)


@login_required
@require_POST
def extend(request: SignedIn, pk: int) -> HttpResponse:
    """Take the one extension that a rule allows."""
    found = queries.conversation_for(request.user, pk, may=ASSIGN)
    form = ExtendForm(request.POST, auto_id="extend_%s")
    if form.is_valid():
        try:
            matters.extend(request.user, found, **form.cleaned_data)
        except No as e:
            refused(request, e, form, None, drawn=found.open)
        else:
            messages.success(request, _("Extended. Tell the citizen why."))
            return redirect("inbox:conversation", pk)
    return page(request, found, extend=form)


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Show the ready words that ask whether it is solved, and send them."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    form = AskForm(request.POST or None, initial={"text": drafts.asking(found)})
    if request.method == "POST" and form.is_valid():
        try:
            asking.ask(request.user, found, **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Your question is on its way."))
            return redirect("inbox:conversation", pk)
    context: dict[str, Any] = {"conversation": found, "form": form}
    context["can_ask"] = asking.can_ask(found)
    return render(request, "inbox/ask.html", context)


@login_required
@require_POST
def confirm(request: SignedIn, pk: int) -> HttpResponse:
    """Write down whether the citizen says that it is solved."""
    found = queries.conversation_for(request.user, pk, may=ASSIGN)
    solved = request.POST.get("solved") == "yes"
    tried(request, partial(asking.confirm, request.user, found, solved=solved), _("Kept."))
    return redirect("inbox:conversation", pk)


@login_required
@require_POST
def bring_back(request: SignedIn, pk: int) -> HttpResponse:
    """Say that what was put aside is no spam."""
    found = queries.conversation_for(request.user, pk, may="text.label")
    told = _("It is back in the inbox, and the office learns from it.")
    tried(request, partial(aside.bring_back, request.user, found), told)
    return redirect("inbox:conversation", pk)
