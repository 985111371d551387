"""The form of what the registry keeps of an account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
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

    def told(self) -> Iterator[tuple[str, str]]:
        """Yield what is kept in words, for who may only read it."""
        for name, field in self.fields.items():
            yield str(field.label), self._words(name)

    def _words(self, name: str) -> str:
        match getattr(self.instance, name):
            case bool(value):
                return gettext("Yes") if value else gettext("No")
            case date() as value:
                return date_format(value)
            case None | "":
                return "–"
            case value:
                shown = getattr(self.instance, f"get_{name}_display", None)
                return str(shown() if shown else value)
