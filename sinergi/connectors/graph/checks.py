"""What an account still lacks: permissions, Meta's review, the webhook; in words and with a remedy.

A page token says what it may do (debug_token), the app what was approved
(https://developers.facebook.com/docs/graph-api/reference/application/permissions/), the page what
it tells us (https://developers.facebook.com/docs/graph-api/reference/page/subscribed_apps/).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import httpx

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import Credentials, Missing
from sinergi.connectors.graph.api import Graph
from sinergi.connectors.graph.login import app_graph, graph_of, has_app, inspected, scopes
from sinergi.lib.text import say

#: What a page tells us of at once: of itself and of the Instagram account behind it. One list for
#: both, since a subscription replaces the one before.
PAGE_FIELDS = ("feed", "mention", "messages", "message_deliveries")


def missing(
    credentials: Credentials,
    http: httpx.Client,
    *,
    needs: Sequence[str],
    page: str,
) -> Iterator[Missing]:
    if not has_app(credentials):
        yield Missing(
            say("The app is not registered: access cannot be checked, and nobody calls us."),
            say("Whoever runs Sinergi enters the app's ID and secret."),
        )
        return
    yield from _rights(credentials, http, needs)
    yield from _approved(credentials, http, needs)
    yield from _webhook(credentials, graph_of(credentials, http), page)


def _rights(
    credentials: Credentials, http: httpx.Client, needs: Sequence[str]
) -> Iterator[Missing]:
    token = credentials.get("token") or credentials.get("user_token", "")
    told = inspected(credentials, http, token)
    with understanding("graph.facebook.com"):
        held = scopes(told)
    for scope in needs:
        if scope not in held:
            yield Missing(
                say("The permission {permission} is missing."),
                say("Connect the account again and allow everything that is asked."),
                {"permission": scope},
            )


def _approved(
    credentials: Credentials, http: httpx.Client, needs: Sequence[str]
) -> Iterator[Missing]:
    """Yield what Meta has not approved: such a permission works for the app's own testers only."""
    app = app_graph(credentials, http)
    listed = app.listed(f"{credentials['app_id']}/permissions")
    with understanding(app.base):
        live = {str(one["permission"]) for one in listed if one.get("status") == "live"}
    for scope in needs:
        if scope not in live:
            yield Missing(
                say("Meta has not approved {permission} for this app."),
                say("Ask for it under App Review, with Business Verification done first."),
                {"permission": scope},
            )


def _webhook(credentials: Credentials, graph: Graph, page: str) -> Iterator[Missing]:
    with understanding(graph.base):
        apps = [*graph.listed(f"{page}/subscribed_apps")]
        ours = [app for app in apps if str(app.get("id")) == credentials["app_id"]]
        told = {str(field) for app in ours for field in app.get("subscribed_fields") or ()}
    lacking = [field for field in PAGE_FIELDS if field not in told]
    if lacking:
        yield Missing(
            say("The page does not tell us at once of: {fields}."),
            say("Connect the account again; until then it is asked every few minutes."),
            {"fields": ", ".join(lacking)},
        )


def subscribe(
    credentials: Credentials,
    http: httpx.Client,
    *,
    address: str,
    kind: str,
    page: str,
    fields: Sequence[str],
) -> None:
    """Let Meta call our address with news of a ``kind``, and the page pass its own on to us."""
    app = app_graph(credentials, http)
    app.post(
        f"{credentials.get('app_id', '')}/subscriptions",
        repeatable=True,
        object=kind,
        callback_url=address,
        verify_token=credentials.get("app_verify_token", ""),
        fields=list(fields),
        include_values=True,
    )
    graph = graph_of(credentials, http)
    graph.post(f"{page}/subscribed_apps", repeatable=True, subscribed_fields=list(PAGE_FIELDS))
