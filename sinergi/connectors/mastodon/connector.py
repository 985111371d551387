"""The Mastodon client API. https://docs.joinmastodon.org/methods/"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

import httpx

from sinergi.connectors.contract import (
    About,
    Choice,
    Credentials,
    Draft,
    Field,
    Identity,
    Incoming,
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
from sinergi.connectors.errors import Refused, Unconfirmed
from sinergi.connectors.http import call
from sinergi.connectors.mastodon.words import gist, length, plain
from sinergi.lib.text import say

SCOPES = "read write"

#: snac gives one notification unless asked for more; forty is what Mastodon gives at the most.
PAGE = 40

#: How far a server's clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)

METRICS = (
    ("likes", "favourites_count"),
    ("shares", "reblogs_count"),
    ("replies", "replies_count"),
)


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
        guide="mastodon",
    )

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.server = _address(credentials.get("server", ""))
        self.token = credentials.get("token", "")
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
            "client_id": _fact(app, "client_id"),
            "redirect_uri": redirect,
            "scope": SCOPES,
            "state": state,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        kept = {name: _fact(app, name) for name in ("client_id", "client_secret")}
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
        return {"server": self.server, "token": _fact(given, "access_token")}

    def identify(self) -> Identity:
        me = self._get("/api/v1/accounts/verify_credentials")
        host = urlsplit(self.server).netloc
        name = _fact(me, "acct").split("@")[0]
        scopes = tuple(str(s) for s in (me.get("source") or {}).get("scopes", ()))
        return Identity(
            handle=f"@{name}@{host}",
            name=str(me.get("display_name") or name),
            url=str(me.get("url") or self.server),
            scopes=scopes,
        )

    def limits(self) -> Limits:
        try:
            told = self._get("/api/v2/instance")
        except Refused:  # older servers and snac know only the first version
            told = self._get("/api/v1/instance")
        card = self.about.limits
        rules = (told or {}).get("configuration") or {}
        status, media = rules.get("statuses") or {}, rules.get("media_attachments") or {}
        offered = tuple(media.get("supported_mime_types") or card.image_types)
        return Limits(
            text=_number(status, "max_characters", card.text),
            images=_number(status, "max_media_attachments", card.images),
            image_bytes=_number(media, "image_size_limit", card.image_bytes),
            alt_text=_number(media, "description_limit", card.alt_text),
            image_types=tuple(t for t in card.image_types if t in offered) or card.image_types,
        )

    # -- publishing ------------------------------------------------------------------------------

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        for number, media in enumerate(draft.media):
            name = f"media{number}"
            if name in progress:
                continue
            with media.open() as file:
                uploaded = self._call(
                    "POST",
                    "/api/v2/media",
                    repeatable=True,
                    files={"file": (media.name, file, media.mime)},
                    data={"description": media.alt},
                )
            keep(name, _fact(uploaded, "id"))

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        words = {
            "status": self._addressed(draft),
            "visibility": draft.options.get("visibility", "public"),
            "language": "id",
            "media_ids": [progress[f"media{n}"] for n in range(len(draft.media))],
        }
        if draft.reply_to:
            words["in_reply_to_id"] = draft.reply_to
        status = self._call(
            "POST", "/api/v1/statuses", json=words, headers={"Idempotency-Key": key}
        )
        if not isinstance(status, dict) or not status.get("id"):
            raise Unconfirmed(say("The server took the post but did not say which it became."))
        return Published(str(status["id"]), str(status.get("url") or status.get("uri") or ""))

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        me = _fact(self._get("/api/v1/accounts/verify_credentials"), "id")
        statuses = self._get(f"/api/v1/accounts/{me}/statuses", limit=str(PAGE)) or []
        for status in reversed(statuses):
            if str(status["id"]) not in known and _same(status, draft, since):
                return Published(str(status["id"]), str(status.get("url") or ""))
        return None

    def thread_url(self, remote_id: str) -> str:
        return str(self._get(f"/api/v1/statuses/{remote_id}").get("url") or "")

    def withdraw(self, remote_id: str) -> None:
        try:
            self._call("DELETE", f"/api/v1/statuses/{remote_id}", repeatable=True)
        except Refused as e:
            if e.facts.get("status") not in {404, 410}:
                raise

    # -- listening -------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        asked = {"types[]": "mention", "limit": str(PAGE)} | ({"min_id": cursor} if cursor else {})
        told = self._get("/api/v1/notifications", **asked) or []
        news = [n for n in reversed(told) if n.get("type") == "mention" and n.get("status")]
        newest = str(told[0]["id"]) if told else cursor
        return Page([_incoming(n["status"]) for n in news], newest, more=len(told) >= PAGE)

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        for remote_id in remote_ids:
            status = self._get(f"/api/v1/statuses/{remote_id}")
            for metric, name in METRICS:
                if isinstance(status.get(name), int):
                    yield Sample(remote_id, metric, status[name], datetime.now(UTC))

    # -- below -----------------------------------------------------------------------------------

    def _addressed(self, draft: Draft) -> str:
        """Return the words; an answer begins with the name of the person, or they never see it."""
        if not draft.reply_to:
            return draft.text
        author = _fact(self._get(f"/api/v1/statuses/{draft.reply_to}").get("account"), "acct")
        named = f"@{author}".casefold() in draft.text.casefold()
        return draft.text if named else f"@{author} {draft.text}"

    def _get(self, path: str, **params: str) -> Any:
        return self._call("GET", path, params=params)

    def _call(self, method: str, path: str, **request: Any) -> Any:
        headers = request.pop("headers", {})
        if self.token:
            headers = {**headers, "Authorization": f"Bearer {self.token}"}
        return call(self.http, method, self.server + path, headers=headers, **request)


def _address(typed: str) -> str:
    typed = typed.strip().rstrip("/")
    return typed if typed.startswith(("http://", "https://")) else f"https://{typed}"


def _fact(told: Any, name: str) -> str:
    """Return something an answer must hold. Raises Refused: this is no Mastodon server."""
    if not isinstance(told, dict) or not told.get(name):
        raise Refused(
            say("This server does not answer as Mastodon does ({name} is missing)."), name=name
        )
    return str(told[name])


def _number(told: dict[str, Any], name: str, default: int) -> int:
    value = told.get(name)
    return value if isinstance(value, int) and value > 0 else default


def _same(status: dict[str, Any], draft: Draft, since: datetime) -> bool:
    at = datetime.fromisoformat(status["created_at"])
    if at < since - SKEW or str(status.get("in_reply_to_id") or "") != (draft.reply_to or ""):
        return False
    if len(status.get("media_attachments") or ()) != len(draft.media):
        return False
    # An answer was given the person's name in front; nothing else is added by us.
    found, ours = gist(plain(status.get("content") or "")), gist(draft.text)
    return found.endswith(ours) if draft.reply_to else found == ours


def _incoming(status: dict[str, Any]) -> Incoming:
    author = status["account"]
    return Incoming(
        remote_id=str(status["id"]),
        kind="direct" if status.get("visibility") == "direct" else _kind(status),
        author=str(author["acct"]),
        author_name=str(author.get("display_name") or author["acct"]),
        text=plain(status.get("content") or ""),
        at=datetime.fromisoformat(status["created_at"]).astimezone(UTC),
        url=str(status.get("url") or ""),
        in_reply_to=str(status["in_reply_to_id"]) if status.get("in_reply_to_id") else None,
    )


def _kind(status: dict[str, Any]) -> Any:
    return "comment" if status.get("in_reply_to_id") else "mention"
