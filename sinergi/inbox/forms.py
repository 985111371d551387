"""What people fill in about conversations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox import queries, rules
from sinergi.inbox.models import Conversation
from sinergi.people.models import User


class ReplyForm(forms.Form):
    """An answer to the public; ``seen`` is the newest message the writer saw."""

    seen = forms.IntegerField(required=False, min_value=0)
    text = forms.CharField(
        label=_("Your answer"),
        max_length=rules.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "data-base": "", "data-key": "reply"}),
    )


class NoteForm(forms.Form):
    """Something for colleagues alone."""

    text = forms.CharField(
        label=_("Note"),
        max_length=rules.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "data-key": "note"}),
    )


class AssignForm(forms.Form):
    """Who looks after the conversation; empty: nobody in particular."""

    to = forms.ModelChoiceField(
        queryset=User.objects.none(), label=_("Looked after by"), required=False
    )

    def __init__(self, *args: Any, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # made above
        field.queryset = queries.answerers(conversation)
        field.empty_label = str(_("Nobody yet"))
