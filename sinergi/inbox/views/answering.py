"""Who answers just now, and what they began to write: kept while they type, or by a button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.inbox import answering, queries, rules, windows
from sinergi.inbox.models import Conversation
from sinergi.inbox.views import attaching
from sinergi.inbox.views.talking import choose
from sinergi.lib.elsewhere import Elsewhere
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn

#: The part of a page that says who answers, by its id.
LINE = "holding"


@login_required
@require_GET
def holding(request: SignedIn, pk: int) -> HttpResponse:
    """Return the line that says who answers: open pages ask for it again and again."""
    try:
        found = queries.conversation_for(request.user, pk, may="conversation.reply")
    except Elsewhere as e:
        return render(request, "inbox/holding.html", {"gone": e})
    return _line(request, found)


@login_required
@require_POST
def keep(request: SignedIn, pk: int) -> HttpResponse:
    """Keep what was typed, and hold the conversation where nobody else does."""
    try:
        found = queries.conversation_for(request.user, pk, may="conversation.reply")
    except Elsewhere as e:
        if request.headers.get("HX-Target") != LINE:
            raise
        return render(request, "inbox/holding.html", {"gone": e})
    asked = request.headers.get("HX-Request") == "true"
    if other := windows.other(request.user, found, request.POST):
        return _line(request, found, other=other) if asked else choose(request, found)
    try:
        typing = request.headers.get("HX-Target") == LINE
        brought = attaching.brought_by(request, found, typing=typing)
        brought.keep(request.user, found, request.POST.get("text", ""))
        answering.hold(request.user, found)
        if brought.problem is not None:
            raise brought.problem
    except No as e:
        if not asked:
            messages.error(request, said(e))
    if asked:
        return _line(request, found, told=True)
    return redirect("inbox:conversation", pk)


@login_required
@require_POST
def attach(request: SignedIn, pk: int) -> HttpResponse:
    """Keep what was typed and chosen; the page then shows the pictures, to be described."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    if windows.other(request.user, found, request.POST):
        return choose(request, found)
    brought = attaching.brought_by(request, found)
    brought.keep(request.user, found, request.POST.get("text", "")[: rules.LONGEST])
    if brought.problem is not None:
        messages.error(request, said(brought.problem))
    seek = request.POST.get("seek", "") if request.POST.get("do") == "seek" else ""
    return redirect(attaching.page_of(found, seek))


@login_required
@require_POST
def hold(request: SignedIn, pk: int) -> HttpResponse:
    """Answer now, in a colleague's place where one does, or leave it to others."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    if request.POST.get("do") == "leave":
        answering.let_go(request.user, found)
        messages.success(request, _("Others may answer. What you wrote is kept."))
    else:
        answering.hold(request.user, found, take_over=True)
        messages.success(request, _("You answer now. Colleagues see it for two minutes."))
    return redirect("inbox:conversation", pk)


def _line(request: SignedIn, found: Conversation, **more: Any) -> HttpResponse:
    """Draw the line; ``told``: who kept something hears by which mark it is known from now on."""
    hold = answering.stands(request.user, found)
    context = {"conversation": found, "hold": hold, "mark": windows.mark, **more}
    return render(request, "inbox/holding.html", context)
