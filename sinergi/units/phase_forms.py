"""What people fill in about the phases of an election."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.units.forms import DayField
from sinergi.units.hours_forms import NEAR


class PhaseForm(forms.Form):
    """A phase of an election."""

    name = forms.CharField(
        label=_("Name of the phase"),
        max_length=120,
        help_text=_("For example: campaign, quiet days, counting."),
    )
    since = DayField(label=_("First day"), validators=NEAR)
    until = DayField(label=_("Last day"), validators=NEAR)
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The regulation or decree, with number and date."),
    )
