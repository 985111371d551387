"""Cases: many voices of one incident."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from sinergi.inbox import bulk, queries, tasks
from sinergi.inbox.cases import answering, joining, looking, shown
from sinergi.inbox.forms import seen
from sinergi.inbox.views.trying import tried
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.units import queries as units
from sinergi.work.enlisting import enlist


@login_required
@require_GET
def cases(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "conversation.see"):
        raise PermissionDenied
    return render(
        request, "inbox/cases.html", {"cases": looking.cases_for(request.user)[: looking.MOST]}
    )


@login_required
@require_GET
def case(request: SignedIn, pk: int) -> HttpResponse:
    return _page(request, pk)


@login_required
@require_POST
def begin(request: SignedIn, pk: int) -> HttpResponse:
    """Make a case of a conversation and of those that were chosen beside it."""
    first = queries.conversation_for(request.user, pk, may="conversation.assign")
    chosen = [
        queries.conversation_for(request.user, other, may="conversation.assign")
        for other in request.POST.getlist("with")
    ]
    title = request.POST.get("title", "") or first.last_text
    try:
        made = joining.open_case(request.user, first, chosen, title=title)
    except No as e:
        messages.error(request, said(e))
        return redirect("inbox:conversation", pk)
    return redirect("inbox:case", made.pk)


@login_required
@require_POST
def join(request: SignedIn, pk: int) -> HttpResponse:
    """Bring a conversation into a case, or take it out."""
    found = queries.conversation_for(request.user, pk, may="conversation.assign")
    act = partial(joining.leave, request.user, found)
    if request.POST.get("do") != "leave":
        case = looking.case_for(request.user, request.POST.get("case"))
        act = partial(joining.join, request.user, found, case)
    tried(request, act)
    return redirect("inbox:conversation", pk)


@login_required
@require_POST
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """Give one text to all threads that wait; a job does it, and the page tells how it goes."""
    found = looking.case_for(request.user, pk, may="conversation.reply")
    text = request.POST.get("text", "")
    threads = looking.answerable(request.user, found)
    try:
        with transaction.atomic():  # asked for, and never given, where it ends between
            made = answering.ask(request.user, found, threads, text=text)
            enlist(tasks.answer_case.enqueue, made.pk)
    except No as e:
        return _page(request, pk, text=text, problem=said(e))
    number = made.lines.count()
    told = ngettext(
        "It goes out to %(num)s thread; below it says how that goes.",
        "It goes out to %(num)s threads; below it says how that goes.",
        number,
    )
    messages.success(request, told % {"num": number})
    return redirect("inbox:case", pk)


@login_required
@require_POST
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Close a case, with its threads where that was ticked."""
    found = looking.case_for(request.user, pk, may="conversation.assign")
    threads = looking.answerable(request.user, found) if request.POST.get("voices") else []
    rows = [one for one in threads if one.open]
    act = partial(joining.close, request.user, found, rows, seen=seen(request.POST.get("seen")))
    tried(request, act, _("The case is closed."))
    return redirect("inbox:case", pk)


def _page(request: SignedIn, pk: int, *, text: str = "", problem: str = "") -> HttpResponse:
    newest = bulk.newest()
    found = looking.case_for(request.user, pk)
    rights = units.verbs_in(request.user, found.unit)
    given = list(found.answers.select_related("by")[:10])
    waiting = [t for t in looking.answerable(request.user, found) if t.open and t.waiting_since]
    context: dict[str, Any] = {
        "case": found,
        "newest": newest,
        "voices": shown.voices(request.user, found),
        "waiting": waiting,
        "tightest": shown.tightest(waiting, text),
        "answers": [(one, looking.progress(one), _refused(one)) for one in given],
        "may_reply": "conversation.reply" in rights,
        "may_assign": "conversation.assign" in rights,
        "text": text,
        "problem": problem,
    }
    return render(request, "inbox/case.html", context)


def _refused(given: Any) -> list[tuple[int, str]]:
    lines = given.lines.filter(state="refused")[:20]
    return [(line.conversation_id, networks.words(line.problem)) for line in lines]
