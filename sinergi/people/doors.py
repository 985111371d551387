"""Forms of the sign-in library, with our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from sinergi.people import tokens


class SignInForm(LoginForm):  # type: ignore[misc]  # untyped library
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail")
        self.fields["password"].help_text = ""  # the page itself links to the forgotten password
        _no_placeholders(self)


class EndsTokens:
    """With a new password one's API tokens end as one's sessions do, unless they are to stay."""

    user: Any
    fields: Any
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [token.name for token in tokens.lasting(self.user)] if self.user else []
        if names:
            self.fields["tokens"] = forms.BooleanField(
                label=_("My API tokens stop working, too"),
                help_text=", ".join(names),
                required=False,
                initial=True,
            )

    def save(self) -> None:
        with transaction.atomic():
            super().save()  # type: ignore[misc]  # untyped library
            if self.cleaned_data.get("tokens"):
                tokens.revoke_all(self.user, self.user)


class NewPasswordForm(EndsTokens, ChangePasswordForm):  # type: ignore[misc]  # untyped library
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
        _no_placeholders(self)


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]  # untyped library
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        _no_placeholders(self)


class FirstPasswordForm(EndsTokens, SetPasswordForm):  # type: ignore[misc]  # untyped library
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _no_placeholders(self)


class SetAgainForm(EndsTokens, ResetPasswordKeyForm):  # type: ignore[misc]  # untyped library
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _no_placeholders(self)


class AgainForm(ReauthenticateForm):  # type: ignore[misc]  # untyped library
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _no_placeholders(self)


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # untyped library
    """A passkey as people expect it: it opens the door alone unless one says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"passwordless": True, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        alone = self.fields["passwordless"]
        alone.label = _("Sign in with it alone")
        alone.help_text = _("Without a password. Otherwise it is asked for after the password.")


def _no_placeholders(form: Any) -> None:
    """A label says it already, and stays when one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
