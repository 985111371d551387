"""Hide, like or delete on its network what somebody wrote."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.inbox import hiding, queries, tasks
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.moderating import allowed, liking, removing
from sinergi.inbox.moderating.forms import RemovalForm
from sinergi.inbox.privacy import showing
from sinergi.inbox.views.trying import tried
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn


@login_required
@require_POST
def hide(request: SignedIn, pk: int, message: int) -> HttpResponse:
    """Hide a comment from the public, or show it again; a job asks the network."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    entry = _entry(found, message)
    hidden = request.POST.get("do") == "hide"
    act = partial(hiding.ask, request.user, entry, hidden=hidden)
    if tried(request, act, _("The network is asked.")):
        tasks.carry_out_hiding.enqueue(entry.pk)
    return redirect("inbox:conversation", pk)


@login_required
@require_POST
def like(request: SignedIn, pk: int, message: int) -> HttpResponse:
    """Like what somebody wrote, or take it back; a job asks the network."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    entry = _entry(found, message)
    act = partial(liking.ask, request.user, entry, liked=request.POST.get("do") == "like")
    if tried(request, act):
        tasks.carry_out_liking.enqueue(entry.pk)
    return redirect("inbox:conversation", pk)


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: SignedIn, pk: int, message: int) -> HttpResponse:
    """Say why a comment is deleted for good; a job asks the network."""
    found = queries.conversation_for(request.user, pk, may=removing.VERB)
    entry = _entry(found, message)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            removing.ask(request.user, entry, **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            tasks.carry_out_removal.enqueue(entry.pk)
            messages.success(request, _("The network is asked to delete it."))
            return redirect("inbox:conversation", pk)
    hidden = showing.hidden(request.user, found, [entry])
    context = {
        "conversation": found,
        "entry": entry,
        "words": hidden.get(entry.pk, entry.text),
        "possible": allowed.possible(entry, "remove"),
        "form": form,
    }
    return render(request, "inbox/remove.html", context)


@login_required
@require_POST
def remove_again(request: SignedIn, pk: int, message: int) -> HttpResponse:
    """Ask the network once more where nobody knows whether it was deleted."""
    found = queries.conversation_for(request.user, pk, may=removing.VERB)
    entry = _entry(found, message)
    act = partial(removing.again, request.user, entry)
    if tried(request, act, _("The network is asked again.")):
        tasks.carry_out_removal.enqueue(entry.pk)
    return redirect("inbox:conversation", pk)


def _entry(found: Conversation, message: int) -> Message:
    rows = found.messages.select_related("conversation__account", "removal")
    return get_object_or_404(rows, pk=message)
