"""People come by a link that works once, for a while, and is stored only as a digest."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people import signals
from sinergi.people.models import Invitation, User

LASTS = timedelta(days=7)


def invite(
    actor: User | None, *, email: str, name: str, purpose: Mapping[str, Any], now: datetime
) -> tuple[Invitation, str]:
    """Make an invitation; return it with the path of its link, which is never seen again."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        invitation = Invitation.objects.create(
            digest=_digest(token),
            email=email.strip(),
            name=name.strip(),
            invited_by=actor,
            purpose=dict(purpose),
            created=now,
            expires=now + LASTS,
        )
        audit.record(actor, "invitation.made", on=invitation, data={"purpose": dict(purpose)})
    return invitation, reverse("account:invitation", args=[token])


def find(token: str) -> Invitation | None:
    """Return the invitation of a link while it can be used."""
    return Invitation.objects.filter(
        digest=_digest(token), accepted=None, withdrawn=None, expires__gt=timezone.now()
    ).first()


def join(invitation: Invitation, *, username: str, name: str, password: str) -> User:
    """Let a new person in. Raises No when the name is taken or the link was used meanwhile.

    Who is here already signs in and accepts: two people must not share one address.
    """
    if User.objects.filter(email__iexact=invitation.email, is_active=True).exists():
        raise No(
            say(
                "A person with this e-mail address is here already. "
                "Sign in first, then open the link again."
            )
        )
    if User.objects.filter(username__iexact=username).exists():
        raise No(say("This user name is taken. Choose another one."))
    user = User(username=username, email=invitation.email, name=name)
    user.set_password(password)  # slow on purpose: before the transaction
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            _accept(invitation, user)
    except IntegrityError as e:
        raise No(say("This user name is taken. Choose another one.")) from e
    return user


def accept(invitation: Invitation, user: User) -> None:
    """Let a person who is here already accept. Raises No when the link was used meanwhile."""
    with transaction.atomic():
        _accept(invitation, user)


def withdraw(actor: User, invitation: Invitation) -> None:
    """Make a link useless. Harmless once it was used or withdrawn."""
    with transaction.atomic():
        waiting = Invitation.objects.filter(pk=invitation.pk, accepted=None, withdrawn=None)
        if waiting.update(withdrawn=timezone.now()):
            audit.record(actor, "invitation.withdrawn", on=invitation)


def _accept(invitation: Invitation, user: User) -> None:
    taken = Invitation.objects.filter(pk=invitation.pk, accepted=None, withdrawn=None).update(
        accepted=timezone.now(), accepted_by=user
    )
    if not taken:
        raise No(say("This invitation has been used."))
    audit.record(user, "invitation.accepted", on=invitation)
    signals.joined.send(Invitation, invitation=invitation, user=user)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
