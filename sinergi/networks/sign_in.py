"""Signing in to a network in the browser (OAuth with PKCE and state)."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sinergi.connectors.contract import Credentials, SignsIn
from sinergi.connectors.errors import Refused
from sinergi.lib.text import say
from sinergi.networks import actions, gateway
from sinergi.networks.models import Account, SignInAttempt
from sinergi.people.models import User
from sinergi.units.models import Unit

#: How long a person may take on the network's pages.
PATIENCE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Arrived:
    """Where a sign-in ended: the account, and the office it belongs to."""

    account: Account
    unit: Unit


def redirect_address() -> str:
    return f"{settings.SITE_URL}{reverse('networks:sign-in-return')}"


def begin(actor: User, unit: Unit, network: str, answers: Credentials) -> str:
    """Start a sign-in and return the address to send the person to.

    Raises ConnectorError when the network cannot be reached or does not sign in this way.
    """
    connector = gateway.build(network, answers)
    if not isinstance(connector, SignsIn):
        raise Refused(say("This network is connected with an access token."))
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    step = connector.begin(redirect=redirect_address(), state=state, verifier=verifier)
    if urlsplit(step.url).scheme not in {"http", "https"}:
        raise Refused(say("The network sends you to an address that cannot be opened."))
    kept = {"answers": dict(answers), "verifier": verifier, "remembered": dict(step.remember)}
    SignInAttempt.objects.filter(created__lt=timezone.now() - PATIENCE).delete()
    SignInAttempt.objects.create(
        state=state,
        user=actor,
        unit=unit,
        network=network,
        secret=gateway.vault().lock(json.dumps(kept)),
        created=timezone.now(),
    )
    return step.url


def finish(actor: User, *, state: str, code: str) -> Arrived:
    """End a sign-in: exchange the code and connect the account.

    Raises Refused when the sign-in is unknown, too old, used, or another person's.
    """
    attempt = _take(actor, state)
    kept = json.loads(gateway.vault().unlock(bytes(attempt.secret)))
    connector = gateway.build(attempt.network, kept["answers"])
    if not isinstance(connector, SignsIn):
        raise Refused(say("This network is connected with an access token."))
    given = connector.finish(
        code=code,
        redirect=redirect_address(),
        verifier=kept["verifier"],
        remembered=kept["remembered"],
    )
    unit = attempt.unit
    return Arrived(actions.connect(actor, unit, attempt.network, given.credentials), unit)


def _take(actor: User, state: str) -> SignInAttempt:
    """Return the sign-in that a person comes back from, and let nobody come back with it again."""
    since = timezone.now() - PATIENCE
    waiting = SignInAttempt.objects.filter(user=actor, created__gte=since)
    with transaction.atomic():
        known = re.fullmatch(r"[\w-]{1,64}", state, re.ASCII) is not None
        attempt = waiting.select_for_update().filter(state=state).first() if known else None
        if attempt is None:
            raise Refused(
                say("This sign-in is no longer valid. Start again from the account page.")
            )
        attempt.delete()
    return attempt
