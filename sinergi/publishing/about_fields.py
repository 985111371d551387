"""The fields of the composer that say what a post is: for colleagues, and for who must approve."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.publishing import rules
from sinergi.publishing.bulk import labels as naming
from sinergi.publishing.models import Post


class AboutFields(forms.Form):
    """What ``WriteForm`` has of these. ``post`` is the one that is changed."""

    post: Post | None

    title = forms.CharField(
        label=_("Title"),
        max_length=rules.LONGEST_TITLE,
        required=False,
        help_text=_("Only colleagues see it."),
    )
    kind = forms.ChoiceField(label=_("Kind of post"), choices=Post.Kind.choices, required=False)
    leader = forms.BooleanField(
        required=False,
        label=_("It is about a leader more than about a service"),
        help_text=_("Such posts stand still while a phase of an election lasts."),
    )
    labels = forms.CharField(
        label=_("Labels"),
        required=False,
        max_length=naming.MOST * (naming.LONGEST + 2),
        help_text=_("Words by which colleagues find it again, with commas between them."),
    )

    def clean_labels(self) -> list[str]:
        try:
            return naming.tidy_all(self.cleaned_data["labels"])
        except No as e:
            raise forms.ValidationError(said(e)) from e

    def labels_said(self) -> list[str]:
        """Return the labels it shall have: those it has, where the form that was sent knew none."""
        if "labels" in self.data:
            given: list[str] = self.cleaned_data.get("labels", [])
            return given
        return naming.of(self.post) if self.post else []
