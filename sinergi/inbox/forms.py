"""What people fill in about conversations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.inbox import queries, rules, states
from sinergi.inbox.models import Conversation, Rating
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.queries import is_id


class Ids(forms.TypedMultipleChoiceField):
    """Ids that the page itself sends along; whether they exist is asked where they are used."""

    def __init__(self) -> None:
        super().__init__(required=False, coerce=int, empty_value=[])

    def valid_value(self, value: object) -> bool:
        return is_id(value)


def seen(value: object) -> int:
    """Return the id that a page sends along of the newest it showed; 0 for what is none."""
    return int(value) if is_id(value) else 0


class Seen(forms.IntegerField):
    """The newest message a page showed. The page fills it in: what it never would is 0, "none"."""

    def clean(self, value: object) -> int:
        return seen(value)


class ReplyForm(forms.Form):
    """An answer to the public; ``seen`` is the newest message the writer saw, ``versions`` the
    verified answers that were taken over into it."""

    versions = Ids()
    seen = Seen(required=False)
    text = forms.CharField(
        label=_("Your answer"),
        max_length=rules.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "data-base": "", "data-key": "reply"}),
    )
    privately = forms.BooleanField(label=_("Answer only this person"), required=False)
    take_over = forms.BooleanField(label=_("Answer in their place"), required=False)


class EnterForm(forms.Form):
    """What somebody said where no network tells us."""

    account = forms.ModelChoiceField(queryset=Account.objects.none(), label=_("Account"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(k.value, k.label) for k in Conversation.Kind],
        initial=Conversation.Kind.COMMENT,
    )
    rating = forms.ChoiceField(
        label=_("Rating"),
        choices=[("", "–"), *Rating.choices],
        required=False,
        help_text=_("Of a review: stars on a map, the box at the counter."),
    )
    name = forms.CharField(label=_("Who said it"), max_length=200)
    text = forms.CharField(
        label=_("What was said"),
        max_length=rules.LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only a rating may come without words."),
    )
    at = forms.DateTimeField(
        label=_("When"),
        required=False,
        help_text=_("Leave empty for now."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    url = forms.URLField(
        label=_("Link to it"), required=False, max_length=1000, assume_scheme="https"
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = queries.answerable(user)  # type: ignore[attr-defined]  # a model field


class ImportForm(forms.Form):
    """A CSV file of messages."""

    account = forms.ModelChoiceField(queryset=Account.objects.none(), label=_("Account"))
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("Columns: nama, teks, and if you have them waktu, tautan, jenis, bintang."),
    )
    dry_run = forms.BooleanField(
        label=_("Only look what would come in"), required=False, initial=True
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = queries.answerable(user)  # type: ignore[attr-defined]  # a model field


class NoteForm(forms.Form):
    """Something for colleagues alone."""

    text = forms.CharField(
        label=_("Note"),
        max_length=rules.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "data-key": "note"}),
    )


class StateForm(forms.Form):
    """Another state of a conversation that is worked on, by the ways there are from its own.

    Done and outside have buttons of their own.
    """

    FIRST = Conversation.State.POSTPONED

    to = forms.ChoiceField(label=_("State"), widget=forms.Select(attrs={"data-key": "state"}))
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=states.LONGEST_REASON,
        help_text=_("What is missing, or whom you coordinate with. Colleagues read it."),
    )

    def __init__(self, *args: Any, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elsewhere = {Conversation.State.DONE, Conversation.State.ELSEWHERE}
        seen_in = self.data.get("seen_in", "")  # the ways of then: what it is now is told in words
        ways = (states.WAYS[conversation.state] | states.WAYS.get(seen_in, frozenset())) - elsewhere
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # made above
        listed = sorted(Conversation.State, key=lambda one: one != self.FIRST)
        field.choices = [(one.value, one.label) for one in listed if one in ways]

    def why(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())


class AssignForm(forms.Form):
    """Who looks after the conversation; empty: nobody in particular."""

    to = forms.ModelChoiceField(
        queryset=User.objects.none(), label=_("Looked after by"), required=False
    )

    def __init__(
        self,
        *args: Any,
        conversation: Conversation,
        able: Sequence[User] | None = None,
        **kwargs: Any,
    ) -> None:
        """``able`` are the colleagues to choose from, where they are known."""
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # made above
        field.queryset = queries.answerers(conversation)
        field.widget.attrs["data-key"] = "assign"
        field.empty_label = str(_("Nobody yet"))
        if able is not None:
            field.choices = [("", field.empty_label), *((one.pk, str(one)) for one in able)]
