"""What YouTube says about itself: https://developers.google.com/youtube/v3, November 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sinergi.connectors.contract import About, Choice, Field, Limits
from sinergi.connectors.youtube.measuring import METRICS
from sinergi.connectors.youtube.sign_in import SCOPES
from sinergi.connectors.youtube.words import DESCRIPTION_BYTES, TAGS, TITLE
from sinergi.lib.text import say

NO_YES = (Choice("no", say("No")), Choice("yes", say("Yes")))

LIMITS = Limits(
    text=DESCRIPTION_BYTES,
    text_bytes=DESCRIPTION_BYTES,
    images=1,
    image_bytes=2_000_000,  # the document says 50 MB, the help page 2 MB
    image_types=("image/jpeg", "image/png"),
    alt_text=0,
    videos=1,
    video_bytes=256_000_000_000,
    video_types=("video/mp4", "video/quicktime", "video/webm", "video/x-matroska"),
    video_seconds=12 * 3600,
    video_least_seconds=1,
    mixed=True,
    least_media=1,
    least_videos=1,
)

#: Comments.
WORDS = replace(LIMITS, images=0, videos=0, least_media=0, least_videos=0)

APP = (
    Field("app_id", say("Client ID"), help=say("Of the OAuth client on console.cloud.google.com")),
    Field("app_secret", say("Client secret"), secret=True),
    Field(
        "app_audited",
        say("YouTube has audited the app"),
        required=False,
        default="no",
        choices=NO_YES,
        help=say("Until then YouTube keeps every video that Sinergi uploads private."),
    ),
)

OPTIONS = (
    Field(
        "title",
        say("Title"),
        required=False,
        most=TITLE,
        help=say("Left empty, it is the first line of the text."),
    ),
    Field(
        "privacy",
        say("Who may watch"),
        required=False,
        default="public",
        choices=(
            Choice("public", say("Everybody")),
            Choice("unlisted", say("Whoever has the link")),
        ),
    ),
    Field(
        "made_for_kids",
        say("Made for children"),
        default="no",
        choices=(NO_YES[0], Choice("yes", say("Yes"), comments=False)),
        help=say("YouTube must be told. Comments are off under videos for children."),
    ),
    Field(
        "made_with_ai",
        say("Shows what AI made look real"),
        required=False,
        default="no",
        choices=NO_YES,
    ),
    Field(
        "tags",
        say("Tags"),
        required=False,
        most=TAGS - 41,
        help=say("Words people may search for, with commas between them."),
    ),
    Field(
        "category",
        say("Category"),
        required=False,
        default="25",
        choices=(
            Choice("25", say("News and politics")),
            Choice("27", say("Education")),
            Choice("22", say("People and blogs")),
            Choice("19", say("Travel and events")),
            Choice("29", say("Nonprofits and activism")),
        ),
    ),
    Field(
        "captions",
        say("Captions"),
        required=False,
        lines=True,
        help=say("In Indonesian, as an SRT or WebVTT file has them."),
    ),
)

ABOUT = About(
    slug="youtube",
    name="YouTube",
    chip="YT",
    limits=LIMITS,
    answer=WORDS,
    direct=WORDS,
    options=OPTIONS,
    needs=SCOPES,
    app=APP,
    # A video is made public by a change that may be made twice; an answer is never repeated.
    key_repeats=True,
    # All channels share 10,000 units a day; a hundred channels asked so often need 4,800.
    poll_every=timedelta(minutes=30),
    metrics=METRICS,
    link=r"https://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/)|youtu\.be/)"
    r"(?P<id>[\w-]{11})(?:[?&#/].*)?",
    home="https://studio.youtube.com",
    by_hand=(
        say("Community posts are written in YouTube's own app."),
        say("Answers under videos whose newest hundred threads are newer are read there."),
        say("Until YouTube has audited the app, videos are made public in YouTube Studio."),
    ),
    guide="youtube",
)
