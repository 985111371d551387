"""What people fill in about any rule of the desk: which conversations it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox import naming
from sinergi.inbox.models import Conversation
from sinergi.understanding.understood import topics
from sinergi.units.models import Unit


class NamingForm(forms.Form):
    """A rule of an office and what it names; all that is filled in must hold."""

    title = forms.CharField(label=_("Name of the rule"), max_length=naming.LONGEST_TITLE)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    matter = forms.ChoiceField(
        label=_("Matter"), required=False, choices=[("", _("Any")), *Conversation.Matter.choices]
    )
    place = forms.ChoiceField(
        label=_("Place"), required=False, help_text=_("A district stands for its villages too.")
    )
    words = forms.CharField(
        label=_("Words in the question"),
        max_length=naming.LONGEST_WORDS,
        required=False,
        help_text=_("Separated by commas; one of them is enough."),
    )

    def __init__(self, *args: Any, office: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = naming.places(office)
        self._choices("topic", topics(office.pk))
        self._choices("place", self.places)

    def _choices(self, name: str, named: Mapping[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # made above
        field.choices = [("", _("Any")), *named.items()]
