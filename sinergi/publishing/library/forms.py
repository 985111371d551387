"""What people fill in about files of the library. What was typed stays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.lib.text import listed
from sinergi.publishing.composer_forms import ACCEPT
from sinergi.publishing.composing import LANGUAGES, USUAL
from sinergi.publishing.library import rules
from sinergi.publishing.models import LibraryFile

POSTER = (("", _("Nobody said yet")), ("yes", _("Yes")), ("no", _("No")))


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RightsFields(forms.Form):
    """Whose a file is, and who may use it how long."""

    tags = forms.CharField(
        label=_("Tags"), max_length=600, required=False, help_text=_("With commas between them.")
    )
    maker = forms.CharField(label=_("Who made it"), max_length=200, required=False)
    source = forms.CharField(
        label=_("Where it comes from"),
        max_length=500,
        required=False,
        help_text=_("An address, an archive, a colleague."),
    )
    licence = forms.ChoiceField(
        label=_("Whose work it is"), choices=LibraryFile.Licence.choices, required=False
    )
    licence_until = forms.DateField(label=_("Licensed until"), required=False, widget=Day())
    attribution = forms.CharField(
        label=_("Attribution"),
        max_length=300,
        required=False,
        help_text=_("As the licence asks for it: it must stand in the text."),
    )
    letter = forms.CharField(
        label=_("Letter"), max_length=300, required=False, help_text=_("Its number and date.")
    )
    shared = forms.BooleanField(label=_("All offices under ours may use it"), required=False)

    def rights(self) -> dict[str, Any]:
        names = ("maker", "source", "licence_until", "attribution", "letter", "shared")
        told = {name: self.cleaned_data[name] for name in names}
        licence = self.cleaned_data["licence"] or rules.Licence.UNSAID
        return {**told, "licence": licence, "tags": listed(self.cleaned_data["tags"])}


class FileForm(RightsFields):
    """All that is said of one file."""

    field_order = ("version", "title", "description")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    description = forms.CharField(
        label=_("Description for people who cannot see it"),
        max_length=rules.LONGEST_DESCRIPTION,
        required=False,
        help_text=_("What can be seen, and all words in it. Posts begin with it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    poster = forms.ChoiceField(
        label=_("Is it a poster?"),
        choices=POSTER,
        required=False,
        help_text=_("People read words in it: the text of a post must say them, too."),
    )
    consent = forms.ChoiceField(
        label=_("People in it"), choices=LibraryFile.Consent.choices, required=False
    )
    consent_note = forms.CharField(
        label=_("Where the consent is kept"),
        max_length=300,
        required=False,
        help_text=_("The folder and the number of the form; of a minor, who signed."),
    )
    minor = forms.BooleanField(label=_("A minor can be recognised"), required=False)
    since = forms.DateField(label=_("May be used from"), required=False, widget=Day())
    until = forms.DateField(label=_("May be used until"), required=False, widget=Day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in LANGUAGES.items():
            if code != USUAL:
                self.fields[f"description-{code}"] = forms.CharField(
                    label=gettext("Description in %(language)s") % {"language": gettext(name)},
                    max_length=rules.LONGEST_DESCRIPTION,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
                )

    @property
    def seen(self) -> list[forms.BoundField]:
        others = [name for name in self.fields if name.startswith("description-")]
        return [self[name] for name in ("title", "description", *others, "poster", "tags")]

    @property
    def owned(self) -> list[forms.BoundField]:
        rights = ("maker", "source", "licence", "licence_until", "attribution", "letter")
        return [self[name] for name in rights]

    @property
    def allowed(self) -> list[forms.BoundField]:
        names = ("consent", "consent_note", "minor", "since", "until", "shared")
        return [self[name] for name in names]

    def says(self) -> rules.Said:
        told = self.cleaned_data
        names = ("title", "description", "consent_note", "minor", "since", "until")
        return rules.Said(
            **{name: told[name] for name in names},
            **self.rights(),
            consent=told["consent"] or rules.Consent.UNSAID,
            poster={"yes": True, "no": False}.get(told["poster"]),
            descriptions={
                name.partition("-")[2]: told[name]
                for name in self.fields
                if name.startswith("description-")
            },
        )


def initial_of(row: LibraryFile) -> dict[str, Any]:
    names = (
        "version", "title", "description", "maker", "source", "licence", "licence_until",
        "attribution", "letter", "shared", "consent", "consent_note", "minor", "since", "until",
    )  # fmt: skip
    told = {name: getattr(row, name) for name in names}
    told |= {f"description-{code}": words for code, words in row.descriptions.items()}
    poster = {True: "yes", False: "no", None: ""}[row.poster]
    return told | {"tags": ", ".join(row.tags), "poster": poster}


class ReplaceForm(forms.Form):
    file = forms.FileField(
        label=_("The newer file"),
        help_text=_("Posts that were written with the older one keep it."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        help_text=_("Those who want to use it read this."),
    )
