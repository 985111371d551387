"""What a network takes each, but not together, is said before anybody approves it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import cast

import httpx
import pytest

from sinergi.connectors import registry
from sinergi.connectors.contract import Draft, Judges, Media
from sinergi.connectors.errors import Refused

PICTURE = Media("a.jpg", "image/jpeg", 1000, BytesIO, "Kantor", 1080, 1080)
FILM = Media("a.mp4", "video/mp4", 1000, BytesIO, "", 1080, 1080, 120.0)
SHORT = replace(FILM, seconds=30.0)
CHOSEN = {"privacy_level": "PUBLIC_TO_EVERYONE", "consent": "music"}


def judge(network: str, *media: Media, text: str = "Buka", **options: str) -> None:
    """Let a network judge a draft. Without a transport: whoever asks anything fails."""
    connector = registry.installed()[network]
    cast("Judges", connector({}, cast("httpx.Client", None))).judge(Draft(text, media, options))


@pytest.mark.parametrize(
    ("network", "media", "options", "says"),
    [
        ("facebook", (PICTURE,), {"format": "reel"}, "needs one video"),
        ("facebook", (FILM,), {"format": "reel"}, "3 to 90 seconds"),
        ("facebook", (replace(SHORT, rate=15.0),), {"format": "reel"}, "24 to 60 frames"),
        ("facebook", (replace(SHORT, rate=120.0),), {"format": "reel"}, "24 to 60 frames"),
        ("facebook", (replace(SHORT, width=480, height=854),), {"format": "reel"}, "540 pixels"),
        ("facebook", (PICTURE, FILM), {}, "not both"),
        ("instagram", (PICTURE,), {"format": "reel"}, "one video"),
        ("instagram", (PICTURE, PICTURE), {"format": "story"}, "one picture or video"),
        ("threads", (PICTURE,), {"link_attachment": "https://a.id"}, "without pictures"),
        ("threads", (), {"topic_tag": "KTP.baru"}, "no dots"),
        ("tiktok", (PICTURE, FILM), CHOSEN, "one video, or one or more"),
        ("tiktok", (FILM,), {**CHOSEN, "commercial": "paid"}, "Agree to"),
        ("x", (PICTURE,), {"poll": "Ya\nTidak"}, "without photos"),
        ("x", (), {"poll": "Ya"}, "two to four"),
        ("youtube", (PICTURE,), {}, "one video"),
        ("youtube", (FILM,), {"title": "<KTP>"}, "no < and >"),
        ("youtube", (FILM,), {"captions": "Selamat pagi"}, "need times"),
    ],
)
def test_what_does_not_go_together_is_refused_and_why_is_said(
    network: str, media: tuple[Media, ...], options: dict[str, str], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        judge(network, *media, **options)


@pytest.mark.parametrize(
    ("network", "media", "options"),
    [
        ("facebook", (PICTURE, PICTURE), {}),
        ("facebook", (SHORT,), {"format": "reel"}),
        ("facebook", (replace(SHORT, rate=23.976),), {"format": "reel"}),
        ("facebook", (replace(SHORT, rate=15.0),), {}),
        ("instagram", (PICTURE, FILM), {}),
        ("threads", (), {"link_attachment": "https://a.id"}),
        ("tiktok", (FILM,), CHOSEN),
        ("x", (), {"poll": "Ya\nTidak"}),
        ("youtube", (FILM, PICTURE), {}),
    ],
)
def test_what_goes_together_is_let_by(
    network: str, media: tuple[Media, ...], options: dict[str, str]
) -> None:
    judge(network, *media, **options)
