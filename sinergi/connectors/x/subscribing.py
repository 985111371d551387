"""Asking X to call us as soon as somebody writes to an account.

https://docs.x.com/x-api/activity/quickstart
"""

from __future__ import annotations

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.errors import Refused
from sinergi.connectors.http import call
from sinergi.connectors.x.api import BASE, Api, basic, id_of
from sinergi.connectors.x.listening import hears
from sinergi.lib.text import say

#: What X is asked to tell of each account; an answer to us names us, so it is a mention.
WANTED = ("post.mention.create", "dm.received")


def set_hook(api: Api, address: str) -> None:
    """Make X call this address for this account. What is there already is left as it is."""
    bearer, me = app_access(api), api.me()
    hook = _hook(api, bearer, address)
    asked = {kind for kind in WANTED if kind != "dm.received" or hears(api)}
    for kind in sorted(asked - set(subscribed(api, bearer, me, hook))):
        wish = {"event_type": kind, "filter": {"user_id": me}, "webhook_id": hook}
        api.call("POST", "/2/activity/subscriptions", repeatable=True, json=wish)


def app_access(api: Api) -> str:
    """Return access of the app itself, which is asked for with its key and secret."""
    key, secret = api.app("consumer_key"), api.app("consumer_secret")
    if not key or not secret:
        raise Refused(say("X calls us only when the app's API key and its secret are set."))
    told = call(
        api.http,
        "POST",
        f"{BASE}/oauth2/token",
        repeatable=True,
        secrets=(key, secret),
        data={"grant_type": "client_credentials"},
        headers=basic(key, secret),
    )
    with understanding(BASE):
        return name_of(told, "access_token")


def _hook(api: Api, bearer: str, address: str) -> str:
    told = api.call("GET", "/2/webhooks", bearer=bearer)
    with understanding(BASE):
        known = items_of(told.get("data") or [])
        same = [hook for hook in known if hook.get("url") == address]
        if same:
            name, valid = id_of(same[0]), same[0].get("valid") is True
    if not same:
        made = api.call(
            "POST", "/2/webhooks", bearer=bearer, repeatable=True, json={"url": address}
        )
        with understanding(BASE):
            return id_of(made["data"])
    if not valid:  # X gave the address up; it is to ask once more
        api.call("PUT", f"/2/webhooks/{name}", bearer=bearer, repeatable=True)
    return name


def subscribed(api: Api, bearer: str, me: str, hook: str = "") -> list[str]:
    """Return the kinds of events X tells us of an account, to one address or to any."""
    told = api.call("GET", "/2/activity/subscriptions", bearer=bearer)
    with understanding(BASE):
        return [
            str(one["event_type"])
            for one in items_of(told.get("data") or [])
            if str((one.get("filter") or {}).get("user_id")) == me
            and (not hook or str(one.get("webhook_id")) == hook)
        ]
