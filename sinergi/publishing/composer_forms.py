"""The fields of the composer besides text, accounts and files: languages, facts, the form's key."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.networks.models import Account
from sinergi.publishing import composing, rules
from sinergi.publishing.bulk import labels as naming
from sinergi.publishing.composing import FACTS, LANGUAGES, Composed
from sinergi.publishing.models import Post

#: What phones let one choose: some know no kind for HEIC and MOV but their ends.
ACCEPT = "image/*,video/*,.heic,.heif,.mov,.3gp"

#: The fields that hold texts of the post.
SAID = re.compile(r"text$|(?:own|comment|translation)-")


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class FilesField(forms.FileField):
    """Any number of uploaded files; ``intake`` looks at what is in them."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class ComposerFields(forms.Form):
    """What ``WriteForm`` has of these. ``copy`` is the version of the unsaved words it shows."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    copy = forms.IntegerField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(label=_("Language of the text"), required=False)

    def add_languages(self) -> None:
        """Add a text for each language, and the facts, in the reader's words."""
        choices = [(code, gettext(name)) for code, name in LANGUAGES.items()]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]  # a choice field
        for code, name in choices:
            self.fields[f"translation-{code}"] = forms.CharField(
                label=gettext("Text in %(language)s") % {"language": name},
                required=False,
                max_length=rules.LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 5, "lang": code}),
            )
        for name, label in FACTS.items():
            self.fields[f"fact-{name}"] = _fact(name, gettext(label))

    def typed(self, name: str) -> str:
        """Return what a field holds, checked or as typed or first shown; as much as can be said."""
        if name not in self.fields:
            return ""
        checked = getattr(self, "cleaned_data", {})
        return str(checked.get(name) or self[name].value() or "")[: rules.LONGEST_TEXT]

    @cached_property
    def too_much(self) -> bool:
        """True when the texts are more than a post says together: nothing is looked for in them."""
        names = (name for name in self.fields if SAID.match(name))
        return sum(len(self.typed(name)) for name in names) > rules.MOST_LETTERS

    def composed(self, places: list[Account]) -> Composed:
        """Return the languages and facts as they stand in the form, checked or not."""
        wanted = {place.pk: self.typed(f"wanted-{place.pk}") for place in places}
        language = self.typed("language")
        return Composed(
            language if language in LANGUAGES else composing.USUAL,
            {code: self.typed(f"translation-{code}").strip() for code in LANGUAGES},
            {pk: code for pk, code in wanted.items() if code in LANGUAGES},
            {name: self.typed(f"fact-{name}").strip() for name in FACTS},
            {place.pk: self.typed(f"comment-{place.pk}").strip() for place in places},
            frozenset(place.pk for place in places if self.ticked(f"numbered-{place.pk}")),
        )

    def ticked(self, name: str) -> bool:
        return name in self.fields and bool(self[name].value())

    def key_sent(self) -> UUID | None:
        key: UUID | None = self.cleaned_data.get("key")
        return key


def _fact(name: str, label: str) -> forms.Field:
    if name == "url":
        return forms.URLField(label=label, required=False, max_length=500, assume_scheme="https")
    widget = forms.Textarea(attrs={"rows": 2}) if name == "terms" else forms.TextInput()
    return forms.CharField(
        label=label, required=False, max_length=composing.LONGEST_FACT, widget=widget
    )


def initial_of(post: Post) -> dict[str, Any]:
    """Return what the form of a post begins with. An account that says a translation has no own
    text.
    """
    values: dict[str, Any] = {
        "version": post.version,
        "title": post.title,
        "text": post.text,
        "language": post.language,
        "kind": post.kind,
        "leader": post.leader,
        "campaign": post.campaign_id,
        "labels": ", ".join(naming.of(post)),
    }
    values |= {f"translation-{code}": text for code, text in post.translations.items()}
    values |= {f"fact-{name}": fact for name, fact in post.facts.items()}
    targets = list(post.targets.all())
    values["accounts"] = [str(t.account_id) for t in targets]
    for target in targets:
        translated = target.language and target.text == post.translations.get(target.language)
        values[f"own-{target.account_id}"] = "" if translated else target.text
        values[f"wanted-{target.account_id}"] = target.language
        values[f"comment-{target.account_id}"] = target.comment
        values[f"numbered-{target.account_id}"] = target.numbered
        for name, value in target.options.items():
            values[f"option-{target.account_id}-{name}"] = value
    return values
