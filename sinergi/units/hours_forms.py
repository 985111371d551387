"""What people fill in about when an office works."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.lib.working import DAYS, FASTING, Hours, in_order, spans, week, written
from sinergi.units import calendars, shown
from sinergi.units.forms import DayField
from sinergi.units.models import SpecialDay, SpecialHours, Unit
from sinergi.units.months import FIRST_DAY, LAST_DAY

TIME = r"((?:[01]?\d|2[0-3])[.:][0-5]\d|24[.:]00)"
#: The days that the months on the screen reach.
NEAR = (MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY))
#: What people write for a day without hours, as the page of an office says it.
CLOSED = {"-", "tutup", "libur", "closed"}
SPAN = re.compile(rf"{TIME}\s*[-\u2013]\s*{TIME}", re.ASCII)


def read(typed: str) -> list[list[str]]:
    """Read "07.30-12.00, 13.00-16.00". Raises ValidationError for what cannot be read."""
    found = []
    for part in filter(None, re.split(r"\s*[,;]\s*", typed.strip())):
        span = SPAN.fullmatch(part)
        if span is None:
            raise ValidationError(gettext("Write it like this: 07.30-12.00, 13.00-16.00."))
        found.append([end.replace(".", ":").zfill(5) for end in span.groups()])
    if not in_order(spans(found)):
        raise ValidationError(gettext("Each time must be later than the one before it."))
    return found


class WeekForm(forms.Form):
    """The hours of each day of a week; ``week`` is filled in before, in the shape it is kept."""

    def __init__(self, week_before: Hours, data: Any = None, **kwargs: Any) -> None:
        days = {DAYS[n]: shown.written(held) for n, held in enumerate(week(week_before))}
        kwargs["initial"] = {**days, **(kwargs.get("initial") or {})}
        super().__init__(data, **kwargs)
        for number, day in enumerate(DAYS):
            self.fields[day] = forms.CharField(
                label=WEEKDAYS[number],
                required=False,
                max_length=100,
                help_text=_("For example 07.30-12.00, 13.00-16.00.") if number == 0 else "",
            )

    def read_week(self, values: Mapping[str, Any]) -> dict[str, list[list[str]]]:
        """Return the hours typed; what cannot be read becomes the day's error."""
        found = {}
        for day in DAYS:
            try:
                typed = values.get(day, "")
                found[day] = [] if typed.casefold() in CLOSED else read(typed)
            except ValidationError as e:
                self.add_error(day, e)
        if not any(found.values()) and not self.errors:
            raise ValidationError(gettext("Write the hours of at least one day."))
        return {day: held for day, held in found.items() if held}


class HoursForm(WeekForm):
    """Working hours: those of the office above, one's own for each day, or always."""

    USED = (
        ("inherit", _("Those of the office above")),
        ("own", _("Own hours, as below")),
        ("always", _("Always open, day and night")),
    )
    mode = forms.ChoiceField(label=_("Which hours hold"), choices=USED, widget=forms.RadioSelect)

    def __init__(self, unit: Unit, data: Any = None) -> None:
        mode = "always" if unit.always_open else ("own" if unit.hours else "inherit")
        own = unit.hours or written(calendars.of(unit.pk).week)
        super().__init__(own, data, initial={"mode": mode})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        own = values.get("mode") == "own"
        return {**values, "hours": self.read_week(values) if own else {}}


class SpecialDayForm(forms.Form):
    """A day on which the office is closed, or works although it would be closed."""

    day = DayField(label=_("Day"), validators=NEAR)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=SpecialDay.Kind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("For example: election day, flood, open day.")
    )
    hours = forms.CharField(
        label=_("Hours of a working day"),
        required=False,
        max_length=100,
        help_text=_("Empty: the usual ones. For example 08.00-12.00."),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The regulation or decree, with number and date."),
    )

    def __init__(self, day: date, known: SpecialDay | None, data: Any = None) -> None:
        initial = {"day": day, "kind": SpecialDay.Kind.OFF}
        if known:
            initial |= {name: getattr(known, name) for name in ("kind", "name", "basis")}
            initial["hours"] = shown.written(spans(known.hours))
        super().__init__(data, initial=initial)

    def clean_hours(self) -> list[list[str]]:
        return read(self.cleaned_data["hours"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("kind") == SpecialDay.Kind.OFF and values.get("hours"):
            self.add_error("hours", gettext("A closed day has no hours."))
        return values


class SpecialHoursForm(WeekForm):
    """Other hours for a time. New ones begin with those of Ramadan in Perpres 21/2023."""

    name = forms.CharField(label=_("Name"), max_length=120)
    first = DayField(label=_("First day"), validators=NEAR)
    last = DayField(label=_("Last day"), validators=NEAR)
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The regulation or decree, with number and date."),
    )

    def __init__(self, period: SpecialHours | None, data: Any = None) -> None:
        known = {"name": "Ramadan"}
        if period:
            known = {name: getattr(period, name) for name in ("name", "first", "last", "basis")}
        super().__init__(period.hours if period else FASTING, data, initial=known)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        known = {name: value for name, value in values.items() if name not in DAYS}
        return {**known, "hours": self.read_week(values)}
