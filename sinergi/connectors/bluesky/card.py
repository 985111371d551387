"""The card: what Bluesky takes, what a person fills in, and what it tells.

Limits are those of the network's lexicons: app.bsky.feed.post and app.bsky.embed.*.
"""

from __future__ import annotations

from datetime import timedelta

from sinergi.connectors.bluesky.answers import METRICS
from sinergi.connectors.bluesky.words import length
from sinergi.connectors.contract import About, Choice, Field, Limits
from sinergi.lib.text import say

ABOUT = About(
    slug="bluesky",
    name="Bluesky",
    chip="BS",
    limits=Limits(
        text=300,
        text_bytes=3000,
        images=20,
        image_bytes=2_000_000,
        alt_text=2000,
        videos=1,
        video_bytes=300_000_000,
        video_seconds=180,
    ),
    count=length,
    sign_in=(
        Field(
            "server",
            say("Server"),
            required=False,
            default="bsky.social",
            help=say("Leave as it is unless the account lives on a server of its own."),
        ),
        Field(
            "identifier",
            say("Name of the account"),
            help=say("For example kecamatan.bsky.social"),
        ),
        Field(
            "password",
            say("App password"),
            secret=True,
            required=False,
            help=say("Leave empty to sign in on the network's own page."),
        ),
    ),
    options=(
        Field(
            "card",
            say("Preview of a link"),
            required=False,
            default="first",
            choices=(
                Choice("first", say("Of the first link, where no files go with it")),
                Choice("none", say("None")),
            ),
        ),
    ),
    app=(
        Field(
            "app_key",
            say("Private key of the app"),
            secret=True,
            required=False,
            lines=True,
            help=say("With a key, sign-ins last for months. Without one, for two weeks."),
        ),
    ),
    key_repeats=True,
    prepares=True,
    poll_every=timedelta(seconds=60),
    metrics=METRICS,
    link=r"https://bsky\.app/profile/(?P<handle>[\w.:-]+)/post/(?P<id>[a-z2-7]{13})/?",
    home="https://bsky.app",
    by_hand=(say("Direct messages are read and answered in the Bluesky app."),),
    guide="bluesky",
)
