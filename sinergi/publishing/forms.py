"""What people fill in about posts, besides what they say. Whatever was typed stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MomentField(forms.DateTimeField):
    """A moment in the office's zone, as browsers and people type it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M"]
        super().__init__(input_formats=formats, **{"widget": widget, **kwargs})


class AskForm(forms.Form):
    """What goes with a request for approval."""

    wish = MomentField(
        label=_("When would you like it to go out?"),
        required=False,
        help_text=_("Leave empty for as soon as it is approved."),
    )
    note = forms.CharField(
        label=_("Note for whoever approves"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DecideForm(forms.Form):
    """Approve for a time, or send back with a reason."""

    due = MomentField(label=_("Goes out at"), required=False, help_text=_("Leave empty for now."))
    reason = forms.CharField(
        label=_("What must change"),
        required=False,
        max_length=2000,
        help_text=_("Needed when you send it back."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, wish: datetime | None = None, **kwargs: Any) -> None:
        """Propose the wished time, unless it has passed: that would be refused."""
        super().__init__(*args, **kwargs)
        if wish and wish > timezone.now():
            self.initial.setdefault("due", wish)


class MoveForm(forms.Form):
    due = MomentField(label=_("New time"))


class BlockForm(forms.Form):
    """Words that may not be used from one day to another."""

    words = forms.CharField(label=_("Name, slogan or handle"), max_length=120)
    phase = forms.CharField(
        label=_("Phase"), max_length=120, help_text=_("As it is said to whoever writes.")
    )
    since = forms.DateField(
        label=_("First day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class SettleForm(forms.Form):
    """What a person found on the network."""

    url = forms.URLField(
        label=_("Link to it on the network"), required=False, max_length=1000, assume_scheme="https"
    )
