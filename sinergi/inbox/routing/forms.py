"""What people fill in about routing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.models import Conversation
from sinergi.understanding.understood import topics
from sinergi.units import queries as units
from sinergi.units.models import Unit


class RuleForm(forms.Form):
    """Which conversations go to which office; all that is filled in must hold."""

    title = forms.CharField(
        label=_("Name of the rule"), max_length=120, help_text=_("The other office reads it.")
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    matter = forms.ChoiceField(
        label=_("Matter"), required=False, choices=[("", _("Any")), *Conversation.Matter.choices]
    )
    place = forms.RegexField(
        r"[0-9.]{1,13}",
        label=_("Place"),
        required=False,
        help_text=_("Code of a district or village, like 32.01.26."),
    )
    words = forms.CharField(
        label=_("Words in the question"),
        max_length=500,
        required=False,
        help_text=_("Separated by commas; one of them is enough."),
    )
    target = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("To this office"))
    automatic = forms.BooleanField(
        label=_("Hand over by itself"),
        required=False,
        help_text=_("Else it is proposed, and a person hands over."),
    )
    order = forms.IntegerField(label=_("Order"), min_value=1, max_value=1000, initial=100)

    def __init__(self, *args: Any, office: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic, target = self.fields["topic"], self.fields["target"]
        assert isinstance(topic, forms.ChoiceField)  # noqa: S101  # made above
        assert isinstance(target, forms.ModelChoiceField)  # noqa: S101  # made above
        topic.choices = [("", _("Any")), *topics(office.pk).items()]
        target.queryset = units.existing().exclude(pk=office.pk)
