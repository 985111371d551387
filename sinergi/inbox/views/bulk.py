"""Many conversations at once: choose in the list, do one thing, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sinergi.inbox import bulk, saved
from sinergi.inbox.forms import seen
from sinergi.inbox.list_forms import BulkForm
from sinergi.inbox.masking import hidden
from sinergi.inbox.models import Conversation
from sinergi.lib.addresses import address
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn


@login_required
@require_POST
def choose(request: SignedIn) -> HttpResponse:
    """Do something with the conversations that were chosen; ask what, where it is not said yet."""
    newest = bulk.newest()
    try:
        rows = bulk.chosen(request.user, request.POST.getlist("id"))
        match request.POST.get("do", ""):
            case "mine":
                return _do(request, rows, bulk.Asked("assign", to=request.user))
            case "act":
                form = BulkForm(rows, request.POST)
                if form.is_valid():
                    return _do(request, rows, form.asked(seen=seen(request.POST.get("seen"))))
            case _:
                form = BulkForm(rows, initial={"act": "assign"})
    except No as e:
        messages.error(request, said(e))
        return redirect(_list(request))
    names = [(row, hidden(row.handle)) for row in rows]
    asked_for = request.POST.get("asked", "")
    context = {"form": form, "rows": names, "asked": asked_for, "newest": newest}
    return render(request, "inbox/bulk.html", context)


@login_required
@require_POST
def undo(request: SignedIn, pk: int) -> HttpResponse:
    batch = bulk.batch_for(request.user, pk)
    try:
        done = bulk.undo(request.user, batch)
    except No as e:
        messages.error(request, said(e))
    else:
        num = len(done.changed)
        told = ngettext(
            "%(num)s conversation is as before.", "%(num)s conversations are as before.", num
        )
        messages.success(request, told % {"num": num})
        _tell_kept(request, done)
    return redirect(_list(request))


def _do(request: SignedIn, rows: Sequence[Conversation], asked: bulk.Asked) -> HttpResponse:
    done = bulk.act(request.user, rows, asked)
    _tell_kept(request, done)
    return redirect(_list(request, batch=done.batch.pk if done.batch else 0))


def _tell_kept(request: SignedIn, done: bulk.Done) -> None:
    """Say which ones stayed as they were, and why: once for each reason."""
    kept: dict[str, list[str]] = {}
    for row, why in done.kept:
        kept.setdefault(str(said(why)), []).append(hidden(row.handle))
    for reason, names in kept.items():
        told = _("As before: %(who)s. %(why)s") % {"who": ", ".join(names), "why": reason}
        messages.warning(request, told)


def _list(request: SignedIn, *, batch: int = 0) -> str:
    """Return the address of the list somebody came from."""
    filters = saved.filters_of(request.POST.get("asked", ""))
    words = filters.spelled() if filters else ""
    if batch:
        words += ("&" if words else "") + urlencode({"batch": batch})
    return address("inbox:list") + (f"?{words}" if words else "")
