"""Sensitive answers: ask for approval, decide, and which answers are sensitive."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.inbox import queries, windows
from sinergi.inbox.forms import ReplyForm
from sinergi.inbox.sensitive import deciding, keeping
from sinergi.inbox.sensitive.forms import RuleForm
from sinergi.inbox.views import attaching, ruling
from sinergi.inbox.views.talking import choose, page
from sinergi.inbox.views.trying import tried
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import phases

SHEET = ruling.Sheet(
    verb="reply.sensitive",
    form=RuleForm,
    add=lambda user, office, given: keeping.add(user, office, keeping.Said(**given)),
    shown=lambda office: {
        "rules": keeping.rules_of(office),
        "phases": phases.of(office, timezone.localdate()),
    },
    template="inbox/sensitive.html",
    route="inbox:sensitive-of",
)


@login_required
@require_POST
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Ask a second person about the answer in the box."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    if windows.other(request.user, found, request.POST):
        return choose(request, found)
    form, brought = ReplyForm(request.POST), attaching.brought_by(request, found)
    if attaching.to_describe(request, brought) or attaching.to_look_at(request, found, brought):
        return redirect(attaching.page_of(found))
    if not form.is_valid():
        return page(request, found, reply=form)
    given = form.cleaned_data
    try:
        deciding.ask(
            request.user,
            found,
            text=given["text"],
            seen=given["seen"] or 0,
            privately=given["privately"],
            versions=given["versions"],
            media=brought.media,
        )
    except No as e:
        brought.keep(request.user, found, given["text"])
        form.add_error(None, said(e))
        return page(request, found, reply=form)
    messages.success(request, _("A second person is asked. You are told what they say."))
    return redirect("inbox:conversation", pk)


@login_required
@require_POST
def decide(request: SignedIn, pk: int, proposal: int) -> HttpResponse:
    """Approve an answer, or send it back."""
    found = queries.conversation_for(request.user, pk, may="reply.approve")
    asked = get_object_or_404(found.proposals, pk=proposal)
    if request.POST.get("do") == "approve":
        act: Callable[[], object] = partial(deciding.approve, request.user, asked)
        told = _("Approved. It goes out now.")
    else:
        reason = request.POST.get("reason", "")
        act = partial(deciding.send_back, request.user, asked, reason=reason)
        told = _("Sent back. Its writer is told why.")
    tried(request, act, told)
    return redirect("inbox:conversation", pk)


@login_required
@require_POST
def withdraw(request: SignedIn, pk: int, proposal: int) -> HttpResponse:
    """Take back what one asked for."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    asked = get_object_or_404(found.proposals, pk=proposal)
    act = partial(deciding.withdraw, request.user, asked)
    tried(request, act, _("Taken back: it is a draft again."))
    return redirect("inbox:conversation", pk)


@login_required
@require_http_methods(["GET", "POST"])
def kept(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """Show which answers are sensitive in an office, and make a rule."""
    told = _("Such answers wait for a second person from now on.")
    return ruling.kept(request, pk, SHEET, told)


@login_required
@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Take a rule away."""
    rule = keeping.rule_of(request.user, pk)
    keeping.drop(request.user, rule)
    messages.success(request, _("The rule is gone."))
    return redirect("inbox:sensitive-of", rule.unit_id)
