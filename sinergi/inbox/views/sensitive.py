"""Sensitive answers: ask for approval, decide, and which answers are sensitive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.inbox import answering, queries, rules
from sinergi.inbox.forms import ReplyForm
from sinergi.inbox.models import Conversation
from sinergi.inbox.sensitive import deciding, keeping
from sinergi.inbox.sensitive.forms import RuleForm
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units
from sinergi.units.models import Unit


@login_required
@require_POST
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Ask a second person about the answer in the box."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    form = ReplyForm(request.POST)
    try:
        if form.is_valid():
            given = form.cleaned_data
            deciding.ask(
                request.user,
                found,
                text=given["text"],
                seen=given["seen"] or 0,
                privately=given["privately"],
                versions=given["versions"],
            )
            messages.success(request, _("A second person is asked. You are told what they say."))
    except No as e:
        answering.keep(request.user, found, request.POST.get("text", "")[: rules.LONGEST])
        messages.error(request, said(e))
    return redirect("inbox:conversation", pk)


@login_required
@require_POST
def decide(request: SignedIn, pk: int, proposal: int) -> HttpResponse:
    """Approve an answer, or send it back."""

    def act(found: Conversation) -> str:
        asked = get_object_or_404(found.proposals, pk=proposal)
        if request.POST.get("do") == "approve":
            deciding.approve(request.user, asked)
            return _("Approved. It goes out now.")
        deciding.send_back(request.user, asked, reason=request.POST.get("reason", ""))
        return _("Sent back. Its writer is told why.")

    return _done(request, pk, "reply.approve", act)


@login_required
@require_POST
def withdraw(request: SignedIn, pk: int, proposal: int) -> HttpResponse:
    """Take back what one asked for."""

    def act(found: Conversation) -> str:
        deciding.withdraw(request.user, get_object_or_404(found.proposals, pk=proposal))
        return _("Taken back: it is a draft again.")

    return _done(request, pk, "conversation.reply", act)


@login_required
@require_http_methods(["GET", "POST"])
def kept(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """Show which answers are sensitive in an office, and make a rule."""
    mine = list(units.units_where(request.user, "reply.sensitive").order_by("path"))
    office = _office(mine, pk)
    form = RuleForm(request.POST or None, office=office)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.add(request.user, office, keeping.Said(**form.cleaned_data))
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Such answers wait for a second person from now on."))
            return redirect("inbox:sensitive-of", office.pk)
    context: dict[str, Any] = {"office": office, "offices": mine, "form": form}
    return render(request, "inbox/sensitive.html", context | {"rules": keeping.rules_of(office)})


@login_required
@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Take a rule away."""
    rule = keeping.rule_of(request.user, pk)
    keeping.drop(request.user, rule)
    messages.success(request, _("The rule is gone."))
    return redirect("inbox:sensitive-of", rule.unit_id)


def _office(mine: list[Unit], pk: int | None) -> Unit:
    found = next((one for one in mine if pk in {None, one.pk}), None)
    if found is None:
        raise PermissionDenied
    return found


def _done(request: SignedIn, pk: int, may: str, act: Callable[[Conversation], str]) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may=may)
    try:
        messages.success(request, act(found))
    except No as e:
        messages.error(request, said(e))
    return redirect("inbox:conversation", pk)
