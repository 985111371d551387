"""What people fill in about routing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.rule_forms import NamingForm
from sinergi.units import queries as units
from sinergi.units.finding_forms import FindingForm
from sinergi.units.models import Unit


class RuleForm(FindingForm, NamingForm):
    """Which conversations go to which office."""

    chosen = "target"
    target = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("To this office"))
    automatic = forms.BooleanField(
        label=_("Hand over by itself"),
        required=False,
        help_text=_("Else it is proposed, and a person hands over."),
    )
    order = forms.IntegerField(label=_("Order"), min_value=1, max_value=1000, initial=100)

    def __init__(self, *args: Any, office: Unit, **kwargs: Any) -> None:
        super().__init__(*args, office=office, **kwargs)
        self.fields["title"].help_text = _("The other office reads it.")
        self.offer(units.existing().exclude(pk=office.pk))
