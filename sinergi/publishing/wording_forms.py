"""Forms for templates, snippets, fields of an office and hashtags."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.people.models import User
from sinergi.publishing import queries, rules, wording
from sinergi.publishing.models import Wording
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: Empty lines for new fields on the page of an office's fields.
NEW_LINES = 3


class WordingForm(forms.Form):
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Wording.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=120)
    text = forms.CharField(
        label=_("Words"),
        max_length=rules.LONGEST_TEXT,
        help_text=_("{{nama_kecamatan}} and the like become what they stand for when one writes."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    comment = forms.CharField(
        label=_("First comment"),
        required=False,
        max_length=rules.LONGEST_TEXT,
        help_text=_(
            "Of a template: for each account whose network has first comments. A line of three "
            "dashes (---) in the words above begins the next part of a thread."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    numbered = forms.BooleanField(label=_("Number the parts of a thread (1/3)"), required=False)

    def __init__(self, user: User, row: Wording | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row is not None:
            del self.fields["unit"]
        else:
            mine = queries.writable_units(user)
            self.fields["unit"].queryset = mine  # type: ignore[attr-defined]  # a model field
            self.fields["unit"].initial = mine.first()


class FieldsForm(forms.Form):
    """What an office says its fields stand for: those there are, and lines for new ones."""

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines: list[tuple[forms.BoundField, forms.BoundField]] = []
        there = [(row.name, row.value) for row in wording.own_fields(unit)]
        for number, (name, value) in enumerate(there + [("", "")] * NEW_LINES):
            self.fields[f"name-{number}"] = forms.CharField(
                label=_("Field"), required=False, max_length=60, initial=name
            )
            self.fields[f"value-{number}"] = forms.CharField(
                label=_("Stands for"), required=False, max_length=500, initial=value
            )
            self.lines.append((self[f"name-{number}"], self[f"value-{number}"]))

    def values(self) -> dict[str, str]:
        """Return what was typed, by name. Lines without a name are none."""
        numbers = range(len(self.lines))
        told = [(self._typed("name", n), self._typed("value", n)) for n in numbers]
        return {name: value for name, value in told if name}

    def _typed(self, what: str, number: int) -> str:
        return str(self.cleaned_data.get(f"{what}-{number}", ""))


class HashtagForm(forms.Form):
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    tag = forms.CharField(label=_("Hashtag"), max_length=81)
    owner = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Who looks after it"),
        help_text=_("A colleague of this office or of one above it."),
    )
    about = forms.CharField(label=_("What it is for"), max_length=200, required=False)
    since = forms.DateField(
        label=_("First day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, user: User, unit: Unit | None, *args: Any, **kwargs: Any) -> None:
        """``unit``: the office of a hashtag that is there already."""
        super().__init__(*args, **kwargs)
        mine = queries.writable_units(user)
        if unit is not None:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = mine  # type: ignore[attr-defined]  # a model field
            self.fields["unit"].initial = mine.first()
        place = unit or self._chosen(mine)
        there = units.people_with("post.write", place.pk) if place else User.objects.none()
        self.fields["owner"].queryset = there  # type: ignore[attr-defined]  # a model field

    def _chosen(self, mine: Any) -> Unit | None:
        typed = self.data.get("unit", "") if self.is_bound else ""
        found: Unit | None = mine.filter(pk=typed).first() if units.is_id(typed) else None
        return found or mine.first()
