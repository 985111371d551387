"""Personal API tokens: shown once, kept as a digest, limited to scopes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, DateTimeField, Q, QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.prepared import Slot
from sinergi.lib.prepared_objects import objects
from sinergi.lib.text import No, say
from sinergi.people.models import ApiToken, User

#: What a token may be allowed, with words for people. The person's own rights still apply.
SCOPES = {
    "posts:read": say("see posts"),
    "posts:write": say("write posts and ask for approval"),
    "approvals:write": say("approve and send back posts and sensitive answers"),
    "deliveries:read": say("see deliveries"),
    "deliveries:write": say("settle, move and retry deliveries"),
    "conversations:read": say("see conversations"),
    "conversations:write": say("answer, assign and finish conversations"),
    "privacy:read": say("see names and numbers of citizens, terms and incidents with their data"),
    "privacy:write": say("set how long is kept, delete one citizen's data, keep incidents"),
    "answers:read": say("see verified answers"),
    "answers:write": say("write answers"),
    "answers:verify": say("verify and withdraw answers"),
    "accounts:read": say("see official accounts"),
    "accounts:write": say("connect official accounts"),
    "units:read": say("see offices"),
    "units:write": say("say when the phases of an election begin and end"),
    "audit:read": say("read the audit log"),
}

PREFIX = "sng_"

#: ``last_used`` is written at most this often: a busy script must not write on every call.
NOTED_EVERY = timedelta(minutes=5)


def create(
    actor: User | None,
    user: User,
    *,
    name: str,
    scopes: Sequence[str],
    expires: datetime | None = None,
) -> tuple[ApiToken, str]:
    """Make a token and return it with its plain text, which is never seen again.

    Raises No for a scope that does not exist or when there is none.
    """
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise No(say("Choose scopes among: {known}."), known=", ".join(SCOPES))
    plain = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=user,
            name=name.strip()[:100] or "token",
            scopes=sorted(set(scopes)),
            digest=_digest(plain),
            created=timezone.now(),
            expires=expires,
        )
        audit.record(
            actor, "token.created", on=token, data={"user": user.pk, "scopes": token.scopes}
        )
    return token, plain


def authenticate(plain: str) -> ApiToken | None:
    """Return the token of that text when it is valid now, with its user."""
    if not plain.startswith(PREFIX):
        return None
    now = timezone.now()
    token = _valid().first(digest=_digest(plain), now=now)
    if token and (token.last_used is None or now - token.last_used > NOTED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used=now)
    return token


@objects
def _valid() -> QuerySet[ApiToken]:
    """Return the query that each request of a program begins with."""
    lasting = Q(expires=None) | Q(expires__gt=Slot("now", DateTimeField()))
    rows = ApiToken.objects.filter(lasting, digest=Slot("digest", CharField()), revoked=None)
    return rows.filter(user__is_active=True).select_related("user")


def revoke(actor: User | None, token: ApiToken) -> None:
    """End a token at once. Twice is harmless."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked=None).update(revoked=timezone.now()):
            audit.record(actor, "token.revoked", on=token, data={"user": token.user_id})


def lasting(user: User) -> QuerySet[ApiToken]:
    """Return the tokens of a person that work now, the newest first."""
    rows = ApiToken.objects.filter(user=user, revoked=None)
    return rows.exclude(expires__lte=timezone.now()).order_by("-pk")


def revoke_all(actor: User | None, user: User) -> None:
    """End all tokens of a person at once."""
    with transaction.atomic():
        for token in lasting(user):
            revoke(actor, token)


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
