"""The Bluesky client API. https://docs.bsky.app, https://atproto.com/specs"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

import httpx

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.bluesky import client, health, liking, listening, sending, sign_in
from sinergi.connectors.bluesky.answers import OF_ACCOUNT, OF_POSTS, samples
from sinergi.connectors.bluesky.api import Api, page_of, renew_session
from sinergi.connectors.bluesky.card import ABOUT
from sinergi.connectors.contract import (
    About,
    Access,
    Checks,
    Continues,
    Credentials,
    Draft,
    Identity,
    Keep,
    Likes,
    Listens,
    Measures,
    MeasuresAccount,
    Missing,
    Page,
    Presents,
    Progress,
    Published,
    Recalls,
    Renews,
    Sample,
    SignInStep,
    SignsIn,
    Withdraws,
)

#: So many posts are measured with one request.
POSTS = 25


class Bluesky(
    Presents,
    SignsIn,
    Renews,
    Checks,
    Withdraws,
    Likes,
    MeasuresAccount,
    Measures,
    Recalls,
    Listens,
    Continues,
):
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

    def client_document(self, *, site: str, redirect: str) -> dict[str, object]:
        return client.metadata(site, redirect, self.api.given.get("app_key", ""))

    def renew(self) -> Access:
        """Renew the access. An account with an app password gets its first session here too."""
        bound = "dpop" in self.api.given
        return sign_in.renew(self.api) if bound else renew_session(self.api)

    def identify(self) -> Identity:
        me = self.api.get("com.atproto.server.getSession")
        with understanding(self.api.server):
            account, handle = name_of(me, "did"), name_of(me, "handle")
            profile = self.api.record(account, "app.bsky.actor.profile", "self")
            shown = (profile or {"value": {}})["value"].get("displayName")
            url = f"https://bsky.app/profile/{account}"
        return Identity(f"@{handle}", str(shown or handle), url, remote_id=account)

    def missing(self) -> Sequence[Missing]:
        return health.missing(self.api)

    # -- posts -----------------------------------------------------------------------------------

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        sending.prepare(self.api, draft, key, progress, keep)

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        return sending.publish(self.api, progress)

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        return sending.find(self.api, progress, known)

    def thread_url(self, remote_id: str) -> str:
        return page_of(remote_id)

    def withdraw(self, remote_id: str) -> None:
        sending.withdraw(self.api, remote_id)

    def like(self, remote_id: str, *, liked: bool) -> None:
        liking.like(self.api, remote_id, liked=liked)

    # -- people ----------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        return listening.listen(self.api, cursor)

    def recall(self, since: datetime, cursor: str | None) -> Page:
        return listening.recall(self.api, since, cursor)

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        for start in range(0, len(remote_ids), POSTS):
            asked = list(remote_ids[start : start + POSTS])
            told = self.api.get("app.bsky.feed.getPosts", uris=asked)
            with understanding(self.api.server):
                posts = [(name_of(post, "uri"), dict(post)) for post in items_of(told["posts"])]
            for uri, post in posts:
                yield from samples(post, OF_POSTS, uri)

    def measure_account(self) -> Iterator[Sample]:
        told = self.api.get("app.bsky.actor.getProfile", actor=self.api.did)
        with understanding(self.api.server):
            yield from samples(dict(told), OF_ACCOUNT, "")
