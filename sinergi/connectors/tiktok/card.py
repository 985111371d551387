"""The card TikTok hands in: what it takes, what it asks, and what is done by hand there."""

from __future__ import annotations

from datetime import timedelta

from sinergi.connectors.contract import About, Choice, Field, Limits
from sinergi.connectors.tiktok import measuring, options, sign_in
from sinergi.connectors.tiktok.words import length
from sinergi.lib.text import say

ABOUT = About(
    slug="tiktok",
    name="TikTok",
    chip="TT",
    limits=Limits(
        text=2200,
        images=35,
        image_bytes=20_000_000,
        alt_text=0,
        links=False,
        image_types=("image/jpeg", "image/webp"),
        image_side=1080,
        videos=1,
        video_bytes=4_000_000_000,
        video_types=("video/mp4", "video/quicktime", "video/webm"),
        video_seconds=600,
        video_least_seconds=3,
        video_rates=(23, 60),
        video_side=4096,
        video_least_side=360,
        least_media=1,
        text_with_media=2200,
    ),
    count=length,
    options=options.fields(),
    needs=sign_in.SCOPES,
    app=(
        Field("app_id", say("Client key")),
        Field("app_secret", say("Client secret"), secret=True),
        Field(
            "app_audited",
            say("Has TikTok audited the app?"),
            required=False,
            default="no",
            choices=(Choice("no", say("Not yet")), Choice("yes", say("Yes"))),
            help=say("Until then TikTok shows posts to the account itself only."),
        ),
    ),
    best=(9 / 16,),
    key_repeats=True,
    prepares=True,
    poll_every=timedelta(hours=1),
    metrics=measuring.METRICS,
    link=(
        r"https://(?:www\.|m\.)?tiktok\.com/"
        r"(?:@(?P<handle>[\w.]+)/(?:video|photo)|player/v1)/(?P<id>[0-9]+)/?(?:\?.*)?"
    ),
    home="https://www.tiktok.com/tiktokstudio",
    by_hand=(
        say("Comments are read and answered in TikTok's own app: TikTok has no way for others."),
        say("Messages are read and answered in TikTok's own app."),
        say("A post is taken back in TikTok's own app."),
        say("Before TikTok has audited the app, public posts are published in TikTok's own app."),
    ),
    guide="tiktok",
)
