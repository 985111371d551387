"""Mading: the notice board at the village hall. A connector for Sinergi, by people of that hall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar

import httpx

from sinergi.connectors.answers import MISSHAPEN, items_of, name_of, understanding
from sinergi.connectors.contract import (
    About,
    Credentials,
    Draft,
    Field,
    Identity,
    Incoming,
    Keep,
    Limits,
    Listens,
    Page,
    Progress,
    Published,
    Publishes,
    Replies,
)
from sinergi.connectors.errors import Unconfirmed
from sinergi.connectors.http import call
from sinergi.lib.text import say


class Mading(Publishes, Replies, Listens):
    about: ClassVar[About] = About(
        slug="mading",
        name="Mading",
        chip="MA",
        limits=Limits(text=1000, images=0),
        sign_in=(
            Field("server", say("Server")),
            Field("token", say("Access token"), secret=True),
        ),
        key_repeats=True,
        poll_every=timedelta(seconds=1),
        guide="mading",
    )

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.server, self.token, self.http = credentials["server"], credentials["token"], http

    def identify(self) -> Identity:
        me = self._call("GET", "/me")
        with understanding(self.server):
            return Identity(handle=name_of(me, "name"), name=name_of(me, "title"), url=self.server)

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        """Nothing is to be uploaded before a notice is pinned."""

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        notice = {"text": draft.text, "reference": key, "under": draft.reply_to}
        pinned = self._call("POST", "/notices", json=notice)
        try:
            return self._published(pinned)
        except MISSHAPEN as e:
            raise Unconfirmed(
                say("The server took the post but did not say which it became.")
            ) from e

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        with understanding(self.server):
            for notice in items_of(self._call("GET", "/notices")):
                if notice["reference"] == key:
                    return self._published(notice)
        return None

    def thread_url(self, remote_id: str) -> str:
        return f"{self.server}/notices/{remote_id}"

    def listen(self, cursor: str | None) -> Page:
        told = self._call("GET", "/remarks", params={"after": cursor or "0"})
        with understanding(self.server):
            remarks = items_of(told)
            last = name_of(remarks[-1], "id") if remarks else cursor
        return Page(tuple(self._heard(remarks)), last)

    def _heard(self, remarks: list[Any]) -> Iterator[Incoming]:
        for remark in remarks:
            try:
                yield Incoming(
                    remote_id=name_of(remark, "id"),
                    kind="comment",
                    author=name_of(remark, "by"),
                    author_name=name_of(remark, "by"),
                    text=name_of(remark, "text"),
                    at=datetime.fromisoformat(name_of(remark, "at")),
                    url=self.thread_url(name_of(remark, "under")),
                    in_reply_to=name_of(remark, "under"),
                )
            except MISSHAPEN:
                continue  # one that nobody can read keeps no other away

    def _published(self, notice: Any) -> Published:
        remote_id = name_of(notice, "id")
        return Published(remote_id, self.thread_url(remote_id))

    def _call(self, method: str, path: str, **request: Any) -> Any:
        bearer = {"Authorization": f"Bearer {self.token}"}
        return call(self.http, method, self.server + path, headers=bearer, **request)
