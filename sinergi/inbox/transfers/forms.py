"""What people fill in about handing over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.transfers.moving import LONGEST_REASON
from sinergi.units import queries as units
from sinergi.units.models import Unit


class ReasonForm(forms.Form):
    """Why; colleagues of other offices read it."""

    reason = forms.CharField(
        label=_("Why"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )


class TransferForm(ReasonForm):
    """To which office, and why."""

    office = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # made above
        field.queryset = units.existing()
