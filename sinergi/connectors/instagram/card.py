"""What Instagram takes, and what its figures mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sinergi.connectors.contract import About, Choice, Field, Limits, Metric
from sinergi.connectors.graph.login import APP
from sinergi.connectors.graph.messages import HUMAN, PRIVATE
from sinergi.connectors.graph.shapes import COVERED, FULL
from sinergi.lib.text import say

#: https://developers.facebook.com/docs/instagram-platform/content-publishing and
#: …/reference/instagram-user/media; of two sizes a video may have the smaller is kept.
LIMITS = Limits(
    text=2200,
    images=10,
    image_bytes=8 * 1024 * 1024,
    alt_text=1000,
    image_types=("image/jpeg",),
    image_side=1440,
    videos=10,
    video_bytes=300_000_000,
    video_types=("video/mp4", "video/quicktime"),
    video_seconds=15 * 60,
    video_least_seconds=3,
    video_rates=(23, 60),
    shapes=(0.8, 1.91),
    mixed=True,
    least_media=1,
    hashtags=30,
    links=False,
    mentions=20,
)

#: Pictures and videos in one carousel.
CAROUSEL = 10

LINK = (
    r"https://(?:www\.)?instagram\.com/(?:(?P<handle>[A-Za-z0-9._]+)/)?"
    r"(?:p|reel|reels|tv)/(?P<id>[\w-]+)/?(?:[?#].*)?"
)

METRICS = (
    Metric("likes", say("Likes"), say("Likes of the post, without those of advertisements.")),
    Metric("replies", say("Comments"), say("Comments on the post; of a story, answers to it.")),
    Metric("shares", say("Shares"), say("How often the post was shared.")),
    Metric("saves", say("Saves"), say("How many accounts keep the post.")),
    Metric("views", say("Views"), say("How often it was seen or played; of an account, per day.")),
    Metric(
        "reach", say("Accounts reached"), say("Accounts that saw it once or more; an estimate.")
    ),
    Metric("followers", say("Followers"), say("Accounts that follow this one.")),
)

NEEDS = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_manage_metadata",
    "instagram_basic",
    "instagram_content_publish",
    "instagram_manage_comments",
    "instagram_manage_messages",
    "instagram_manage_insights",
)

#: What the app is told of at once.
FIELDS = ("comments", "mentions", "messages")

ABOUT = About(
    slug="instagram",
    name="Instagram",
    chip="IG",
    limits=LIMITS,
    answer=replace(LIMITS, images=0, videos=0, least_media=0),
    direct=replace(LIMITS, images=0, videos=0, least_media=0),
    best=(0.8, 1.0),
    covered=COVERED,
    sign_in=(
        Field("account", say("Instagram account ID"), required=False),
        Field("page", say("ID of the Facebook page it belongs to"), required=False),
        Field(
            "token",
            say("Page access token"),
            secret=True,
            required=False,
            help=say("Leave all empty to sign in on the network's own page."),
        ),
    ),
    options=(
        Field(
            "format",
            say("Format"),
            required=False,
            default="post",
            choices=(
                Choice("post", say("Post")),
                Choice("reel", say("Reel"), (FULL,)),
                Choice("story", say("Story (24 hours)"), (FULL,), comments=False),
            ),
            help=say("The text is not shown on a story, and a story has no first comment."),
        ),
    ),
    needs=NEEDS,
    app=APP,
    key_repeats=True,
    prepares=True,
    poll_every=timedelta(minutes=3),
    reply_window=HUMAN,
    private_window=PRIVATE,
    metrics=METRICS,
    link=LINK,
    home="https://www.instagram.com/",
    by_hand=(
        say("Mentions in comments under other people's posts are answered in the Instagram app."),
        say("Stories with stickers, polls or music are made in the Instagram app."),
        say("Private messages with a picture are sent from the Instagram app."),
    ),
    guide="instagram",
)
