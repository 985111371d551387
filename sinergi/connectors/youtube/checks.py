"""What a channel still lacks, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from sinergi.connectors.contract import Limits, Missing
from sinergi.connectors.youtube import measuring
from sinergi.connectors.youtube.api import Api
from sinergi.lib.text import say


def missing(api: Api, card: Limits) -> Iterator[Missing]:
    if api.app("audited") != "yes":
        yield Missing(
            say("YouTube keeps the videos of apps it has not audited private."),
            say(
                "Whoever runs Sinergi asks YouTube for the audit, and says in the settings of the"
                " app when it is passed. Until then videos are made public in YouTube Studio."
            ),
        )
    if not api.credentials.get("refresh_token"):
        yield Missing(
            say("Access to this channel ends an hour after it was given."),
            say("Connect the account again."),
        )
    if measuring.seconds(api, card) < card.video_seconds:
        yield Missing(
            say("Videos of this channel may have 15 minutes at the most."),
            say("Verify the channel by phone on youtube.com/verify."),
        )
