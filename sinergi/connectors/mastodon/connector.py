"""The Mastodon client API. https://docs.joinmastodon.org/methods/"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import ClassVar

import httpx

from sinergi.connectors.answers import items_of, understanding
from sinergi.connectors.contract import (
    About,
    Access,
    Continues,
    Credentials,
    Draft,
    Edits,
    Identity,
    Keep,
    Likes,
    Limits,
    Listens,
    Measures,
    MeasuresAccount,
    Page,
    Progress,
    Published,
    Recalls,
    Sample,
    SignInStep,
    SignsIn,
    TellsLimits,
    Withdraws,
)
from sinergi.connectors.errors import Refused
from sinergi.connectors.mastodon import sending, sign_in
from sinergi.connectors.mastodon.answers import fact, limits, readable
from sinergi.connectors.mastodon.api import GONE, PAGE, Api, status_path
from sinergi.connectors.mastodon.card import ABOUT, ACCOUNT_METRICS, METRICS


class Mastodon(
    SignsIn, TellsLimits, Withdraws, Edits, Likes, MeasuresAccount, Measures, Recalls, Listens,
    Continues,
):  # fmt: skip  # what it can do is what it inherits
    about: ClassVar[About] = ABOUT
    most_parts: ClassVar[int] = 25

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.api = Api(credentials, http)

    # -- the account -----------------------------------------------------------------------------

    def begin(self, *, redirect: str, state: str, verifier: str) -> SignInStep:
        return sign_in.begin(self.api, redirect=redirect, state=state, verifier=verifier)

    def finish(self, *, code: str, redirect: str, verifier: str, remembered: Progress) -> Access:
        return sign_in.finish(
            self.api, code=code, redirect=redirect, verifier=verifier, remembered=remembered
        )

    def identify(self) -> Identity:
        me = self.api.get("/api/v1/accounts/verify_credentials")
        name = fact(me, "acct").split("@")[0]
        with understanding(self.api.server):
            scopes = tuple(str(scope) for scope in (me.get("source") or {}).get("scopes") or ())
        return Identity(
            handle=f"@{name}@{self.api.host}",
            name=str(me.get("display_name") or name),
            url=str(me.get("url") or self.api.server),
            scopes=scopes,
            remote_id=str(me.get("id") or ""),
        )

    def limits(self) -> Limits:
        try:
            told = self.api.get("/api/v2/instance")
        except Refused:  # older servers and snac know only the first version
            told = self.api.get("/api/v1/instance")
        with understanding(self.api.server):
            return limits(told or {}, self.about.limits)

    # -- posts -----------------------------------------------------------------------------------

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        sending.prepare(self.api, draft, progress, keep)

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        return sending.publish(self.api, draft, key, progress)

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        return sending.find(self.api, draft, since, known)

    def thread_url(self, remote_id: str) -> str:
        status = self.api.get(status_path(remote_id))
        with understanding(self.api.server):
            return str(status.get("url") or "")

    def withdraw(self, remote_id: str) -> None:
        try:
            self.api.call("DELETE", status_path(remote_id), repeatable=True)
        except Refused as e:
            if e.facts.get("status") not in GONE:
                raise

    def edit(self, remote_id: str, text: str) -> None:
        sending.edit(self.api, remote_id, text)

    def like(self, remote_id: str, *, liked: bool) -> None:
        path = status_path(remote_id, "/favourite" if liked else "/unfavourite")
        try:
            self.api.call("POST", path, repeatable=True)
        except Refused as e:
            if liked or e.facts.get("status") not in GONE:
                raise

    # -- people ----------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        asked = {"types[]": "mention", "limit": str(PAGE)} | ({"min_id": cursor} if cursor else {})
        with understanding(self.api.server):
            told = items_of(self.api.get("/api/v1/notifications", **asked))
            newest = str(told[0]["id"]) if told else cursor
            news = [n["status"] for n in reversed(told) if n["type"] == "mention" and n["status"]]
            return Page(list(readable(news)), newest, more=len(told) >= PAGE)

    def recall(self, since: datetime, cursor: str | None) -> Page:
        """Return mentions page by page, from the newest back to ``since``."""
        asked = {"types[]": "mention", "limit": str(PAGE)} | ({"max_id": cursor} if cursor else {})
        with understanding(self.api.server):
            told = items_of(self.api.get("/api/v1/notifications", **asked))
            news = [n["status"] for n in reversed(told) if n["type"] == "mention" and n["status"]]
            items = list(readable(news))
            goes_on = bool(told) and all(item.at >= since for item in items)
            return Page(items, str(told[-1]["id"]) if told else cursor, more=goes_on)

    def measure_account(self) -> Iterator[Sample]:
        me = self.api.get("/api/v1/accounts/verify_credentials")
        now = datetime.now(UTC)
        with understanding(self.api.server):
            told = [(metric, me.get(name)) for metric, name in ACCOUNT_METRICS]
        for metric, value in told:
            if type(value) is int:
                yield Sample("", metric, value, now)

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        for remote_id in remote_ids:
            status = self.api.find(status_path(remote_id))
            if status is None:
                continue
            with understanding(self.api.server):
                numbers = [(metric, status.get(name)) for metric, name in METRICS]
            for metric, value in numbers:
                if type(value) is int:
                    yield Sample(remote_id, metric, value, datetime.now(UTC))
