"""What people fill in about ideas. What was typed stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.people.models import User
from sinergi.publishing.ideas import queries, rules
from sinergi.publishing.models import Idea
from sinergi.units.models import Unit


class IdeaForm(forms.Form):
    """An idea, and its plan where somebody wants one."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("What could be said"),
        max_length=rules.LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    pillar = forms.CharField(
        label=_("Pillar"),
        max_length=60,
        required=False,
        help_text=_("What it belongs to: information, small businesses, tourism, schools."),
        widget=forms.TextInput(attrs={"list": "pillars"}),
    )
    audience = forms.CharField(
        label=_("For whom"), max_length=200, required=False, help_text=_("As small as it can be.")
    )
    goal = forms.CharField(
        label=_("What for"),
        max_length=200,
        required=False,
        help_text=_("What people shall know or do then."),
    )

    def __init__(self, user: User, idea: Idea | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if idea is None:
            offices = queries.writable(user)
            self.fields["unit"].queryset = offices  # type: ignore[attr-defined]  # a model field
            self.fields["unit"].initial = offices.first()
        else:
            del self.fields["unit"]
        for name, label in rules.SHEET.items():
            self.fields[f"sheet-{name}"] = forms.CharField(
                label=gettext(label),
                max_length=rules.LONGEST_PART,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def sheet(self) -> list[forms.BoundField]:
        return [self[f"sheet-{name}"] for name in rules.SHEET]

    @property
    def plain(self) -> list[forms.BoundField]:
        return [bound for bound in self if not bound.name.startswith("sheet-")]

    def says(self) -> dict[str, Any]:
        """Return what the acts ``write`` and ``edit`` take."""
        names = ("title", "text", "pillar", "audience", "goal")
        sheet = {name: self.cleaned_data.get(f"sheet-{name}", "") for name in rules.SHEET}
        return {name: self.cleaned_data[name] for name in names} | {"sheet": sheet}

    def seen_at(self) -> datetime:
        """Return when the idea that was shown had been changed; long ago where that is unknown."""
        try:
            return datetime.fromisoformat(self.cleaned_data.get("seen", ""))
        except ValueError:
            return datetime.fromisoformat("2000-01-01T00:00:00+00:00")


class HandForm(forms.Form):
    to = forms.ModelChoiceField(queryset=User.objects.none(), label=_("To whom"))

    def __init__(self, idea: Idea, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = queries.colleagues(idea)  # type: ignore[attr-defined]  # a model field


class ParkForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=300)


class BoardForm(forms.Form):
    """What the board shows."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"), required=False)
    kind = forms.ChoiceField(label=_("Where from"), required=False)
    pillar = forms.ChoiceField(label=_("Pillar"), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, user: User, offices: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = offices  # type: ignore[attr-defined]  # a model field
        self.fields["kind"].choices = [("", "…"), *Idea.Kind.choices]  # type: ignore[attr-defined]  # a choice field
        pillars = [(one, one) for one in queries.pillars_for(user)]
        self.fields["pillar"].choices = [("", "…"), *pillars]  # type: ignore[attr-defined]  # a choice field
