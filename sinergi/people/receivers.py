"""Write sign-ins and changes of security into the log."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.db import transaction
from django.dispatch import receiver

from sinergi.audit import actions as audit
from sinergi.people.models import User


def _note(user: User | None, verb: str, **data: str) -> None:
    with transaction.atomic():
        audit.record(user, verb, on=user, data=data)


@receiver(auth.user_logged_in)
def signed_in(sender: object, user: User, **_: Any) -> None:
    _note(user, "person.signed_in")


@receiver(auth.user_logged_out)
def signed_out(sender: object, user: User | None, **_: Any) -> None:
    if user is not None:
        _note(user, "person.signed_out")


@receiver(auth.user_login_failed)
def failed(sender: object, credentials: dict[str, Any], **_: Any) -> None:
    name = str(credentials.get("username") or credentials.get("email") or "")
    _note(None, "person.sign_in_failed", name=name[:100])


@receiver(account.password_changed)
@receiver(account.password_set)
@receiver(account.password_reset)
def password_changed(sender: object, user: User, **_: Any) -> None:
    _note(user, "person.password_changed")


@receiver(mfa.authenticator_added)
def factor_added(sender: object, user: User, authenticator: Any, **_: Any) -> None:
    _note(user, "person.factor_added", type=str(authenticator.type))


@receiver(mfa.authenticator_removed)
def factor_removed(sender: object, user: User, authenticator: Any, **_: Any) -> None:
    _note(user, "person.factor_removed", type=str(authenticator.type))


@receiver(mfa.authenticator_reset)
def factor_renewed(sender: object, user: User, authenticator: Any, **_: Any) -> None:
    _note(user, "person.factor_renewed", type=str(authenticator.type))


@receiver(mfa.authentication_failed)
def factor_failed(sender: object, user: User, **_: Any) -> None:
    _note(user, "person.factor_failed")
