"""One conversation: read it, answer it, and who does what."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.inbox import actions, calling, lists, opening, queries, windows
from sinergi.inbox.forms import AssignForm, NoteForm, ReplyForm, seen
from sinergi.inbox.models import Conversation
from sinergi.inbox.privacy import showing
from sinergi.inbox.shown import page as shown
from sinergi.inbox.shown.asked import Asked
from sinergi.inbox.views import attaching
from sinergi.inbox.views.trying import tried
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people import returning, unsent
from sinergi.people.http import SignedIn
from sinergi.units import queries as units


@login_required
@require_GET
def conversation(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.conversation_for(request.user, pk)
    opening.opened(request.user, found)
    try:
        return page(request, found)
    except No as e:
        messages.error(request, said(e))
        return redirect("inbox:conversation", pk)


@login_required
@require_POST
def reply(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    if windows.other(request.user, found, request.POST):
        return choose(request, found)
    form, brought = ReplyForm(request.POST), attaching.brought_by(request, found)
    if attaching.to_describe(request, brought) or attaching.to_look_at(request, found, brought):
        return redirect(attaching.page_of(found))
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.reply(request.user, found, **given, media=brought.media)
        except No as e:
            brought.keep(request.user, found, given["text"])
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Your answer is on its way."))
            return redirect("inbox:conversation", pk)
    return page(request, found, reply=form)


@login_required
@require_POST
def reveal(request: SignedIn, pk: int) -> HttpResponse:
    """Show the numbers and addresses in a conversation, today, to who asks."""
    showing.reveal(request.user, queries.conversation_for(request.user, pk))
    return redirect("inbox:conversation", pk)


@login_required
@require_POST
def note(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may="conversation.note")
    form = NoteForm(request.POST, prefix="note")
    if form.is_valid():
        made = actions.note(request.user, found, text=form.cleaned_data["text"])
        messages.success(request, _("Your note is kept."))
        if names := calling.nobody(made):
            told = _("Nobody who sees this conversation is called %(names)s: nobody was told.")
            messages.warning(request, told % {"names": ", ".join(f"@{name}" for name in names)})
        return redirect("inbox:conversation", pk)
    return page(request, found, note=form)


@login_required
@require_POST
def assign(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may="conversation.assign")
    form = AssignForm(request.POST, conversation=found)
    if form.is_valid():
        try:
            before = request.POST.get("before")
            actions.assign(
                request.user,
                found,
                form.cleaned_data["to"],
                before=None if before is None else seen(before),
            )
        except No as e:
            form.add_error(None, said(e))
        else:
            return redirect("inbox:conversation", pk)
    return page(request, found, assign=form)


@login_required
@require_POST
def finish(request: SignedIn, pk: int) -> HttpResponse:
    """Mark it done, and go back to the list or, where that was wished, to what is due next."""
    found = queries.conversation_for(request.user, pk, may="conversation.assign")
    act = partial(actions.finish, request.user, found, seen=seen(request.POST.get("seen")))
    if not tried(request, act, _("Done. A new message opens it again.")):
        return redirect("inbox:conversation", pk)
    following = lists.first_due(request.user) if request.POST.get("then") == "next" else None
    return redirect("inbox:conversation", following) if following else redirect("inbox:list")


@login_required
@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may="conversation.assign")
    actions.reopen(request.user, found)
    return redirect("inbox:conversation", pk)


def choose(request: SignedIn, found: Conversation) -> HttpResponse:
    """Draw the conversation with what was typed, and with what was kept in another window."""
    messages.error(request, _("Nothing was sent or kept yet: choose one of two answers below."))
    return page(request, found, reply=ReplyForm(request.POST))


def page(request: SignedIn, found: Conversation, **forms: Any) -> HttpResponse:
    """Draw the conversation; ``forms`` are those with mistakes, so that what was typed stays."""
    kept = unsent.take(request)
    if kept:
        messages.warning(request, _(returning.AGAIN))
    asked = Asked(
        request.user,
        found,
        rights=units.verbs_in(request.user, found.unit),
        forms=forms,
        unsent=kept,
        before=request.GET.get("before", ""),
        attaching=request.GET.get(attaching.ASKED),
    )
    return render(request, "inbox/conversation.html", shown.words(asked))
