"""The fields of the composer for one account: what is said and answered there alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext

from sinergi.connectors.contract import Field
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.publishing import rules
from sinergi.publishing.composer_forms import ComposerFields
from sinergi.publishing.composing import LANGUAGES


class PlaceFields(ComposerFields):
    """What ``WriteForm`` has of these."""

    def add_place(self, place: Account) -> None:
        self.fields[f"own-{place.pk}"] = forms.CharField(
            label=gettext("Own text for %(account)s") % {"account": place.handle},
            required=False,
            max_length=rules.LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.add_wanted(place)
        self.add_further(place)
        for asked in networks.options(place):
            self.fields[f"option-{place.pk}-{asked.name}"] = option(asked)

    def answers(self, place: Account) -> dict[str, str]:
        """Return what is answered to a network's questions, checked or not."""
        given = {
            asked.name: self.typed(f"option-{place.pk}-{asked.name}")
            for asked in networks.options(place)
        }
        return {name: value for name, value in given.items() if value}

    def add_wanted(self, place: Account) -> None:
        """Add which language an account speaks."""
        usual = [("", gettext("That of the text"))]
        self.fields[f"wanted-{place.pk}"] = forms.ChoiceField(
            label=gettext("Language"),
            required=False,
            choices=usual + [(code, gettext(name)) for code, name in LANGUAGES.items()],
        )

    def add_further(self, place: Account) -> None:
        """Add the first comment, and whether parts are numbered, where the network has them."""
        if networks.comment_limits(place.network) is not None:
            words: dict[str, Any] = {"max_length": rules.LONGEST_TEXT, "required": False}
            words["help_text"] = gettext("Goes out right after the post: hashtags, or a link.")
            words |= {"label": gettext("First comment"), "widget": forms.Textarea({"rows": 2})}
            self.fields[f"comment-{place.pk}"] = forms.CharField(**words)
        if networks.most_parts(place.network) > 1:
            self.fields[f"numbered-{place.pk}"] = forms.BooleanField(
                label=gettext("Number the parts of a thread (1/3)"), required=False
            )


def option(asked: Field) -> forms.Field:
    """Return the field for something a network asks of each post. Rules say what is missing."""
    common: dict[str, Any] = {
        "label": gettext(asked.label),
        "required": False,
        "initial": asked.default,
        "help_text": gettext(asked.help) if asked.help else "",
    }
    if asked.choices:
        unanswered = [] if asked.default else [("", gettext("Choose…"))]
        given = [(c.value, gettext(c.label)) for c in asked.choices]
        return forms.ChoiceField(choices=unanswered + given, **common)
    widget = forms.Textarea(attrs={"rows": 3}) if asked.lines else forms.TextInput()
    return forms.CharField(max_length=rules.LONGEST_TEXT, widget=widget, **common)
