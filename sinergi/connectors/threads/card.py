"""The card Threads hands in: what it takes, what it asks, and what is done by hand there."""

from __future__ import annotations

from datetime import timedelta

from sinergi.connectors.contract import About, Field, Limits
from sinergi.connectors.threads import measuring, options, sign_in
from sinergi.connectors.threads.words import length
from sinergi.lib.text import say

ABOUT = About(
    slug="threads",
    name="Threads",
    chip="TH",
    limits=Limits(
        text=500,
        images=20,
        image_bytes=8_000_000,
        alt_text=1000,
        image_types=("image/jpeg", "image/png"),
        image_side=1440,
        videos=20,
        video_bytes=1_000_000_000,
        video_types=("video/mp4", "video/quicktime"),
        video_seconds=300,
        video_rates=(23, 60),
        video_side=1920,
        shapes=(0.1, 10.0),
        mixed=True,
    ),
    count=length,
    options=options.FIELDS,
    needs=sign_in.SCOPES,
    hook_word="app_verify_token",
    app=(
        Field("app_id", say("Threads app ID"), help=say("Not the ID of the Meta app itself.")),
        Field("app_secret", say("Threads app secret"), secret=True),
        Field(
            "app_verify_token",
            say("Verify token of the webhook"),
            secret=True,
            required=False,
            help=say("Any long word; type the same one into the app's webhook settings."),
        ),
    ),
    key_repeats=True,
    prepares=True,
    poll_every=timedelta(minutes=5),
    metrics=measuring.METRICS,
    link=(
        r"https://(?:www\.)?threads\.(?:net|com)/"
        r"@(?P<handle>[\w.]+)/post/(?P<id>[\w-]+)/?(?:\?.*)?"
    ),
    home="https://www.threads.com/",
    by_hand=(
        say("Messages are read and answered in Threads' own app: others have no way to them."),
        say("Polls, quotes and reposts are made in Threads' own app."),
    ),
    guide="threads",
)
