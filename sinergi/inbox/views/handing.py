"""Hand a conversation to SP4N-LAPOR!, the PPID or 112, and keep what becomes of it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.inbox import answering, queries
from sinergi.inbox.handing import acting, texts
from sinergi.inbox.models import Handing
from sinergi.inbox.views.trying import tried
from sinergi.lib import tables
from sinergi.lib.workbooks import Line
from sinergi.people.http import SignedIn
from sinergi.units import queries as units

#: So many are in a file.
MOST = 5000


@login_required
@require_GET
def handings(request: SignedIn, pk: int) -> HttpResponse:
    """What was handed on of a conversation, the text to copy, and what can be done next."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    rows = list(found.handings.select_related("by"))
    awaited = {row.service for row in rows if row.state not in Handing.OVER}
    context = {
        "conversation": found,
        "subject": queries.subject(found),
        "rows": [(row, texts.told(row)) for row in rows],
        "free": [one for one in Handing.Service if one.value not in awaited],
        "text": texts.form_text(found),
    }
    return render(request, "inbox/handings.html", context)


@login_required
@require_POST
def begin(request: SignedIn, pk: int) -> HttpResponse:
    """Hand it on."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    service = request.POST.get("service", "")
    if service == Handing.Service.EMERGENCY:
        told = request.POST.get("told", "")
        act = partial(acting.emergency, request.user, found, told=told)
        words = _("Kept: what 112 was told, and when.")
    else:
        act = partial(acting.prepare, request.user, found, service)
        words = _("Copy the text into the form of the service, then write down its number.")
    tried(request, act, words)
    return redirect("inbox:handings", pk)


@login_required
@require_POST
def change(request: SignedIn, pk: int, handing: int) -> HttpResponse:
    """Write down the number, an extension, or how it stands there; or tell the citizen."""
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    row = get_object_or_404(found.handings.select_related("conversation"), pk=handing)
    asked, user, words = request.POST, request.user, _("Kept.")
    act: Callable[[], object]
    match asked.get("do"):
        case "file":
            act = partial(acting.file, user, row, number=asked.get("number", ""))
        case "extend":
            act = partial(acting.extend, user, row, reason=asked.get("reason", ""))
        case "tell":
            state, outcome = asked.get("state", ""), asked.get("outcome", "")
            act = partial(acting.tell, user, row, state, outcome=outcome)
        case "draft":
            act = partial(answering.keep, user, found, texts.told(row))
            words = _("The words for the citizen are in your draft.")
        case _:
            raise Http404
    tried(request, act, words)
    return redirect("inbox:handings", pk)


@login_required
@require_GET
def download(request: SignedIn, form: str = "csv") -> HttpResponseBase:
    """Hand out what was handed to SP4N-LAPOR! as a file with its columns."""
    if not units.may_anywhere(request.user, "conversation.reply"):
        raise PermissionDenied
    rows = Handing.objects.filter(
        units.within(request.user, "conversation.reply"), service=Handing.Service.LAPOR
    ).select_related("conversation__account", "unit")
    lines: Iterator[Line] = ([*texts.cells(row)] for row in rows[:MOST])
    return tables.given(form, "sp4n-lapor", list(texts.COLUMNS), lines)
