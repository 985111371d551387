"""What people fill in about privacy: terms, wishes of citizens, incidents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.models import Conversation, Incident, Term
from sinergi.inbox.privacy import citizens, incidents, keeping
from sinergi.networks import queries as networks
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Unit


class KeepingForm(forms.Form):
    """How long a matter is kept; ``days`` empty: without end."""

    matter = forms.ChoiceField(
        label=_("Matter"),
        choices=[("", _("All others")), *Conversation.Matter.choices],
        required=False,
    )
    days = forms.IntegerField(
        label=_("Days after the last message"),
        required=False,
        min_value=keeping.FEWEST,
        max_value=keeping.MOST,
        help_text=_("Leave empty to keep it without end."),
    )
    status = forms.ChoiceField(
        label=_("Rests on"),
        choices=Term.Status.choices,
        initial=Term.Status.PROPOSAL,
        required=False,
    )
    basis = forms.CharField(
        label=_("Basis"),
        required=False,
        max_length=keeping.LONGEST_BASIS,
        help_text=_("The law with its article, or your schedule of archives (JRA)."),
    )

    def clean_status(self) -> str:
        return self.cleaned_data["status"] or Term.Status.PROPOSAL


class WishForm(forms.Form):
    """Whose data, and who asks for it."""

    network = forms.ChoiceField(label=_("Network"))
    handle = forms.CharField(
        label=_("Name on that network"), max_length=200, help_text=_("As @warga.melati.")
    )
    asked_by = forms.CharField(
        label=_("Who asks for it"), max_length=citizens.LONGEST_WHO, required=False
    )
    basis = forms.CharField(
        label=_("How it was made sure that they may"),
        max_length=citizens.LONGEST_BASIS,
        required=False,
        help_text=_("A letter with its number, a card shown at the counter."),
    )
    sure = forms.BooleanField(label=_("Delete it: nobody can bring it back"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.slug, one.name) for one in networks.choices()]
        self.fields["network"].choices = named  # type: ignore[attr-defined]  # a choice field

    def wish(self) -> citizens.Wish:
        """Return what was filled in."""
        given = self.cleaned_data
        return citizens.Wish(given["network"], given["handle"], given["asked_by"], given["basis"])


class IncidentForm(forms.Form):
    """What is known of an incident."""

    title = forms.CharField(label=_("What happened"), max_length=incidents.LONGEST_TITLE)
    what = forms.CharField(
        label=_("Which data, of whom"),
        max_length=incidents.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kinds of data, never the data themselves."),
    )
    how = forms.CharField(
        label=_("How it happened"),
        max_length=incidents.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    remedy = forms.CharField(
        label=_("What is done about it"),
        max_length=incidents.LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    people = forms.IntegerField(
        label=_("People concerned"), required=False, min_value=0, max_value=10_000_000
    )
    happened_at = forms.DateTimeField(
        label=_("When it happened"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def said(self) -> incidents.Said:
        """Return what was filled in."""
        given = {name: self.cleaned_data[name] for name in IncidentForm.base_fields}
        return incidents.Said(data=given.pop("what"), **given)

    @staticmethod
    def typed(incident: Incident) -> dict[str, Any]:
        """Return how the form begins for an incident that is known."""
        known = {name: getattr(incident, name, None) for name in IncidentForm.base_fields}
        return known | {"what": incident.data}


class NewIncidentForm(IncidentForm):
    """An incident, in which office, and since when we know of it."""

    office = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    known_at = forms.DateTimeField(
        label=_("Known to us since"),
        required=False,
        help_text=_("Leave empty for now. The clocks run from then."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    field_order = ("office",)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # made above
        field.queryset = units.units_where(user, incidents.KEEP).order_by("path")
        field.initial = field.queryset.first()
