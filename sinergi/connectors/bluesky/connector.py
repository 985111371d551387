"""The Bluesky client API. https://docs.bsky.app, https://atproto.com/specs"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

import httpx

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.bluesky import health, listening, sending, sign_in
from sinergi.connectors.bluesky.answers import METRICS, OF_ACCOUNT, OF_POSTS, samples
from sinergi.connectors.bluesky.api import Api, page_of, renew_session
from sinergi.connectors.bluesky.words import length
from sinergi.connectors.contract import (
    About,
    Access,
    Checks,
    Choice,
    Credentials,
    Draft,
    Field,
    Identity,
    Keep,
    Limits,
    Listens,
    Measures,
    MeasuresAccount,
    Missing,
    Page,
    Progress,
    Published,
    Publishes,
    Recalls,
    Renews,
    Replies,
    Sample,
    SignInStep,
    SignsIn,
    Withdraws,
)
from sinergi.lib.text import say

#: So many posts are measured with one request.
POSTS = 25


class Bluesky(
    SignsIn,
    Renews,
    Checks,
    Withdraws,
    MeasuresAccount,
    Measures,
    Recalls,
    Listens,
    Replies,
    Publishes,
):
    about: ClassVar[About] = About(
        slug="bluesky",
        name="Bluesky",
        chip="BS",
        limits=Limits(
            text=300,
            text_bytes=3000,
            images=20,
            image_bytes=2_000_000,
            alt_text=2000,
            videos=1,
            video_bytes=300_000_000,
            video_seconds=180,
        ),
        count=length,
        sign_in=(
            Field(
                "server",
                say("Server"),
                required=False,
                default="bsky.social",
                help=say("Leave as it is unless the account lives on a server of its own."),
            ),
            Field(
                "identifier",
                say("Name of the account"),
                help=say("For example kecamatan.bsky.social"),
            ),
            Field(
                "password",
                say("App password"),
                secret=True,
                required=False,
                help=say("Leave empty to sign in on the network's own page."),
            ),
        ),
        options=(
            Field(
                "card",
                say("Preview of a link"),
                required=False,
                default="first",
                choices=(
                    Choice("first", say("Of the first link, where no files go with it")),
                    Choice("none", say("None")),
                ),
            ),
        ),
        app=(
            Field(
                "app_key",
                say("Private key of the app"),
                secret=True,
                required=False,
                lines=True,
                help=say("With a key, sign-ins last for months. Without one, for two weeks."),
            ),
        ),
        key_repeats=True,
        prepares=True,
        poll_every=timedelta(seconds=60),
        metrics=METRICS,
        link=r"https://bsky\.app/profile/(?P<handle>[\w.:-]+)/post/(?P<id>[a-z2-7]{13})/?",
        home="https://bsky.app",
        by_hand=(say("Direct messages are read and answered in the Bluesky app."),),
        guide="bluesky",
    )

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.api = Api(credentials, http)

    # -- the account -----------------------------------------------------------------------------

    def begin(self, *, redirect: str, state: str, verifier: str) -> SignInStep:
        return sign_in.begin(self.api, redirect=redirect, state=state, verifier=verifier)

    def finish(self, *, code: str, redirect: str, verifier: str, remembered: Progress) -> Access:
        return sign_in.finish(
            self.api, code=code, redirect=redirect, verifier=verifier, remembered=remembered
        )

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
