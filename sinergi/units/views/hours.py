"""When an office works: its week, and the days for which it settles something else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.people.http import SignedIn
from sinergi.units import actions, months, queries, settling
from sinergi.units.hours_forms import HoursForm, SpecialDayForm, SpecialHoursForm
from sinergi.units.models import SpecialDay
from sinergi.units.views.answering import Words, answer

EDIT = "unit.edit"


@login_required
@require_GET
def calendar(request: SignedIn, pk: int) -> HttpResponse:
    """Everybody sees when an office works, and why; who may edit it settles days."""
    found = queries.unit_for(request.user, pk)
    first = _month(request.GET.get("month", ""))
    context = {
        "unit": found,
        "month": months.month(found, first),
        "days": months.days_settled(found, first),
        "periods": months.hours_settled(found, first),
        "may_edit": queries.may(request.user, EDIT, found.pk),
        "today": timezone.localdate(),
    }
    return render(request, "units/month.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def hours(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may=EDIT)
    form = HoursForm(found, request.POST or None)
    words = Words(
        _("Working hours"),
        _("Save"),
        _("The working hours are set."),
        _("Shown on the page of the office: when the public may expect an answer."),
    )

    def act(values: dict[str, Any]) -> None:
        always = values["mode"] == "always"
        actions.set_hours(request.user, found, hours=values["hours"], always_open=always)

    return answer(request, found, form, words, act)


@login_required
@require_http_methods(["GET", "POST"])
def day(request: SignedIn, pk: int) -> HttpResponse:
    """Settle a day; one that is settled already is shown as it is."""
    found = queries.unit_for(request.user, pk, may=EDIT)
    asked = _date(request.GET.get("day", "") or str(timezone.localdate()))
    known = SpecialDay.objects.filter(unit=found, day=asked).first()
    form = SpecialDayForm(asked, known, request.POST or None)
    words = Words(
        _("Settle a day"),
        _("Save"),
        _("The day is settled."),
        _("It holds here and in the offices below, and stands above public holidays."),
    )
    back = _back(found.pk, form.cleaned_data["day"] if form.is_valid() else asked)
    return answer(
        request, found, form, words, lambda v: settling.settle_day(request.user, found, **v), back
    )


@login_required
@require_POST
def drop_day(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.special_day_for(request.user, pk)
    settling.drop_day(request.user, found)
    messages.success(request, _("Removed."))
    return redirect(_back(found.unit_id, found.day))


@login_required
@require_http_methods(["GET", "POST"])
def add_period(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may=EDIT)
    form = SpecialHoursForm(None, request.POST or None)
    day = form.cleaned_data["first"] if form.is_valid() else timezone.localdate()
    return answer(
        request,
        found,
        form,
        _period_words(),
        lambda v: settling.settle_hours(request.user, found, **v),
        _back(found.pk, day),
    )


@login_required
@require_http_methods(["GET", "POST"])
def edit_period(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.special_hours_for(request.user, pk)
    form = SpecialHoursForm(found, request.POST or None)
    return answer(
        request,
        found.unit,
        form,
        _period_words(),
        lambda v: settling.settle_hours(request.user, found.unit, instead=found, **v),
        _back(found.unit_id, found.first),
    )


@login_required
@require_POST
def drop_period(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.special_hours_for(request.user, pk)
    settling.drop_hours(request.user, found)
    messages.success(request, _("Removed."))
    return redirect(_back(found.unit_id, found.first))


def _period_words() -> Words:
    return Words(
        _("Other hours for a time"),
        _("Save"),
        _("The hours are set."),
        _("They hold here and in the offices below from the first to the last day."),
    )


def _back(unit_id: int, day: date) -> str:
    return f"{reverse('units:calendar', args=[unit_id])}?month={day:%Y-%m}"


def _month(asked: str) -> date:
    """Return the first day of a month like 2026-12; of this one when nothing is asked for."""
    return _date(f"{asked}-01") if asked else timezone.localdate().replace(day=1)


def _date(asked: str) -> date:
    """Read 2026-12-24. Raises Http404 for what is no day that can be shown."""
    try:
        found = date.fromisoformat(asked)
    except ValueError as e:
        raise Http404 from e
    if not months.FIRST_DAY <= found <= months.LAST_DAY:
        raise Http404
    return found
