"""A Facebook page. https://developers.facebook.com/docs/pages-api/"""

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
    Comments,
    Credentials,
    Draft,
    Edits,
    Event,
    Hides,
    Identity,
    Judges,
    Keep,
    Likes,
    Limits,
    Listens,
    Measures,
    MeasuresAccount,
    Missing,
    Offer,
    Offers,
    Page,
    Progress,
    Published,
    Recalls,
    Removes,
    Renews,
    Sample,
    SetsHook,
    SignInStep,
    Withdraws,
)
from sinergi.connectors.errors import Refused
from sinergi.connectors.facebook import answering, calls, figures, listening, sending
from sinergi.connectors.facebook.card import ABOUT, NEEDS
from sinergi.connectors.graph import answer_to, checks, gone, login, signed
from sinergi.connectors.graph.messages import Box, is_message
from sinergi.connectors.graph.news import heard

INBOX = "https://business.facebook.com/latest/inbox/all"


class Facebook(
    Offers, Renews, Checks, SetsHook, Hides, Likes, Removes, Withdraws, Edits, MeasuresAccount,
    Measures, Recalls, Listens, Comments, Judges,
):  # fmt: skip  # what it can do is what it inherits
    about: ClassVar[About] = ABOUT
    comment: ClassVar[Limits] = Limits(text=8000, images=0)
    own_address: ClassVar[bool] = False

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.credentials, self.http = credentials, http
        self.page = credentials.get("page", "").strip()
        self.graph = login.graph_of(credentials, http)
        home = f"{INBOX}?asset_id={self.page}"
        self.box = Box(self.graph, self.page, "messenger", frozenset({self.page}), home)

    # -- the account -----------------------------------------------------------------------------

    def begin(self, *, redirect: str, state: str, verifier: str) -> SignInStep:
        return login.begin(
            self.credentials, redirect=redirect, state=state, verifier=verifier, scopes=NEEDS
        )

    def finish(self, *, code: str, redirect: str, verifier: str, remembered: Progress) -> Access:
        return login.finish(
            self.credentials, self.http, code=code, redirect=redirect, verifier=verifier
        )

    def offers(self) -> list[Offer]:
        found = []
        for page in login.pages(self.credentials, self.http, "id,name,username,access_token"):
            with understanding(self.graph.base):
                named = {"page": name_of(page, "id"), "token": name_of(page, "access_token")}
                kept = {**named, "user_token": self.credentials.get("user_token", "")}
                detail = f"@{page['username']}" if page.get("username") else ""
                found.append(Offer(name_of(page, "name"), kept, detail))
        return found

    def renew(self) -> Access:
        return login.renewed(self.credentials, self.http, self.page)

    def identify(self) -> Identity:
        fields = "id,name,username,link" if self.page else "id,name"
        me = self.graph.get(self.page or "me", fields=fields)
        with understanding(self.graph.base):
            number, name = name_of(me, "id"), name_of(me, "name")
            handle = str(me.get("username") or "")
            url = str(me.get("link") or f"https://www.facebook.com/{handle or number}")
            return Identity(f"@{handle}" if handle else name, name, url, remote_id=number)

    def missing(self) -> list[Missing]:
        return [*checks.missing(self.credentials, self.http, needs=NEEDS, page=self.page)]

    # -- posts and answers -----------------------------------------------------------------------

    def judge(self, draft: Draft) -> None:
        sending.check(draft)

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        sending.prepare(self.graph, self.page, draft, progress, keep)

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        return sending.publish(self.graph, self.box, draft, progress)

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        return sending.find(self.graph, self.box, draft, progress, since=since, known=known)

    def thread_url(self, remote_id: str) -> str:
        if is_message(remote_id):
            return self.box.home
        return answering.address(remote_id, self.page)

    def withdraw(self, remote_id: str) -> None:
        self.remove(remote_id)

    def edit(self, remote_id: str, text: str) -> None:
        words = {"message": text} if "_" in remote_id else {"description": text}
        self.graph.post(remote_id, repeatable=True, **words)

    def hide(self, remote_id: str, *, hidden: bool) -> None:
        self.graph.post(remote_id, repeatable=True, is_hidden=hidden)

    def like(self, remote_id: str, *, liked: bool) -> None:
        answering.like(self.graph, remote_id, liked=liked)

    def remove(self, remote_id: str) -> None:
        try:
            self.graph.delete(remote_id)
        except Refused as e:
            if not gone(e):
                raise

    # -- people ----------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        return listening.news(self.graph, self.box, heard(cursor))

    def recall(self, since: datetime, cursor: str | None) -> Page:
        return listening.news(self.graph, self.box, heard(cursor, since=since))

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        return figures.posts(self.graph, remote_ids)

    def measure_account(self) -> Iterator[Sample]:
        return figures.account(self.graph, self.page)

    # -- calls from the network ------------------------------------------------------------------

    def challenge(self, call: Call) -> str | None:
        return answer_to(call, self.credentials.get("app_verify_token", ""))

    def genuine(self, call: Call) -> bool:
        return signed(call, self.credentials.get("app_secret", ""))

    def events(self, body: bytes) -> list[Event]:
        return calls.events(body)

    def set_hook(self, address: str) -> None:
        checks.subscribe(
            self.credentials,
            self.http,
            address=address,
            kind="page",
            page=self.page,
            fields=checks.PAGE_FIELDS,
        )
