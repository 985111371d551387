"""Verified answers beside the answer box: take one over, ask for its release, have one drafted."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinergi.inbox import answering, queries, rules, suggesting, windows
from sinergi.inbox.models import Conversation
from sinergi.inbox.views import attaching
from sinergi.inbox.views.talking import choose
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units.queries import is_id


@login_required
@require_POST
def use(request: SignedIn, pk: int) -> HttpResponse:
    """Put a verified answer behind what was typed; it is sent by nobody but a person."""

    def act(found: Conversation, typed: str) -> str:
        suggesting.take(request.user, found, _version(request), typed)
        return _("The verified answer is in your draft. Make it fit, then send it.")

    return _done(request, pk, act)


@login_required
@require_POST
def release(request: SignedIn, pk: int) -> HttpResponse:
    """Ask a second person whether an expired answer may be used."""

    def act(found: Conversation, typed: str) -> str:
        answering.keep(request.user, found, typed)
        suggesting.ask_release(request.user, found, _version(request))
        return _("A second person is asked. You are told what they say.")

    return _done(request, pk, act)


@login_required
@require_POST
def machine(request: SignedIn, pk: int) -> HttpResponse:
    """Have an answer drafted from verified ones."""

    def act(found: Conversation, typed: str) -> str:
        suggesting.machine(request.user, found, typed)
        return _("A draft is below. Read every word of it before you send it.")

    return _done(request, pk, act)


def _done(request: SignedIn, pk: int, act: Callable[[Conversation, str], str]) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    typed = request.POST.get("text", "")
    if windows.other(request.user, found, request.POST):
        return choose(request, found)
    attaching.brought_by(request, found).keep(request.user, found, typed[: rules.LONGEST])
    try:
        messages.success(request, act(found, typed))
    except No as e:
        answering.keep(request.user, found, typed[: rules.LONGEST])
        messages.error(request, said(e))
    return redirect("inbox:conversation", pk)


def _version(request: SignedIn) -> int:
    spelled = request.POST.get("version", "")
    if not is_id(spelled):
        raise Http404
    return int(spelled)
