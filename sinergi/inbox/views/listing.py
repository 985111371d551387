"""The list of conversations."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sinergi.inbox import bulk, filters, lists, sheet, tabs
from sinergi.inbox.deadlines.standing import LOOKS, standing
from sinergi.inbox.filters import Filters
from sinergi.inbox.masking import citizen, hidden, unaddressed
from sinergi.inbox.models import Rating
from sinergi.inbox.search import searching
from sinergi.lib.addresses import address
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.units import queries as units


@login_required
@require_GET
def conversations(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "conversation.see"):
        raise PermissionDenied
    try:
        asked = filters.read(request.GET.dict())
        context = _page(request, asked, request.GET.get("cursor", ""))
    except No as e:
        messages.error(request, said(e))
        return redirect("inbox:list")
    return render(request, "inbox/list.html", context)


def _page(request: SignedIn, asked: Filters, cursor: str) -> dict[str, Any]:
    user, base = request.user, address("inbox:list")
    page = (searching if asked.q else lists).page(user, asked, cursor=cursor)
    calm = cursor or asked.q or asked.danger or asked.tab == "done"
    urgent = () if calm else lists.dangers(user, asked)
    above = {row.id for row in urgent}
    rows = [*urgent, *(row for row in page.rows if row.id not in above)]
    now, word = timezone.now(), citizen()
    return {
        "may_enter": units.may_anywhere(user, "conversation.reply"),
        "rows": [_line(row, now, word) for row in rows],
        "cards": {one: networks.about(one) for one in {row.network for row in rows}},
        "matters": tabs.matters(),
        "looks": LOOKS,
        "rating_words": {one.value: one.label for one in Rating},
        "tabs": tabs.shown(user, asked),
        "filters": asked,
        "asked": asked.spelled(),
        "may_choose": units.may_anywhere(user, "conversation.assign"),
        "batch": bulk.undoable(user, request.GET.get("batch", "")),
        "keeps": asked.without("q").told,
        "everywhere": _everywhere(asked) if asked.limits and not rows else "",
        "chips": list(sheet.chips(user, asked, base)),
        "form": sheet.FilterForm(user, asked) if "sheet" in request.GET else None,
        "sheet_url": f"{base}?{asked.spelled(sheet='1')}",
        "pages": {
            "newer_url": f"{base}?{asked.spelled(cursor=page.newer)}" if page.newer else "",
            "older_url": f"{base}?{asked.spelled(cursor=page.older)}" if page.older else "",
        },
    }


def _everywhere(asked: Filters) -> str:
    """Return where the same is looked for in all tabs; "" where that is here."""
    spelled = replace(asked, tab="").spelled()
    return f"{address('inbox:list')}?{spelled}" if asked.tab else ""


def _line(row: lists.ConversationRow, now: datetime, word: str) -> tuple[Any, ...]:
    """Return what one line shows, in the order in which the template takes it apart: a name looked
    up in an object is the dearest thing a template of fifty lines does."""
    return (
        row.id, hidden(row.handle, word), row.last_at, unaddressed(row.last_text, row.account),
        row.danger, row.rating,
        standing(row, now), row.network, row.account, row.matter, row.assigned_to,
    )  # fmt: skip
