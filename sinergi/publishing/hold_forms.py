"""What people fill in to hold posts, and about what was held."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.people.models import User
from sinergi.publishing.forms import MomentField
from sinergi.publishing.models import Hold
from sinergi.units import queries as units
from sinergi.units.finding_forms import FindingForm
from sinergi.units.models import Unit


class HoldForm(FindingForm):
    """The one switch: which office, why, and until when if that is known."""

    chosen = "unit"

    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(),
        label=_("Office"),
        help_text=_("All offices under it are held, too."),
    )
    reason = forms.ChoiceField(choices=Hold.Reason.choices, label=_("Reason"))
    note = forms.CharField(
        max_length=300,
        required=False,
        label=_("In words"),
        help_text=_("Colleagues read it. Needed for another reason."),
    )
    until = MomentField(
        label=_("Until"), required=False, help_text=_("Leave empty where the end is not known.")
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = units.units_where(user, "post.hold").order_by("path")
        self.offer(offices)
        self.fields["unit"].initial = offices.first()


class ReleaseForm(forms.Form):
    """Another time for what was held."""

    due = MomentField(label=_("New time"), required=False)
