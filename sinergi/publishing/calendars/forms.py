"""What people fill in about times: a plan, slots, occasions, a series."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from sinergi.people.models import User
from sinergi.publishing import queries
from sinergi.publishing.forms import MomentField
from sinergi.publishing.models import Occasion, Series
from sinergi.units.models import Unit


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)


class ClockField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S", "%H.%M"], **kwargs)


class WeekdaysField(forms.TypedMultipleChoiceField):
    """Days of the week as numbers; Monday is 0."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.CheckboxSelectMultiple()
        super().__init__(choices=list(WEEKDAYS.items()), coerce=int, widget=widget, **kwargs)


class PlanForm(forms.Form):
    due = MomentField(
        label=_("Planned for"), required=False, help_text=_("Empty: it has no time yet.")
    )


class SlotForm(forms.Form):
    weekdays = WeekdaysField(label=_("Days"))
    at = ClockField(label=_("Time"))


class OccasionForm(forms.Form):
    """A campaign, a day of an office's own, an event."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    kind = forms.ChoiceField(choices=Occasion.Kind.choices, label=_("Kind"))
    name = forms.CharField(label=_("Name"), max_length=120)
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    basis = forms.CharField(
        label=_("What it rests on"),
        max_length=200,
        required=False,
        help_text=_("A decree, a letter, a link."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = queries.writable_units(user)
        self.fields["unit"].queryset = mine  # type: ignore[attr-defined]  # a model field
        self.fields["unit"].initial = mine.first()


class NationalDayForm(forms.Form):
    """A day that comes each year."""

    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=31)
    month = forms.TypedChoiceField(label=_("Month"), choices=list(MONTHS.items()), coerce=int)
    name = forms.CharField(label=_("Name"), max_length=120)
    basis = forms.CharField(
        label=_("What it rests on"),
        max_length=200,
        required=False,
        help_text=_(
            "The decree or law, as Keppres 316/1959. Empty: the list says that none is known."
        ),
    )


class SeriesForm(forms.Form):
    """How often a post comes again, and until when."""

    every = forms.ChoiceField(choices=Series.Every.choices, label=_("How often"))
    weekdays = WeekdaysField(label=_("Days of the week"), required=False)
    month_day = forms.IntegerField(
        label=_("Day of the month"),
        required=False,
        min_value=1,
        max_value=31,
        help_text=_("Where a month is shorter: its last day."),
    )
    time = ClockField(label=_("Time"))
    first = DayField(label=_("From"))
    last = DayField(label=_("Until"), help_text=_("A series always ends: after a year at most."))

    def days(self) -> list[int]:
        """Return the days of the kind that was chosen."""
        if self.cleaned_data["every"] == Series.Every.WEEK:
            return sorted(self.cleaned_data["weekdays"])
        day = self.cleaned_data["month_day"]
        return [day] if day else []
