"""What Mastodon says about itself. Limits are the server's own where it tells them."""

from __future__ import annotations

from sinergi.connectors.contract import About, Choice, Field, Limits, Metric
from sinergi.connectors.mastodon.words import length
from sinergi.lib.text import say

#: Of a post: our name of a figure, and the field of a status that holds it.
METRICS = (
    ("likes", "favourites_count"),
    ("shares", "reblogs_count"),
    ("replies", "replies_count"),
)

#: Of the account: our name of a figure, and the field of an account that holds it.
ACCOUNT_METRICS = (
    ("followers", "followers_count"),
    ("following", "following_count"),
    ("posts", "statuses_count"),
)

ABOUT = About(
    slug="mastodon",
    name="Mastodon",
    chip="MA",
    limits=Limits(
        text=500,
        images=4,
        image_bytes=16_000_000,
        alt_text=1500,
        videos=1,
        video_bytes=99_000_000,
        video_types=("video/mp4", "video/webm", "video/quicktime"),
    ),
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
            each=True,
        ),
        Field(
            "warning",
            say("Content warning"),
            required=False,
            most=200,
            help=say("Shown instead of the post until somebody opens it."),
            each=True,
        ),
    ),
    needs=("read", "write:statuses", "write:media", "write:favourites"),
    metrics=(
        Metric("likes", say("Likes"), say("How often the post was marked as a favourite.")),
        Metric("shares", say("Shares"), say("How often the post was boosted.")),
        Metric("replies", say("Replies"), say("Answers to the post that the server knows of.")),
        Metric("followers", say("Followers"), say("Accounts that follow this one.")),
        Metric("following", say("Following"), say("Accounts this one follows.")),
        Metric("posts", say("Posts"), say("Posts the server counts, shares included.")),
    ),
    link=r"https://[^/\s]+/@(?P<handle>[\w.-]+)/(?P<id>[\w-]+)/?",
    guide="mastodon",
)
