"""What a Facebook page takes, and what its figures mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sinergi.connectors.contract import About, Choice, Field, Limits, Metric
from sinergi.connectors.graph.login import APP
from sinergi.connectors.graph.messages import HUMAN, PRIVATE
from sinergi.connectors.graph.shapes import COVERED, FULL
from sinergi.lib.text import say

#: Text, photos: https://developers.facebook.com/docs/graph-api/reference/page/photos/; video:
#: https://developers.facebook.com/docs/graph-api/reference/page/videos/
LIMITS = Limits(
    text=63_206,
    images=10,
    image_bytes=4_000_000,
    alt_text=1000,
    image_types=("image/jpeg", "image/png"),
    videos=1,
    video_bytes=10_000_000_000,
    video_types=("video/mp4", "video/quicktime"),
    video_seconds=4 * 3600,
    video_least_seconds=1,
)

#: https://developers.facebook.com/docs/video-api/guides/reels-publishing
REEL_SECONDS = (3, 90)
REEL_RATES = (24, 60)
REEL_LEAST_SIDE = 540

#: A post, a video or a reel, as its address shows it; names in the address may be left out.
LINK = (
    r"https://(?:www\.|m\.|web\.)?facebook\.com/"
    r"(?:(?P<handle>[A-Za-z0-9.]+)/(?:posts|videos)/(?:[^/?#]+/)?"
    r"|reel/|permalink\.php\?story_fbid=|photo(?:\.php|/)?\?fbid=|share/[prv]/)"
    r"(?P<id>\w+)(?:[/?#&].*)?"
)

METRICS = (
    Metric("likes", say("Reactions"), say("Reactions of all kinds to the post.")),
    Metric("replies", say("Comments"), say("Comments on the post and answers to them.")),
    Metric("shares", say("Shares"), say("How often the post was shared.")),
    Metric(
        "views", say("Views"), say("How often it was on a screen or played; of a page, per day.")
    ),
    Metric("reach", say("People reached"), say("People who saw it at least once; an estimate.")),
    Metric("clicks", say("Clicks"), say("Clicks anywhere in the post.")),
    Metric("followers", say("Followers"), say("People who follow the page.")),
)

NEEDS = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_posts",
    "pages_manage_engagement",
    "pages_manage_metadata",
    "pages_messaging",
    "read_insights",
)

ABOUT = About(
    slug="facebook",
    name="Facebook",
    chip="FB",
    limits=LIMITS,
    answer=replace(LIMITS, images=1, videos=0),
    direct=replace(LIMITS, images=0, videos=0),
    covered=COVERED,
    sign_in=(
        Field("page", say("Page ID"), required=False),
        Field(
            "token",
            say("Page access token"),
            secret=True,
            required=False,
            help=say("Leave both empty to sign in on the network's own page."),
        ),
    ),
    options=(
        Field(
            "format",
            say("Format"),
            required=False,
            default="post",
            choices=(Choice("post", say("Post")), Choice("reel", say("Reel"), (FULL,))),
        ),
        Field(
            "link",
            say("Link shown as a card"),
            required=False,
            help=say("Only without photos and video."),
        ),
    ),
    needs=NEEDS,
    app=APP,
    key_repeats=True,
    prepares=True,
    poll_every=timedelta(minutes=2),
    reply_window=HUMAN,
    private_window=PRIVATE,
    metrics=METRICS,
    link=LINK,
    home="https://business.facebook.com/latest/home",
    by_hand=(
        say("Stories, polls and events are made in the Facebook app."),
        say("Private messages with a picture are sent from Meta Business Suite."),
        say("Reviews of the page are read and answered in Meta Business Suite."),
    ),
    guide="facebook",
)
