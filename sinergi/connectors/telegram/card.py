"""What Telegram is, as screens show it. Where each limit is from: docs/connectors/telegram.md."""

from __future__ import annotations

from datetime import timedelta

from sinergi.connectors.contract import About, Choice, Field, Limits, Metric
from sinergi.connectors.telegram.words import LINK, length
from sinergi.lib.text import say

CARD = About(
    slug="telegram",
    name="Telegram",
    chip="TG",
    limits=Limits(
        text=4096,
        text_with_media=1024,
        images=10,
        image_bytes=10_000_000,
        image_types=("image/jpeg", "image/png", "image/webp"),
        image_side=5000,
        shapes=(1 / 20, 20.0),
        videos=10,
        video_bytes=50_000_000,
        mixed=True,
    ),
    count=length,
    sign_in=(
        Field("token", say("Bot token"), secret=True, help=say("From @BotFather: 123456:ABC…")),
        Field(
            "chat",
            say("Channel or group"),
            help=say("Its @name, or its number where it is private: -100…"),
        ),
        Field(
            "group",
            say("Discussion group"),
            required=False,
            help=say("Where people comment on the channel's posts: its @name or number."),
        ),
        Field(
            "log",
            say("Log channel"),
            required=False,
            help=say(
                "A private channel of the bot and nobody else. Files are sent there first, and "
                "after a doubt Sinergi can look whether a post went out."
            ),
        ),
    ),
    options=(
        Field(
            "preview",
            say("Preview of links"),
            required=False,
            default="on",
            choices=(Choice("on", say("Shown")), Choice("off", say("Not shown"))),
        ),
    ),
    poll_every=timedelta(seconds=20),
    metrics=(
        Metric(
            "members",
            say("Members"),
            say("People who follow the channel or are in the group, when it was asked."),
        ),
    ),
    link=LINK,
    home="https://web.telegram.org/",
    by_hand=(
        say("Views and reactions: Telegram does not tell them to bots. Read them in the app."),
        say("Deleting what is older than 48 hours: in the Telegram app."),
    ),
    guide="telegram",
)
