"""Meta's Threads API. https://developers.facebook.com/docs/threads"""

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
    Continues,
    Credentials,
    Draft,
    Event,
    Hides,
    Hooked,
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
    SignInStep,
    SignsIn,
    Withdraws,
)
from sinergi.connectors.errors import Refused
from sinergi.connectors.graph import Graph, answer_to, gone, signed
from sinergi.connectors.threads import (
    containers,
    measuring,
    options,
    people,
    sending,
    sign_in,
)
from sinergi.connectors.threads.card import ABOUT

BASE = "https://graph.threads.net/v1.0"


class Threads(
    SignsIn,
    Renews,
    Checks,
    Hooked,
    Hides,
    Recalls,
    Withdraws,
    Measures,
    MeasuresAccount,
    Listens,
    Continues,
    Judges,
):
    own_address: ClassVar[bool] = False
    most_parts: ClassVar[int] = 25
    about: ClassVar[About] = ABOUT

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.given, self.http = credentials, http
        self.graph = Graph(http, base=BASE, token=credentials.get("token", ""))

    # -- the account -----------------------------------------------------------------------------

    def begin(self, *, redirect: str, state: str, verifier: str) -> SignInStep:
        return sign_in.begin(self.given, redirect=redirect, state=state)

    def finish(self, *, code: str, redirect: str, verifier: str, remembered: Progress) -> Access:
        return sign_in.finish(self.http, self.given, code=code, redirect=redirect)

    def renew(self) -> Access:
        return sign_in.renew(self.http, self.given)

    def identify(self) -> Identity:
        told = self.graph.get("me", fields="id,username,name")
        with understanding(BASE):
            name = name_of(told, "username")
            return Identity(
                handle=f"@{name}",
                name=str(told.get("name") or name),
                url=f"https://www.threads.com/@{name}",
                remote_id=name_of(told, "id"),
            )

    def missing(self) -> Sequence[Missing]:
        return sign_in.missing(self.graph)

    # -- posts -----------------------------------------------------------------------------------

    def judge(self, draft: Draft) -> None:
        options.chosen(draft)

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        containers.prepare(self.graph, draft, progress, keep)

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        return sending.publish(self.graph, draft, progress)

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        return sending.find(self.graph, draft, progress, since, known)

    def thread_url(self, remote_id: str) -> str:
        told = self.graph.get(remote_id, fields="id,permalink")
        with understanding(BASE):
            return str(told.get("permalink") or "")

    def withdraw(self, remote_id: str) -> None:
        try:
            self.graph.delete(remote_id)
        except Refused as e:
            if not gone(e):
                raise

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        return measuring.posts(self.graph, remote_ids)

    def measure_account(self) -> Iterator[Sample]:
        return measuring.account(self.graph)

    # -- people ----------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        return people.listen(self.graph, cursor)

    def recall(self, since: datetime, cursor: str | None) -> Page:
        return people.recall(self.graph, since)

    def hide(self, remote_id: str, *, hidden: bool) -> None:
        self.graph.post(f"{remote_id}/manage_reply", repeatable=True, hide=hidden)

    # -- calls from Threads ----------------------------------------------------------------------

    def challenge(self, call: Call) -> str | None:
        return answer_to(call, self.given.get("app_verify_token", ""))

    def genuine(self, call: Call) -> bool:
        return signed(call, self.given.get("app_secret", ""))

    def events(self, body: bytes) -> Sequence[Event]:
        return people.events(body)
