"""What people fill in about lists: a view's name, and what is to be done to many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinergi.inbox import bulk, saved, states
from sinergi.inbox.models import Conversation
from sinergi.people.models import User
from sinergi.understanding import understood
from sinergi.units import queries as units
from sinergi.units.models import Unit


class ViewForm(forms.Form):
    """A name for the list as it is limited now, and who has it."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=saved.LONGEST_NAME)
    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(),
        label=gettext_lazy("Who has it"),
        required=False,
        empty_label=gettext_lazy("Only I"),
    )
    asked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = units.units_where(user, "conversation.assign").order_by("name")
        self.fields["unit"].queryset = offices  # type: ignore[attr-defined]  # a model field


class RenameForm(forms.Form):
    """A view's name, and whether it stands as a tab."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=saved.LONGEST_NAME)
    pinned = forms.BooleanField(label=gettext_lazy("As a tab above the list"), required=False)


class BulkForm(forms.Form):
    """What is to be done to the chosen ones; what an act does not need is not looked at."""

    act = forms.ChoiceField(label=gettext_lazy("What to do"), widget=forms.RadioSelect)
    to = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=gettext_lazy("Looked after by"),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=states.LONGEST_REASON,
        help_text=gettext_lazy(
            "Needed to archive, to postpone, to coordinate, and for what is outside our authority."
        ),
    )

    def __init__(self, rows: Sequence[Conversation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = {row.unit_id for row in rows}
        self._choices("act", [(key, _(words)) for key, words in bulk.ACTS.items()])
        self._choices("state", [(s.value, str(s.label)) for s in Conversation.State])
        topics = {label: title for pk in offices for label, title in understood.topics(pk).items()}
        self._choices("topic", [("", "…"), *topics.items()])
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # made above
        field.queryset = _answerers(offices)

    def clean_reason(self) -> str:
        """Say what is missing while all that was chosen still stands there."""
        given = self.cleaned_data
        to = "archived" if given.get("act") == "archive" else given.get("state")
        reason: str = given["reason"]
        if given.get("act") in {"archive", "state"} and to in states.NEED_REASON and not reason:
            raise forms.ValidationError(_("Write why: the next colleague has to know."))
        return reason

    def asked(self, *, seen: int = 0) -> bulk.Asked:
        given = {**self.cleaned_data, "seen": seen}
        return bulk.Asked(**{name: given[name] for name in bulk.Asked.__slots__})

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # made above
        field.choices = choices


def _answerers(offices: set[int]) -> Any:
    """Return who may answer in all of these offices."""
    found = User.objects.filter(is_active=True)
    for pk in offices:
        found = found.filter(pk__in=units.people_with("conversation.reply", pk).values("pk"))
    return found.order_by("name")
