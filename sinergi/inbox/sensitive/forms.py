"""What people fill in about sensitive answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.rule_forms import NamingForm


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RuleForm(NamingForm):
    """Which answers are sensitive, and from which day to which."""

    in_election = forms.BooleanField(
        label=_("Only in a phase of an election"),
        required=False,
        help_text=_("The page of the office says when one holds."),
    )
    since = forms.DateField(label=_("From"), required=False, widget=_day())
    until = forms.DateField(label=_("To"), required=False, widget=_day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        title, words = self.fields["title"], self.fields["words"]
        title.label = _("Why they are sensitive")
        title.help_text = _("Colleagues read it: “Election”, “Case in court”.")
        words.label = _("Words in the question or the answer")
