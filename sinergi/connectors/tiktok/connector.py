"""TikTok's Content Posting API. https://developers.tiktok.com/doc/content-posting-api-get-started"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

import httpx

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import (
    About,
    Access,
    Call,
    Checks,
    Credentials,
    Draft,
    Event,
    Field,
    Follows,
    Hooked,
    Identity,
    Judges,
    Keep,
    Limits,
    Measures,
    MeasuresAccount,
    Missing,
    Progress,
    Published,
    Receipt,
    Renews,
    Sample,
    SignInStep,
    SignsIn,
    TellsLimits,
    TellsOptions,
)
from sinergi.connectors.errors import Refused
from sinergi.connectors.tiktok import hooks, measuring, options, sending, sign_in
from sinergi.connectors.tiktok.answers import Creator, creator, limits
from sinergi.connectors.tiktok.api import BASE, Api
from sinergi.connectors.tiktok.card import ABOUT
from sinergi.lib.text import say


class TikTok(
    SignsIn,
    Renews,
    TellsLimits,
    TellsOptions,
    Checks,
    Hooked,
    Measures,
    MeasuresAccount,
    Judges,
    Follows,
):
    own_address: ClassVar[bool] = False
    about: ClassVar[About] = ABOUT

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.given, self.http = credentials, http
        self.api = Api(http, credentials.get("token", ""))
        self.audited = credentials.get("app_audited") == "yes"

    # -- the account -----------------------------------------------------------------------------

    def begin(self, *, redirect: str, state: str, verifier: str) -> SignInStep:
        return sign_in.begin(self.given, redirect=redirect, state=state, verifier=verifier)

    def finish(self, *, code: str, redirect: str, verifier: str, remembered: Progress) -> Access:
        return sign_in.finish(
            self.http, self.given, code=code, redirect=redirect, verifier=verifier
        )

    def renew(self) -> Access:
        return sign_in.renew(self.http, self.given)

    def identify(self) -> Identity:
        told = self.api.get("/v2/user/info/", fields="open_id,display_name,username")
        with understanding(BASE):
            name = name_of(told["user"], "username")
            return Identity(
                handle=f"@{name}",
                name=str(told["user"].get("display_name") or name),
                url=f"https://www.tiktok.com/@{name}",
                scopes=tuple(s for s in self.given.get("scope", "").split(",") if s),
                remote_id=name_of(told["user"], "open_id"),
            )

    def limits(self) -> Limits:
        return limits(self._creator(), self.about.limits)

    def options(self) -> tuple[Field, ...]:
        return options.fields(self._creator(), audited=self.audited)

    def missing(self) -> Sequence[Missing]:
        found = []
        if not self.audited:
            found.append(
                Missing(
                    say("TikTok has not audited the app: posts are seen by the account alone."),
                    say("Publish by hand until whoever runs this installation has the audit done."),
                )
            )
        try:
            self._creator()
        except Refused as e:
            stopped = say("TikTok does not let this account publish now: {reason}")
            app = say("Look into TikTok's app; publish by hand meanwhile.")
            found.append(Missing(stopped, app, {"reason": str(e)}))
        return found

    def _creator(self) -> Creator:
        told = self.api.ask("/v2/post/publish/creator_info/query/")
        with understanding(BASE):
            return creator(told)

    # -- posts -----------------------------------------------------------------------------------

    def judge(self, draft: Draft) -> None:
        sending.video_of(draft)
        options.post_info(draft)

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        sending.prepare(self.api, draft, progress, keep)

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        return sending.publish(self.api, draft, progress)

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        return sending.find(self.api, draft, progress, since, known)

    def follow(self, remote_ids: Sequence[str]) -> Sequence[Receipt]:
        return list(sending.follow(self.api, remote_ids))

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        return measuring.posts(self.api, remote_ids)

    def measure_account(self) -> Iterator[Sample]:
        return measuring.account(self.api)

    # -- calls from TikTok -----------------------------------------------------------------------

    def challenge(self, call: Call) -> str | None:
        return None

    def genuine(self, call: Call) -> bool:
        return hooks.genuine(call, self.given.get("app_secret", ""))

    def events(self, body: bytes) -> Sequence[Event]:
        return hooks.events(body, self.given.get("app_id", ""))
