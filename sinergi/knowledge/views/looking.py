"""The list of answers, one of them, and how it came to be."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sinergi.knowledge import forms, queries, shown
from sinergi.knowledge.models import Answer
from sinergi.lib.addresses import address
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.people.models import User
from sinergi.units import queries as units

TAB_NAMES = {
    "": gettext_lazy("All"),
    "verified": gettext_lazy("Verified"),
    "draft": gettext_lazy("Drafts"),
    "ending": gettext_lazy("Ends soon"),
    "expired": gettext_lazy("Expired"),
    "withdrawn": gettext_lazy("Withdrawn"),
}


@login_required
@require_GET
def answers(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "answer.see"):
        raise PermissionDenied
    asked = _asked(request)
    try:
        page = queries.answer_page(request.user, asked, cursor=request.GET.get("cursor", ""))
    except No as e:
        messages.error(request, said(e))
        return redirect("knowledge:list")
    context = {
        "asked": asked,
        "rows": [(row, shown.badge(row)) for row in page.rows],
        "labels": queries.labels_for(request.user),
        "offices": queries.offices_for(request.user),
        "pages": {
            "newer_url": _at(asked, cursor=page.newer) if page.newer else "",
            "older_url": _at(asked, cursor=page.older) if page.older else "",
        },
        "tabs": [
            (_at(asked, tab=key), name, key == asked.state) for key, name in TAB_NAMES.items()
        ],
        "may_write": units.may_anywhere(request.user, "answer.write"),
        "to_correct": queries.to_correct(request.user).count(),
        "to_release": queries.to_release(request.user).count(),
    }
    return render(request, "knowledge/list.html", context)


@login_required
@require_GET
def answer(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.answer_for(request.user, pk)
    own = units.may(request.user, "answer.see", found.unit_id)
    held, newest = queries.holding(found), queries.newest(found)
    waiting = queries.unverified(found) if own else None
    version = held or newest
    context = {
        "answer": found,
        "badge": shown.badge(found),
        "version": version,
        "shown_forms": shown.forms_of(version),
        "own": own,
        "labels": found.labels.all(),
        "newest": newest if own else version,
        "waiting": waiting,
        "changes": shown.changes(waiting, held) if waiting and held else [],
        "uses": queries.uses_of(found)[:20] if own else [],
        **_may(request.user, found, waiting is not None),
    }
    return render(request, "knowledge/answer.html", context)


def _may(user: User, answer: Answer, waits: bool) -> dict[str, object]:
    """Return what a person may do with an answer, and the forms for it."""
    verifies = units.may(user, "answer.verify", answer.unit_id)
    wrote = user.pk in queries.writers(answer)
    seen = {"seen": queries.newest(answer).number}
    return {
        "may_write": units.may(user, "answer.write", answer.unit_id),
        "may_verify": verifies and waits and not wrote,
        "wrote": verifies and waits and wrote,
        "may_withdraw": verifies and answer.state != Answer.State.WITHDRAWN,
        "decide": forms.DecideForm(initial=seen),
        "withdraw": forms.WithdrawForm(prefix="withdraw"),
    }


@login_required
@require_GET
def history(request: SignedIn, pk: int) -> HttpResponse:
    """Show every version with what it changed. Who only uses an answer sees the one that holds."""
    found = queries.answer_for(request.user, pk)
    if not units.may(request.user, "answer.see", found.unit_id):
        raise Http404
    rows = list(found.versions.select_related("by", "verified_by", "sent_back_by"))
    pairs = zip(rows, [*rows[1:], None], strict=True)
    versions = [(row, shown.changes(row, before)) for row, before in pairs]
    context = {"answer": found, "badge": shown.badge(found), "versions": versions}
    return render(request, "knowledge/history.html", context)


def _asked(request: SignedIn) -> queries.Asked:
    """Return what the list is narrowed to. Raises Http404 for a tab that does not exist."""
    told = {name: request.GET.get(name, "").replace("\0", "") for name in ("tab", "q", "topic")}
    if told["tab"] not in queries.STATES:
        raise Http404
    unit = request.GET.get("unit", "")
    return queries.Asked(
        state=told["tab"],
        words=told["q"].strip()[:100],
        label=told["topic"],
        unit=int(unit) if units.is_id(unit) else 0,
    )


def _at(asked: queries.Asked, *, tab: str | None = None, cursor: str = "") -> str:
    state = asked.state if tab is None else tab
    given = {
        "tab": state,
        "q": asked.words,
        "topic": asked.label,
        "unit": asked.unit,
        "cursor": cursor,
    }
    narrowed = {name: value for name, value in given.items() if value}
    return address("knowledge:list") + (f"?{urlencode(narrowed)}" if narrowed else "")
