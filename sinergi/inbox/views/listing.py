"""The list of conversations."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sinergi.inbox import queries, rules
from sinergi.lib.addresses import address
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.units import queries as units

TAB_NAMES = {
    "waiting": gettext_lazy("Waiting"),
    "mine": gettext_lazy("Mine"),
    "open": gettext_lazy("Open"),
    "done": gettext_lazy("Done"),
    "": gettext_lazy("All"),
}


@login_required
@require_GET
def conversations(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "conversation.see"):
        raise PermissionDenied
    tab = request.GET.get("tab", "waiting")
    if tab not in queries.TABS:
        raise Http404
    try:
        cursor = request.GET.get("cursor", "")
        page = queries.conversation_page(request.user, cursor=cursor, state=tab)
    except No as e:
        messages.error(request, said(e))
        return redirect("inbox:list")
    now = timezone.now()
    context = {
        "may_enter": units.may_anywhere(request.user, "conversation.reply"),
        "rows": [(row, _urgency(row, now)) for row in page.rows],
        "dangers": queries.in_danger([row.id for row in page.rows]),
        "cards": {row.network: networks.about(row.network) for row in page.rows},
        "pages": {
            "newer_url": _at(page.newer, tab) if page.newer else "",
            "older_url": _at(page.older, tab) if page.older else "",
        },
        "tabs": [(_at("", key), name, key == tab) for key, name in TAB_NAMES.items()],
    }
    return render(request, "inbox/list.html", context)


def _urgency(row: queries.ConversationRow, now: datetime) -> str:
    if row.waiting_since is None or not row.open:
        return "" if row.open else "done"
    return rules.urgency(row.waiting_since, now)


def _at(cursor: str, tab: str) -> str:
    asked = {"tab": tab} if tab != "waiting" else {}
    if cursor:
        asked["cursor"] = cursor
    return address("inbox:list") + (f"?{urlencode(asked)}" if asked else "")
