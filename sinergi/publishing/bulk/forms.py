"""What people fill in about many posts at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.models import User
from sinergi.publishing import queries
from sinergi.publishing.bulk import labels
from sinergi.publishing.calendars import campaigns
from sinergi.publishing.models import Batch, Occasion, Post
from sinergi.units import queries as units
from sinergi.units.models import Unit

Act = Batch.Act

#: What can be done to many posts.
ACTS = [(act.value, act.label) for act in Act if act != Act.IMPORT]


class PlanFileForm(forms.Form):
    """A plan from a file; the first look writes nothing."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, at most 1,000 posts."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )
    dry_run = forms.BooleanField(
        label=_("Only look, write nothing yet"), required=False, initial=True
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = queries.writable_units(user)
        self.fields["unit"].queryset = offices  # type: ignore[attr-defined]  # a model field
        self.initial.setdefault("unit", offices.first())


class ManyForm(forms.Form):
    """One thing that is done to all the posts that were chosen."""

    act = forms.ChoiceField(choices=ACTS, label=_("What to do"))
    days = forms.IntegerField(
        label=_("Days"),
        required=False,
        min_value=-366,
        max_value=366,
        help_text=_("To move: 7 is a week later, -1 a day earlier. The hour stays."),
    )
    label = forms.CharField(label=_("Label"), required=False, max_length=labels.LONGEST)
    to = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("To whom"),
        required=False,
        empty_label=_("Nobody but the author"),
    )
    campaign = forms.ModelChoiceField(
        queryset=Occasion.objects.none(),
        label=_("Campaign"),
        required=False,
        empty_label=_("None"),
        help_text=_("Campaigns of an office to which all of them belong, or of one above it."),
    )

    def __init__(self, user: User, posts: Sequence[Post], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = campaigns.offered_to(user, {post.unit for post in posts})
        self.fields["campaign"].queryset = rows  # type: ignore[attr-defined]  # a model field
        offices = {post.unit_id for post in posts}
        people = units.people_with("post.write", min(offices))
        for unit in sorted(offices)[1:20]:
            people &= units.people_with("post.write", unit)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]  # a model field

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        match values.get("act"):
            case Act.MOVE if not values.get("days"):
                self.add_error("days", ValidationError(_("Say by how many days.")))
            case Act.LABEL | Act.UNLABEL:
                try:
                    values["label"] = labels.tidy(values.get("label", ""))
                except No as e:
                    self.add_error("label", said(e))
        return values

    def asked(self) -> dict[str, Any]:
        """Return what the batch needs to know."""
        values = self.cleaned_data
        match values["act"]:
            case Act.MOVE:
                return {"days": values["days"]}
            case Act.LABEL | Act.UNLABEL:
                return {"label": values["label"]}
            case Act.ASSIGN:
                return {"to": values["to"].pk if values["to"] else None}
            case Act.CAMPAIGN:
                return {"campaign": values["campaign"].pk if values["campaign"] else None}
            case _:
                return {}
