"""Hand a conversation to SP4N-LAPOR!, the PPID or 112, and keep what becomes of it there."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.inbox import answering, queries
from sinergi.inbox.handing import acting, texts
from sinergi.inbox.models import Conversation, Handing
from sinergi.lib.text import No
from sinergi.lib.words import said
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
        "rows": [(row, texts.told(row)) for row in rows],
        "free": [one for one in Handing.Service if one.value not in awaited],
        "text": texts.form_text(found),
    }
    return render(request, "inbox/handings.html", context)


@login_required
@require_POST
def begin(request: SignedIn, pk: int) -> HttpResponse:
    """Hand it on."""
    service = request.POST.get("service", "")

    def act(found: Conversation) -> str:
        if service == Handing.Service.EMERGENCY:
            acting.emergency(request.user, found, told=request.POST.get("told", ""))
            return _("Kept: what 112 was told, and when.")
        acting.prepare(request.user, found, service)
        return _("Copy the text into the form of the service, then write down its number.")

    return _done(request, pk, act)


@login_required
@require_POST
def change(request: SignedIn, pk: int, handing: int) -> HttpResponse:
    """Write down the number, an extension, or how it stands there; or tell the citizen."""
    asked = request.POST

    def act(found: Conversation) -> str:
        row = get_object_or_404(found.handings.select_related("conversation"), pk=handing)
        match asked.get("do"):
            case "file":
                acting.file(request.user, row, number=asked.get("number", ""))
            case "extend":
                acting.extend(request.user, row, reason=asked.get("reason", ""))
            case "tell":
                acting.tell(
                    request.user, row, asked.get("state", ""), outcome=asked.get("outcome", "")
                )
            case "draft":
                answering.keep(request.user, found, texts.told(row))
                return _("The words for the citizen are in your draft.")
            case _:
                raise Http404
        return _("Kept.")

    return _done(request, pk, act)


@login_required
@require_GET
def download(request: SignedIn) -> HttpResponse:
    """Hand out what was handed to SP4N-LAPOR! as a file with its columns."""
    if not units.may_anywhere(request.user, "conversation.reply"):
        raise PermissionDenied
    rows = Handing.objects.filter(
        units.within(request.user, "conversation.reply"), service=Handing.Service.LAPOR
    ).select_related("conversation__account", "unit")
    answer = HttpResponse(texts.file_of(rows[:MOST]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sp4n-lapor.csv"'
    return answer


def _done(request: SignedIn, pk: int, act: Callable[[Conversation], str]) -> HttpResponse:
    found = queries.conversation_for(request.user, pk, may="conversation.reply")
    try:
        messages.success(request, act(found))
    except No as e:
        messages.error(request, said(e))
    return redirect("inbox:handings", pk)
