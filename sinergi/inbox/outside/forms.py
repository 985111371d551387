"""What people fill in where somebody else is in charge."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.models import Government
from sinergi.inbox.outside import texts


class DeclareForm(forms.Form):
    """Who is in charge, and the answer; the text can be left empty to close without one."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    government = forms.ChoiceField(choices=Government.choices, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Answer to the citizen"),
        required=False,
        max_length=texts.LONGEST + texts.LONGEST_PLACE,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reason = forms.CharField(label=_("Note for colleagues"), required=False, max_length=300)


class TextForm(forms.Form):
    """The ready answer of an office."""

    government = forms.ChoiceField(choices=Government.choices, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Answer"),
        max_length=texts.LONGEST,
        help_text=_("{place} becomes where one can turn to."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    turn_to = forms.CharField(
        label=_("Where one can turn to"),
        required=False,
        max_length=texts.LONGEST_PLACE,
        help_text=_("An account, an address or a number."),
    )
