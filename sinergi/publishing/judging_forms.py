"""What people fill in around a decision: kinds, emergencies, remarks, looks afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.publishing.models import EIGHT, Emergency, Post, Review
from sinergi.publishing.policies import commenting, emergencies


class KindForm(forms.Form):
    """What a post is."""

    kind = forms.ChoiceField(choices=Post.Kind.choices, label=_("Kind"))
    leader = forms.BooleanField(
        required=False,
        label=_("It is about a leader more than about a service"),
        help_text=_("Such posts stand still while a phase of an election lasts."),
    )


class EightForm(forms.ModelForm[Emergency]):
    """The eight things that immediate information says."""

    class Meta:
        model = Emergency
        fields = EIGHT
        labels = emergencies.NAMES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.Textarea(attrs={"rows": 2})
            field.max_length = emergencies.LONGEST  # type: ignore[attr-defined]  # a text field


class CommentForm(forms.Form):
    """A remark on words that stand in the text."""

    account = forms.TypedChoiceField(coerce=int, label=_("In the text for"))
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        max_length=commenting.LONGEST_PASSAGE,
        label=_("Which words"),
        help_text=_(
            "Choose them in the text, a description or a label with a mouse or a finger, or copy "
            "them here."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        max_length=commenting.LONGEST,
        label=_("Remark"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, choices: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if len(choices) == 1:
            self.fields["account"].widget = forms.HiddenInput()
            self.fields["account"].initial = choices[0][0]


class ReviewForm(forms.Form):
    """What somebody found who looked afterwards."""

    finding = forms.ChoiceField(
        choices=Review.Finding.choices, label=_("What you found"), widget=forms.RadioSelect
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("What must change"),
        help_text=_("Needed when it must be corrected."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
