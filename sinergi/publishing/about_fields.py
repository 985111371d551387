"""The fields of the composer that say what a post is: for colleagues, and for who must approve."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.models import User
from sinergi.publishing import rules
from sinergi.publishing.bulk import labels as naming
from sinergi.publishing.calendars import campaigns
from sinergi.publishing.forms import MomentField
from sinergi.publishing.models import Occasion, Post


class AboutFields(forms.Form):
    """What ``WriteForm`` has of these. ``post`` is the one that is changed."""

    post: Post | None

    title = forms.CharField(
        label=_("Title"),
        max_length=rules.LONGEST_TITLE,
        required=False,
        help_text=_("Only colleagues see it."),
    )
    kind = forms.ChoiceField(label=_("Kind of post"), choices=Post.Kind.choices, required=False)
    leader = forms.BooleanField(
        required=False,
        label=_("It is about a leader more than about a service"),
        help_text=_("Such posts stand still while a phase of an election lasts."),
    )
    labels = forms.CharField(
        label=_("Labels"),
        required=False,
        max_length=naming.MOST * (naming.LONGEST + 2),
        help_text=_("Words by which colleagues find it again, with commas between them."),
    )

    campaign = forms.ModelChoiceField(
        queryset=Occasion.objects.none(),
        label=_("Campaign"),
        required=False,
        empty_label=_("None"),
    )
    #: For when a new post is planned, where it began on a day of the calendar.
    plan = MomentField(widget=forms.HiddenInput, required=False)

    def add_campaigns(self, user: User) -> None:
        """Offer the campaigns it may be part of; without any, the field is left out."""
        rows = campaigns.offered(user, self.post)
        self.fields["campaign"].queryset = rows  # type: ignore[attr-defined]  # a model field
        if not rows.exists():
            del self.fields["campaign"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        unit, chosen = self.post.unit if self.post else values.get("unit"), values.get("campaign")
        if unit is not None and chosen is not None:
            try:
                campaigns.check(unit, chosen)
            except No as e:
                self.add_error("campaign", said(e))
        return values

    @property
    def planned(self) -> datetime | None:
        """When a new post is planned for, as the form holds it; nothing where that is no time."""
        try:
            found: datetime | None = self.fields["plan"].clean(self["plan"].value())
        except forms.ValidationError:
            return None
        return found

    @property
    def says_campaign(self) -> bool:
        """True when what was sent knows of campaigns: else that of the post stays."""
        return "campaign" in self.fields and "campaign" in self.data

    def clean_labels(self) -> list[str]:
        try:
            return naming.tidy_all(self.cleaned_data["labels"])
        except No as e:
            raise forms.ValidationError(said(e)) from e

    def labels_said(self) -> list[str]:
        """Return the labels it shall have: those it has, where the form that was sent knew none."""
        if "labels" in self.data:
            given: list[str] = self.cleaned_data.get("labels", [])
            return given
        return naming.of(self.post) if self.post else []
