"""What an account still lacks, as its server tells it."""

from __future__ import annotations

from sinergi.connectors.answers import MISSHAPEN, name_of, understanding
from sinergi.connectors.bluesky import proofs
from sinergi.connectors.bluesky.api import Api
from sinergi.connectors.contract import Missing
from sinergi.lib.text import say

#: What the access of a session says when it was opened with the account's main password.
MAIN_PASSWORD = "com.atproto.access"  # noqa: S105  # the name of a right


def missing(api: Api) -> list[Missing]:
    """Return what to do about an account that is shut, unconfirmed, or signed in unwisely."""
    told = api.get("com.atproto.server.getSession")
    found = []
    with understanding(api.server):
        name_of(told, "did")
        if told.get("active") is False:
            state = str(told.get("status") or "deactivated")
            shut = say("The account is not active ({state}).")
            do = say("Open the Bluesky app with this account and do what it asks.")
            found.append(Missing(shut, do, {"state": state[:40]}))
        if told.get("emailConfirmed") is False:
            found.append(
                Missing(
                    say("The e-mail address of the account is not confirmed: no videos."),
                    say("Confirm it in the Bluesky app: Settings, Account."),
                )
            )
    if _scope(api.session["access"]) == MAIN_PASSWORD:
        found.append(
            Missing(
                say("The main password of the account was given instead of an app password."),
                say(
                    "Make an app password in the Bluesky app and connect the account anew with it."
                ),
            )
        )
    return found


def _scope(token: str) -> str:
    """Return what an access token says it may do; "" where only its server can read it."""
    try:
        return str(proofs.claims(token).get("scope", ""))
    except MISSHAPEN:
        return ""
