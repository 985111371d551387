"""The form in which a post is written. Whatever was typed stays, images too."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.models import User
from sinergi.publishing import files, intake, pictures, queries, rules, unsaved
from sinergi.publishing.about_fields import AboutFields
from sinergi.publishing.composer_forms import ACCEPT, FilesField, FilesInput
from sinergi.publishing.library import marking
from sinergi.publishing.models import Post, Unsaved
from sinergi.publishing.pictures import Picture
from sinergi.publishing.place_fields import PlaceFields
from sinergi.units import queries as units
from sinergi.units.models import Unit


class WriteForm(AboutFields, PlaceFields):
    """A post: its texts, where it goes, its files. ``pictures`` are the files to be kept."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"))
    text = forms.CharField(
        label=_("Text"),
        max_length=rules.LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "data-base": ""}),
    )
    accounts = forms.MultipleChoiceField(
        label=_("Accounts"), required=False, widget=forms.CheckboxSelectMultiple
    )
    images = FilesField(
        label=_("Add images or videos"),
        required=False,
        help_text=_("As phones make them. Where they were taken is removed."),
        widget=FilesInput(attrs={"accept": ACCEPT}),
    )

    def __init__(
        self,
        user: User,
        post: Post | None = None,
        *args: Any,
        kept: Unsaved | None = None,
        **kwargs: Any,
    ) -> None:
        """``kept``: unsaved words that the form goes on with."""
        super().__init__(*args, **kwargs)
        self.user, self.post, self.kept = user, post, kept
        self.places = list(queries.writable_accounts(user))
        self.pictures = self._kept()
        self.fields["accounts"].choices = [(str(a.pk), a.handle) for a in self.places]  # type: ignore[attr-defined]  # a choice field
        if post:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = queries.writable_units(user)  # type: ignore[attr-defined]  # a model field
        self.add_campaigns(user)
        self.add_languages()
        for place in self.places:
            self.add_place(place)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for file in values.get("images") or []:
            try:
                self._add(intake.store(file, name=file.name or ""))
            except No as e:
                self.add_error("images", said(e))
        if len(self.pictures) > pictures.MOST_PICTURES:
            self.add_error(
                "images",
                gettext("At most %(most)s images and videos.") % {"most": pictures.MOST_PICTURES},
            )
        if self.too_much:
            said_all = gettext("All texts of a post together have at most {most} characters.")
            self.add_error(None, said_all.format(most=rules.MOST_LETTERS))
        own = [f"own-{place.pk}" for place in self.places]
        own += [name for name in self.fields if name.startswith(("translation-", "fact-"))]
        filled = any(values.get(name) for name in ("title", "text", "accounts", *own))
        if not filled and not self.pictures and not self.errors:
            raise forms.ValidationError(gettext("There is nothing to save yet: write something."))
        return values

    def _add(self, picture: Picture) -> None:
        """Add a file, once: one that was chosen may have arrived by itself before."""
        if all(one.sha256 != picture.sha256 for one in self.pictures):
            self.pictures.append(picture)

    def unit_meant(self) -> Unit | None:
        """Return the office the post is for, as it was chosen or is proposed."""
        if self.post:
            return self.post.unit
        value = self["unit"].value()
        if isinstance(value, Unit):
            return value
        writable = queries.writable_units(self.user)
        return (writable.filter(pk=value) if units.is_id(value) else writable).first()

    def says(self) -> dict[str, Any]:
        """Return what the acts ``write`` and ``edit`` take."""
        chosen = set(self.cleaned_data.get("accounts", []))
        going = [place for place in self.places if str(place.pk) in chosen]
        return {
            "title": self.cleaned_data.get("title", ""),
            "text": self.cleaned_data.get("text", ""),
            "accounts": going,
            "variants": {a.pk: self.cleaned_data.get(f"own-{a.pk}", "") for a in going},
            "options": {a.pk: self.answers(a) for a in going},
            "media": self.pictures,
            "more": self.composed(going),
            "kind": self.cleaned_data.get("kind") or None,
            "labels": self.labels_said(),
            "leader": self.cleaned_data["leader"] if self.cleaned_data.get("kind") else None,
        }

    def shown_pictures(self) -> list[tuple[str, Picture, files.Shown]]:
        """Return the files with the signed note by which the form carries each, and how far each
        is.
        """
        return [
            (
                pictures.token(picture, self.user.pk),
                picture,
                files.Shown(picture, [row] if row else []),
            )
            for picture, row in files.clean(self.pictures)
        ]

    def posters_typed(self) -> dict[str, str]:
        """Return what is said beside images of whether they are posters, as the form holds it."""
        held = self.kept.values if self.kept is not None else {}
        return marking.typed_in(
            cast("QueryDict", self.data).lists() if self.is_bound else held.items()
        )

    def _kept(self) -> list[Picture]:
        """Return the images of the post, or those the form carried, with what was typed of them."""
        if self.is_bound:
            return unsaved.media_of(cast("QueryDict", self.data), self.user)
        if self.kept is not None:
            return unsaved.kept_pictures(self.kept)
        return pictures.of_post(self.post) if self.post else []
