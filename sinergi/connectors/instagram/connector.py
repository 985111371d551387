"""An Instagram professional account, behind a Facebook page.

https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login
"""

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
    Event,
    Hides,
    Identity,
    Judges,
    Keep,
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
from sinergi.connectors.graph import answer_to, checks, gone, login, signed
from sinergi.connectors.graph.messages import Box, is_message
from sinergi.connectors.graph.news import heard
from sinergi.connectors.instagram import (
    answering,
    calls,
    containers,
    figures,
    kinds,
    listening,
    publishing,
)
from sinergi.connectors.instagram.card import ABOUT, FIELDS, NEEDS

#: Of each page, the account behind it.
OFFERED = "id,name,access_token,instagram_business_account{id,username,name}"


class Instagram(
    Offers, Renews, Checks, SetsHook, Hides, Removes, Withdraws, MeasuresAccount, Measures,
    Recalls, Listens, Comments, Judges,
):  # fmt: skip  # what it can do is what it inherits
    about: ClassVar[About] = ABOUT
    comment: ClassVar[Limits] = Limits(text=300, images=0, hashtags=4)
    own_address: ClassVar[bool] = False

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.credentials, self.http = credentials, http
        self.account = credentials.get("account", "").strip()
        self.page = credentials.get("page", "").strip()
        self.graph = login.graph_of(credentials, http)
        ours = frozenset({self.account, self.page})
        home = "https://www.instagram.com/direct/inbox/"
        self.box = Box(self.graph, self.page, "instagram", ours, home)

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
        for page in login.pages(self.credentials, self.http, OFFERED):
            with understanding(self.graph.base):
                behind = page.get("instagram_business_account")
                if behind:
                    kept = {
                        "account": name_of(behind, "id"),
                        "page": name_of(page, "id"),
                        "token": name_of(page, "access_token"),
                        "user_token": self.credentials.get("user_token", ""),
                    }
                    label = f"@{name_of(behind, 'username')}"
                    found.append(Offer(label, kept, name_of(page, "name")))
        return found

    def renew(self) -> Access:
        return login.renewed(self.credentials, self.http, self.page)

    def identify(self) -> Identity:
        fields = "id,username,name" if self.account else "id,name"
        me = self.graph.get(self.account or "me", fields=fields)
        with understanding(self.graph.base):
            number = name_of(me, "id")
            if not self.account:  # a person signed in, and has not chosen yet
                return Identity(name_of(me, "name"), name_of(me, "name"), "", remote_id=number)
            handle = name_of(me, "username")
            url = f"https://www.instagram.com/{handle}/"
            return Identity(f"@{handle}", str(me.get("name") or handle), url, remote_id=number)

    def missing(self) -> list[Missing]:
        return [*checks.missing(self.credentials, self.http, needs=NEEDS, page=self.page)]

    # -- posts and answers -----------------------------------------------------------------------

    def judge(self, draft: Draft) -> None:
        kinds.kind_of(draft)

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        if not draft.reply_to:
            containers.prepare(self.graph, self.account, draft, progress, keep)

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        if draft.reply_to:
            return answering.publish(self.graph, self.account, self.box, draft)
        return publishing.publish(self.graph, self.account, draft, progress)

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        if draft.reply_to:
            return answering.find(self.graph, self.account, self.box, draft, since, known)
        return publishing.find(self.graph, self.account, draft, progress, since=since, known=known)

    def thread_url(self, remote_id: str) -> str:
        if is_message(remote_id):
            return self.box.home
        told = self.graph.find(remote_id.partition("/")[0].partition("_")[0], fields="permalink")
        return str((told or {}).get("permalink") or answering.HOME)

    def withdraw(self, remote_id: str) -> None:
        self.remove(remote_id)

    def remove(self, remote_id: str) -> None:
        try:
            self.graph.delete(remote_id.rpartition("/")[2])
        except Refused as e:
            if not gone(e):
                raise

    def hide(self, remote_id: str, *, hidden: bool) -> None:
        self.graph.post(remote_id.rpartition("/")[2], repeatable=True, hide=hidden)

    # -- people ----------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        return listening.news(self.graph, self.account, self.box, heard(cursor))

    def recall(self, since: datetime, cursor: str | None) -> Page:
        return listening.news(self.graph, self.account, self.box, heard(cursor, since=since))

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        return figures.posts(self.graph, remote_ids)

    def measure_account(self) -> Iterator[Sample]:
        return figures.account(self.graph, self.account)

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
            kind="instagram",
            page=self.page,
            fields=FIELDS,
        )
