"""The conversations of a list as a file to take away: without names, numbers or formulas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sinergi.audit import actions as audit
from sinergi.inbox import filters, lists
from sinergi.inbox.filters import Filters
from sinergi.inbox.masking import hidden
from sinergi.inbox.models import Conversation, Rating
from sinergi.inbox.search import searching
from sinergi.lib import tables
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.lib.workbooks import Line
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.people.models import User
from sinergi.understanding.understood import topics
from sinergi.units import queries as units

#: So many are looked up at a time: a file is made while it is sent, however long the list is.
STEP = 500


@login_required
@require_GET
def download(request: SignedIn, form: str = "csv") -> HttpResponseBase:
    """Return what a list is limited to, the newest first."""
    user = request.user
    if form not in tables.FORMS:
        raise Http404
    if not units.may_anywhere(user, "conversation.see"):
        raise PermissionDenied
    try:
        asked = filters.read(request.GET.dict())
        first = _page(user, asked, "")
    except No as e:
        messages.error(request, said(e))
        return redirect("inbox:list")
    with transaction.atomic():
        audit.record(user, "conversation.exported", data={"asked": asked.spelled()})
    head = [
        _("number"), _("last said"), _("who"), _("beginning"), _("state"), _("what it is"),
        _("topic"), _("office"), _("account"), _("network"), _("looked after by"), _("deadline"),
        _("kind"), _("rating"),
    ]  # fmt: skip
    return tables.given(form, "kotak-masuk", head, _cells(user, asked, first), long=True)


def _cells(user: User, asked: Filters, first: lists.ConversationPage) -> Iterator[Line]:
    page, titles = first, cache(topics)
    while True:
        for row in page.rows:
            yield _line(row, titles(row.unit_id).get(row.topic, row.topic))
        if not page.older:
            return
        page = _page(user, asked, page.older)


def _page(user: User, asked: Filters, cursor: str) -> lists.ConversationPage:
    if asked.q:
        return searching.page(user, asked, cursor=cursor)
    return lists.page(user, asked, cursor=cursor, size=STEP)


def _line(row: lists.ConversationRow, topic: str) -> Line:
    card = networks.about(row.network)
    return [
        row.id, row.last_at, hidden(row.handle), row.last_text, row.label,
        str(Conversation.Matter(row.matter).label), topic, row.unit, row.account,
        card.name if card else row.network, row.assigned_to,
        row.due_at, str(Conversation.Kind(row.kind).label),
        str(Rating(row.rating).label) if row.rating else "",
    ]  # fmt: skip
