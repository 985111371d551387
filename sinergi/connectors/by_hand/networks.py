"""What such a network takes, how its links look, and where it is opened: nothing else is known."""

from __future__ import annotations

from typing import ClassVar

import httpx

from sinergi.connectors.contract import About, Connector, Credentials, Identity, Limits
from sinergi.lib.text import say


class ByHand(Connector):
    """A network that is a card and nothing more."""

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.handle = credentials.get("handle", "")

    def identify(self) -> Identity:
        return Identity(self.handle, self.handle, "")


class WhatsAppChannel(ByHand):
    """https://faq.whatsapp.com/ (channels): no API publishes to a channel."""

    about: ClassVar[About] = About(
        slug="whatsappchannel",
        name=say("WhatsApp Channel"),
        chip="WC",
        limits=Limits(
            text=4096,
            images=10,
            image_bytes=16_000_000,
            videos=1,
            video_bytes=64_000_000,
            mixed=True,
        ),
        link=r"https://(?:www\.)?whatsapp\.com/channel/(?P<id>[\w-]+/\d+)/?",
        home="https://web.whatsapp.com/",
        by_hand=(
            say("Posts are published in the app, and their link is pasted back."),
            say("Reactions and figures are entered or imported."),
        ),
        guide="by-hand",
    )


class Elsewhere(ByHand):
    """Any other place: a site, a forum, a notice board with an address."""

    about: ClassVar[About] = About(
        slug="elsewhere",
        name=say("Elsewhere"),
        chip="EL",
        limits=Limits(text=20_000, images=10, image_bytes=20_000_000, videos=1, mixed=True),
        by_hand=(say("Everything is done there by a person; the link is pasted back."),),
        guide="by-hand",
    )
