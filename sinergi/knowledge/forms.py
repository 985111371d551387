"""What people fill in about answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinergi.knowledge import rules
from sinergi.knowledge.models import Answer, Use, Version
from sinergi.lib.text import listed
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.forms import DayField, PlaceField
from sinergi.units.models import Unit

#: Names of fields that hold one text of several.
SHORT, VARIANT = FURTHER = ("short_", "variant_")


class AnswerForm(forms.Form):
    """An answer as somebody writes it; ``seen`` is the version they saw, 0 for a new one."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    unit = PlaceField(queryset=Unit.objects.none(), label=gettext_lazy("Office that stands for it"))
    questions = forms.CharField(
        label=gettext_lazy("Questions it answers"),
        max_length=rules.MOST_QUESTIONS * (rules.LONGEST_QUESTION + 2),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One a line, as people ask. The first one is its name; each more finds it better."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("What to answer"),
        max_length=rules.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        help_text=gettext_lazy("Regulation, decree or document it rests on."),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Link of the source"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    valid_until = DayField(
        label=gettext_lazy("Valid until"),
        help_text=gettext_lazy("On that day somebody looks at it again. At most two years."),
    )
    labels = forms.CharField(
        label=gettext_lazy("Topics"),
        max_length=rules.MOST_LABELS * (rules.LONGEST_LABEL + 2),
        required=False,
        help_text=gettext_lazy("Separated by commas."),
    )
    reach = forms.ChoiceField(label=gettext_lazy("Who may use it"), choices=Answer.Reach.choices)

    def __init__(self, user: User, *args: Any, answer: Answer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = units.units_where(user, "answer.write").order_by("path")
        if answer is not None:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = offices  # type: ignore[attr-defined]  # a model field
            self.fields["unit"].initial = offices.first()
        for place, most in rules.PLACES.items():
            self.fields[SHORT + place] = _further(_(rules.PLACE_WORDS[place]), most)
        for code, name in rules.LANGUAGES.items():
            self.fields[VARIANT + code] = _further(
                _("In %(language)s") % {"language": _(name)}, rules.LONGEST_TEXT
            )

    def said(self) -> rules.Said:
        """Return what was written. Call it on a valid form."""
        values = self.cleaned_data
        return rules.Said(
            questions=values["questions"].splitlines(),
            text=values["text"],
            source=values["source"],
            source_url=values["source_url"],
            valid_until=values["valid_until"],
            shorts=self._several(SHORT),
            variants=self._several(VARIANT),
            labels=listed(values["labels"]),
        )

    def _several(self, prefix: str) -> dict[str, str]:
        return {
            name.removeprefix(prefix): text
            for name, text in self.cleaned_data.items()
            if name.startswith(prefix)
        }


def initial_of(version: Version) -> dict[str, Any]:
    """Return what the form of an answer shows first."""
    return {
        "seen": version.number,
        "questions": "\n".join(version.questions),
        "text": version.text,
        "source": version.source,
        "source_url": version.source_url,
        "valid_until": version.valid_until,
        "labels": ", ".join(version.labels),
        "reach": version.reach,
        **{SHORT + place: text for place, text in version.shorts.items()},
        **{VARIANT + code: text for code, text in version.variants.items()},
    }


def _further(label: str, most: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At most %(most)s characters.") % {"most": most},
    )


class DecideForm(forms.Form):
    """The word of the second person on the version they read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label=gettext_lazy("What is to be changed"),
        max_length=rules.LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it does not hold any more"),
        max_length=rules.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SettleForm(forms.Form):
    """What became of a reply whose answer has changed."""

    state = forms.ChoiceField(
        label=gettext_lazy("The reply"),
        choices=[
            (Use.Correction.CORRECTED.value, gettext_lazy("was corrected")),
            (Use.Correction.LEFT.value, gettext_lazy("stays as it is")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it stays"), max_length=rules.LONGEST_REASON, required=False
    )


class TryForm(forms.Form):
    """What somebody asked, wherever they asked it."""

    unit = PlaceField(queryset=Unit.objects.none(), label=gettext_lazy("Office that answers"))
    text = forms.CharField(
        label=gettext_lazy("What was asked"),
        max_length=rules.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = units.units_where(user, "answer.see").order_by("path")
        self.fields["unit"].queryset = offices  # type: ignore[attr-defined]  # a model field
        self.fields["unit"].initial = offices.first()
