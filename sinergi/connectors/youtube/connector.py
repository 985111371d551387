"""The YouTube Data API, version 3. https://developers.google.com/youtube/v3"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

import httpx

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import (
    About,
    Access,
    Checks,
    Comments,
    Credentials,
    Draft,
    Hides,
    Identity,
    Judges,
    Keep,
    Limits,
    Listens,
    Measures,
    MeasuresAccount,
    Missing,
    Page,
    Progress,
    Published,
    Recalls,
    Removes,
    Renews,
    Sample,
    SignInStep,
    SignsIn,
    TellsLimits,
    Withdraws,
)
from sinergi.connectors.errors import Refused
from sinergi.connectors.youtube import (
    checks,
    listening,
    measuring,
    resource,
    sending,
    sign_in,
    words,
)
from sinergi.connectors.youtube.answers import address, parts
from sinergi.connectors.youtube.api import BASE, GONE, Api
from sinergi.connectors.youtube.card import ABOUT
from sinergi.connectors.youtube.uploads import Video

#: As long as the key of a post, which goes among its tags.
ANY_KEY = "0" * 32


class YouTube(
    Checks,
    Hides,
    Removes,
    Recalls,
    MeasuresAccount,
    TellsLimits,
    Renews,
    SignsIn,
    Withdraws,
    Measures,
    Listens,
    Comments,
    Judges,
):
    about: ClassVar[About] = ABOUT
    comment: ClassVar[Limits] = Limits(text=10_000, images=0)

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.api = Api(credentials, http)

    # -- the channel -----------------------------------------------------------------------------

    def begin(self, *, redirect: str, state: str, verifier: str) -> SignInStep:
        return sign_in.begin(self.api, redirect=redirect, state=state, verifier=verifier)

    def finish(self, *, code: str, redirect: str, verifier: str, remembered: Progress) -> Access:
        return sign_in.finish(self.api, code=code, redirect=redirect, verifier=verifier)

    def renew(self) -> Access:
        return sign_in.renew(self.api)

    def identify(self) -> Identity:
        channel, remote_id = self.api.channel("snippet")
        with understanding(BASE):
            name = name_of(channel["snippet"], "title")
            return Identity(
                handle=str(channel["snippet"].get("customUrl") or name),
                name=name,
                url=f"https://www.youtube.com/channel/{remote_id}",
                scopes=tuple(self.api.credentials.get("scope", "").split()),
                remote_id=remote_id,
            )

    def limits(self) -> Limits:
        card = self.about.limits
        return replace(card, video_seconds=measuring.seconds(self.api, card))

    def missing(self) -> Sequence[Missing]:
        return list(checks.missing(self.api, self.about.limits))

    # -- videos ----------------------------------------------------------------------------------

    def judge(self, draft: Draft) -> None:
        resource.parts(draft)
        words.check(draft, ANY_KEY)

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        Video(self.api, draft, key, progress, keep).prepare()

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        return sending.publish(self.api, draft, progress)

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        return sending.find(self.api, draft, progress, since, known)

    def thread_url(self, remote_id: str) -> str:
        return address(remote_id)

    def withdraw(self, remote_id: str) -> None:
        video, comment = parts(remote_id)
        path, gone = ("comments", comment) if comment else ("videos", video)
        try:
            self.api.write("DELETE", path, repeatable=True, params={"id": gone})
        except Refused as e:
            if e.facts.get("status") not in GONE:
                raise

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        return measuring.videos(self.api, remote_ids)

    def measure_account(self) -> Iterable[Sample]:
        return measuring.channel(self.api)

    # -- people ----------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        return listening.listen(self.api, cursor)

    def recall(self, since: datetime, cursor: str | None) -> Page:
        return listening.recall(self.api, since, cursor)

    def hide(self, remote_id: str, *, hidden: bool) -> None:
        self._moderate(remote_id, "heldForReview" if hidden else "published")

    def remove(self, remote_id: str) -> None:
        """Reject a comment: only its writer may delete it, a channel takes it down for good."""
        try:
            self._moderate(remote_id, "rejected")
        except Refused as e:
            if e.facts.get("status") not in GONE:
                raise

    def _moderate(self, remote_id: str, wished: str) -> None:
        asked = {"id": parts(remote_id)[1], "moderationStatus": wished}
        self.api.write("POST", "comments/setModerationStatus", repeatable=True, params=asked)
