"""One account on its server. https://docs.bsky.app/docs/category/http-reference"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import httpx

from sinergi.connectors.answers import MISSHAPEN, name_of, understanding
from sinergi.connectors.bluesky import proofs
from sinergi.connectors.bluesky.asking import Asker, is_code
from sinergi.connectors.contract import Access, Credentials
from sinergi.connectors.errors import Refused, SignedOut
from sinergi.lib.text import say

#: Where most accounts live; others type the address of their own server.
SERVER = "https://bsky.social"
POST = "app.bsky.feed.post"
#: How a post's own address is built: the account, the collection, the key of the record.
URI = re.compile(r"at://(did:[a-z0-9]+:[\w.:%-]+)/([\w.-]+)/([\w.~:-]+)", re.ASCII)


class Api:
    """Every answer is JSON that has not been looked into; every failure is one of the four.

    Credentials hold ``server`` and ``identifier`` (a handle, or a DID once signed in), and then
    either ``password`` (an app password), with ``access`` and ``refresh`` once a session was
    opened, or ``access``, ``refresh``, the key they are bound to (``dpop``) and ``client_id``.
    """

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.given, self.http = dict(credentials), http
        self.server = address(credentials.get("server", ""))

    @cached_property
    def session(self) -> Credentials:
        """Return credentials with an access in them, opening a session where none was."""
        if self.given.get("access"):
            return self.given
        return open_session(self).credentials

    @cached_property
    def asker(self) -> Asker:
        session = self.session
        return Asker(self.http, token=session["access"], key=session.get("dpop", ""))

    @property
    def did(self) -> str:
        """Return the account's own lasting id."""
        return self.session["identifier"]

    def get(self, name: str, **params: Any) -> Any:
        return self.call("GET", name, params=params)

    def call(self, method: str, name: str, **request: Any) -> Any:
        asker = self.asker  # first: where a session is opened, the server may prove another
        return asker.call(method, f"{address(self.session['server'])}/xrpc/{name}", **request)

    def record(self, repo: str, collection: str, key: str) -> dict[str, Any] | None:
        """Return a record that is there, or nothing. Raises Unavailable where neither is clear."""
        asked = {"repo": repo, "collection": collection, "rkey": key}
        try:
            told = self.get("com.atproto.repo.getRecord", **asked)
        except Refused as e:
            if is_code(e, "RecordNotFound"):
                return None
            raise
        with understanding(self.server):
            if told["uri"] != f"at://{repo}/{collection}/{key}":
                raise ValueError("another record than the one asked for")
            return {**told, "value": dict(told["value"])}


def address(typed: str) -> str:
    """Return a server's address from what a person types."""
    scheme, _, rest = typed.strip().rpartition("://")
    place = re.split("[/?#]", rest)[0].rpartition("@")[2]
    return f"{scheme.casefold() or 'https'}://{place.casefold()}" if place else SERVER


def parts_of(uri: str) -> tuple[str, str, str]:
    """Return account, collection and key of a record's address. Raises Refused: it is none."""
    found = URI.fullmatch(uri)
    if found is None:
        raise Refused(say("{address} is no post of this network."), address=uri[:200])
    return found[1], found[2], found[3]


def page_of(uri: str) -> str:
    """Return where a person reads a post. Accounts keep their id when they change their name."""
    account, _, key = parts_of(uri)
    return f"https://bsky.app/profile/{account}/post/{key}"


# -- app passwords -----------------------------------------------------------------------------


def open_session(api: Api) -> Access:
    """Sign in with the app password. Raises SignedOut when it does not open anything."""
    password = api.given.get("password", "").strip()
    if not password:
        raise SignedOut(say("Nobody is signed in to this account."))
    name = api.given.get("identifier", "").strip().removeprefix("@")
    told = Asker(api.http).call(
        "POST",
        f"{api.server}/xrpc/com.atproto.server.createSession",
        repeatable=True,
        json={"identifier": name, "password": password},
    )
    return _kept(api, told)


def renew_session(api: Api) -> Access:
    """Exchange the refresh token for a new session; where it has ended, sign in again."""
    refresh = api.given.get("refresh", "")
    if not refresh:
        return open_session(api)
    url = f"{api.server}/xrpc/com.atproto.server.refreshSession"
    try:
        told = Asker(api.http, token=refresh).call("POST", url, repeatable=True)
    except SignedOut:
        return open_session(api)
    return _kept(api, told)


def _kept(api: Api, told: Any) -> Access:
    """Return a session's credentials; what is to be kept of the old ones is kept."""
    with understanding(api.server):
        access = name_of(told, "accessJwt")
        ends = proofs.claims(access)["exp"]
        if type(ends) is not int:
            raise TypeError("an end is a number")
        given = {
            **{name: value for name, value in api.given.items() if name != "app_key"},
            "server": host_in(told.get("didDoc")) or api.server,
            "identifier": name_of(told, "did"),
            "access": access,
            "refresh": str(told.get("refreshJwt") or api.given.get("refresh", "")),
        }
        return Access(given, datetime.fromtimestamp(ends, UTC))


def host_in(document: Any) -> str:
    """Return the address of the server an account's document names (``#atproto_pds``), or ""."""
    try:
        for service in document["service"]:
            if str(service["id"]).endswith("#atproto_pds"):
                return address(str(service["serviceEndpoint"]))
    except MISSHAPEN:
        return ""
    return ""
