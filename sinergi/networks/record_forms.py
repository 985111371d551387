"""The form of what the registry keeps of an account."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.networks.models import AccountRecord


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]  # django's is generic for mypy alone
    """What the registry keeps of an account."""

    class Meta:
        model = AccountRecord
        fields = (
            "decree",
            "decree_date",
            "recovery_email",
            "recovery_phone",
            "second_factor",
            "device",
            "device_owner",
            "verified",
            "public",
            "note",
        )
        labels = {
            "decree": _("Decree it rests on (number)"),
            "decree_date": _("Date of the decree"),
            "recovery_email": _("E-mail address for recovery"),
            "recovery_phone": _("Phone number for recovery"),
            "second_factor": _("Second factor"),
            "device": _("Device it is worked on"),
            "device_owner": _("Whose device that is"),
            "verified": _("The network shows it as verified"),
            "public": _("Show it in the public list of official accounts"),
            "note": _("Note"),
        }
        help_texts = {
            "recovery_phone": _("Only whose it is: never write the number itself here."),
        }
        widgets = {
            "decree_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
