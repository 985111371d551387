"""Signing in on the account's own server, with PKCE, a request pushed ahead, and access bound to a
key made for the account. https://atproto.com/specs/oauth
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sinergi.connectors.answers import host_of, name_of, understanding
from sinergi.connectors.bluesky import client, proofs
from sinergi.connectors.bluesky.api import Api, address, host_in
from sinergi.connectors.bluesky.asking import Asker
from sinergi.connectors.contract import Access, Credentials, SignInStep
from sinergi.connectors.errors import Refused, SignedOut
from sinergi.lib.text import say

#: The public directory of accounts; accounts of a web address keep their document there.
DIRECTORY = "https://plc.directory"

#: How long a sign-in lasts, however often it is renewed, where the app does not prove itself.
#: https://atproto.com/specs/oauth#tokens-and-session-lifetime
UNPROVEN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Gate:
    """The server that signs people in, and its addresses."""

    issuer: str
    push: str
    page: str
    token: str


def gate(api: Api, server: str) -> Gate:
    """Return the gate of a server: its own, or the one it names. Raises Refused: it has none."""
    asker, issuer = Asker(api.http), server
    try:
        told = asker.call("GET", f"{server}/.well-known/oauth-protected-resource")
        with understanding(server):
            issuer = str(told["authorization_servers"][0]).rstrip("/")
    except Refused:
        issuer = server  # it holds no accounts itself: it is a gate
    told = asker.call("GET", f"{issuer}/.well-known/oauth-authorization-server")
    with understanding(issuer):
        if str(told["issuer"]).rstrip("/") != issuer:
            raise ValueError("a gate that calls itself by another name")
        return Gate(
            str(told["issuer"]),
            name_of(told, "pushed_authorization_request_endpoint"),
            name_of(told, "authorization_endpoint"),
            name_of(told, "token_endpoint"),
        )


def begin(api: Api, *, redirect: str, state: str, verifier: str) -> SignInStep:
    door, key, us = gate(api, api.server), proofs.new_key(), client.client_id(redirect)
    asked = {
        **client.named(us, door.issuer, api.given.get("app_key", "")),
        "response_type": "code",
        "redirect_uri": redirect,
        "scope": client.SCOPE,
        "state": state,
        "code_challenge": proofs.digest(verifier),
        "code_challenge_method": "S256",
    }
    if known := api.given.get("identifier", "").strip().removeprefix("@"):
        asked["login_hint"] = known
    told = Asker(api.http, key=key).call("POST", door.push, repeatable=True, data=asked)
    with understanding(door.issuer):
        pushed = {"client_id": us, "request_uri": name_of(told, "request_uri")}
    page = f"{door.page}?{urlencode(pushed)}"
    return SignInStep(page, {"dpop": key, "client_id": us})


def finish(
    api: Api, *, code: str, redirect: str, verifier: str, remembered: Mapping[str, str]
) -> Access:
    """Exchange the code. Raises Refused when the account is not that server's to sign in."""
    door = gate(api, api.server)
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect,
        "code_verifier": verifier,
    }
    try:
        told = _ask(api, door, remembered, given)
    except SignedOut as e:  # there was no access yet that could have ended
        again = say("{host} did not accept this sign-in. Start again.")
        raise Refused(again, host=host_of(door.issuer)) from e
    with understanding(door.issuer):
        if "transition:generic" not in str(told["scope"]).split():
            raise Refused(say("The access that was given does not allow to post."))
        account = name_of(told, "sub")
    home = host_in(document(api, account))
    if not home or gate(api, home).issuer != door.issuer:
        raise Refused(say("{account} does not belong to this server."), account=account[:200])
    kept = {**remembered, "server": home, "identifier": account}
    if not client.proves_itself(remembered.get("client_id", ""), api.given.get("app_key", "")):
        kept["until"] = (datetime.now(UTC) + UNPROVEN).isoformat()
    return _access(told, kept)


def renew(api: Api) -> Access:
    """Exchange the refresh token, which works once: used twice, it ends the whole access."""
    refresh = api.given.get("refresh", "")
    if not refresh:
        raise SignedOut(say("Nobody is signed in to this account."))
    given = {"grant_type": "refresh_token", "refresh_token": refresh}
    told = _ask(api, gate(api, api.server), api.given, given)
    with understanding(api.server):
        if told["sub"] != api.given.get("identifier"):
            raise SignedOut(say("Nobody is signed in to this account."))
    return _access(told, api.given)


def document(api: Api, account: str) -> Any:
    """Return the public document of an account (a DID), which says where it lives."""
    kind, _, rest = account.removeprefix("did:").partition(":")
    if kind == "web":
        url = f"{address(rest.replace('%3A', ':'))}/.well-known/did.json"
    else:
        url = f"{DIRECTORY}/did:{kind}:{rest}"
    told = Asker(api.http).call("GET", url)
    with understanding(url):
        if told["id"] != account:
            raise ValueError("another account's document")
    return told


def _ask(api: Api, door: Gate, ours: Mapping[str, str], given: Mapping[str, str]) -> Any:
    """Ask for tokens, with the account's own key."""
    us = client.named(ours.get("client_id", ""), door.issuer, api.given.get("app_key", ""))
    asker = Asker(api.http, key=ours.get("dpop", ""))
    return asker.call("POST", door.token, repeatable=True, data={**given, **us})


def _access(told: Any, kept: Credentials) -> Access:
    """Return what a token answer brought; a refresh token that is not replaced is kept."""
    with understanding(kept["server"]):
        if str(told["token_type"]).casefold() != "dpop":
            raise ValueError("an access that is bound to no key")
        fresh = {
            "access": name_of(told, "access_token"),
            "refresh": str(told.get("refresh_token") or kept.get("refresh", "")),
        }
        ends = datetime.now(UTC) + timedelta(seconds=int(told["expires_in"]))
        ours = {name: kept[name] for name in ("server", "identifier", "client_id", "dpop")}
        if not (until := kept.get("until")):
            return Access(ours | fresh, ends)
        last = datetime.fromisoformat(until)
        return Access(ours | fresh | {"until": until}, ends, last)
