"""What people fill in about approval: policies, deputies, kinds, emergencies, remarks, looks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.lib.choices import Several
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.bulk import labels
from sinergi.publishing.models import Post
from sinergi.publishing.policies import away, keeping
from sinergi.publishing.policies.keeping import Said, StepSaid
from sinergi.units.models import Role, Unit

DAY = {"type": "date"}
STEPS = range(1, keeping.MOST_STEPS + 1)


class PolicyForm(forms.Form):
    """Who must approve. A step in which nobody is chosen is left out."""

    account = forms.ModelChoiceField(
        queryset=Account.objects.none(),
        required=False,
        label=_("Only for this account"),
        empty_label=_("All accounts"),
    )
    kind = forms.ChoiceField(
        choices=[("", _("All kinds")), *Post.Kind.choices],
        required=False,
        label=_("Only for this kind of post"),
    )
    label = forms.CharField(
        max_length=labels.LONGEST,
        required=False,
        label=_("Only for posts with this label"),
        help_text=_("It asks for more than holds without the label, never for less."),
        widget=forms.TextInput(attrs={"list": "labels", "autocomplete": "off"}),
    )
    nobody = forms.BooleanField(
        required=False,
        label=_("Nobody needs to approve"),
        help_text=_("It goes out as it is written; that it did so is logged."),
    )
    hours = forms.IntegerField(
        min_value=1,
        max_value=keeping.MOST_HOURS,
        initial=8,
        label=_("Working hours to decide on a step"),
        help_text=_("After half of it people are reminded, after it the coordinators are told."),
    )
    review_hours = forms.IntegerField(
        min_value=1,
        max_value=keeping.MOST_REVIEW_HOURS,
        required=False,
        label=_("Hours for a look afterwards"),
        help_text=_("Of immediate information alone: it may go out before anybody approved it."),
    )
    basis = forms.CharField(
        max_length=200,
        required=False,
        label=_("Basis"),
        help_text=_("The decree or circular it rests on."),
    )

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = Account.objects.filter(unit__path__startswith=unit.path)
        self.fields["account"].queryset = accounts.exclude(state=Account.State.CLOSED)  # type: ignore[attr-defined]  # a model field
        people = keeping.approvers_under(unit)
        for number in STEPS:
            self._add_step(number, people)

    def says(self) -> Said:
        """Return the policy as it was filled in."""
        told = self.cleaned_data
        steps = [
            StepSaid(
                tuple(told[f"roles-{n}"]),
                tuple(told[f"people-{n}"]),
                every=told[f"every-{n}"] == "every",
            )
            for n in STEPS
            if told[f"roles-{n}"] or told[f"people-{n}"]
        ]
        return Said(
            account=told["account"],
            kind=told["kind"],
            label=told["label"],
            nobody=told["nobody"],
            steps=steps,
            hours=told["hours"],
            review_hours=told["review_hours"],
            basis=told["basis"],
        )

    def steps(self) -> list[tuple[int, list[forms.BoundField]]]:
        return [(n, [self[f"{what}-{n}"] for what in ("every", "roles", "people")]) for n in STEPS]

    def _add_step(self, number: int, people: Any) -> None:
        self.fields[f"every-{number}"] = forms.ChoiceField(
            choices=[("any", _("Any one of them")), ("every", _("Every one of them"))],
            initial="any",
            required=False,
            label=_("Who signs"),
        )
        self.fields[f"roles-{number}"] = forms.MultipleChoiceField(
            choices=[(role, Role(role).label) for role in keeping.ROLES],
            required=False,
            label=_("Roles"),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[f"people-{number}"] = Several(
            queryset=people,
            required=False,
            label=_("People"),
            widget=forms.CheckboxSelectMultiple,
        )


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and who signs for them."""

    user = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Who is away"))
    deputy = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Deputy"))
    first = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs=DAY))
    last = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs=DAY))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = away.whom(user)  # type: ignore[attr-defined]  # a model field
        self.fields["user"].initial = user
        self.fields["deputy"].queryset = away.deputies_for(user)  # type: ignore[attr-defined]  # a model field
