from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.people.models import User
from sinergi.people.tokens import SCOPES


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["name", "email", "language"]
        labels = {"name": _("Name"), "email": _("E-mail"), "language": _("Language")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True  # notices and a forgotten password need it
        own = [("", gettext("As chosen in this browser")), *settings.LANGUAGES]
        self.fields["language"].choices = own  # type: ignore[attr-defined]  # a choice field

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(gettext("Another person uses this address."))
        return email


class TokenForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("What is it for?"))
    scopes = forms.MultipleChoiceField(label=_("It may"), widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(label=_("Valid for (days)"), min_value=1, max_value=366, initial=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(s, gettext(w)) for s, w in SCOPES.items()]  # type: ignore[attr-defined]  # a choice field


class JoinForm(forms.Form):
    """A new person's first form."""

    name = forms.CharField(label=_("Name"), max_length=150)
    username = forms.SlugField(
        label=_("User name"),
        max_length=60,
        help_text=_("Small letters, digits, hyphens."),
        error_messages={"invalid": _("Only letters, digits and hyphens, without spaces.")},
    )
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 10 characters; not only digits, not a common password, not like your name."
        ),
    )

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("password"):
            person = User(username=values.get("username", ""), name=values.get("name", ""))
            try:
                validate_password(values["password"], person)
            except ValidationError as e:
                self.add_error("password", e)
        return values
