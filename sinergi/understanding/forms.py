"""What people fill in about texts, rules and models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinergi.language.rules import Gazetteer
from sinergi.language.rules.gazetteer import FOREIGN
from sinergi.understanding import rules, understood
from sinergi.understanding.actions import topic_rules
from sinergi.understanding.models import Text
from sinergi.understanding.understood import Known

#: Heads of the form; topics have a key of their own.
OTHERS = ("kind", "sentiment", "urgency", "language", "spam")

PLACE = "place"


class CorrectForm(forms.Form):
    """What a text is, where what was understood is wrong."""

    def __init__(
        self, *args: Any, text: Text, known: Sequence[Known] | None = None, **kwargs: Any
    ) -> None:
        """``known`` is what is known of the text, where somebody asked already."""
        super().__init__(*args, **kwargs)
        told = understood.known_of(text) if known is None else known
        labels = {one.head: one.label for one in told}
        for head in OTHERS:
            named = [(label, _(words)) for label, words in rules.LABELS[head].items()]
            self.fields[head] = forms.ChoiceField(
                label=_(rules.HEADS[head]),
                required=False,
                choices=[("", _("not known")), *named],
                initial=labels.get(head, ""),
                show_hidden_initial=True,
            )
        self.fields[PLACE] = forms.CharField(
            label=_(rules.HEADS[PLACE]),
            required=False,
            max_length=rules.LONGEST_LABEL,
            initial=labels.get(PLACE, ""),
            show_hidden_initial=True,
        )

    def corrected(self) -> list[tuple[str, str]]:
        """Return the heads that somebody changed, with what they say: others than their page
        showed, whatever a colleague has said of the rest meanwhile."""
        return [
            (head, self.cleaned_data[head])
            for head in self.changed_data
            if self.cleaned_data.get(head)
        ]


class TopicsForm(forms.Form):
    """The topics of an office and their words; ``seen`` is the version the writer saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    text = forms.CharField(
        label=gettext_lazy("Topics and their words"),
        max_length=topic_rules.LONGEST,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
    )


class PlaceNameForm(forms.Form):
    """A name of a place."""

    name = forms.CharField(label=gettext_lazy("What people call it"), max_length=60)

    def __init__(self, *args: Any, places: Gazetteer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = [one.code for one in places.places.values() if one.kind != FOREIGN]
        self.fields["code"] = forms.ChoiceField(
            label=_("Place"),
            choices=[
                ("", ""),
                *sorted(((c, places.name(c)) for c in ours), key=lambda one: one[1]),
            ],
        )


class LabelFileForm(forms.Form):
    """A CSV file of labelled texts."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "An export of SP4N-LAPOR!, or a file with the column teks and one or more of: topik, "
            "jenis, sentimen, urgensi, bahasa, tempat, spam."
        ),
    )
    dry_run = forms.BooleanField(
        label=gettext_lazy("Only look what would come in"), required=False, initial=True
    )
