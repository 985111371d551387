"""Signing in to a network in the browser (OAuth with PKCE and state)."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from sinergi.connectors.contract import Access, Credentials, Offer, Offers, SignsIn
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
    """Where a sign-in ended: the account it connected, or the ``choice`` that is to be made first
    (its state), and the office it belongs to.
    """

    unit: Unit
    account: Account | None = None
    choice: str = ""


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
    """End a sign-in: exchange the code and connect the account, or offer those it opened.

    Raises Refused when the sign-in is unknown, too old, used, or another person's.
    """
    attempt = _take(actor, state, offered=False)
    kept = _kept(attempt)
    connector = gateway.build(attempt.network, kept["answers"])
    if not isinstance(connector, SignsIn):
        raise Refused(say("This network is connected with an access token."))
    given = connector.finish(
        code=code,
        redirect=redirect_address(),
        verifier=kept["verifier"],
        remembered=kept["remembered"],
    )
    opened = gateway.build(attempt.network, given.credentials)
    offers = opened.offers() if isinstance(opened, Offers) else None
    if offers is None:
        return _connected(actor, attempt, given)
    if len(offers) == 1:
        return _connected(actor, attempt, replace(given, credentials=offers[0].credentials))
    if not offers:
        raise Refused(say("Nothing you may use was found behind this sign-in."))
    return Arrived(attempt.unit, choice=_offer(attempt, given, offers))


def choices(actor: User, state: str) -> list[Offer]:
    """Return what a person chooses among. Raises Refused when there is nothing to choose."""
    attempt = _waiting(actor, offered=True).filter(state=state).first()
    if attempt is None:
        raise _gone()
    return [Offer(o["label"], {}, o["detail"]) for o in _kept(attempt)["offers"]]


def choose(actor: User, state: str, number: int) -> Arrived:
    """Connect the account with this number of ``choices``. Raises Refused when there is none."""
    attempt = _take(actor, state, offered=True)
    kept = _kept(attempt)
    if not 0 <= number < len(kept["offers"]):
        raise _gone()
    ends = (_moment(kept.get(name)) for name in ("expires", "sign_in_ends"))
    return _connected(actor, attempt, Access(kept["offers"][number]["credentials"], *ends))


def _offer(attempt: SignInAttempt, given: Access, offers: Sequence[Offer]) -> str:
    kept = {
        "offers": [
            {"label": o.label, "detail": o.detail, "credentials": dict(o.credentials)}
            for o in offers
        ],
        "expires": given.expires.isoformat() if given.expires else "",
        "sign_in_ends": given.sign_in_ends.isoformat() if given.sign_in_ends else "",
    }
    state = secrets.token_urlsafe(32)
    SignInAttempt.objects.create(
        state=state,
        user=attempt.user,
        unit=attempt.unit,
        network=attempt.network,
        secret=gateway.vault().lock(json.dumps(kept)),
        offered=True,
        created=timezone.now(),
    )
    return state


def _connected(actor: User, attempt: SignInAttempt, access: Access) -> Arrived:
    account = actions.connect_with(actor, attempt.unit, attempt.network, access)
    return Arrived(attempt.unit, account)


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None


def _kept(attempt: SignInAttempt) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(gateway.vault().unlock(bytes(attempt.secret)))
    return kept


def _waiting(actor: User, *, offered: bool) -> QuerySet[SignInAttempt]:
    since = timezone.now() - PATIENCE
    return SignInAttempt.objects.filter(user=actor, created__gte=since, offered=offered)


def _gone() -> Refused:
    return Refused(say("This sign-in is no longer valid. Start again from the account page."))


def _take(actor: User, state: str, *, offered: bool) -> SignInAttempt:
    """Return the sign-in that a person comes back from, and let nobody come back with it again."""
    known = re.fullmatch(r"[\w-]{1,64}", state, re.ASCII) is not None
    waiting = _waiting(actor, offered=offered)
    with transaction.atomic():
        attempt = waiting.select_for_update().filter(state=state).first() if known else None
        if attempt is None:
            raise _gone()
        attempt.delete()
    return attempt
