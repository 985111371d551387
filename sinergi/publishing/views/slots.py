"""When accounts usually publish, and what offices plan around."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.publishing.calendars import hour_words, hours, occasions, slots
from sinergi.publishing.calendars.forms import OccasionForm, SlotForm
from sinergi.publishing.models import GoodHour
from sinergi.units import queries as units

#: So many offices are offered.
MOST_OFFICES = 100


@login_required
@require_GET
def more(request: SignedIn) -> HttpResponse:
    """All that belongs to the calendar, and the offices whose calendar one sees."""
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    asked = " ".join(request.GET.get("q", "").split())[:100]
    offices = units.units_where(request.user, "post.see").order_by("name")
    accounts = networks.accounts_for(request.user, "post.write")
    if asked:
        offices = offices.filter(name__icontains=asked)
        accounts = accounts.filter(Q(handle__icontains=asked) | Q(unit__name__icontains=asked))
    context = {
        "asked": asked,
        "offices": list(offices[: MOST_OFFICES + 1]),
        "most": MOST_OFFICES,
        "accounts": list(accounts[: MOST_OFFICES + 1]),
        "may_write": units.may_anywhere(request.user, "post.write"),
    }
    return render(request, "publishing/calendar_more.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def account_slots(request: SignedIn, pk: int) -> HttpResponse:
    """The slots of one account; whoever writes for it keeps them."""
    account = networks.account_for(request.user, pk)
    may_edit = units.may(request.user, "post.write", account.unit_id)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    good = hours.known([account.pk])
    form = _slot_form(request, good)
    if form.is_bound and form.is_valid():
        try:
            slots.add(request.user, account, **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("The slot is kept."))
            return redirect("content:slots", pk)
    rows = [(WEEKDAYS[slot.weekday], slot) for slot in slots.of_account(account)]
    context = {
        "account": account,
        "form": form if may_edit else None,
        "rows": rows,
        "free": slots.free([account], now=timezone.now(), most=5),
        "good": [(row, hour_words.said(row), hour_words.how_sure(row)) for row in good],
        "short": hours.short([account.pk]),
    }
    return render(request, "publishing/slots.html", context)


def _slot_form(request: SignedIn, good: Sequence[GoodHour]) -> SlotForm:
    """Return the form as it is sent; with good hours in it, where only these were pressed."""
    asked = request.POST.get("fill")
    if asked is None:
        return SlotForm(request.POST or None)
    hour = next((row for row in good if str(row.pk) == asked), None)
    return SlotForm(initial=hours.as_slot(hour) if hour else {})


@login_required
@require_POST
def drop_slot(request: SignedIn, pk: int) -> HttpResponse:
    found = slots.slot_for(request.user, pk)
    slots.drop(request.user, found)
    messages.success(request, _("The slot is removed."))
    return redirect("content:slots", found.account_id)


@login_required
@require_http_methods(["GET", "POST"])
def all_occasions(request: SignedIn) -> HttpResponse:
    """Campaigns, days of offices and events from today on; whoever writes adds some."""
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    may_write = units.may_anywhere(request.user, "post.write")
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    form = OccasionForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            occasions.add(request.user, values.pop("unit"), **values)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("It is on the calendar."))
            return redirect("content:occasions")
    writes = set(units.units_where(request.user, "post.write").values_list("pk", flat=True))
    context = {
        "form": form if may_write else None,
        "rows": [(row, row.unit_id in writes) for row in occasions.coming(request.user)],
    }
    return render(request, "publishing/occasions.html", context)


@login_required
@require_POST
def drop_occasion(request: SignedIn, pk: int) -> HttpResponse:
    found = occasions.occasion_for(request.user, pk, may="post.write")
    occasions.drop(request.user, found)
    messages.success(request, _("It is taken off the calendar."))
    return redirect("content:occasions")
