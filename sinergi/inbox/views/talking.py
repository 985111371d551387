"""One conversation: read it, answer it, and who does what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.inbox import (
    actions,
    answering,
    citizen,
    drafts,
    hiding,
    opening,
    queries,
    suggesting,
    tasks,
    thread,
)
from sinergi.inbox.cases import looking
from sinergi.inbox.deadlines import card
from sinergi.inbox.forms import AssignForm, NoteForm, ReplyForm
from sinergi.inbox.hoaxes import looking as claims
from sinergi.inbox.models import Conversation, Government, Message, StatusLink
from sinergi.inbox.outside import texts
from sinergi.inbox.privacy import showing
from sinergi.inbox.sensitive import deciding, matching
from sinergi.inbox.transfers import moving, offering
from sinergi.knowledge import drafting
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people import returning
from sinergi.people.http import SignedIn
from sinergi.understanding import shown
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
    form = ReplyForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.reply(request.user, found, **given)
        except No as e:
            answering.keep(request.user, found, given["text"])
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
        actions.note(request.user, found, text=form.cleaned_data["text"])
        messages.success(request, _("Your note is kept."))
        return redirect("inbox:conversation", pk)
    return page(request, found, note=form)


@login_required
@require_POST
def hide(request: SignedIn, pk: int, message: int) -> HttpResponse:
    """Hide a comment from the public, or show it again; a job asks the network."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    entry = get_object_or_404(found.messages.select_related("conversation__account"), pk=message)
    try:
        hiding.ask(request.user, entry, hidden=request.POST.get("do") == "hide")
    except No as e:
        messages.error(request, said(e))
    else:
        tasks.carry_out_hiding.enqueue(entry.pk)
        messages.success(request, _("The network is asked."))
    return redirect("inbox:conversation", pk)


@login_required
@require_POST
def assign(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may="conversation.assign")
    form = AssignForm(request.POST, conversation=found)
    if form.is_valid():
        try:
            actions.assign(request.user, found, form.cleaned_data["to"])
        except No as e:
            form.add_error(None, said(e))
        else:
            return redirect("inbox:conversation", pk)
    return page(request, found, assign=form)


@login_required
@require_POST
def finish(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may="conversation.assign")
    actions.finish(request.user, found)
    messages.success(request, _("Done. A new message opens it again."))
    return redirect("inbox:list")


@login_required
@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may="conversation.assign")
    actions.reopen(request.user, found)
    return redirect("inbox:conversation", pk)


def page(request: SignedIn, found: Conversation, **forms: Any) -> HttpResponse:
    """Draw the conversation; ``forms`` are those with mistakes, so that what was typed stays."""
    rights = units.verbs_in(request.user, found.unit)
    unsent = returning.take(request)
    if unsent:
        messages.warning(request, _(returning.AGAIN))
    hold = answering.stands(request.user, found)
    kept = {"text": hold.draft.text, "versions": hold.draft.versions} if hold.draft else {}
    begun = {"text": drafts.drafted(found)} | kept | _texts(unsent)
    answer = forms.get("reply") or ReplyForm(initial=begun)
    shown_part = thread.part(found, request.GET.get("before", ""))
    entries = [(entry, isinstance(entry, Message)) for entry in shown_part.entries]
    context = {
        "hold": hold,
        "offers": suggesting.offers(found) if "conversation.reply" in rights else [],
        "drafting": drafting.is_on(),
        "handings": list(found.handings.all()),
        "hoaxes": list(found.hoaxes.all()),
        "hoaxes_offered": claims.offered(found),
        "alike": looking.alike(request.user, found),
        "outside": _whose(found),
        "transfer": moving.last(found),
        "here": "conversation.see" in rights,
        "may_decide": moving.may_decide(request.user, found),
        "suggested": offering.suggested(found) if "conversation.assign" in rights else None,
        "proposals": deciding.waiting(found),
        "reader": request.user.pk,
        "may_approve": "reply.approve" in rights,
        "sensitive": _sensitive(found, answer["text"].value() or ""),
        "conversation": found,
        "hideable": {m.pk for m, said in entries if said and hiding.possible(m)},
        "hide_problems": {
            m.pk: networks.words(m.problem) for m in found.messages.exclude(problem={})
        },
        "names": ", ".join(f"@{one.username}" for one in queries.readers(found, request.user)[:5]),
        "earlier": queries.earlier(request.user, found),
        "standing": citizen.standing(found),
        "status_link": _status_link(found),
        "deadline": card.card(found, forms),
        "entries": entries,
        "hidden": showing.hidden(request.user, found, shown_part.entries),
        "earlier_part": shown_part.earlier,
        "about": networks.about(found.account.network),
        "fetches": "fetch" in networks.abilities(found.account.network),
        **_understood(found, may_label="text.label" in rights, form=forms.get("correction")),
        "place": actions.place(found.account, answer["text"].value() or "", found.kind),
        "reply": answer,
        "seen": queries.newest(found),
        "note": forms.get("note")
        or NoteForm(prefix="note", initial={"text": unsent.get("note-text", "")}),
        "assign": forms.get("assign")
        or AssignForm(initial={"to": found.assigned_to_id}, conversation=found),
        "may_reply": "conversation.reply" in rights,
        "may_assign": "conversation.assign" in rights,
        "may_note": "conversation.note" in rights,
        "may_label": "text.label" in rights,
    }
    return render(request, "inbox/conversation.html", context)


def _whose(found: Conversation) -> str:
    """Return which other government a conversation may be for, or ""."""
    guess = texts.guess(found)
    return str(Government(guess).label) if guess else ""


def _sensitive(found: Conversation, text: str) -> str:
    """Return why an answer needs a second person, or ""."""
    rule = matching.rule_for(found, text, timezone.now())
    return rule.title if rule else ""


def _texts(unsent: Mapping[str, str]) -> dict[str, str]:
    return {"text": unsent["text"]} if unsent.get("text") else {}


def _status_link(found: Conversation) -> str:
    """Return the address that a citizen was or can be given, or ""."""
    made = StatusLink.objects.filter(conversation=found).first()
    return settings.SITE_URL + citizen.path_of(made) if made else ""


def _understood(found: Conversation, **more: Any) -> dict[str, Any]:
    """Return what was understood of the newest message of the public."""
    text = queries.newest_understood(found)
    return {
        "known": shown.panel(text, **more) if text else None,
        "danger": found.pk in queries.in_danger([found.pk]),
    }
