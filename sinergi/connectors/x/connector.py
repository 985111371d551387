"""The X API, version 2. https://docs.x.com/x-api"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import ClassVar

import httpx

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import (
    About,
    Access,
    Call,
    Checks,
    Continues,
    CostsFigures,
    Credentials,
    Draft,
    Event,
    Hides,
    Identity,
    Judges,
    Keep,
    Listens,
    Measures,
    MeasuresAccount,
    Missing,
    Page,
    Progress,
    Published,
    Recalls,
    Renews,
    Sample,
    SetsHook,
    SignInStep,
    SignsIn,
    Withdraws,
)
from sinergi.connectors.errors import Refused
from sinergi.connectors.x import (
    checks,
    finding,
    hooks,
    listening,
    measuring,
    sending,
    sign_in,
    subscribing,
    uploads,
)
from sinergi.connectors.x.answers import address
from sinergi.connectors.x.api import BASE, DIRECT, GONE, Api
from sinergi.connectors.x.card import ABOUT
from sinergi.connectors.x.words import has_link

#: What a post costs, in millionths of a US dollar: https://docs.x.com/x-api/getting-started/pricing
POST = 15_000
POST_WITH_LINK = 200_000


class X(
    SetsHook,
    Checks,
    CostsFigures,
    Hides,
    Recalls,
    MeasuresAccount,
    Renews,
    SignsIn,
    Withdraws,
    Measures,
    Listens,
    Continues,
    Judges,
):
    about: ClassVar[About] = ABOUT
    most_parts: ClassVar[int] = 25
    own_address: ClassVar[bool] = False

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.api = Api(credentials, http)

    # -- the account -----------------------------------------------------------------------------

    def begin(self, *, redirect: str, state: str, verifier: str) -> SignInStep:
        return sign_in.begin(self.api, redirect=redirect, state=state, verifier=verifier)

    def finish(self, *, code: str, redirect: str, verifier: str, remembered: Progress) -> Access:
        return sign_in.finish(self.api, code=code, redirect=redirect, verifier=verifier)

    def renew(self) -> Access:
        return sign_in.renew(self.api)

    def identify(self) -> Identity:
        told = self.api.get("/2/users/me", **{"user.fields": "id,name,username"})
        with understanding(BASE):
            me = told["data"]
            handle = name_of(me, "username")
            return Identity(
                handle=f"@{handle}",
                name=str(me.get("name") or handle),
                url=f"https://x.com/{handle}",
                scopes=tuple(self.api.credentials.get("scope", "").split()),
                remote_id=name_of(me, "id"),
            )

    def missing(self) -> Sequence[Missing]:
        return list(checks.missing(self.api))

    # -- posts -----------------------------------------------------------------------------------

    def judge(self, draft: Draft) -> None:
        sending.check(draft)

    def price(self, draft: Draft) -> int:
        return POST_WITH_LINK if has_link(draft.text) and not sending.private(draft) else POST

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        sending.check(draft)
        uploads.prepare(self.api, draft, progress, keep)

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        return sending.publish(self.api, draft, progress)

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        return finding.find(self.api, draft, progress, since, known)

    def thread_url(self, remote_id: str) -> str:
        return address(remote_id)

    def withdraw(self, remote_id: str) -> None:
        message = remote_id.removeprefix(DIRECT)
        path = f"/2/tweets/{remote_id}" if message == remote_id else f"/2/dm_events/{message}"
        try:
            self.api.call("DELETE", path, repeatable=True)
        except Refused as e:
            if e.facts.get("status") not in GONE:
                raise

    # -- people ----------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        return listening.listen(self.api, cursor)

    def recall(self, since: datetime, cursor: str | None) -> Page:
        return listening.recall(self.api, since, cursor)

    def hide(self, remote_id: str, *, hidden: bool) -> None:
        path = f"/2/tweets/{remote_id}/hidden"
        self.api.call("PUT", path, repeatable=True, json={"hidden": hidden})

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        return measuring.posts(self.api, remote_ids)

    def measure_account(self) -> Iterable[Sample]:
        return measuring.account(self.api)

    def price_of_figures(self, posts: int, *, account: bool) -> int:
        return measuring.price(posts, account=account)

    # -- calls from X ----------------------------------------------------------------------------

    def challenge(self, call: Call) -> str | None:
        return hooks.challenge(self.api.app("consumer_secret"), call)

    def genuine(self, call: Call) -> bool:
        return hooks.genuine(self.api.app("consumer_secret"), call)

    def events(self, body: bytes) -> Sequence[Event]:
        return hooks.events(body)

    def set_hook(self, address: str) -> None:
        subscribing.set_hook(self.api, address)
