"""Decide on what waits for approval; settle what went wrong; see what is planned."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.networks.models import Delivery
from sinergi.people.http import SignedIn
from sinergi.publishing import actions, queries, shown
from sinergi.publishing.forms import DecideForm, MoveForm, SettleForm
from sinergi.publishing.models import Approval, Post
from sinergi.units import queries as units

#: How many days the calendar shows at once, and how many requests the list.
DAYS = 14
MOST = 100


@login_required
@require_GET
def approvals(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.approve"):
        raise PermissionDenied
    now = timezone.now()
    rows = queries.approvals_for(request.user)[:MOST]
    context = {"rows": [(row, queries.urgency(row.wish, now)) for row in rows]}
    return render(request, "publishing/approvals.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def approval(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.approval_for(request.user, pk)
    form = DecideForm(request.POST or None, initial={"due": found.wish})
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, form)
        except No as e:
            form.add_error(None, said(e))
        else:
            return redirect("content:approvals")
    context = {
        "approval": found,
        "post": found.post,
        "previews": shown.of_request(found),
        "pictures": found.post.media.all() if found.version == found.post.version else [],
        "waiting": found.state == Approval.State.WAITING,
        "may_decide": queries.approvals_for(request.user).filter(pk=found.pk).exists(),
        "form": form,
    }
    return render(request, "publishing/approval.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def delivery(request: SignedIn, pk: int) -> HttpResponse:
    """One delivery, of a post or a reply; a person settles it here."""
    found = networks.delivery_for(request.user, pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST":
        networks.delivery_for(request.user, pk, may="delivery.settle")
        if form.is_valid() and _settled(request, found, form):
            return redirect("content:delivery", pk)
    context = {
        "delivery": found,
        "about": networks.about(found.account.network),
        "problem": networks.words(found.problem),
        "attempts": [(t, networks.words(t.problem)) for t in found.tries.all()],
        "post": queries.post_of(found),
        "may_settle": units.may(request.user, "delivery.settle", found.unit_id),
        "form": form,
    }
    return render(request, "publishing/delivery.html", context)


@login_required
@require_GET
def calendar(request: SignedIn) -> HttpResponse:
    """What is approved for a time, by day: a list, which a phone can show."""
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    first = _day(request.GET.get("from", ""))
    start = timezone.make_aware(datetime.combine(first, time()))
    rows = queries.agenda_for(request.user, start=start, end=start + timedelta(days=DAYS))
    context = {
        "days": [
            (day, [_entry(request, row) for row in entries])
            for day, entries in groupby(rows, key=lambda row: _local_day(row.due))
        ],
        "first": first,
        "last": first + timedelta(days=DAYS - 1),
        "before": first - timedelta(days=DAYS),
        "after": first + timedelta(days=DAYS),
        "may_write": units.may_anywhere(request.user, "post.write"),
    }
    return render(request, "publishing/calendar.html", context)


def _decide(request: SignedIn, found: Approval, form: DecideForm) -> None:
    if request.POST.get("do") == "send_back":
        actions.send_back(request.user, found, reason=form.cleaned_data["reason"])
        messages.success(request, _("Sent back to the writer."))
    else:
        actions.approve(request.user, found, due=form.cleaned_data["due"])
        messages.success(request, _("Approved."))


def _settled(request: SignedIn, found: Delivery, form: SettleForm) -> bool:
    """Do what was chosen; False when a rule said no, which the form then says."""
    try:
        match request.POST.get("do"):
            case "there":
                url = form.cleaned_data["url"]
                actions.settle(request.user, found, sent=True, url=url)
            case "absent":
                actions.settle(request.user, found, sent=False)
            case "retry":
                actions.retry(request.user, found)
            case _:
                raise Http404
    except No as e:
        form.add_error(None, said(e))
        return False
    messages.success(request, _("Done."))
    return True


def _entry(request: SignedIn, row: Approval) -> tuple[Approval, MoveForm | None]:
    scheduled = row.post.state == Post.State.SCHEDULED
    if not scheduled or not units.may(request.user, "post.approve", row.unit_id):
        return row, None
    return row, MoveForm(initial={"due": row.due}, auto_id=f"move-{row.pk}-%s")


def _day(spelled: str) -> date:
    """Return the first day to show: today, unless a date like 2026-11-24 is asked for."""
    if not spelled:
        return timezone.localdate()
    try:
        day = date.fromisoformat(spelled)
    except ValueError as e:
        raise Http404 from e
    if not 2000 <= day.year <= 2100:
        raise Http404
    return day


def _local_day(due: datetime | None) -> date:
    assert due is not None  # noqa: S101  # a constraint: what is approved has a time
    return timezone.localtime(due).date()
