"""The Mastodon client API. https://docs.joinmastodon.org/methods/"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import quote, urlencode, urlsplit

import httpx

from sinergi.connectors.contract import (
    About,
    Choice,
    Credentials,
    Draft,
    Field,
    Identity,
    Keep,
    Limits,
    Listens,
    Measures,
    Page,
    Progress,
    Published,
    Publishes,
    Replies,
    Sample,
    SignInStep,
    SignsIn,
    TellsLimits,
    Withdraws,
)
from sinergi.connectors.errors import Refused, Unavailable, Unconfirmed
from sinergi.connectors.http import MISSHAPEN, call, understanding
from sinergi.connectors.mastodon.answers import (
    address,
    fact,
    limits,
    moment,
    published,
    readable,
    same,
)
from sinergi.connectors.mastodon.words import addressed, length, names
from sinergi.lib.text import say

SCOPES = "read write"

#: snac gives one notification unless asked for more; forty is what Mastodon gives at the most.
PAGE = 40

#: How far a server's clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)

#: Pages of our own posts that are looked through for one that may have gone out.
PAGES = 10

#: When to ask again about a picture that the server is still working on.
WORKING = timedelta(seconds=5)

#: From least to most private: an answer is never more public than what it answers.
VISIBILITIES = ("public", "unlisted", "private", "direct")

METRICS = (
    ("likes", "favourites_count"),
    ("shares", "reblogs_count"),
    ("replies", "replies_count"),
)

GONE = {404, 410}


class Mastodon(
    SignsIn, TellsLimits, Withdraws, Measures, Listens, Replies, Publishes
):  # what it can do is what it inherits
    about: ClassVar[About] = About(
        slug="mastodon",
        name="Mastodon",
        chip="MA",
        limits=Limits(text=500, images=4, image_bytes=16_000_000, alt_text=1500),
        count=length,
        sign_in=(
            Field("server", say("Server"), help=say("For example mastodon.social")),
            Field(
                "token",
                say("Access token"),
                secret=True,
                required=False,
                help=say("Leave empty to sign in on the network's own page."),
            ),
        ),
        options=(
            Field(
                "visibility",
                say("Visibility"),
                required=False,
                default="public",
                choices=(Choice("public", say("Public")), Choice("unlisted", say("Unlisted"))),
            ),
        ),
        needs=("read", "write:statuses", "write:media"),
        guide="mastodon",
    )

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.server = address(credentials.get("server", ""))
        self.token = credentials.get("token", "").strip()
        self.http = http

    # -- signing in ------------------------------------------------------------------------------

    def begin(self, *, redirect: str, state: str, verifier: str) -> SignInStep:
        app = self._call(
            "POST",
            "/api/v1/apps",
            repeatable=True,
            json={
                "client_name": "Sinergi",
                "redirect_uris": redirect,
                "scopes": SCOPES,
                "website": redirect.split("/kerja/", 1)[0],
            },
        )
        digest = hashlib.sha256(verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": fact(app, "client_id"),
            "redirect_uri": redirect,
            "scope": SCOPES,
            "state": state,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        kept = {name: fact(app, name) for name in ("client_id", "client_secret")}
        return SignInStep(f"{self.server}/oauth/authorize?{urlencode(asked)}", kept)

    def finish(
        self, *, code: str, redirect: str, verifier: str, remembered: Progress
    ) -> Credentials:
        given = self._call(
            "POST",
            "/oauth/token",
            repeatable=True,
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": redirect,
                "code_verifier": verifier,
                "scope": SCOPES,
                **remembered,
            },
        )
        return {"server": self.server, "token": fact(given, "access_token")}

    def identify(self) -> Identity:
        me = self._get("/api/v1/accounts/verify_credentials")
        name = fact(me, "acct").split("@")[0]
        with understanding(self.server):
            scopes = tuple(str(scope) for scope in (me.get("source") or {}).get("scopes") or ())
        return Identity(
            handle=f"@{name}@{self.host}",
            name=str(me.get("display_name") or name),
            url=str(me.get("url") or self.server),
            scopes=scopes,
        )

    def limits(self) -> Limits:
        try:
            told = self._get("/api/v2/instance")
        except Refused:  # older servers and snac know only the first version
            told = self._get("/api/v1/instance")
        with understanding(self.server):
            return limits(told or {}, self.about.limits)

    # -- publishing ------------------------------------------------------------------------------

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        for number, media in enumerate(draft.media):
            name = f"media{number}"
            if name not in progress:
                with media.open() as file:
                    uploaded = self._call(
                        "POST",
                        "/api/v2/media",
                        repeatable=True,
                        files={"file": (media.name, file, media.mime)},
                        data={"description": media.alt},
                    )
                keep(name, fact(uploaded, "id"))
            elif f"ready{number}" not in progress:
                uploaded = self._uploaded(progress[name])
            else:
                continue
            with understanding(self.server):
                if uploaded.get("url") is None:  # 202 and 206: a post could not hold it yet
                    working = say("{host} asks us to slow down.")
                    raise Unavailable(working, retry_after=WORKING, host=self.host)
            keep(f"ready{number}", "1")

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        words: dict[str, Any] = {
            "status": draft.text,
            "visibility": draft.options.get("visibility", "public"),
            "language": "id",
            "media_ids": [progress[f"media{n}"] for n in range(len(draft.media))],
        }
        if draft.reply_to:
            words |= self._as_answer(draft, words["visibility"])
        status = self._call(
            "POST", "/api/v1/statuses", json=words, headers={"Idempotency-Key": key}
        )
        try:
            return published(status)
        except MISSHAPEN as e:
            took = say("The server took the post but did not say which it became.")
            raise Unconfirmed(took) from e

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        """Look through our own posts since ``since``; the oldest that fits is the one."""
        me = fact(self._get("/api/v1/accounts/verify_credentials"), "id")
        with understanding(self.server):
            ours = [*self._own(me, since - SKEW)][::-1]
            if draft.reply_to:  # lists of posts may leave direct answers out
                ours += self._answers(me, draft.reply_to, since - SKEW)
            fits = [s for s in ours if str(s["id"]) not in known and same(s, draft)]
            return published(min(fits, key=moment)) if fits else None

    def thread_url(self, remote_id: str) -> str:
        status = self._status(remote_id)
        with understanding(self.server):
            return str(status.get("url") or "")

    def withdraw(self, remote_id: str) -> None:
        try:
            self._call("DELETE", f"/api/v1/statuses/{quote(remote_id, safe='')}", repeatable=True)
        except Refused as e:
            if e.facts.get("status") not in GONE:
                raise

    # -- listening -------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        asked = {"types[]": "mention", "limit": str(PAGE)} | ({"min_id": cursor} if cursor else {})
        told = self._get("/api/v1/notifications", **asked) or []
        with understanding(self.server):
            newest = str(told[0]["id"]) if told else cursor
            news = [n["status"] for n in reversed(told) if n["type"] == "mention" and n["status"]]
            return Page(list(readable(news)), newest, more=len(told) >= PAGE)

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        for remote_id in remote_ids:
            try:
                status = self._status(remote_id)
            except Refused as e:
                if e.facts.get("status") in GONE:
                    continue
                raise
            with understanding(self.server):
                numbers = [(metric, status.get(name)) for metric, name in METRICS]
            for metric, value in numbers:
                if type(value) is int:
                    yield Sample(remote_id, metric, value, datetime.now(UTC))

    # -- below -----------------------------------------------------------------------------------

    @property
    def host(self) -> str:
        return urlsplit(self.server).netloc

    def _as_answer(self, draft: Draft, wished: str) -> dict[str, str]:
        """Return what makes a post an answer that reaches its person, and nobody else by mistake.

        An answer begins with the person's name, or they are never told.
        """
        status = self._status(str(draft.reply_to))
        with understanding(self.server):
            author, theirs = fact(status.get("account"), "acct"), str(status.get("visibility"))
        named = author.casefold() in names(draft.text)
        known = [v for v in VISIBILITIES if v in {wished, theirs}]
        return {
            "status": draft.text if named else addressed(author, draft.text),
            "visibility": known[-1] if known else wished,
            "in_reply_to_id": str(draft.reply_to),
        }

    def _own(self, me: str, since: datetime) -> Iterator[dict[str, Any]]:
        """Yield our own posts, newest first, until one is older than ``since``."""
        path = f"/api/v1/accounts/{quote(me, safe='')}/statuses"
        seen: set[str] = set()
        asked = {"limit": str(PAGE), "exclude_reblogs": "true"}
        for _ in range(PAGES):
            page = [s for s in self._get(path, **asked) or () if str(s["id"]) not in seen]
            seen |= {str(status["id"]) for status in page}
            yield from (status for status in page if moment(status) >= since)
            if not page or moment(page[-1]) < since:
                return
            asked["max_id"] = str(page[-1]["id"])

    def _answers(self, me: str, remote_id: str, since: datetime) -> Iterator[dict[str, Any]]:
        """Yield what we answered to one message, not before ``since``."""
        try:
            thread = self._get(f"/api/v1/statuses/{quote(remote_id, safe='')}/context")
        except Refused as e:
            if e.facts.get("status") in GONE:
                return
            raise
        for status in thread["descendants"]:
            if str(status["account"]["id"]) == me and moment(status) >= since:
                yield status

    def _uploaded(self, number: str) -> Any:
        """Return what became of an upload. Servers that cannot say are taken to be done."""
        try:
            return self._get(f"/api/v1/media/{quote(number, safe='')}")
        except Refused as e:
            if e.facts.get("status") in GONE:
                return {"url": ""}
            raise

    def _status(self, remote_id: str) -> Any:
        return self._get(f"/api/v1/statuses/{quote(remote_id, safe='')}")

    def _get(self, path: str, **params: str) -> Any:
        return self._call("GET", path, params=params)

    def _call(self, method: str, path: str, **request: Any) -> Any:
        headers = request.pop("headers", {})
        if self.token:
            headers = {**headers, "Authorization": f"Bearer {self.token}"}
        return call(self.http, method, self.server + path, headers=headers, **request)
