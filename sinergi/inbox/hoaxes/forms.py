"""What people fill in about claims."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.hoaxes import acting, proving
from sinergi.inbox.models import Hoax
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Unit


class _Moment(forms.DateTimeField):
    def __init__(self, label: Any, help_text: Any = "") -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(label=label, required=False, help_text=help_text, widget=widget)


class ClaimForm(forms.Form):
    """A claim that goes round, and since when we know of it."""

    office = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    claim = forms.CharField(
        label=_("What is told"),
        max_length=acting.LONGEST_CLAIM,
        help_text=_("The claim in one sentence, without who tells it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    danger = forms.BooleanField(
        label=_("A life may be in danger if people believe it"),
        required=False,
        help_text=_("Then colleagues are told of what is overdue at any hour."),
    )
    known_at = _Moment(_("Known to us since"), _("Leave empty for now. The clocks run from then."))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # made above
        field.queryset = units.units_where(user, "conversation.reply").order_by("path")
        field.initial = field.queryset.first()


class EvidenceForm(forms.Form):
    """Where a claim was seen: a link, a screenshot, or both."""

    url = forms.URLField(
        label=_("Link to it"),
        required=False,
        max_length=proving.LONGEST_URL,
        assume_scheme="https",
    )
    file = forms.FileField(
        label=_("Screenshot"),
        required=False,
        help_text=_("Kept as it is, with its fingerprint (SHA-256), the time and your name."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    seen_at = _Moment(_("Seen on"), _("Leave empty for now."))
    note = forms.CharField(
        label=_("What one sees"), required=False, max_length=proving.LONGEST_NOTE
    )


class StatementForm(forms.Form):
    """What the public is told before the result is known."""

    text = forms.CharField(
        label=_("First statement"),
        max_length=acting.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class JudgeForm(forms.Form):
    """What a claim is; ``finding`` empty: nobody can tell."""

    finding = forms.ChoiceField(
        label=_("What the claim is"),
        choices=[("", _("Cannot be clarified")), *Hoax.Finding.choices],
        required=False,
    )
    facts = forms.CharField(
        label=_("What is true"),
        max_length=acting.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Or why it cannot be clarified. Judge the claim, never a person."),
    )
    sources = forms.CharField(label=_("Source"), required=False, max_length=acting.LONGEST_SOURCES)
