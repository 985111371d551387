"""The only place that decrypts secrets, builds the HTTP client and makes connectors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, BinaryIO, cast

import httpx
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language, gettext

from sinergi.connectors import registry
from sinergi.connectors.contract import (
    About,
    Connector,
    Draft,
    Hooked,
    Judges,
    Media,
    Publishes,
    Replies,
)
from sinergi.connectors.errors import Refused, SignedOut
from sinergi.lib import keys
from sinergi.lib.keys import KeyProblem, Vault
from sinergi.lib.text import say
from sinergi.networks import guard, practice, pulls
from sinergi.networks.models import Account, Delivery


@cache
def vault() -> Vault:
    return Vault(settings.KEYS.credentials)


@cache
def http() -> httpx.Client:
    """Return this process's client; httpx clients may be shared between threads."""
    return guard.client(settings.PRIVATE_HOSTS, settings.OUTGOING_PROXY, practice.mounts())


@cache
def enabled() -> dict[str, type[Connector]]:
    return dict(registry.enabled(settings.NETWORKS))


def about(network: str) -> About | None:
    """Return the card of a network, its name in the reader's language, or nothing when its
    connector is not enabled here."""
    connector = enabled().get(network)
    return _named(connector, get_language()) if connector else None


def cards() -> list[About]:
    """Return the cards of the networks that are enabled here, named as ``about`` names them."""
    return [_named(connector, get_language()) for connector in enabled().values()]


@lru_cache(maxsize=256)
def _named(connector: type[Connector], _language: str | None) -> About:
    """Return a card in the language of now: asked for with each line of a list."""
    card = connector.about
    name = gettext(card.name)
    return card if name == card.name else replace(card, name=name)


def by_hand(account: Account, kind: str = Delivery.Kind.POST) -> bool:
    """True when people publish or answer there themselves: by choice, or as no connector can."""
    ability = Replies if kind == Delivery.Kind.REPLY else Publishes
    return account.by_hand or not (about(account.network) is None or can(account.network, ability))


def build(network: str, answers: Mapping[str, str]) -> Connector:
    """Return a connector with what a person typed or a sign-in brought, and what our app was given.

    Raises Refused when the network is not enabled in this installation.
    """
    connector = enabled().get(network)
    if connector is None:
        raise Refused(say("The network {network} is not enabled here."), network=network)
    return connector({**app_answers(network), **practice.opened(answers)}, http())


def app_answers(network: str) -> dict[str, str]:
    """Return what the network gave this installation's app; nothing where it asks for no app."""
    card = about(network)
    if card is None or not card.app:
        return {}
    # Raw, and opened once: this is asked for every call of a network, which waits for us.
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM networks_networkapp WHERE network = %s", [network])
        row = cursor.fetchone()
    return dict(_opened(bytes(row[0]))) if row else {}


@lru_cache(maxsize=32)
def _opened(cipher: bytes) -> dict[str, str]:
    return unlock(cipher)


def hooked(network: str) -> type[Hooked] | None:
    """Return the connector of a network that calls us, or nothing."""
    connector = enabled().get(network)
    return cast("type[Hooked]", connector) if can(network, Hooked) else None


def can(network: str, ability: type) -> bool:
    """True when a network that is enabled here has an ability of the contract."""
    connector = enabled().get(network)
    return connector is not None and ability in connector.__mro__


def only_read(network: str) -> bool:
    """True where nobody speaks for an office: its "accounts" are what others write (a feed)."""
    card = about(network)
    return card is not None and not card.posts and not can(network, Replies)


def judge(network: str, draft: Draft) -> None:
    """Raise Refused for what a network will never take of a draft. It is asked nothing."""
    connector = enabled().get(network)
    if connector is not None and Judges in connector.__mro__:
        cast("Judges", connector({}, http())).judge(draft)


def open_account(account: Account) -> Connector:
    """Return the account's connector. Raises SignedOut when its secrets cannot be read."""
    try:
        credentials = unlock(account.credentials)
    except KeyProblem as e:
        raise SignedOut(say("The stored credentials cannot be read. Reconnect the account.")) from e
    return build(account.network, credentials)


def lock(secrets: Mapping[str, str]) -> bytes:
    return vault().lock(json.dumps(practice.stored(secrets)))


def unlock(cipher: bytes | memoryview) -> dict[str, str]:
    """Return secrets as they were locked. Raises KeyProblem."""
    found: dict[str, str] = json.loads(_opened_by_any(bytes(cipher)))
    return found


def _opened_by_any(cipher: bytes) -> str:
    """Open what `sinergi keys rotate` wrote since this process began with a younger key, too."""
    try:
        return vault().unlock(cipher)
    except KeyProblem:
        if settings.ENV["SINERGI_CREDENTIAL_KEYS"]:
            raise
        younger = keys.credentials(settings.HOME)
        words = Vault(younger).unlock(cipher)
        settings.KEYS = replace(settings.KEYS, credentials=younger)
        vault.cache_clear()
        return words


def draft_of(delivery: Delivery, *, goes_on: str = "") -> Draft:
    """Return the frozen words and files of a delivery as a connector takes them.

    ``goes_on`` is the remote id of the post of ours that it goes on with.
    """
    return Draft(
        text=delivery.text,
        media=tuple(_media(item, delivery.pk) for item in delivery.media),
        options=dict(delivery.options),
        reply_to=goes_on or delivery.reply_to or None,
        to=delivery.to,
        direct=delivery.direct,
        edits=delivery.edits,
        own=bool(goes_on),
    )


def _media(item: Mapping[str, Any], delivery: int) -> Media:
    file, mime = str(item["file"]), str(item["mime"])

    def link() -> str:
        return pulls.address(file, mime, delivery=delivery, now=timezone.now())

    return Media(
        name=str(item["name"]),
        mime=mime,
        size=int(item["size"]),
        open=lambda: cast("BinaryIO", default_storage.open(file)),
        alt=str(item.get("alt", "")),
        width=int(item.get("width", 0)),
        height=int(item.get("height", 0)),
        seconds=float(item.get("seconds", 0)),
        rate=float(item.get("rate", 0)),
        link=link if pulls.reached() else None,
    )
