"""What people fill in about deadlines: terms, ladders, rosters, one conversation's matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sinergi.inbox import rules, states
from sinergi.inbox.deadlines import terms
from sinergi.inbox.models import Conversation, Escalation, Term, Way
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Unit


class TermForm(forms.Form):
    """A term: so much time, counted in one of four ways, and what it rests on."""

    amount = forms.IntegerField(
        label=_("How much"), min_value=0, max_value=1_000_000,
        help_text=_("0 for the same working day."),
    )  # fmt: skip
    way = forms.ChoiceField(label=_("Counted in"), choices=Way.choices)
    status = forms.ChoiceField(label=_("What kind of rule"), choices=Term.Status.choices)
    basis = forms.CharField(
        label=_("What it rests on"), max_length=300,
        help_text=_("A rule with its number, a practice, or your own proposal."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Whoever chooses the same working day means no number, whatever stood there before."""
        given = self.cleaned_data
        if given.get("way") == Way.SAME_DAY and "amount" in given:
            given["amount"] = 0
        return given


class LadderForm(forms.Form):
    """After how much overtime each rung is told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rung in terms.RUNGS:
            self.fields[rung] = forms.IntegerField(
                label=Escalation.Rung(rung).label, min_value=0, max_value=10_000
            )

    def shares(self) -> list[int]:
        """Return what was filled in, the first rung first."""
        return [self.cleaned_data[rung] for rung in terms.RUNGS]


class DutyForm(forms.Form):
    """A line of the roster."""

    MOMENT = {"type": "datetime-local"}
    user = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Who"))
    since = forms.DateTimeField(
        label=_("On duty from"), widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M")
    )
    until = forms.DateTimeField(
        label=_("On duty until"), widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M")
    )

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"since": timezone.localtime()})
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # made above
        field.queryset = units.people_with("conversation.see", unit.pk)


class MatterForm(forms.Form):
    """What a conversation is, and how far it must be looked into."""

    matter = forms.ChoiceField(label=_("What it is"), choices=Conversation.Matter.choices)
    course = forms.ChoiceField(
        label=_("How it can be answered"), choices=Conversation.Course.choices,
        help_text=_("Decides how long a complaint may take."),
    )  # fmt: skip


class ExtendForm(forms.Form):
    """Why a deadline is extended."""

    reason = forms.CharField(
        label=_("Why it takes longer"),
        max_length=states.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AskForm(forms.Form):
    """The words that ask a citizen whether it is solved."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=rules.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "data-base": ""}),
    )
