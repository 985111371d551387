"""What X says about itself: https://docs.x.com/x-api, read in August 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sinergi.connectors.contract import About, Choice, Field, Limits
from sinergi.connectors.x.measuring import METRICS
from sinergi.connectors.x.sign_in import SCOPES
from sinergi.connectors.x.words import length
from sinergi.lib.text import say

LIMITS = Limits(
    text=280,
    images=4,
    image_bytes=5_000_000,
    alt_text=1000,
    videos=1,
    video_bytes=512_000_000,
    video_types=("video/mp4", "video/quicktime"),
    video_seconds=140,
    video_least_seconds=1,
    video_rates=(0, 60),
)

APP = (
    Field("app_id", say("Client ID"), help=say("OAuth 2.0, of the app on console.x.com")),
    Field("app_secret", say("Client secret"), secret=True),
    Field(
        "app_consumer_key",
        say("API key"),
        secret=True,
        required=False,
        help=say("Needed only to be called by X as soon as somebody writes."),
    ),
    Field("app_consumer_secret", say("API key secret"), secret=True, required=False),
)

OPTIONS = (
    Field(
        "reply_settings",
        say("Who may answer"),
        required=False,
        choices=(
            Choice("", say("Everybody")),
            Choice("following", say("Accounts this one follows")),
            Choice("mentionedUsers", say("Only who is named in the post")),
            Choice("verified", say("Verified accounts")),
        ),
    ),
    Field(
        "poll",
        say("Poll"),
        required=False,
        lines=True,
        most=103,
        help=say("Two to four choices, one on each line, at most 25 characters each."),
    ),
    Field(
        "poll_minutes",
        say("The poll runs for"),
        required=False,
        default="1440",
        choices=(
            Choice("60", say("1 hour")),
            Choice("1440", say("1 day")),
            Choice("4320", say("3 days")),
            Choice("10080", say("7 days")),
        ),
    ),
    Field(
        "made_with_ai",
        say("Made with AI"),
        required=False,
        choices=(Choice("", say("No")), Choice("yes", say("Yes, X shall say so"))),
    ),
)

ABOUT = About(
    slug="x",
    name="X",
    chip="X",
    limits=LIMITS,
    direct=replace(LIMITS, images=1),
    count=length,
    options=OPTIONS,
    needs=SCOPES,
    app=APP,
    # 15 reads of private messages in 15 minutes are allowed.
    poll_every=timedelta(minutes=2),
    metrics=METRICS,
    link=r"https://(?:www\.|mobile\.)?(?:x|twitter)\.com/"
    r"(?:i(?:/web)?|(?P<handle>\w{1,15}))/status/(?P<id>\d{1,19})(?:[/?#].*)?",
    home="https://x.com/home",
    by_hand=(
        say("Encrypted chats on X are read and answered in its own app."),
        say("Posts longer than 280 characters, which paying accounts may write, are made there."),
    ),
    guide="x",
)
