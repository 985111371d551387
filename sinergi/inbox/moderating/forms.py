"""Why something is deleted."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.models import Removal
from sinergi.inbox.moderating import removing


class RemovalForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("What it holds"),
        choices=Removal.Ground.choices,
        widget=forms.RadioSelect,
        help_text=_("The citizen is told this."),
    )
    reason = forms.CharField(
        label=_("Why it has to be deleted"),
        max_length=removing.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Colleagues read this. It stays in the conversation."),
    )
