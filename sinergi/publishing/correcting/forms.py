"""What people fill in to correct what is out, or to take it down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.networks import withdrawing
from sinergi.publishing.correcting import acting


class TakeDownForm(forms.Form):
    reason = forms.CharField(
        max_length=withdrawing.LONGEST,
        label=_("Why must it go?"),
        help_text=_("It stays in the log; who wrote and who approved it are told."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CorrectForm(forms.Form):
    """``replaceable``: whether the words can be changed in their place on some account."""

    reason = forms.CharField(
        max_length=acting.LONGEST,
        label=_("What was wrong?"),
        help_text=_("Colleagues read it with both posts. The public does not."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    way = forms.ChoiceField(
        label=_("How"), widget=forms.RadioSelect, choices=(), initial="in_place"
    )

    def __init__(self, data: Any = None, *, replaceable: str = "") -> None:
        super().__init__(data)
        own = ("own", _("A post of its own that names the old one"))
        here = ("in_place", _("Change the words in their place"))
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)  # noqa: S101  # declared so above
        way.choices = [here, own] if replaceable else [own]
        way.initial = "in_place" if replaceable else "own"
        if replaceable:
            way.help_text = replaceable
